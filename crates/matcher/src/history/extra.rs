//! Words and pairs that the shipped model does not know, but several past tickets share.

use std::collections::{BTreeMap, HashSet};

use crate::features::{Feature, FeatureSpace};
use crate::lexicon::Token;

/// A feature is learned once it stands in this many past tickets, of as many requesters.
const LEAST: usize = 2;
/// The square of the length below which new features are not drawn out: one rare word alone stays short.
const FULL: f32 = 60.0;

/// Features beyond those of the shipped model; numbered after them.
#[derive(Debug, Default)]
pub(crate) struct Extra {
    space: FeatureSpace,
    /// The number of the first.
    first: u32,
}

impl Extra {
    /// Those that `known` misses and texts of different requesters share; their rarity is `1 + ln(n / df)`.
    pub(super) fn common(known: &FeatureSpace, texts: &[(&[Token], &str)]) -> Self {
        // By key, so that the numbers do not hang on the order of the texts.
        let mut met: BTreeMap<u64, (u32, HashSet<&str>)> = BTreeMap::new();
        for (tokens, requester) in texts {
            for key in known.missing(tokens) {
                let (count, requesters) = met.entry(key).or_default();
                *count += 1;
                if requesters.len() < LEAST {
                    requesters.insert(*requester);
                }
            }
        }
        let all = texts.len() as f32;
        Self::from_rarities(
            u32::try_from(known.len()).unwrap_or(u32::MAX),
            met.into_iter()
                .filter(|(_, (_, requesters))| requesters.len() >= LEAST)
                .map(|(key, (count, _))| (key, 1.0 + (all / count as f32).ln())),
        )
    }

    /// The features of some keys with their rarities, numbered from `first` in this order.
    pub(super) fn from_rarities(
        first: u32,
        rarities: impl IntoIterator<Item = (u64, f32)>,
    ) -> Self {
        Self {
            space: FeatureSpace::from_rarities(rarities),
            first,
        }
    }

    /// The number of the first: how many features the shipped model has.
    pub(super) fn first(&self) -> u32 {
        self.first
    }

    pub(super) fn rarities(&self) -> Vec<(u64, f32)> {
        self.space.rarities()
    }

    /// The number of features, the shipped ones counted.
    pub(super) fn features(&self) -> usize {
        self.first as usize + self.space.len()
    }

    pub(crate) fn knows(&self, stem: &str) -> bool {
        self.space.knows(stem)
    }

    /// Adds the new features of some tokens to their vector.
    pub(crate) fn extend(&self, vector: &mut Vec<Feature>, tokens: &[Token]) {
        let found = self.space.rare(tokens);
        let squares: f32 = found.iter().map(|f| f.value * f.value).sum();
        let scale = 1.0 / squares.max(FULL).sqrt();
        vector.extend(found.into_iter().map(|feature| Feature {
            id: feature.id.saturating_add(self.first),
            value: feature.value * scale,
            ..feature
        }));
    }
}
