//! Which acts a page offers: those the person may do and that fit where the ticket stands.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use domain::*;
use jiff::Timestamp;
use ordinance::{Ordinance, UnitCode};
use uuid::Uuid;

fn desk() -> Desk {
    Desk::new(Arc::new(Ordinance::built_in().clone()))
}

fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

fn person(n: u128, role: Role) -> Actor {
    Actor::Person(Person {
        id: UserId(Uuid::from_u128(n)),
        name: "Olga Operator".into(),
        email: "olga@example.org".into(),
        role,
    })
}

fn operator() -> Actor {
    person(1, Role::FirstLine)
}

fn requester() -> Actor {
    person(9, Role::Requester)
}

fn ticket(holder: &str, status: Status) -> Ticket {
    let at = Timestamp::UNIX_EPOCH;
    Ticket {
        id: TicketId(Uuid::from_u128(7)),
        number: TicketNumber::new(2026, 1).unwrap(),
        version: 2,
        subject: "x".into(),
        body: "x".into(),
        requester: Requester {
            account: Some(UserId(Uuid::from_u128(9))),
            name: "Anna Nowak".into(),
            ..Requester::default()
        },
        impact: Impact::Low,
        urgency: Urgency::Low,
        priority: Priority::try_from(5).unwrap(),
        status,
        waiting: None,
        quarrel: domain::Quarrel::default(),
        merging: Merging::default(),
        outage: None,
        unit: unit(holder),
        assignee: None,
        duty: None,
        involved: vec![unit("IT-02-3"), unit(holder)],
        helpers: Vec::new(),
        created_at: at,
        updated_at: at,
        resolved_at: None,
        finished_at: None,
    }
}

fn names(acts: &[ActKind]) -> Vec<&'static str> {
    acts.iter().map(|act| act.as_str()).collect()
}

#[test]
fn the_first_line_may_do_everything_with_a_new_ticket_but_accept_return_and_finish_it() {
    let acts = ticket("IT-02-3", Status::New).possible_acts(&operator(), &desk());
    assert_eq!(
        names(&acts),
        [
            "claimed",
            "noted",
            "escalated",
            "transferred",
            "resolved",
            "paused",
            "priority_changed",
            "task_given",
            "merged",
            "cancelled"
        ]
    );
}

#[test]
fn the_second_line_accepts_or_returns_and_never_escalates() {
    let member = person(2, Role::Unit(unit("IT-04-1")));
    let acts = ticket("IT-04-1", Status::HandedOver).possible_acts(&member, &desk());
    assert_eq!(
        names(&acts),
        [
            "accepted",
            "noted",
            "transferred",
            "resolved",
            "returned",
            "priority_changed",
            "task_given",
            "cancelled"
        ]
    );
}

#[test]
fn the_first_line_keeps_sight_of_a_ticket_it_handed_over_and_may_only_note_and_say_how_it_presses()
{
    let acts = ticket("IT-04-1", Status::HandedOver).possible_acts(&operator(), &desk());
    assert_eq!(names(&acts), ["noted", "priority_changed"]);
    let solved = ticket("IT-04-1", Status::Resolved).possible_acts(&operator(), &desk());
    assert_eq!(names(&solved), ["noted", "reopened", "closed"]);
}

#[test]
fn nobody_may_do_anything_with_a_finished_ticket() {
    for status in [Status::Closed, Status::Cancelled] {
        for actor in [operator(), requester(), person(3, Role::Administrator)] {
            assert_eq!(ticket("IT-02-3", status).possible_acts(&actor, &desk()), []);
        }
    }
}

#[test]
fn a_ticket_that_goes_on_as_another_one_can_only_be_taken_apart() {
    let mut merged = ticket("IT-02-3", Status::Merged);
    merged.merging.into = Some(MergedInto {
        ticket: TicketId(Uuid::from_u128(8)),
        number: TicketNumber::new(2026, 2).unwrap(),
        was: Status::New,
        since: Timestamp::UNIX_EPOCH,
    });
    let acts = |actor: &Actor| names(&merged.possible_acts(actor, &desk()));
    assert_eq!(acts(&operator()), ["parted"]);
    // Their page asks the ticket as which theirs goes on.
    assert_eq!(acts(&requester()), [""; 0]);
}

#[test]
fn a_requester_writes_and_withdraws_and_strangers_do_nothing() {
    let open = ticket("IT-02-3", Status::InProgress);
    assert_eq!(
        names(&open.possible_acts(&requester(), &desk())),
        ["noted", "cancelled"]
    );
    for stranger in [
        Actor::Visitor,
        person(5, Role::Requester),
        person(6, Role::Unit(unit("IT-04-2"))),
        Actor::LinkHolder(TicketId(Uuid::from_u128(8))),
    ] {
        assert_eq!(open.possible_acts(&stranger, &desk()), []);
    }
}

#[test]
fn whoever_works_on_a_ticket_is_not_offered_to_take_it_up_again() {
    let mut mine = ticket("IT-02-3", Status::InProgress);
    mine.assignee = Some(UserId(Uuid::from_u128(1)));
    assert!(
        !mine
            .possible_acts(&operator(), &desk())
            .contains(&ActKind::Claimed)
    );
    let colleague = person(4, Role::FirstLine);
    assert!(
        mine.possible_acts(&colleague, &desk())
            .contains(&ActKind::Claimed)
    );
}
