//! A text cut into words.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use unicode_normalization::char::is_combining_mark;

use crate::fold::{fold, is_invisible};

/// Words of more letters than this are left out: no Polish word is so long, pasted keys and encoded
/// attachments are.
pub const MAX_WORD: usize = 60;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes of the text; starts and ends at character boundaries.
    pub range: Range<usize>,
    /// The word [folded](crate::fold()); not empty, at most [`MAX_WORD`] characters.
    pub folded: String,
}

/// The words of `text` in order.
///
/// A word is a run of letters and digits, with any marks and invisible characters inside it. Two
/// habits of office mail are kept whole: one letter and a hyphen belong to the word after them
/// (`e-mail` → `email`), and a drive keeps its colon (`H:\Dane` → `h:`, `dane`).
///
/// ```
/// let words: Vec<String> = polish::words("Brak dostępu do S:\\Kadry, e-mail").map(|word| word.folded).collect();
/// assert_eq!(words, ["brak", "dostepu", "do", "s:", "kadry", "email"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    Words::new(text)
}

/// The iterator behind [`words`].
pub(crate) struct Words<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            chars: text.char_indices().peekable(),
        }
    }

    /// Where the run of word characters at the cursor ends; the cursor moves there.
    fn run_end(&mut self) -> usize {
        while let Some(&(at, c)) = self.chars.peek() {
            if !continues(c) {
                return at;
            }
            self.chars.next();
        }
        self.text.len()
    }

    /// Whether a letter stands directly after the (one-byte) character at `at`.
    fn letter_after(&self, at: usize) -> bool {
        self.text[at + 1..]
            .chars()
            .next()
            .is_some_and(char::is_alphabetic)
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            let (start, _) = self.chars.find(|&(_, c)| c.is_alphanumeric())?;
            let mut end = self.run_end();
            let mut folded = fold_bounded(&self.text[start..end]);
            if folded.len() == 1 && folded.as_bytes()[0].is_ascii_lowercase() {
                match self.chars.peek().copied() {
                    Some((at, '-')) if self.letter_after(at) => {
                        self.chars.next();
                        end = self.run_end();
                        folded.push_str(&fold_bounded(&self.text[at + 1..end]));
                    }
                    Some((at, ':')) if !self.letter_after(at) => {
                        self.chars.next();
                        end = at + 1;
                        folded.push(':');
                    }
                    _ => {}
                }
            }
            if !folded.is_empty() && folded.chars().nth(MAX_WORD).is_none() {
                return Some(Word {
                    range: start..end,
                    folded,
                });
            }
        }
    }
}

fn continues(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && (is_combining_mark(c) || is_invisible(c)))
}

/// Folds a run of word characters; a run too long to be a word becomes too long a word, cheaply.
fn fold_bounded(run: &str) -> String {
    let cut = run
        .char_indices()
        .filter(|&(_, c)| c.is_alphanumeric())
        .nth(MAX_WORD + 1)
        .map_or(run.len(), |(at, _)| at);
    let folded = fold(&run[..cut]);
    // Compatibility forms such as "½" hold signs that are no letters.
    if folded.chars().all(char::is_alphanumeric) {
        folded
    } else {
        folded.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    #[test]
    fn ranges_point_at_the_word_as_typed() {
        let text = "„Zażo\u{301}łć” – gęślą!";
        let typed: Vec<&str> = words(text).map(|word| &text[word.range]).collect();
        assert_eq!(typed, ["Zażo\u{301}łć", "gęślą"]);
    }

    #[test]
    fn one_letter_and_a_hyphen_belong_to_the_next_word() {
        assert_eq!(
            folded("E-mail, e-Doręczenia, wi-fi, a - b"),
            ["email", "edoreczenia", "wi", "fi", "a", "b"]
        );
    }

    #[test]
    fn a_drive_keeps_its_colon() {
        assert_eq!(
            folded(r"dysk H: i S:\Kadry o 8:15 w:tym"),
            ["dysk", "h:", "i", "s:", "kadry", "o", "8", "15", "w", "tym"]
        );
    }

    #[test]
    fn words_too_long_are_left_out() {
        let long = "a".repeat(MAX_WORD + 1);
        assert_eq!(folded(&format!("przed {long} po")), ["przed", "po"]);
        assert_eq!(folded(&"b".repeat(MAX_WORD)).len(), 1);
        assert_eq!(folded(&"x".repeat(5_000_000)), Vec::<String>::new());
    }

    #[test]
    fn marks_alone_make_no_word() {
        assert_eq!(folded(&"\u{301}".repeat(100_000)), Vec::<String>::new());
        assert_eq!(
            folded(&format!("ko{}t", "\u{301}".repeat(100_000))),
            ["kot"]
        );
    }

    #[test]
    fn emoji_and_signs_are_no_words() {
        assert_eq!(folded("🖨️ ??? + - * ( ) ~ ^ [ ]"), Vec::<String>::new());
    }
}
