//! Downloads of attachments: the desk's, and the requester's by either of their ways.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::TicketId;
use serde::Deserialize;
use store::attachments::{self, Attachment};

use super::acts::opened;
use super::my::{Door, is_own};
use crate::auth::extract::Signed;
use crate::uploads::give;
use crate::{App, WebError};

/// The routes of the downloads.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/kolejka/{number}/pliki/{id}", get(for_the_desk))
        .route("/zgloszenie/{number}/pliki/{id}", get(for_the_requester))
        .route("/z/{token}/pliki/{id}", get(for_the_requester))
}

#[derive(Deserialize)]
struct Place {
    number: Option<String>,
    id: String,
}

async fn for_the_desk(
    State(app): State<App>,
    signed: Signed,
    Path(place): Path<Place>,
) -> Result<Response, WebError> {
    let number = place.number.unwrap_or_default();
    let number = number.parse().map_err(|_| WebError::NotFound)?;
    let ticket = opened(&app, &signed, number).await?;
    give(&app, &found(&app, ticket.id, &place.id).await?).await
}

/// What the desk keeps to itself does not exist for the requester.
async fn for_the_requester(
    State(app): State<App>,
    door: Door,
    Path(place): Path<Place>,
) -> Result<Response, WebError> {
    let ticket = door.ticket(&app).await?;
    if !is_own(&door.actor, &ticket) {
        return Err(WebError::NotFound);
    }
    let attachment = found(&app, ticket.id, &place.id).await?;
    if attachment.is_internal {
        return Err(WebError::NotFound);
    }
    give(&app, &attachment).await
}

async fn found(app: &App, ticket: TicketId, id: &str) -> Result<Attachment, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut conn = app.store.read().await?;
    let attachment = attachments::by_id(&mut conn, ticket, id).await?;
    attachment.ok_or(WebError::NotFound)
}
