//! `/analizy/raport/2026-10`: the month in plain words, to be printed.

use analyses::{Analyses, Kept, Period};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::Desk;
use jiff::civil::Date;
use ordinance::UnitCode;
use texts::{Arg, Texts};

use super::asked::{Asked, Wanted};
use super::view::{self, DutyRow, UnitRow, percent, span};
use super::{charts, narrowed};
use crate::analyses::{Found, count, scope};
use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::{App, WebError};

/// Provisions that are named.
const MOST_DUTIES: usize = 10;

#[derive(Template)]
#[template(path = "analyses_report.html")]
struct Page {
    t: Texts,
    frame: Frame,
    missing: i64,
    report: MonthlyReport,
    narrowed: String,
    back: String,
}

/// The report of a month, in words.
pub struct MonthlyReport {
    t: Texts,
    title: String,
    /// What is to be said of a month that is not over; empty for others.
    not_over: String,
    sentences: Vec<String>,
    course: String,
    units: Vec<UnitRow>,
    duties: Vec<DutyRow>,
}

/// The report as a file that needs nothing else.
#[derive(Template)]
#[template(path = "analyses_report_file.html")]
struct File<'a> {
    t: Texts,
    report: &'a MonthlyReport,
    style: &'static str,
}

impl MonthlyReport {
    /// The report of the figures of a month; provisions without tickets are those of the given units, or
    /// of all.
    pub fn new(t: Texts, desk: &Desk, analyses: &Analyses, units: Option<&[UnitCode]>) -> Self {
        let period = Period::month(analyses.from);
        let mut duties = view::duties(desk, analyses);
        duties.truncate(MOST_DUTIES);
        let unused = view::unused(desk, analyses, units).len();
        let not_over = if analyses.counted_at == period.to() {
            String::new()
        } else {
            let at = t.date_time(analyses.counted_at);
            t.one("report-not-over", "at", &at)
        };
        Self {
            t,
            title: title(t, analyses.from),
            not_over,
            sentences: sentences(t, analyses, i64::try_from(unused).unwrap_or(i64::MAX)),
            course: charts::course(t, analyses, period),
            units: view::units(t, desk, analyses),
            duties,
        }
    }

    /// Title and sentences, a line each.
    pub fn text(&self) -> String {
        let mut lines = vec![self.title.as_str(), ""];
        lines.extend(Some(self.not_over.as_str()).filter(|words| !words.is_empty()));
        lines.extend(self.sentences.iter().map(String::as_str));
        lines.join("\n")
    }

    /// One HTML file without scripts and addresses.
    ///
    /// # Errors
    /// [`WebError::Internal`] when it cannot be written.
    pub fn html(&self) -> Result<String, WebError> {
        let file = File {
            t: self.t,
            report: self,
            style: ::charts::STYLE,
        };
        Ok(file.render()?)
    }
}

/// The address of the report of the last month that is shown.
pub(super) fn address(wanted: &Wanted) -> String {
    let last = wanted.period.last();
    let unit = wanted.unit.as_ref();
    let unit = unit.map_or_else(String::new, |unit| format!("?komorka={unit}"));
    format!("/analizy/raport/{}-{:02}{unit}", last.year(), last.month())
}

/// `październik 2026`
pub(super) fn month_in_words(t: Texts, day: Date) -> String {
    let month = t.get(&format!("month-name-{}", day.month()));
    format!("{month} {}", day.year())
}

/// The first day of a month such as `2026-10`; `None` for any other text.
pub fn month(text: &str) -> Option<Date> {
    let (year, month) = text.split_once('-')?;
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
    // Out of the calendar there is no such month.
    (Period::month(first).first() == first).then_some(first)
}

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    Path(text): Path<String>,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Response, WebError> {
    let scope = scope(&app, &signed.actor())?;
    let first = month(&text).ok_or(WebError::NotFound)?;
    let mut wanted = Wanted::of(&app, &asked);
    if wanted.is_bad {
        return Err(WebError::NotFound);
    }
    wanted.period = Period::month(first);
    let units = scope.narrowed(wanted.unit.as_ref())?;
    let Found { analyses, missing } = count(&app, wanted.period, units.as_deref()).await?;
    let report = MonthlyReport::new(app.texts, &app.desk, &analyses, units.as_deref());
    page(&Page {
        t: app.texts,
        frame,
        missing,
        report,
        narrowed: narrowed(app.texts, &scope, &wanted),
        back: wanted.query(),
    })
}

fn title(t: Texts, month: Date) -> String {
    let name = t.get(&format!("month-name-{}", month.month()));
    let year = month.year().to_string();
    t.with(
        "report-title",
        &[("month", (&name).into()), ("year", (&year).into())],
    )
}

/// The month in words; what did not happen is not spoken of.
fn sentences(t: Texts, analyses: &Analyses, unused: i64) -> Vec<String> {
    let sums = &analyses.total;
    let when = t.get(&format!("month-in-{}", analyses.from.month()));
    let year = analyses.from.year().to_string();
    let registered = [
        ("count", Arg::Number(sums.registered)),
        ("when", (&when).into()),
        ("year", (&year).into()),
    ];
    let mut said = vec![t.with("report-registered", &registered)];
    said.push(t.count("report-solved", sums.solved));
    let (half, nine) = (
        span(t, analyses.times.half),
        span(t, analyses.times.nine_of_ten),
    );
    if sums.solved > 0 {
        let times = [("half", (&half).into()), ("nine", (&nine).into())];
        said.push(t.with("report-times", &times));
    }
    said.extend(share(t, "report-answer", sums.answer));
    said.extend(share(t, "report-solution", sums.solution));
    let first_contact = of_all(sums.first_contact, sums.solved);
    said.extend(share(t, "report-first-contact", first_contact));
    if sums.handed_over > 0 {
        let args = [
            ("handed", Arg::Number(sums.handed_over)),
            ("escalations", Arg::Number(sums.escalations)),
            ("transfers", Arg::Number(sums.transfers)),
            ("returns", Arg::Number(sums.returns)),
        ];
        said.push(t.with("report-hand-overs", &args));
    }
    let misrouted = of_all(sums.misrouted, sums.handed_over);
    said.extend(share(t, "report-misrouted", misrouted));
    if sums.reopened > 0 {
        said.push(t.count("report-reopened", sums.reopened));
    }
    let open = [
        t.count("report-open", sums.open),
        t.one(
            "report-open-before",
            "count",
            Arg::Number(analyses.open_before),
        ),
    ];
    said.push(open.join(" "));
    if sums.late > 0 {
        said.push(t.count("report-late", sums.late));
    }
    if unused > 0 {
        said.push(t.count("report-unused", unused));
    }
    said
}

fn of_all(kept: i64, of: i64) -> Kept {
    Kept { kept, of }
}

/// A sentence about a share; none about a share of nothing.
fn share(t: Texts, key: &str, kept: Kept) -> Option<String> {
    let share = percent(t, Some(kept.share()?));
    let args = [
        ("share", (&share).into()),
        ("kept", Arg::Number(kept.kept)),
        ("of", Arg::Number(kept.of)),
    ];
    Some(t.with(key, &args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_four_and_two_digits() {
        assert_eq!(month("2026-10"), Some(jiff::civil::date(2026, 10, 1)));
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-1",
            "26-10",
            "+026-10",
            "2026-10-01",
            "0001-01",
        ] {
            assert_eq!(month(text), None, "{text}");
        }
    }
}
