//! Why a ticket goes where it goes.

use std::collections::HashSet;

use domain::Suggestion;
use ordinance::{Reference, UnitCode};
use serde::Serialize;

use super::{LEAST_CONTRIBUTION, Matcher, Neighbours, SHOWN_WORDS, joined};
use crate::evidence::{known, names};
use crate::features::Feature;
use crate::history::NearPast;
use crate::lexicon::Token;
use crate::own_words::own_words;
use crate::replay::Replay;

/// Examples shown per unit.
const SHOWN_EXAMPLES: usize = 3;

/// A suggestion with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The answer, as [`Matcher::suggest`] gives it.
    pub suggestion: Suggestion,
    /// Version of the model, `<hash>`; with `+<hash>` of what it is adapted to.
    pub model: String,
    /// Version of the examples it learned from.
    pub examples: String,
    /// Reasons for each suggested unit, in the order of the suggestion.
    pub units: Vec<UnitReasons>,
    /// Words that speak for the first unit's duty more than for the second's, strongest first: why the
    /// runner-up lost.
    pub against_runner_up: Vec<WordWeight>,
    /// Words without which the ticket would go elsewhere.
    pub decisive: Vec<Decisive>,
    /// How it compares with the suggestion stored with a ticket; left out for a text that is no ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replay: Option<Replay>,
}

impl Explanation {
    /// Compared with what was stored with the ticket.
    #[must_use]
    pub fn against(self, stored: &Suggestion) -> Self {
        Self {
            replay: Some(Replay::of(stored, &self.suggestion)),
            ..self
        }
    }
}

/// Why one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitReasons {
    /// The unit.
    pub unit: UnitCode,
    /// The provision it rests on.
    pub duty: Reference,
    /// Words for that provision, strongest first, at most six.
    pub words: Vec<WordWeight>,
    /// The most similar examples of the unit, at most three.
    pub nearest: Vec<NearExample>,
    /// The most similar past tickets of the unit, at most three; none unless the matcher is adapted to some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<NearPast>,
}

/// A word of the text and what it adds to a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WordWeight {
    /// As typed.
    pub word: String,
    /// In units of the score; a lead of 1 is nearly certain.
    pub weight: f64,
}

/// An example like the ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearExample {
    /// File and line.
    pub place: String,
    /// Its provision.
    pub duty: Reference,
    /// Its first line.
    pub subject: String,
    /// Cosine of the two texts, 0–1.
    pub similarity: f64,
}

/// Without this word the ticket would go elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decisive {
    /// The word, as typed.
    pub without: String,
    /// Where it would go then.
    pub unit: UnitCode,
    /// By this provision.
    pub duty: Reference,
}

impl Matcher {
    /// Ranks as [`Self::suggest`] and says why; with `examples` ([`Self::neighbours`]), also which of them are
    /// most like the text. A handful of rankings and one walk over the examples: a few milliseconds.
    ///
    /// ```
    /// let matcher = matcher::Matcher::built_in();
    /// let why = matcher.explain("VPN", "z domu nie łączy mnie FortiClient", None);
    /// assert_eq!(why.units[0].words[0].word, "FortiClient");
    /// ```
    pub fn explain(&self, subject: &str, body: &str, examples: Option<&Neighbours>) -> Explanation {
        let text = joined(subject, body);
        let tokens = self.corrected(&self.lexicon.tokens(own_words(&text)));
        let vector = self.vector(&tokens);
        let suggestion = self.suggest(subject, body);
        let duty = |at: usize| {
            let found: Option<&domain::SuggestedUnit> = suggestion.units.get(at);
            found.and_then(|unit| self.number(&unit.duty))
        };
        let near = examples.map(|examples| examples.similar(&vector));
        let past = self.past(&vector);
        let units = suggestion
            .units
            .iter()
            .enumerate()
            .map(|(at, unit)| UnitReasons {
                unit: unit.unit.clone(),
                duty: unit.duty,
                words: duty(at).map_or_else(Vec::new, |duty| {
                    let weigh = |f: &Feature| self.contribution(f, duty);
                    weighed(&text, &tokens, &vector, weigh)
                }),
                nearest: near
                    .as_ref()
                    .map_or_else(Vec::new, |near| near.of(&unit.unit, SHOWN_EXAMPLES)),
                past: past
                    .iter()
                    .filter(|(of, _)| **of == unit.unit)
                    .take(SHOWN_EXAMPLES)
                    .map(|(_, past)| past.clone())
                    .collect(),
            })
            .collect();
        let against_runner_up = match (duty(0), duty(1)) {
            (Some(first), Some(second)) => weighed(&text, &tokens, &vector, |f| {
                self.contribution(f, first) - self.contribution(f, second)
            }),
            _ => Vec::new(),
        };
        Explanation {
            decisive: self.decisive(&text, &tokens, &suggestion),
            model: self.model_versions(),
            examples: self.model.sources().examples.clone(),
            units,
            against_runner_up,
            suggestion,
            replay: None,
        }
    }

    pub(crate) fn number(&self, reference: &Reference) -> Option<usize> {
        self.duties
            .iter()
            .position(|duty| duty.reference == *reference)
    }

    /// Leaves out each deciding word of the first unit, one at a time.
    fn decisive(&self, text: &str, tokens: &[Token], suggestion: &Suggestion) -> Vec<Decisive> {
        let Some(first) = suggestion.units.first() else {
            return Vec::new();
        };
        let without = |word: &String| {
            let stem = tokens
                .iter()
                .find(|token| text.get(token.range.clone()) == Some(word))
                .map(|token| token.stem.as_str())?;
            let mut rest = tokens.to_vec();
            rest.retain(|token| token.stem != stem);
            let written = known(&rest, |stem| self.knows(stem));
            let (_, units) = self.rank(text, &rest, &self.vector(&rest), written);
            let other = units.into_iter().next()?;
            (other.unit != first.unit).then(|| Decisive {
                without: word.clone(),
                unit: other.unit,
                duty: other.duty,
            })
        };
        first.words.iter().filter_map(without).collect()
    }
}

/// The words whose features weigh most, as typed, each stem once.
pub(super) fn weighed(
    text: &str,
    tokens: &[Token],
    vector: &[Feature],
    weigh: impl Fn(&Feature) -> f32,
) -> Vec<WordWeight> {
    let mut sums = vec![0.0_f32; tokens.len()];
    for feature in vector {
        sums[feature.token as usize] += weigh(feature);
    }
    let mut order: Vec<usize> = (0..tokens.len())
        .filter(|&at| sums[at] > LEAST_CONTRIBUTION && names(&tokens[at]))
        .collect();
    order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]).then(a.cmp(&b)));
    let mut seen = HashSet::new();
    order
        .into_iter()
        .filter(|&at| seen.insert(tokens[at].stem.as_str()))
        .take(SHOWN_WORDS)
        .filter_map(|at| {
            Some(WordWeight {
                word: text.get(tokens[at].range.clone())?.to_owned(),
                weight: f64::from(sums[at]),
            })
        })
        .collect()
}
