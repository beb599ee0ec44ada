//! Parts of a ticket: for what it waits, work given to other units.

use domain::Waiting;
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::names::{PartName, WaitingName};

/// For what a ticket waits; its clocks stand still.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Waiting)]
pub(crate) struct WaitingBody {
    /// For what.
    #[schema(value_type = WaitingName)]
    on: &'static str,
    /// When the waiting is over by itself; null when only an act ends it.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// Work given to another unit; the ticket stays where it is.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Task)]
pub(crate) struct TaskBody {
    /// Its number within the ticket.
    number: i64,
    /// `remote_hands` (§ 15 pkt 8) or `part`.
    kind: &'static str,
    /// The unit that does it.
    #[schema(value_type = String, example = "IT-04-2")]
    to: UnitCode,
    /// Its provision.
    #[schema(value_type = String, example = "§15 pkt 8")]
    duty: Reference,
    /// Building and room; may be empty.
    place: String,
    /// Whom to ask on the spot; may be empty.
    contact: String,
    /// What is to be done.
    what: String,
    /// `open`, `taken`, `done`, `declined` or `withdrawn`.
    state: &'static str,
    /// What came of it; empty until it has ended.
    result: String,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    opened_at: Timestamp,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
}

/// A full comment (§ 8 pkt 2 lit. b of the ordinance).
#[derive(ToSchema)]
#[schema(as = Comment)]
#[expect(dead_code, reason = "documents how `domain::FullComment` is written")]
pub(crate) struct CommentBody {
    /// What goes wrong.
    symptoms: String,
    /// What the first line has tried.
    tried: String,
    /// Why the first line could not solve it.
    why_not_solved: String,
    /// How and when to reach the requester.
    contact: String,
}

/// What was wrong with a hand-over.
#[derive(ToSchema)]
#[schema(as = ReturnCause)]
#[expect(dead_code, reason = "documents how `domain::ReturnCause` is written")]
pub(crate) struct CauseBody {
    /// `incomplete_comment` or `not_competent`.
    cause: String,
    /// Parts of the full comment that say too little; only for `incomplete_comment`.
    parts: Option<Vec<PartName>>,
    /// The competent unit; only for `not_competent`.
    unit: Option<String>,
    /// Its provision that says so; only for `not_competent`.
    duty: Option<String>,
}

impl From<domain::Task> for TaskBody {
    fn from(task: domain::Task) -> Self {
        Self {
            number: task.number,
            kind: task.work.kind.as_str(),
            to: task.work.to,
            duty: task.work.duty,
            place: task.work.place,
            contact: task.work.contact,
            what: task.work.what,
            state: task.state.as_str(),
            result: task.result,
            opened_at: task.opened_at,
            ended_at: task.ended_at,
        }
    }
}

impl From<Waiting> for WaitingBody {
    fn from(waiting: Waiting) -> Self {
        Self {
            on: waiting.on.as_str(),
            until: waiting.until,
        }
    }
}
