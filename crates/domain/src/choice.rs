//! What the first line made of a proposal.

use ordinance::{Reference, UnitCode};

use crate::text::{Faults, FieldError, FieldFault, Need, SHORT_LIMIT};
use crate::{Act, Change, Desk, Suggestion, Ticket};

/// Why somebody chose another unit than the proposed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceReason {
    /// The matter is of another scope than its words tell.
    OtherScope,
    /// The proposal is wrong.
    WrongSuggestion,
    /// In the operator's own words.
    Other(String),
}

impl ChoiceReason {
    /// The names in the database, in forms and in the API.
    pub const NAMES: [&'static str; 3] = ["other_scope", "wrong_suggestion", "other"];

    /// The reason with this name; `words` count only for `other`.
    ///
    /// # Errors
    /// A [`FieldError`] of `choice` for a missing or unknown name, of `choice_words` for words that are
    /// missing or longer than a line may be ([`SHORT_LIMIT`]).
    pub fn new(name: &str, words: &str) -> Result<Self, Vec<FieldError>> {
        let mut faults = Faults::default();
        let reason = match name {
            "other_scope" => Self::OtherScope,
            "wrong_suggestion" => Self::WrongSuggestion,
            "other" => Self::Other(faults.line("choice_words", words, SHORT_LIMIT, Need::Required)),
            _ => {
                let fault = if name.is_empty() {
                    FieldFault::Missing
                } else {
                    FieldFault::UnknownValue
                };
                return Err(vec![FieldError {
                    field: "choice",
                    fault,
                }]);
            }
        };
        faults.finish(reason)
    }

    /// The name: `other_scope`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::OtherScope => "other_scope",
            Self::WrongSuggestion => "wrong_suggestion",
            Self::Other(_) => "other",
        }
    }

    /// The operator's own words; empty unless they gave some.
    pub fn words(&self) -> &str {
        match self {
            Self::Other(words) => words,
            Self::OtherScope | Self::WrongSuggestion => "",
        }
    }
}

/// A proposal and what the first line chose; kept with the act that handed the ticket over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionChoice {
    /// The unit that was proposed.
    pub proposed_unit: UnitCode,
    /// The provision that was proposed.
    pub proposed_duty: Reference,
    /// The unit that got the ticket.
    pub chosen_unit: UnitCode,
    /// The provision under which it got the ticket.
    pub chosen_duty: Reference,
    /// Why it is another unit; `None` when it is the proposed one, or when nobody said.
    pub reason: Option<ChoiceReason>,
}

impl SuggestionChoice {
    /// What `change` made of a proposal for `before`: `None` when nothing was proposed, when the first line
    /// did not hold the ticket, and for acts that are no hand-over.
    pub fn of(
        before: &Ticket,
        desk: &Desk,
        suggestion: Option<&Suggestion>,
        change: &Change,
        reason: Option<ChoiceReason>,
    ) -> Option<Self> {
        let proposed = suggestion?.proposed()?;
        let (Act::Escalated { to, duty, .. } | Act::Transferred { to, duty, .. }) =
            &change.event.act
        else {
            return None;
        };
        (before.unit == *desk.first_line()).then(|| Self {
            proposed_unit: proposed.unit.clone(),
            proposed_duty: proposed.duty,
            chosen_unit: to.clone(),
            chosen_duty: *duty,
            reason: reason.filter(|_| proposed.unit != *to),
        })
    }

    /// Whether the proposed unit got the ticket.
    pub fn is_accepted(&self) -> bool {
        self.proposed_unit == self.chosen_unit
    }
}
