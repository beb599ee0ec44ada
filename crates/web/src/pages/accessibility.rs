//! `/dostepnosc`: the accessibility statement, in the order of the law's model.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use texts::Texts;

use crate::frame::{Frame, page};
use crate::statement::Statement;
use crate::{App, WebError};

/// The Commissioner for Human Rights, to whom people may turn in the end.
const COMMISSIONER: &str = "https://bip.brpo.gov.pl/";

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/dostepnosc", get(show))
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Page {
    t: Texts,
    frame: Frame,
    statement: Statement,
    /// Who publishes the pages, as far as is known.
    entity: String,
    /// Where the pages are.
    address: String,
    /// Keys of the names of dates, with the dates.
    dates: Vec<(&'static str, String)>,
    /// Names of what the office has not said yet; empty when it has said everything.
    missing: String,
    commissioner: &'static str,
}

async fn show(State(app): State<App>, frame: Frame) -> Result<Response, WebError> {
    let t = app.texts;
    let statement = app.settings.statement.clone();
    let missing = statement.missing().into_iter();
    let missing: Vec<String> = missing
        .map(|name| t.get(&format!("accessibility-name-{name}")))
        .collect();
    let day = |date: Option<Date>| {
        let start = date.and_then(|date| date.in_tz("Europe/Warsaw").ok());
        start.map_or_else(String::new, |start| t.date(start.timestamp()))
    };
    page(&Page {
        t,
        frame,
        entity: if statement.entity.is_empty() {
            t.get("office-name")
        } else {
            statement.entity.clone()
        },
        address: app.settings.public_url.clone(),
        dates: vec![
            ("accessibility-name-published", day(statement.published)),
            ("accessibility-name-updated", day(statement.updated)),
            ("accessibility-name-prepared", day(statement.prepared)),
            ("accessibility-name-reviewed", day(statement.reviewed)),
        ],
        missing: missing.join(", "),
        commissioner: COMMISSIONER,
        statement,
    })
}
