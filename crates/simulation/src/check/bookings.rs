//! Nothing is booked twice unless somebody said so.

use domain::{Act, BookingState, TicketNumber};

use super::Record;
use crate::Violation;

/// Every booking of every ticket.
#[derive(Default)]
pub(crate) struct Bookings {
    all: Vec<Booked>,
}

struct Booked {
    ticket: TicketNumber,
    /// From when to when it stood: until it was changed, called off or over.
    stood: (i64, i64),
    /// Time that it takes, setting up included.
    takes: (i64, i64),
    /// Place, people and things.
    what: Vec<String>,
    /// Whether whoever booked knew that something was taken.
    knowing: bool,
}

impl Bookings {
    /// The bookings of a ticket.
    pub(crate) fn add(&mut self, record: &Record) {
        let mut standing: Option<usize> = None;
        for event in &record.history {
            let now = event.at.as_second();
            let ends = match &event.act {
                Act::Booked(_) | Act::Resolved { .. } | Act::Cancelled { .. } => true,
                Act::BookingEnded { how, .. } => *how != BookingState::Planned,
                _ => false,
            };
            if ends && let Some(last) = standing.take() {
                self.all[last].stood.1 = now;
            }
            if let Act::Booked(booking) = &event.act {
                let named = [&booking.crew[..], &booking.equipment[..]].concat();
                standing = Some(self.all.len());
                self.all.push(Booked {
                    ticket: record.ticket.number,
                    stood: (now, i64::MAX),
                    takes: (booking.setup_at.as_second(), booking.to.as_second()),
                    what: named.into_iter().chain([booking.place.clone()]).collect(),
                    knowing: !booking.despite.is_empty(),
                });
            }
        }
    }

    /// How many there were.
    pub(crate) fn many(&self) -> u64 {
        self.all.len() as u64
    }

    /// What was booked although another ticket had it, and nobody knew.
    pub(crate) fn clashes(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        let mut by_start: Vec<&Booked> = self.all.iter().collect();
        by_start.sort_by_key(|booked| booked.takes.0);
        for (place, one) in by_start.iter().enumerate() {
            let same_time = by_start[place + 1..]
                .iter()
                .take_while(|other| other.takes.0 < one.takes.1);
            for other in same_time {
                let (earlier, later) = if one.stood.0 <= other.stood.0 {
                    (one, other)
                } else {
                    (other, one)
                };
                let both = earlier.ticket != later.ticket && later.stood.0 < earlier.stood.1;
                let shared = later.what.iter().find(|what| earlier.what.contains(what));
                if let Some(what) = shared.filter(|_| both && !later.knowing) {
                    found.push(Violation::of(
                        later.ticket,
                        format!("{what} was booked, and {} had it", earlier.ticket),
                    ));
                }
            }
        }
        found
    }
}
