//! Two units that send a ticket back and forth, and their superior.

use domain::*;

use crate::*;

const CITED: &str = "§14 pkt 1 lit. l";

fn escalate(ticket: &Ticket, n: u32) -> Result<Change, Refusal> {
    let to = desk().second_line_unit(&unit("IT-04-1"))?;
    ticket.escalate(&to, duty(CITED), comment(), &desk(), operator(), moment(n))
}

fn give_back(ticket: &Ticket, n: u32) -> Result<Change, Refusal> {
    ticket.give_back("to nie my", &desk(), member("IT-04-1"), moment(n))
}

/// After the third bounce: back in the first line, their superior is asked.
fn disputed() -> Change {
    let there = escalate(&filed().ticket, 1).unwrap().ticket;
    let back = give_back(&there, 2).unwrap().ticket;
    let again = escalate(&back, 3).unwrap();
    assert_eq!(again.ticket.quarrel.open, None);
    give_back(&again.ticket, 4).unwrap()
}

fn superior() -> Author {
    Author {
        user: None,
        name: "Danuta Dyrektor".into(),
        unit: None,
    }
}

fn ruled(to: &str, cited: &str) -> Result<Change, Refusal> {
    let ticket = disputed().ticket;
    ticket.decide(
        &unit(to),
        duty(cited),
        "tak jest",
        &desk(),
        superior(),
        moment(5),
    )
}

#[test]
fn the_third_bounce_asks_the_superior_and_still_returns_the_ticket() {
    let change = disputed();
    assert_eq!(change.ticket.unit, unit("IT-02-3"));
    let between = [unit("IT-02-3"), unit("IT-04-1")];
    assert_eq!(change.ticket.quarrel.open, Some(between));
    let letters: Vec<_> = change.letters.iter().map(|l| (l.kind, &l.to)).collect();
    assert_eq!(
        letters,
        [
            (LetterKind::Return, &Recipient::Unit(unit("IT-02-3"))),
            (LetterKind::Arbitration, &Recipient::Arbiter)
        ]
    );
}

#[test]
fn attack_36_a_ticket_handed_back_and_forth_stops_at_the_superior_and_has_one_holder() {
    let mut ticket = filed().ticket;
    for round in 0..50_u32 {
        for n in 1..=2 {
            let tried = if n == 1 {
                escalate(&ticket, 10 * round + n)
            } else {
                give_back(&ticket, 10 * round + n)
            };
            match tried {
                Ok(change) => ticket = change.ticket,
                Err(refusal) => assert_eq!(
                    refusal,
                    if n == 1 {
                        Refusal::AwaitsDecision {
                            unit: unit("IT-04-1"),
                        }
                    } else {
                        Refusal::NothingToReturn
                    }
                ),
            }
        }
    }
    assert_eq!(ticket.involved, [unit("IT-02-3"), unit("IT-04-1")]);
    assert_eq!(ticket.version, 5);
}

#[test]
fn meanwhile_a_third_unit_can_take_it_which_ends_the_dispute() {
    let moved = disputed()
        .ticket
        .transfer(
            &unit("IT-04-2"),
            "stanowisko",
            duty("§15 pkt 2"),
            &desk(),
            operator(),
            moment(5),
        )
        .unwrap()
        .ticket;
    assert_eq!(moved.quarrel.open, None);
}

#[test]
fn the_decision_binds_both_and_is_written_to_both() {
    let change = ruled("IT-04-1", CITED).unwrap();
    let ticket = &change.ticket;
    assert_eq!(
        (ticket.unit.as_str(), ticket.status, ticket.duty),
        ("IT-04-1", Status::HandedOver, Some(duty(CITED)))
    );
    let told: Vec<_> = change.letters.iter().map(|l| (l.kind, &l.to)).collect();
    assert_eq!(
        told,
        [
            (LetterKind::Ruling, &Recipient::Unit(unit("IT-02-3"))),
            (LetterKind::Ruling, &Recipient::Unit(unit("IT-04-1")))
        ]
    );
    assert_eq!(
        give_back(ticket, 6),
        Err(Refusal::Settled {
            unit: unit("IT-02-3")
        })
    );
    let stays = ruled("IT-02-3", "§8 pkt 1").unwrap().ticket;
    assert_eq!(
        (stays.unit.as_str(), stays.status),
        ("IT-02-3", Status::Returned)
    );
    assert_eq!(
        escalate(&stays, 6),
        Err(Refusal::Settled {
            unit: unit("IT-04-1")
        })
    );
}

#[test]
fn a_superior_decides_only_between_the_two_and_only_when_asked() {
    assert_eq!(
        ruled("IT-04-2", "§15 pkt 2"),
        Err(Refusal::NotOfTheTwo {
            unit: unit("IT-04-2")
        })
    );
    assert_eq!(
        ruled("IT-04-1", "§15 pkt 2"),
        Err(Refusal::ForeignDuty {
            duty: duty("§15 pkt 2"),
            unit: unit("IT-04-1")
        })
    );
    assert_eq!(
        filed().ticket.decide(
            &unit("IT-04-1"),
            duty(CITED),
            "tak",
            &desk(),
            superior(),
            moment(1)
        ),
        Err(Refusal::NoDispute)
    );
}

#[test]
fn whoever_is_asked_reads_and_decides_and_nobody_else_but_administrators() {
    let ticket = disputed().ticket;
    let person = |email: &str, role| {
        Actor::Person(Person {
            id: UserId(uuid::Uuid::from_u128(70)),
            name: "Ktoś".into(),
            email: email.into(),
            role,
        })
    };
    let may = |actor: &Actor, ticket: &Ticket, action| {
        let arbiter = Some("Dyrektor@coi.example");
        let object = Object::Dispute { ticket, arbiter };
        authorize(actor, action, object, desk().first_line()).is_ok()
    };
    let decide = Action::Act(ActKind::Decided);
    let asked = person("dyrektor@coi.example", Role::Requester);
    assert!(may(&asked, &ticket, decide) && may(&asked, &ticket, Action::SeeInternals));
    assert!(!may(&asked, &ticket, Action::Act(ActKind::Resolved)));
    assert!(!may(&asked, &filed().ticket, Action::SeeTicket));
    assert!(may(
        &person("a@b.example", Role::Administrator),
        &ticket,
        decide
    ));
    for role in [
        Role::FirstLine,
        Role::Unit(unit("IT-04-1")),
        Role::Requester,
    ] {
        assert!(!may(&person("a@b.example", role), &ticket, decide));
    }
    assert!(!may(&Actor::LinkHolder(ticket.id), &ticket, decide));
}
