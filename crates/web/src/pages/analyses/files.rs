//! `/analizy/pliki/…`: each table as CSV.

use analyses::csv::{MARK, Separator, row};
use analyses::{Analyses, Sums, Times};
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::{Action, Desk, Object};
use texts::Texts;

use super::asked::{Asked, Wanted};
use super::{tickets_file, view};
use crate::analyses::{count, scope};
use crate::auth::extract::Signed;
use crate::permit::permit;
use crate::{App, WebError};

/// The tables, by the names of their files.
const TABLES: [&str; 4] = ["przebieg", "komorki", "przepisy", "bledne"];
/// The file of tickets.
const TICKETS: &str = "zgloszenia";

/// Names of the files, without their end.
pub(super) fn names(may_take_tickets: bool) -> Vec<&'static str> {
    let mut names = TABLES.to_vec();
    if may_take_tickets {
        names.push(TICKETS);
    }
    names
}

/// One file. Words are those of the reader's language, what stands between cells is as asked.
pub(super) async fn give(
    State(app): State<App>,
    signed: Signed,
    Path(file): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let actor = signed.actor();
    let scope = scope(&app, &actor)?;
    let name = file.strip_suffix(".csv").ok_or(WebError::NotFound)?;
    let wanted = Wanted::of(&app, &asked);
    if wanted.is_bad {
        return Err(WebError::BadRequest);
    }
    let units = scope.narrowed(wanted.unit.as_ref())?;
    if name == TICKETS {
        permit(&app, &actor, Action::SeeQueue, Object::Desk)?;
        return tickets_file::give(app, wanted, units);
    }
    if !TABLES.contains(&name) {
        return Err(WebError::NotFound);
    }
    let analyses = count(&app, wanted.period, units.as_deref()).await?.analyses;
    let table = Table {
        t: app.texts,
        separator: wanted.separator,
        desk: &app.desk,
        analyses: &analyses,
    };
    let text = match name {
        "przebieg" => table.course(),
        "komorki" => table.units(),
        "przepisy" => table.duties(),
        _ => table.misrouted(),
    };
    Ok((headers(name, &wanted)?, text).into_response())
}

/// Type and name of a file.
pub(super) fn headers(
    name: &str,
    wanted: &Wanted,
) -> Result<[(axum::http::HeaderName, HeaderValue); 2], WebError> {
    let (first, last) = (wanted.period.first(), wanted.period.last());
    let disposition = format!("attachment; filename=\"{name}_{first}_{last}.csv\"");
    Ok([
        (
            CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (
            CONTENT_DISPOSITION,
            HeaderValue::from_str(&disposition).map_err(WebError::internal)?,
        ),
    ])
}

/// Names of columns.
pub(super) fn heads(t: Texts, separator: Separator, keys: &[&str]) -> String {
    let mut out = MARK.to_owned();
    row(&mut out, separator, keys.iter().map(|key| t.get(key)));
    out
}

struct Table<'a> {
    t: Texts,
    separator: Separator,
    desk: &'a Desk,
    analyses: &'a Analyses,
}

impl Table<'_> {
    fn of(&self, keys: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
        let mut out = heads(self.t, self.separator, keys);
        for cells in rows {
            row(&mut out, self.separator, cells);
        }
        out
    }

    fn course(&self) -> String {
        let rows = self.analyses.course.iter().map(|piece| {
            vec![
                piece.from.to_string(),
                piece.to.to_string(),
                piece.registered.to_string(),
                piece.ended.to_string(),
                piece.open.to_string(),
            ]
        });
        let heads = [
            "csv-from",
            "csv-to",
            "csv-registered",
            "csv-ended",
            "csv-open",
        ];
        self.of(&heads, rows)
    }

    fn units(&self) -> String {
        let rows = self.analyses.units.iter().map(|unit| {
            let name = view::name_of(self.desk, &unit.unit);
            let mut cells = vec![unit.unit.to_string(), name];
            cells.extend(sums(&unit.sums));
            cells.extend(times(&unit.times));
            cells
        });
        let heads = [
            "csv-unit",
            "csv-unit-name",
            "csv-registered",
            "csv-solved",
            "csv-open",
            "csv-late",
            "csv-answer-kept",
            "csv-answer-of",
            "csv-solution-kept",
            "csv-solution-of",
            "csv-both-kept",
            "csv-not-handed-over",
            "csv-first-contact",
            "csv-handed-over",
            "csv-escalations",
            "csv-transfers",
            "csv-returns",
            "csv-reopened",
            "csv-misrouted",
            "csv-cancelled",
            "csv-merged",
            "csv-half",
            "csv-nine",
        ];
        self.of(&heads, rows)
    }

    fn duties(&self) -> String {
        let used = view::duties(self.desk, self.analyses);
        let rows = used.into_iter().map(|duty| {
            vec![
                duty.reference,
                duty.unit,
                duty.text,
                duty.tickets.to_string(),
            ]
        });
        let heads = ["csv-duty", "csv-unit", "csv-duty-text", "csv-tickets"];
        self.of(&heads, rows)
    }

    fn misrouted(&self) -> String {
        let rows = view::misrouted(self.analyses);
        let rows = rows
            .into_iter()
            .map(|pair| vec![pair.first, pair.solved_by, pair.tickets.to_string()]);
        self.of(&["csv-first", "csv-solved-by", "csv-tickets"], rows)
    }
}

fn sums(sums: &Sums) -> Vec<String> {
    let counts = [
        sums.registered,
        sums.solved,
        sums.open,
        sums.late,
        sums.answer.kept,
        sums.answer.of,
        sums.solution.kept,
        sums.solution.of,
        sums.both.kept,
        sums.not_handed_over,
        sums.first_contact,
        sums.handed_over,
        sums.escalations,
        sums.transfers,
        sums.returns,
        sums.reopened,
        sums.misrouted,
        sums.cancelled,
        sums.merged,
    ];
    counts.map(|count| count.to_string()).into()
}

fn times(times: &Times) -> [String; 2] {
    [times.half, times.nine_of_ten]
        .map(|seconds| seconds.map_or_else(String::new, |seconds| (seconds / 60).to_string()))
}
