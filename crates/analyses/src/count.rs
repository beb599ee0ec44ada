//! Adding tickets up over a period.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use ordinance::{Reference, UnitCode};
use serde::Serialize;

use crate::{Ages, Days, Ended, Period, Sums, TicketFigures, Times};

/// Adds tickets up. Needs every ticket that was filed before the end of the period and was still open
/// when it began; others add nothing.
#[derive(Clone, Debug)]
pub struct Count {
    period: Period,
    /// The end of the period, or now when it is not over.
    end: Timestamp,
    pieces: Vec<Days>,
    course: Vec<Moves>,
    open_before: i64,
    units: BTreeMap<UnitCode, (Sums, Vec<i64>)>,
    ages: Ages,
    duties: BTreeMap<Reference, i64>,
    without_duty: i64,
    misrouted: BTreeMap<(UnitCode, UnitCode), i64>,
}

/// What came and went in a piece of the period.
#[derive(Clone, Copy, Debug, Default)]
struct Moves {
    registered: i64,
    ended: i64,
}

/// The figures of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analyses {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The moment at which open tickets were counted: the end of the period, or when it was asked.
    pub counted_at: Timestamp,
    /// Open when the period began.
    pub open_before: i64,
    /// Everything together.
    pub total: Sums,
    /// How long solutions took.
    pub times: Times,
    /// By the unit that holds the ticket or solved it; those without any ticket are left out.
    pub units: Vec<UnitSums>,
    /// Day by day, week by week or month by month, up to `counted_at`.
    pub course: Vec<Stretch>,
    /// How old the open tickets were at `counted_at`.
    pub ages: Ages,
    /// How many tickets filed in the period are held or were solved under each provision.
    pub duties: BTreeMap<Reference, i64>,
    /// How many under none.
    pub without_duty: i64,
    /// The pairs of units between which tickets were sent wrong, the most frequent first.
    pub misrouted: Vec<Misrouted>,
}

/// The figures of one unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitSums {
    /// Which.
    pub unit: UnitCode,
    /// Its figures.
    pub sums: Sums,
    /// How long its solutions took.
    pub times: Times,
}

/// A piece of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Filed.
    pub registered: i64,
    /// Solved, cancelled or joined with another.
    pub ended: i64,
    /// Open at its end.
    pub open: i64,
}

/// Tickets that were first handed over to a unit that did not solve them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Misrouted {
    /// To which they were handed over first.
    pub first: UnitCode,
    /// Which solved them.
    pub solved_by: UnitCode,
    /// How many.
    pub tickets: i64,
}

impl Count {
    /// Nothing yet. `now` says which part of the period is over.
    pub fn new(period: Period, now: Timestamp) -> Self {
        // What happens this very moment counts.
        let soon = Timestamp::from_microsecond(now.as_microsecond() + 1).unwrap_or(now);
        let end = period.to().min(soon.max(period.from()));
        let mut pieces = period.pieces();
        pieces.retain(|days| days.from < end);
        Self {
            period,
            end,
            course: vec![Moves::default(); pieces.len()],
            pieces,
            open_before: 0,
            units: BTreeMap::new(),
            ages: Ages::default(),
            duties: BTreeMap::new(),
            without_duty: 0,
            misrouted: BTreeMap::new(),
        }
    }

    /// Adds one ticket.
    pub fn add(&mut self, ticket: &TicketFigures) {
        let sums = Sums::of(ticket, self.period, self.end);
        self.open_before += i64::from(ticket.is_open_at(self.period.from()));
        if let Some(moves) = self.moves_at(ticket.registered_at) {
            moves.registered += 1;
        }
        if let Some(end) = ticket.end
            && let Some(moves) = self.moves_at(end.at)
        {
            moves.ended += 1;
        }
        if sums.is_empty() {
            return;
        }
        if sums.open > 0 {
            self.ages.add(ticket.registered_at, self.end);
        }
        if sums.registered > 0 && ticket.end.is_none_or(|end| end.how != Ended::Merged) {
            match ticket.duty {
                Some(duty) => *self.duties.entry(duty).or_default() += 1,
                None => self.without_duty += 1,
            }
        }
        if sums.misrouted > 0
            && let Some(first) = &ticket.first_target
        {
            let pair = (first.clone(), ticket.unit.clone());
            *self.misrouted.entry(pair).or_default() += 1;
        }
        // Most tickets are of a unit that is there already, and its name need not be copied.
        if !self.units.contains_key(&ticket.unit) {
            self.units.insert(ticket.unit.clone(), Default::default());
        }
        if let Some((all, seconds)) = self.units.get_mut(&ticket.unit) {
            *all += sums;
            if sums.solved > 0 {
                seconds.push(ticket.solution.used);
            }
        }
    }

    fn moves_at(&mut self, at: Timestamp) -> Option<&mut Moves> {
        if !self.period.contains(at) {
            return None;
        }
        let behind = self.pieces.partition_point(|days| days.to <= at);
        self.course.get_mut(behind)
    }

    /// The figures.
    pub fn finish(self) -> Analyses {
        let mut open = self.open_before;
        let course = self.pieces.iter().zip(&self.course).map(|(days, moves)| {
            open += moves.registered - moves.ended;
            Stretch {
                from: days.first,
                to: days.last,
                registered: moves.registered,
                ended: moves.ended,
                open,
            }
        });
        let course = course.collect();
        let mut total = Sums::default();
        let mut seconds = Vec::new();
        let units = self.units.into_iter().map(|(unit, (sums, used))| {
            total += sums;
            seconds.extend_from_slice(&used);
            UnitSums {
                unit,
                sums,
                times: Times::of(used),
            }
        });
        let units = units.collect();
        let misrouted = self.misrouted.into_iter();
        let mut misrouted: Vec<Misrouted> = misrouted
            .map(|((first, solved_by), tickets)| Misrouted {
                first,
                solved_by,
                tickets,
            })
            .collect();
        misrouted.sort_by_key(|pair| std::cmp::Reverse(pair.tickets));
        Analyses {
            from: self.period.first(),
            to: self.period.last(),
            counted_at: self.end,
            open_before: self.open_before,
            total,
            times: Times::of(seconds),
            units,
            course,
            ages: self.ages,
            duties: self.duties,
            without_duty: self.without_duty,
            misrouted,
        }
    }
}
