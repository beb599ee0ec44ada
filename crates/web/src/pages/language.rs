//! The switch between languages: keeps the choice and leads back.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use texts::Language;

use crate::pages::sign_in::local_or_home;
use crate::{App, WebError, language};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/jezyk", get(choose))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    na: String,
    powrot: String,
}

/// A link, not a form, so that it works on every page: the worst that a foreign page can do with it is
/// to change somebody's language.
async fn choose(
    State(app): State<App>,
    Query(choice): Query<Choice>,
) -> Result<Response, WebError> {
    let language = Language::from_code(&choice.na).ok_or(WebError::BadRequest)?;
    let mut response = Redirect::to(local_or_home(&choice.powrot)).into_response();
    let cookie = language::cookie(&app, language).to_string();
    let cookie = cookie.parse().map_err(WebError::internal)?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}
