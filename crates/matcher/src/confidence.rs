//! How sure a ranking is, and whether it is sure enough to be proposed.

use domain::Decision;

use crate::model::softmax;

/// Least confidence of a proposal, unless another is asked for; see `docs/routing.md` for the precision it gives.
pub(crate) const THRESHOLD: f64 = 0.70;
/// A proposal rests on at least this many different known words …
const LEAST_KNOWN: usize = 2;
/// … and on this share of known ones among the words that name something.
const LEAST_SHARE: f64 = 0.3;
/// No text makes anybody surer than this.
const SUREST: f64 = 0.99;
/// Passes of Newton's method; it settles in fewer.
const PASSES: usize = 30;

/// What a ranking rests on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evidence {
    /// Different words that name something and stand in what was learned from.
    pub(crate) known: usize,
    /// Their share among the words that name something, 0–1.
    pub(crate) share: f64,
    /// The same two before slips were undone: a foreign word becomes a known one too easily.
    pub(crate) written: (usize, f64),
    /// Whether the text quotes the ordinance.
    pub(crate) quotes: bool,
    /// By how much the first unit's score leads.
    pub(crate) margin: f64,
}

impl Evidence {
    /// Whether there is enough in the person's own words to propose anything.
    fn suffices(&self) -> bool {
        let (known, share) = self.written;
        known >= LEAST_KNOWN && share >= LEAST_SHARE && !self.quotes
    }

    fn inputs(&self) -> [f64; Calibration::NUMBERS] {
        [1.0, self.margin, (1.0 + self.known as f64).ln(), self.share]
    }
}

/// The probability that the first unit is right, as a logistic of constant, lead, logarithm of the number
/// of known words, and their share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Calibration([f64; Self::NUMBERS]);

/// What the shipped examples gave, for a matcher that has none.
impl Default for Calibration {
    fn default() -> Self {
        Self([-0.5, 4.5, 0.3, -0.4])
    }
}

impl Calibration {
    pub(crate) const NUMBERS: usize = 4;

    pub(crate) fn from_numbers(numbers: [f64; Self::NUMBERS]) -> Self {
        Self(numbers)
    }

    pub(crate) fn numbers(&self) -> [f64; Self::NUMBERS] {
        self.0
    }

    /// Fits to outcomes: evidence, and whether the first unit was right. Rounded to four places, so that
    /// the last bits of a logarithm change no model.
    pub(crate) fn fit(outcomes: &[(Evidence, bool)]) -> Self {
        Self::towards([0.0; Self::NUMBERS], outcomes)
    }

    /// Fits to outcomes, from these numbers on and drawn towards them.
    pub(crate) fn refit(&self, outcomes: &[(Evidence, bool)]) -> Self {
        Self::towards(self.0, outcomes)
    }

    fn towards(start: [f64; Self::NUMBERS], outcomes: &[(Evidence, bool)]) -> Self {
        let mut numbers = start;
        for _ in 0..PASSES {
            let mut slope = [0.0; Self::NUMBERS];
            let mut curve = [[0.0; Self::NUMBERS]; Self::NUMBERS];
            for (evidence, right) in outcomes {
                let inputs = evidence.inputs();
                let likely = logistic(&numbers, &inputs);
                for (row, one) in inputs.iter().enumerate() {
                    slope[row] += (f64::from(u8::from(*right)) - likely) * one;
                    for (column, other) in inputs.iter().enumerate() {
                        curve[row][column] += likely * (1.0 - likely) * one * other;
                    }
                }
            }
            for (at, number) in numbers.iter().enumerate() {
                slope[at] -= number - start[at];
                curve[at][at] += 1.0;
            }
            for (number, step) in numbers.iter_mut().zip(solve(curve, slope)) {
                *number += step.clamp(-2.0, 2.0);
            }
        }
        Self(numbers.map(|number| (number * 1e4).round() / 1e4))
    }

    /// The probability that the first unit is right.
    fn first(&self, evidence: &Evidence) -> f64 {
        logistic(&self.0, &evidence.inputs()).min(SUREST)
    }

