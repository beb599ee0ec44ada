//! `/odpowiedzi-wzorcowe`: canned answers, one's own and one's unit's.

mod form;
mod list;
pub(crate) mod picker;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::routing::{get, post};
use domain::{Action, Object, Reply, ReplyOwner};
use store::replies;
use uuid::Uuid;

use crate::auth::extract::Signed;
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/odpowiedzi-wzorcowe", get(list::show).post(form::write))
        .route("/odpowiedzi-wzorcowe/nowa", get(form::new))
        .route(
            "/odpowiedzi-wzorcowe/{id}",
            get(form::edit).post(form::revise),
        )
        .route("/odpowiedzi-wzorcowe/{id}/usun", post(list::delete))
        .route("/kolejka/{number}/wzorce", get(picker::show))
}

/// The id in the address; text that is not one is a page that does not exist.
#[derive(Clone, Copy, Debug)]
struct Id(Uuid);

impl FromRequestParts<App> for Id {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let Path(text) = Path::<String>::from_request_parts(parts, app)
            .await
            .map_err(|_| WebError::NotFound)?;
        text.parse().map(Self).map_err(|_| WebError::NotFound)
    }
}

fn permit_keeping(app: &App, signed: &Signed, owner: &ReplyOwner) -> Result<(), WebError> {
    let object = Object::Reply(owner);
    permit(app, &signed.actor(), Action::KeepReply, object)
}

/// The canned answer, for somebody whose it is.
///
/// # Errors
/// [`WebError::NotFound`] for one that does not exist or is others'.
async fn kept(app: &App, signed: &Signed, id: Uuid) -> Result<Reply, WebError> {
    permit(app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let reply = replies::by_id(&mut conn, id)
        .await?
        .ok_or(WebError::NotFound)?;
    permit_keeping(app, signed, &reply.owner)?;
    Ok(reply)
}

/// Every canned answer of somebody who works at the desk.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn all(app: &App, signed: &Signed) -> Result<Vec<Reply>, WebError> {
    let unit = signed.0.author(app.desk.first_line()).unit;
    let mut conn = app.store.read().await?;
    Ok(replies::of(&mut conn, signed.0.id, unit.as_ref()).await?)
}
