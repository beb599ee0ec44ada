//! Steps: who is told what when a clock runs down, each exactly once.
//!
//! [`StepRules`] come from `config/escalation.toml`. [`due_steps`] says what has to be sent at a
//! moment, given the keys of what was sent before; it never looks at a clock of its own, so any
//! number of workers may ask, and the unique [`StepKey`] decides who sends. [`next_wakeup`] says
//! until when a ticket can be left alone. A step informs and asks; it never moves a ticket.

mod due;
mod file;
mod key;
mod notice;
mod words;

use std::sync::Arc;

use jiff::Timestamp;
use ordinance::UnitCode;

pub use due::{due_steps, next_wakeup};
pub use key::{StepKey, StepKeyError};
pub use notice::{About, Lane, Notice, closing_event, letter_of};

use crate::calendar::Calendar;
use crate::clock::ClockKind;
use crate::{Desk, SettingsError, UserId};

/// When somebody is told something, and when a solved ticket closes by itself.
#[derive(Clone, Debug)]
pub struct StepRules {
    rules: Vec<StepRule>,
    closing_days: u32,
}

/// One rule.
#[derive(Clone, Debug)]
struct StepRule {
    name: Arc<str>,
    clocks: Vec<ClockKind>,
    at: Threshold,
    to: Vec<Whom>,
}

/// When a rule comes due, in the clock's own time; so waiting puts it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Threshold {
    /// When this many hundredths of the allowed time are used, 1–99.
    Share(i64),
    /// When all of it is used.
    Due,
    /// After it is used, again and again.
    Again {
        /// Seconds between two times.
        every: i64,
        /// Not more often than this.
        at_most: u32,
    },
}

/// Whom a rule tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    /// The unit that holds the ticket.
    Unit,
    /// Whoever works on it; the unit when nobody does.
    Assignee,
    /// The superior of this level above the unit.
    Superior(usize),
    /// The n-th time the superior of level n.
    Climb,
}

/// Somebody to tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Addressee {
    /// A unit, at its address.
    Unit(UnitCode),
    /// A person of the unit.
    Person(UserId),
    /// The superior of this level above the unit, 1 the nearest
    /// ([`Superiors::superior`](crate::chain::Superiors::superior) says who that is on a day).
    Superior {
        /// Above which unit.
        unit: UnitCode,
        /// Which level.
        level: usize,
    },
}

/// Something to tell somebody now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What makes it unique: it is sent when nothing with this key was.
    pub key: StepKey,
    /// Earlier steps of the same clock that were never sent and that this one stands for; their keys
    /// count as sent together with its own.
    pub stands_for: Vec<StepKey>,
    /// Whom to tell, each once: those of this step and of the steps it stands for.
    pub to: Vec<Addressee>,
    /// The unit that has to see to it.
    pub unit: UnitCode,
    /// Whether it tells of the time being over, and not only of a share of it.
    pub late: bool,
    /// When it should have been sent, were it always office time.
    pub reached_at: Timestamp,
    /// Whether it comes late, because no worker ran: then one summary per person is kinder.
    pub caught_up: bool,
}

impl StepRules {
    /// Reads `escalation.toml`.
    ///
    /// # Errors
    /// [`SettingsError`] with the line: not the expected form, a share that is none, a step to
    /// nobody or to a superior that no unit has, two steps of one name (both lines named), a
    /// repetition of zero.
    pub fn parse(text: &str, desk: &Desk) -> Result<Self, SettingsError> {
        file::read(text, desk)
    }

    /// The steps that ship with the program.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it with the built-in ordinance.
    #[expect(clippy::expect_used, reason = "the built-in file is checked by a test")]
    pub fn built_in() -> Self {
        let desk = Desk::new(ordinance::Ordinance::built_in().clone().into());
        Self::parse(include_str!("../../../../config/escalation.toml"), &desk)
            .expect("the built-in steps are valid")
    }

    /// When a ticket solved at this moment closes by itself, if nobody reopens it: at midnight after
    /// the last of the working days that the settings give the requester, the day of the solution not
    /// counted. `None` beyond the years that the calendar knows.
    pub fn closes_at(&self, calendar: &Calendar, solved: Timestamp) -> Option<Timestamp> {
        let mut day = calendar.date(solved);
        for _ in 0..self.closing_days {
            let morning = crate::calendar::midnight(day.tomorrow().ok()?);
            day = calendar.date(calendar.next_opening(morning)?);
        }
        Some(crate::calendar::midnight(day.tomorrow().ok()?))
    }
}
