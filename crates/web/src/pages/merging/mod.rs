//! Duplicates at the desk: `/kolejka/{number}/polaczenie` merges, `/kolejka/{number}/rozlaczenie` takes
//! apart, and what the page of a ticket says about either.

pub(crate) mod cards;
mod merge;
mod part;

use axum::Router;
use axum::routing::get;
use domain::Event;
use texts::Texts;

use super::ticket::history::{Entry, entry};
use crate::App;

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/kolejka/{number}/polaczenie",
            get(merge::form).post(merge::act),
        )
        .route(
            "/kolejka/{number}/rozlaczenie",
            get(part::form).post(part::act),
        )
}

/// What happened to one of two tickets since it was seen.
pub(super) struct Changed {
    /// "Co się zmieniło w ZG-…".
    title: String,
    entries: Vec<Entry>,
}

impl Changed {
    /// Of a ticket with this history that was seen in version `seen`; `None` when nothing happened.
    fn since(t: Texts, number: &str, history: &[Event], seen: i64) -> Option<Self> {
        let entries: Vec<Entry> = history
            .iter()
            .filter(|event| seen > 0 && event.sequence > seen)
            .map(|event| entry(t, event))
            .collect();
        (!entries.is_empty()).then(|| Self {
            title: t.one("merge-changed", "number", number),
            entries,
        })
    }
}
