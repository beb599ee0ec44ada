//! Duplicates: a ticket goes on as another one, and comes apart again.

use domain::*;
use jiff::Timestamp;
use uuid::Uuid;

use crate::*;

const NONE: [Bonds; 2] = [Bonds {
    open_tasks: 0,
    booked: false,
    security: false,
}; 2];

/// The ticket of this number, filed by whoever has this address.
pub(crate) fn ticket(number: i64, email: &str) -> Change {
    let filing = Filing {
        id: TicketId(Uuid::from_u128(u128::try_from(number).unwrap())),
        number: TicketNumber::new(2026, number).unwrap(),
        subject: "Nie działa VPN",
        body: "Od rana nie łączy się z domu.",
        requester: Requester {
            name: "Ktoś".into(),
            email: email.into(),
            ..Requester::default()
        },
        impact: Impact::Low,
        urgency: Urgency::Low,
        suggestion: None,
    };
    let matrix = PriorityMatrix::built_in();
    Ticket::register(filing, &desk(), &matrix, requester(), moment(0)).unwrap()
}

pub(crate) fn moments(n: u32) -> [Moment; 2] {
    [moment(2 * n), moment(2 * n + 1)]
}

fn anna() -> Ticket {
    ticket(1, "anna@example.org").ticket
}

fn jan() -> Ticket {
    ticket(2, "jan@example.org").ticket
}

fn merged() -> Joint {
    let joint = anna().merge_into(&jan(), NONE, "to samo", operator(), moments(1));
    joint.unwrap()
}

fn code<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> &'static str {
    outcome.unwrap_err().code()
}

fn letters(change: &Change) -> Vec<(LetterKind, Recipient)> {
    let all = change.letters.iter();
    all.map(|letter| (letter.kind, letter.to.clone())).collect()
}

#[test]
fn a_duplicate_goes_on_as_the_other_ticket_and_its_requester_is_told() {
    let Joint { duplicate, main } = merged();
    assert_eq!(duplicate.ticket.status, Status::Merged);
    assert_eq!(duplicate.ticket.merging.into.unwrap().number, jan().number);
    assert_eq!(main.ticket.merging.absorbed[0].number, anna().number);
    assert_eq!(main.ticket.status, Status::New);
    assert_eq!(
        letters(&duplicate),
        [(LetterKind::Merge, Recipient::Requester)]
    );
    assert_eq!(letters(&main), []);
    // Who filed the duplicate is nothing for the requester of the other ticket.
    assert!(main.event.is_internal() && !duplicate.event.is_internal());
}

#[test]
fn every_letter_for_requesters_goes_to_each_address_once() {
    let main = merged().main.ticket;
    let same = ticket(3, " ANNA@example.org ").ticket;
    let main = same.merge_into(&main, NONE, "", operator(), moments(2));
    let main = main.unwrap().main.ticket;
    let both = [Recipient::Requester, Recipient::RequesterOf(anna().id)];
    assert_eq!(main.requesters(), both);
    let paused = main.pause(WaitingFor::Requester, None, "?", operator(), moment(9));
    let noted = main.note(Visibility::Public, "x", operator(), moment(9));
    let solved = main.resolve("x", operator(), moment(9));
    for (change, kind) in [
        (paused, LetterKind::Pause),
        (noted, LetterKind::Answer),
        (solved, LetterKind::Resolution),
    ] {
        let change = change.unwrap();
        assert_eq!(letters(&change), both.clone().map(|to| (kind, to)));
        assert_ne!(change.letters[0].id, change.letters[1].id);
    }
}

#[test]
fn a_merged_ticket_takes_no_acts_and_names_the_one_to_act_on() {
    let merged = merged().duplicate.ticket;
    let refused = merged.resolve("x", operator(), moment(9)).unwrap_err();
    assert_eq!(refused.to_string(), "the ticket goes on as ZG-2026-000002");
    assert_eq!(code(merged.claim(operator(), moment(9))), "merged");
    let noted = merged.note(Visibility::Internal, "x", operator(), moment(9));
    assert_eq!(code(noted), "merged");
}

#[test]
fn what_stands_in_the_way_is_named() {
    let refused = |one: &Ticket, other: &Ticket, bonds: [Bonds; 2]| {
        let outcome = one.merge_into(other, bonds, "", operator(), moments(5));
        code(outcome)
    };
    let (anna, jan, ewa) = (anna(), jan(), ticket(3, "ewa@example.org").ticket);
    let Joint { duplicate, main } = merged();
    assert_eq!(refused(&anna, &anna, NONE), "merge_itself");
    assert_eq!(refused(&ewa, &duplicate.ticket, NONE), "merge_chain");
    assert_eq!(refused(&main.ticket, &ewa, NONE), "merge_has_duplicates");
    assert_eq!(refused(&duplicate.ticket, &ewa, NONE), "merged");
    let solved = jan.resolve("x", operator(), moment(8)).unwrap().ticket;
    assert_eq!(refused(&anna, &solved, NONE), "merge_not_open");
    assert_eq!(refused(&solved, &anna, NONE), "wrong_status");
    let closed = solved.close(operator(), moment(9)).unwrap().ticket;
    assert_eq!(refused(&anna, &closed, NONE), "merge_not_open");
    assert_eq!(refused(&closed, &anna, NONE), "finished");
    assert_eq!(refused(&escalated(), &anna, NONE), "merge_handed_over");
    let [free, _] = NONE;
    let security = Bonds {
        security: true,
        ..free
    };
    assert_eq!(refused(&anna, &jan, [security, free]), "merge_security");
    assert_eq!(refused(&anna, &jan, [free, security]), "merge_security");
    let tasks = Bonds {
        open_tasks: 2,
        ..free
    };
    assert_eq!(refused(&anna, &jan, [tasks, free]), "merge_open_tasks");
    let booked = Bonds {
        booked: true,
        ..free
    };
    assert_eq!(refused(&anna, &jan, [booked, free]), "merge_booked");
    // What ties the other ticket down does not matter: it stays where it is.
    let outcome = anna.merge_into(&jan, [free, tasks], "", operator(), moments(5));
    assert!(outcome.is_ok());
}

