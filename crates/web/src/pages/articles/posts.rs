//! `POST /wiedza/{id}/{aktualny|odlozenie|przywrocenie}`.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Action, Object};

use super::{Id, seen, written};
use crate::auth::extract::Signed;
use crate::pages::acts::typed::Typed;
use crate::permit::permit;
use crate::{App, WebError};

pub(super) async fn step(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    Path((_, what)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, WebError> {
    let article = seen(&app, &signed.actor(), id).await?;
    permit(
        &app,
        &signed.actor(),
        Action::WriteArticle,
        Object::Article(Some(&article)),
    )?;
    let by = signed.0.author(app.desk.first_line());
    let now = app.now();
    let change = match what.as_str() {
        "aktualny" => article.check(by, now),
        "odlozenie" => article.archive(by, now),
        "przywrocenie" => article.restore(by, now),
        _ => return Err(WebError::NotFound),
    };
    // A click on a page that is no longer true: the page says what is.
    let change = change.map_err(|_| WebError::Stale)?;
    if typed.version() != article.version {
        return Err(WebError::Stale);
    }
    written(&app, &change).await?;
    let done = change.step.as_str();
    Ok(Redirect::to(&format!("/wiedza/{id}?zrobiono=article-{done}")).into_response())
}
