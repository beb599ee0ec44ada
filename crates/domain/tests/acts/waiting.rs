//! Waiting beside the status, going on, and pressing more or less.

use domain::*;
use jiff::{SignedDuration, Timestamp};

use crate::*;

fn taken() -> Ticket {
    filed().ticket.claim(operator(), moment(1)).unwrap().ticket
}

fn waiting_for(why: WaitingFor) -> Ticket {
    let until = (why == WaitingFor::Date).then(|| moment(600).now);
    taken()
        .pause(why, until, "Proszę o numer stacji", operator(), moment(2))
        .unwrap()
        .ticket
}

#[test]
fn a_pause_says_why_to_the_requester_and_leaves_status_and_holder() {
    let change = taken()
        .pause(
            WaitingFor::Supplier,
            None,
            "Czekamy na część",
            operator(),
            moment(2),
        )
        .unwrap();
    assert_eq!(change.ticket.status, Status::InProgress);
    assert_eq!(change.ticket.unit, unit("IT-02-3"));
    assert!(change.ticket.waits_at(moment(100_000).now));
    assert_eq!(
        (change.letters[0].kind, &change.letters[0].to),
        (LetterKind::Pause, &Recipient::Requester)
    );
}

#[test]
fn an_answer_of_the_requester_ends_only_the_waiting_for_them_and_is_sent_to_the_holder() {
    let waiting = waiting_for(WaitingFor::Requester);
    let staff = waiting
        .note(Visibility::Public, "Przypominam", operator(), moment(3))
        .unwrap()
        .ticket;
    assert!(staff.waiting.is_some());
    let answered = waiting
        .note(Visibility::Public, "PC-1234", requester(), moment(3))
        .unwrap();
    assert_eq!(answered.ticket.waiting, None);
    assert_eq!(answered.letters.len(), 1);
    assert_eq!(
        (answered.letters[0].kind, &answered.letters[0].to),
        (LetterKind::Reply, &Recipient::Unit(unit("IT-02-3")))
    );
    let other = waiting_for(WaitingFor::Supplier)
        .note(Visibility::Public, "I jak?", requester(), moment(3))
        .unwrap();
    assert!(other.ticket.waiting.is_some());
    assert_eq!(other.letters, []);
}

#[test]
fn an_agreed_date_must_be_given_lie_ahead_and_ends_the_waiting_by_itself() {
    let pause = |until| {
        taken().pause(
            WaitingFor::Date,
            until,
            "Wizyta technika",
            operator(),
            moment(2),
        )
    };
    let refused = |fault| {
        Err(Refusal::Fields(vec![FieldError {
            field: "until",
            fault,
        }]))
    };
    assert_eq!(pause(None), refused(FieldFault::Missing));
    let now = moment(2).now;
    for wrong in [
        now,
        Timestamp::UNIX_EPOCH,
        now + SignedDuration::from_hours(24 * 400),
    ] {
        assert_eq!(pause(Some(wrong)), refused(FieldFault::NotWithinAYear));
    }
    let until = moment(600).now;
    let ticket = pause(Some(until)).unwrap().ticket;
    assert!(ticket.waits_at(moment(599).now));
    assert!(!ticket.waits_at(until));
}

#[test]
fn whatever_moves_solves_or_ends_a_ticket_ends_its_waiting() {
    let waiting = waiting_for(WaitingFor::Supplier);
    let moved = waiting.transfer(
        &unit("IT-04-2"),
        "stanowisko",
        duty("§15 pkt 2"),
        &desk(),
        operator(),
        moment(3),
    );
    for change in [
        moved,
        waiting.resolve("wymieniono", operator(), moment(3)),
        waiting.cancel("wycofane", requester(), moment(3)),
        waiting.resume(operator(), moment(3)),
    ] {
        assert_eq!(change.unwrap().ticket.waiting, None);
    }
    assert_eq!(
        taken().resume(operator(), moment(3)),
        Err(Refusal::NotWaiting)
    );
}

#[test]
fn a_ticket_that_was_handed_over_is_accepted_before_it_waits() {
    let refused = escalated().pause(
        WaitingFor::Supplier,
        None,
        "część",
        member("IT-04-1"),
        moment(2),
    );
    assert_eq!(
        refused,
        Err(Refusal::WrongStatus {
            status: Status::HandedOver
        })
    );
}

#[test]
fn the_priority_follows_impact_and_urgency_and_keeps_the_waiting() {
    let matrix = PriorityMatrix::built_in();
    let waiting = waiting_for(WaitingFor::Supplier);
    let change = waiting
        .change_priority(
            Impact::High,
            Urgency::High,
            "stoi cały wydział",
            &matrix,
            operator(),
            moment(3),
        )
        .unwrap();
    assert_eq!(change.ticket.priority.number(), 1);
    assert!(change.ticket.waiting.is_some());
    assert_eq!(
        change.ticket.change_priority(
            Impact::High,
            Urgency::High,
            "znów",
            &matrix,
            operator(),
            moment(4)
        ),
        Err(Refusal::SamePriority)
    );
}
