//! How sure a ranking is, and whether it is sure enough to be proposed.

use domain::Decision;

use crate::model::softmax;

/// Least confidence of a proposal: nine of ten proposals were right in cross-validation.
const THRESHOLD: f64 = 0.70;
/// A proposal rests on at least this many different known words …
const LEAST_KNOWN: usize = 2;
/// … and on this share of known ones among the words that are no stop words.
const LEAST_SHARE: f64 = 0.3;
/// Logistic of the first unit being right: constant, margin in log-odds, share of known words,
/// logarithm of the number of known words. Fitted as `docs/routing.md` describes.
const CONSTANT: f64 = -0.75;
const MARGIN: f64 = 0.29;
const SHARE: f64 = 0.60;
const KNOWN: f64 = 0.25;

/// What a ranking rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    /// Different content words that stand in the vocabulary or the ordinance.
    pub(crate) known: usize,
    /// Their share among content words, 0–1.
    pub(crate) share: f64,
    /// Whether the text quotes the ordinance.
    pub(crate) quotes: bool,
    /// By how much the first unit leads, in log-odds.
    pub(crate) margin: f64,
}

/// Lead of the best score over the second.
pub(crate) fn margin(scores: &[f32]) -> f64 {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    match sorted.as_slice() {
        [first, second, ..] => f64::from(first - second),
        _ => 0.0,
    }
}

/// The probability of each unit: the first one's by the logistic above, the others share the rest in
/// the proportion of their scores and never pass the first.
pub(crate) fn confidences(scores: &[f32], evidence: &Evidence) -> Vec<f64> {
    let shares: Vec<f64> = softmax(scores).into_iter().map(f64::from).collect();
    let top = shares.iter().copied().fold(0.0, f64::max);
    let first = first(evidence);
    let rest = (1.0 - top).max(f64::EPSILON);
    shares
        .into_iter()
        .map(|share| {
            if share >= top {
                first
            } else {
                ((1.0 - first) * share / rest).min(first)
            }
        })
        .collect()
}

fn first(evidence: &Evidence) -> f64 {
    let odds = CONSTANT
        + MARGIN * evidence.margin
        + SHARE * evidence.share
        + KNOWN * (1.0 + evidence.known as f64).ln();
    1.0 / (1.0 + (-odds).exp())
}

/// Proposes when the first unit is likely enough, on known words that are more than chance hits in a text about
/// something else, in the person's own words.
pub(crate) fn decision(first: f64, evidence: &Evidence) -> Decision {
    let enough = evidence.known >= LEAST_KNOWN && evidence.share >= LEAST_SHARE;
    if first >= THRESHOLD && enough && !evidence.quotes {
        Decision::Suggest
    } else {
        Decision::Unsure
    }
}
