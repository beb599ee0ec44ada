//! The known words a mistyped one may have been meant to be.

mod rests;
mod slips;

use std::collections::{BTreeMap, HashSet};

use self::rests::Rests;
use self::slips::{LONGEST, UNUSUAL, cost};

/// Shorter words are too close to each other to be told apart by one slip; so are stems of this length.
const SHORTEST: usize = 4;

/// Known words, found by any word at most one slip away, or two where both are long.
#[derive(Debug)]
pub(crate) struct Spelling {
    words: Vec<Known>,
    rests: Rests,
}

/// A word as it stands in what was learned from, or the stem of such words.
#[derive(Debug)]
struct Known {
    text: String,
    count: u32,
    is_stem: bool,
}

/// A known word that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Meant<'a> {
    /// A folded word, or a stem.
    pub(crate) text: &'a str,
    /// Which of the two.
    pub(crate) is_stem: bool,
    /// How often it was met.
    pub(crate) count: u32,
    /// What its slips cost, about one each.
    pub(crate) cost: f32,
}

impl Meant<'_> {
    /// The stem of the word that may be meant.
    pub(crate) fn stem(&self) -> String {
        if self.is_stem {
            self.text.to_owned()
        } else {
            polish::stem(self.text)
        }
    }
}

impl Spelling {
    /// From folded words and how often each is used. Words with digits are codes, and left out.
    pub(crate) fn new(words: &[(String, u32)]) -> Self {
        let texts: HashSet<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        let mut stems: BTreeMap<String, u32> = BTreeMap::new();
        let mut known: Vec<Known> = Vec::with_capacity(words.len());
        for (word, count) in words.iter().filter(|(word, _)| is_word(word)) {
            *stems.entry(polish::stem(word)).or_default() += count;
            known.push(Known {
                text: word.clone(),
                count: *count,
                is_stem: false,
            });
        }
        let further = stems.into_iter().filter(|(stem, _)| {
            is_word(stem) && stem.len() > SHORTEST && !texts.contains(stem.as_str())
        });
        known.extend(further.map(|(text, count)| Known {
            text,
            count,
            is_stem: true,
        }));
        Self {
            rests: Rests::new(known.iter().map(|word| word.text.as_str())),
            words: known,
        }
    }

    /// Whether the word stands in what was learned from, just so.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.rests
            .of(word)
            .filter_map(|number| self.words.get(number as usize))
            .any(|known| !known.is_stem && known.text == word)
    }

    /// Every known word and stem one slip away, or two from a long word.
    pub(crate) fn candidates(&self, word: &str) -> Vec<Meant<'_>> {
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
                Some(Meant {
                    text: &known.text,
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

    fn spelling(words: &[(&str, u32)]) -> Spelling {
        let words: Vec<(String, u32)> = words
            .iter()
            .map(|&(word, count)| (word.to_owned(), count))
            .collect();
        Spelling::new(&words)
    }

    fn near<'a>(spelling: &'a Spelling, word: &str) -> Vec<&'a str> {
        let mut found: Vec<&str> = spelling
            .candidates(word)
            .iter()
            .filter(|meant| !meant.is_stem)
            .map(|meant| meant.text)
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn one_slip_is_seen() {
        let spelling = spelling(&[("drukarka", 1), ("skrzynka", 2), ("siec", 1)]);
        for slip in ["drukrka", "drukaarka", "drukalka", "durkarka", "rdukarka"] {
            assert_eq!(near(&spelling, slip), ["drukarka"], "{slip}");
        }
        assert_eq!(near(&spelling, "sieec"), ["siec"]);
        assert_eq!(near(&spelling, "sice"), ["siec"]);
    }

    #[test]
    fn two_slips_are_seen_in_long_words_only() {
        let spelling = spelling(&[("drukarka", 1), ("serwer", 1)]);
        for slip in ["durkrka", "drkaraka", "drukarkaxy", "fruksrka"] {
            assert_eq!(near(&spelling, slip), ["drukarka"], "{slip}");
        }
        assert!(near(&spelling, "srewre").is_empty());
        assert!(near(&spelling, "dkaraak").is_empty());
    }

    #[test]
    fn codes_short_and_foreign_words_are_left() {
        let spelling = spelling(&[("rb28s", 1), ("vpn", 1), ("siec", 1)]);
        for word in ["rb28", "rb28x", "vpm", "sie", "słowo", "", "siecx9"] {
            assert!(spelling.candidates(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn stems_stand_for_forms_that_were_never_met() {
        let spelling = spelling(&[("drukarka", 3), ("drukarce", 2)]);
        let found = spelling.candidates("druksrk");
        let stem = found.iter().find(|meant| meant.is_stem);
        assert_eq!(
            stem.map(|meant| (meant.text, meant.count)),
            Some(("drukark", 5))
        );
        assert!(!spelling.knows("drukark"));
        assert!(spelling.knows("drukarka"));
    }

    #[test]
    fn what_is_learned_from_is_known_as_it_stands() {
        let spelling = spelling(&[("drukarka", 1), ("drukarki", 1)]);
        assert!(spelling.knows("drukarki"));
        assert!(!spelling.knows("drukarke"));
    }
}
