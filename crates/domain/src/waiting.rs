//! For what an open ticket waits while nobody can go on with it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Act, Author, Event, Visibility};

/// For what or whom a ticket waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WaitingFor {
    /// An answer of the requester; it ends the waiting by itself.
    Requester,
    /// Somebody outside: a supplier, a service company.
    Supplier,
    /// A day and hour, agreed with the requester.
    Date,
}

impl WaitingFor {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Requester, Self::Supplier, Self::Date];

    /// The name in the database, the API and forms: `supplier`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requester => "requester",
            Self::Supplier => "supplier",
            Self::Date => "date",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// A waiting that has begun. It stands beside the status: a ticket in progress can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// For what.
    pub on: WaitingFor,
    /// When it is over by itself; always known for a date. No event marks that moment: whoever reads
    /// the ticket later reads it as no longer waiting ([`Waiting::lasts_at`]).
    pub until: Option<Timestamp>,
}

impl Waiting {
    /// Whether the ticket still waits at this moment.
    pub fn lasts_at(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }

    /// The waiting after an event: begun by a pause, ended by going on, by an answer of the requester
    /// when it was theirs that was waited for, and by every act that moves, solves or ends the ticket.
    pub fn after(before: Option<Self>, event: &Event) -> Option<Self> {
        match &event.act {
            Act::Paused { why, until, .. } => Some(Self {
                on: *why,
                until: *until,
            }),
            Act::Booked(booking) => Some(Self {
                on: WaitingFor::Date,
                until: Some(booking.to),
            }),
            Act::Noted { visibility, .. } if answers(before, *visibility, &event.by) => None,
            Act::Heard { .. } if answers(before, Visibility::Public, &event.by) => None,
            Act::Registered(_)
            | Act::Claimed
            | Act::PutDown
            | Act::Accepted
            | Act::Noted { .. }
            | Act::TaskGiven(_)
            | Act::TaskTaken { .. }
            | Act::TaskEnded { .. }
            | Act::Incident { .. }
            | Act::Absorbed { .. }
            | Act::Released { .. }
            | Act::Heard { .. }
            | Act::OutageJoined { .. }
            | Act::OutageLeft { .. }
            | Act::PriorityChanged { .. } => before,
            Act::Resumed
            | Act::BookingEnded { .. }
            | Act::Escalated { .. }
            | Act::Transferred { .. }
            | Act::Returned { .. }
            | Act::Decided { .. }
            | Act::Resolved { .. }
            | Act::Reopened { .. }
            | Act::Closed
            | Act::Cancelled { .. }
            | Act::Merged { .. }
            | Act::Parted { .. } => None,
        }
    }
}

/// Whether a note is the answer of the requester that is waited for.
pub(crate) fn answers(waiting: Option<Waiting>, visibility: Visibility, by: &Author) -> bool {
    visibility == Visibility::Public
        && by.unit.is_none()
        && waiting.is_some_and(|waiting| waiting.on == WaitingFor::Requester)
}
