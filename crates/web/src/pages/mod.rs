//! The pages: one file and one template each.

mod acts;
mod home;
mod queue;
pub(crate) mod sign_in;
mod ticket;

use axum::Router;

use crate::App;

/// The routes of all pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(home::routes())
        .merge(sign_in::routes())
        .merge(queue::routes())
        .merge(ticket::routes())
        .merge(acts::routes())
}
