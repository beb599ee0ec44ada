//! Making a stored suggestion again: the same bit for bit, or from which other data.

use std::fmt;

use domain::Suggestion;
use serde::Serialize;

/// What came of making a suggestion again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replay {
    /// The outcome.
    pub verdict: ReplayVerdict,
    /// Whether decision, units, confidences, provisions, words and note are the same, to the last bit.
    pub same_answer: bool,
    /// What the two were made from, where it is not the same.
    pub differences: Vec<ReplayDifference>,
}

/// The outcome of making a suggestion again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplayVerdict {
    /// Made from the same, and the same bit for bit.
    Same,
    /// Made from other data; [`Replay::differences`] says which.
    OtherData,
    /// Made from the same, and yet another answer: it must not be.
    Broken,
}

/// Something that two suggestions were not both made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplayDifference {
    /// What.
    pub what: ReplayPart,
    /// Its version when the suggestion was stored; empty for none.
    pub stored: String,
    /// Its version now; empty for none.
    pub now: String,
}

/// What a suggestion is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplayPart {
    /// The text of the ticket.
    Text,
    /// The ordinance.
    Ordinance,
    /// The everyday words.
    Vocabulary,
    /// What was learned from words and examples.
    Model,
    /// What was learned from past tickets.
    Adaptation,
    /// The least confidence of a proposal.
    Threshold,
}

impl ReplayPart {
    /// The name in JSON and in text keys: `vocabulary`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Ordinance => "ordinance",
            Self::Vocabulary => "vocabulary",
            Self::Model => "model",
            Self::Adaptation => "adaptation",
            Self::Threshold => "threshold",
        }
    }
}

impl fmt::Display for ReplayPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Replay {
    /// Compares a stored suggestion with the one made of the same ticket now. A threshold that was not
    /// stored counts as another one only when the decision is another one.
    pub fn of(stored: &Suggestion, now: &Suggestion) -> Self {
        let ranked = stored.units == now.units && stored.note == now.note;
        let same_answer = ranked && stored.decision == now.decision;
        let threshold = |suggestion: &Suggestion| {
            let known = stored.threshold.is_some() || (ranked && !same_answer);
            let threshold = suggestion.threshold.filter(|_| known);
            threshold.map_or_else(String::new, |least| least.to_string())
        };
        let of = |suggestion: &Suggestion| {
            let mut learned = suggestion.vocabulary.splitn(3, '+').map(str::to_owned);
            let mut next = || learned.next().unwrap_or_default();
            [
                (ReplayPart::Text, suggestion.input.clone()),
                (ReplayPart::Ordinance, suggestion.ordinance.clone()),
                (ReplayPart::Vocabulary, next()),
                (ReplayPart::Model, next()),
                (ReplayPart::Adaptation, next()),
                (ReplayPart::Threshold, threshold(suggestion)),
            ]
        };
        let differences: Vec<ReplayDifference> = of(stored)
            .into_iter()
            .zip(of(now))
            .filter(|((_, stored), (_, now))| stored != now)
            .map(|((what, stored), (_, now))| ReplayDifference { what, stored, now })
            .collect();
        Self {
            verdict: match (differences.is_empty(), same_answer) {
                (false, _) => ReplayVerdict::OtherData,
                (true, true) => ReplayVerdict::Same,
                (true, false) => ReplayVerdict::Broken,
            },
            same_answer,
            differences,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{Decision, SuggestionNote};

    use super::*;

    fn suggestion() -> Suggestion {
        serde_json::from_value(serde_json::json!({
            "decision": "suggest",
            "units": [{"unit": "IT-04-2", "confidence": 0.1 + 0.2, "duty": "§15 pkt 2", "words": ["toner"]}],
            "ordinance": "1756/2022@a", "vocabulary": "1@b+model", "input": "00", "threshold": 0.7,
        }))
        .unwrap()
    }

    fn parts(replay: &Replay) -> Vec<ReplayPart> {
        replay.differences.iter().map(|d| d.what).collect()
    }

    #[test]
    fn the_same_is_the_same_to_the_last_bit() {
        let same = Replay::of(&suggestion(), &suggestion());
        assert_eq!(
            (same.verdict, same.same_answer),
            (ReplayVerdict::Same, true)
        );
        let mut other = suggestion();
        other.units[0].confidence = 0.3;
        let broken = Replay::of(&suggestion(), &other);
        assert_eq!(broken.verdict, ReplayVerdict::Broken);
        let mut noted = suggestion();
        noted.note = Some(SuggestionNote::NoProvision);
        assert_eq!(
            Replay::of(&suggestion(), &noted).verdict,
            ReplayVerdict::Broken
        );
    }

    #[test]
    fn other_data_are_named_one_by_one() {
        let mut now = suggestion();
        "1@b+other+12".clone_into(&mut now.vocabulary);
        "01".clone_into(&mut now.input);
        let replay = Replay::of(&suggestion(), &now);
        assert_eq!(replay.verdict, ReplayVerdict::OtherData);
        assert!(replay.same_answer);
        assert_eq!(
            parts(&replay),
            [ReplayPart::Text, ReplayPart::Model, ReplayPart::Adaptation]
        );
        let adaptation = &replay.differences[2];
        assert_eq!(
            (adaptation.stored.as_str(), adaptation.now.as_str()),
            ("", "12")
        );
        "1@c+model".clone_into(&mut now.vocabulary);
        "00".clone_into(&mut now.input);
        assert_eq!(
            parts(&Replay::of(&suggestion(), &now)),
            [ReplayPart::Vocabulary]
        );
        now = suggestion();
        "other".clone_into(&mut now.ordinance);
        assert_eq!(
            parts(&Replay::of(&suggestion(), &now)),
            [ReplayPart::Ordinance]
        );
    }

    #[test]
    fn another_threshold_is_named_and_an_unknown_one_only_where_it_explains_something() {
        let mut now = suggestion();
        now.threshold = Some(0.9);
        assert_eq!(
            parts(&Replay::of(&suggestion(), &now)),
            [ReplayPart::Threshold]
        );
        let mut old = suggestion();
        old.threshold = None;
        assert_eq!(Replay::of(&old, &now).verdict, ReplayVerdict::Same);
        now.decision = Decision::Unsure;
        let replay = Replay::of(&old, &now);
        assert_eq!(
            (replay.verdict, replay.same_answer),
            (ReplayVerdict::OtherData, false)
        );
        assert_eq!(parts(&replay), [ReplayPart::Threshold]);
    }
}
