//! What holds whatever people do, in whatever order.

use domain::*;
use proptest::prelude::*;
use uuid::Uuid;

use crate::*;

/// One thing a person may try.
#[derive(Clone, Copy, Debug)]
struct Attempt {
    act: u8,
    target: usize,
    empty: Filled,
}

#[derive(Clone, Copy, Debug)]
enum Filled {
    Yes,
    No,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let one = (
        0u8..20,
        0usize..14,
        prop_oneof![9 => Just(Filled::Yes), 1 => Just(Filled::No)],
    )
        .prop_map(|(act, target, empty)| Attempt { act, target, empty });
    prop::collection::vec(one, 0..40)
}

fn attempt(ticket: &Ticket, what: Attempt, desk: &Desk, moment: Moment) -> Result<Change, Refusal> {
    let target = &desk.ordinance().units()[what.target % desk.ordinance().units().len()].code;
    let cited = desk
        .ordinance()
        .provisions()
        .iter()
        .find(|provision| provision.unit.as_ref() == Some(target))
        .map_or(duty("§18 pkt 1"), |provision| provision.reference);
    let text = match what.empty {
        Filled::Yes => "tekst",
        Filled::No => " ",
    };
    let by = Author {
        user: Some(UserId(Uuid::from_u128(what.target as u128))),
        name: "Ktoś".into(),
        unit: Some(ticket.unit.clone()),
    };
    match what.act {
        0 => ticket.claim(by, moment),
        1 => ticket.note(Visibility::Internal, text, by, moment),
        2 => ticket.note(Visibility::Public, text, by, moment),
        3 => ticket.escalate(
            &desk.second_line_unit(target)?,
            cited,
            FullComment::new(text, text, text, text)?,
            desk,
            by,
            moment,
        ),
        4 => ticket.transfer(target, text, cited, desk, by, moment),
        5 => ticket.accept(by, moment),
        6 => ticket.give_back(text, desk, by, moment),
        7 => ticket.resolve(text, by, moment),
        8 => ticket.reopen(text, by, moment),
        9 => ticket.close(by, moment),
        10 => ticket.pause(WaitingFor::Requester, None, text, by, moment),
        11 => ticket.pause(WaitingFor::Date, Some(later(moment)), text, by, moment),
        12 => ticket.resume(by, moment),
        13 => {
            let impact = Impact::ALL[what.target % 3];
            let matrix = PriorityMatrix::built_in();
            ticket.change_priority(impact, Urgency::Low, text, &matrix, by, moment)
        }
        14 => {
            let unit = target.clone();
            let cause = ReturnCause::NotCompetent { unit, duty: cited };
            ticket.give_back_for(Some(cause), text, desk, by, moment)
        }
        15 => ticket.note(Visibility::Public, text, requester(), moment),
        18 => ticket.put_down(by, moment),
        16 | 17 => ticket.decide(target, cited, text, desk, superior(), moment),
        _ => ticket.cancel(text, by, moment),
    }
}

fn superior() -> Author {
    Author {
        user: None,
        name: "Danuta Dyrektor".into(),
        unit: None,
    }
}

fn later(moment: Moment) -> jiff::Timestamp {
    moment.now + jiff::SignedDuration::from_secs(5)
}

proptest! {
    #[test]
    fn attack_36_whatever_people_try_the_invariants_hold(tries in attempts()) {
        let desk = desk();
        let first = filed();
        let mut ticket = first.ticket;
        let mut history = vec![first.event];
        for (n, what) in (1..).zip(tries) {
            let before = ticket.clone();
            match attempt(&ticket, what, &desk, moment(n)) {
                Ok(change) => {
                    prop_assert!(!before.status.is_final(), "no act after closing");
                    prop_assert_eq!(change.before, Some(before.version));
                    prop_assert_eq!(change.ticket.version, before.version + 1);
                    prop_assert!(change.event.at >= before.updated_at);
                    ticket = change.ticket;
                    history.push(change.event);
                }
                Err(refusal) => prop_assert!(!refusal.code().is_empty()),
            }
            // Exactly one holding unit, a real one, and it is among those involved.
            prop_assert!(desk.ordinance().unit(&ticket.unit).is_some());
            prop_assert_eq!(ticket.involved.iter().filter(|code| **code == ticket.unit).count(), 1);
            prop_assert_eq!(ticket.status == Status::Resolved || ticket.status == Status::Closed, ticket.resolved_at.is_some());
            prop_assert_eq!(ticket.status.is_final(), ticket.finished_at.is_some());
            if ticket.status == Status::Returned { prop_assert_eq!(&ticket.unit, desk.first_line()); }
            if ticket.waiting.is_some() { prop_assert!(matches!(ticket.status, Status::New | Status::InProgress | Status::Returned)); }
            if let Some(pair) = &ticket.quarrel.open { prop_assert!(pair.contains(&ticket.unit)); }
            if let Some(cited) = ticket.duty { prop_assert!(desk.duty_of(&ticket.unit, cited).is_ok()); }
        }
        let replayed = replay(&history).unwrap();
        prop_assert_eq!(&replayed, &ticket);
        let json = serde_json::to_string(&history).unwrap();
        let read: Vec<Event> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(replay(&read).unwrap(), ticket);
    }
}
