//! Two versions on the same tickets: what changed, and what of it is more than chance.

use std::collections::HashMap;

use ordinance::UnitCode;
use serde::Serialize;

use super::Evaluation;
use super::answer::{Answer, Score};
use super::figure::{Figure, Figures};
use super::measures::{BINS, bin, by_confidence, rank};
use super::random::Random;
use crate::report::Versions;
use crate::ticket::TicketId;

/// Draws of the bootstrap, unless there are many tickets.
const MOST_DRAWS: usize = 2_000;
/// Draws of the bootstrap at least.
const LEAST_DRAWS: usize = 200;
/// Draws times tickets at most.
const WORK: usize = 20_000_000;
/// Changed answers listed at most.
const MOST_CHANGES: usize = 500;
/// The precision at which the decided share is measured.
const PRECISION: f64 = 0.95;

/// Two evaluations are of other tickets or labels, so that no figure of them can be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "measured on other tickets or labels ({before}) than these ({after}); measure both on the same files"
)]
pub struct OtherTickets {
    /// Hash of the one set.
    pub before: String,
    /// Hash of the other.
    pub after: String,
}

/// Two versions on the same tickets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// What the earlier answers were made from.
    pub before: Versions,
    /// What the later ones were.
    pub after: Versions,
    /// How many tickets.
    pub tickets: usize,
    /// Draws of the bootstrap.
    pub draws: usize,
    /// Its seed.
    pub seed: u64,
    /// Each main figure.
    pub figures: Vec<Difference>,
    /// Whether the first unit is right or acceptable.
    pub unit: McNemar,
    /// Whether unit and duty are right.
    pub duty: McNemar,
    /// Tickets that became right or wrong (lenient), at most 500; those that became wrong first.
    pub changes: Vec<Change>,
}

/// A figure of both versions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Which.
    pub figure: Figure,
    /// Of the earlier version.
    pub before: f64,
    /// Of the later one.
    pub after: f64,
    /// Later less earlier.
    pub difference: f64,
    /// The lower end of its 95 % interval, by the paired bootstrap (percentiles).
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The exact test of `McNemar` for paired answers, two-sided.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct McNemar {
    /// Right in the earlier version only.
    pub only_before: usize,
    /// Right in the later version only.
    pub only_after: usize,
    /// How likely a difference this large or larger is if neither version were better.
    pub p: f64,
}

/// A ticket whose answer became right or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The ticket.
    pub id: TicketId,
    /// Its label.
    pub unit: UnitCode,
    /// The earlier answer.
    pub before: Option<UnitCode>,
    /// The later one.
    pub after: Option<UnitCode>,
    /// Whether the later one is right or acceptable.
    pub right: bool,
}

impl McNemar {
    /// The test over pairs `(right before, right after)`.
    ///
    /// ```
    /// let pairs = [(true, false), (false, true), (false, true), (false, true), (true, true)];
    /// assert!((matcher::McNemar::of(pairs).p - 0.625).abs() < 1e-12);
    /// ```
    pub fn of(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let (mut only_before, mut only_after) = (0, 0);
        for (before, after) in pairs {
            only_before += usize::from(before && !after);
            only_after += usize::from(after && !before);
        }
        Self {
            only_before,
            only_after,
            p: two_sided(only_before, only_after),
        }
    }
}

/// Twice the chance of at most `min(a, b)` heads in `a + b` throws of a fair coin, at most 1.
fn two_sided(a: usize, b: usize) -> f64 {
    let throws = a + b;
    let mut logarithm = -(throws as f64) * std::f64::consts::LN_2;
    let mut tail = logarithm.exp();
    for heads in 0..a.min(b) {
        logarithm += ((throws - heads) as f64 / (heads + 1) as f64).ln();
        tail += logarithm.exp();
    }
    (2.0 * tail).min(1.0)
}

