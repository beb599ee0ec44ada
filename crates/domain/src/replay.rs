//! The row from its history.

use crate::{Event, Ticket};

/// A history that cannot be a ticket's.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// It does not begin with a registration.
    #[error("the history does not begin with a registration")]
    NoRegistration,
    /// An event is missing, doubled, out of order or another ticket's.
    #[error("event {found} stands where event {expected} of the ticket belongs")]
    Gap {
        /// The sequence number that was due.
        expected: i64,
        /// The sequence number that was found.
        found: i64,
    },
}

/// Folds a history into the row it must equal.
///
/// # Errors
/// [`ReplayError`] when the events are not one ticket's whole history in order.
pub fn replay(history: &[Event]) -> Result<Ticket, ReplayError> {
    let first = history.first().ok_or(ReplayError::NoRegistration)?;
    let mut ticket = Ticket::registered(first).ok_or(ReplayError::NoRegistration)?;
    for (expected, event) in (1..).zip(history) {
        if event.sequence != expected || event.ticket != ticket.id {
            return Err(ReplayError::Gap {
                expected,
                found: event.sequence,
            });
        }
        if expected > 1 {
            ticket = ticket.after(event);
        }
    }
    Ok(ticket)
}
