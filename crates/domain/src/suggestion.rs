//! What the matcher answered, as it is stored with the ticket and shown to people.

use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

/// Whether the ranking is worth acting on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The first unit is proposed.
    Suggest,
    /// The words do not decide; the first line decides.
    Unsure,
}

/// A ranking of units by the words of a text, with the versions of the data it was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Whether the first unit is proposed.
    pub decision: Decision,
    /// At most five units, best first; empty when no word of the text says anything.
    pub units: Vec<SuggestedUnit>,
    /// Version of the ordinance, `1756/2022@<hash>`.
    pub ordinance: String,
    /// Version of the vocabulary and of the model learned from it and the examples, `<declared>@<hash>+<hash>`.
    pub vocabulary: String,
    /// SHA-256 of the text that was ranked, in hex.
    pub input: String,
    /// What the ranking alone does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<SuggestionNote>,
    /// The least confidence of a proposal when it was made, 0–1; `None` where it was not kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
}

/// What is said about a text beside its ranking; as JSON `{"kind":"two_matters",…}` or `{"kind":"no_provision"}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SuggestionNote {
    /// The text clearly holds a second matter, of another unit than the first of the ranking.
    TwoMatters {
        /// The unit of the second matter.
        unit: UnitCode,
        /// The unit's provision that fits it best.
        duty: Reference,
        /// Words of the second matter that decided, as typed, strongest first.
        words: Vec<String>,
        /// The second matter as written, at most 200 characters.
        excerpt: String,
    },
    /// The words are known, but no provision covers what they say. Such a suggestion is always unsure.
    NoProvision,
}

impl Suggestion {
    /// The proposed unit; `None` when unsure.
    pub fn proposed(&self) -> Option<&SuggestedUnit> {
        match self.decision {
            Decision::Suggest => self.units.first(),
            Decision::Unsure => None,
        }
    }
}

/// One unit of a ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestedUnit {
    /// The unit.
    pub unit: UnitCode,
    /// Probability that this is the competent unit, 0–1.
    pub confidence: f64,
    /// The unit's provision that fits best.
    pub duty: Reference,
    /// Words of the text that decided, as typed, strongest first.
    pub words: Vec<String>,
    /// At most five provisions of the unit, best first; `duty` is the first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<SuggestedDuty>,
}

/// One provision of a ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuggestedDuty {
    /// The provision.
    pub duty: Reference,
    /// Its score; comparable only within one suggestion.
    pub score: f64,
}
