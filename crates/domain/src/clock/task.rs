//! The clocks of child tasks: remote hands, and work split to other units.
//!
//! A task counts office time from the moment it is given until it ends, or until its ticket is solved,
//! cancelled or merged; what the ticket waits for does not stop it. When the ticket is opened again, a
//! task that nobody has ended goes on, with at least the grace left.

use super::fold::whole_second;
use super::keep::When;
use super::{Cause, Clock, ClockKey, ClockKind};
use crate::calendar::Calendar;
use crate::targets::{Case, HandOver, TargetVersion, Targets};
use crate::{Act, Event, Priority, TaskState};

/// The tasks' part of the fold.
pub(super) struct Tasks<'a> {
    calendar: &'a Calendar,
    targets: &'a Targets,
    all: Vec<Task<'a>>,
}

struct Task<'a> {
    clock: Clock,
    /// The version under which it started.
    version: &'a TargetVersion,
    has_ended: bool,
}

impl<'a> Tasks<'a> {
    pub(super) fn new(calendar: &'a Calendar, targets: &'a Targets) -> Self {
        Self {
            calendar,
            targets,
            all: Vec::new(),
        }
    }

    /// Their clocks, in the order in which they were given.
    pub(super) fn clocks(self) -> Vec<Clock> {
        self.all.into_iter().map(|task| task.clock).collect()
    }

    pub(super) fn clocks_mut(&mut self) -> impl Iterator<Item = &mut Clock> {
        self.all.iter_mut().map(|task| &mut task.clock)
    }

    /// `priority` is the ticket's after the event.
    pub(super) fn event(&mut self, event: &Event, priority: Priority) {
        let when = When {
            at: whole_second(event.at),
            sequence: event.sequence,
        };
        let calendar = self.calendar;
        match &event.act {
            Act::TaskGiven(work) => {
                let version = self.targets.at(when.at);
                let key = ClockKey {
                    kind: ClockKind::Task,
                    start: when.sequence,
                };
                let target = version.target(Case {
                    clock: key.kind,
                    by: None,
                    priority,
                    unit: &work.to,
                });
                let clock = Clock::start(key, Some(HandOver::Task), (&work.to, None), target, when);
                self.all.push(Task {
                    clock,
                    version,
                    has_ended: false,
                });
            }
            Act::TaskTaken { task } => {
                if let Some(task) = self.given_by(*task) {
                    task.clock.assignee = event.by.user;
                }
            }
            Act::TaskEnded { task, how, .. } => {
                if let Some(task) = self.given_by(*task) {
                    task.has_ended = true;
                    if *how == TaskState::Done {
                        task.clock.meet(calendar, when.at);
                    } else {
                        task.clock.stop(calendar, when.at);
                    }
                }
            }
            Act::PriorityChanged { .. } => self.retarget(priority, when),
            Act::Resolved { .. } => {
                (self.clocks_mut()).for_each(|clock| clock.rest(calendar, when.at));
            }
            Act::Merged { .. } => {
                (self.clocks_mut()).for_each(|clock| clock.merge(calendar, when.at));
            }
            Act::Cancelled { .. } => {
                (self.clocks_mut()).for_each(|clock| clock.stop(calendar, when.at));
            }
            Act::Reopened { .. } => self.go_on(priority, Cause::Reopened, when),
            Act::Parted { .. } => self.go_on(priority, Cause::Parted, when),
            _ => {}
        }
    }

    fn given_by(&mut self, number: i64) -> Option<&mut Task<'a>> {
        let mut all = self.all.iter_mut();
        all.find(|task| task.clock.key.start == number)
    }

    fn go_on(&mut self, priority: Priority, cause: Cause, when: When) {
        for task in self.all.iter_mut().filter(|task| !task.has_ended) {
            if !task.clock.is_live() {
                task.clock.another_round(task.version.grace, cause, when);
            }
        }
        self.retarget(priority, when);
    }

    fn retarget(&mut self, priority: Priority, when: When) {
        for task in self.all.iter_mut().filter(|task| task.clock.is_live()) {
            let target = task.version.target(Case {
                clock: ClockKind::Task,
                by: None,
                priority,
                unit: &task.clock.unit,
            });
            let grace = task.version.grace;
            (task.clock).retarget(self.calendar, target, grace, Cause::Priority, when);
        }
    }
}
