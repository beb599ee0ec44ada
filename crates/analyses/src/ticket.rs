//! What one ticket brings to the figures.

use domain::calendar::Calendar;
use domain::clock::{Clock, ClockKind, clocks};
use domain::targets::Targets;
use domain::{Act, Event, Priority, ReplayError, Status, TicketId, WaitingFor, replay};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

/// One ticket in figures, from its whole history up to `version`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketFigures {
    /// The ticket.
    pub ticket: TicketId,
    /// Sequence number of the last event that counts.
    pub version: i64,
    /// When it was filed.
    pub registered_at: Timestamp,
    /// How it presses.
    pub priority: Priority,
    /// The unit that holds it, or held it when it ended.
    pub unit: UnitCode,
    /// The provision under which that unit holds it; `None` where the first line does.
    pub duty: Option<Reference>,
    /// The unit to which it was handed over first.
    pub first_target: Option<UnitCode>,
    /// How often it was escalated.
    pub escalations: u16,
    /// How often it was transferred, rulings that moved it included.
    pub transfers: u16,
    /// How often it was returned.
    pub returns: u16,
    /// How often it was opened again.
    pub reopenings: u16,
    /// How often it waited for its requester.
    pub questions: u16,
    /// How many tasks other units were given.
    pub tasks: u16,
    /// The promise of a first answer.
    pub answer: Deadline,
    /// The promise of a solution.
    pub solution: Deadline,
    /// How it ended; `None` while somebody has to work on it.
    pub end: Option<End>,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deadline {
    /// Something was promised at all.
    pub promised: bool,
    /// When it was done.
    pub met_at: Option<Timestamp>,
    /// When the time was over before it was done, as far as the last event tells.
    pub breached_at: Option<Timestamp>,
    /// When the time of a clock that runs is over, if nothing happens until then.
    pub due_at: Option<Timestamp>,
    /// Seconds of office time used.
    pub used: i64,
}

/// The end of the work on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// When; for a solution, the one that stands.
    pub at: Timestamp,
    /// How.
    pub how: Ended,
}

/// How the work on a ticket ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Solved, whether closed by now or not.
    Solved,
    /// Withdrawn, or not a matter for the desk.
    Cancelled,
    /// A duplicate: it goes on as another ticket, which is counted instead.
    Merged,
}

impl Ended {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Solved, Self::Cancelled, Self::Merged];

    /// The name in the database: `solved`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Solved => "solved",
            Self::Cancelled => "cancelled",
            Self::Merged => "merged",
        }
    }

    /// The way with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.as_str() == name)
    }
}

impl Deadline {
    fn of(clock: Option<&Clock>) -> Self {
        clock.map_or_else(Self::default, |clock| Self {
            promised: clock.target.is_some(),
            met_at: clock.met_at(),
            breached_at: clock.breached_at,
            due_at: clock.due.filter(|_| clock.is_live()),
            used: clock.used,
        })
    }

    /// Done, and never late before.
    pub fn is_kept(&self) -> bool {
        self.met_at.is_some() && self.breached_at.is_none()
    }

    /// Whether the time was over before `at`.
    pub fn is_late_at(&self, at: Timestamp) -> bool {
        self.breached_at.or(self.due_at).is_some_and(|due| due < at)
    }
}

impl TicketFigures {
    /// What a ticket brings to the figures. Nothing depends on when this is asked: a clock that runs
    /// is told by its due time.
    ///
    /// # Errors
    /// [`ReplayError`] when the events are not one ticket's whole history in order.
    pub fn of(
        history: &[Event],
        calendar: &Calendar,
        targets: &Targets,
    ) -> Result<Self, ReplayError> {
        let ticket = replay(history)?;
        let last = history.last().ok_or(ReplayError::NoRegistration)?;
        let clocks = clocks(history, calendar, targets, last.at)?;
        let end = match ticket.status {
            Status::Resolved | Status::Closed => Some(Ended::Solved),
            Status::Cancelled => Some(Ended::Cancelled),
            Status::Merged => Some(Ended::Merged),
            Status::New | Status::InProgress | Status::HandedOver | Status::Returned => None,
        };
        let end = end.map(|how| {
            let at = match how {
                Ended::Solved => ticket.resolved_at,
                Ended::Cancelled | Ended::Merged => ticket.finished_at,
            };
            let at = at.unwrap_or(last.at);
            End { at, how }
        });
        let mut figures = Self {
            ticket: ticket.id,
            version: last.sequence,
            registered_at: ticket.created_at,
            priority: ticket.priority,
            unit: ticket.unit,
            duty: ticket.duty,
            first_target: None,
            escalations: 0,
            transfers: 0,
            returns: 0,
            reopenings: 0,
            questions: 0,
            tasks: 0,
            answer: Deadline::of(clocks.last(ClockKind::FirstAnswer)),
            solution: Deadline::of(clocks.last(ClockKind::Solution)),
            end,
        };
        let mut holder = None;
        for event in history {
            figures.event(&event.act, &mut holder);
        }
        Ok(figures)
    }

    fn event<'a>(&mut self, act: &'a Act, holder: &mut Option<&'a UnitCode>) {
        let count = match act {
            Act::Registered(filed) => {
                *holder = Some(&filed.unit);
                return;
            }
            Act::Escalated { to, .. } => {
                self.handed_to(to, holder);
                &mut self.escalations
            }
            Act::Transferred { to, .. } => {
                self.handed_to(to, holder);
                &mut self.transfers
            }
            Act::Decided { to, .. } if *holder != Some(to) => {
                self.handed_to(to, holder);
                &mut self.transfers
            }
            Act::Returned { to, .. } => {
                *holder = Some(to);
                &mut self.returns
            }
            Act::Reopened { .. } => &mut self.reopenings,
            Act::Paused {
                why: WaitingFor::Requester,
                ..
            } => &mut self.questions,
            Act::TaskGiven(_) => &mut self.tasks,
            _ => return,
        };
        *count = count.saturating_add(1);
    }

    fn handed_to<'a>(&mut self, to: &'a UnitCode, holder: &mut Option<&'a UnitCode>) {
        self.first_target.get_or_insert_with(|| to.clone());
        *holder = Some(to);
    }

    /// Whether it ever was with another unit than the first line.
    pub fn is_handed_over(&self) -> bool {
        self.first_target.is_some()
    }

    /// Solved by whoever it was filed with, at the first try: never handed over, nothing asked back, no
    /// other unit's work, never opened again.
    pub fn is_first_contact(&self) -> bool {
        self.is_solved()
            && !self.is_handed_over()
            && self.questions == 0
            && self.tasks == 0
            && self.reopenings == 0
    }

    /// Another unit than the one to which it was first handed over solved it.
    pub fn is_misrouted(&self) -> bool {
        self.is_solved() && (self.first_target.as_ref()).is_some_and(|first| *first != self.unit)
    }

    fn is_solved(&self) -> bool {
        self.end.is_some_and(|end| end.how == Ended::Solved)
    }

    /// Whether somebody had to work on it at `at`. A ticket that was opened again counts as open all
    /// along, up to the end that stands.
    pub fn is_open_at(&self, at: Timestamp) -> bool {
        self.registered_at < at && self.end.is_none_or(|end| end.at >= at)
    }
}
