//! What each act does and what it refuses.

use domain::*;
use jiff::Timestamp;
use uuid::Uuid;

use crate::*;

#[test]
fn a_new_ticket_is_held_by_the_first_line_and_confirmed_to_the_requester() {
    let change = filed();
    assert_eq!(change.ticket.unit, unit("IT-02-3"));
    assert_eq!(change.ticket.status, Status::New);
    assert_eq!(change.ticket.priority.number(), 2);
    assert_eq!(change.letters.len(), 1);
    assert_eq!(
        (change.letters[0].kind, &change.letters[0].to),
        (LetterKind::Confirmation, &Recipient::Requester)
    );
}

#[test]
fn filing_names_every_field_to_mend() {
    let Err(Refusal::Fields(errors)) = filed_by(Requester {
        email: "nobody".into(),
        ..Requester::default()
    }) else {
        panic!("refused")
    };
    let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
    assert_eq!(fields, ["name", "email"]);
}

#[test]
fn escalation_goes_only_to_the_second_line_and_writes_to_it() {
    assert_eq!(
        desk().second_line_unit(&unit("IT-04-2")),
        Err(Refusal::NotSecondLine {
            unit: unit("IT-04-2")
        })
    );
    assert_eq!(
        desk().second_line_unit(&unit("IT-09-9")),
        Err(Refusal::UnknownUnit {
            unit: unit("IT-09-9")
        })
    );
    let to = desk().second_line_unit(&unit("IT-04-1")).unwrap();
    let change = filed()
        .ticket
        .escalate(
            &to,
            duty("§14 pkt 1 lit. l"),
            comment(),
            &desk(),
            operator(),
            moment(1),
        )
        .unwrap();
    assert_eq!(
        (
            change.ticket.unit.as_str(),
            change.ticket.status,
            change.ticket.assignee
        ),
        ("IT-04-1", Status::HandedOver, None)
    );
    assert_eq!(change.letters[0].to, Recipient::Unit(unit("IT-04-1")));
}

#[test]
fn an_escalation_cites_a_duty_of_the_unit_it_goes_to() {
    let to = desk().second_line_unit(&unit("IT-04-1")).unwrap();
    let ticket = filed().ticket;
    let foreign = ticket.escalate(
        &to,
        duty("§9 pkt 2 lit. i"),
        comment(),
        &desk(),
        operator(),
        moment(1),
    );
    assert_eq!(
        foreign,
        Err(Refusal::ForeignDuty {
            duty: duty("§9 pkt 2 lit. i"),
            unit: unit("IT-04-1")
        })
    );
    let unknown = ticket.escalate(
        &to,
        duty("§14 pkt 9"),
        comment(),
        &desk(),
        operator(),
        moment(1),
    );
    assert_eq!(
        unknown,
        Err(Refusal::UnknownDuty {
            duty: duty("§14 pkt 9")
        })
    );
}

#[test]
fn the_first_line_cannot_go_round_the_full_comment_by_a_transfer() {
    let ticket = filed().ticket;
    let refused = ticket.transfer(
        &unit("IT-04-1"),
        "bo tak",
        duty("§14 pkt 1 lit. l"),
        &desk(),
        operator(),
        moment(1),
    );
    assert_eq!(
        refused,
        Err(Refusal::NeedsEscalation {
            unit: unit("IT-04-1")
        })
    );
    let change = ticket
        .transfer(
            &unit("IT-04-2"),
            "drukarka przy biurku",
            duty("§15 pkt 2"),
            &desk(),
            operator(),
            moment(1),
        )
        .unwrap();
    assert_eq!(change.ticket.unit, unit("IT-04-2"));
    let refused = ticket.transfer(
        &unit("IT-02-3"),
        "do siebie",
        duty("§8 pkt 1"),
        &desk(),
        operator(),
        moment(1),
    );
    assert_eq!(
        refused,
        Err(Refusal::AlreadyThere {
            unit: unit("IT-02-3")
        })
    );
}

#[test]
fn only_the_first_line_escalates() {
    let ticket = filed()
        .ticket
        .transfer(
            &unit("IT-04-2"),
            "stanowisko",
            duty("§15 pkt 2"),
            &desk(),
            operator(),
            moment(1),
        )
        .unwrap()
        .ticket;
    let ticket = ticket.accept(member("IT-04-2"), moment(2)).unwrap().ticket;
    let to = desk().second_line_unit(&unit("IT-04-1")).unwrap();
    let refused = ticket.escalate(
        &to,
        duty("§14 pkt 1 lit. l"),
        comment(),
        &desk(),
        member("IT-04-2"),
        moment(3),
    );
    assert_eq!(
        refused,
        Err(Refusal::NotFirstLine {
            unit: unit("IT-04-2")
        })
    );
}

