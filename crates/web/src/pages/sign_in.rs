//! Signing in and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use domain::Actor;
use serde::Deserialize;
use store::{accounts, throttle};
use texts::Texts;

use crate::auth::peer::Peer;
use crate::auth::session::{self, Visit};
use crate::fields::Fields;
use crate::frame::{Frame, page, page_with};
use crate::pages::demo;
use crate::tokens::fingerprint;
use crate::{App, WebError};

/// Failed attempts per login and per machine in one window.
const ATTEMPTS_PER_LOGIN: i64 = 10;
const ATTEMPTS_PER_PEER: i64 = 50;
/// The window, in seconds.
const WINDOW: i64 = 15 * 60;

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/logowanie", get(show).post(sign_in))
        .route("/wyloguj", post(sign_out))
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    t: Texts,
    frame: Frame,
    form: Fields,
    back: String,
    /// A form has just arrived from a session that had ended.
    ended: bool,
    open_intake: bool,
}

impl SignIn {
    /// Where sample people are signed in, and led back from.
    fn demo(&self) -> String {
        demo::address(&self.back)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    powrot: String,
    wygasla: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    login: String,
    password: String,
    powrot: String,
}

async fn show(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    Query(back): Query<Back>,
    frame: Frame,
) -> Result<Response, WebError> {
    if matches!(visit.actor, Actor::Person(_)) {
        return Ok(Redirect::to(local_or_home(&back.powrot)).into_response());
    }
    page(&SignIn {
        t: app.texts,
        frame,
        form: Fields::default(),
        ended: !back.wygasla.is_empty(),
        back: back.powrot,
        open_intake: app.settings.open_intake,
    })
}

async fn sign_in(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    peer: Peer,
    frame: Frame,
    Form(form): Form<SignInForm>,
) -> Result<Response, WebError> {
    // By its hash, because the key is stored and people type passwords in the wrong field.
    let login_key = fingerprint(&form.login.trim().to_lowercase());
    let login_key = format!("sign-in login {login_key}");
    let peer_key = format!("sign-in peer {}", peer.key());
    let now = app.now();
    let mut tx = app.store.write().await?;
    let login_free = throttle::hit(&mut tx, &login_key, now, WINDOW, ATTEMPTS_PER_LOGIN).await?;
    let peer_free = throttle::hit(&mut tx, &peer_key, now, WINDOW, ATTEMPTS_PER_PEER).await?;
    tx.commit().await?;
    if !(login_free && peer_free) {
        return Err(WebError::TooMany {
            retry_after_seconds: WINDOW,
        });
    }

    let mut conn = app.store.read().await?;
    let account = accounts::by_login(&mut conn, &form.login).await?;
    drop(conn);
    let account = account.filter(|account| !account.disabled);
    let hash = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let right = app.passwords.check(form.password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        let mut fields = Fields::new([("login", form.login)]);
        fields.fault_at("login", app.texts.get("sign-in-wrong"));
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &SignIn {
                t: app.texts,
                frame,
                form: fields,
                ended: false,
                back: form.powrot,
                open_intake: app.settings.open_intake,
            },
        );
    };
    let mut tx = app.store.write().await?;
    throttle::clear(&mut tx, &login_key).await?;
    // Only failures count against a machine: at eight o'clock a whole office signs in from one address.
    throttle::take_back(&mut tx, &peer_key).await?;
    tx.commit().await?;
    let response = Redirect::to(local_or_home(&form.powrot)).into_response();
    session::begin(&app, &visit, account.id, response).await
}

async fn sign_out(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
) -> Result<Response, WebError> {
    let response = Redirect::to("/?zrobiono=signed-out").into_response();
    session::leave(&app, &visit, response).await
}

/// The address when it is one of ours, else the home page.
pub(crate) fn local_or_home(address: &str) -> &str {
    if is_local(address) { address } else { "/" }
}

/// Whether an address leads to a page of ours: a path and query, nothing that a browser could read
/// as another host.
pub(crate) fn is_local(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && address.len() <= 2000
        && address
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_24_only_paths_of_ours_are_followed_after_sign_in() {
        for ours in ["/", "/moje", "/kolejka?stan=new&komorka=IT-02-3"] {
            assert!(is_local(ours), "{ours}");
        }
        for theirs in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x=y",
            "/\tevil",
            " /moje",
            "moje",
        ] {
            assert!(!is_local(theirs), "{theirs:?}");
            assert_eq!(local_or_home(theirs), "/");
        }
    }
}
