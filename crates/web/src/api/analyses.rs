//! Figures of the desk's work (§ 8 pkt 4, § 18 pkt 18 of the ordinance).

use std::collections::BTreeMap;

use analyses::{Analyses, Period};
use axum::Json;
use axum::extract::{RawQuery, State};
use jiff::Timestamp;
use jiff::civil::Date;
use ordinance::UnitCode;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::App;
use crate::analyses::{Found, count, scope};
use crate::api::auth::Bearer;
use crate::api::openapi::Refused;
use crate::api::problem::{FieldProblem, Problem};

/// Which figures.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents the parameters that `read` reads")]
pub(crate) struct Asked {
    /// The first day; the first of this month by default.
    #[param(value_type = Option<String>, format = Date, example = "2026-10-01")]
    from: Option<String>,
    /// The last day, at most ten years later; the last of this month by default.
    #[param(value_type = Option<String>, format = Date, example = "2026-10-31")]
    to: Option<String>,
    /// Of this unit's tickets only; every one that the owner of the token may see by default.
    #[param(example = "IT-04-1")]
    unit: Option<String>,
}

/// Figures of a period, and how many tickets are not in them.
#[derive(Serialize)]
pub(crate) struct Answer {
    #[serde(flatten)]
    analyses: Analyses,
    missing: i64,
}

/// Figures of a period. What each counts is told in `docs/analyses.md`.
#[derive(ToSchema)]
#[schema(as = Analyses)]
#[expect(dead_code, reason = "documents `Answer`")]
pub(crate) struct AnalysesBody {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The moment at which open tickets were counted: the end of the period, or now while it is not over.
    #[schema(value_type = String, format = DateTime)]
    counted_at: Timestamp,
    /// Open when the period began.
    open_before: i64,
    /// All tickets together.
    total: SumsBody,
    /// How long solutions took.
    times: TimesBody,
    /// By the unit that holds the ticket or solved it.
    units: Vec<UnitBody>,
    /// Day by day, week by week or month by month, as the length of the period is.
    course: Vec<StretchBody>,
    /// Open tickets by the days since they were filed.
    ages: AgesBody,
    /// Tickets filed in the period, by provision.
    duties: BTreeMap<String, i64>,
    /// Those under no provision.
    without_duty: i64,
    /// Between which units tickets were sent wrong, the most frequent first.
    misrouted: Vec<MisroutedBody>,
    /// Tickets that are not counted yet; ask again when it is not 0.
    missing: i64,
}

/// Counts of tickets. All but `registered`, `cancelled`, `merged` and the open ones are of those solved in the period.
#[derive(ToSchema)]
#[schema(as = Sums)]
#[expect(dead_code, reason = "documents `analyses::Sums`")]
pub(crate) struct SumsBody {
    registered: i64,
    solved: i64,
    answer: KeptBody,
    solution: KeptBody,
    both: KeptBody,
    not_handed_over: i64,
    first_contact: i64,
    handed_over: i64,
    escalations: i64,
    transfers: i64,
    returns: i64,
    reopened: i64,
    misrouted: i64,
    cancelled: i64,
    merged: i64,
    open: i64,
    late: i64,
    critical: i64,
}

/// Promises: how many were kept of how many.
#[derive(ToSchema)]
#[schema(as = Kept)]
#[expect(dead_code, reason = "documents `analyses::Kept`")]
pub(crate) struct KeptBody {
    kept: i64,
    of: i64,
}

/// Seconds of office time to the solution; null without solved tickets.
#[derive(ToSchema)]
#[schema(as = Times)]
#[expect(dead_code, reason = "documents `analyses::Times`")]
pub(crate) struct TimesBody {
    /// Half of the tickets took at most so long.
    half: Option<i64>,
    /// Nine of ten took at most so long.
    nine_of_ten: Option<i64>,
}

