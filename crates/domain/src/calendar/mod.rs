//! Office time: when the office works, in seconds that add up.
//!
//! A [`Calendar`] knows the office hours of each weekday (several ranges, by versions valid from a
//! date), the Polish statutory days off of any year, extra closed days, extra working days and short
//! days, all in Europe/Warsaw with both changes of the clock. It is read once from
//! `config/calendar.toml` and then only looked up: the opening hours of fifty years stand in a
//! sorted table, so every question costs one or two binary searches.

mod days_off;
mod file;
mod rules;
mod table;

use jiff::Timestamp;
use jiff::civil::Date;

pub use days_off::{DayOff, days_off, easter};
pub use rules::{DayKind, DayPlan, TimeRange};

pub(crate) use table::midnight;

use crate::SettingsError;
use rules::Rules;
use table::{Table, warsaw};

/// First and last year whose opening hours are known; before and after them nothing is office time.
pub const YEARS: std::ops::RangeInclusive<i16> = 2015..=2064;

/// Nobody is asked to wait longer than so many days for an hour at which the office is open.
const MOST_DAYS_CLOSED: u32 = 14;

/// When the office works.
#[derive(Clone, Debug)]
pub struct Calendar {
    rules: Rules,
    table: Table,
}

/// A stretch of time that is office time or is not, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its first second.
    pub from: Timestamp,
    /// The first second after it.
    pub to: Timestamp,
    /// Why it counts or does not.
    pub why: OfficeTime,
}

/// Whether a stretch of time is office time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeTime {
    /// The office works, by the hours of the calendar's version of this name.
    Open(std::sync::Arc<str>),
    /// A working day, before, between or after its hours.
    OutsideHours,
    /// A weekday without hours, as a rule Saturday or Sunday.
    NoHours,
    /// A statutory day off.
    DayOff(DayOff),
    /// An extra closed day, with the reason given in the calendar.
    Closed(std::sync::Arc<str>),
}

impl Calendar {
    /// Reads `calendar.toml`.
    ///
    /// # Errors
    /// [`SettingsError`] with the line: not the expected form, hours that overlap or run backwards, a
    /// day said to be two things, a short day that is not shorter or not a working day, versions
    /// without an order, a calendar without any office time.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let rules = file::read(text)?;
        let table = Table::new(&rules, *YEARS.start(), *YEARS.end());
        Ok(Self { rules, table })
    }

    /// The calendar that ships with the program.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it.
    #[expect(clippy::expect_used, reason = "the built-in file is checked by a test")]
    pub fn built_in() -> Self {
        Self::parse(include_str!("../../../../config/calendar.toml"))
            .expect("the built-in calendar is valid")
    }

    /// Seconds of office time between two moments; 0 when `to` is not after `from`. Adds up: for any
    /// moment between them the two parts make the whole.
    pub fn working_seconds(&self, from: Timestamp, to: Timestamp) -> i64 {
        (self.elapsed(to) - self.elapsed(from)).max(0)
    }

    /// The first moment, not before `from`, by which `seconds` of office time have gone since `from`:
    /// `from` itself for none, and closing time, not the next opening, when they end with the day.
    /// Moments after the last year known are that year's end.
    pub fn add_working(&self, from: Timestamp, seconds: i64) -> Timestamp {
        if seconds <= 0 {
            return from;
        }
        moment(self.table.reached(self.elapsed(from) + seconds)).max(from)
    }

    /// The last moment, not after `to`, from which `seconds` of office time are left until `to`: `to`
    /// itself for none, and opening time, not the closing before, when they begin with the day. Moments
    /// before the first year known are its first opening.
    pub fn sub_working(&self, to: Timestamp, seconds: i64) -> Timestamp {
        if seconds <= 0 {
            return to;
        }
        moment(self.table.left(self.elapsed(to) - seconds)).min(to)
    }

    /// Whether the office works at this moment (open at opening time, closed at closing time).
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.table.is_open(at.as_second())
    }

    /// `at` when the office is open, else the moment it opens next; `None` after the last year known.
    pub fn next_opening(&self, at: Timestamp) -> Option<Timestamp> {
        if self.is_open(at) {
            return Some(at);
        }
        self.table.next_opening(at.as_second()).map(moment)
    }

    /// When the office opens on the next working day after that of `at`; `None` after the last year known.
    pub fn next_morning(&self, at: Timestamp) -> Option<Timestamp> {
        self.next_opening(midnight(self.date(at).tomorrow().ok()?))
    }

    /// The first moment after `at` that is this hour in Kraków while the office is open; when the office
    /// is not open then within two weeks, its next opening. `None` after the last year known.
    pub fn next_at(&self, at: Timestamp, hour: i8) -> Option<Timestamp> {
        let mut day = self.date(at);
        for _ in 0..MOST_DAYS_CLOSED {
            let time = day.at(hour.clamp(0, 23), 0, 0, 0);
            let found = warsaw().to_ambiguous_timestamp(time).compatible().ok()?;
            if found > at && self.is_open(found) {
                return Some(found);
            }
            day = day.tomorrow().ok()?;
        }
        self.next_opening(at)
    }

    /// The whole time from `from` to `to`, cut where office time begins or ends or the reason
    /// changes, in order and without gaps; empty when `to` is not after `from`.
    pub fn intervals(&self, from: Timestamp, to: Timestamp) -> Vec<Interval> {
        let mut intervals: Vec<Interval> = Vec::new();
        if to <= from {
            return intervals;
        }
        let mut day = self.date(from);
        let mut at = from;
        while at < to {
            let next_day = day.tomorrow().unwrap_or(Date::MAX);
            let end = if next_day == day {
                to
            } else {
                midnight(next_day).min(to)
            };
            for (start, stop, why) in self.rules.pieces(day) {
                let (start, stop) = (start.max(at), stop.min(end));
                if start >= stop {
                    continue;
                }
                match intervals.last_mut() {
                    Some(last) if last.why == why => last.to = stop,
                    _ => intervals.push(Interval {
                        from: start,
                        to: stop,
                        why,
                    }),
                }
            }
            at = end.max(at);
            day = next_day;
        }
        intervals
    }

    /// The plan of a day: its hours, what kind of day it is, and which version of the hours says so.
    pub fn day(&self, date: Date) -> DayPlan<'_> {
        self.rules.plan(date)
    }

    /// The versions of the office hours, each with the day from which it holds.
    pub fn versions(&self) -> impl Iterator<Item = (&str, Date)> {
        self.rules
            .versions
            .iter()
            .map(|version| (&*version.name, version.from))
    }

    /// The day in Kraków at this moment.
    pub fn date(&self, at: Timestamp) -> Date {
        warsaw().to_datetime(at).date()
    }

    /// Seconds of office time from the first moment of the table to `at`.
    pub(crate) fn elapsed(&self, at: Timestamp) -> i64 {
        self.table.elapsed(at.as_second())
    }
}

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}
