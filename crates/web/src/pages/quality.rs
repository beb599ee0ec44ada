//! `/jakosc`: how often escalations came back for their comment (§ 8 pkt 3).

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Object};
use jiff::ToSpan;
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
    rows: Vec<Row>,
}

/// One period.
struct Row {
    days: i64,
    escalated: i64,
    incomplete: i64,
    /// Of all escalations, in per cent; 0 without any.
    percent: i64,
    not_competent: i64,
    /// How often each part said too little.
    parts: Vec<(String, i64)>,
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
    let mut rows = Vec::with_capacity(PERIODS.len());
    for days in PERIODS {
        let from = now.saturating_sub((24 * days).hours()).unwrap_or(now);
        let found = store::quality::comments(&mut conn, from, end).await?;
        rows.push(Row {
            days,
            escalated: found.escalated,
            incomplete: found.incomplete,
            percent: found.incomplete * 100 / found.escalated.max(1),
            not_competent: found.not_competent,
            parts: found
                .parts
                .into_iter()
                .map(|(part, count)| {
                    let name = app.texts.get(&format!("comment-{}", part.as_str()));
                    (app.texts.one("quality-part", "part", &name), count)
                })
                .collect(),
        });
    }
    drop(conn);
    page(&Page {
        t: app.texts,
        frame,
        rows,
    })
}
