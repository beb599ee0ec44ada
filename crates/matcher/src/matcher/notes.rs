//! What a ranking alone does not say: that the text holds a second matter, or one that no provision covers.

use domain::{Decision, SuggestedUnit, SuggestionNote};

use super::Matcher;
use super::explain::weighed;
use crate::confidence::{Evidence, best, margin};
use crate::evidence::{known, unit_scores};
use crate::features::Feature;
use crate::lexicon::Token;
use crate::matters::{range, turns};

/// Each of two matters has at least so many different known words, …
const LEAST_KNOWN: usize = 2;
/// … is its unit's with this confidence, read alone, …
const LEAST_CONFIDENCE: f64 = 0.5;
/// … leads the other's unit by this, …
const LEAST_LEAD: f32 = 0.2;
/// … and its unit is among so many first ones of the whole text.
const FIRST: usize = 3;
/// Most characters of the second matter that are quoted.
const EXCERPT: usize = 200;

/// The log-odds that no provision covers a text: constant, best score of a duty, logarithm of the number of
/// known words, and how far the text lies on the side of those that none covers. See `docs/routing.md`.
const UNCOVERED: [f32; 4] = [4.5, -1.89, -1.81, 5.05];
/// From these on it is said; of held-out examples a hundredth reach them.
const LEAST_UNCOVERED: f32 = -1.6;
/// No text lies further on the wrong side of every duty.
const LOWEST: f32 = -1.5;

/// A half of a text, read alone.
struct Half<'a> {
    tokens: &'a [Token],
    vector: Vec<Feature>,
    duties: Vec<f32>,
    units: Vec<f32>,
    unit: usize,
    confidence: f64,
}

impl Matcher {
    /// What is to be said beside a ranking, and the decision with it.
    pub(super) fn noted(
        &self,
        text: &str,
        tokens: &[Token],
        uncovered: bool,
        ranked: (Decision, &[SuggestedUnit]),
    ) -> (Decision, Option<SuggestionNote>) {
        if uncovered {
            return (Decision::Unsure, Some(SuggestionNote::NoProvision));
        }
        (ranked.0, self.second_matter(text, tokens, ranked.1))
    }

    /// Whether the words of a shipped vector are known, so many as written, but no provision covers what they say.
    pub(super) fn is_uncovered(&self, vector: &[Feature], written: usize) -> bool {
        if written == 0 {
            return false;
        }
        let [constant, top, words, outside] = UNCOVERED;
        let side = self.model.outside + self.model.weights.outside(vector);
        let odds = constant + words * (1.0 + written as f32).ln() + outside * side;
        if odds + top * LOWEST < LEAST_UNCOVERED {
            return false;
        }
        let scores = self.model.weights.scores(vector);
        let highest = scores.into_iter().fold(f32::NEG_INFINITY, f32::max);
        odds + top * highest >= LEAST_UNCOVERED
    }

    /// The second matter of a text that announces one, if each half is clearly another unit's.
    fn second_matter(
        &self,
        text: &str,
        tokens: &[Token],
        ranked: &[SuggestedUnit],
    ) -> Option<SuggestionNote> {
        let first = ranked.first()?;
        let is_near = |unit: usize| {
            let code = &self.units[unit].code;
            ranked.iter().take(FIRST).any(|one| one.unit == *code)
        };
        let halves = turns(text, tokens)
            .into_iter()
            .filter_map(|at| {
                let (one, other) = tokens.split_at(at);
                Some([self.half(one)?, self.half(other)?])
            })
            .filter(|[one, other]| {
                let lead = |own: &Half<'_>, rival: &Half<'_>| {
                    own.units[own.unit] - own.units[rival.unit] >= LEAST_LEAD
                };
                lead(one, other)
                    && lead(other, one)
                    && is_near(one.unit)
                    && is_near(other.unit)
                    && !share_a_name(one.tokens, other.tokens)
            })
            .max_by(|a, b| sureness(a).total_cmp(&sureness(b)))?;
        let second = halves
            .into_iter()
            .rev()
            .find(|half| self.units[half.unit].code != first.unit)?;
        let duty = *self.units[second.unit]
            .duties
            .iter()
            .max_by(|&&a, &&b| second.duties[a].total_cmp(&second.duties[b]))?;
        let weigh = |f: &Feature| self.model.weights.contribution(f, duty);
        let words = weighed(text, second.tokens, &second.vector, weigh);
        Some(SuggestionNote::TwoMatters {
            unit: self.units[second.unit].code.clone(),
            duty: self.duties[duty].reference,
            words: words.into_iter().map(|one| one.word).collect(),
            excerpt: excerpt(text, second.tokens),
        })
    }

    /// Some tokens read alone, if they say enough.
    fn half<'a>(&self, tokens: &'a [Token]) -> Option<Half<'a>> {
        let (known, share) = known(tokens, |stem| self.model.features.knows(stem));
        if known < LEAST_KNOWN {
            return None;
        }
        let vector = self.model.features.vector(tokens);
        let duties = self.model.weights.scores(&vector);
        let units = unit_scores(&duties, &self.duties);
        let evidence = Evidence {
            known,
            share,
            written: (known, share),
            quotes: false,
            margin: margin(&units),
        };
        let unit = best(&units);
        let confidences = self.model.calibration.confidences(&units, &evidence);
        let confidence = confidences.get(unit).copied().unwrap_or_default();
        (confidence >= LEAST_CONFIDENCE).then_some(Half {
            tokens,
            vector,
            duties,
            units,
            unit,
            confidence,
        })
    }
}

/// Whether both name the same program or thing: then they speak of one matter.
fn share_a_name(one: &[Token], other: &[Token]) -> bool {
    let names = |token: &&Token| !token.groups.is_empty();
    one.iter()
        .filter(names)
        .any(|name| other.iter().any(|token| token.stem == name.stem))
}

fn sureness(halves: &[Half<'_>; 2]) -> f64 {
    halves[0].confidence.min(halves[1].confidence)
}

/// What the tokens stand in, in one line, cut at a word.
fn excerpt(text: &str, tokens: &[Token]) -> String {
    let whole = range(tokens).and_then(|range| text.get(range));
    let whole = whole.unwrap_or_default();
    let mut out = String::new();
    for word in whole.split_whitespace() {
        let length = out.chars().count() + word.chars().count() + 1;
        if length > EXCERPT {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
