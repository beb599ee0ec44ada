//! `/kolejka/{number}/terminy`: when each clock of a ticket is due, and why.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use deadlines::{Report, RowReport, Tone, nearest, nearest_on_the_other_side};
use domain::clock::Clocks;
use domain::{Action, Object};
use store::tickets;
use texts::Texts;

use super::head::Head;
use crate::auth::extract::{Number, Signed};
use crate::clocks;
use crate::frame::{Frame, page_with};
use crate::pages::acts::opened;
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/kolejka/{number}/terminy", get(page))
}

/// A clock in one line, for the head of the ticket's page and for the queue.
pub(crate) struct DueLine {
    /// Modifier of the badge: `late`, `soon`, `calm`, `waiting`.
    pub(crate) tone: &'static str,
    /// "odpowiedź do jutra, 12:00".
    pub(crate) headline: String,
    /// "zostało 2 h 10 min pracy"; may be empty.
    pub(crate) left: String,
}

impl DueLine {
    /// Every clock that runs and has a target, in the order of their start.
    pub(crate) fn all(app: &App, clocks: &Clocks) -> Vec<Self> {
        clocks
            .live()
            .filter(|clock| clock.target.is_some())
            .map(|clock| Self::of(app, clocks, clock))
            .collect()
    }

    /// The clock to look at first; `None` when nothing runs.
    pub(crate) fn nearest(app: &App, clocks: &Clocks) -> Option<Self> {
        nearest(clocks).map(|clock| Self::of(app, clocks, clock))
    }

    /// The clock to look at first on the other side: of the requester or of the holding unit.
    pub(crate) fn other(app: &App, clocks: &Clocks) -> Option<Self> {
        nearest_on_the_other_side(clocks).map(|clock| Self::of(app, clocks, clock))
    }

    /// One clock.
    pub(crate) fn of(app: &App, clocks: &Clocks, clock: &domain::clock::Clock) -> Self {
        let say = clocks::wording(app, clocks);
        Self {
            tone: Tone::of(clock).as_str(),
            headline: say.headline(clock),
            left: say.left(clock),
        }
    }
}

#[derive(Template)]
#[template(path = "due.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    report: Report,
}

impl Page {
    /// "26 listopada 2026, 07:30" of a row's end.
    fn shown(&self, at: &jiff::Timestamp) -> String {
        self.t.date_time(*at)
    }

    /// A class of a row: counted, not counted, ahead.
    fn class(row: &RowReport) -> &'static str {
        match (row.seconds > 0, row.ahead) {
            (true, false) => "is-counted",
            (true, true) => "is-counted is-ahead",
            (false, false) => "",
            (false, true) => "is-ahead",
        }
    }
}

async fn page(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    let actor = signed.actor();
    permit(&app, &actor, Action::SeeInternals, Object::Ticket(&ticket))?;
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let page = Page {
        t: app.texts,
        frame,
        head: Head::new(&app, &signed, &ticket).await?,
        report: clocks::of_ticket(&app, &ticket, &history)?,
    };
    page_with(StatusCode::OK, &page)
}
