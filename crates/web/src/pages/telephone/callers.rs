//! Who may be calling, by what is typed of them.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::callers::{self, Caller};
use texts::Texts;
use tokio::sync::Semaphore;

use super::admit;
use crate::auth::extract::Signed;
use crate::frame::page;
use crate::pages::acts::typed::Typed;
use crate::{App, WebError};

/// So many are shown.
const MOST: usize = 8;
/// So many searches run at once; whoever comes then asks again with the next letter.
const AT_ONCE: usize = 4;

static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(AT_ONCE));

/// The people found for what was typed.
pub(super) struct Found {
    pub(super) people: Vec<Choice>,
    /// "Znamy 2 takie osoby.", or that there is nobody.
    pub(super) said: String,
}

/// Somebody to choose.
pub(super) struct Choice {
    /// Tells them from others when they are chosen.
    pub(super) identity: String,
    pub(super) caller: Caller,
    /// Where they work, how to reach them.
    pub(super) about: String,
}

impl Found {
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn of(app: &App, text: &str) -> Result<Self, WebError> {
        let mut conn = app.store.read().await?;
        let found = callers::known(&mut conn, text, MOST).await?;
        let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
        Ok(Self {
            said: app.texts.count("telephone-found", count),
            people: found.into_iter().map(Choice::new).collect(),
        })
    }

    /// The one that was chosen.
    pub(super) fn chosen(self, identity: &str) -> Option<Caller> {
        self.people
            .into_iter()
            .find(|choice| choice.identity == identity)
            .map(|choice| choice.caller)
    }
}

impl Choice {
    fn new(caller: Caller) -> Self {
        let about = [
            &caller.department,
            &caller.room,
            &caller.phone,
            &caller.email,
        ];
        let about: Vec<&str> = about
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        Self {
            identity: caller.identity(),
            about: about.join(" · "),
            caller,
        }
    }
}

#[derive(Template)]
#[template(path = "telephone_callers.html")]
struct Part {
    t: Texts,
    found: Found,
}

/// A part of the page for its script.
pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    typed: Typed,
) -> Result<Response, WebError> {
    admit(&app, &signed)?;
    let Ok(_turn) = TURNS.try_acquire() else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let found = Found::of(&app, typed.get("name")).await?;
    page(&Part {
        t: app.texts,
        found,
    })
}
