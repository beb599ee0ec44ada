//! The clocks of a ticket, lived through event by event, in the plainest way.

use domain::{Act, Event, Visibility, WaitingFor};

use crate::office::Office;
use crate::rules::{Rules, Version};

/// A stretch in which nothing about a clock changed.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    pub(crate) kind: &'static str,
    /// Sequence of the event that started the clock.
    pub(crate) start: i64,
    pub(crate) round: i64,
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// Whether time counts.
    pub(crate) runs: bool,
    /// Seconds used when it begins.
    pub(crate) used: i64,
    pub(crate) allowed: i64,
    /// Seconds used when the round began.
    pub(crate) round_used: i64,
    pub(crate) unit: String,
    pub(crate) assignee: Option<String>,
}

struct Clock<'a> {
    /// The targets that were in force when it started.
    version: &'a Version,
    kind: &'static str,
    start: i64,
    by: &'static str,
    round: i64,
    round_used: i64,
    used: i64,
    target: Option<i64>,
    allowed: i64,
    lives: bool,
    met: bool,
    /// Those of an earlier hand-over, and of tasks that have ended, are left alone for ever.
    past: bool,
    /// Of a task: its own unit, and who does it.
    task: Option<(String, Option<String>)>,
}

/// Kept for a clock to which nothing is promised.
const NEVER: i64 = i64::MAX / 8;

struct Now<'a> {
    office: &'a Office,
    rules: &'a Rules,
    clocks: Vec<Clock<'a>>,
    stretches: Vec<Stretch>,
    at: i64,
    priority: i64,
    unit: String,
    assignee: Option<String>,
    waiting: Option<(WaitingFor, Option<i64>)>,
}

/// Seconds of a clock of this kind between two moments.
pub(crate) fn between(office: &Office, kind: &str, from: i64, to: i64) -> i64 {
    if kind == "csirt" {
        to - from
    } else {
        office.elapsed(to) - office.elapsed(from)
    }
}

/// All stretches of all clocks of a ticket, up to `end`.
pub(crate) fn stretches(
    history: &[Event],
    office: &Office,
    rules: &Rules,
    end: i64,
) -> Vec<Stretch> {
    let mut now = Now {
        office,
        rules,
        clocks: Vec::new(),
        stretches: Vec::new(),
        at: 0,
        priority: 5,
        unit: String::new(),
        assignee: None,
        waiting: None,
    };
    for event in history {
        now.go_to(event.at.as_second());
        now.happens(event);
    }
    now.go_to(end);
    now.stretches
}

impl<'a> Now<'a> {
    /// Lives on until `to`; a waiting whose date comes before that ends on its date.
    fn go_to(&mut self, to: i64) {
        if let Some((_, Some(until))) = self.waiting
            && until <= to
        {
            self.live(until.max(self.at));
            self.waiting = None;
        }
        self.live(to);
    }

    fn live(&mut self, to: i64) {
        for clock in self.clocks.iter_mut().filter(|clock| clock.lives) {
            let runs = matches!(clock.kind, "csirt" | "task") || self.waiting.is_none();
            let (unit, assignee) = match &clock.task {
                Some((unit, assignee)) => (unit, assignee),
                None => (&self.unit, &self.assignee),
            };
            if clock.target.is_some() && to > self.at {
                self.stretches.push(Stretch {
                    kind: clock.kind,
                    start: clock.start,
                    round: clock.round,
                    from: self.at,
                    to,
                    runs,
                    used: clock.used,
                    allowed: clock.allowed,
                    round_used: clock.round_used,
                    unit: unit.clone(),
                    assignee: assignee.clone(),
                });
            }
            if runs {
                clock.used += between(self.office, clock.kind, self.at, to);
            }
        }
        self.at = to;
    }

