//! What two bookings cannot both have.

use serde::{Deserialize, Serialize};

use super::Booking;
use crate::TicketNumber;

/// What is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// The place.
    Place,
    /// Somebody of the crew.
    Crew,
    /// A piece of equipment.
    Equipment,
}

impl Resource {
    /// The name in the API and in text keys: `equipment`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Crew => "crew",
            Self::Equipment => "equipment",
        }
    }
}

/// Something that another booking has at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// The ticket of the other booking.
    pub ticket: TicketNumber,
    /// What both want.
    pub what: Resource,
    /// Its name.
    pub name: String,
}

impl Booking {
    /// Whether both need the same time. Each takes it from the beginning of setting up to its end; one
    /// may begin at the very moment when the other is over.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.setup_at < other.to && other.setup_at < self.to
    }

    /// What this booking wants and `others`, which are planned, have at the same time. Names are
    /// compared without regard to case and blank space.
    pub fn clashes<'a>(
        &self,
        others: impl IntoIterator<Item = (TicketNumber, &'a Self)>,
    ) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (ticket, other) in others {
            if !self.overlaps(other) {
                continue;
            }
            let place = (
                std::slice::from_ref(&self.place),
                std::slice::from_ref(&other.place),
            );
            for (what, (ours, theirs)) in [
                (Resource::Place, place),
                (Resource::Crew, (&self.crew[..], &other.crew[..])),
                (
                    Resource::Equipment,
                    (&self.equipment[..], &other.equipment[..]),
                ),
            ] {
                let theirs: Vec<String> = theirs.iter().map(|name| folded(name)).collect();
                let shared = ours.iter().filter(|name| theirs.contains(&folded(name)));
                clashes.extend(shared.map(|name| Clash {
                    ticket,
                    what,
                    name: name.clone(),
                }));
            }
        }
        clashes
    }
}

fn folded(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
