//! Clocks: how long a ticket has taken and when it is due, as a pure fold over its history.
//!
//! No due time is ever stored. [`clocks`] reads the whole history with the office
//! [`Calendar`](crate::calendar::Calendar) and the [`Targets`](crate::targets::Targets) and says for each clock what was promised, what is used and why; asked again it
//! says the same. What starts, stops, pauses and meets each clock stands in `docs/clocks.md`.

mod fold;
mod keep;
mod reckoning;
mod task;

use jiff::Timestamp;
use ordinance::UnitCode;
use serde::{Deserialize, Serialize};

pub use fold::clocks;
pub use reckoning::{Reckoning, Row, RowKind};

use crate::targets::{HandOver, Target};
use crate::{TicketId, UserId, WaitingFor};

/// What a clock measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// From filing to the first word of the staff to the requester.
    FirstAnswer,
    /// From filing to the solution.
    Solution,
    /// From a hand-over until the receiving unit takes the work or sends it on.
    Accept,
    /// From a hand-over until the receiving unit solves it or hands it on.
    Solve,
    /// From giving a child task until its unit has done it.
    Task,
    /// Report of a security incident to the national CSIRT; wall time.
    Csirt,
    /// Report of leaked personal data to the data-protection office; wall time.
    DataProtection,
}

/// Which clock of a ticket: every start makes another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClockKey {
    /// What it measures.
    pub kind: ClockKind,
    /// Sequence number of the event that started it.
    pub start: i64,
}

/// What a clock is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// Time goes by.
    Running,
    /// Time does not count.
    Paused {
        /// Since when.
        since: Timestamp,
        /// For what the ticket waits.
        waiting: WaitingFor,
        /// When it runs on by itself, when that is known.
        until: Option<Timestamp>,
    },
    /// What was promised has been done; late when [`Clock::breached_at`] says so.
    Met {
        /// When.
        at: Timestamp,
    },
    /// Ended without being met: handed on, cancelled, no longer a matter of this clock.
    Stopped {
        /// When.
        at: Timestamp,
    },
}

/// One clock at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// Which one.
    pub key: ClockKey,
    /// How the unit got the work, for clocks of a hand-over.
    pub by: Option<HandOver>,
    /// The unit that has to see to it.
    pub unit: UnitCode,
    /// The person of that unit who works on it.
    pub assignee: Option<UserId>,
    /// What is promised, and by which rule; `None` when the rules promise nothing.
    pub target: Option<Target>,
    /// What it is doing.
    pub state: ClockState,
    /// Seconds used: office time while running, or wall time for the reports of an incident.
    pub used: i64,
    /// When the time promised is (or was) over; `None` when nothing is promised, or while it waits
    /// for something without a date.
    pub due: Option<Timestamp>,
    /// When the time was first over before the promise was kept. Nothing done later undoes it.
    pub breached_at: Option<Timestamp>,
    /// How often it was started: 1, and one more with each reopening.
    pub round: u32,
    /// Every change of the promise, the first when it started.
    pub promises: Vec<Promise>,
    pub(crate) allowed: i64,
    pub(crate) round_used: i64,
    round_breached_at: Option<Timestamp>,
    /// Where `used` stands: the running stretch counts on from here.
    mark: Timestamp,
    stretches: Vec<Stretch>,
}

/// The promise from one moment on.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// From when.
    pub at: Timestamp,
    /// Sequence number of the event.
    pub sequence: i64,
    /// Why it changed.
    pub cause: Cause,
    /// What is promised now.
    pub target: Option<Target>,
    /// Seconds allowed from the start, grace included; `None` when nothing is promised.
    pub allowed: Option<i64>,
}

/// Why a promise is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The clock started.
    Started,
    /// The priority changed.
    Priority,
    /// Another unit holds the ticket.
    Unit,
    /// The ticket was opened again.
    Reopened,
    /// The ticket no longer goes on as another one.
    Parted,
}

/// A stretch of a clock's life in which one thing held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: Timestamp,
    what: Going,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Going {
    Counting,
    Waiting(WaitingFor),
    Solved,
    Merged,
    Over,
}

/// All clocks of a ticket at one moment, in the order in which they started.
#[derive(Clone, Debug, PartialEq)]
pub struct Clocks {
    /// The ticket.
    pub ticket: TicketId,
    /// The moment.
    pub now: Timestamp,
    /// The clocks.
    pub all: Vec<Clock>,
    /// The clocks of its child tasks, in the order in which they were given.
    pub tasks: Vec<Clock>,
}

/// Time allowed when nothing is promised.
const NEVER: i64 = i64::MAX / 4;

impl ClockKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::FirstAnswer,
        Self::Solution,
        Self::Accept,
        Self::Solve,
        Self::Task,
        Self::Csirt,
        Self::DataProtection,
    ];

    /// The name in settings, the API and text keys: `first_answer`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstAnswer => "first_answer",
            Self::Solution => "solution",
            Self::Accept => "accept",
            Self::Solve => "solve",
            Self::Task => "task",
            Self::Csirt => "csirt",
            Self::DataProtection => "data_protection",
        }
    }

    /// Whether each hand-over starts one.
    pub fn is_of_a_hand_over(self) -> bool {
        matches!(self, Self::Accept | Self::Solve)
    }

    /// Whether it runs on wall time, day and night, and is never paused.
    pub fn is_wall_time(self) -> bool {
        matches!(self, Self::Csirt | Self::DataProtection)
    }
}

impl Clock {
    /// Whether it still can be met: running or paused.
    pub fn is_live(&self) -> bool {
        matches!(self.state, ClockState::Running | ClockState::Paused { .. })
    }

    /// When it was met; `None` when it has not been.
    pub fn met_at(&self) -> Option<Timestamp> {
        match self.state {
            ClockState::Met { at } => Some(at),
            _ => None,
        }
    }

    /// Seconds left until it is due, negative once late; `None` when nothing is promised.
    pub fn left(&self) -> Option<i64> {
        self.allowed().map(|allowed| allowed - self.used)
    }

    /// Seconds allowed from the start, grace included; `None` when nothing is promised.
    pub fn allowed(&self) -> Option<i64> {
        self.target.as_ref().map(|_| self.allowed)
    }

    /// Whether it was ended because the ticket goes on as another one.
    pub fn is_merged(&self) -> bool {
        matches!(self.state, ClockState::Stopped { .. })
            && self
                .stretches
                .last()
                .is_some_and(|last| last.what == Going::Merged)
    }

    /// When the time of this round was over: as [`Clock::breached_at`], but anew after each reopening.
    pub fn late_since(&self) -> Option<Timestamp> {
        self.round_breached_at
    }
}

impl Clocks {
    /// The ticket's own clocks that still can be met.
    pub fn live(&self) -> impl Iterator<Item = &Clock> {
        self.all.iter().filter(|clock| clock.is_live())
    }

    /// The ticket's own clocks and those of its tasks.
    pub fn with_tasks(&self) -> impl Iterator<Item = &Clock> {
        self.all.iter().chain(&self.tasks)
    }

    /// The clock of this kind that started last.
    pub fn last(&self, kind: ClockKind) -> Option<&Clock> {
        self.all.iter().rev().find(|clock| clock.key.kind == kind)
    }

    /// The ticket's own live clock that is due first.
    pub fn next_due(&self) -> Option<&Clock> {
        self.live()
            .filter(|clock| clock.due.is_some())
            .min_by_key(|clock| clock.due)
    }
}
