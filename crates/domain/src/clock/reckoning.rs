//! Why a clock is due when it is: every stretch of its time, counted or not, and why.

use jiff::Timestamp;

use super::{Clock, Going};
use crate::WaitingFor;
use crate::calendar::{Calendar, OfficeTime};

/// The reckoning of one clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoning {
    /// The clock's life without gaps, and after `now`, for a running clock, the time until it is due.
    pub rows: Vec<Row>,
    /// Seconds counted up to `now`; equals [`Clock::used`].
    pub used: i64,
    /// Seconds counted in all rows: up to the due time [`Clock::allowed`], unless it is late.
    pub total: i64,
}

/// A stretch of time that counted or did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its first second.
    pub from: Timestamp,
    /// The first second after it.
    pub to: Timestamp,
    /// Seconds counted: all or none of it.
    pub seconds: i64,
    /// Why.
    pub kind: RowKind,
    /// Whether it lies ahead.
    pub ahead: bool,
}

/// Why a stretch of time counted or not. Only [`OfficeTime::Open`] and wall time count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The clock ran; by the calendar this was office time, or why it was not.
    Office(OfficeTime),
    /// The clock ran on wall time, day and night.
    WallTime,
    /// The ticket waited.
    Waiting(WaitingFor),
    /// The ticket was solved, before it was opened again.
    Solved,
    /// The ticket went on as another one, before they were taken apart.
    Merged,
}

impl Clock {
    /// The reckoning at `now`, the moment for which the clocks were worked out.
    pub fn reckoning(&self, calendar: &Calendar, now: Timestamp) -> Reckoning {
        let mut rows = Vec::new();
        for (from, to, what) in self.lived(now) {
            match what {
                Going::Counting => self.counted(calendar, from, to, false, &mut rows),
                Going::Waiting(waiting) => {
                    still(from, to, RowKind::Waiting(waiting), false, &mut rows);
                }
                Going::Solved => still(from, to, RowKind::Solved, false, &mut rows),
                Going::Merged => still(from, to, RowKind::Merged, false, &mut rows),
                Going::Over => {}
            }
        }
        let used = rows.iter().map(|row| row.seconds).sum();
        if let (Some(from), Some(due)) = (self.counts_from(), self.due) {
            if let super::ClockState::Paused { waiting, .. } = self.state {
                still(now, from, RowKind::Waiting(waiting), true, &mut rows);
            }
            self.counted(calendar, from.max(now), due, true, &mut rows);
        }
        Reckoning {
            used,
            total: rows.iter().map(|row| row.seconds).sum(),
            rows,
        }
    }

    fn counted(
        &self,
        calendar: &Calendar,
        from: Timestamp,
        to: Timestamp,
        ahead: bool,
        rows: &mut Vec<Row>,
    ) {
        if from >= to {
            return;
        }
        let length = |from: Timestamp, to: Timestamp| to.as_second() - from.as_second();
        if self.key.kind.is_wall_time() {
            rows.push(Row {
                from,
                to,
                seconds: length(from, to),
                kind: RowKind::WallTime,
                ahead,
            });
            return;
        }
        rows.extend(
            calendar
                .intervals(from, to)
                .into_iter()
                .map(|interval| Row {
                    from: interval.from,
                    to: interval.to,
                    seconds: match interval.why {
                        OfficeTime::Open(_) => length(interval.from, interval.to),
                        _ => 0,
                    },
                    kind: RowKind::Office(interval.why),
                    ahead,
                }),
        );
    }
}

fn still(from: Timestamp, to: Timestamp, kind: RowKind, ahead: bool, rows: &mut Vec<Row>) {
    if from < to {
        rows.push(Row {
            from,
            to,
            seconds: 0,
            kind,
            ahead,
        });
    }
}
