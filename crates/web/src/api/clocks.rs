//! Ask when a ticket is due, and why.

use axum::Json;
use axum::extract::State;
use deadlines::Report;
use jiff::Timestamp;
use store::tickets;
use utoipa::ToSchema;

use crate::App;
use crate::api::auth::Bearer;
use crate::api::number::Number;
use crate::api::openapi::{Refused, TicketInPath, Unseen};
use crate::api::problem::Problem;
use crate::api::tickets::seen_whole;
use crate::clocks;

/// All clocks of a ticket at one moment; the same JSON as `dyspozytor explain --json`.
#[derive(ToSchema)]
#[schema(as = Clocks)]
#[expect(dead_code, reason = "documents `deadlines::Report`")]
pub(crate) struct ClocksBody {
    /// The ticket.
    #[schema(example = "ZG-2026-000123")]
    number: String,
    /// The moment for which all of it holds.
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
    /// Those that run first, in the order of their start; then those that have ended, latest first.
    clocks: Vec<ClockBody>,
}

/// One clock. Seconds are of office time, or of wall time where `wall_time` is set.
#[derive(ToSchema)]
#[schema(as = Clock)]
#[expect(dead_code, reason = "documents `deadlines::ClockReport`")]
pub(crate) struct ClockBody {
    /// `first_answer`, `solution`, `accept`, `solve`, `csirt` or `data_protection`.
    clock: String,
    /// Sequence number of the event that started it.
    started_by: i64,
    /// `escalation`, `transfer` or `return`, for clocks of a hand-over.
    hand_over: Option<String>,
    /// The unit that has to see to it.
    #[schema(example = "IT-04-1")]
    unit: String,
    /// The account of the person who works on it.
    #[schema(value_type = Option<String>, format = Uuid)]
    assignee: Option<domain::UserId>,
    /// `running`, `paused`, `met` or `stopped`.
    state: String,
    /// `late`, `soon` (less than a quarter of the time is left), `calm`, `waiting` or `done`.
    tone: String,
    /// Whether it runs day and night.
    wall_time: bool,
    /// When it is or was due; null when nothing is promised, or while it waits without a date.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// When the promise was first broken; nothing done later takes it back.
    #[schema(value_type = Option<String>, format = DateTime)]
    breached_at: Option<Timestamp>,
    /// When it was met or stopped.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// 1, and one more with each reopening.
    round: u32,
    /// Seconds allowed from its start, grace included; null when nothing is promised.
    allowed_seconds: Option<i64>,
    /// Seconds used.
    used_seconds: i64,
    /// Seconds left, negative once late; null when nothing is promised.
    left_seconds: Option<i64>,
    /// Its name, in Polish.
    title: String,
    /// Where it stands, in Polish.
    headline: String,
    /// How much time is left, in Polish; may be empty.
    left: String,
    /// How much time is used, in Polish.
    used: String,
    /// Every change of the promise, the first when it started.
    promises: Vec<PromiseBody>,
    /// Its whole life without gaps and, while it runs, the time until it is due.
    rows: Vec<RowBody>,
}

/// What was promised from one moment on.
#[derive(ToSchema)]
#[schema(as = Promise)]
#[expect(dead_code, reason = "documents `deadlines::PromiseReport`")]
pub(crate) struct PromiseBody {
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Sequence number of the event.
    event: i64,
    /// `started`, `priority`, `unit` or `reopened`.
    cause: String,
    /// What is promised; null when nothing is.
    target: Option<TargetBody>,
    /// Seconds allowed from the clock's start, grace included.
    allowed_seconds: Option<i64>,
    /// The same as a sentence, in Polish.
    words: String,
}

/// A target and the rule behind it.
#[derive(ToSchema)]
#[schema(as = ClockTarget)]
#[expect(dead_code, reason = "documents `deadlines::TargetReport`")]
pub(crate) struct TargetBody {
    /// Seconds.
    seconds: i64,
    /// Version of the targets; `security` for reports that a law demands.
    version: String,
    /// Line of `targets.toml` at which the rule begins.
    line: usize,
    /// The rule on one line; null when it is no longer in the file.
    #[schema(example = "clock = \"accept\", priority = [1], within = \"30m\"")]
    rule: Option<String>,
}

/// A stretch of time.
#[derive(ToSchema)]
#[schema(as = ClockRow)]
#[expect(dead_code, reason = "documents `deadlines::RowReport`")]
pub(crate) struct RowBody {
    /// Its first second.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// The first second after it.
    #[schema(value_type = String, format = DateTime)]
    to: Timestamp,
    /// Seconds counted: all or none of it.
    seconds: i64,
    /// Whether it lies ahead.
    ahead: bool,
    /// `office`, `outside_hours`, `no_hours`, `day_off`, `closed`, `wall_time`, `waiting` or `solved`.
    why: String,
    /// Version of the calendar, for office time.
    calendar: Option<String>,
    /// Whether it counted, in Polish.
    counted: String,
    /// Why, in Polish.
    words: String,
}

/// Say when a ticket is due, and why
///
/// Every clock with its due time, the time used and left, every change of what was promised with the
/// rule behind it, and the whole reckoning: from when until when time counted or not, and why. Worked
/// out now from the ticket's history, the calendar and the targets in force. For staff who see the
/// ticket.
#[utoipa::path(
    get,
    path = "/tickets/{number}/clocks",
    operation_id = "clocks",
    tag = "tickets",
    params(TicketInPath),
    responses(
        (status = 200, description = "The clocks with their reckonings", body = ClocksBody),
        Unseen,
        Refused,
    ),
)]
pub(crate) async fn show(
    State(app): State<App>,
    who: Bearer,
    Number(number): Number,
) -> Result<Json<Report>, Problem> {
    let mut conn = app.store.read().await?;
    let ticket = seen_whole(&app, &mut conn, &who, number).await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    Ok(Json(clocks::of_ticket(&app, &ticket, &history)?))
}
