//! Known words that unknown ones were meant to be.

mod reading;
mod rests;
mod slips;

use std::collections::BTreeMap;

use self::rests::Rests;
use self::slips::{LONGEST, UNUSUAL, cost};
use crate::function_words::is_function_word;
use crate::stem::stem;
use crate::words::MAX_WORD;

pub use self::reading::{Guess, Part, Reading};

/// Shorter words are too close to each other to be told apart by one slip; so are stems of this length.
const SHORTEST: usize = 4;

/// A dictionary that undoes slips: built from known words and how often each was met, asked for unknown ones.
///
/// It finds any known word, or stem of known words, that is one slip away, two from seven letters on. A slip is a letter left
/// out, added, changed, or swapped with its neighbour; one to a neighbouring key costs less. Among several the
/// one that fits best is meant: `ln(count) − 4 · cost of the slips`. It also cuts what was run together and
/// joins what a space cut.
///
/// All words are [folded](crate::fold()). Only words of 4 to 24 letters `a`–`z` are known and corrected: shorter ones are too
/// close to each other, and what holds a digit is a code. Looking a word up takes time that grows with the square of its
/// length, whatever the number of known words. A known word of eight letters takes about 400 bytes.
///
/// ```
/// let spelling = polish::Spelling::new([("drukarka", 40), ("dziala", 90), ("haslo", 60)]);
/// assert_eq!(spelling.meant("durkarka"), Some("drukarka"));
/// assert_eq!(spelling.meant("drukarki"), None, "a form of a known word");
/// assert_eq!(spelling.apart("niedziala"), Some(("nie", "dziala")));
/// ```
#[derive(Debug)]
pub struct Spelling {
    words: Vec<Known>,
    /// The stems of known words, in order.
    stems: Vec<String>,
    rests: Rests,
}

/// A word as it stands in what was learned from, or the stem of such words.
#[derive(Debug)]
struct Known {
    text: String,
    /// Which of the stems is its own.
    stem: usize,
    count: u32,
    is_stem: bool,
}

/// A known word that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Near<'a> {
    /// A folded word, or a stem.
    text: &'a str,
    /// Its stem.
    stem: &'a str,
    /// Which of the two the text is.
    is_stem: bool,
    /// How often it was met.
    count: u32,
    /// What its slips cost, about one each.
    cost: f32,
}

impl Spelling {
    /// From [folded](crate::fold()) words and how often each was met; counts of the same word are added up.
    ///
    /// Function words are known without being listed. Takes about three microseconds a word.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = (W, u32)>) -> Self {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for (word, count) in words {
            let known = counts.entry(word.into()).or_default();
            *known = known.saturating_add(count);
        }
        counts.retain(|word, _| is_word(word));
        let stems_of: Vec<String> = counts.keys().map(|word| stem(word)).collect();
        let mut of_stems: BTreeMap<&str, u32> = BTreeMap::new();
        for (stem, count) in stems_of.iter().zip(counts.values()) {
            let sum = of_stems.entry(stem).or_default();
            *sum = sum.saturating_add(*count);
        }
        let stems: Vec<String> = of_stems.keys().map(|&stem| stem.to_owned()).collect();
        let place = |stem: &String| stems.binary_search(stem).unwrap_or_default();
        let mut known: Vec<Known> = Vec::with_capacity(counts.len() + stems.len());
        known.extend(
            counts
                .iter()
                .zip(&stems_of)
                .map(|((word, &count), stem)| Known {
                    text: word.clone(),
                    stem: place(stem),
                    count,
                    is_stem: false,
                }),
        );
        let further = of_stems.iter().enumerate().filter(|(_, (stem, _))| {
            is_word(stem) && stem.len() > SHORTEST && !counts.contains_key(**stem)
        });
        known.extend(further.map(|(number, (stem, &count))| Known {
            text: (*stem).to_owned(),
            stem: number,
            count,
            is_stem: true,
        }));
        Self {
            rests: Rests::new(known.iter().map(|word| word.text.as_str())),
            words: known,
            stems,
        }
    }

    /// Whether the folded word was given, just so.
    pub fn knows(&self, word: &str) -> bool {
        let same = |number: u32| {
            let known = self.words.get(number as usize);
            known.is_some_and(|known| !known.is_stem && known.text == word)
        };
        is_word(word) && self.rests.of(word).any(same)
    }

    /// Whether the folded word needs no correction: a form of a word that was given, or a function word.
    pub fn knows_form(&self, word: &str) -> bool {
        is_function_word(word)
            || (word.len() <= MAX_WORD && self.stems.binary_search(&stem(word)).is_ok())
    }

    /// Every known word and stem one slip away, or two from a long word, in alphabetical order, words first.
    fn near(&self, word: &str) -> Vec<Near<'_>> {
        if !is_word(word) {
            return Vec::new();
        }
        let most = if rests::is_long(word) {
            2.0 * UNUSUAL
        } else {
            UNUSUAL
        };
        self.rests
            .near(word)
            .into_iter()
            .filter_map(|number| self.words.get(number as usize))
            .filter_map(|known| {
                Some(Near {
                    text: &known.text,
                    stem: self.stems.get(known.stem)?,
                    is_stem: known.is_stem,
                    count: known.count,
                    cost: cost(word.as_bytes(), known.text.as_bytes(), most)?,
                })
            })
            .collect()
    }
}

