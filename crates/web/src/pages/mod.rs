//! The pages: one file and one template each.

mod accessibility;
mod accounts;
mod accuracy;
mod acts;
pub(crate) mod analyses;
pub(crate) mod articles;
mod attachments;
pub(crate) mod bookings;
mod demo;
mod drafts;
mod duties;
mod file;
mod home;
mod incident;
mod language;
mod late;
mod letters;
mod merging;
mod my;
pub(crate) mod my_state;
mod my_ticket;
mod my_together;
pub(crate) mod outages;
pub(crate) mod presence;
mod quality;
pub(crate) mod queue;
pub(crate) mod rating;
pub(crate) mod replies;
mod ruling;
mod settings;
pub(crate) mod shortcuts;
pub(crate) mod sign_in;
pub(crate) mod tasks;
pub(crate) mod telephone;
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
        .merge(rating::routes())
        .merge(letters::routes())
        .merge(demo::routes())
        .merge(accounts::routes())
        .merge(accuracy::routes())
        .merge(analyses::routes())
        .merge(accessibility::routes())
        .merge(language::routes())
        .merge(queue::routes())
        .merge(telephone::routes())
        .merge(presence::routes())
        .merge(shortcuts::routes())
        .merge(ticket::routes())
        .merge(acts::routes())
        .merge(attachments::routes())
        .merge(drafts::routes())
        .merge(merging::routes())
        .merge(ruling::routes())
        .merge(replies::routes())
        .merge(tasks::routes())
        .merge(incident::routes())
        .merge(bookings::routes())
        .merge(quality::routes())
        .merge(outages::routes())
        .merge(articles::routes())
        .merge(settings::routes())
        .merge(wishes::routes())
}
