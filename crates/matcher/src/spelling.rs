//! The known word a mistyped one was meant to be.

use std::collections::HashMap;

/// Shorter stems are too close to each other to be told apart by one slip.
const SHORTEST: usize = 5;

/// Known stems by what is left of them when one letter is dropped.
///
/// Two stems are one slip apart (a letter left out, added, changed, or swapped with its neighbour) only
/// if one of these rests is shared, so a look-up costs one hash per letter whatever the number of stems.
#[derive(Debug)]
pub(crate) struct Spelling {
    stems: Vec<(String, u32)>,
    rests: HashMap<String, Vec<u32>>,
}

impl Spelling {
    /// From stems and how often each is used.
    pub(crate) fn new(mut stems: Vec<(String, u32)>) -> Self {
        stems.retain(|(stem, _)| is_word(stem));
        stems.sort();
        let mut rests: HashMap<String, Vec<u32>> = HashMap::new();
        for (number, (stem, _)) in (0_u32..).zip(&stems) {
            for rest in rests_of(stem) {
                let numbers = rests.entry(rest).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        Self { stems, rests }
    }

    /// The most used known stem one slip away from an unknown one.
    pub(crate) fn meant(&self, stem: &str) -> Option<&str> {
        if !is_word(stem) {
            return None;
        }
        rests_of(stem)
            .filter_map(|rest| self.rests.get(&rest))
            .flatten()
            .filter_map(|&number| self.stems.get(number as usize))
            .filter(|(known, _)| one_slip_apart(stem.as_bytes(), known.as_bytes()))
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
            .map(|(known, _)| known.as_str())
    }
}

fn is_word(stem: &str) -> bool {
    stem.len() >= SHORTEST && stem.bytes().all(|b| b.is_ascii_lowercase())
}

/// The stem itself, and the stem without each of its letters.
fn rests_of(stem: &str) -> impl Iterator<Item = String> + '_ {
    let without = (0..stem.len()).map(|at| [&stem[..at], &stem[at + 1..]].concat());
    std::iter::once(stem.to_owned()).chain(without)
}

/// Whether one letter left out, added, changed, or swapped with its neighbour makes one the other.
fn one_slip_apart(one: &[u8], other: &[u8]) -> bool {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    match (one, other) {
        ([_, one @ ..], [_, other @ ..]) if one == other => true,
        ([_, rest @ ..], _) if rest == other => true,
        (_, [_, rest @ ..]) if rest == one => true,
        ([a, b, one @ ..], [c, d, other @ ..]) => a == d && b == c && one == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(stems: &[(&str, u32)]) -> Spelling {
        Spelling::new(
            stems
                .iter()
                .map(|&(stem, count)| (stem.to_owned(), count))
                .collect(),
        )
    }

    #[test]
    fn one_slip_is_undone() {
        let spelling = spelling(&[("drukark", 1), ("skrzynk", 2), ("monitor", 1)]);
        for slip in ["drukrk", "drukaark", "drukalk", "durkark"] {
            assert_eq!(spelling.meant(slip), Some("drukark"), "{slip}");
        }
    }

    #[test]
    fn two_slips_short_words_and_codes_are_left() {
        let spelling = spelling(&[("drukark", 1), ("siec", 1), ("rb28s", 1)]);
        for word in ["durkrk", "sie", "siecc", "rb28", "słowo", ""] {
            assert_eq!(spelling.meant(word), None, "{word}");
        }
    }

    #[test]
    fn the_more_used_word_is_meant() {
        let uneven = spelling(&[("konta", 1), ("kontb", 2)]);
        assert_eq!(uneven.meant("kontc"), Some("kontb"));
        let even = spelling(&[("kontb", 1), ("konta", 1)]);
        assert_eq!(even.meant("kontc"), Some("konta"));
    }
}