fn is_word(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'a>(spelling: &'a Spelling, word: &str) -> Vec<&'a str> {
        let mut found: Vec<&str> = spelling
            .near(word)
            .iter()
            .filter(|near| !near.is_stem)
            .map(|near| near.text)
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn one_slip_is_seen() {
        let spelling = Spelling::new([("drukarka", 1), ("skrzynka", 2), ("siec", 1)]);
        for slip in ["drukrka", "drukaarka", "drukalka", "durkarka", "rdukarka"] {
            assert_eq!(near(&spelling, slip), ["drukarka"], "{slip}");
        }
        assert_eq!(near(&spelling, "sieec"), ["siec"]);
        assert_eq!(near(&spelling, "sice"), ["siec"]);
    }

    #[test]
    fn two_slips_are_seen_in_long_words_only() {
        let spelling = Spelling::new([("drukarka", 1), ("serwer", 1)]);
        for slip in ["durkrka", "drkaraka", "drukarkaxy", "fruksrka"] {
            assert_eq!(near(&spelling, slip), ["drukarka"], "{slip}");
        }
        assert!(near(&spelling, "srewre").is_empty());
        assert!(near(&spelling, "dkaraak").is_empty());
    }

    #[test]
    fn codes_short_and_foreign_words_are_left() {
        let spelling = Spelling::new([("rb28s", 1), ("vpn", 1), ("siec", 1)]);
        for word in ["rb28", "rb28x", "vpm", "sie", "słowo", "", "siecx9"] {
            assert!(spelling.near(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn stems_stand_for_forms_that_were_never_met() {
        let spelling = Spelling::new([("drukarka", 3), ("drukarce", 2)]);
        let found = spelling.near("druksrk");
        let stem = found.iter().find(|near| near.is_stem);
        assert_eq!(
            stem.map(|near| (near.text, near.stem, near.count)),
            Some(("drukark", "drukark", 5))
        );
        assert!(!spelling.knows("drukark"));
        assert!(spelling.knows("drukarka"));
    }

    #[test]
    fn what_was_given_is_known_as_it_stands_and_in_its_forms() {
        let spelling = Spelling::new([("drukarka", 1), ("drukarki", 1)]);
        assert!(spelling.knows("drukarki"));
        assert!(!spelling.knows("drukarke"));
        assert!(spelling.knows_form("drukarke") && spelling.knows_form("nie"));
        assert!(!spelling.knows_form("skrzynka"));
    }

    #[test]
    fn counts_of_one_word_are_added_up_and_the_order_does_not_matter() {
        let one = Spelling::new([("siec", 1), ("sied", 4), ("siec", 9)]);
        let other = Spelling::new([("sied", 4), ("siec", 10)]);
        assert_eq!(one.near("siex"), other.near("siex"));
        assert_eq!(one.near("siex")[0].count, 10);
    }
}
