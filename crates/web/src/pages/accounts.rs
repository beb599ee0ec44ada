//! Accounts, for administrators: who can sign in, and who no longer can. New accounts are made on the
//! command line.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{Action, Object, Role, UserId};
use store::{Outcome, accounts, sessions};
use texts::Texts;

use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/konta", get(list))
        .route("/konta/{id}/{what}", post(change))
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct Accounts {
    t: Texts,
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    login: String,
    email: String,
    role: String,
    disabled: bool,
    is_self: bool,
}

async fn list(State(app): State<App>, signed: Signed, frame: Frame) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ManageAccounts, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let accounts = accounts::list(&mut conn).await?;
    drop(conn);
    let t = app.texts;
    let row = |account: accounts::Account| Row {
        id: account.id.to_string(),
        role: match &account.role {
            Role::Requester => t.get("role-requester"),
            Role::FirstLine => t.get("role-first_line"),
            Role::Unit(unit) => format!("{} {unit}", t.get("role-unit")),
            Role::Administrator => t.get("role-administrator"),
        },
        is_self: account.id == signed.0.id,
        name: account.name,
        login: account.login,
        email: account.email,
        disabled: account.disabled,
    };
    page(&Accounts {
        t,
        frame,
        rows: accounts.into_iter().map(row).collect(),
    })
}

/// Disables (`wylacz`) or enables (`wlacz`) an account; a disabled one is signed out at once. Nobody
/// can lock themselves out.
async fn change(
    State(app): State<App>,
    signed: Signed,
    Path((id, what)): Path<(String, String)>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ManageAccounts, Object::Desk)?;
    let id = UserId(id.parse().map_err(|_| WebError::NotFound)?);
    let (disabled, done) = match what.as_str() {
        "wylacz" => (true, "account-disabled"),
        "wlacz" => (false, "account-enabled"),
        _ => return Err(WebError::NotFound),
    };
    if id == signed.0.id {
        return Err(WebError::Forbidden);
    }
    let mut tx = app.store.write().await?;
    if accounts::set_disabled(&mut tx, id, disabled).await? == Outcome::Stale {
        return Err(WebError::NotFound);
    }
    if disabled {
        sessions::delete_for_user(&mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/konta?zrobiono={done}")).into_response())
}
