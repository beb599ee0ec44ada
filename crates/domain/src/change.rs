//! What an act changes: everything that is written in one transaction.

use jiff::Timestamp;

use crate::{Event, EventId, Letter, Suggestion, SuggestionChoice, Ticket};

/// When an act happens and under which id it enters history; both are given from outside.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// A fresh id.
    pub event: EventId,
}

/// The outcome of an act: row, history event, letters and, when filing, the stored suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The row's version before; `None` when the ticket is new. Written only while it still holds.
    pub before: Option<i64>,
    /// The row after.
    pub ticket: Ticket,
    /// The new event.
    pub event: Event,
    /// Letters to send.
    pub letters: Vec<Letter>,
    /// What the matcher said about a new ticket.
    pub suggestion: Option<Suggestion>,
    /// What the first line made of a proposal; set by whoever knows the proposal.
    pub choice: Option<SuggestionChoice>,
}
