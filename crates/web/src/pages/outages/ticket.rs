//! Outages on the page of a ticket: to which it belongs, which it looks like, and the answer to that.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{ActKind, Action, Actor, Object, Ticket, TicketNumber};
use jiff::Timestamp;
use store::outages::{self as stored, tickets as belonging};
use store::{Conn, tickets};
use texts::Texts;

use super::id;
use crate::auth::extract::{Number, Signed};
use crate::outages::{self, Belonging, likely, may_attach, may_outage};
use crate::pages::acts::typed::Typed;
use crate::permit::permit;
use crate::said::Said;
use crate::{App, WebError};

/// What the page of a ticket says of outages.
pub(crate) struct Card {
    /// Id and title of the one to which it belongs.
    pub(crate) belongs: Option<(String, String)>,
    /// The one it looks like: id, title, words in common.
    pub(crate) likely: Option<(String, String, String)>,
    /// Those that last, to choose from.
    pub(crate) choices: Vec<(String, String)>,
    /// Whether it may be attached and detached.
    pub(crate) may_attach: bool,
    /// Whether the reader may declare one.
    pub(crate) may_declare: bool,
}

impl Card {
    /// `None` when there is nothing to say and nothing to do.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(
        app: &App,
        conn: &mut Conn,
        actor: &Actor,
        ticket: &Ticket,
    ) -> Result<Option<Self>, WebError> {
        let may_attach = may_attach(app, actor, ticket) && !ticket.status.is_final();
        if let Some(id) = ticket.outage {
            let outage = stored::by_id(conn, id).await?;
            return Ok(outage.map(|outage| Self {
                belongs: Some((id.to_string(), outage.announcement.title)),
                likely: None,
                choices: Vec::new(),
                may_attach,
                may_declare: false,
            }));
        }
        let targets = app.clocks.current().targets;
        if !may_attach || !ticket.status.is_open() || ticket.is_security_matter(&targets) {
            return Ok(None);
        }
        let lasting = stored::lasting(conn).await?;
        let found = likely(conn, ticket, &lasting).await?;
        let named =
            |outage: &domain::Outage| (outage.id.to_string(), outage.announcement.title.clone());
        Ok(Some(Self {
            belongs: None,
            likely: found.map(|(outage, words)| {
                let (id, title) = named(outage);
                (id, title, words.join(", "))
            }),
            choices: lasting.iter().map(named).collect(),
            may_attach,
            may_declare: may_outage(app, actor, Action::RunOutage, None),
        }))
    }
}

/// What the requester's page says of the outage to which their ticket belongs.
pub(crate) struct Notice {
    pub(crate) title: String,
    pub(crate) news: String,
    pub(crate) at: Timestamp,
}

impl Notice {
    /// `None` when the ticket belongs to none, or it is over.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(conn: &mut Conn, ticket: &Ticket) -> Result<Option<Self>, WebError> {
        let Some(id) = ticket.outage else {
            return Ok(None);
        };
        let outage = stored::by_id(conn, id).await?;
        Ok(outage.filter(domain::Outage::lasts).map(|outage| Self {
            title: outage.announcement.title,
            news: outage.news.text,
            at: outage.news.at,
        }))
    }
}

/// The badge of a line of the queue; quotes nothing when the ticket belongs to none.
pub(crate) fn badge(t: Texts, title: Option<&str>) -> Said {
    title.map_or_else(Said::default, |title| {
        Said::quoting(t, "outage-queue-badge", title.to_owned(), &[])
    })
}

/// `POST /kolejka/{number}/awaria`: attach, detach, or say that it is something else.
pub(super) async fn settle(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    typed: Typed,
) -> Result<Response, WebError> {
    let actor = signed.actor();
    let by = signed.0.author(app.desk.first_line());
    let outage = id(typed.get("outage")).ok_or(WebError::NotFound)?;
    let done = match typed.get("what") {
        "join" => {
            outages::settle(&app, &actor, &by, (outage, number), Belonging::Joins).await?;
            "joined"
        }
        "leave" => {
            outages::settle(&app, &actor, &by, (outage, number), Belonging::Leaves).await?;
            "left"
        }
        "apart" => {
            apart(&app, &actor, outage, number).await?;
            "apart"
        }
        _ => return Err(WebError::NotFound),
    };
    Ok(Redirect::to(&format!("/kolejka/{number}?zrobiono=outage-{done}")).into_response())
}

async fn apart(
    app: &App,
    actor: &Actor,
    outage: domain::OutageId,
    number: TicketNumber,
) -> Result<(), WebError> {
    let mut tx = app.store.write().await?;
    let ticket = tickets::by_number(&mut tx, number).await?;
    let ticket = ticket.ok_or(WebError::NotFound)?;
    let action = Action::Act(ActKind::OutageJoined);
    permit(app, actor, action, Object::Ticket(&ticket))?;
    if !may_attach(app, actor, &ticket) || stored::by_id(&mut tx, outage).await?.is_none() {
        return Err(WebError::NotFound);
    }
    belonging::tell_apart(&mut tx, outage, ticket.id).await?;
    tx.commit().await?;
    Ok(())
}
