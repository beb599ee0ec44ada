//! From a ticket's history to its clocks.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

use super::keep::When;
use super::task::Tasks;
use super::{Cause, Clock, ClockKey, ClockKind, ClockState, Clocks};
use crate::calendar::Calendar;
use crate::targets::{Case, HandOver, TargetVersion, Targets};
use crate::{
    Act, Event, IncidentStep, Priority, ReplayError, UserId, Visibility, Waiting, WaitingFor,
};

/// The clocks of a ticket at `now`, from its whole history. Nothing else is asked: the same history,
/// calendar and targets always give the same clocks. Times count in whole seconds; `now` before the
/// last event is taken for the time of that event.
///
/// # Errors
/// [`ReplayError::NoRegistration`] when the history does not begin with one.
pub fn clocks(
    history: &[Event],
    calendar: &Calendar,
    targets: &Targets,
    now: Timestamp,
) -> Result<Clocks, ReplayError> {
    let first = history.first().ok_or(ReplayError::NoRegistration)?;
    let Act::Registered(filed) = &first.act else {
        return Err(ReplayError::NoRegistration);
    };
    let mut fold = Fold {
        calendar,
        targets,
        clocks: Vec::with_capacity(4),
        versions: Vec::with_capacity(4),
        current: Vec::with_capacity(4),
        unit: &filed.unit,
        assignee: None,
        priority: filed.priority,
        waiting: None,
        not_needed: false,
    };
    let mut tasks = Tasks::new(calendar, targets);
    for event in history {
        fold.event(event);
        tasks.event(event, fold.priority);
    }
    let last = history.last().map_or(first.at, |last| last.at);
    let now = whole_second(now.max(last));
    fold.wait_until(now);
    for clock in fold.clocks.iter_mut().chain(tasks.clocks_mut()) {
        clock.settle(calendar, now);
    }
    Ok(Clocks {
        ticket: first.ticket,
        now,
        all: fold.clocks,
        tasks: tasks.clocks(),
    })
}

struct Fold<'a> {
    calendar: &'a Calendar,
    targets: &'a Targets,
    clocks: Vec<Clock>,
    /// The version under which each clock started.
    versions: Vec<&'a TargetVersion>,
    /// Those that events may still change.
    current: Vec<usize>,
    unit: &'a UnitCode,
    assignee: Option<UserId>,
    priority: Priority,
    /// For what the ticket waits.
    waiting: Option<Waiting>,
    /// Whether somebody said that the incident need not be reported to the national CSIRT.
    not_needed: bool,
}