/// Figures of a unit.
#[derive(ToSchema)]
#[schema(as = UnitSums)]
#[expect(dead_code, reason = "documents `analyses::UnitSums`")]
pub(crate) struct UnitBody {
    #[schema(value_type = String, example = "IT-04-1")]
    unit: UnitCode,
    sums: SumsBody,
    times: TimesBody,
}

/// A piece of the period.
#[derive(ToSchema)]
#[schema(as = Stretch)]
#[expect(dead_code, reason = "documents `analyses::Stretch`")]
pub(crate) struct StretchBody {
    #[schema(value_type = String, format = Date)]
    from: Date,
    #[schema(value_type = String, format = Date)]
    to: Date,
    registered: i64,
    /// Solved, cancelled or joined with another ticket.
    ended: i64,
    /// Open at its end.
    open: i64,
}

/// Open tickets by age.
#[derive(ToSchema)]
#[schema(as = Ages)]
#[expect(dead_code, reason = "documents `analyses::Ages`")]
pub(crate) struct AgesBody {
    under_1_day: i64,
    under_3_days: i64,
    under_7_days: i64,
    under_30_days: i64,
    older: i64,
}

/// Tickets that another unit solved than the one to which they were first handed over.
#[derive(ToSchema)]
#[schema(as = Misrouted)]
#[expect(dead_code, reason = "documents `analyses::Misrouted`")]
pub(crate) struct MisroutedBody {
    #[schema(value_type = String, example = "IT-04-1")]
    first: UnitCode,
    #[schema(value_type = String, example = "IT-04-2")]
    solved_by: UnitCode,
    tickets: i64,
}

/// Count tickets of a period
///
/// The first line and administrators see the whole desk's figures, units their own, superiors those of the
/// units below them.
#[utoipa::path(
    get,
    path = "/analyses",
    operation_id = "count_tickets",
    tag = "tickets",
    params(Asked),
    responses((status = 200, description = "The figures", body = AnalysesBody), Refused),
)]
pub(crate) async fn show(
    State(app): State<App>,
    who: Bearer,
    RawQuery(query): RawQuery,
) -> Result<Json<Answer>, Problem> {
    let scope = scope(&app, &who.actor())?;
    let (period, unit) = read(&app, &query.unwrap_or_default())?;
    let units = scope.narrowed(unit.as_ref())?;
    let Found { analyses, missing } = count(&app, period, units.as_deref()).await?;
    Ok(Json(Answer { analyses, missing }))
}

/// What was asked for, in types; a parameter without a value counts as not given.
///
/// # Errors
/// A problem that names every parameter to mend.
fn read(app: &App, query: &str) -> Result<(Period, Option<UnitCode>), Problem> {
    let mut wrong = Vec::new();
    let mut fault = |name: &str, detail: &'static str| {
        let name: String = name.chars().take(60).collect();
        wrong.push(FieldProblem::new(name, "unknown_value", detail));
    };
    let this_month = Period::month(app.today());
    let (mut from, mut to, mut unit) = (this_month.first(), this_month.last(), None);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match (&*name, value.parse::<Date>(), value.parse::<UnitCode>()) {
            ("from" | "to" | "unit", _, _) if value.is_empty() => {}
            ("from", Ok(day), _) => from = day,
            ("to", Ok(day), _) => to = day,
            ("from" | "to", Err(_), _) => fault(&name, "must be a day such as 2026-10-01"),
            ("unit", _, Ok(code)) if app.desk.ordinance().unit(&code).is_some() => {
                unit = Some(code);
            }
            ("unit", _, _) => fault(&name, "must be the symbol of a unit such as IT-04-1"),
            _ => fault(&name, "is no parameter of this address"),
        }
    }
    match Period::new(from, to) {
        Ok(period) if wrong.is_empty() => return Ok((period, unit)),
        Ok(_) => {}
        Err(_) => {
            let detail = "must be on or after `from`, and at most ten years later";
            wrong.push(FieldProblem::new("to", "unknown_value", detail));
        }
    }
    Err(Problem::parameters(wrong))
}
