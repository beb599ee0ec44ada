//! Words as the matcher compares them: stems, and the groups a stem belongs to.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use polish::Word;

use crate::Vocabulary;

/// Of one text at most this many different words are compared.
const MOST_WORDS: usize = 400;

/// A word of a text, ready to compare.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Where it stands in the text it came from.
    pub(crate) range: Range<usize>,
    /// The folded word.
    pub(crate) folded: String,
    /// Its stem.
    pub(crate) stem: String,
    /// Groups of the vocabulary it belongs to, by number.
    pub(crate) groups: Vec<u16>,
    /// A word that decides nothing.
    pub(crate) stop: bool,
    /// The known word, or stem, that a mistyped one is taken for.
    pub(crate) meant: Option<String>,
}

/// Stop words and groups of a vocabulary, by stem.
#[derive(Debug)]
pub(crate) struct Lexicon {
    stop: HashSet<String>,
    names: Vec<String>,
    groups: HashMap<String, Vec<u16>>,
}

impl Lexicon {
    pub(crate) fn new(vocabulary: &Vocabulary) -> Self {
        let stop = vocabulary
            .stop()
            .iter()
            .flat_map(|word| stems(word))
            .collect();
        let mut groups: HashMap<String, Vec<u16>> = HashMap::new();
        let names: Vec<String> = vocabulary.groups().keys().cloned().collect();
        for (number, words) in (0_u16..).zip(vocabulary.groups().values()) {
            for stem in words.iter().flat_map(|word| stems(word)) {
                let numbers = groups.entry(stem).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        Self {
            stop,
            names,
            groups,
        }
    }

    /// The number of a group.
    pub(crate) fn group(&self, name: &str) -> Option<u16> {
        self.names
            .iter()
            .zip(0..)
            .find(|(known, _)| *known == name)
            .map(|(_, number)| number)
    }

    /// Whether a folded word decides nothing.
    pub(crate) fn is_stop(&self, folded: &str) -> bool {
        folded.len() < 2 || self.stops(&polish::stem(folded))
    }

    /// Whether words of this stem decide nothing.
    pub(crate) fn stops(&self, stem: &str) -> bool {
        self.stop.contains(stem)
    }

    /// The groups a stem belongs to.
    pub(crate) fn groups(&self, stem: &str) -> Vec<u16> {
        self.groups.get(stem).cloned().unwrap_or_default()
    }

    /// Words to tokens; of a long text, the first different ones.
    pub(crate) fn tokens(&self, words: impl IntoIterator<Item = Word>) -> Vec<Token> {
        let mut seen = HashSet::new();
        let mut tokens = Vec::new();
        for word in words {
            let stem = polish::stem(&word.folded);
            if seen.len() >= MOST_WORDS && !seen.contains(&stem) {
                continue;
            }
            seen.insert(stem.clone());
            tokens.push(self.token(word, stem));
        }
        tokens
    }

    /// The tokens of a term: words, and groups named in braces.
    pub(crate) fn term(&self, term: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        for word in polish::words(term) {
            let braced = term[..word.range.start].ends_with('{');
            if let Some(group) = self.group(&term[word.range.clone()]).filter(|_| braced) {
                tokens.push(Token {
                    range: word.range,
                    folded: String::new(),
                    stem: String::new(),
                    groups: vec![group],
                    stop: false,
                    meant: None,
                });
            } else {
                let stem = polish::stem(&word.folded);
                tokens.push(self.token(word, stem));
            }
        }
        tokens
    }

    /// A term as it is indexed: groups named in braces become one word each, as in [`group_word`].
    pub(crate) fn indexed(&self, term: &str) -> String {
        let mut text = term.to_owned();
        for (name, number) in self.names.iter().zip(0..) {
            text = text.replace(&format!("{{{name}}}"), &format!(" {} ", group_word(number)));
        }
        text
    }

    /// The token of a word with its stem.
    pub(crate) fn token(&self, word: Word, stem: String) -> Token {
        Token {
            groups: self.groups(&stem),
            stop: word.folded.len() < 2 || self.stops(&stem),
            range: word.range,
            folded: word.folded,
            stem,
            meant: None,
        }
    }
}

/// The word that stands for a group in the index; its digits keep it from being stemmed.
pub(crate) fn group_word(number: u16) -> String {
    format!("0group{number}")
}

fn stems(text: &str) -> impl Iterator<Item = String> + '_ {
    polish::words(text).map(|word| polish::stem(&word.folded))
}