impl<'a> Fold<'a> {
    fn event(&mut self, event: &'a Event) {
        let when = When {
            at: whole_second(event.at),
            sequence: event.sequence,
        };
        self.wait_until(when.at);
        if self.waiting.is_some() && Waiting::after(self.waiting, event).is_none() {
            self.resume(when.at);
        }
        match &event.act {
            Act::Registered(_) => {
                self.start(ClockKind::FirstAnswer, None, when);
                self.start(ClockKind::Solution, None, when);
            }
            Act::Claimed | Act::Accepted => {
                self.meet(&[ClockKind::Accept], when.at);
                self.assign(event.by.user);
            }
            Act::PutDown => self.assign(None),
            Act::Noted { visibility, .. } => {
                if *visibility == Visibility::Public && event.by.unit.is_some() {
                    self.meet(&[ClockKind::FirstAnswer], when.at);
                }
            }
            Act::Escalated { to, duty, .. } => {
                self.hand_over(to, HandOver::Escalation, when);
                self.held_under(Some(*duty), when);
            }
            Act::Transferred { to, duty, .. } => {
                self.hand_over(to, HandOver::Transfer, when);
                self.held_under(Some(*duty), when);
            }
            Act::Decided { to, duty, .. } => {
                if self.unit != to {
                    self.hand_over(to, HandOver::Transfer, when);
                }
                self.held_under(Some(*duty), when);
            }
            Act::Returned { to, .. } => {
                self.hand_over(to, HandOver::Return, when);
                self.held_under(None, when);
            }
            Act::Paused { why, until, .. } => {
                // The requester is told why, so this answers too.
                self.meet(&[ClockKind::FirstAnswer], when.at);
                self.pause(*why, *until, when);
            }
            Act::Booked(booking) => {
                // The requester gets the confirmation, so this answers too.
                self.meet(&[ClockKind::FirstAnswer], when.at);
                self.pause(WaitingFor::Date, Some(booking.to), when);
            }
            // The requester is told what is known of the outage, so this answers too.
            Act::OutageJoined { .. } => self.meet(&[ClockKind::FirstAnswer], when.at),
            Act::PriorityChanged { priority, .. } => {
                self.priority = *priority;
                self.retarget(Cause::Priority, when);
            }
            Act::Incident { step } => self.incident(step, when),
            Act::Resolved { .. } => {
                self.meet(&SOLVED, when.at);
                self.assign(event.by.user.or(self.assignee));
            }
            Act::Reopened { .. } => self.reopen(when),
            // Tasks have clocks of their own.
            Act::TaskGiven(_)
            | Act::TaskTaken { .. }
            | Act::TaskEnded { .. }
            | Act::BookingEnded { .. }
            | Act::Absorbed { .. }
            | Act::Released { .. }
            | Act::Heard { .. }
            | Act::OutageLeft { .. }
            | Act::Resumed
            | Act::Closed => {}
            Act::Cancelled { .. } => self.stop(&ClockKind::ALL, when.at),
            Act::Merged { .. } => self.merge(when.at),
            Act::Parted { .. } => self.part(when),
        }
    }

    /// Ends a waiting whose date has come.
    fn wait_until(&mut self, now: Timestamp) {
        if let Some(until) = self.waiting.and_then(|waiting| waiting.until)
            && until <= now
        {
            self.resume(until);
        }
    }

    fn start(&mut self, kind: ClockKind, by: Option<HandOver>, when: When) {
        let version = self.targets.at(when.at);
        let key = ClockKey {
            kind,
            start: when.sequence,
        };
        let target = match kind {
            ClockKind::Csirt => Some(self.targets.security().csirt.clone()),
            ClockKind::DataProtection => Some(self.targets.security().data_protection.clone()),
            _ => version.target(self.case(kind, by)),
        };
        let mut clock = Clock::start(key, by, (self.unit, self.assignee), target, when);
        if let Some(waiting) = self.waiting {
            clock.pause(self.calendar, when.at, waiting);
        }
        self.current.push(self.clocks.len());
        self.clocks.push(clock);
        self.versions.push(version);
    }

    fn case<'b>(&self, clock: ClockKind, by: Option<HandOver>) -> Case<'b>
    where
        'a: 'b,
    {
        Case {
            clock,
            by,
            priority: self.priority,
            unit: self.unit,
        }
    }

    fn pause(&mut self, on: WaitingFor, until: Option<Timestamp>, when: When) {
        let until = until.map(|until| whole_second(until).max(when.at));
        let waiting = Waiting { on, until };
        self.waiting = Some(waiting);
        for &at in &self.current {
            self.clocks[at].pause(self.calendar, when.at, waiting);
        }
    }

    fn resume(&mut self, at: Timestamp) {
        self.waiting = None;
        for &number in &self.current {
            self.clocks[number].resume(at);
        }
    }

    fn assign(&mut self, person: Option<UserId>) {
        self.assignee = person;
        for &at in &self.current {
            self.clocks[at].assignee = person;
        }
    }

    fn hand_over(&mut self, to: &'a UnitCode, by: HandOver, when: When) {
        self.meet(&[ClockKind::Accept], when.at);
        self.stop(&[ClockKind::Solve], when.at);
        let clocks = &self.clocks;
        self.current
            .retain(|at| !clocks[*at].key.kind.is_of_a_hand_over());
        self.unit = to;
        self.assignee = None;
        for &at in &self.current {
            self.clocks[at].unit = to.clone();
            self.clocks[at].assignee = None;
        }
        self.retarget(Cause::Unit, when);
        self.start(ClockKind::Accept, Some(by), when);
        self.start(ClockKind::Solve, Some(by), when);
    }

