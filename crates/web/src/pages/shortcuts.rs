//! `/skroty`: what single keys do on the desk's pages, and the switch that turns them off (WCAG 2.1.4).

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::{Action, Object};
use store::shortcuts::{self, Shortcuts};
use texts::Texts;

use super::acts::typed::Typed;
use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/skroty", get(show).post(switch))
}

/// Shortcuts that belong together.
pub(crate) struct Group {
    /// Key of its name.
    pub(crate) title: &'static str,
    pub(crate) lines: &'static [Line],
}

/// One shortcut.
pub(crate) struct Line {
    /// The keys, one after the other.
    pub(crate) keys: &'static [&'static str],
    /// Key of what they do.
    pub(crate) words: &'static str,
}

const fn line(keys: &'static [&'static str], words: &'static str) -> Line {
    Line { keys, words }
}

/// Every shortcut of `assets/shortcuts.js`.
pub(crate) const GROUPS: [Group; 3] = [
    Group {
        title: "shortcuts-group-list",
        lines: &[
            line(&["j"], "shortcuts-down"),
            line(&["k"], "shortcuts-up"),
            line(&["Enter"], "shortcuts-open"),
            line(&["x"], "shortcuts-select"),
            line(&["/"], "shortcuts-search"),
        ],
    },
    Group {
        title: "shortcuts-group-ticket",
        lines: &[
            line(&["1"], "shortcuts-accept"),
            line(&["p"], "shortcuts-claim"),
            line(&["e"], "shortcuts-escalate"),
            line(&["t"], "shortcuts-transfer"),
            line(&["r"], "shortcuts-resolve"),
            line(&["n"], "shortcuts-note"),
            line(&["u"], "shortcuts-back"),
        ],
    },
    Group {
        title: "shortcuts-group-everywhere",
        lines: &[
            line(&["?"], "shortcuts-sheet"),
            line(&["d"], "shortcuts-telephone"),
            line(&["g", "q"], "shortcuts-go-queue"),
            line(&["g", "n"], "shortcuts-go-file"),
            line(&["g", "m"], "shortcuts-go-mine"),
            line(&["g", "h"], "shortcuts-go-home"),
        ],
    },
];

#[derive(Template)]
#[template(path = "shortcuts.html")]
struct Page {
    t: Texts,
    frame: Frame,
    on: bool,
}

async fn show(State(app): State<App>, signed: Signed, frame: Frame) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let wanted = shortcuts::of(&mut conn, signed.0.id).await?;
    drop(conn);
    page(&Page {
        t: app.texts,
        frame,
        on: wanted == Shortcuts::On,
    })
}

async fn switch(
    State(app): State<App>,
    signed: Signed,
    typed: Typed,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let (wanted, done) = match typed.get("skroty") {
        "tak" => (Shortcuts::On, "shortcuts-on"),
        "nie" => (Shortcuts::Off, "shortcuts-off"),
        _ => return Err(WebError::BadRequest),
    };
    let mut tx = app.store.write().await?;
    shortcuts::set(&mut tx, signed.0.id, wanted).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/skroty?zrobiono={done}")).into_response())
}