#[test]
fn taken_apart_the_ticket_stands_where_it_stood() {
    let worked_on = anna().claim(operator(), moment(1)).unwrap().ticket;
    let Joint { duplicate, main } = worked_on
        .merge_into(&jan(), NONE, "", operator(), moments(2))
        .unwrap();
    let parted = duplicate
        .ticket
        .part_from(&main.ticket, "to inna sprawa", operator(), moments(3))
        .unwrap();
    let back = &parted.duplicate.ticket;
    assert_eq!(back.status, Status::InProgress);
    assert_eq!(back.assignee, worked_on.assignee);
    assert_eq!(back.merging, Merging::default());
    assert_eq!(back.finished_at, None);
    assert_eq!(parted.main.ticket.merging, Merging::default());
    assert_eq!(parted.main.ticket.requesters(), [Recipient::Requester]);
    assert_eq!(
        letters(&parted.duplicate),
        [(LetterKind::Parting, Recipient::Requester)]
    );
    assert_eq!(
        code(back.part_from(&parted.main.ticket, "x", operator(), moments(4))),
        "not_merged"
    );
}

#[test]
fn a_ticket_can_be_taken_out_of_one_that_is_closed() {
    let Joint { duplicate, main } = merged();
    let closed = main.ticket.resolve("x", operator(), moment(6)).unwrap();
    let closed = closed.ticket.close(operator(), moment(7)).unwrap().ticket;
    let parted = duplicate
        .ticket
        .part_from(&closed, "pomyłka", operator(), moments(5))
        .unwrap();
    assert_eq!(parted.duplicate.ticket.status, Status::New);
    assert_eq!(parted.main.ticket.status, Status::Closed);
    assert_eq!(parted.main.ticket.finished_at, closed.finished_at);
}

#[test]
fn whom_the_solution_did_not_help_opens_their_own_ticket_again() {
    let Joint { duplicate, main } = merged();
    let (own, main) = (duplicate.ticket, main.ticket);
    let early = own.part_from(&main, "x", requester(), moments(4));
    assert_eq!(code(early), "wrong_status");
    let solved = main.resolve("x", operator(), moment(9)).unwrap().ticket;
    let parted = own.part_from(&solved, "u mnie nie", requester(), moments(5));
    let parted = parted.unwrap();
    assert_eq!(parted.duplicate.ticket.status, Status::New);
    assert_eq!(parted.main.ticket.status, Status::Resolved);
    let unit = own.unit.clone();
    assert_eq!(
        letters(&parted.duplicate),
        [(LetterKind::Reopening, Recipient::Unit(unit))]
    );
    let closed = solved.close(operator(), moment(12)).unwrap().ticket;
    let late = own.part_from(&closed, "x", requester(), moments(7));
    assert_eq!(code(late), "finished");
}

#[test]
fn the_answer_of_either_requester_ends_the_waiting() {
    let Joint { duplicate, main } = merged();
    let waits = main
        .ticket
        .pause(WaitingFor::Requester, None, "?", operator(), moment(6))
        .unwrap()
        .ticket;
    let said = duplicate
        .ticket
        .say_in(&waits, "tak", requester(), moments(4))
        .unwrap();
    assert_eq!(said.main.ticket.waiting, None);
    let unit = waits.unit.clone();
    assert_eq!(
        letters(&said.main),
        [(LetterKind::Reply, Recipient::Unit(unit))]
    );
    assert!(said.main.event.is_internal());
    // The words stay with the ticket of whoever wrote them, and staff read them in the other one.
    assert!(matches!(&said.duplicate.event.act, Act::Noted { text, .. } if text == "tak"));
    assert!(matches!(&said.main.event.act, Act::Heard { text, .. } if text == "tak"));
    assert_eq!(said.duplicate.ticket.status, Status::Merged);
    let again = said
        .duplicate
        .ticket
        .say_in(&said.main.ticket, "i jeszcze", requester(), moments(5))
        .unwrap();
    assert_eq!(letters(&again.main), []);
}

#[test]
fn histories_from_before_there_were_duplicates_still_read() {
    let json = serde_json::to_string(&Merging::default()).unwrap();
    assert_eq!(json, "{}");
    let mut row = serde_json::to_value(anna()).unwrap();
    row.as_object_mut().unwrap().remove("merging");
    let read: Ticket = serde_json::from_value(row).unwrap();
    assert_eq!(read.merging, Merging::default());
    assert!(read.created_at > Timestamp::UNIX_EPOCH);
}