    /// The probability of each unit: the first one's by the logistic, the others share the rest in the
    /// proportion of their scores and never pass the first. They sum to one at most.
    pub(crate) fn confidences(&self, scores: &[f32], evidence: &Evidence) -> Vec<f64> {
        let first = self.first(evidence);
        #[expect(clippy::cast_possible_truncation, reason = "a factor of scores")]
        let factor = self.0[1].max(1.0) as f32;
        let odds: Vec<f32> = scores.iter().map(|score| score * factor).collect();
        let shares: Vec<f64> = softmax(&odds).into_iter().map(f64::from).collect();
        let best = best(scores);
        let rest: f64 = shares
            .iter()
            .enumerate()
            .filter(|&(at, _)| at != best)
            .map(|(_, share)| share)
            .sum();
        shares
            .into_iter()
            .enumerate()
            .map(|(at, share)| {
                if at == best {
                    first
                } else {
                    ((1.0 - first) * share / rest.max(f64::MIN_POSITIVE)).min(first)
                }
            })
            .collect()
    }
}

/// From which confidence up so many of 100 held-out examples were proposed rightly: for 80, 81 … 99.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Precisions([f64; Self::NUMBERS]);

/// What nothing was measured for is never reached.
impl Default for Precisions {
    fn default() -> Self {
        Self([1.0; Self::NUMBERS])
    }
}

impl Precisions {
    pub(crate) const NUMBERS: usize = 20;
    /// The lowest of them.
    const LOWEST: usize = 80;

    pub(crate) fn from_numbers(numbers: [f64; Self::NUMBERS]) -> Self {
        Self(numbers)
    }

    pub(crate) fn numbers(&self) -> [f64; Self::NUMBERS] {
        self.0
    }

    /// Measures held-out outcomes: evidence, and whether the first unit was right. Only what could be proposed at
    /// all is counted. Thresholds are rounded up to four places.
    pub(crate) fn measure(calibration: &Calibration, outcomes: &[(Evidence, bool)]) -> Self {
        let mut proposed: Vec<(f64, bool)> = outcomes
            .iter()
            .filter(|(evidence, _)| evidence.suffices())
            .map(|(evidence, right)| (calibration.first(evidence), *right))
            .collect();
        proposed.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut measured = Self::default();
        let mut right = 0;
        for (at, (confidence, is_right)) in proposed.iter().enumerate() {
            right += usize::from(*is_right);
            let more = proposed.get(at + 1);
            if more.is_some_and(|(next, _)| next.total_cmp(confidence).is_eq()) {
                continue;
            }
            for (threshold, percent) in measured.0.iter_mut().zip(Self::LOWEST..) {
                if right * 100 >= percent * (at + 1) {
                    *threshold = (confidence * 1e4).ceil() / 1e4;
                }
            }
        }
        measured
    }

    /// The least confidence for a precision of 0.80–0.99, to the hundredth; outside of it the nearest known one.
    pub(crate) fn threshold(&self, precision: f64) -> f64 {
        let percent = (precision * 100.0).round().clamp(80.0, 99.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "80 to 99"
        )]
        let place = percent as usize - Self::LOWEST;
        self.0[place]
    }
}

fn logistic(numbers: &[f64], inputs: &[f64]) -> f64 {
    let odds: f64 = numbers.iter().zip(inputs).map(|(n, x)| n * x).sum();
    1.0 / (1.0 + (-odds).exp())
}

/// Gauss–Jordan elimination of a positive definite system.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        let row = matrix[pivot].map(|value| value / matrix[pivot][pivot]);
        let value = right[pivot] / matrix[pivot][pivot];
        for other in 0..N {
            if other == pivot {
                matrix[other] = row;
                right[other] = value;
            } else {
                let factor = matrix[other][pivot];
                for column in 0..N {
                    matrix[other][column] -= factor * row[column];
                }
                right[other] -= factor * value;
            }
        }
    }
    right
}