impl Comparison {
    /// Compares the answers of two versions to the same tickets, in whatever order; the same evaluations and seed give
    /// the same intervals.
    ///
    /// # Errors
    /// [`OtherTickets`] when texts or labels differ.
    pub fn of(before: &Evaluation, after: &Evaluation, seed: u64) -> Result<Self, OtherTickets> {
        before.same_tickets(after)?;
        let pairs = paired(before, after).ok_or_else(|| other_tickets(before, after))?;
        let scores: (Vec<Score>, Vec<Score>) = pairs
            .iter()
            .map(|(one, other)| (one.score(), other.score()))
            .unzip();
        let draws = (WORK / pairs.len().max(1)).clamp(LEAST_DRAWS, MOST_DRAWS);
        let unit = scores.0.iter().zip(&scores.1);
        let duty = unit.clone();
        Ok(Self {
            before: before.versions.clone().unwrap_or_default(),
            after: after.versions.clone().unwrap_or_default(),
            tickets: pairs.len(),
            draws,
            seed,
            figures: differences(&scores.0, &scores.1, draws, seed),
            unit: McNemar::of(unit.map(|(one, other)| (one.lenient, other.lenient))),
            duty: McNemar::of(duty.map(|(one, other)| (one.duty, other.duty))),
            changes: changes(&pairs),
        })
    }
}

fn other_tickets(before: &Evaluation, after: &Evaluation) -> OtherTickets {
    OtherTickets {
        before: before.digest(),
        after: after.digest(),
    }
}

impl Evaluation {
    /// Holds that `other` was measured on the same tickets with the same labels, so that figures can be compared.
    ///
    /// # Errors
    /// [`OtherTickets`] when it was not.
    pub fn same_tickets(&self, other: &Self) -> Result<(), OtherTickets> {
        if self.digest() == other.digest() {
            Ok(())
        } else {
            Err(other_tickets(self, other))
        }
    }
}

/// Answers to the same ticket side by side: same identifier, the n-th with it beside the n-th.
fn paired<'a>(
    before: &'a Evaluation,
    after: &'a Evaluation,
) -> Option<Vec<(&'a Answer, &'a Answer)>> {
    let mut places: HashMap<String, Vec<&Answer>> = HashMap::new();
    for answer in before.answers.iter().rev() {
        places
            .entry(answer.id.to_string())
            .or_default()
            .push(answer);
    }
    after
        .answers
        .iter()
        .map(|answer| Some((places.get_mut(&answer.id.to_string())?.pop()?, answer)))
        .collect()
}

fn changes(pairs: &[(&Answer, &Answer)]) -> Vec<Change> {
    let mut changes: Vec<Change> = pairs
        .iter()
        .filter(|(before, after)| before.score().lenient != after.score().lenient)
        .map(|(before, after)| Change {
            id: after.id.clone(),
            unit: after.unit.clone(),
            before: before.answered.clone(),
            after: after.answered.clone(),
            right: after.score().lenient,
        })
        .collect();
    changes.sort_by_key(|change| change.right);
    changes.truncate(MOST_CHANGES);
    changes
}

fn differences(before: &[Score], after: &[Score], draws: usize, seed: u64) -> Vec<Difference> {
    let orders = (by_confidence(before), by_confidence(after));
    let mut random = Random::new(seed);
    let mut counts = vec![0_u32; before.len()];
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(draws); Figure::ALL.len()];
    for _ in 0..if before.is_empty() { 0 } else { draws } {
        counts.fill(0);
        for _ in 0..before.len() {
            counts[random.below(before.len())] += 1;
        }
        let one = weighted(before, &orders.0, &counts);
        let other = weighted(after, &orders.1, &counts);
        for (values, figure) in drawn.iter_mut().zip(Figure::ALL) {
            values.push(other.get(figure) - one.get(figure));
        }
    }
    let (one, other) = (Figures::of(before), Figures::of(after));
    Figure::ALL
        .into_iter()
        .zip(drawn)
        .map(|(figure, mut values)| {
            values.sort_by(f64::total_cmp);
            let end = |share: f64| values.get(rank(share, values.len())).map_or(0.0, |&v| v);
            Difference {
                figure,
                before: one.get(figure),
                after: other.get(figure),
                difference: other.get(figure) - one.get(figure),
                low: end(0.025),
                high: end(0.975),
            }
        })
        .collect()
}

