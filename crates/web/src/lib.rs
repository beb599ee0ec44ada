//! Pages, forms, JSON API, sessions. Cannot send mail.
//!
//! [`router`] serves everything. A request passes, from outside in: [`edge`] (request id, log,
//! security headers, load shedding, time limit, panics), [`error`] (failures as pages), `auth`
//! (who asks, forged forms), and then one handler of `pages`. Each handler reads, decides with
//! `domain`, writes once and redirects. Every decision about who may do what is made by
//! `permit`, which asks `domain::authorize`.

mod api;
mod app;
mod assets;
mod auth;
mod edge;
mod error;
mod fields;
mod filing;
mod frame;
mod pages;
mod permit;
mod tokens;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::compression::CompressionLayer;

pub use api::new_token;
pub use app::{App, Clock, Settings};
pub use auth::passwords::{PasswordError, hash_password};
pub use error::WebError;
pub use tokens::{Token, sha256};

/// Everything the program serves over HTTP.
pub fn router(app: App) -> Router {
    let pages = pages::routes()
        .fallback(async || WebError::NotFound)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.clone(), auth::csrf::layer))
        .layer(from_fn_with_state(app.clone(), auth::session::layer));
    Router::new()
        .merge(pages)
        .merge(assets::routes())
        .merge(api::routes())
        .layer(from_fn_with_state(app.clone(), edge::guard))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(CompressionLayer::new())
        .layer(from_fn(edge::security_headers))
        .layer(from_fn_with_state(app.clone(), edge::log))
        .with_state(app)
}
