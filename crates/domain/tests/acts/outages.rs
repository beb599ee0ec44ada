//! Outages: what is told of them, which tickets belong to them, and who may do what.

use domain::calendar::Calendar;
use domain::clock::{ClockKind, ClockState, clocks};
use domain::targets::Targets;
use domain::*;
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use crate::*;

fn outage_id() -> OutageId {
    OutageId(Uuid::from_u128(77))
}

fn announcement(since: Timestamp) -> Announcement {
    Announcement {
        title: "Nie działa\npoczta".into(),
        description: "  Wiadomości nie wychodzą.  ".into(),
        audience: Audience::Everyone,
        since,
    }
}

fn declared() -> OutageChange {
    let now = moment(1).now;
    Outage::declare(outage_id(), announcement(now), operator(), moment(1)).unwrap()
}

fn fields(refusal: &Refusal) -> Vec<(&'static str, FieldFault)> {
    match refusal {
        Refusal::Fields(errors) => errors
            .iter()
            .map(|error| (error.field, error.fault))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_outage_is_declared_told_of_and_ended() {
    let first = declared();
    assert_eq!(first.before, None);
    assert_eq!(first.outage.announcement.title, "Nie działa poczta");
    assert_eq!(first.outage.news.text, "Wiadomości nie wychodzą.");
    assert!(first.outage.lasts());
    let second = first
        .outage
        .update("Szukamy przyczyny.", operator(), moment(2))
        .unwrap();
    assert_eq!((second.before, second.outage.version), (Some(1), 2));
    assert_eq!(second.outage.news.sequence, 2);
    // Solving its tickets is news of each ticket, not of the outage; mended words are no news either.
    let third = second
        .outage
        .resolve_all("Działa.", operator(), moment(3))
        .unwrap();
    assert_eq!(third.outage.news, second.outage.news);
    let now = moment(4).now;
    let fourth = third
        .outage
        .reword(announcement(now), operator(), moment(4))
        .unwrap();
    assert_eq!(fourth.outage.news, second.outage.news);
    let over = fourth
        .outage
        .end("Serwer wymieniony.", operator(), moment(5))
        .unwrap();
    assert_eq!(over.outage.ended_at, Some(over.event.at));
    assert_eq!(over.outage.news.text, "Serwer wymieniony.");
    for refused in [
        over.outage.update("x", operator(), moment(6)),
        over.outage.end("x", operator(), moment(6)),
        over.outage.reword(announcement(now), operator(), moment(6)),
    ] {
        assert_eq!(refused.unwrap_err(), Refusal::OutageEnded);
    }
    let again = over
        .outage
        .reopen("Znowu nie działa.", operator(), moment(6))
        .unwrap();
    assert!(again.outage.lasts());
    assert_eq!(
        again.outage.reopen("x", operator(), moment(7)).unwrap_err(),
        Refusal::OutageLasts
    );
}

#[test]
fn everything_to_mend_is_named_at_once() {
    let now = moment(1).now;
    let empty = Announcement {
        title: " ".into(),
        description: "x".repeat(OUTAGE_TEXT_LIMIT + 1),
        audience: Audience::SignedIn,
        since: now + jiff::SignedDuration::from_secs(1),
    };
    let refusal = Outage::declare(outage_id(), empty, operator(), moment(1)).unwrap_err();
    assert_eq!(
        fields(&refusal),
        [
            ("title", FieldFault::Missing),
            (
                "description",
                FieldFault::TooLong {
                    limit: OUTAGE_TEXT_LIMIT
                }
            ),
            ("since", FieldFault::NotLately),
        ]
    );
    let long_ago = announcement(now - jiff::SignedDuration::from_hours(32 * 24));
    let refusal = Outage::declare(outage_id(), long_ago, operator(), moment(1)).unwrap_err();
    assert_eq!(fields(&refusal), [("since", FieldFault::NotLately)]);
    let outage = declared().outage;
    for refusal in [
        outage.update(" ", operator(), moment(2)).unwrap_err(),
        outage.end("", operator(), moment(2)).unwrap_err(),
    ] {
        assert_eq!(fields(&refusal), [("text", FieldFault::Missing)]);
    }
    let refusal = outage
        .resolve_all("\u{200b}", operator(), moment(2))
        .unwrap_err();
    assert_eq!(fields(&refusal), [("solution", FieldFault::Missing)]);
}

#[test]
fn a_ticket_belongs_to_one_outage_or_to_none() {
    let (outage, targets) = (declared().outage, Targets::built_in());
    let ticket = filed().ticket;
    let joined = ticket
        .join_outage(&outage, &targets, operator(), moment(2))
        .unwrap();
    assert_eq!(joined.ticket.outage, Some(outage_id()));
    assert!(
        joined.letters.is_empty(),
        "the outage writes, once to each address"
    );
    assert_eq!(
        (
            joined.ticket.status,
            &joined.ticket.unit,
            joined.ticket.assignee
        ),
        (ticket.status, &ticket.unit, None)
    );
    assert!(!joined.event.is_internal());
    let again = joined
        .ticket
        .join_outage(&outage, &targets, operator(), moment(3));
    assert_eq!(again.unwrap_err(), Refusal::InOutage);
    let other = Outage {
        id: OutageId(Uuid::from_u128(78)),
        ..outage.clone()
    };
    let not_its_own = joined.ticket.leave_outage(&other, operator(), moment(3));
    assert_eq!(not_its_own.unwrap_err(), Refusal::NotInOutage);
    let left = joined
        .ticket
        .leave_outage(&outage, operator(), moment(3))
        .unwrap();
    assert_eq!(left.ticket.outage, None);
    let over = outage.end("Koniec.", operator(), moment(4)).unwrap().outage;
    let late = left
        .ticket
        .join_outage(&over, &targets, operator(), moment(5));
    assert_eq!(late.unwrap_err(), Refusal::OutageEnded);
    let solved = ticket
        .resolve("Działa.", operator(), moment(2))
        .unwrap()
        .ticket;
    let late = solved.join_outage(&outage, &targets, operator(), moment(3));
    assert!(matches!(late.unwrap_err(), Refusal::WrongStatus { .. }));
}

#[test]
fn a_security_incident_is_never_attached() {
    let targets = Targets::built_in();
    let secret = targets.security().duties[0];
    let ticket = Ticket {
        duty: Some(secret),
        ..filed().ticket
    };
    assert!(ticket.is_security_matter(&targets));
    let refused = ticket.join_outage(&declared().outage, &targets, operator(), moment(2));
    assert_eq!(refused.unwrap_err(), Refusal::SecurityMatter);
}

#[test]
fn attaching_answers_the_requester_and_leaves_the_other_clocks_alone() {
    let (outage, targets) = (declared().outage, Targets::built_in());
    let first = filed();
    let joined = first
        .ticket
        .join_outage(&outage, &targets, operator(), moment(2))
        .unwrap();
    let history = [first.event.clone(), joined.event];
    let calendar = Calendar::built_in();
    let of = |history: &[Event]| clocks(history, &calendar, &targets, moment(9).now).unwrap();
    let (before, after) = (of(&history[..1]), of(&history));
    let answer = after.last(ClockKind::FirstAnswer).unwrap();
    assert!(matches!(answer.state, ClockState::Met { .. }), "{answer:?}");
    assert_eq!(
        before.last(ClockKind::Solution),
        after.last(ClockKind::Solution)
    );
}

fn person(role: Role, email: &str) -> Actor {
    Actor::Person(Person {
        id: UserId(Uuid::from_u128(9)),
        name: "Ktoś".into(),
        email: email.into(),
        role,
    })
}

#[test]
fn the_first_line_and_its_superiors_run_outages_and_everybody_reads_what_is_for_them() {
    let desk = desk();
    let public = declared().outage;
    let inner = Outage {
        announcement: Announcement {
            audience: Audience::SignedIn,
            ..public.announcement.clone()
        },
        ..public.clone()
    };
    let superiors = ["Zastepca-1@coi.example".to_owned()];
    let may = |actor: &Actor, action, outage: Option<&Outage>| {
        let object = Object::Outage {
            outage,
            superiors: &superiors,
        };
        authorize(actor, action, object, desk.first_line()).is_ok()
    };
    let solve = Action::Act(ActKind::Resolved);
    let superior = person(Role::Requester, "zastepca-1@COI.example");
    let second_line = person(Role::Unit(unit("IT-04-1")), "b@coi.example");
    let requester = person(Role::Requester, "c@um.example");
    let visitors = [Actor::Visitor, Actor::LinkHolder(filed().ticket.id)];
    for actor in [
        person(Role::FirstLine, "a@coi.example"),
        person(Role::Administrator, "d@coi.example"),
    ] {
        for action in [
            Action::SeeOutage,
            Action::SeeInternals,
            Action::RunOutage,
            solve,
        ] {
            assert!(may(&actor, action, Some(&inner)), "{actor:?} {action:?}");
        }
        assert!(!may(&actor, Action::ManageAccounts, Some(&inner)));
    }
    for (actor, allowed) in [
        (
            &superior,
            vec![Action::SeeOutage, Action::SeeInternals, Action::RunOutage],
        ),
        (&second_line, vec![Action::SeeOutage, Action::SeeInternals]),
        (&requester, vec![Action::SeeOutage]),
    ] {
        for action in [
            Action::SeeOutage,
            Action::SeeInternals,
            Action::RunOutage,
            solve,
        ] {
            let expected = allowed.contains(&action);
            assert_eq!(
                may(actor, action, Some(&inner)),
                expected,
                "{actor:?} {action:?}"
            );
        }
    }
    for actor in &visitors {
        assert!(may(actor, Action::SeeOutage, Some(&public)));
        assert!(!may(actor, Action::SeeOutage, Some(&inner)));
        assert!(!may(actor, Action::SeeOutage, None));
        for action in [Action::SeeInternals, Action::RunOutage, solve] {
            assert!(!may(actor, action, Some(&public)), "{action:?}");
        }
    }
    // A ticket is attached by the first line, wherever it is, and by its requester; by no other unit.
    let ticket = escalated();
    let join = Action::Act(ActKind::OutageJoined);
    let on = |actor: &Actor, action| {
        authorize(actor, action, Object::Ticket(&ticket), desk.first_line()).is_ok()
    };
    assert!(on(&person(Role::FirstLine, "a@coi.example"), join));
    assert!(!on(&second_line, join));
    assert!(on(&visitors[1], join));
    assert!(!on(&visitors[1], Action::Act(ActKind::OutageLeft)));
    assert!(!on(&requester, join));
}

proptest! {
    #[test]
    fn whatever_is_done_to_an_outage_its_history_replays_to_the_row(
        tries in prop::collection::vec((0u8..6, prop_oneof![9 => Just("tekst"), 1 => Just(" ")]), 0..40)
    ) {
        let first = declared();
        let mut outage = first.outage;
        let mut history = vec![first.event];
        for (n, (act, text)) in (2..).zip(tries) {
            let before = outage.clone();
            let (by, moment) = (operator(), moment(n));
            let change = match act {
                0 => outage.update(text, by, moment),
                1 => outage.end(text, by, moment),
                2 => outage.reopen(text, by, moment),
                3 => outage.resolve_all(text, by, moment),
                4 => outage.reword(Announcement { title: text.into(), ..announcement(moment.now) }, by, moment),
                _ => outage.update(text, by, Moment { now: before.declared_at, ..moment }),
            };
            match change {
                Ok(change) => {
                    prop_assert_eq!(change.before, Some(before.version));
                    prop_assert_eq!(change.outage.version, before.version + 1);
                    prop_assert!(change.event.at >= before.updated_at);
                    prop_assert!(change.outage.news.sequence <= change.outage.version);
                    outage = change.outage;
                    history.push(change.event);
                }
                Err(refusal) => prop_assert!(!refusal.code().is_empty()),
            }
            prop_assert!(!outage.announcement.title.is_empty());
            prop_assert!(!outage.news.text.trim().is_empty());
        }
        prop_assert_eq!(Outage::replay(&history), Some(outage.clone()));
        let json = serde_json::to_string(&history).unwrap();
        let read: Vec<OutageEvent> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(Outage::replay(&read), Some(outage));
        if history.len() > 1 {
            prop_assert_eq!(Outage::replay(&history[1..]), None);
        }
    }

    #[test]
    fn a_ticket_that_joins_and_leaves_replays_to_its_row(tries in prop::collection::vec(0u8..6, 0..30)) {
        let targets = Targets::built_in();
        let outages = [77, 78].map(|id| Outage { id: OutageId(Uuid::from_u128(id)), ..declared().outage });
        let first = filed();
        let mut ticket = first.ticket;
        let mut history = vec![first.event];
        for (n, act) in (2..).zip(tries) {
            let (by, moment) = (operator(), moment(n));
            let before = ticket.outage;
            let change = match act {
                0 | 1 => ticket.join_outage(&outages[usize::from(act)], &targets, by, moment),
                2 | 3 => ticket.leave_outage(&outages[usize::from(act) - 2], by, moment),
                4 => ticket.resolve("Działa.", by, moment),
                _ => ticket.reopen("Nie działa.", by, moment),
            };
            if let Ok(change) = change {
                // Nobody is moved from one outage to another in one act.
                prop_assert!(before.is_none() || change.ticket.outage.is_none() || before == change.ticket.outage);
                ticket = change.ticket;
                history.push(change.event);
            }
        }
        prop_assert_eq!(replay(&history).unwrap(), ticket);
    }
}
