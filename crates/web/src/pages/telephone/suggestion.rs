//! Whose matter it is, while the call lasts.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{SuggestedUnit, Suggestion};
use texts::Texts;
use tokio::sync::Semaphore;

use super::admit;
use crate::auth::extract::Signed;
use crate::filing::suggest;
use crate::frame::page;
use crate::pages::acts::typed::Typed;
use crate::pages::ticket::suggestion::{confidence, line_of_support, unit_name};
use crate::routing::Showing;
use crate::{App, WebError};

/// Shorter texts say nothing.
const SHORTEST: usize = 8;
/// Characters that are looked at before the ticket is filed.
const READ: usize = 4_000;
/// So many texts are ranked at once; whoever comes then asks again with the next letter.
const AT_ONCE: usize = 4;
/// Units shown besides the proposed one.
const OTHERS: usize = 2;

static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(AT_ONCE));

/// What the words so far speak for.
pub(super) struct Hint {
    /// The unit to propose; `None` when the words do not decide.
    pub(super) proposed: Option<UnitHint>,
    /// The next best.
    pub(super) others: Vec<UnitHint>,
}

/// A unit of the ranking.
pub(super) struct UnitHint {
    pub(super) code: String,
    pub(super) name: String,
    /// "I linia", "II linia" or nothing.
    pub(super) line: String,
    pub(super) confidence: String,
    pub(super) duty: String,
    /// The provision in full.
    pub(super) text: String,
    pub(super) words: Vec<String>,
}

impl Hint {
    /// `None` when there is too little to go by, or suggestions are not shown.
    pub(super) async fn of(app: &App, subject: &str, body: &str) -> Option<Self> {
        let length = subject.trim().chars().count() + body.trim().chars().count();
        if length < SHORTEST || app.routing.current().showing == Showing::Shadow {
            return None;
        }
        let cut = |text: &str| text.chars().take(READ).collect::<String>();
        let suggestion = suggest(app, &cut(subject), &cut(body)).await?;
        Some(Self::new(app, &suggestion))
    }

    fn new(app: &App, suggestion: &Suggestion) -> Self {
        let proposed = suggestion.proposed();
        let others = &suggestion.units[usize::from(proposed.is_some())..];
        Self {
            proposed: proposed.map(|unit| UnitHint::new(app, unit)),
            others: (others.iter().take(OTHERS))
                .map(|unit| UnitHint::new(app, unit))
                .collect(),
        }
    }
}

impl UnitHint {
    fn new(app: &App, unit: &SuggestedUnit) -> Self {
        let text = app.desk.ordinance().full_text(&unit.duty);
        Self {
            code: unit.unit.to_string(),
            name: unit_name(&app.desk, &unit.unit),
            line: line_of_support(app.texts, &app.desk, &unit.unit),
            confidence: confidence(app.texts, unit.confidence),
            duty: unit.duty.shown(),
            text: text.unwrap_or_default(),
            words: unit.words.clone(),
        }
    }
}

#[derive(Template)]
#[template(path = "telephone_suggestion.html")]
struct Part {
    t: Texts,
    hint: Hint,
}

/// A part of the page for its script.
pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    typed: Typed,
) -> Result<Response, WebError> {
    admit(&app, &signed)?;
    let nothing = || StatusCode::NO_CONTENT.into_response();
    let Ok(_turn) = TURNS.try_acquire() else {
        return Ok(nothing());
    };
    match Hint::of(&app, typed.get("subject"), typed.get("body")).await {
        None => Ok(nothing()),
        Some(hint) => page(&Part { t: app.texts, hint }),
    }
}
