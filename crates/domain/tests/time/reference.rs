//! A reference for clocks that lives through every minute and shares no code with them.

use domain::clock::ClockKind;
use domain::targets::{Case, HandOver, Targets};
use domain::*;
use jiff::Timestamp;
use ordinance::UnitCode;

use crate::history::*;

/// A clock of the reference, in minutes.
#[derive(Clone, Debug)]
struct Plain {
    kind: ClockKind,
    by: Option<HandOver>,
    used: i64,
    target: Option<i64>,
    /// `None` when nothing is promised.
    allowed: Option<i64>,
    state: State,
    /// The minute at which all was used, if so.
    over: Option<u32>,
    late: bool,
    first_late: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum State {
    Runs,
    Waits,
    Met,
    Stopped,
    /// Stopped because the ticket goes on as another one.
    Merged,
}

impl Plain {
    /// Another round, with some time left.
    fn again(&mut self) {
        self.state = State::Runs;
        self.over = None;
        self.late = false;
        self.allowed = self.allowed.map(|allowed| allowed.max(self.used + GRACE));
    }
}

struct Reference<'a> {
    targets: &'a Targets,
    begun: Timestamp,
    clocks: Vec<Plain>,
    unit: UnitCode,
    priority: Priority,
    waiting: Option<(WaitingFor, Option<u32>)>,
}

const GRACE: i64 = 60;

