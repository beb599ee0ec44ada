//! Where a ticket stands.

use serde::{Deserialize, Serialize};

/// Where a ticket stands. Closed and cancelled are final: no act follows them, but for what a law demands of
/// a closed security incident. A merged ticket goes on as
/// another one; all that can follow is that they are taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Registered, nobody has taken it up yet (Polish: nowe).
    New,
    /// Somebody in the holding unit works on it (w toku).
    InProgress,
    /// Escalated or transferred; the holding unit has not accepted it yet (przekazane).
    HandedOver,
    /// Came back to the first line with a reason (zwrócone).
    Returned,
    /// Solved; the requester may still reopen it (rozwiązane).
    Resolved,
    /// Finished (zamknięte).
    Closed,
    /// Withdrawn or not a matter for the desk (anulowane).
    Cancelled,
    /// A duplicate that goes on as another ticket (połączone).
    Merged,
}

impl Status {
    /// Every status, in the order of a ticket's life.
    pub const ALL: [Status; 8] = [
        Self::New,
        Self::InProgress,
        Self::HandedOver,
        Self::Returned,
        Self::Resolved,
        Self::Closed,
        Self::Cancelled,
        Self::Merged,
    ];

    /// The name in the database, the API and addresses: `in_progress`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in_progress",
            Self::HandedOver => "handed_over",
            Self::Returned => "returned",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
            Self::Merged => "merged",
        }
    }

    /// The status with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Nobody works on it any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled | Self::Merged)
    }

    /// Somebody still has to work on it.
    pub fn is_open(self) -> bool {
        !self.is_final() && self != Self::Resolved
    }
}
