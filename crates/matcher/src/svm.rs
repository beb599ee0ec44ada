//! Linear support vector machines, one per duty against all others.
//!
//! L2-regularised squared hinge loss, solved in the dual one sample at a time (Hsieh et al., "A dual
//! coordinate descent method for large-scale linear SVM", ICML 2008), in an order that is always the same.

use std::panic::resume_unwind;

use crate::model::shuffle;

/// The solution is good enough when no slope of the dual is further from its bound than this.
const TOLERANCE: f32 = 0.2;
/// Most passes over the samples.
const PASSES: usize = 10;
/// Learners at work at once; each class is learned by one, so their number changes no result.
const THREADS: usize = 2;

/// A sparse text: numbers of features and their values.
pub(crate) type Row = Vec<(u32, f32)>;

/// One class against all others: a weight per feature, then the constant.
pub(crate) type Plane = Vec<f32>;

/// Learns a plane per class from rows of `features` features, each with what it costs to stand on the wrong side of
/// its margin; `finish` gets class and plane, and what it
/// makes of them is returned by class.
pub(crate) fn train<T: Send>(
    rows: &[Row],
    labels: &[usize],
    features: usize,
    classes: usize,
    costs: &[f32],
    finish: impl Fn(usize, Plane) -> T + Sync,
) -> Vec<T> {
    let learner = |first: usize| -> Vec<(usize, T)> {
        (first..classes)
            .step_by(THREADS)
            .map(|class| {
                let plane = solve(rows, features, costs, |at| labels[at] == class);
                (class, finish(class, plane))
            })
            .collect()
    };
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let learners: Vec<_> = (0..THREADS)
            .map(|first| scope.spawn(move || learner(first)))
            .collect();
        learners
            .into_iter()
            .flat_map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    all.sort_by_key(|&(class, _)| class);
    all.into_iter().map(|(_, made)| made).collect()
}

/// How far a row lies on the side of a plane; its constant counts as a feature of value 1.
fn side(plane: &[f32], row: &[(u32, f32)]) -> f32 {
    let constant = plane.last().copied().unwrap_or_default();
    row.iter()
        .map(|&(feature, value)| plane[feature as usize] * value)
        .fold(constant, |sum, part| sum + part)
}

fn solve(
    rows: &[Row],
    features: usize,
    costs: &[f32],
    is_of_class: impl Fn(usize) -> bool,
) -> Plane {
    let signs: Vec<f32> = (0..rows.len())
        .map(|at| if is_of_class(at) { 1.0 } else { -1.0 })
        .collect();
    let ridges: Vec<f32> = costs.iter().map(|cost| 0.5 / cost).collect();
    let curves: Vec<f32> = rows
        .iter()
        .zip(&ridges)
        .map(|(row, ridge)| 1.0 + ridge + row.iter().map(|(_, value)| value * value).sum::<f32>())
        .collect();
    let mut plane = vec![0.0_f32; features + 1];
    let mut duals = vec![0.0_f32; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut active = rows.len();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut out_of_play = f32::INFINITY;
    for _ in 0..PASSES {
        let (mut highest, mut lowest) = (f32::NEG_INFINITY, f32::INFINITY);
        shuffle(&mut order[..active], &mut random);
        let mut at = 0;
        while at < active {
            let sample = order[at];
            let (sign, row) = (signs[sample], &rows[sample]);
            let slope = sign * side(&plane, row) - 1.0 + ridges[sample] * duals[sample];
            if duals[sample] <= 0.0 && slope > out_of_play {
                // Far on its own side of the margin: it rests until the others are settled.
                active -= 1;
                order.swap(at, active);
                continue;
            }
            at += 1;
            let bounded = if duals[sample] <= 0.0 {
                slope.min(0.0)
            } else {
                slope
            };
            highest = highest.max(bounded);
            lowest = lowest.min(bounded);
            if bounded.abs() > 1e-9 {
                let before = duals[sample];
                duals[sample] = (before - slope / curves[sample]).max(0.0);
                let step = (duals[sample] - before) * sign;
                for &(feature, value) in row {
                    plane[feature as usize] += step * value;
                }
                plane[features] += step;
            }
        }
        if highest - lowest > TOLERANCE {
            out_of_play = if highest > 0.0 {
                highest
            } else {
                f32::INFINITY
            };
        } else if active == rows.len() {
            break;
        } else {
            active = rows.len();
            out_of_play = f32::INFINITY;
        }
    }
    plane
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_gets_its_side() {
        let rows: Vec<Row> = [[0, 3], [1, 3], [2, 3], [0, 4], [1, 4], [2, 4]]
            .iter()
            .map(|ids| ids.iter().map(|&id| (id, 0.7)).collect())
            .collect();
        let labels = [0, 1, 2, 0, 1, 2];
        let planes = train(&rows, &labels, 5, 3, &[1.0; 6], |_, plane| plane);
        for (row, &label) in rows.iter().zip(&labels) {
            for (class, plane) in planes.iter().enumerate() {
                assert_eq!(side(plane, row) > 0.0, class == label);
            }
        }
    }

    #[test]
    fn the_same_samples_give_the_same_plane() {
        let rows: Vec<Row> = (0..40).map(|n| vec![(n % 7, 1.0), (n % 3, 0.5)]).collect();
        let labels: Vec<usize> = (0..40).map(|n| n % 4).collect();
        let bits = || {
            train(&rows, &labels, 7, 4, &[1.0; 40], |_, plane| {
                plane.into_iter().map(f32::to_bits).collect::<Vec<_>>()
            })
        };
        assert_eq!(bits(), bits());
    }
}