/// The place of the highest score, the first of equal ones.
pub(crate) fn best(scores: &[f32]) -> usize {
    (1..scores.len()).fold(
        0,
        |best, at| {
            if scores[at] > scores[best] { at } else { best }
        },
    )
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

/// Proposes when the first unit is likely enough, on known words that are more than chance hits in a text about
/// something else, in the person's own words.
pub(crate) fn decision(first: f64, evidence: &Evidence, threshold: f64) -> Decision {
    if first >= threshold && evidence.suffices() {
        Decision::Suggest
    } else {
        Decision::Unsure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(margin: f64) -> Evidence {
        Evidence {
            known: 6,
            share: 0.9,
            written: (6, 0.9),
            quotes: false,
            margin,
        }
    }

    #[test]
    fn a_fit_finds_how_often_a_lead_is_right() {
        // Of a lead of 0.1 half are right, of a lead of 1 nine of ten.
        let outcomes: Vec<(Evidence, bool)> = (0..1000)
            .map(|n| (evidence(0.1), n % 2 == 0))
            .chain((0..1000).map(|n| (evidence(1.0), n % 10 != 0)))
            .collect();
        let fitted = Calibration::fit(&outcomes);
        let first = |margin: f32| {
            let scores = [margin, 0.0, -0.5];
            fitted.confidences(&scores, &evidence(f64::from(margin)))[0]
        };
        assert!((first(0.1) - 0.5).abs() < 0.01, "{}", first(0.1));
        assert!((first(1.0) - 0.9).abs() < 0.01, "{}", first(1.0));
    }

    #[test]
    fn a_threshold_gives_the_precision_it_was_asked_for() {
        // The greater the lead, the surer: of the greatest leads all are right, of the smallest every other one.
        let outcomes: Vec<(Evidence, bool)> = (0..1000_u32)
            .map(|n| {
                let lead = f64::from(n) / 1000.0;
                (
                    evidence(lead),
                    n % 2 == 0 || n > 500 && n % 50 != 1 || n > 900,
                )
            })
            .collect();
        let calibration = Calibration::fit(&outcomes);
        let measured = Precisions::measure(&calibration, &outcomes);
        let precision = |threshold: f64| {
            let proposed = outcomes
                .iter()
                .filter(|(e, _)| calibration.first(e) >= threshold);
            let (mut all, mut right) = (0.0, 0.0);
            for (_, is_right) in proposed {
                all += 1.0;
                right += f64::from(u8::from(*is_right));
            }
            (all, right / all)
        };
        let mut before = 0.0;
        for percent in [80.0, 90.0, 95.0, 99.0] {
            let threshold = measured.threshold(percent / 100.0);
            assert!(threshold > before, "{percent}: {threshold}");
            let (all, found) = precision(threshold);
            assert!(
                all > 50.0 && found >= percent / 100.0 - 0.002,
                "{percent}: {found} of {all}"
            );
            before = threshold;
        }
        assert_eq!(
            measured.threshold(0.2).to_bits(),
            measured.threshold(0.8).to_bits()
        );
        assert_eq!(
            measured.threshold(1.0).to_bits(),
            measured.threshold(0.99).to_bits()
        );
        // Nothing that could be proposed: no threshold is low enough.
        let mut hopeless = outcomes;
        for (evidence, _) in &mut hopeless {
            evidence.quotes = true;
        }
        assert_eq!(
            Precisions::measure(&calibration, &hopeless),
            Precisions::default()
        );
    }

    #[test]
    fn confidences_are_probabilities_in_the_order_of_the_scores() {
        let calibration = Calibration::default();
        for scores in [vec![0.3, 0.2, -0.9, -0.4], vec![0.0, 0.0], vec![1.0]] {
            let found = calibration.confidences(&scores, &evidence(margin(&scores)));
            assert!(found.iter().all(|one| (0.0..=1.0).contains(one)));
            assert!(found.iter().sum::<f64>() <= 1.0 + 1e-9, "{found:?}");
            assert!(found[best(&scores)] >= found.iter().copied().fold(0.0, f64::max));
        }
    }
}
