//! Downloads of attachments: the desk's, and the requester's by either of their ways.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use domain::{Ticket, TicketId};
use serde::Deserialize;
use store::attachments::{self, Attachment};
use store::tickets;

use super::acts::opened;
use super::my::{Door, is_own};
use super::my_together::Together;
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
    let found = match found(&app, ticket.id, &place.id).await {
        Err(WebError::NotFound) => in_duplicates(&app, &ticket, &place.id).await,
        found => found,
    };
    give(&app, &found?).await
}

/// A file of a ticket that goes on in this one: whoever reads this one reads those too.
async fn in_duplicates(app: &App, ticket: &Ticket, id: &str) -> Result<Attachment, WebError> {
    let mut conn = app.store.read().await?;
    let duplicates = tickets::duplicates(&mut conn, ticket.id).await?;
    drop(conn);
    for duplicate in duplicates {
        match found(app, duplicate.id, id).await {
            Err(WebError::NotFound) => {}
            found => return found,
        }
    }
    Err(WebError::NotFound)
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
    let attachment = match found(&app, ticket.id, &place.id).await {
        Err(WebError::NotFound) => in_main(&app, &ticket, &place.id).await,
        found => found,
    }?;
    if attachment.is_internal {
        return Err(WebError::NotFound);
    }
    give(&app, &attachment).await
}

/// A file of the ticket as which this one goes on, when its requester may have it.
async fn in_main(app: &App, ticket: &Ticket, id: &str) -> Result<Attachment, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut conn = app.store.read().await?;
    let together = Together::of(&mut conn, ticket).await?;
    let file = together.as_ref().and_then(|together| together.file(id));
    file.cloned().ok_or(WebError::NotFound)
}

async fn found(app: &App, ticket: TicketId, id: &str) -> Result<Attachment, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut conn = app.store.read().await?;
    let attachment = attachments::by_id(&mut conn, ticket, id).await?;
    attachment.ok_or(WebError::NotFound)
}
