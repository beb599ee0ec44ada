//! The acts: what each does, what each refuses, and what holds whatever people do.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bookings;
mod disagreeing;
mod merging;
mod merging_whatever;
mod one_by_one;
mod outages;
mod ratings;
mod tasks;
mod telephone;
mod waiting;
mod what_was_wrong;
mod whatever_people_try;

use std::sync::Arc;

use domain::*;
use jiff::Timestamp;
use ordinance::{Ordinance, Reference, UnitCode};
use uuid::Uuid;

pub(crate) fn desk() -> Desk {
    Desk::new(Arc::new(Ordinance::built_in().clone()))
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

pub(crate) fn duty(reference: &str) -> Reference {
    reference.parse().unwrap()
}

pub(crate) fn moment(n: u32) -> Moment {
    Moment {
        now: Timestamp::from_second(1_780_000_000 + i64::from(n)).unwrap(),
        event: EventId(Uuid::from_u128(u128::from(n) + 1000)),
    }
}

pub(crate) fn operator() -> Author {
    Author {
        user: Some(UserId(Uuid::from_u128(1))),
        name: "Olga Operator".into(),
        unit: Some(unit("IT-02-3")),
    }
}

pub(crate) fn member(code: &str) -> Author {
    Author {
        user: Some(UserId(Uuid::from_u128(2))),
        name: "Adam Administrator".into(),
        unit: Some(unit(code)),
    }
}

pub(crate) fn requester() -> Author {
    Author {
        user: None,
        name: "Anna Nowak".into(),
        unit: None,
    }
}

pub(crate) fn comment() -> FullComment {
    FullComment::new(
        "VPN nie łączy",
        "ponowna instalacja",
        "brak uprawnień do bramy",
        "tel. 1234, do 15:00",
    )
    .unwrap()
}

pub(crate) fn filing_of(person: Requester) -> Filing<'static> {
    Filing {
        id: TicketId(Uuid::from_u128(7)),
        number: TicketNumber::new(2026, 1).unwrap(),
        subject: "Nie działa VPN",
        body: "Od rana FortiClient nie łączy się z domu.",
        requester: person,
        impact: Impact::Medium,
        urgency: Urgency::High,
        suggestion: None,
    }
}

pub(crate) fn filed_by(person: Requester) -> Result<Change, Refusal> {
    Ticket::register(
        filing_of(person),
        &desk(),
        &PriorityMatrix::built_in(),
        requester(),
        moment(0),
    )
}

pub(crate) fn filed() -> Change {
    filed_by(Requester {
        name: "Anna Nowak".into(),
        email: "anna@example.org".into(),
        ..Requester::default()
    })
    .unwrap()
}

pub(crate) fn escalated() -> Ticket {
    let to = desk().second_line_unit(&unit("IT-04-1")).unwrap();
    filed()
        .ticket
        .escalate(
            &to,
            duty("§14 pkt 1 lit. l"),
            comment(),
            &desk(),
            operator(),
            moment(1),
        )
        .unwrap()
        .ticket
}