    fn retarget(&mut self, cause: Cause, when: When) {
        for &at in &self.current {
            let (clock, version) = (&self.clocks[at], self.versions[at]);
            if clock.is_live() && !clock.key.kind.is_wall_time() {
                let target = version.target(self.case(clock.key.kind, clock.by));
                self.clocks[at].retarget(self.calendar, target, version.grace, cause, when);
            }
        }
    }

    fn reopen(&mut self, when: When) {
        for &at in &self.current {
            let clock = &mut self.clocks[at];
            if matches!(clock.key.kind, ClockKind::Solution | ClockKind::Solve) {
                clock.reopen(self.versions[at].grace, when);
            }
        }
        // The priority may have changed while it was solved.
        self.retarget(Cause::Priority, when);
    }

    /// A duplicate's clocks end; the requester is told as what it goes on, so that is answered.
    fn merge(&mut self, at: Timestamp) {
        self.meet(&[ClockKind::FirstAnswer], at);
        for &number in &self.current {
            self.clocks[number].merge(self.calendar, at);
        }
    }

    /// What the merge ended goes on where it stood.
    fn part(&mut self, when: When) {
        for &at in &self.current {
            self.clocks[at].part(self.versions[at].grace, when);
        }
    }

    /// Holding a ticket under a duty of security makes it an incident; leaving that duty unmakes it.
    fn held_under(&mut self, duty: Option<Reference>, when: When) {
        let incident = duty.is_some_and(|duty| self.targets.security().duties.contains(&duty));
        let running = self.is_live(ClockKind::Csirt);
        if incident && !self.is_reported() && !self.not_needed && !running {
            self.start(ClockKind::Csirt, None, when);
        } else if !incident && running {
            self.stop(&[ClockKind::Csirt, ClockKind::DataProtection], when.at);
        }
    }

    /// Whether the incident was reported to the national CSIRT: then it is not due a second time.
    fn is_reported(&self) -> bool {
        self.current.iter().any(|at| {
            let clock = &self.clocks[*at];
            clock.key.kind == ClockKind::Csirt && matches!(clock.state, ClockState::Met { .. })
        })
    }

    fn incident(&mut self, step: &IncidentStep, when: When) {
        match step {
            IncidentStep::Reported {
                to, reported_at, ..
            } => {
                let at = whole_second(*reported_at).min(when.at);
                for &number in &self.current {
                    let clock = &mut self.clocks[number];
                    if clock.key.kind == to.clock() {
                        clock.meet(self.calendar, at.max(clock.mark));
                    }
                }
            }
            IncidentStep::NotNeeded { to, .. } => {
                self.not_needed |= to.clock() == ClockKind::Csirt;
                self.stop(&[to.clock()], when.at);
            }
            IncidentStep::DataLeak { leaked: true } => {
                if !self.is_live(ClockKind::DataProtection) {
                    self.start(ClockKind::DataProtection, None, when);
                }
            }
            IncidentStep::DataLeak { leaked: false } => {
                self.stop(&[ClockKind::DataProtection], when.at);
            }
        }
    }

    fn is_live(&self, kind: ClockKind) -> bool {
        (self.current.iter())
            .any(|at| self.clocks[*at].key.kind == kind && self.clocks[*at].is_live())
    }

    fn meet(&mut self, kinds: &[ClockKind], at: Timestamp) {
        for &number in &self.current {
            if kinds.contains(&self.clocks[number].key.kind) {
                self.clocks[number].meet(self.calendar, at);
            }
        }
    }

    fn stop(&mut self, kinds: &[ClockKind], at: Timestamp) {
        for &number in &self.current {
            if kinds.contains(&self.clocks[number].key.kind) {
                self.clocks[number].stop(self.calendar, at);
            }
        }
    }
}

/// What a solution meets.
const SOLVED: [ClockKind; 4] = [
    ClockKind::FirstAnswer,
    ClockKind::Solution,
    ClockKind::Accept,
    ClockKind::Solve,
];

pub(super) fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}
