//! `/wiedza`: the knowledge base (§ 18 pkt 10).

pub(crate) mod answers;
mod form;
mod list;
mod one;
mod posts;
pub(crate) mod ticket;
mod versions;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::{get, post};
use domain::{ArticleChange, ArticleId, Readers};
use store::Outcome;
use store::articles::{self, Listed};
use texts::Texts;

use super::ticket::history::Moment;
use crate::articles::{is_old, is_staff, seen, shelf};
use crate::{App, WebError};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/wiedza", get(list::show).post(form::write))
        .route("/wiedza/nowy", get(form::new))
        .route("/wiedza/podpowiedzi", post(answers::show))
        .route("/wiedza/{id}", get(one::show))
        .route("/wiedza/{id}/zmiana", get(form::edit).post(form::revise))
        .route("/wiedza/{id}/wersje", get(versions::show))
        .route("/wiedza/{id}/{what}", post(posts::step))
}

/// The id in the address; text that is not one is a page that does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Id(ArticleId);

impl FromRequestParts<App> for Id {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let Path(fields) = Path::<Vec<(String, String)>>::from_request_parts(parts, app)
            .await
            .map_err(|_| WebError::NotFound)?;
        fields
            .iter()
            .find(|(name, _)| name == "id")
            .and_then(|(_, text)| text.parse().ok())
            .map(|id| Self(ArticleId(id)))
            .ok_or(WebError::NotFound)
    }
}

/// Writes a change.
///
/// # Errors
/// [`WebError::Stale`] when somebody else was quicker.
async fn written(app: &App, change: &ArticleChange) -> Result<(), WebError> {
    let mut tx = app.store.write().await?;
    if articles::write(&mut tx, change).await? == Outcome::Stale {
        return Err(WebError::Stale);
    }
    tx.commit().await?;
    Ok(())
}

/// An article in a list.
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) unit: String,
    /// `§ 14 pkt 1 lit. l`; may be empty.
    pub(crate) duty: String,
    /// Only staff may read it.
    pub(crate) is_internal: bool,
    pub(crate) checked: Moment,
    /// Nobody has looked at it for long.
    pub(crate) is_stale: bool,
}

impl Line {
    pub(crate) fn new(app: &App, listed: &Listed) -> Self {
        let t: Texts = app.texts;
        Self {
            id: listed.id.to_string(),
            title: listed.title.clone(),
            unit: listed.unit.to_string(),
            duty: listed.duty.map_or_else(String::new, |duty| duty.shown()),
            is_internal: listed.readers == Readers::Staff,
            checked: Moment::new(t, listed.checked_at),
            is_stale: is_old(app, listed.checked_at),
        }
    }
}
