//! What is handed over at filing without a click.

use std::collections::BTreeMap;

use domain::{Act, Author, Change, Desk, Moment, SuggestedUnit, Suggestion};
use ordinance::UnitCode;
use texts::{Arg, Texts};
use tracing::warn;

use crate::pages::ticket::suggestion::percent;

/// The units to which a ticket goes at once when it is filed, and how sure the suggestion must be for
/// each. Empty, as it is by default: every ticket waits for the first line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// Least confidence by unit, 0–1. Never a unit of the second line: an escalation needs a full comment
    /// by a person (§ 8 pkt 2 lit. b).
    pub units: BTreeMap<UnitCode, f64>,
}

impl Assignment {
    /// The proposal that is sure enough to be followed at once; `None` for anything else, and for a
    /// text of which more is to be said than its ranking (two matters, no provision).
    fn followed<'a>(&self, suggestion: &'a Suggestion) -> Option<&'a SuggestedUnit> {
        let proposed = suggestion.proposed()?;
        let least = *self.units.get(&proposed.unit)?;
        (proposed.confidence >= least && suggestion.note.is_none()).then_some(proposed)
    }

    /// The hand-over that follows `filed` at once, by the program and with its reason; `None` when the
    /// first line is to decide.
    pub(crate) fn transfer(
        &self,
        filed: &Change,
        desk: &Desk,
        t: Texts,
        moment: Moment,
    ) -> Option<Change> {
        let Act::Registered(_) = &filed.event.act else {
            return None;
        };
        let proposed = self.followed(filed.suggestion.as_ref()?)?;
        let duty = proposed.duty.shown();
        let words = proposed.words.join(", ");
        let key = if words.is_empty() {
            "automatic-reason"
        } else {
            "automatic-reason-words"
        };
        let reason = t.with(
            key,
            &[
                ("percent", Arg::Number(percent(proposed.confidence))),
                ("duty", Arg::Text(&duty)),
                ("words", Arg::Text(&words)),
            ],
        );
        let by = Author::automatic(&t.get("automatic-author"), desk.first_line());
        filed
            .ticket
            .transfer(&proposed.unit, &reason, proposed.duty, desk, by, moment)
            // The unit or its provision is not what it was when the configuration was read: a person decides.
            .inspect_err(|refusal| warn!("not assigned without a click: {refusal}"))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(unit: &str, confidence: f64) -> Suggestion {
        serde_json::from_value(serde_json::json!({
            "decision": "suggest",
            "units": [{"unit": unit, "confidence": confidence, "duty": "§15 pkt 2", "words": []}],
            "ordinance": "1756/2022@a", "vocabulary": "1@b", "input": "00",
        }))
        .unwrap()
    }

    fn assignment() -> Assignment {
        let unit = "IT-04-2".parse().unwrap();
        Assignment {
            units: [(unit, 0.98)].into(),
        }
    }

    #[test]
    fn only_a_sure_proposal_of_a_listed_unit_is_followed() {
        let followed = |suggestion: &Suggestion| assignment().followed(suggestion).is_some();
        assert!(followed(&suggestion("IT-04-2", 0.98)));
        assert!(!followed(&suggestion("IT-04-2", 0.979)));
        assert!(!followed(&suggestion("IT-04-3", 0.99)));
        let nothing = Assignment::default();
        assert_eq!(nothing.followed(&suggestion("IT-04-2", 0.99)), None);
        let mut unsure = suggestion("IT-04-2", 0.99);
        unsure.decision = domain::Decision::Unsure;
        assert!(!followed(&unsure));
        let mut noted = suggestion("IT-04-2", 0.99);
        noted.note = Some(domain::SuggestionNote::NoProvision);
        assert!(!followed(&noted));
    }
}
