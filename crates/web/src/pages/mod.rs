//! The pages: one file and one template each.

mod accessibility;
mod accounts;
mod accuracy;
mod acts;
pub(crate) mod bookings;
mod demo;
mod file;
mod home;
mod incident;
mod language;
mod letters;
mod my;
mod my_ticket;
mod quality;
mod queue;
mod ruling;
mod settings;
pub(crate) mod sign_in;
pub(crate) mod tasks;
pub(crate) mod ticket;
mod wishes;

use axum::Router;

use crate::App;

/// The routes of all pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(home::routes())
        .merge(sign_in::routes())
        .merge(file::routes())
        .merge(my::routes())
        .merge(letters::routes())
        .merge(demo::routes())
        .merge(accounts::routes())
        .merge(accuracy::routes())
        .merge(accessibility::routes())
        .merge(language::routes())
        .merge(queue::routes())
        .merge(ticket::routes())
        .merge(acts::routes())
        .merge(ruling::routes())
        .merge(tasks::routes())
        .merge(incident::routes())
        .merge(bookings::routes())
        .merge(quality::routes())
        .merge(settings::routes())
        .merge(wishes::routes())
}
