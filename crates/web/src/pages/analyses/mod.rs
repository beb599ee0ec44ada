//! `/analizy`: figures of the desk's work (§ 8 pkt 4, § 18 pkt 18), as a page, as files, as a report to print.

mod asked;
mod charts;
mod files;
mod report;
mod tickets_file;
mod view;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Object};
use texts::Texts;

use crate::analyses::{Found, Scope, count, scope};
use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::may;
use crate::{App, WebError};

pub use report::{MonthlyReport, month};

use asked::{Asked, Preset, Wanted};
use view::{DutyRow, Fact, MisroutedRow, RatingRow, UnitChoice, UnitRow};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/analizy", get(show))
        .route("/analizy/pliki/{file}", get(files::give))
        .route("/analizy/raport/{month}", get(report::show))
}

#[derive(Template)]
#[template(path = "analyses.html")]
struct Page {
    t: Texts,
    frame: Frame,
    is_bad: bool,
    missing: i64,
    from: String,
    to: String,
    heading: String,
    counted_at: String,
    /// Whose tickets these are, when not everybody's.
    narrowed: String,
    presets: Vec<Preset>,
    units_to_choose: Vec<UnitChoice>,
    facts: Vec<Fact>,
    course: String,
    ages: Option<String>,
    units_chart: Option<String>,
    units: Vec<UnitRow>,
    misrouted: Vec<MisroutedRow>,
    duties_chart: Option<String>,
    duties: Vec<DutyRow>,
    without_duty: i64,
    unused: Vec<DutyRow>,
    unused_count: i64,
    ratings: Vec<RatingRow>,
    /// What the addresses of files have after the question mark.
    query: String,
    files: Vec<&'static str>,
    report_address: String,
    report_month: String,
    sees_quality: bool,
    sees_accuracy: bool,
}

async fn show(
    State(app): State<App>,
    signed: Signed,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Response, WebError> {
    let actor = signed.actor();
    let scope = scope(&app, &actor)?;
    let wanted = Wanted::of(&app, &asked);
    let units = scope.narrowed(wanted.unit.as_ref())?;
    let Found { analyses, missing } = count(&app, wanted.period, units.as_deref()).await?;
    let mut conn = app.store.read().await?;
    let ratings =
        store::ratings::by_unit(&mut conn, wanted.period.from(), wanted.period.to()).await?;
    drop(conn);
    let (t, desk) = (app.texts, &app.desk);
    let seen = scope.units(&app);
    let unused = view::unused(desk, &analyses, units.as_deref());
    let may_take_tickets = may(&app, &actor, Action::SeeQueue, Object::Desk);
    page(&Page {
        t,
        frame,
        is_bad: wanted.is_bad,
        missing,
        from: wanted.period.first().to_string(),
        to: wanted.period.last().to_string(),
        heading: view::days(t, wanted.period),
        counted_at: t.one(
            "analyses-counted-at",
            "at",
            &t.date_time(analyses.counted_at),
        ),
        narrowed: narrowed(t, &scope, &wanted),
        presets: Preset::all(&app, &wanted),
        units_to_choose: view::choices(desk, &seen, wanted.unit.as_ref()),
        facts: view::facts(t, &analyses),
        course: charts::course(t, &analyses, wanted.period),
        ages: charts::ages(t, &analyses),
        units_chart: charts::units(t, &analyses),
        units: view::units(t, desk, &analyses),
        misrouted: view::misrouted(&analyses),
        duties_chart: charts::duties(t, &analyses),
        duties: view::duties(desk, &analyses),
        without_duty: analyses.without_duty,
        unused_count: i64::try_from(unused.len()).unwrap_or(i64::MAX),
        unused,
        ratings: view::ratings(&ratings, units.as_deref()),
        query: wanted.query(),
        files: files::names(may_take_tickets),
        report_address: report::address(&wanted),
        report_month: report::month_in_words(t, wanted.period.last()),
        sees_quality: may(&app, &actor, Action::SeeQuality, Object::Desk),
        sees_accuracy: may(&app, &actor, Action::ManageRouting, Object::Desk),
    })
}

fn narrowed(t: Texts, scope: &Scope, wanted: &Wanted) -> String {
    let only = match (&wanted.unit, scope) {
        (Some(unit), _) => Some(unit),
        (None, Scope::Desk) => return String::new(),
        (None, Scope::Units(units)) if units.len() == 1 => units.first(),
        (None, Scope::Units(_)) => None,
    };
    match only {
        Some(unit) => t.one("analyses-of-unit", "unit", unit.as_str()),
        None => t.get("analyses-of-units"),
    }
}
