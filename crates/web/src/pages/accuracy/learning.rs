//! What was learned, and the buttons that take it back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Action, Object};
use jiff::Timestamp;
use serde_json::Value;
use store::learning::models::{self, ModelState, RoutingModel};
use store::learning::{past_count, state};
use store::{Conn, Outcome};
use texts::Texts;

use super::view::percent;
use crate::auth::extract::Signed;
use crate::permit::permit;
use crate::routing::Learns;
use crate::{App, WebError};

/// The most versions that are shown.
const MOST_VERSIONS: u32 = 20;

/// Whether learning goes on, and the versions.
pub(super) struct Learning {
    /// The sentence that says so.
    pub(super) words: String,
    /// It goes on.
    pub(super) is_on: bool,
    /// A person stopped it.
    pub(super) is_paused: bool,
    /// Requests brought in from another system.
    pub(super) past: i64,
    /// Version of the shipped model.
    pub(super) base: String,
    /// The shipped model ranks.
    pub(super) is_base: bool,
    pub(super) versions: Vec<Version>,
}

/// One version.
pub(super) struct Version {
    pub(super) id: String,
    /// What names it.
    pub(super) name: String,
    /// Name of its state.
    pub(super) state: &'static str,
    /// Who put it there and when; empty for the program.
    pub(super) settled: String,
    pub(super) created_at: Timestamp,
    pub(super) based_on: i64,
    /// Past tickets not learned from.
    pub(super) left_out: i64,
    /// Figures of its trial, a line each.
    pub(super) figures: Vec<String>,
    pub(super) can_return: bool,
    pub(super) is_too_old: bool,
}

impl Learning {
    pub(super) async fn read(app: &App, conn: &mut Conn) -> Result<Self, WebError> {
        let t = app.texts;
        let now = state::read(conn).await?;
        let versions = models::list(conn, MOST_VERSIONS).await?;
        let learns = app.routing.current().learning;
        let words = match &now.paused {
            _ if learns == Learns::Never => t.get("accuracy-learning-off"),
            Some((who, at)) => t.with(
                "accuracy-learning-paused",
                &[
                    ("who", who.into()),
                    ("when", (&t.short_date_time(*at)).into()),
                ],
            ),
            None => t.get("accuracy-learning-on"),
        };
        Ok(Self {
            words,
            is_on: learns == Learns::ByItself && now.paused.is_none(),
            is_paused: learns == Learns::ByItself && now.paused.is_some(),
            past: past_count(conn).await?,
            base: app.matcher.base_version(),
            is_base: models::active(conn).await?.is_none(),
            versions: versions
                .into_iter()
                .map(|model| Version::of(t, model))
                .collect(),
        })
    }
}

impl Version {
    fn of(t: Texts, model: RoutingModel) -> Self {
        let is_past = matches!(model.state, ModelState::Retired | ModelState::Reverted);
        Self {
            id: model.id.to_string(),
            state: model.state.as_str(),
            settled: model
                .settled_by
                .map(|who| {
                    let when = t.short_date_time(model.settled_at);
                    t.with(
                        "accuracy-settled-by",
                        &[("who", (&who).into()), ("when", (&when).into())],
                    )
                })
                .unwrap_or_default(),
            created_at: model.created_at,
            based_on: model.based_on,
            left_out: counts(&model.left_out),
            figures: ["shipped", "past"]
                .into_iter()
                .filter_map(|part| figures(t, part, model.figures.get(part)?))
                .collect(),
            can_return: is_past && model.is_kept,
            is_too_old: is_past && !model.is_kept,
            name: model.version,
        }
    }
}

/// The sum of an object of counts.
fn counts(value: &Value) -> i64 {
    value
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::values)
        .filter_map(Value::as_i64)
        .sum()
}

/// `{"tickets": 100, "current": 90, "candidate": 91}` in words.
fn figures(t: Texts, part: &str, value: &Value) -> Option<String> {
    let count = |name: &str| value.get(name)?.as_f64();
    let tickets = count("tickets").filter(|tickets| *tickets > 0.0)?;
    let share = |name: &str| Some(percent(t, count(name)? / tickets));
    let (before, after) = (share("current")?, share("candidate")?);
    Some(t.with(
        &format!("accuracy-trial-{part}"),
        &[("before", (&before).into()), ("after", (&after).into())],
    ))
}

/// Puts an earlier version (or `base`, the shipped one) in force again; learning waits from then on.
pub(super) async fn revert(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ManageRouting, Object::Desk)?;
    let who = signed.0.name.clone();
    let now = app.now();
    let mut tx = app.store.write().await?;
    let outcome = if id == "base" {
        models::revert_to_base(&mut tx, &who, now).await?
    } else {
        let id = id.parse().map_err(|_| WebError::NotFound)?;
        models::revert_to(&mut tx, id, &who, now).await?
    };
    if outcome == Outcome::Done {
        state::pause(&mut tx, &who, now).await?;
    }
    tx.commit().await?;
    app.matcher.follow(&app.store).await?;
    let done = match outcome {
        Outcome::Done => "model-reverted",
        Outcome::Stale => "model-settled-already",
    };
    Ok(Redirect::to(&format!("/trafnosc?zrobiono={done}")).into_response())
}

/// Stops learning (`wstrzymaj`) or turns it on again (`wlacz`).
pub(super) async fn switch(
    State(app): State<App>,
    signed: Signed,
    Path(what): Path<String>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ManageRouting, Object::Desk)?;
    let mut tx = app.store.write().await?;
    let done = match what.as_str() {
        "wstrzymaj" => {
            state::pause(&mut tx, &signed.0.name, app.now()).await?;
            "learning-paused"
        }
        "wlacz" => {
            state::resume(&mut tx).await?;
            "learning-resumed"
        }
        _ => return Err(WebError::NotFound),
    };
    tx.commit().await?;
    Ok(Redirect::to(&format!("/trafnosc?zrobiono={done}")).into_response())
}
