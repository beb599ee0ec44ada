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
use domain::{Action, Actor, Article, ArticleChange, ArticleId, Object, Readers};
use store::Outcome;
use store::articles::{self, Listed, Shelf};
use texts::Texts;

use super::ticket::history::Moment;
use crate::permit::{may, permit};
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

/// The article, for somebody who may read it.
///
/// # Errors
/// [`WebError::NotFound`] for one that does not exist or is not for them.
async fn seen(app: &App, actor: &Actor, id: ArticleId) -> Result<Article, WebError> {
    let mut conn = app.store.read().await?;
    let article = articles::by_id(&mut conn, id)
        .await?
        .ok_or(WebError::NotFound)?;
    permit(
        app,
        actor,
        Action::SeeArticle,
        Object::Article(Some(&article)),
    )?;
    Ok(article)
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

/// The articles that somebody may find: staff every one, others those for everyone.
fn shelf(app: &App, actor: &Actor) -> Shelf {
    Shelf {
        readers: (!is_staff(app, actor)).then_some(Readers::Everyone),
        ..Shelf::default()
    }
}

fn is_staff(app: &App, actor: &Actor) -> bool {
    may(app, actor, Action::SeeArticle, Object::Article(None))
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

/// Whether nobody has said since then for so long that it holds, that somebody should.
fn is_old(app: &App, checked_at: jiff::Timestamp) -> bool {
    let seconds = i64::from(app.settings.article_check_days).saturating_mul(86_400);
    app.now().as_second().saturating_sub(checked_at.as_second()) >= seconds
}
