//! Letters about a ticket and what became of them.

use domain::{Action, Object, Recipient};
use store::jobs::{JobState, TicketLetter};

use super::history::Moment;
use crate::App;
use crate::auth::extract::Signed;
use crate::permit::may;

/// One letter.
pub(crate) struct LetterLine {
    pub(crate) kind: String,
    pub(crate) to: String,
    /// For the colour.
    pub(crate) state: &'static str,
    pub(crate) state_words: String,
    pub(crate) at: Moment,
    /// Address of the letter as it was sent; empty when there is none or the reader may not see it.
    pub(crate) address: String,
}

/// The letters in the order they were called for.
pub(crate) fn lines(app: &App, signed: &Signed, letters: &[TicketLetter]) -> Vec<LetterLine> {
    let t = app.texts;
    let sees = may(app, &signed.actor(), Action::SeeLetters, Object::Desk);
    letters
        .iter()
        .map(|letter| {
            let state = match letter.state {
                JobState::Queued => "queued",
                JobState::Sent => "sent",
                JobState::Undelivered => "undelivered",
                JobState::Discarded => "discarded",
                JobState::Gathered => "gathered",
            };
            LetterLine {
                kind: t.get(&format!("letter-{}", letter.kind.as_str())),
                to: match &letter.to {
                    Recipient::Requester => t.get("ticket-letter-to-requester"),
                    Recipient::RequesterOf(_) => t.get("ticket-letter-to-requester-of"),
                    Recipient::Arbiter => t.get("letter-to-arbiter"),
                    Recipient::Unit(unit) => t.one("ticket-letter-to-unit", "unit", unit.as_str()),
                    Recipient::Person(_) => t.get("letter-to-person"),
                    Recipient::Official(_) => t.get("letter-to-official"),
                },
                state,
                state_words: t.get(&format!("ticket-letter-{state}")),
                at: Moment::new(t, letter.at),
                address: if sees && letter.state == JobState::Sent {
                    format!("/listy/{}", letter.id)
                } else {
                    String::new()
                },
            }
        })
        .collect()
}