#[test]
fn the_second_line_accepts_returns_or_resolves() {
    let ticket = escalated();
    let accepted = ticket.accept(member("IT-04-1"), moment(2)).unwrap().ticket;
    assert_eq!(
        (accepted.status, accepted.assignee),
        (Status::InProgress, member("IT-04-1").user)
    );
    let returned = accepted
        .give_back("brak numeru stacji", &desk(), member("IT-04-1"), moment(3))
        .unwrap();
    assert_eq!(
        (
            returned.ticket.unit.as_str(),
            returned.ticket.status,
            returned.ticket.duty
        ),
        ("IT-02-3", Status::Returned, None)
    );
    assert_eq!(returned.letters[0].kind, LetterKind::Return);
    let resolved = accepted
        .resolve("Odnowiony token", member("IT-04-1"), moment(3))
        .unwrap();
    assert_eq!(resolved.ticket.status, Status::Resolved);
    assert_eq!(
        (resolved.letters[0].kind, &resolved.letters[0].to),
        (LetterKind::Resolution, &Recipient::Requester)
    );
    let reopened = resolved
        .ticket
        .reopen("nadal nie łączy", requester(), moment(4))
        .unwrap();
    assert_eq!(
        (reopened.ticket.status, reopened.ticket.unit.as_str()),
        (Status::InProgress, "IT-04-1")
    );
    assert_eq!(reopened.letters[0].to, Recipient::Unit(unit("IT-04-1")));
}

#[test]
fn the_first_line_has_nobody_to_return_to() {
    assert_eq!(
        filed()
            .ticket
            .give_back("?", &desk(), operator(), moment(1)),
        Err(Refusal::NothingToReturn)
    );
}

#[test]
fn empty_reasons_and_solutions_are_refused_by_name() {
    let ticket = escalated();
    for (refused, field) in [
        (
            ticket.give_back(" \n", &desk(), operator(), moment(2)),
            "reason",
        ),
        (ticket.resolve("", operator(), moment(2)), "solution"),
        (ticket.cancel("\u{200B}", operator(), moment(2)), "reason"),
        (
            ticket.note(Visibility::Internal, "", operator(), moment(2)),
            "text",
        ),
    ] {
        assert_eq!(
            refused,
            Err(Refusal::Fields(vec![FieldError {
                field,
                fault: FieldFault::Missing
            }]))
        );
    }
}

#[test]
fn a_public_note_by_staff_is_sent_and_others_are_not() {
    let ticket = filed().ticket;
    assert_eq!(
        ticket
            .note(
                Visibility::Public,
                "Proszę podać numer",
                operator(),
                moment(1)
            )
            .unwrap()
            .letters
            .len(),
        1
    );
    assert!(
        ticket
            .note(Visibility::Internal, "Dzwoniłam", operator(), moment(1))
            .unwrap()
            .letters
            .is_empty()
    );
    assert!(
        ticket
            .note(Visibility::Public, "Numer to 1234", requester(), moment(1))
            .unwrap()
            .letters
            .is_empty()
    );
}

#[test]
fn a_colleague_may_take_a_ticket_over_but_not_twice() {
    let ticket = filed().ticket.claim(operator(), moment(1)).unwrap().ticket;
    assert_eq!(
        ticket.claim(operator(), moment(2)),
        Err(Refusal::AlreadyYours)
    );
    let colleague = Author {
        user: Some(UserId(Uuid::from_u128(3))),
        ..operator()
    };
    assert_eq!(
        ticket
            .claim(colleague.clone(), moment(2))
            .unwrap()
            .ticket
            .assignee,
        colleague.user
    );
}

#[test]
fn attack_32_a_clock_that_steps_back_does_not_reorder_history() {
    let ticket = filed().ticket;
    let early = Moment {
        now: Timestamp::UNIX_EPOCH,
        event: EventId(Uuid::from_u128(9)),
    };
    assert_eq!(
        ticket.claim(operator(), early).unwrap().event.at,
        ticket.updated_at
    );
}

#[test]
fn the_same_event_always_gives_a_letter_the_same_id() {
    assert_eq!(filed().letters[0].id, filed().letters[0].id);
    let other = Letter::new(
        EventId(Uuid::from_u128(1)),
        LetterKind::Confirmation,
        Recipient::Requester,
    );
    assert_ne!(filed().letters[0].id, other.id);
}

#[test]
fn history_with_a_gap_is_refused() {
    let first = filed();
    let second = first.ticket.claim(operator(), moment(1)).unwrap();
    let third = second.ticket.resolve("ok", operator(), moment(2)).unwrap();
    assert_eq!(
        replay(&[first.event.clone(), third.event.clone()]),
        Err(ReplayError::Gap {
            expected: 2,
            found: 3
        })
    );
    assert_eq!(replay(&[second.event]), Err(ReplayError::NoRegistration));
    assert_eq!(replay(&[]), Err(ReplayError::NoRegistration));
}

#[test]
fn a_ticket_that_is_put_down_is_nobodys_and_stays_with_its_unit() {
    let ticket = filed().ticket;
    assert_eq!(
        ticket.put_down(operator(), moment(1)),
        Err(Refusal::WrongStatus {
            status: Status::New
        })
    );
    let mine = ticket.claim(operator(), moment(1)).unwrap().ticket;
    let change = mine.put_down(operator(), moment(2)).unwrap();
    assert_eq!(
        (change.ticket.assignee, &change.ticket.unit),
        (None, &mine.unit)
    );
    assert_eq!(change.ticket.status, Status::InProgress);
    assert!(change.letters.is_empty());
    let nobodys = change.ticket;
    assert_eq!(
        nobodys.put_down(operator(), moment(3)),
        Err(Refusal::NobodysYet)
    );
    let again = nobodys.claim(operator(), moment(3)).unwrap().ticket;
    assert_eq!(again.assignee, operator().user);
}