    fn happens(&mut self, event: &Event) {
        let author = event.by.user.map(|user| user.to_string());
        match &event.act {
            Act::Registered(filed) => {
                self.unit = filed.unit.to_string();
                self.priority = i64::from(filed.priority.number());
                self.start("first_answer", "", event.sequence);
                self.start("solution", "", event.sequence);
            }
            Act::PutDown => self.assignee = None,
            Act::Claimed | Act::Accepted => {
                self.end("accept", true);
                self.assignee = author;
            }
            Act::Noted {
                visibility: Visibility::Public,
                ..
            } if event.by.unit.is_some() => self.end("first_answer", true),
            Act::Noted {
                visibility: Visibility::Public,
                ..
            } => {
                if matches!(self.waiting, Some((WaitingFor::Requester, _))) {
                    self.waiting = None;
                }
            }
            Act::Escalated { to, duty, .. } => {
                self.hand_over("escalation", to.as_str(), &duty.to_string(), event.sequence);
            }
            Act::Transferred { to, duty, .. } => {
                self.hand_over("transfer", to.as_str(), &duty.to_string(), event.sequence);
            }
            Act::Returned { to, .. } => self.hand_over("return", to.as_str(), "", event.sequence),
            Act::Decided { to, duty, .. } => {
                self.waiting = None;
                if to.as_str() == self.unit {
                    self.held_under(&duty.to_string(), event.sequence);
                } else {
                    self.hand_over("transfer", to.as_str(), &duty.to_string(), event.sequence);
                }
            }
            Act::Paused { why, until, .. } => {
                self.end("first_answer", true);
                self.waiting = Some((*why, until.map(jiff::Timestamp::as_second)));
            }
            Act::Booked(booking) => {
                self.end("first_answer", true);
                self.waiting = Some((WaitingFor::Date, Some(booking.to.as_second())));
            }
            Act::Resumed | Act::BookingEnded { .. } => self.waiting = None,
            Act::PriorityChanged { priority, .. } => {
                self.priority = i64::from(priority.number());
                self.promise_anew();
            }
            Act::TaskGiven(work) => {
                let task = Some((work.to.to_string(), None));
                self.start_for("task", "", event.sequence, task);
            }
            Act::TaskTaken { task } => {
                if let Some((_, assignee)) = self.task(*task).and_then(|one| one.task.as_mut()) {
                    *assignee = author;
                }
            }
            Act::TaskEnded { task, .. } => {
                if let Some(clock) = self.task(*task) {
                    (clock.lives, clock.past) = (false, true);
                }
            }
            Act::Resolved { .. } => {
                self.waiting = None;
                self.end("task", true);
                for kind in ["first_answer", "solution", "accept", "solve"] {
                    self.end(kind, true);
                }
                self.assignee = author.or(self.assignee.take());
            }
            Act::Reopened { .. } => {
                self.waiting = None;
                let again = |clock: &&mut Clock<'_>| {
                    clock.met && !clock.past && matches!(clock.kind, "solution" | "solve" | "task")
                };
                for clock in self.clocks.iter_mut().filter(again) {
                    clock.round += 1;
                    clock.round_used = clock.used;
                    clock.allowed = clock.allowed.max(clock.used + clock.version.grace);
                    (clock.met, clock.lives) = (false, true);
                }
                self.promise_anew();
            }
            // Nobody is told about a finished ticket, but of an incident that was not reported.
            Act::Closed => {
                self.waiting = None;
                let others = |clock: &&mut Clock<'_>| clock.kind != "csirt";
                let others = self.clocks.iter_mut().filter(others);
                others.for_each(|clock| clock.lives = false);
            }
            Act::Cancelled { .. } => {
                self.waiting = None;
                self.clocks.iter_mut().for_each(|clock| clock.lives = false);
            }
            _ => {}
        }
    }

    /// The clock of the task given by this event.
    fn task(&mut self, number: i64) -> Option<&mut Clock<'a>> {
        let mut clocks = self.clocks.iter_mut();
        clocks.find(|clock| clock.kind == "task" && clock.start == number)
    }

    fn start(&mut self, kind: &'static str, by: &'static str, sequence: i64) {
        self.start_for(kind, by, sequence, None);
    }

    fn start_for(
        &mut self,
        kind: &'static str,
        by: &'static str,
        sequence: i64,
        task: Option<(String, Option<String>)>,
    ) {
        let version = self.rules.version(self.at);
        let target = match &task {
            Some((unit, _)) => version.target("solve", "task", self.priority, unit),
            None if kind == "csirt" => Some(self.rules.csirt),
            None => version.target(kind, by, self.priority, &self.unit),
        };
        self.clocks.push(Clock {
            version,
            kind,
            start: sequence,
            by,
            round: 1,
            round_used: 0,
            used: 0,
            target,
            allowed: target.unwrap_or(NEVER),
            lives: true,
            met: false,
            past: false,
            task,
        });
    }

    fn end(&mut self, kind: &str, met: bool) {
        for clock in self
            .clocks
            .iter_mut()
            .filter(|clock| clock.kind == kind && clock.lives)
        {
            (clock.lives, clock.met) = (false, met);
        }
    }

    fn hand_over(&mut self, by: &'static str, to: &str, duty: &str, sequence: i64) {
        self.waiting = None;
        self.end("accept", true);
        self.end("solve", false);
        for clock in self
            .clocks
            .iter_mut()
            .filter(|clock| matches!(clock.kind, "accept" | "solve"))
        {
            clock.past = true;
        }
        to.clone_into(&mut self.unit);
        self.assignee = None;
        self.promise_anew();
        self.start("accept", by, sequence);
        self.start("solve", by, sequence);
        self.held_under(duty, sequence);
    }

    fn held_under(&mut self, duty: &str, sequence: i64) {
        let incident = self.rules.incidents.iter().any(|one| one == duty);
        let runs = self
            .clocks
            .iter()
            .any(|clock| clock.kind == "csirt" && clock.lives);
        if incident && !runs {
            self.start("csirt", "", sequence);
        } else if !incident {
            self.end("csirt", false);
        }
    }

    /// What is promised now: a longer time gives more, a shorter one leaves at least the grace.
    fn promise_anew(&mut self) {
        let (priority, unit) = (self.priority, &self.unit);
        for clock in self
            .clocks
            .iter_mut()
            .filter(|clock| clock.lives && clock.kind != "csirt")
        {
            let target = match &clock.task {
                Some((unit, _)) => clock.version.target("solve", "task", priority, unit),
                None => clock.version.target(clock.kind, clock.by, priority, unit),
            };
            let (old, new) = (clock.target.unwrap_or(NEVER), target.unwrap_or(NEVER));
            if new > old {
                clock.allowed = clock.allowed.max(new);
            } else if new < old {
                let with_grace = clock.used + clock.version.grace;
                clock.allowed = with_grace.min(clock.allowed).max(new);
            }
            clock.target = target;
        }
    }
}
