//! Gives a mistyped text the words it was meant to have.

use polish::{Guess, Part, Reading, Spelling, Word};

use crate::features::FeatureSpace;
use crate::lexicon::{Lexicon, Token};

/// What it adds to a guess that a word was met near the one before it, or after.
const PAIR: f32 = 2.0;

/// What is known of words, to correct others by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Correction<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) features: &'a FeatureSpace,
    pub(crate) spelling: &'a Spelling,
}

impl Correction<'_> {
    /// The tokens with unknown words made known ones where they are one slip away (two, if long), the more used and
    /// those that were met near their neighbours first; two known words written as one are cut, and one that a
    /// space cuts is joined. What is corrected keeps its place in the text, and the word as typed.
    pub(crate) fn of(&self, tokens: &[Token]) -> Vec<Token> {
        let known: Vec<bool> = tokens.iter().map(|token| self.knows(token)).collect();
        let part = |at: usize| {
            let token: &Token = tokens.get(at)?;
            Some(Part {
                word: &token.folded,
                is_known: *known.get(at)?,
            })
        };
        let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let (Some(token), Some(own)) = (tokens.get(at), part(at)) {
            let next = tokens.get(at + 1);
            let joined = part(at + 1).and_then(|other| self.spelling.together(own, other));
            if let (Some(next), Some(word)) = (next, joined) {
                out.push(self.token(token.range.start..next.range.end, word));
                at += 2;
                continue;
            }
            at += 1;
            if own.is_known {
                out.push(token.clone());
                continue;
            }
            let beside = |stem: &str| self.beside(out.last(), stem, next);
            match self.spelling.read(&token.folded, beside) {
                Reading::AsWritten => out.push(token.clone()),
                Reading::Meant(guess) => out.push(self.meant(token, guess)),
                Reading::Apart(one, other) => {
                    let cut = |part: &str| self.token(token.range.clone(), part.to_owned());
                    out.extend([cut(one), cut(other)]);
                }
            }
        }
        out
    }

    fn knows(&self, token: &Token) -> bool {
        token.stop || self.features.knows(&token.stem) || polish::is_function_word(&token.folded)
    }

    /// How much the words before and after speak for a stem between them.
    fn beside(&self, before: Option<&Token>, stem: &str, after: Option<&Token>) -> f32 {
        let pairs = [
            before.is_some_and(|one| self.features.knows_pair(&one.stem, stem)),
            after.is_some_and(|one| self.features.knows_pair(stem, &one.stem)),
        ];
        pairs.into_iter().filter(|met| *met).count() as f32 * PAIR
    }

    /// The token taken for a known word.
    fn meant(&self, token: &Token, guess: Guess<'_>) -> Token {
        Token {
            range: token.range.clone(),
            folded: token.folded.clone(),
            stem: guess.stem.to_owned(),
            groups: self.lexicon.groups(guess.stem),
            stop: !guess.is_stem && self.lexicon.stops(guess.stem),
            meant: Some(guess.text.to_owned()),
        }
    }

    fn token(&self, range: std::ops::Range<usize>, folded: String) -> Token {
        let stem = polish::stem(&folded);
        self.lexicon.token(Word { range, folded }, stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;

    /// The words of `text` after correction by what stands in `known`.
    fn corrected(known: &str, text: &str) -> String {
        let vocabulary = Vocabulary::parse("version = \"1\"").unwrap();
        let lexicon = Lexicon::new(&vocabulary);
        let sample = lexicon.tokens(polish::words(known));
        let words = sample.iter().map(|token| (token.folded.clone(), 1));
        let spelling = Spelling::new(words);
        let features = FeatureSpace::new(&[sample]);
        let correction = Correction {
            lexicon: &lexicon,
            features: &features,
            spelling: &spelling,
        };
        let tokens = correction.of(&lexicon.tokens(polish::words(text)));
        let words: Vec<&str> = tokens
            .iter()
            .map(|token| token.meant.as_deref().unwrap_or(&token.folded))
            .collect();
        words.join(" ")
    }

    #[test]
    fn slips_are_undone_and_known_words_left() {
        let known = "drukarka nie drukuje faktury";
        assert_eq!(
            corrected(known, "durkarka nie druukje"),
            "drukarka nie drukuje"
        );
        assert_eq!(
            corrected(known, "drukarka nie drukuje"),
            "drukarka nie drukuje"
        );
        assert_eq!(corrected(known, "monitor"), "monitor");
    }

    #[test]
    fn of_two_words_the_one_met_beside_its_neighbour_is_meant() {
        let known = "lampa świeci raz dwa trzy cztery pięć rampa towarowa";
        assert_eq!(corrected(known, "xampa świeci"), "lampa swieci");
        assert_eq!(corrected(known, "xampa towarowa"), "rampa towarowa");
    }

    #[test]
    fn slips_of_the_space_are_undone() {
        let known = "drukarka nie działa";
        assert_eq!(
            corrected(known, "d rukarka niedziala"),
            "drukarka nie dziala"
        );
        assert_eq!(corrected(known, "druk arka"), "drukarka");
    }

    #[test]
    fn what_is_corrected_keeps_its_place() {
        let vocabulary = Vocabulary::parse("version = \"1\"").unwrap();
        let lexicon = Lexicon::new(&vocabulary);
        let sample = lexicon.tokens(polish::words("drukarka działa"));
        let features = FeatureSpace::new(&[sample]);
        let spelling = Spelling::new([("drukarka", 1), ("dziala", 1)]);
        let correction = Correction {
            lexicon: &lexicon,
            features: &features,
            spelling: &spelling,
        };
        let text = "żd rukarka — niedziała";
        let tokens = correction.of(&lexicon.tokens(polish::words(text)));
        for token in tokens {
            assert!(text.get(token.range.clone()).is_some(), "{token:?}");
        }
    }
}
