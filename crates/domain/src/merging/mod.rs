//! Duplicates: a ticket that goes on as another one, and the one in which it goes on.
//!
//! Nothing moves. The duplicate keeps its words, its number and its requester; the ticket in which it
//! goes on knows whom else to write to. So taking them apart again loses nothing, and neither
//! requester ever reads what the other has written.

mod acts;
mod refusal;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use acts::Joint;
pub use refusal::MergeRefusal;

use crate::clock::Clocks;
use crate::{
    Act, BookingState, Event, Recipient, Status, Ticket, TicketId, TicketNumber, bookings,
    incident, tasks,
};

/// The ticket in which a duplicate goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedInto {
    /// Its row.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// Where the duplicate stood, and will stand when they are taken apart.
    pub was: Status,
    /// When they became one.
    pub since: Timestamp,
}

/// A duplicate that goes on in a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absorbed {
    /// Its row.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// Its requester's address; the letter itself looks it up anew.
    pub email: String,
    /// Sequence of the event by which it came; its requester is told of what happens after that.
    pub since: i64,
}

/// What a ticket has to do with duplicates. A ticket never has both: a duplicate has none of its own,
/// so there are neither chains nor circles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merging {
    /// The ticket in which this one goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<MergedInto>,
    /// Tickets that go on in this one, in the order in which they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absorbed: Vec<Absorbed>,
}

impl Merging {
    /// After an event of a ticket that stood in `status` before it.
    pub(crate) fn after(&self, event: &Event, status: Status) -> Self {
        let mut next = self.clone();
        match &event.act {
            Act::Merged { ticket, number, .. } => {
                next.into = Some(MergedInto {
                    ticket: *ticket,
                    number: *number,
                    was: status,
                    since: event.at,
                });
            }
            Act::Parted { .. } => next.into = None,
            Act::Absorbed {
                ticket,
                number,
                email,
            } => next.absorbed.push(Absorbed {
                ticket: *ticket,
                number: *number,
                email: email.clone(),
                since: event.sequence,
            }),
            Act::Released { ticket, .. } => next.absorbed.retain(|one| one.ticket != *ticket),
            _ => {}
        }
        next
    }
}

impl Ticket {
    /// Everybody to whom a letter for the requester goes: the requester, and those of the duplicates
    /// that go on in this ticket; each address once, and nobody who has none.
    pub fn requesters(&self) -> Vec<Recipient> {
        let mut addresses = vec![String::new(), folded(&self.requester.email)];
        let mut all = Vec::new();
        if self.requester.has_address() {
            all.push(Recipient::Requester);
        }
        for one in &self.merging.absorbed {
            let address = folded(&one.email);
            if !addresses.contains(&address) {
                addresses.push(address);
                all.push(Recipient::RequesterOf(one.ticket));
            }
        }
        all
    }
}

fn folded(address: &str) -> String {
    address.trim().to_lowercase()
}

/// What ties a ticket down so that it cannot go on as another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bonds {
    /// Child tasks that have not ended.
    pub open_tasks: usize,
    /// A booking stands.
    pub booked: bool,
    /// It is a security incident, with reports that a law demands of each.
    pub security: bool,
}

impl Bonds {
    /// Those of a ticket, from its whole history and its clocks.
    pub fn of(history: &[Event], clocks: &Clocks) -> Self {
        let open = |task: &crate::Task| !task.state.is_final();
        Self {
            open_tasks: tasks(history).iter().filter(|task| open(task)).count(),
            booked: bookings(history)
                .last()
                .is_some_and(|last| last.state == BookingState::Planned),
            security: incident(history, clocks).is_some(),
        }
    }
}
