//! Returns that say what was wrong with the hand-over.

use domain::*;

use crate::*;

fn give_back(ticket: &Ticket, cause: ReturnCause, by: &str) -> Result<Change, Refusal> {
    ticket.give_back_for(Some(cause), "zob. niżej", &desk(), member(by), moment(5))
}

fn incomplete(parts: &[CommentPart]) -> ReturnCause {
    ReturnCause::IncompleteComment {
        parts: parts.to_vec(),
    }
}

#[test]
fn an_incomplete_comment_names_its_parts_each_once_in_order() {
    let twice = [
        CommentPart::Contact,
        CommentPart::Tried,
        CommentPart::Contact,
    ];
    let change = give_back(&escalated(), incomplete(&twice), "IT-04-1").unwrap();
    let Act::Returned { cause, .. } = &change.event.act else {
        panic!("a return")
    };
    assert_eq!(
        *cause,
        Some(incomplete(&[CommentPart::Tried, CommentPart::Contact]))
    );
    assert_eq!(
        give_back(&escalated(), incomplete(&[]), "IT-04-1"),
        Err(Refusal::Fields(vec![FieldError {
            field: "parts",
            fault: FieldFault::Missing
        }]))
    );
}

#[test]
fn only_the_second_line_gets_full_comments() {
    let elsewhere = filed()
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
    assert_eq!(
        give_back(&elsewhere, incomplete(&[CommentPart::Tried]), "IT-04-2"),
        Err(Refusal::NoFullComment {
            unit: unit("IT-04-2")
        })
    );
}

#[test]
fn whoever_is_not_competent_names_who_is_by_that_units_own_duty() {
    let points = |to: &str, reference: &str| ReturnCause::NotCompetent {
        unit: unit(to),
        duty: duty(reference),
    };
    let ticket = escalated();
    let change = give_back(&ticket, points("IT-04-2", "§15 pkt 8"), "IT-04-1").unwrap();
    assert_eq!(change.ticket.unit, unit("IT-02-3"));
    assert_eq!(
        give_back(&ticket, points("IT-04-1", "§14 pkt 3"), "IT-04-1"),
        Err(Refusal::AlreadyThere {
            unit: unit("IT-04-1")
        })
    );
    assert_eq!(
        give_back(&ticket, points("IT-04-2", "§14 pkt 3"), "IT-04-1"),
        Err(Refusal::ForeignDuty {
            duty: duty("§14 pkt 3"),
            unit: unit("IT-04-2")
        })
    );
}

#[test]
fn a_return_written_before_causes_were_named_is_still_read() {
    let old = r#"{"kind":"returned","to":"IT-02-3","reason":"brak numeru"}"#;
    let act: Act = serde_json::from_str(old).unwrap();
    assert_eq!(
        act,
        Act::Returned {
            to: unit("IT-02-3"),
            reason: "brak numeru".into(),
            cause: None
        }
    );
}