impl Reference<'_> {
    fn target(&self, kind: ClockKind, by: Option<HandOver>) -> Option<i64> {
        let case = Case {
            clock: kind,
            by,
            priority: self.priority,
            unit: &self.unit,
        };
        let target = self.targets.at(self.begun).target(case)?;
        Some(target.seconds / 60)
    }

    fn start(&mut self, kind: ClockKind, by: Option<HandOver>) {
        let target = self.target(kind, by);
        self.clocks.push(Plain {
            kind,
            by,
            used: 0,
            target,
            allowed: target,
            state: State::Runs,
            over: None,
            late: false,
            first_late: None,
        });
    }

    fn live(&mut self) -> impl Iterator<Item = &mut Plain> {
        self.clocks
            .iter_mut()
            .filter(|clock| matches!(clock.state, State::Runs | State::Waits))
    }

    fn end(&mut self, kinds: &[ClockKind], state: State) {
        for clock in self.live().filter(|clock| kinds.contains(&clock.kind)) {
            clock.state = state;
        }
    }

    fn go_on(&mut self, minute: u32) {
        self.waiting = None;
        for clock in self.live().filter(|clock| clock.state == State::Waits) {
            clock.state = State::Runs;
            if clock.allowed.is_some_and(|allowed| clock.used >= allowed) && !clock.late {
                clock.over = Some(minute);
            }
        }
    }

    fn retarget(&mut self) {
        let new: Vec<Option<i64>> = self
            .clocks
            .iter()
            .map(|clock| self.target(clock.kind, clock.by))
            .collect();
        for (clock, new) in self.clocks.iter_mut().zip(new) {
            if !matches!(clock.state, State::Runs | State::Waits) || clock.target == new {
                continue;
            }
            let (old, old_allowed) = (clock.target, clock.allowed);
            clock.target = new;
            clock.allowed = match (old, new) {
                (_, None) => None,
                (None, Some(new)) => Some(new.max(clock.used + GRACE)),
                (Some(old), Some(new)) if new >= old => old_allowed.max(Some(new)),
                (Some(_), Some(new)) => Some(old_allowed.unwrap().min(clock.used + GRACE).max(new)),
            };
            if clock.allowed.is_none_or(|allowed| clock.used < allowed) {
                clock.over = None;
            }
        }
    }

    fn hand_over(&mut self, to: &UnitCode, by: HandOver) {
        self.end(&[ClockKind::Accept], State::Met);
        self.end(&[ClockKind::Solve], State::Stopped);
        self.unit = to.clone();
        self.retarget();
        self.start(ClockKind::Accept, Some(by));
        self.start(ClockKind::Solve, Some(by));
    }

    fn event(&mut self, event: &Event, minute: u32) {
        if self.waiting.is_some_and(|(_, until)| until == Some(minute)) {
            self.go_on(minute);
        }
        match &event.act {
            Act::Noted {
                visibility: Visibility::Public,
                ..
            } if event.by.unit.is_some() => {
                self.end(&[ClockKind::FirstAnswer], State::Met);
            }
            Act::Noted {
                visibility: Visibility::Public,
                ..
            } => {
                if matches!(self.waiting, Some((WaitingFor::Requester, _))) {
                    self.go_on(minute);
                }
            }
            Act::Claimed => self.end(&[ClockKind::Accept], State::Met),
            Act::Escalated { to, .. } => {
                self.go_on(minute);
                self.hand_over(to, HandOver::Escalation);
            }
            Act::Transferred { to, .. } => {
                self.go_on(minute);
                self.hand_over(to, HandOver::Transfer);
            }
            Act::Returned { to, .. } => {
                self.go_on(minute);
                self.hand_over(to, HandOver::Return);
            }
            Act::Paused { why, until, .. } => {
                // A pause tells the requester why, so it is an answer.
                self.end(&[ClockKind::FirstAnswer], State::Met);
                let minutes = until.map(|until| {
                    u32::try_from((until.as_second() - self.begun.as_second()) / 60).unwrap()
                });
                self.waiting = Some((*why, minutes));
                for clock in self.live() {
                    clock.state = State::Waits;
                }
                if minutes == Some(minute) {
                    self.go_on(minute);
                }
            }
            Act::Resumed => self.go_on(minute),
            Act::PriorityChanged { priority, .. } => {
                self.priority = *priority;
                self.retarget();
            }
            Act::Resolved { .. } => {
                self.waiting = None;
                self.end(&ClockKind::ALL, State::Met);
            }
            Act::Reopened { .. } => {
                let last = self
                    .clocks
                    .iter()
                    .rposition(|clock| clock.kind == ClockKind::Solve);
                for (number, clock) in self.clocks.iter_mut().enumerate() {
                    let again = clock.kind == ClockKind::Solution || Some(number) == last;
                    if again && clock.state == State::Met {
                        clock.again();
                    }
                }
            }
            Act::Merged { .. } => {
                self.waiting = None;
                // The requester is told as what it goes on, so it is an answer.
                self.end(&[ClockKind::FirstAnswer], State::Met);
                self.end(&ClockKind::ALL, State::Merged);
            }
            Act::Parted { .. } => {
                for clock in &mut self.clocks {
                    if clock.state == State::Merged {
                        clock.again();
                    }
                }
            }
            _ => {}
        }
    }

    /// What is over and still runs is late from the next minute on.
    fn look(&mut self, minute: u32) {
        for clock in &mut self.clocks {
            if let (State::Runs, Some(over)) = (clock.state, clock.over)
                && over < minute
            {
                clock.late = true;
                clock.first_late.get_or_insert(over);
            }
        }
    }

    fn work(&mut self, minute: u32) {
        for clock in self
            .clocks
            .iter_mut()
            .filter(|clock| clock.state == State::Runs)
        {
            clock.used += 1;
            if clock.allowed == Some(clock.used) {
                clock.over = Some(minute + 1);
            }
        }
    }
}

/// The same in the reference's terms: kind, used, state, first late.
pub(crate) type Seen = (ClockKind, i64, State, Option<u32>);

pub(crate) fn lived_through(
    history: &History,
    minutes: &[u32],
    open: &[bool],
    priority: u8,
    targets: &Targets,
) -> Vec<Seen> {
    let mut reference = Reference {
        targets,
        begun: history.0[0].at,
        clocks: Vec::new(),
        unit: unit("IT-02-3"),
        priority: Priority::try_from(priority).unwrap(),
        waiting: None,
    };
    reference.start(ClockKind::FirstAnswer, None);
    reference.start(ClockKind::Solution, None);
    for minute in 0..=u32::try_from(open.len()).unwrap() {
        reference.look(minute);
        let now = minutes
            .iter()
            .zip(&history.0)
            .filter(|(at, _)| **at == minute);
        for (_, event) in now {
            reference.event(event, minute);
        }
        if reference
            .waiting
            .is_some_and(|(_, until)| until == Some(minute))
        {
            reference.go_on(minute);
        }
        if open.get(minute as usize) == Some(&true) {
            reference.work(minute);
        }
    }
    (reference.clocks.iter())
        .map(|clock| (clock.kind, clock.used, clock.state, clock.first_late))
        .collect()
}
