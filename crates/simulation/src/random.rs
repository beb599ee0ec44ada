//! Random numbers that depend on the seed alone (`SplitMix64`), on every machine the same.

use uuid::{Builder, Uuid};

/// A source of random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

/// Hundredths of a mean that a wait may take, about exponential.
const SPREAD: [u64; 12] = [4, 10, 18, 28, 40, 55, 72, 95, 125, 165, 230, 360];

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another source, for a purpose of its own: what is drawn from one does not move the other.
    pub(crate) fn fork(&mut self) -> Self {
        Self(self.next())
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// From 0 to `end` − 1; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// From `first` to `last`.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let width = u64::try_from(last - first + 1).unwrap_or(1);
        first + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub(crate) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// Seconds, `mean` on average: mostly short, sometimes long.
    pub(crate) fn wait(&mut self, mean: i64) -> i64 {
        let at = usize::try_from(self.below(SPREAD.len() as u64)).unwrap_or(0);
        let share = i64::try_from(SPREAD[at]).unwrap_or(100);
        let seconds = mean * share / 100;
        seconds + self.between(0, seconds / 4)
    }

    /// One of them; `None` of none.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(at)
    }

    /// An index, by weights.
    pub(crate) fn weighted<T: Copy>(&mut self, of: &[(u64, T)], otherwise: T) -> T {
        let total = of.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for (weight, what) in of {
            if left < *weight {
                return *what;
            }
            left -= weight;
        }
        otherwise
    }

    /// An id that sorts by the second at which it was made.
    pub(crate) fn id(&mut self, second: i64) -> Uuid {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next().to_le_bytes());
        let millis = u64::try_from(second).unwrap_or(0) * 1000 + self.below(1000);
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

/// A number that looks random and depends on `id` and `salt` alone.
pub(crate) fn of_id(id: Uuid, salt: u64) -> u64 {
    let (high, low) = id.as_u64_pair();
    mix(high ^ mix(low ^ mix(salt)))
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
