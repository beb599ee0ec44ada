//! The clock of a child task: remote hands, or work split to another unit.

use jiff::Timestamp;
use ordinance::UnitCode;

use super::fold::whole_second;
use super::keep::When;
use super::{Clock, ClockKey, ClockKind};
use crate::calendar::Calendar;
use crate::targets::{Case, HandOver, Targets};
use crate::{Priority, UserId};

/// What the clock of a task depends on.
#[derive(Clone, Copy, Debug)]
pub struct TaskTimes<'a> {
    /// Sequence number of the ticket's event that opened it; no other task has it.
    pub start: i64,
    /// When it was opened.
    pub opened: Timestamp,
    /// The unit that does it.
    pub unit: &'a UnitCode,
    /// The person of that unit who does it.
    pub assignee: Option<UserId>,
    /// The priority of its ticket.
    pub priority: Priority,
    /// How it ended, if it has.
    pub ended: Option<TaskEnd>,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskEnd {
    /// Done at this moment.
    Done(Timestamp),
    /// Withdrawn or given back at this moment.
    Dropped(Timestamp),
}

/// The clock of a child task at `now`: a [`ClockKind::Solve`] by [`HandOver::Task`], which counts
/// office time from opening to end. What its ticket waits for does not stop it.
pub fn task_clock(
    task: TaskTimes<'_>,
    calendar: &Calendar,
    targets: &Targets,
    now: Timestamp,
) -> Clock {
    let when = When {
        at: whole_second(task.opened),
        sequence: task.start,
    };
    let key = ClockKey {
        kind: ClockKind::Solve,
        start: task.start,
    };
    let target = targets.at(when.at).target(Case {
        clock: key.kind,
        by: Some(HandOver::Task),
        priority: task.priority,
        unit: task.unit,
    });
    let holder = (task.unit, task.assignee);
    let mut clock = Clock::start(key, Some(HandOver::Task), holder, target, when);
    match task.ended {
        Some(TaskEnd::Done(at)) => clock.meet(calendar, whole_second(at).max(when.at)),
        Some(TaskEnd::Dropped(at)) => clock.stop(calendar, whole_second(at).max(when.at)),
        None => clock.settle(calendar, whole_second(now).max(when.at)),
    }
    clock
}
