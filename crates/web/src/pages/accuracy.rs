//! How well the router does against the units that solved the tickets, and what it has learned; for
//! administrators.

mod learning;
mod view;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Accuracy, Action, Object};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use store::learning as ledger;
use texts::Texts;

use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::routing::Showing;
use crate::{App, WebError};

use learning::Learning;
use view::{DutyRow, Fact, GapRow, UnitRow, WrongRow};

/// The most solved tickets that the figures are of; more than a big office has in two years.
const MOST: u32 = 200_000;
/// The most gaps that are shown.
const MOST_GAPS: u32 = 50;
/// Days shown when none are asked for.
const USUAL_DAYS: i64 = 30;

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/trafnosc", get(show))
        .route("/trafnosc/wersje/{id}", post(learning::revert))
        .route("/trafnosc/uczenie/{what}", post(learning::switch))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    od: String,
    r#do: String,
}

/// Days of filing, both included.
struct Period {
    from: Date,
    to: Date,
    is_bad: bool,
}

impl Period {
    /// What was asked for; the last thirty days when nothing was, or when it makes no sense.
    fn of(asked: &Asked, today: Date) -> Self {
        let day = |text: &str, usual: Date| match text {
            "" => Some(usual),
            text => text.parse::<Date>().ok(),
        };
        let to = day(&asked.r#do, today);
        let first = |to: Date| to.saturating_sub(USUAL_DAYS.days());
        let from = to.and_then(|to| day(&asked.od, first(to)));
        match (from, to) {
            (Some(from), Some(to)) if from <= to => Self {
                from,
                to,
                is_bad: false,
            },
            _ => Self {
                from: first(today),
                to: today,
                is_bad: true,
            },
        }
    }

    /// From the first midnight to the last on the office's clock.
    fn bounds(&self, app: &App) -> (Timestamp, Timestamp) {
        let zone = app.texts.local(app.now()).time_zone().clone();
        let midnight = |day: Date| {
            day.to_zoned(zone.clone())
                .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
        };
        (
            midnight(self.from),
            midnight(self.to.saturating_add(1.day())),
        )
    }
}

#[derive(Template)]
#[template(path = "accuracy.html")]
struct Page {
    t: Texts,
    frame: Frame,
    shadow: bool,
    period: Period,
    is_empty: bool,
    facts: Vec<Fact>,
    reasons: Vec<(String, usize)>,
    units: Vec<UnitRow>,
    wrong: Vec<WrongRow>,
    chart: String,
    unused: Vec<DutyRow>,
    unused_count: i64,
    gaps: Vec<GapRow>,
    learning: Learning,
}

async fn show(
    State(app): State<App>,
    signed: Signed,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ManageRouting, Object::Desk)?;
    let period = Period::of(&asked, app.texts.local(app.now()).date());
    let (from, to) = period.bounds(&app);
    let mut conn = app.store.read().await?;
    let judged = ledger::judged(&mut conn, from, to, MOST).await?;
    let filed = ledger::filed(&mut conn, from, to).await?;
    let gaps = ledger::gaps(&mut conn, from, to, MOST_GAPS).await?;
    let learning = Learning::read(&app, &mut conn).await?;
    drop(conn);
    let figures = Accuracy::of(&judged);
    let unused = view::unused(&app.desk, &judged);
    page(&Page {
        shadow: app.routing.current().showing == Showing::Shadow,
        is_empty: figures.judged == 0,
        facts: view::facts(app.texts, &filed, &figures),
        reasons: figures.reasons.clone().into_iter().collect(),
        units: view::units(app.texts, &app.desk, &figures),
        wrong: view::wrong(app.texts, &figures),
        chart: view::chart(app.texts, &figures),
        unused_count: i64::try_from(unused.len()).unwrap_or(i64::MAX),
        unused,
        gaps: gaps.into_iter().map(GapRow::from).collect(),
        t: app.texts,
        frame,
        period,
        learning,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_make_no_sense_give_the_last_thirty() {
        let today: Date = "2026-11-26".parse().unwrap();
        let of = |od: &str, until: &str| {
            let asked = Asked {
                od: od.to_owned(),
                r#do: until.to_owned(),
            };
            let period = Period::of(&asked, today);
            (
                period.from.to_string(),
                period.to.to_string(),
                period.is_bad,
            )
        };
        let usual = |bad| ("2026-10-27".to_owned(), "2026-11-26".to_owned(), bad);
        assert_eq!(of("", ""), usual(false));
        assert_eq!(of("2026-11-27", "2026-11-26"), usual(true));
        assert_eq!(of("wczoraj", ""), usual(true));
        assert_eq!(
            of("", "2026-03-31"),
            ("2026-03-01".to_owned(), "2026-03-31".to_owned(), false)
        );
    }
}
