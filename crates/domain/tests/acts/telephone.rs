//! Tickets that an operator takes down while somebody calls.

use domain::*;

use crate::{desk, filing_of, moment, operator};

fn caller(email: &str, phone: &str) -> Requester {
    Requester {
        name: "Jan Próbny".into(),
        email: email.into(),
        phone: phone.into(),
        ..Requester::default()
    }
}

fn register(channel: Channel, requester: Requester) -> Result<Change, Refusal> {
    let matrix = PriorityMatrix::built_in();
    let filing = filing_of(requester);
    Ticket::register_by(channel, filing, &desk(), &matrix, operator(), moment(1))
}

fn fields(refused: Result<Change, Refusal>) -> Vec<&'static str> {
    match refused {
        Err(Refusal::Fields(errors)) => errors.iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_caller_leaves_an_address_or_a_number_and_gets_letters_only_at_an_address() {
    let filed = register(Channel::Telephone, caller("", "12 616 00 00")).unwrap();
    assert_eq!(filed.letters, Vec::new());
    assert_eq!(filed.ticket.requesters(), Vec::new());
    let solved = filed.ticket.resolve("Zrobione.", operator(), moment(2));
    assert_eq!(solved.unwrap().letters, Vec::new());

    let filed = register(Channel::Telephone, caller("jan@example.org", "")).unwrap();
    assert_eq!(filed.letters[0].kind, LetterKind::Confirmation);
    let solved = filed.ticket.resolve("Zrobione.", operator(), moment(2));
    assert_eq!(solved.unwrap().letters[0].to, Recipient::Requester);

    assert_eq!(
        fields(register(Channel::Telephone, caller("", " "))),
        ["phone"]
    );
    assert_eq!(
        fields(register(Channel::Telephone, caller("jan@", "12"))),
        ["email"]
    );
    assert_eq!(
        fields(register(Channel::Written, caller("", "12 616 00 00"))),
        ["email"]
    );
}

#[test]
fn history_keeps_that_somebody_called_and_says_nothing_of_the_usual_way() {
    let kept = |channel, phone: &str| {
        let change = register(channel, caller("jan@example.org", phone)).unwrap();
        let text = serde_json::to_string(&change.event.act).unwrap();
        let read: Act = serde_json::from_str(&text).unwrap();
        assert_eq!(read, change.event.act);
        text.contains(r#""channel":"telephone""#)
    };
    assert!(kept(Channel::Telephone, "12"));
    assert!(!kept(Channel::Written, "12"));
}
