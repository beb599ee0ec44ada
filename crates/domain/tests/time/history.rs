//! Histories for tests, written as short as they are told.

use domain::calendar::Calendar;
use domain::clock::{Clock, ClockKind, ClockState, Clocks, clocks};
use domain::targets::Targets;
use domain::*;
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use uuid::Uuid;

use crate::{at, wall};

/// The history of a ticket that grows.
#[derive(Clone, Debug)]
pub(crate) struct History(pub(crate) Vec<Event>);

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

pub(crate) fn person(number: u128) -> Author {
    Author {
        user: Some(UserId(Uuid::from_u128(number))),
        name: "Olga Operator".into(),
        unit: Some(unit("IT-02-3")),
    }
}

pub(crate) fn requester() -> Author {
    Author {
        user: None,
        name: "Anna Nowak".into(),
        unit: None,
    }
}

pub(crate) fn registration(priority: u8) -> Registration {
    Registration {
        number: TicketNumber::new(2026, 1).unwrap(),
        unit: unit("IT-02-3"),
        subject: "s".into(),
        body: "b".into(),
        requester: Requester::default(),
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        priority: Priority::try_from(priority).unwrap(),
        channel: domain::Channel::Written,
    }
}

impl History {
    /// A ticket filed with this priority.
    pub(crate) fn filed(when: &str, priority: u8) -> Self {
        Self(Vec::new()).and(
            when,
            requester(),
            Act::Registered(Box::new(registration(priority))),
        )
    }

    pub(crate) fn and(self, when: &str, by: Author, act: Act) -> Self {
        self.at(at(when), by, act)
    }

    pub(crate) fn at(mut self, at: Timestamp, by: Author, act: Act) -> Self {
        let sequence = i64::try_from(self.0.len()).unwrap() + 1;
        self.0.push(Event {
            id: EventId(Uuid::from_u128(u128::try_from(sequence).unwrap())),
            ticket: TicketId(Uuid::from_u128(7)),
            sequence,
            at,
            by,
            act,
        });
        self
    }

    /// An act of the staff.
    pub(crate) fn then(self, when: &str, act: Act) -> Self {
        self.and(when, person(1), act)
    }

    pub(crate) fn clocks(&self, calendar: &Calendar, targets: &Targets, now: &str) -> Clocks {
        clocks(&self.0, calendar, targets, at(now)).unwrap()
    }
}

pub(crate) fn note(visibility: Visibility) -> Act {
    Act::Noted {
        visibility,
        text: "x".into(),
    }
}

pub(crate) fn comment() -> FullComment {
    FullComment::new("a", "b", "c", "d").unwrap()
}

pub(crate) fn escalated(to: &str, duty: &str) -> Act {
    Act::Escalated {
        to: unit(to),
        duty: duty.parse().unwrap(),
        comment: comment(),
    }
}

pub(crate) fn transferred(to: &str, duty: &str) -> Act {
    let duty: Reference = duty.parse().unwrap();
    Act::Transferred {
        to: unit(to),
        reason: "r".into(),
        duty,
    }
}

pub(crate) fn returned() -> Act {
    Act::Returned {
        to: unit("IT-02-3"),
        reason: "r".into(),
        cause: None,
    }
}

pub(crate) fn paused(why: WaitingFor, until: Option<Timestamp>) -> Act {
    Act::Paused {
        why,
        until,
        reason: "r".into(),
    }
}

pub(crate) fn priority_changed(number: u8) -> Act {
    Act::PriorityChanged {
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        priority: Priority::try_from(number).unwrap(),
        reason: "r".into(),
    }
}

pub(crate) fn resolved() -> Act {
    Act::Resolved {
        solution: "s".into(),
    }
}

pub(crate) fn reopened() -> Act {
    Act::Reopened { reason: "r".into() }
}

pub(crate) fn merged() -> Act {
    Act::Merged {
        ticket: TicketId(Uuid::from_u128(8)),
        number: TicketNumber::new(2026, 2).unwrap(),
        reason: String::new(),
    }
}

pub(crate) fn parted() -> Act {
    Act::Parted {
        ticket: TicketId(Uuid::from_u128(8)),
        number: TicketNumber::new(2026, 2).unwrap(),
        reason: "r".into(),
    }
}

/// A clock in one line: `solution IT-02-3 running 2:00 of 24:00, due 2026-12-01 08:00`.
pub(crate) fn line(clock: &Clock) -> String {
    let state = match clock.state {
        ClockState::Running => "running".to_owned(),
        ClockState::Paused { waiting, .. } => format!("waiting for {}", waiting.as_str()),
        ClockState::Met { at } => format!("met {}", wall(at)),
        ClockState::Stopped { at } => format!("stopped {}", wall(at)),
    };
    let length = |seconds: i64| format!("{}:{:02}", seconds / 3600, seconds / 60 % 60);
    let allowed = clock.allowed().map_or("–".to_owned(), length);
    let due = clock.due.map_or("–".to_owned(), wall);
    let late = clock
        .breached_at
        .map_or(String::new(), |at| format!(", late since {}", wall(at)));
    format!(
        "{} {} {state}, {} of {allowed}, due {due}{late}",
        clock.key.kind.as_str(),
        clock.unit,
        length(clock.used),
    )
}

pub(crate) fn lines(clocks: &Clocks) -> Vec<String> {
    clocks.all.iter().map(line).collect()
}

pub(crate) fn solution(clocks: &Clocks) -> &Clock {
    clocks.last(ClockKind::Solution).unwrap()
}
