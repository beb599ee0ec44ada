//! What each feature says for and against each duty, in one byte per pair.

use crate::features::Feature;

/// Most pairs of feature and duty kept; the smallest weights go first. Fewer cost accuracy, more none.
const MOST: usize = 1_000_000;

/// Stands for "no duty" in [`Weights::entries`].
const OUTSIDE: u8 = u8::MAX;

/// Sparse weights of a linear model.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Weights {
    /// What one step of a byte is worth.
    pub(crate) scale: f32,
    /// The constant of each class.
    pub(crate) constants: Vec<f32>,
    /// Where the entries of each feature begin; one more at the end.
    pub(crate) starts: Vec<u32>,
    /// Class and weight in steps, by feature, then class.
    pub(crate) entries: Vec<(u8, i8)>,
    /// The sum of the steps of each feature over all classes.
    sums: Vec<i16>,
}

/// The weights of one class worth keeping, and its constant.
#[derive(Debug)]
pub(crate) struct Class {
    weights: Vec<(u32, f32)>,
    constant: f32,
}

impl Class {
    /// From a plane: a weight per feature, then the constant.
    pub(crate) fn new(plane: &[f32]) -> Self {
        let (constant, weights) = plane
            .split_last()
            .map_or((0.0, &[][..]), |(last, rest)| (*last, rest));
        Self {
            weights: (0..)
                .zip(weights.iter().copied())
                .filter(|(_, weight)| weight.abs() > 1e-3)
                .collect(),
            constant,
        }
    }
}

impl Weights {
    /// Rounds the weights of all classes (at most 255) to bytes.
    pub(crate) fn new(classes: &[Class], features: usize) -> Self {
        Self::with_outside(classes, &[], features)
    }

    /// As [`Self::new`], with weights for texts of no class; they are cut to the range of the others.
    pub(crate) fn with_outside(classes: &[Class], outside: &[f32], features: usize) -> Self {
        let top = classes
            .iter()
            .flat_map(|class| &class.weights)
            .fold(0.0_f32, |top, (_, weight)| top.max(weight.abs()));
        let scale = if top > 0.0 { top / 127.0 } else { 1.0 };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most 127 by the choice of the scale"
        )]
        let steps = |weight: f32| (weight / scale).round().clamp(-127.0, 127.0) as i8;
        let mut sizes = [0_usize; 128];
        for (_, weight) in classes.iter().flat_map(|class| &class.weights) {
            sizes[usize::from(steps(*weight).unsigned_abs().min(127))] += 1;
        }
        let least = (1..=127_u8)
            .find(|&least| sizes[usize::from(least)..].iter().sum::<usize>() <= MOST)
            .unwrap_or(127);
        let mut rows: Vec<Vec<(u8, i8)>> = vec![Vec::new(); features];
        for (number, class) in (0..OUTSIDE).zip(classes) {
            for &(feature, weight) in &class.weights {
                let steps = steps(weight);
                if steps.unsigned_abs() >= least {
                    rows[feature as usize].push((number, steps));
                }
            }
        }
        for (row, weight) in rows.iter_mut().zip(outside) {
            if steps(*weight).unsigned_abs() >= least {
                row.push((OUTSIDE, steps(*weight)));
            }
        }
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for row in rows {
            entries.extend(row);
            starts.push(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        }
        let constants = classes.iter().map(|class| class.constant).collect();
        Self::of_entries(scale, constants, starts, entries)
    }

    /// From what a file holds.
    pub(crate) fn of_entries(
        scale: f32,
        constants: Vec<f32>,
        starts: Vec<u32>,
        entries: Vec<(u8, i8)>,
    ) -> Self {
        let mut weights = Self {
            scale,
            constants,
            starts,
            entries,
            sums: Vec::new(),
        };
        let features = u32::try_from(weights.starts.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let of_classes = |feature: u32| -> i16 {
            let entries = weights.of(feature).iter();
            let classes = entries.filter(|(class, _)| *class != OUTSIDE);
            // Fewer than 255 bytes, so it fits.
            classes.fold(0, |sum, &(_, steps)| sum.saturating_add(i16::from(steps)))
        };
        weights.sums = (0..features).map(of_classes).collect();
        weights
    }

    /// The score of each class: how far the text lies on its side.
    pub(crate) fn scores(&self, vector: &[Feature]) -> Vec<f32> {
        let mut scores = self.constants.clone();
        for feature in vector {
            let value = feature.value * self.scale;
            for &(class, steps) in self.of(feature.id) {
                if let Some(score) = scores.get_mut(usize::from(class)) {
                    *score += value * f32::from(steps);
                }
            }
        }
        scores
    }

    /// How far the text lies on the side of those of no class, without the constant.
    pub(crate) fn outside(&self, vector: &[Feature]) -> f32 {
        let weight = |feature: &Feature| match self.of(feature.id).last() {
            Some(&(OUTSIDE, steps)) => self.scale * f32::from(steps) * feature.value,
            _ => 0.0,
        };
        vector.iter().map(weight).sum()
    }

    /// Whether every entry is of a class, or of none.
    pub(crate) fn is_sound(&self) -> bool {
        let known = |class: u8| class == OUTSIDE || usize::from(class) < self.constants.len();
        self.entries.iter().all(|&(class, _)| known(class))
    }

    /// How much a feature speaks for `class` rather than for the mean of all.
    pub(crate) fn contribution(&self, feature: &Feature, class: usize) -> f32 {
        let entries = self.of(feature.id);
        let place = entries.binary_search_by_key(&class, |&(other, _)| usize::from(other));
        let own = place.map_or(0.0, |at| f32::from(entries[at].1));
        let all = f32::from(
            self.sums
                .get(feature.id as usize)
                .copied()
                .unwrap_or_default(),
        );
        (own - all / self.constants.len().max(1) as f32) * self.scale * feature.value
    }

    fn of(&self, feature: u32) -> &[(u8, i8)] {
        let at = feature as usize;
        match self.starts.get(at..=at + 1) {
            Some(&[from, to]) => self
                .entries
                .get(from as usize..to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }
}
