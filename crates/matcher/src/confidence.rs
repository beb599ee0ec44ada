//! How sure a ranking is, and whether it is sure enough to be proposed.

use domain::Decision;

use crate::model::softmax;

/// Least confidence of a proposal.
const THRESHOLD: f64 = 0.55;
/// Logistic of the first unit being right: constant, margin in log-odds, share of known words,
/// logarithm of the number of known words. Fitted as `docs/routing.md` describes.
const CONSTANT: f64 = -1.0;
const MARGIN: f64 = 1.0;
const SHARE: f64 = 1.0;
const KNOWN: f64 = 0.2;

/// What a ranking rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    /// Words of the text, after its frame is cut off.
    pub(crate) words: usize,
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

/// Proposes when the first unit is likely enough, on at least two words of which one is known, in the person's own words.
pub(crate) fn decision(first: f64, evidence: &Evidence) -> Decision {
    if first >= THRESHOLD && evidence.words >= 2 && evidence.known >= 1 && !evidence.quotes {
        Decision::Suggest
    } else {
        Decision::Unsure
    }
}
