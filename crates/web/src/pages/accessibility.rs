//! The accessibility statement.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use texts::Texts;

use crate::frame::{Frame, page};
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/dostepnosc", get(show))
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Statement {
    t: Texts,
    frame: Frame,
}

async fn show(State(app): State<App>, frame: Frame) -> Result<Response, WebError> {
    page(&Statement {
        t: app.texts,
        frame,
    })
}
