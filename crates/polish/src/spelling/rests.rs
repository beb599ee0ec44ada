//! Words by what is left of them when letters are dropped.
//!
//! Two words one slip apart (a letter left out, added, changed, or swapped with its neighbour) share a rest after
//! one letter of each is dropped, two slips apart after two; so looking up all rests of a word finds every
//! word near it, whatever the number of words (Garbe's symmetric deletion).

/// Words from this length on are also found by two letters dropped.
const LONG: usize = 7;

/// Whether two letters are dropped from the word.
pub(super) fn is_long(word: &str) -> bool {
    word.len() >= LONG
}

/// Numbers of words by the hashes of their rests.
#[derive(Debug)]
pub(super) struct Rests {
    /// The upper bits of a hash name its bucket.
    shift: u32,
    /// Where the entries of each bucket begin; one more at the end.
    starts: Vec<u32>,
    /// The lower half of a hash and the number of a word.
    entries: Vec<(u32, u32)>,
}

impl Rests {
    /// Of words of small letters, numbered from 0 in their order.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<(u64, u32)> = Vec::new();
        for (number, word) in (0..).zip(words) {
            each(word, |hash| all.push((hash, number)));
        }
        let bits = (usize::BITS - all.len().leading_zeros()).clamp(1, 24);
        let shift = u64::BITS - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (hash, _) in &all {
            starts[bucket(*hash, shift) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0); all.len()];
        for (hash, number) in all {
            let place = &mut next[bucket(hash, shift)];
            entries[*place as usize] = (tag(hash), number);
            *place += 1;
        }
        Self {
            shift,
            starts,
            entries,
        }
    }

    /// The words with a rest that is `word`, among them the word itself; some others by chance.
    pub(super) fn of(&self, word: &str) -> impl Iterator<Item = u32> + '_ {
        self.with(hash(word.bytes()))
    }

    /// Every word at most one slip away, two if it is long, each once, in order; some others too.
    pub(super) fn near(&self, word: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        each(word, |hash| numbers.extend(self.with(hash)));
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    fn with(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let at = bucket(hash, self.shift);
        let (from, to) = (self.starts[at] as usize, self.starts[at + 1] as usize);
        self.entries[from..to]
            .iter()
            .filter(move |(found, _)| *found == tag(hash))
            .map(|&(_, number)| number)
    }
}

/// Calls `each` with the hashes of the word, the word without each letter and, of a long one, without each two.
fn each(word: &str, mut each: impl FnMut(u64)) {
    let letters = word.as_bytes();
    let without = |one: usize, other: usize| {
        let kept = letters.iter().enumerate();
        hash(kept.filter_map(|(at, b)| (at != one && at != other).then_some(*b)))
    };
    each(hash(word.bytes()));
    for one in 0..letters.len() {
        each(without(one, one));
        if is_long(word) {
            for other in one + 1..letters.len() {
                each(without(one, other));
            }
        }
    }
}

/// FNV-1a with the bits mixed into the upper half.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let fnv = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    fnv.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn bucket(hash: u64, shift: u32) -> usize {
    // At most 24 bits are left.
    usize::try_from(hash >> shift).unwrap_or_default()
}

fn tag(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_near_itself_and_what_shares_a_rest() {
        let rests = Rests::new(["siec", "drukarka", "skrzynka"].into_iter());
        assert_eq!(rests.near("siec"), [0]);
        assert_eq!(rests.near("sieci"), [0]);
        assert_eq!(rests.near("durkarak"), [1]);
        assert_eq!(rests.near("drkrkaa"), [1]);
        assert!(rests.near("monitor").is_empty());
        assert_eq!(rests.of("skrzynka").collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn no_words_are_near_nothing() {
        assert!(Rests::new(std::iter::empty()).near("siec").is_empty());
    }
}
