//! What the first line makes of a proposal.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use domain::*;
use ordinance::Ordinance;

fn desk() -> Desk {
    Desk::new(Arc::new(Ordinance::built_in().clone()))
}

fn olga() -> Author {
    Author {
        user: None,
        name: "Olga Operator".into(),
        unit: "IT-02-3".parse().ok(),
    }
}

fn moment(id: u128) -> Moment {
    Moment {
        now: "2026-11-26T12:00:00Z".parse().unwrap(),
        event: EventId(uuid::Uuid::from_u128(id)),
    }
}

fn suggestion(decision: Decision) -> Suggestion {
    let suggestion = serde_json::json!({
        "decision": decision,
        "units": [{"unit": "IT-04-2", "confidence": 0.9, "duty": "§15 pkt 2", "words": ["drukarka"]}],
        "ordinance": "1756/2022@a", "vocabulary": "1@b", "input": "00",
    });
    serde_json::from_value(suggestion).unwrap()
}

fn filed() -> Ticket {
    let requester = Requester {
        name: "Anna Nowak".into(),
        email: "anna@example.org".into(),
        ..Requester::default()
    };
    let filing = Filing {
        id: TicketId(uuid::Uuid::from_u128(1)),
        number: TicketNumber::new(2026, 1).unwrap(),
        subject: "Drukarka",
        body: "Nie drukuje.",
        requester,
        impact: Impact::Low,
        urgency: Urgency::Low,
        suggestion: None,
    };
    let matrix = PriorityMatrix::built_in();
    Ticket::register(filing, &desk(), &matrix, olga(), moment(2))
        .unwrap()
        .ticket
}

fn transferred(ticket: &Ticket, to: &str, duty: &str) -> Change {
    let (to, duty) = (to.parse().unwrap(), duty.parse().unwrap());
    ticket
        .transfer(&to, "powód", duty, &desk(), olga(), moment(3))
        .unwrap()
}

fn choice(change: &Change, reason: Option<ChoiceReason>) -> Option<SuggestionChoice> {
    let suggestion = suggestion(Decision::Suggest);
    SuggestionChoice::of(&filed(), &desk(), Some(&suggestion), change, reason)
}

#[test]
fn the_proposed_unit_needs_no_reason_whatever_the_provision() {
    let change = transferred(&filed(), "IT-04-2", "§15 pkt 1 lit. b");
    let choice = choice(&change, Some(ChoiceReason::WrongSuggestion)).unwrap();
    assert!(choice.is_accepted());
    assert_eq!(choice.reason, None);
    assert_eq!(choice.proposed_duty.to_string(), "§15 pkt 2");
    assert_eq!(choice.chosen_duty.to_string(), "§15 pkt 1 lit. b");
}

#[test]
fn another_unit_is_kept_with_the_reason() {
    let change = transferred(&filed(), "IT-04-3", "§16 pkt 1");
    let choice = choice(&change, Some(ChoiceReason::OtherScope)).unwrap();
    assert!(!choice.is_accepted());
    assert_eq!(choice.reason, Some(ChoiceReason::OtherScope));
}

#[test]
fn where_nothing_was_proposed_or_the_first_line_did_not_choose_nothing_is_kept() {
    let (ticket, desk) = (filed(), desk());
    let change = transferred(&ticket, "IT-04-2", "§15 pkt 2");
    let unsure = suggestion(Decision::Unsure);
    for suggestion in [None, Some(&unsure)] {
        assert_eq!(
            SuggestionChoice::of(&ticket, &desk, suggestion, &change, None),
            None
        );
    }
    let claimed = ticket.claim(olga(), moment(4)).unwrap();
    assert_eq!(choice(&claimed, None), None);
    let on = transferred(&change.ticket, "IT-04-3", "§16 pkt 1");
    let suggested = suggestion(Decision::Suggest);
    assert_eq!(
        SuggestionChoice::of(&change.ticket, &desk, Some(&suggested), &on, None),
        None
    );
}

#[test]
fn a_reason_is_one_of_two_or_a_line_of_ones_own() {
    assert_eq!(
        ChoiceReason::new("other_scope", "x"),
        Ok(ChoiceReason::OtherScope)
    );
    assert_eq!(
        ChoiceReason::new("other", " pomyłka\nw dziale "),
        Ok(ChoiceReason::Other("pomyłka w dziale".into()))
    );
    let field = |name, words: &str| ChoiceReason::new(name, words).unwrap_err()[0].field;
    assert_eq!(field("", ""), "choice");
    assert_eq!(field("because", ""), "choice");
    assert_eq!(field("other", " "), "choice_words");
    assert_eq!(field("other", &"ż".repeat(SHORT_LIMIT + 1)), "choice_words");
    for name in ChoiceReason::NAMES {
        assert_eq!(ChoiceReason::new(name, "x").unwrap().as_str(), name);
    }
}
