//! Corrections to scores that are there already: linear support vector machines around an offset.
//!
//! For one class, the least `½‖w‖² + C Σ max(0, 1 − y (s + w·x))`, where `s` is the score the class has without the
//! correction; solved in the dual one text at a time (Hsieh et al., ICML 2008; the offset as in Yang et al., "Cross-domain
//! video concept detection using adaptive SVMs", ACM Multimedia 2007). The hinge is not squared, so that no text
//! moves a plane by more than `C` times itself.

use std::panic::resume_unwind;

use crate::model::shuffle;
use crate::svm::Row;

/// The value of the constant in every text.
const CONSTANT: f32 = 0.2;
/// Good enough when no text moves a plane by more than this.
const TOLERANCE: f32 = 0.02;
/// Most passes over the texts.
const PASSES: usize = 40;
/// Learners at work at once; each class is learned by one, so their number changes no result.
const THREADS: usize = 2;

/// The texts that classes are learned from.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    /// All texts.
    pub(super) rows: &'a [Row],
    /// Numbers of those to learn from; a text below is a place in this list.
    pub(super) chosen: &'a [usize],
    /// Scores of all texts by class, without the correction.
    pub(super) offsets: &'a [Vec<f32>],
    /// What a chosen text says about a class: 1 of it, −1 not of it, or nothing. Arguments are class and text.
    pub(super) teaches: &'a (dyn Fn(usize, usize) -> Option<f32> + Sync),
    /// Features of a row are numbered below this.
    pub(super) features: usize,
    /// How many classes there are.
    pub(super) classes: usize,
    /// What a text on the wrong side costs.
    pub(super) cost: f32,
}

impl Task<'_> {
    /// A plane per class (a weight per feature, then the constant) as `finish` makes it, in order of the classes.
    pub(super) fn train<T: Send>(&self, finish: impl Fn(&[f32]) -> T + Sync) -> Vec<T> {
        let learner = |first: usize| -> Vec<(usize, T)> {
            (first..self.classes)
                .step_by(THREADS)
                .map(|class| (class, finish(&self.plane(class))))
                .collect()
        };
        let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
            let learner = &learner;
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

    fn plane(&self, class: usize) -> Vec<f32> {
        let mut plane = vec![0.0_f32; self.features + 1];
        let mut duals = vec![0.0_f32; self.chosen.len()];
        let signs: Vec<Option<f32>> = (0..self.chosen.len())
            .map(|text| (self.teaches)(class, text))
            .collect();
        let mut order: Vec<usize> = (0..signs.len()).filter(|&at| signs[at].is_some()).collect();
        let mut active = order.len();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..PASSES {
            shuffle(&mut order[..active], &mut random);
            let whole = active == order.len();
            let mut moved = 0.0_f32;
            let mut at = 0;
            while at < active {
                let text = order[at];
                let sign = signs[text].unwrap_or_default();
                let side = sign * self.side(class, text, &plane);
                let step = self.step(text, side, duals[text]);
                if step.abs() < f32::EPSILON {
                    // Settled: it rests until the others are.
                    active -= 1;
                    order.swap(at, active);
                    continue;
                }
                at += 1;
                duals[text] += step;
                moved = moved.max(step.abs());
                for &(feature, value) in self.row(text) {
                    plane[feature as usize] += sign * step * value;
                }
                plane[self.features] += sign * step * CONSTANT;
            }
            if moved > TOLERANCE {
                continue;
            }
            if whole {
                break;
            }
            active = order.len();
        }
        if let Some(constant) = plane.last_mut() {
            *constant *= CONSTANT;
        }
        plane
    }

    fn row(&self, text: usize) -> &Row {
        &self.rows[self.chosen[text]]
    }

    /// The score of a class for a text, the correction included.
    fn side(&self, class: usize, text: usize, plane: &[f32]) -> f32 {
        let start = self.offsets[self.chosen[text]][class] + plane[self.features] * CONSTANT;
        let parts = self
            .row(text)
            .iter()
            .map(|&(feature, value)| plane[feature as usize] * value);
        parts.fold(start, |sum, part| sum + part)
    }

    /// By how much the dual of a text is to change that lies so far on its own side.
    fn step(&self, text: usize, side: f32, dual: f32) -> f32 {
        let squares: f32 = self.row(text).iter().map(|(_, value)| value * value).sum();
        let curve = CONSTANT * CONSTANT + squares;
        (dual - (side - 1.0) / curve).clamp(0.0, self.cost) - dual
    }
}
