//! Why two tickets do not become one, or do not come apart.

use ordinance::UnitCode;

use crate::{Status, TicketNumber};

/// Why not; nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    /// The ticket goes on as another one; whatever is to be done is done there.
    #[error("the ticket goes on as {into}")]
    Merged {
        /// As which.
        into: TicketNumber,
    },
    /// A ticket is no duplicate of itself.
    #[error("a ticket is no duplicate of itself")]
    Itself,
    /// The other ticket goes on as a third one.
    #[error("{number} goes on as {into}; merge with {into}")]
    Chain {
        /// The other ticket.
        number: TicketNumber,
        /// The third one.
        into: TicketNumber,
    },
    /// Duplicates go on in the ticket itself.
    #[error("{} in this ticket; merge the other one into this one", go_on(.duplicates))]
    HasDuplicates {
        /// Which.
        duplicates: Vec<TicketNumber>,
    },
    /// The other ticket is solved, closed or cancelled.
    #[error("{number} is {}; a ticket is merged only into an open one", status.as_str())]
    NotOpen {
        /// The other ticket.
        number: TicketNumber,
        /// Where it stands.
        status: Status,
    },
    /// The unit that the ticket was handed over to has neither accepted nor returned it.
    #[error("{unit} has not yet accepted the ticket; it has to accept or return it first")]
    HandedOver {
        /// That unit.
        unit: UnitCode,
    },
    /// Child tasks have not ended.
    #[error("{count} child tasks have not ended; end or withdraw them first")]
    OpenTasks {
        /// How many.
        count: usize,
    },
    /// A booking stands.
    #[error("a booking stands; say how it went or call it off first")]
    Booked,
    /// Each security incident has reports of its own.
    #[error("a security incident is merged with nothing; each has reports of its own")]
    Security,
    /// Its requester is told of an outage to which the ticket belongs.
    #[error("the ticket belongs to an outage; detach it first")]
    InOutage,
    /// The ticket does not go on as another one.
    #[error("the ticket does not go on as another one")]
    NotMerged,
}

impl MergeRefusal {
    /// The name by which texts and API clients know the refusal: `merge_chain`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Merged { .. } => "merged",
            Self::Itself => "merge_itself",
            Self::Chain { .. } => "merge_chain",
            Self::HasDuplicates { .. } => "merge_has_duplicates",
            Self::NotOpen { .. } => "merge_not_open",
            Self::HandedOver { .. } => "merge_handed_over",
            Self::OpenTasks { .. } => "merge_open_tasks",
            Self::Booked => "merge_booked",
            Self::Security => "merge_security",
            Self::InOutage => "merge_in_outage",
            Self::NotMerged => "not_merged",
        }
    }
}

fn go_on(duplicates: &[TicketNumber]) -> String {
    let numbers: Vec<String> = duplicates.iter().map(ToString::to_string).collect();
    match &numbers[..] {
        [one] => format!("{one} goes on"),
        many => format!("{} go on", many.join(", ")),
    }
}