/// As [`Figures::of`], each score counted so many times; `order` is by confidence.
fn weighted(scores: &[Score], order: &[usize], counts: &[u32]) -> Figures {
    let mut figures = Figures::default();
    let mut bins = [(0.0, 0.0); BINS];
    let (mut all, mut right, mut decided) = (0.0, 0.0, 0.0);
    let mut precise = 0.0;
    for &at in order {
        let (score, count) = (&scores[at], f64::from(counts[at]));
        let add = |is: bool| if is { count } else { 0.0 };
        all += count;
        right += add(score.lenient);
        if count > 0.0 && right >= PRECISION * all {
            decided = all;
        }
        figures.unit_strict += add(score.strict);
        figures.unit_at_3 += add(score.third);
        figures.duty += add(score.duty);
        figures.mrr += count * score.reciprocal_rank();
        figures.proposed += add(score.suggested);
        precise += add(score.suggested && score.lenient);
        let bin = &mut bins[bin(score.confidence)];
        bin.0 += count * score.confidence;
        bin.1 += add(score.lenient);
    }
    let of = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    Figures {
        unit: of(right, all),
        unit_strict: of(figures.unit_strict, all),
        unit_at_3: of(figures.unit_at_3, all),
        duty: of(figures.duty, all),
        mrr: of(figures.mrr, all),
        decided: of(decided, all),
        proposed: of(figures.proposed, all),
        precision: of(precise, figures.proposed),
        ece: of(bins.iter().map(|bin| (bin.0 - bin.1).abs()).sum(), all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(confidence: f64, right: bool) -> Score {
        Score {
            strict: right,
            lenient: right,
            third: true,
            duty: right,
            duty_rank: Some(if right { 1 } else { 4 }),
            confidence,
            suggested: confidence > 0.5,
        }
    }

    fn scores(right: &[bool]) -> Vec<Score> {
        let confidence = |at: usize| 0.99 - at as f64 / 37.0;
        right
            .iter()
            .enumerate()
            .map(|(at, &right)| score(confidence(at), right))
            .collect()
    }

    #[test]
    fn the_exact_test_is_that_of_the_binomial() {
        // 2 · (1 + 10 + 45) / 2¹⁰ = 0.109375
        assert!((two_sided(2, 8) - 0.109_375).abs() < 1e-12);
        assert!((two_sided(0, 6) - 0.031_25).abs() < 1e-12);
        assert!((two_sided(5, 5) - 1.0).abs() < 1e-12);
        assert!((two_sided(0, 0) - 1.0).abs() < 1e-12);
        // Far from the middle and of many: no overflow, no nonsense.
        let tiny = two_sided(10_000, 12_000);
        assert!(tiny > 0.0 && tiny < 1e-30, "{tiny}");
        assert!(two_sided(90_000, 90_000) > 0.99);
    }

    #[test]
    fn weights_of_one_give_the_plain_figures() {
        let scores = scores(&[true, true, false, true, false, true, true]);
        let plain = Figures::of(&scores);
        let weighted = weighted(&scores, &by_confidence(&scores), &[1; 7]);
        for figure in Figure::ALL {
            let gap = plain.get(figure) - weighted.get(figure);
            assert!(gap.abs() < 1e-12, "{figure:?} {gap}");
        }
    }

    #[test]
    fn an_interval_is_the_same_for_the_same_seed_and_holds_the_difference() {
        let before = scores(&[
            true, false, false, true, false, true, true, false, true, false,
        ]);
        let after = scores(&[
            true, true, true, true, false, true, true, true, false, false,
        ]);
        let found = differences(&before, &after, 500, 11);
        assert_eq!(found, differences(&before, &after, 500, 11));
        assert_ne!(found, differences(&before, &after, 500, 12));
        let unit = found[0];
        assert_eq!(unit.figure, Figure::Unit);
        assert!((unit.difference - 0.2).abs() < 1e-12);
        assert!(unit.low <= unit.difference && unit.difference <= unit.high);
        assert!(unit.low < 0.0 && unit.high > 0.4, "{unit:?}");
    }

    #[test]
    fn equal_versions_differ_by_nothing() {
        let same = scores(&[true, false, true]);
        for one in differences(&same, &same, 200, 1) {
            assert!(
                one.difference.abs() + one.low.abs() + one.high.abs() < 1e-12,
                "{one:?}"
            );
        }
    }
}
