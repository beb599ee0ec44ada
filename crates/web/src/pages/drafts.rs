//! Saving and discarding of drafts.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::post;
use axum::{Form, response::IntoResponse, response::Response};
use domain::{Action, Object};

use crate::auth::extract::Signed;
use crate::drafts::{self, FORM, SAVE, page_of};
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of drafts.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(SAVE, post(save))
        .route("/szkice/usun", post(discard))
}

type Fields = Form<Vec<(String, String)>>;

fn form_of(fields: &[(String, String)]) -> String {
    let form = fields.iter().find(|(name, _)| name == FORM);
    form.map(|(_, form)| form.clone()).unwrap_or_default()
}

/// Sent by the script, which wants no page.
async fn save(
    State(app): State<App>,
    signed: Signed,
    Form(fields): Fields,
) -> Result<StatusCode, WebError> {
    permit(&app, &signed.actor(), Action::ListOwn, Object::Desk)?;
    drafts::save(&app, signed.0.id, &form_of(&fields), fields).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn discard(
    State(app): State<App>,
    signed: Signed,
    Form(fields): Fields,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ListOwn, Object::Desk)?;
    let form = form_of(&fields);
    let page = page_of(&form).ok_or(WebError::NotFound)?;
    drafts::discard(&app, signed.0.id, &form).await?;
    Ok(Redirect::to(&format!("{page}?zrobiono=draft-discarded")).into_response())
}
