//! Pages of the desk.

use axum::Router;

use crate::App;

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
}
