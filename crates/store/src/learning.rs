//! What the router learns from, what it has learned, and how well it does.
//!
//! The ledger is not written: it is what people have done, read from tickets, their history and
//! their suggestions ([`solved`]). Requests solved in another system stand beside it
//! ([`insert_past`]). What was learned is kept version by version ([`models`]); the one row of
//! [`state`] says whether learning goes on and who is at it.

mod accuracy;
mod ledger;
pub mod models;
mod past;
pub mod state;

pub use accuracy::{Filed, filed, gaps, hide_suggestion, judged};
pub use ledger::{PrivateClass, fresh, solved};
pub use past::{Imported, insert_past, past, past_count};

use domain::{TicketNumber, UserId};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

/// The most characters of a request's text that are read to learn from; the ranking weighs the
/// beginning of a text anyway.
const LONGEST_BODY: i32 = 8_000;

/// A request with the unit that solved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solved {
    /// Its number: `ZG-2026-000123`, or `rt:4711` when it comes from another system.
    pub id: String,
    /// One line.
    pub subject: String,
    /// At most the first 8,000 characters.
    pub body: String,
    /// The unit that solved it.
    pub unit: UnitCode,
    /// The provision under which that unit held it.
    pub duty: Option<Reference>,
    /// Who sent it there: the last to hand it over, or who solved it when nobody did.
    pub decided_by: String,
    /// Who asked.
    pub requester: String,
    /// When it was solved.
    pub at: Timestamp,
}

/// A ticket that no provision covers, as the list of gaps shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its number.
    pub number: TicketNumber,
    /// One line.
    pub subject: String,
    /// The unit that solved it.
    pub unit: UnitCode,
    /// When.
    pub at: Timestamp,
}

/// The person's id, else the words that name them.
fn person(account: Option<uuid::Uuid>, words: &str) -> String {
    account.map_or_else(|| words.trim().to_lowercase(), |id| UserId(id).to_string())
}
