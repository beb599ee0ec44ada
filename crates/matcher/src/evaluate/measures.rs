//! Measures over how right many answers were.

use std::time::Duration;

use super::answer::Score;
use crate::report::{Bin, CoveragePoint, Latency};

/// Bins of confidence.
pub(crate) const BINS: usize = 10;
/// The curve of coverage has a point for each of this many equal parts of the tickets.
const STEPS: usize = 100;
/// Of the standard normal distribution, for 95 %.
const Z: f64 = 1.959_963_984_540_054;

pub(crate) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| {
        (sum + value, count + 1)
    });
    sum / count.max(1) as f64
}

pub(crate) fn share<T>(of: impl Iterator<Item = T>, is: impl Fn(T) -> bool) -> f64 {
    mean(of.map(|one| f64::from(u8::from(is(one)))))
}

/// Among tickets whose first unit is right, the share whose labelled duty leads all duties.
pub(super) fn duty_in_right_unit(scores: &[Score]) -> f64 {
    share(scores.iter().filter(|score| score.strict), |score| {
        score.duty_rank == Some(1)
    })
}

/// Which of the ten equal bins a confidence falls into, from 0.
pub(super) fn bin(confidence: f64) -> usize {
    (1..BINS)
        .filter(|&edge| confidence >= edge as f64 / BINS as f64)
        .count()
}

/// Answers `(confidence, right)` by confidence in ten bins of equal width; bins without an answer are left out.
///
/// ```
/// let bins = matcher::reliability([(0.93, true), (0.97, false), (0.12, false)]);
/// assert_eq!((bins.len(), bins[1].tickets, bins[1].accuracy), (2, 2, 0.5));
/// ```
pub fn reliability(answers: impl IntoIterator<Item = (f64, bool)>) -> Vec<Bin> {
    let mut sums = [(0.0, 0_usize, 0_usize); BINS];
    for (confidence, right) in answers {
        let sum = &mut sums[bin(confidence)];
        sum.0 += confidence;
        sum.1 += usize::from(right);
        sum.2 += 1;
    }
    sums.into_iter()
        .enumerate()
        .filter(|(_, (_, _, tickets))| *tickets > 0)
        .map(|(number, (confidence, right, tickets))| Bin {
            from: number as f64 / BINS as f64,
            to: (number + 1) as f64 / BINS as f64,
            tickets,
            confidence: confidence / tickets as f64,
            accuracy: right as f64 / tickets as f64,
        })
        .collect()
}

/// Expected calibration error: the mean gap between confidence and lenient rightness over the bins.
pub(super) fn calibration_error(scores: &[Score]) -> f64 {
    let bins = reliability(scores.iter().map(|score| (score.confidence, score.lenient)));
    let gap: f64 = bins
        .iter()
        .map(|bin| (bin.confidence - bin.accuracy).abs() * bin.tickets as f64)
        .sum();
    gap / scores.len().max(1) as f64
}

/// The most confident first; of equals, the earlier.
pub(super) fn by_confidence(scores: &[Score]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].confidence.total_cmp(&scores[a].confidence));
    order
}

/// The largest share of tickets, most confident first, of which `precision` are right (lenient).
pub(super) fn decided_at(scores: &[Score], precision: f64) -> f64 {
    let mut right = 0;
    let mut decided = 0;
    for (at, index) in by_confidence(scores).into_iter().enumerate() {
        right += usize::from(scores[index].lenient);
        if right as f64 >= precision * (at + 1) as f64 {
            decided = at + 1;
        }
    }
    decided as f64 / scores.len().max(1) as f64
}

/// How right the most confident 1 %, 2 % … 100 % are.
pub(super) fn coverage(scores: &[Score]) -> Vec<CoveragePoint> {
    let order = by_confidence(scores);
    let mut right = 0;
    let mut points: Vec<CoveragePoint> = Vec::new();
    for (at, index) in order.into_iter().enumerate() {
        right += usize::from(scores[index].lenient);
        let decided = at + 1;
        // The first ticket that completes another hundredth.
        if decided * STEPS / scores.len() > at * STEPS / scores.len() {
            points.push(CoveragePoint {
                share: decided as f64 / scores.len() as f64,
                precision: right as f64 / decided as f64,
                confidence: scores[index].confidence,
            });
        }
    }
    points
}

