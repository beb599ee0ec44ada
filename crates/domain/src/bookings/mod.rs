//! Bookings: council sessions, meetings and trainings that a unit serves on a day (§ 15 pkt 6–7).
//!
//! The ticket waits until its booking is over. Then it is not overdue: somebody says whether it was
//! carried out or not.

mod acts;
mod clash;
mod fold;
mod ics;

use jiff::{Timestamp, ToSpan};
use ordinance::Reference;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::text::{Faults, Need, SHORT_LIMIT, one_line};
use crate::{Desk, FieldFault, Refusal};

pub use acts::Overlap;
pub use clash::{Clash, Resource};
pub use fold::{Booked, BookingState, bookings};
pub use ics::{CalendarEntry, EntryStatus};

/// Longest list of people or things, in characters.
const LIST_LIMIT: usize = 2_000;
/// Longest booking, in days.
const MOST_DAYS: i64 = 31;
/// Longest setting up: five working days of eight hours, in minutes.
pub const MOST_SETUP_MINUTES: u32 = 5 * 8 * 60;
/// What a duty of serving an occasion speaks of: sessions of the council, and trainings.
const OCCASIONS: [&str; 2] = ["obsługi informatycznej sesji", "dla szkoleń"];

/// What somebody asks to be booked, as typed.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The duty that is served: one of [`Desk::occasions`].
    pub duty: Reference,
    /// Building and room.
    pub place: &'a str,
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub to: Timestamp,
    /// Who serves it, a person a line; may be empty.
    pub crew: &'a str,
    /// What is lent out, a thing a line; may be empty.
    pub equipment: &'a str,
    /// Office time that setting up takes, in minutes.
    pub setup_minutes: u32,
}

/// A booking, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// The duty that is served.
    pub duty: Reference,
    /// Building and room.
    pub place: String,
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub to: Timestamp,
    /// Who serves it.
    pub crew: Vec<String>,
    /// What is lent out.
    pub equipment: Vec<String>,
    /// Office time that setting up takes, in minutes.
    pub setup_minutes: u32,
    /// The last moment to begin setting up: as much office time before [`Booking::from`], by the
    /// calendar in force when it was booked.
    pub setup_at: Timestamp,
    /// What was taken by other bookings and booked all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub despite: Vec<Clash>,
}

impl Booking {
    /// Checks what somebody asks for and counts back when setting up begins at the latest.
    ///
    /// # Errors
    /// [`Refusal::Fields`]: `place`; `from` past or more than a year ahead; `to` not after `from` or
    /// more than 31 days after it; `crew`, `equipment`; `setup_minutes` above [`MOST_SETUP_MINUTES`].
    pub fn plan(wanted: &Wanted<'_>, calendar: &Calendar, now: Timestamp) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        let place = faults.line("place", wanted.place, SHORT_LIMIT, Need::Required);
        let Wanted { from, to, .. } = *wanted;
        let hours =
            |from: Timestamp, hours: i64| from.saturating_add(hours.hours()).unwrap_or(from);
        if from <= now || from > hours(now, 366 * 24) {
            faults.note("from", FieldFault::NotWithinAYear);
        }
        if to <= from || to > hours(from, MOST_DAYS * 24) {
            faults.note("to", FieldFault::NotAPeriod);
        }
        let crew = lines(&faults.optional("crew", wanted.crew, LIST_LIMIT));
        let equipment = lines(&faults.optional("equipment", wanted.equipment, LIST_LIMIT));
        if wanted.setup_minutes > MOST_SETUP_MINUTES {
            faults.note("setup_minutes", FieldFault::UnknownValue);
        }
        let setup_at = calendar.sub_working(from, i64::from(wanted.setup_minutes) * 60);
        Ok(faults.finish(Self {
            duty: wanted.duty,
            place,
            from,
            to,
            crew,
            equipment,
            setup_minutes: wanted.setup_minutes,
            setup_at,
            despite: Vec::new(),
        })?)
    }
}

/// The lines of a list without blanks and repetitions.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(one_line) {
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

impl Desk {
    /// The duties of serving an occasion (a council session, a meeting, a training), as the ordinance
    /// gives them; none when it knows no such service.
    pub fn occasions(&self) -> Vec<Reference> {
        self.ordinance()
            .duties()
            .filter(|duty| duty.unit.is_some())
            .filter(|duty| OCCASIONS.iter().any(|words| duty.text.contains(words)))
            .map(|duty| duty.reference)
            .collect()
    }

    /// Those of one unit.
    pub fn occasions_of(&self, unit: &ordinance::UnitCode) -> Vec<Reference> {
        let mut duties = self.occasions();
        duties.retain(|duty| self.duty_of(unit, *duty).is_ok());
        duties
    }
}
