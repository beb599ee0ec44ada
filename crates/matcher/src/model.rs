//! Multinomial logistic regression: a quick second opinion for reviewing examples.

use crate::features::Feature;

/// Passes over the samples.
const EPOCHS: usize = 25;
/// First step; it shrinks with the squared slopes a feature has seen (`AdaGrad`, one sum per feature).
const RATE: f32 = 1.0;
/// Pull of every weight towards zero, per step.
const DECAY: f32 = 3e-4;

/// A text with the class it belongs to and how much it counts.
#[derive(Debug)]
pub(crate) struct Sample<'a> {
    pub(crate) vector: &'a [Feature],
    pub(crate) class: usize,
    pub(crate) weight: f32,
}

/// Stands for "no row" in [`Softmax::rows`].
const NO_ROW: u32 = u32::MAX;

/// One weight per feature and class; no bias, so a text without a known word leaves all classes equal.
#[derive(Debug)]
pub(crate) struct Softmax {
    classes: usize,
    /// The row of weights of each feature; only features of the samples have one.
    rows: Vec<u32>,
    weights: Vec<f32>,
}

impl Softmax {
    /// Learns from the samples, in an order that is always the same.
    pub(crate) fn train(samples: &[Sample<'_>], features: usize, classes: usize) -> Self {
        let mut model = Self::empty(samples, features, classes);
        let mut squares = vec![1e-6_f32; model.weights.len() / classes.max(1)];
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..EPOCHS {
            shuffle(&mut order, &mut random);
            for sample in order.iter().filter_map(|&at| samples.get(at)) {
                let mut errors = softmax(&model.scores(sample.vector));
                errors[sample.class] -= 1.0;
                let error: f32 = errors.iter().map(|error| error * error).sum();
                for feature in sample.vector {
                    let row = model.rows[feature.id as usize] as usize;
                    let slope = feature.value * sample.weight;
                    let square = &mut squares[row];
                    *square += error * slope * slope;
                    let step = RATE / square.sqrt();
                    let weights = &mut model.weights[row * classes..(row + 1) * classes];
                    for (weight, error) in weights.iter_mut().zip(&errors) {
                        *weight -= step * (error * slope + DECAY * *weight);
                    }
                }
            }
        }
        model
    }

    fn empty(samples: &[Sample<'_>], features: usize, classes: usize) -> Self {
        let mut rows = vec![NO_ROW; features];
        let mut next = 0;
        for feature in samples.iter().flat_map(|sample| sample.vector) {
            let row = &mut rows[feature.id as usize];
            if *row == NO_ROW {
                *row = next;
                next += 1;
            }
        }
        Self {
            classes,
            rows,
            weights: vec![0.0; next as usize * classes],
        }
    }

    /// The score of each class; they differ by log-odds.
    pub(crate) fn scores(&self, vector: &[Feature]) -> Vec<f32> {
        let mut scores = vec![0.0; self.classes];
        for feature in vector {
            for (score, weight) in scores.iter_mut().zip(self.of(feature.id)) {
                *score += weight * feature.value;
            }
        }
        scores
    }

    /// The weights of a feature, one per class; none of a feature no sample has.
    fn of(&self, feature: u32) -> &[f32] {
        match self.rows.get(feature as usize) {
            Some(&row) if row != NO_ROW => {
                let from = row as usize * self.classes;
                &self.weights[from..from + self.classes]
            }
            _ => &[],
        }
    }
}

/// Scores to probabilities that sum to one.
pub(crate) fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// Fisher–Yates; the same on every machine.
pub(crate) fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        let other = draw(random, at as u64 + 1);
        order.swap(at, usize::try_from(other).unwrap_or(0));
    }
}

/// A number below `bound`, which is above 0, by a linear congruential generator.
pub(crate) fn draw(random: &mut u64, bound: u64) -> u64 {
    *random = random
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*random >> 33) % bound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(ids: &[u32]) -> Vec<Feature> {
        ids.iter()
            .map(|&id| Feature {
                id,
                value: 1.0,
                token: 0,
            })
            .collect()
    }

    #[test]
    fn a_class_is_learned_from_its_features() {
        let vectors = [vector(&[0, 2]), vector(&[1, 2]), vector(&[0]), vector(&[1])];
        let samples: Vec<Sample<'_>> = vectors
            .iter()
            .enumerate()
            .map(|(at, vector)| Sample {
                vector,
                class: at % 2,
                weight: 1.0,
            })
            .collect();
        let model = Softmax::train(&samples, 3, 2);
        assert!(softmax(&model.scores(&vector(&[0, 2])))[0] > 0.9);
        assert!(softmax(&model.scores(&vector(&[1, 2])))[1] > 0.9);
    }

    #[test]
    fn no_feature_leaves_all_classes_equal() {
        let vectors = [vector(&[0])];
        let model = Softmax::train(
            &[Sample {
                vector: &vectors[0],
                class: 0,
                weight: 1.0,
            }],
            1,
            3,
        );
        assert_eq!(model.scores(&[]), [0.0; 3]);
    }
}
