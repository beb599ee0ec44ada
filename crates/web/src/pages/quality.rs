//! `/jakosc`: how often escalations came back for their comment (§ 8 pkt 3).

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, CommentPart, Object};
use jiff::ToSpan;
use store::quality::Comments;
use texts::Texts;

use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::permit;
use crate::{App, WebError};

/// Periods in days, the shortest first.
const PERIODS: [i64; 3] = [7, 30, 365];

/// The route of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/jakosc", get(quality))
}

#[derive(Template)]
#[template(path = "quality.html")]
struct Page {
    t: Texts,
    frame: Frame,
    /// Names of the columns.
    periods: Vec<String>,
    rows: Vec<Row>,
}

/// One figure in every period.
struct Row {
    name: String,
    /// As many as there are periods.
    figures: Vec<String>,
}

async fn quality(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQuality, Object::Desk)?;
    // What happens this very moment counts.
    let now = app.now();
    let end = now.saturating_add(1.second()).unwrap_or(now);
    let mut conn = app.store.read().await?;
    let mut found = Vec::with_capacity(PERIODS.len());
    for days in PERIODS {
        let from = now.saturating_sub((24 * days).hours()).unwrap_or(now);
        found.push(store::quality::comments(&mut conn, from, end).await?);
    }
    drop(conn);
    let t = app.texts;
    page(&Page {
        t,
        frame,
        periods: PERIODS.map(|days| t.count("quality-days", days)).into(),
        rows: rows(t, &found),
    })
}

/// The figures of the periods, side by side.
fn rows(t: Texts, found: &[Comments]) -> Vec<Row> {
    let row = |name: String, figure: &dyn Fn(&Comments) -> String| Row {
        name,
        figures: found.iter().map(figure).collect(),
    };
    let parts = CommentPart::ALL.into_iter().enumerate().map(|(at, part)| {
        let name = t.get(&format!("comment-{}", part.as_str()));
        row(t.one("quality-part", "part", &name), &|period| {
            period.parts[at].1.to_string()
        })
    });
    [
        row(t.get("quality-escalated"), &|period| {
            period.escalated.to_string()
        }),
        row(t.get("quality-incomplete"), &|period| {
            let percent = period.incomplete * 100 / period.escalated.max(1);
            format!("{} ({percent} %)", period.incomplete)
        }),
    ]
    .into_iter()
    .chain(parts)
    .chain([row(t.get("quality-not-competent"), &|period| {
        period.not_competent.to_string()
    })])
    .collect()
}
