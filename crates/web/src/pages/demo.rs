//! Demo mode: sample people, signed in with one click, only from this very machine.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Form, Router};
use domain::{Role, UserId};
use ordinance::UnitCode;
use serde::Deserialize;
use store::accounts;
use texts::Texts;

use crate::auth::peer::Peer;
use crate::auth::session::{self, Visit};
use crate::frame::{Frame, page};
use crate::pages::sign_in::local_or_home;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/demo", get(show).post(enter))
}

#[derive(Template)]
#[template(path = "demo.html")]
struct Demo {
    t: Texts,
    frame: Frame,
    people: Vec<Sample>,
    /// Where whoever is chosen is led; empty: home.
    back: String,
}

/// The address of this page for somebody who wanted to see another one.
pub(crate) fn address(back: &str) -> String {
    if back.is_empty() {
        return "/demo".to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("powrot", back)
        .finish();
    format!("/demo?{query}")
}

/// One sample person.
struct Sample {
    id: String,
    name: String,
    role: String,
    what: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    osoba: String,
    powrot: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    powrot: String,
}

async fn show(
    State(app): State<App>,
    peer: Peer,
    Query(back): Query<Back>,
    frame: Frame,
) -> Result<Response, WebError> {
    admit(&app, &peer)?;
    let mut conn = app.store.read().await?;
    let mut accounts = accounts::list(&mut conn).await?;
    drop(conn);
    accounts.retain(|account| !account.disabled);
    accounts.sort_by_key(|account| match account.role {
        Role::Requester => 0,
        Role::FirstLine => 1,
        Role::Unit(_) => 2,
        Role::Administrator => 3,
    });
    let t = app.texts;
    let sample = |account: accounts::Account| {
        let (role, what) = match &account.role {
            Role::Requester => (t.get("role-requester"), t.get("demo-requester")),
            Role::FirstLine => (
                with_unit(&t.get("role-first_line"), app.desk.first_line()),
                t.get("demo-first_line"),
            ),
            Role::Unit(unit) if app.desk.is_second_line(unit) => (
                with_unit(&t.get("demo-role-second_line"), unit),
                t.get("demo-second_line"),
            ),
            Role::Unit(unit) => (with_unit(&t.get("role-unit"), unit), t.get("demo-unit")),
            Role::Administrator => (t.get("role-administrator"), t.get("demo-administrator")),
        };
        Sample {
            id: account.id.to_string(),
            name: account.name,
            role,
            what,
        }
    };
    page(&Demo {
        t,
        frame,
        people: accounts.into_iter().map(sample).collect(),
        back: back.powrot,
    })
}

fn with_unit(role: &str, unit: &UnitCode) -> String {
    format!("{role}, {unit}")
}

async fn enter(
    State(app): State<App>,
    Extension(visit): Extension<Visit>,
    peer: Peer,
    Form(chosen): Form<Chosen>,
) -> Result<Response, WebError> {
    admit(&app, &peer)?;
    let id = UserId(chosen.osoba.parse().map_err(|_| WebError::NotFound)?);
    let mut conn = app.store.read().await?;
    let account = accounts::by_id(&mut conn, id).await?;
    drop(conn);
    let account = account
        .filter(|account| !account.disabled)
        .ok_or(WebError::NotFound)?;
    let response = Redirect::to(local_or_home(&chosen.powrot)).into_response();
    session::begin(&app, &visit, account.id, response).await
}

/// Outside of demo mode and for other machines there is no such page.
fn admit(app: &App, peer: &Peer) -> Result<(), WebError> {
    if app.settings.demo && peer.is_loopback {
        Ok(())
    } else {
        Err(WebError::NotFound)
    }
}
