//! The JSON API under `/api/v1`, and the two addresses that tell whether the program works.
//!
//! A request is read by extractors ([`auth`], [`body`], [`number`], [`filters`]), decided by `domain`
//! and `permit` like a page's, and answered from [`view`]. What goes wrong is a [`problem`]. The
//! routes and the `OpenAPI` document are one list, [`documented`].

mod acts;
mod analyses;
mod articles;
mod attachments;
mod auth;
mod body;
mod bookings;
mod clocks;
mod explanations;
mod faults;
mod filters;
mod health;
mod incident;
mod merging;
mod names;
mod number;
mod openapi;
mod outages;
mod pausing;
pub(crate) mod problem;
mod ratings;
mod replies;
mod sharing;
mod suggestions;
mod target;
mod tickets;
mod view;
mod view_list;
mod view_parts;
mod view_steps;

use axum::Router;
use axum::routing::any;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use auth::new_token;

use crate::{App, WebError};

/// Every route of the API with its description.
fn documented() -> OpenApiRouter<App> {
    let v1 = OpenApiRouter::new()
        .routes(routes!(tickets::file, tickets::list))
        .routes(routes!(tickets::show))
        .routes(routes!(attachments::list, attachments::add))
        .routes(routes!(attachments::download))
        .routes(routes!(clocks::show))
        .routes(routes!(acts::note))
        .routes(routes!(acts::claim))
        .routes(routes!(acts::put_down))
        .routes(routes!(acts::escalate))
        .routes(routes!(acts::transfer))
        .routes(routes!(acts::accept))
        .routes(routes!(acts::give_back))
        .routes(routes!(pausing::pause))
        .routes(routes!(pausing::resume))
        .routes(routes!(pausing::priority))
        .routes(routes!(sharing::decide))
        .routes(routes!(sharing::give_task))
        .routes(routes!(sharing::act_on_task))
        .routes(routes!(incident::note))
        .routes(routes!(merging::merge))
        .routes(routes!(merging::unmerge))
        .routes(routes!(bookings::list))
        .routes(routes!(bookings::book))
        .routes(routes!(bookings::end))
        .routes(routes!(outages::list, outages::declare))
        .routes(routes!(outages::show))
        .routes(routes!(outages::reword))
        .routes(routes!(outages::update))
        .routes(routes!(outages::end))
        .routes(routes!(outages::reopen))
        .routes(routes!(outages::tickets::resolve))
        .routes(routes!(outages::tickets::results))
        .routes(routes!(outages::tickets::attach))
        .routes(routes!(outages::tickets::detach))
        .routes(routes!(articles::list))
        .routes(routes!(articles::show))
        .routes(routes!(acts::resolve))
        .routes(routes!(acts::reopen))
        .routes(routes!(acts::close))
        .routes(routes!(acts::cancel))
        .routes(routes!(ratings::list, ratings::rate))
        .routes(routes!(replies::list))
        .routes(routes!(analyses::show))
        .routes(routes!(suggestions::suggest))
        .routes(routes!(explanations::explain))
        .routes(routes!(explanations::of_ticket))
        .routes(routes!(openapi::document));
    OpenApiRouter::with_openapi(openapi::Description::openapi())
        .nest("/api/v1", v1)
        .routes(routes!(health::alive))
        .routes(routes!(health::ready))
}

/// The `OpenAPI` document.
fn description() -> utoipa::openapi::OpenApi {
    documented().into_openapi()
}

/// The routes of the API; whatever else lies under `/api` is nothing.
pub(crate) fn routes() -> Router<App> {
    let nothing = any(async || WebError::NotFound);
    Router::from(documented())
        .route("/api", nothing.clone())
        .route("/api/", nothing.clone())
        .route("/api/{*rest}", nothing)
}
