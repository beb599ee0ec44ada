//! The bookings of a ticket as its history leaves them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Booking;
use crate::{Act, Event, TicketId};

/// What became of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingState {
    /// To come, under way, or over with nobody having said how it went.
    Planned,
    /// It took place and was served.
    CarriedOut,
    /// Its time came and it was not served.
    NotCarriedOut,
    /// Called off before it began.
    Cancelled,
}

impl BookingState {
    /// Every state.
    pub const ALL: [Self; 4] = [
        Self::Planned,
        Self::CarriedOut,
        Self::NotCarriedOut,
        Self::Cancelled,
    ];

    /// The name in the database, the API and forms: `not_carried_out`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::CarriedOut => "carried_out",
            Self::NotCarriedOut => "not_carried_out",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A booking as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Its number within the ticket: the sequence of the event that made it.
    pub number: i64,
    /// How often it was changed; 0 for one that stands as it was made.
    pub revision: i64,
    /// The booking.
    pub booking: Booking,
    /// What became of it.
    pub state: BookingState,
    /// What was said at its end; empty before.
    pub note: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl Booked {
    /// Its name in calendars, the same for ever.
    pub fn uid(&self, ticket: TicketId) -> Uuid {
        Uuid::new_v5(&ticket.0, format!("booking/{}", self.number).as_bytes())
    }

    /// Whether its time is over and nobody has said how it went.
    pub fn awaits_a_word(&self, now: Timestamp) -> bool {
        self.state == BookingState::Planned && self.booking.to <= now
    }

    /// The booking that stands after `event`, of the one that stood before it; `None` when there was
    /// none and is none. Only the last booking of a ticket ever changes.
    pub fn after(before: Option<&Self>, event: &Event) -> Option<Self> {
        let standing = before.filter(|booked| booked.state == BookingState::Planned);
        if let Act::Booked(booking) = &event.act {
            return Some(Self {
                number: standing.map_or(event.sequence, |booked| booked.number),
                revision: standing.map_or(0, |booked| booked.revision + 1),
                booking: Booking::clone(booking),
                state: BookingState::Planned,
                note: String::new(),
                changed_at: event.at,
            });
        }
        let Some(standing) = standing else {
            return before.cloned();
        };
        let begun = standing.booking.from <= event.at;
        let (state, note) = match &event.act {
            Act::BookingEnded { how, note } => (*how, note.clone()),
            // Whoever solves the ticket says that its matter is done.
            Act::Resolved { .. } if begun => (BookingState::CarriedOut, String::new()),
            Act::Cancelled { reason } if begun => (BookingState::NotCarriedOut, reason.clone()),
            Act::Cancelled { reason } => (BookingState::Cancelled, reason.clone()),
            Act::Resolved { .. } => (BookingState::Cancelled, String::new()),
            _ => return Some(standing.clone()),
        };
        Some(Self {
            revision: standing.revision + 1,
            state,
            note,
            changed_at: event.at,
            ..standing.clone()
        })
    }
}

/// Every booking of a ticket, from its whole history, the oldest first; all but the last are over.
pub fn bookings(history: &[Event]) -> Vec<Booked> {
    let mut bookings: Vec<Booked> = Vec::new();
    for event in history {
        let Some(next) = Booked::after(bookings.last(), event) else {
            continue;
        };
        match bookings.last_mut() {
            Some(last) if last.number == next.number => *last = next,
            _ => bookings.push(next),
        }
    }
    bookings
}
