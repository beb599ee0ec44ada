//! Multinomial logistic regression, learned at start from terms and provisions.

use crate::features::Feature;

/// Passes over the samples.
const EPOCHS: usize = 25;
/// First step of `AdaGrad`.
const RATE: f32 = 0.5;
/// Pull of every weight towards zero, per step.
const DECAY: f32 = 3e-4;

/// A text with the class it belongs to and how much it counts.
#[derive(Debug)]
pub(crate) struct Sample<'a> {
    pub(crate) vector: &'a [Feature],
    pub(crate) class: usize,
    pub(crate) weight: f32,
}

/// One weight per feature and class; no bias, so a text without a known word leaves all classes equal.
#[derive(Debug)]
pub(crate) struct Softmax {
    classes: usize,
    weights: Vec<f32>,
}

impl Softmax {
    /// Learns from the samples, in an order that is always the same.
    pub(crate) fn train(samples: &[Sample<'_>], features: usize, classes: usize) -> Self {
        let mut model = Self {
            classes,
            weights: vec![0.0; features * classes],
        };
        let mut squares = vec![1e-6_f32; features * classes];
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut errors = vec![0.0; classes];
        for _ in 0..EPOCHS {
            shuffle(&mut order, &mut random);
            for sample in order.iter().filter_map(|&at| samples.get(at)) {
                errors.copy_from_slice(&softmax(&model.scores(sample.vector)));
                errors[sample.class] -= 1.0;
                for feature in sample.vector {
                    let from = feature.id as usize * classes;
                    let weights = &mut model.weights[from..from + classes];
                    let squares = &mut squares[from..from + classes];
                    for ((weight, square), error) in weights.iter_mut().zip(squares).zip(&errors) {
                        let slope = error * feature.value * sample.weight + DECAY * *weight;
                        *square += slope * slope;
                        *weight -= RATE * slope / square.sqrt();
                    }
                }
            }
        }
        model
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

    /// How much a feature speaks for `class` rather than for the mean of all.
    pub(crate) fn contribution(&self, feature: &Feature, class: usize) -> f32 {
        let weights = self.of(feature.id);
        let mean = weights.iter().sum::<f32>() / self.classes as f32;
        weights
            .get(class)
            .map_or(0.0, |weight| (weight - mean) * feature.value)
    }

    fn of(&self, feature: u32) -> &[f32] {
        let from = feature as usize * self.classes;
        &self.weights[from..from + self.classes]
    }
}

/// Scores to probabilities that sum to one.
pub(crate) fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// Fisher–Yates with a linear congruential generator: the same on every machine.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(*random >> 33).unwrap_or(0) % (at + 1);
        order.swap(at, other);
    }
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
        assert!(model.contribution(&vector(&[0])[0], 0) > 0.0);
        assert!(model.contribution(&vector(&[1])[0], 0) < 0.0);
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
