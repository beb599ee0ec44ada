//! What the first page and the filing form say of outages, so that nobody describes again what is known.

use domain::{Actor, Outage};
use store::outages::tickets as belonging;

use super::Told;
use crate::outages::lasting;
use crate::{App, WebError};

/// The outages that the reader may see; nothing is shown when there are none.
pub(crate) struct Banner {
    pub(crate) items: Vec<Item>,
    /// Whether one click is enough, because it is known who asks.
    pub(crate) signed: bool,
    /// Whether the reader may file a ticket.
    pub(crate) files: bool,
    /// How many there are, for the heading.
    pub(crate) count: i64,
}

/// One outage.
pub(crate) struct Item {
    pub(crate) told: Told,
    /// The reader's open ticket that belongs to it; empty when there is none.
    pub(crate) own: String,
}

impl Banner {
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(app: &App, actor: &Actor) -> Result<Self, WebError> {
        let found = lasting(app, actor).await?;
        let mut items = Vec::with_capacity(found.len());
        for outage in &found {
            items.push(Item {
                told: Told::new(app.texts, outage),
                own: own(app, actor, outage).await?,
            });
        }
        Ok(Self {
            count: i64::try_from(items.len()).unwrap_or(i64::MAX),
            items,
            signed: matches!(actor, Actor::Person(_)),
            files: app.settings.open_intake || matches!(actor, Actor::Person(_)),
        })
    }
}

/// The number of the reader's open ticket of an outage; empty when there is none.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn own(app: &App, actor: &Actor, outage: &Outage) -> Result<String, WebError> {
    let Actor::Person(person) = actor else {
        return Ok(String::new());
    };
    let mut conn = app.store.read().await?;
    let number = belonging::own(&mut conn, outage.id, person.id).await?;
    Ok(number.map_or_else(String::new, |number| number.to_string()))
}