/// Wilson's 95 % interval for a share of `right` in `all`; 0–1 of nothing.
///
/// ```
/// let (low, high) = matcher::wilson(8, 10);
/// assert!((low - 0.4902).abs() < 1e-4 && (high - 0.9433).abs() < 1e-4);
/// ```
pub fn wilson(right: usize, all: usize) -> (f64, f64) {
    if all == 0 {
        return (0.0, 1.0);
    }
    let n = all as f64;
    let share = right as f64 / n;
    let middle = share + Z * Z / (2.0 * n);
    let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let under = 1.0 + Z * Z / n;
    (
        ((middle - reach) / under).clamp(0.0, 1.0),
        ((middle + reach) / under).clamp(0.0, 1.0),
    )
}

pub(super) fn latency(times: &[Duration]) -> Latency {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: f64| {
        let place = rank(share, times.len());
        times
            .get(place)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    Latency {
        p50_ms: at(0.50),
        p99_ms: at(0.99),
    }
}

/// The place, from 0, below or at which `share` of `count` sorted values stand.
pub(super) fn rank(share: f64, count: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position in the list"
    )]
    let place = (count as f64 * share).ceil() as usize;
    place.clamp(1, count.max(1)) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(confidence: f64, lenient: bool) -> Score {
        Score {
            strict: lenient,
            lenient,
            third: lenient,
            duty: lenient,
            duty_rank: lenient.then_some(2),
            confidence,
            suggested: confidence >= 0.7,
        }
    }

    #[test]
    fn the_calibration_error_is_the_mean_gap_of_the_bins() {
        // Bin 0.9–1: confidence 0.95, right 1/2, gap 0.45 × 2; bin 0.5–0.6: confidence 0.5, right 1, gap 0.5 × 1;
        // bin 0–0.1: confidence 0, right 0, gap 0. Together (0.9 + 0.5) / 4 = 0.35.
        let scores = [
            score(0.92, true),
            score(0.98, false),
            score(0.5, true),
            score(0.0, false),
        ];
        assert!((calibration_error(&scores) - 0.35).abs() < 1e-12);
        let bins = reliability(scores.iter().map(|s| (s.confidence, s.lenient)));
        assert_eq!(bins.len(), 3);
        assert_eq!((bins[2].from, bins[2].to, bins[2].tickets), (0.9, 1.0, 2));
        assert!(calibration_error(&[]).abs() < 1e-12);
        assert_eq!(
            (bin(0.0), bin(0.1), bin(0.3), bin(0.999), bin(1.0)),
            (0, 1, 3, 9, 9)
        );
    }

    #[test]
    fn the_decided_share_is_the_longest_precise_start() {
        // By confidence: right, right, wrong, right, wrong → precision 1, 1, 2/3, 3/4, 3/5.
        let scores = [
            score(0.9, true),
            score(0.5, true),
            score(0.7, false),
            score(0.8, true),
            score(0.1, false),
        ];
        let close = |precision: f64, share: f64| {
            assert!((decided_at(&scores, precision) - share).abs() < 1e-12);
        };
        close(0.95, 0.4);
        close(0.75, 0.8);
        close(0.6, 1.0);
        let curve = coverage(&scores);
        assert_eq!(curve.len(), 5);
        assert!((curve[3].share - 0.8).abs() < 1e-12 && (curve[3].precision - 0.75).abs() < 1e-12);
        assert!((curve[3].confidence - 0.5).abs() < 1e-12);
    }

    #[test]
    fn coverage_of_many_tickets_has_a_point_for_each_hundredth() {
        let scores: Vec<Score> = (0..1_234)
            .map(|n| score(f64::from(n) / 2_000.0, true))
            .collect();
        let curve = coverage(&scores);
        assert_eq!(curve.len(), 100);
        assert!((curve[99].share - 1.0).abs() < 1e-12);
    }

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        let found = latency(&times);
        assert!((found.p50_ms - 100.0).abs() < 1e-9 && (found.p99_ms - 198.0).abs() < 1e-9);
        assert!(latency(&[]).p99_ms.abs() < 1e-9);
    }
}
