//! What a history brings to the figures.

use analyses::{Ended, TicketFigures};
use domain::calendar::Calendar;
use domain::targets::Targets;
use domain::{
    Act, Author, Event, EventId, FullComment, Requester, TicketId, Visibility, WaitingFor,
};
use serde_json::json;
use uuid::Uuid;

use crate::{at, unit};

struct Told(Vec<Event>);

impl Told {
    fn filed(when: &str) -> Self {
        Self(Vec::new()).then(
            when,
            serde_json::from_value(json!({
                "kind": "registered", "number": "ZG-2026-000001", "unit": "IT-02-3",
                "subject": "s", "body": "b", "requester": Requester::default(),
                "impact": "medium", "urgency": "medium", "priority": 2,
            }))
            .unwrap(),
        )
    }

    fn then(mut self, when: &str, act: Act) -> Self {
        let sequence = i64::try_from(self.0.len()).unwrap() + 1;
        self.0.push(Event {
            id: EventId(Uuid::from_u128(u128::try_from(sequence).unwrap())),
            ticket: TicketId(Uuid::from_u128(7)),
            sequence,
            at: at(when),
            by: Author {
                user: None,
                name: "Olga".into(),
                unit: Some(unit("IT-02-3")),
            },
            act,
        });
        self
    }

    fn figures(&self) -> TicketFigures {
        TicketFigures::of(&self.0, &Calendar::built_in(), &Targets::built_in()).unwrap()
    }
}

fn solution() -> Act {
    Act::Resolved {
        solution: "gotowe".into(),
    }
}

fn transferred(to: &str) -> Act {
    let duty = "§15 pkt 8".parse().unwrap();
    Act::Transferred {
        to: unit(to),
        reason: "r".into(),
        duty,
    }
}

fn returned() -> Act {
    Act::Returned {
        to: unit("IT-02-3"),
        reason: "r".into(),
        cause: None,
    }
}

#[test]
fn a_ticket_solved_at_once_is_a_first_contact() {
    let found = Told::filed("2026-11-26 08:00")
        .then("2026-11-26 09:00", solution())
        .figures();
    assert!(found.is_first_contact() && found.solution.is_kept() && found.answer.is_kept());
    let end = found.end.unwrap();
    assert_eq!((end.how, end.at), (Ended::Solved, at("2026-11-26 09:00")));
    assert_eq!((found.solution.used, found.version), (3600, 2));
}

#[test]
fn whatever_is_more_than_one_contact_is_none() {
    let ask = Act::Paused {
        why: WaitingFor::Requester,
        until: None,
        reason: "?".into(),
    };
    let reopened = Act::Reopened { reason: "r".into() };
    for between in [
        vec![ask, Act::Resumed],
        vec![solution(), reopened],
        vec![transferred("IT-04-2")],
    ] {
        let mut told = Told::filed("2026-11-26 08:00");
        for act in between {
            told = told.then("2026-11-26 08:30", act);
        }
        assert!(
            !told
                .then("2026-11-26 09:00", solution())
                .figures()
                .is_first_contact()
        );
    }
}

#[test]
fn hand_overs_are_counted_and_the_first_is_kept() {
    let comment = FullComment::new("a", "b", "c", "d").unwrap();
    let duty = "§14 pkt 1 lit. l".parse().unwrap();
    let decided = |to| Act::Decided {
        to: unit(to),
        duty,
        reason: "r".into(),
    };
    let told = Told::filed("2026-11-26 08:00")
        .then(
            "2026-11-26 08:10",
            Act::Escalated {
                to: unit("IT-04-1"),
                duty,
                comment,
            },
        )
        .then("2026-11-26 08:20", returned())
        .then("2026-11-26 08:30", transferred("IT-04-2"))
        .then("2026-11-26 08:35", returned())
        // A ruling that leaves it where it is moves nothing.
        .then("2026-11-26 08:36", decided("IT-02-3"))
        .then("2026-11-26 08:40", decided("IT-04-2"))
        .then("2026-11-26 08:50", solution());
    let found = told.figures();
    assert_eq!(
        (found.escalations, found.transfers, found.returns),
        (1, 2, 2)
    );
    assert_eq!(
        (found.first_target.clone(), &found.unit),
        (Some(unit("IT-04-1")), &unit("IT-04-2"))
    );
    assert!(found.is_misrouted());
}

#[test]
fn a_solution_that_did_not_stand_is_no_end() {
    let open = Told::filed("2026-11-26 08:00")
        .then("2026-11-26 09:00", solution())
        .then("2026-11-26 10:00", Act::Reopened { reason: "r".into() });
    let found = open.figures();
    assert_eq!((found.end, found.reopenings), (None, 1));
    assert!(found.solution.due_at.is_some());
    let again = open.then("2026-11-27 09:00", solution()).figures();
    assert_eq!(again.end.map(|end| end.at), Some(at("2026-11-27 09:00")));
}

#[test]
fn a_running_clock_is_late_once_its_time_is_over() {
    // Priority 2: eight office hours for the solution.
    let found = Told::filed("2026-11-26 08:00").figures();
    let due = found.solution.due_at.unwrap();
    assert_eq!(due, at("2026-11-27 08:00"));
    assert!(!found.solution.is_late_at(due));
    assert!(found.solution.is_late_at(at("2026-11-27 08:01")));
}

#[test]
fn a_public_word_is_an_answer_and_cancelling_is_an_end() {
    let note = Act::Noted {
        visibility: Visibility::Public,
        text: "już patrzę".into(),
    };
    let found = Told::filed("2026-11-26 08:00")
        .then("2026-11-26 08:05", note)
        .then("2026-11-26 09:00", Act::Cancelled { reason: "r".into() })
        .figures();
    assert!(found.answer.is_kept() && !found.solution.is_kept());
    assert_eq!(found.end.map(|end| end.how), Some(Ended::Cancelled));
    assert!(!found.is_first_contact());
}
