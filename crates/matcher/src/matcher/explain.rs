//! Why a ticket goes where it goes.

use std::collections::{HashMap, HashSet};

use domain::Suggestion;
use ordinance::{Reference, UnitCode};
use serde::Serialize;

use super::{LEAST_CONTRIBUTION, Matcher, SHOWN_WORDS, joined};
use crate::evidence::{known, names};
use crate::features::Feature;
use crate::lexicon::Token;
use crate::own_words::own_words;
use crate::{Example, Examples};

/// Examples shown per unit.
const SHOWN_EXAMPLES: usize = 3;

/// A suggestion with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The answer, as [`Matcher::suggest`] gives it.
    pub suggestion: Suggestion,
    /// Version of the model.
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
    /// Ranks as [`Self::suggest`] and says why; with `examples`, also which of them are most like the text.
    ///
    /// Comparing with all shipped examples takes some tenths of a second; the rest is a handful of rankings.
    ///
    /// ```
    /// let matcher = matcher::Matcher::built_in();
    /// let why = matcher.explain("VPN", "z domu nie łączy mnie FortiClient", None);
    /// assert_eq!(why.units[0].words[0].word, "FortiClient");
    /// ```
    pub fn explain(&self, subject: &str, body: &str, examples: Option<&Examples>) -> Explanation {
        let text = joined(subject, body);
        let mut tokens = self.lexicon.tokens(own_words(&text));
        self.correct(&mut tokens);
        let vector = self.model.features.vector(&tokens);
        let suggestion = self.suggest(subject, body);
        let duty = |at: usize| {
            let found: Option<&domain::SuggestedUnit> = suggestion.units.get(at);
            found.and_then(|unit| self.number(&unit.duty))
        };
        let mut near = examples.map_or_else(Vec::new, |examples| self.similar(&vector, examples));
        near.sort_by(|a, b| b.2.total_cmp(&a.2));
        let units = suggestion
            .units
            .iter()
            .enumerate()
            .map(|(at, unit)| UnitReasons {
                unit: unit.unit.clone(),
                duty: unit.duty,
                words: duty(at).map_or_else(Vec::new, |duty| {
                    let weigh = |f: &Feature| self.model.weights.contribution(f, duty);
                    weighed(&text, &tokens, &vector, weigh)
                }),
                nearest: near
                    .iter()
                    .filter(|(_, number, _)| self.units[*number].code == unit.unit)
                    .take(SHOWN_EXAMPLES)
                    .map(|(example, _, similarity)| NearExample {
                        place: example.place(),
                        duty: example.duty,
                        subject: example.subject.clone(),
                        similarity: f64::from(*similarity),
                    })
                    .collect(),
            })
            .collect();
        let against_runner_up = match (duty(0), duty(1)) {
            (Some(first), Some(second)) => weighed(&text, &tokens, &vector, |f| {
                let weights = &self.model.weights;
                weights.contribution(f, first) - weights.contribution(f, second)
            }),
            _ => Vec::new(),
        };
        Explanation {
            decisive: self.decisive(&text, &tokens, &suggestion),
            model: self.model.version().to_owned(),
            examples: self.model.sources().examples.clone(),
            units,
            against_runner_up,
            suggestion,
        }
    }

    fn number(&self, reference: &Reference) -> Option<usize> {
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
            let written = known(&rest, |stem| self.model.features.knows(stem));
            let (_, units) = self.rank(text, &rest, written);
            let other = units.into_iter().next()?;
            (other.unit != first.unit).then(|| Decisive {
                without: word.clone(),
                unit: other.unit,
                duty: other.duty,
            })
        };
        first.words.iter().filter_map(without).collect()
    }

    /// Every example of a known duty, with its unit and its cosine to a vector.
    fn similar<'a>(
        &self,
        vector: &[Feature],
        examples: &'a Examples,
    ) -> Vec<(&'a Example, usize, f32)> {
        let length = |vector: &[Feature]| -> f32 {
            let squares: f32 = vector.iter().map(|f| f.value * f.value).sum();
            squares.sqrt().max(f32::MIN_POSITIVE)
        };
        let values: HashMap<u32, f32> = vector.iter().map(|f| (f.id, f.value)).collect();
        let own = length(vector);
        examples
            .all()
            .iter()
            .filter_map(|example| {
                let unit = self.duties[self.number(&example.duty)?].unit;
                let tokens = self.lexicon.tokens(own_words(&example.to_string()));
                let other = self.model.features.vector(&tokens);
                let product: f32 = other
                    .iter()
                    .filter_map(|f| Some(f.value * values.get(&f.id)?))
                    .sum();
                Some((example, unit, product / own / length(&other)))
            })
            .collect()
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
