//! `/awarie`: outages that last, and those that are over.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domain::{Action, Outage};
use store::outages::{self, tickets::Counts};
use texts::Texts;

use super::Told;
use crate::auth::extract::Who;
use crate::frame::{Frame, page};
use crate::outages::may_outage;
use crate::{App, WebError};

/// So many that are over are listed.
const PAST: u32 = 50;

#[derive(Template)]
#[template(path = "outages.html")]
struct Page {
    t: Texts,
    frame: Frame,
    may_declare: bool,
    /// Whether the reader is told who declares outages.
    is_staff: bool,
    lasting: Vec<Line>,
    past: Vec<Line>,
}

/// An outage of the list.
struct Line {
    told: Told,
    /// "12 zgłoszeń, w tym 3 otwarte"; empty for those who are not told.
    tickets: String,
}

pub(super) async fn show(
    State(app): State<App>,
    Who(actor): Who,
    frame: Frame,
) -> Result<Response, WebError> {
    let mut conn = app.store.read().await?;
    let mut lasting = outages::lasting(&mut conn).await?;
    let mut past = outages::past(&mut conn, PAST).await?;
    for list in [&mut lasting, &mut past] {
        list.retain(|outage| may_outage(&app, &actor, Action::SeeOutage, Some(outage)));
    }
    let ids: Vec<_> = lasting
        .iter()
        .chain(&past)
        .map(|outage| outage.id)
        .collect();
    let counts = outages::tickets::counts(&mut conn, &ids).await?;
    drop(conn);
    let is_staff = may_outage(&app, &actor, Action::SeeInternals, None);
    let line = |outage: &Outage| {
        let found = counts.iter().find(|(id, _)| *id == outage.id);
        Line {
            told: Told::new(app.texts, outage),
            tickets: if is_staff {
                in_words(
                    app.texts,
                    found.map(|(_, counts)| *counts).unwrap_or_default(),
                )
            } else {
                String::new()
            },
        }
    };
    page(&Page {
        t: app.texts,
        frame,
        may_declare: may_outage(&app, &actor, Action::RunOutage, None),
        is_staff,
        lasting: lasting.iter().map(line).collect(),
        past: past.iter().map(line).collect(),
    })
}

/// "12 zgłoszeń, w tym 3 otwarte".
pub(super) fn in_words(t: Texts, counts: Counts) -> String {
    let all = t.count("outage-tickets", counts.all);
    if counts.open == 0 {
        all
    } else {
        format!("{all}, {}", t.count("outage-tickets-open", counts.open))
    }
}
