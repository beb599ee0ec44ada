//! Sums over tickets.

use std::ops::AddAssign;

use jiff::Timestamp;
use serde::Serialize;

use crate::{Ended, Period, TicketFigures};

/// How many promises of how many were kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Kept in time.
    pub kept: i64,
    /// All that were made.
    pub of: i64,
}

/// What is counted, of all tickets or of those of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Filed in the period.
    pub registered: i64,
    /// Solved in the period; what follows down to `misrouted` is counted of these.
    pub solved: i64,
    /// First answers in time.
    pub answer: Kept,
    /// Solutions in time.
    pub solution: Kept,
    /// Both in time.
    pub both: Kept,
    /// Never handed over.
    pub not_handed_over: i64,
    /// At the first contact ([`TicketFigures::is_first_contact`]).
    pub first_contact: i64,
    /// Handed over at least once.
    pub handed_over: i64,
    /// Escalations.
    pub escalations: i64,
    /// Transfers.
    pub transfers: i64,
    /// Returns.
    pub returns: i64,
    /// Opened again at least once.
    pub reopened: i64,
    /// Solved by another unit than the one to which they were first handed over.
    pub misrouted: i64,
    /// Cancelled in the period.
    pub cancelled: i64,
    /// Joined with another ticket in the period.
    pub merged: i64,
    /// Open at the end of the period.
    pub open: i64,
    /// Of these, those whose solution was late by then.
    pub late: i64,
    /// Of the open ones, those of the highest priority.
    pub critical: i64,
}

impl Kept {
    /// The share that was kept, 0–1; `None` of nothing.
    pub fn share(self) -> Option<f64> {
        share(self.kept, self.of)
    }

    fn one(kept: bool) -> Self {
        Self {
            kept: i64::from(kept),
            of: 1,
        }
    }
}

/// `part` of `whole`, 0–1; `None` of nothing.
pub(crate) fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl Sums {
    /// What one ticket adds. `end` is the end of the period, or now when the period is not over.
    pub(crate) fn of(ticket: &TicketFigures, period: Period, end: Timestamp) -> Self {
        let mut sums = Self {
            registered: i64::from(period.contains(ticket.registered_at)),
            ..Self::default()
        };
        if ticket.is_open_at(end) {
            sums.open = 1;
            sums.late = i64::from(ticket.solution.is_late_at(end));
            sums.critical = i64::from(ticket.priority.number() == 1);
        }
        match ticket.end.filter(|end| period.contains(end.at)) {
            Some(end) if end.how == Ended::Solved => sums.solved(ticket),
            Some(end) if end.how == Ended::Cancelled => sums.cancelled = 1,
            Some(_) => sums.merged = 1,
            None => {}
        }
        sums
    }

    fn solved(&mut self, ticket: &TicketFigures) {
        let (answer, solution) = (&ticket.answer, &ticket.solution);
        self.solved = 1;
        if answer.promised {
            self.answer = Kept::one(answer.is_kept());
        }
        if solution.promised {
            self.solution = Kept::one(solution.is_kept());
        }
        if answer.promised && solution.promised {
            self.both = Kept::one(answer.is_kept() && solution.is_kept());
        }
        self.not_handed_over = i64::from(!ticket.is_handed_over());
        self.first_contact = i64::from(ticket.is_first_contact());
        self.handed_over = i64::from(ticket.is_handed_over());
        self.escalations = ticket.escalations.into();
        self.transfers = ticket.transfers.into();
        self.returns = ticket.returns.into();
        self.reopened = i64::from(ticket.reopenings > 0);
        self.misrouted = i64::from(ticket.is_misrouted());
    }

    /// The share of the solved ones that were never handed over.
    pub fn not_handed_over_share(&self) -> Option<f64> {
        share(self.not_handed_over, self.solved)
    }

    /// The share of the solved ones that were solved at the first contact.
    pub fn first_contact_share(&self) -> Option<f64> {
        share(self.first_contact, self.solved)
    }

    /// The share of the solved ones that were opened again.
    pub fn reopened_share(&self) -> Option<f64> {
        share(self.reopened, self.solved)
    }

    /// The share of those handed over that came to the wrong unit first.
    pub fn misrouted_share(&self) -> Option<f64> {
        share(self.misrouted, self.handed_over)
    }

    /// Whether there is anything to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Kept {
    fn add_assign(&mut self, other: Self) {
        self.kept += other.kept;
        self.of += other.of;
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.registered += other.registered;
        self.solved += other.solved;
        self.answer += other.answer;
        self.solution += other.solution;
        self.both += other.both;
        self.not_handed_over += other.not_handed_over;
        self.first_contact += other.first_contact;
        self.handed_over += other.handed_over;
        self.escalations += other.escalations;
        self.transfers += other.transfers;
        self.returns += other.returns;
        self.reopened += other.reopened;
        self.misrouted += other.misrouted;
        self.cancelled += other.cancelled;
        self.merged += other.merged;
        self.open += other.open;
        self.late += other.late;
        self.critical += other.critical;
    }
}

/// How long solutions took, in seconds of office time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Times {
    /// Half of the tickets took at most so long; `None` without any.
    pub half: Option<i64>,
    /// Nine of ten took at most so long.
    pub nine_of_ten: Option<i64>,
}

impl Times {
    /// By the nearest rank, so that each figure is one that a ticket really had.
    pub(crate) fn of(mut seconds: Vec<i64>) -> Self {
        seconds.sort_unstable();
        let rank = |tenths: usize| {
            let rank = (seconds.len() * tenths).div_ceil(10);
            seconds.get(rank.saturating_sub(1)).copied()
        };
        Self {
            half: rank(5),
            nine_of_ten: rank(9),
        }
    }
}

/// Open tickets by the whole days since they were filed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ages {
    /// Less than a day.
    pub under_1_day: i64,
    /// One or two days.
    pub under_3_days: i64,
    /// Three to six days.
    pub under_7_days: i64,
    /// Seven to 29 days.
    pub under_30_days: i64,
    /// 30 days and more.
    pub older: i64,
}

impl Ages {
    pub(crate) fn add(&mut self, registered_at: Timestamp, now: Timestamp) {
        let days = (now.as_second() - registered_at.as_second()) / 86_400;
        *match days {
            ..1 => &mut self.under_1_day,
            1..3 => &mut self.under_3_days,
            3..7 => &mut self.under_7_days,
            7..30 => &mut self.under_30_days,
            _ => &mut self.older,
        } += 1;
    }
}
