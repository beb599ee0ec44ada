//! Gives a mistyped text the words it was meant to have.

use polish::Word;

use crate::features::FeatureSpace;
use crate::lexicon::{Lexicon, Token};
use crate::spelling::{Meant, Spelling};

/// What a slip costs against the logarithm of how often a word is used: one in fifty letters is mistyped.
const SLIP: f32 = 4.0;
/// What it adds that a word was met near the one before it, or after.
const PAIR: f32 = 2.0;
/// What it costs that only the stem is alike.
const STEM: f32 = 1.0;
/// A word that fits worse is no guess worth making.
const LEAST: f32 = -9.0;
/// Two words written as one are preferred to one mistyped that fits worse than this.
const SPLIT: f32 = 0.0;
/// Of two words written as one, one at least has so many letters, as have unknown words made of two.
const SPLIT_WORD: usize = 4;
const SPLIT_LETTERS: usize = 6;
/// A part of a word cut in two by a slip of the space has at most so many letters, unless it is unknown.
const LOOSE_LETTERS: usize = 2;

/// What is known of words, to correct others by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Correction<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) features: &'a FeatureSpace,
    pub(crate) spelling: &'a Spelling,
}

/// A guess at what was meant.
struct Guess {
    fit: f32,
    stem: String,
    word: String,
    stop: bool,
}

impl Correction<'_> {
    /// The tokens with unknown words made known ones where they are one slip away (two, if long), the more used and
    /// those that were met near their neighbours first; two known words written as one are cut, and one that a
    /// space cuts is joined. What is corrected keeps its place in the text, and the word as typed.
    pub(crate) fn of(&self, tokens: &[Token]) -> Vec<Token> {
        let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut rest = tokens;
        while let [token, after @ ..] = rest {
            let next = after.first();
            if let Some(joined) = next.and_then(|next| self.joined(token, next)) {
                out.push(joined);
                rest = &after[1..];
                continue;
            }
            rest = after;
            if self.knows(token) {
                out.push(token.clone());
                continue;
            }
            let guess = self.guess(token, out.last(), next);
            if guess.as_ref().is_none_or(|guess| guess.fit < SPLIT)
                && let Some([one, other]) = self.split(token)
            {
                out.extend([one, other]);
                continue;
            }
            let mut token = token.clone();
            if let Some(guess) = guess {
                token.groups = self.lexicon.groups(&guess.stem);
                token.stem = guess.stem;
                token.meant = Some(guess.word);
                token.stop = guess.stop;
            }
            out.push(token);
        }
        out
    }

    fn knows(&self, token: &Token) -> bool {
        token.stop || self.features.knows(&token.stem) || polish::is_function_word(&token.folded)
    }

    /// `d rukarka`.
    fn joined(&self, token: &Token, next: &Token) -> Option<Token> {
        let loose = |token: &Token| token.folded.len() <= LOOSE_LETTERS;
        let (one, other) = (self.knows(token), self.knows(next));
        let stands = |known: bool, token: &Token| known && !loose(token);
        if (one && other) || stands(one, token) || stands(other, next) {
            return None;
        }
        let word = [token.folded.as_str(), &next.folded].concat();
        self.spelling
            .knows(&word)
            .then(|| self.token(token.range.start..next.range.end, word))
    }

    /// `niedziala`.
    fn split(&self, token: &Token) -> Option<[Token; 2]> {
        let word = &token.folded;
        if word.len() < SPLIT_LETTERS || !word.is_ascii() {
            return None;
        }
        let is_word = |part: &str| {
            polish::is_function_word(part)
                || (part.len() >= SPLIT_WORD && self.spelling.knows(part))
        };
        (2..word.len() - 1)
            .map(|at| word.split_at(at))
            .find(|(one, other)| {
                one.len().max(other.len()) >= SPLIT_WORD && is_word(one) && is_word(other)
            })
            .map(|(one, other)| {
                [one, other].map(|part| self.token(token.range.clone(), part.to_owned()))
            })
    }

    /// The known word that fits an unknown one best.
    fn guess(&self, token: &Token, before: Option<&Token>, after: Option<&Token>) -> Option<Guess> {
        let near = |stem: &str| {
            let pairs = [
                before.is_some_and(|one| self.features.knows_pair(&one.stem, stem)),
                after.is_some_and(|one| self.features.knows_pair(stem, &one.stem)),
            ];
            pairs.into_iter().filter(|met| *met).count() as f32 * PAIR
        };
        let whole = self.spelling.candidates(&token.folded).into_iter();
        let whole = whole.map(|meant| (meant, 0.0));
        let stems = self.spelling.candidates(&token.stem).into_iter();
        let stems = stems
            .filter(|meant| meant.is_stem && meant.cost < 2.0 && token.stem != token.folded)
            .map(|meant| (meant, STEM));
        let mut best: Option<(f32, Meant<'_>, String)> = None;
        for (meant, price) in whole.chain(stems) {
            let stem = meant.stem();
            let fit = (meant.count as f32).ln() - SLIP * meant.cost - price + near(&stem);
            if fit > best.as_ref().map_or(LEAST, |best| best.0) {
                best = Some((fit, meant, stem));
            }
        }
        best.map(|(fit, meant, stem)| Guess {
            fit,
            stem,
            word: meant.text.to_owned(),
            stop: !meant.is_stem && self.lexicon.is_stop(meant.text),
        })
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
        let words: Vec<(String, u32)> = sample
            .iter()
            .map(|token| (token.folded.clone(), 1))
            .collect();
        let features = FeatureSpace::new(&[sample]);
        let correction = Correction {
            lexicon: &lexicon,
            features: &features,
            spelling: &Spelling::new(&words),
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
        let words = [("drukarka".to_owned(), 1), ("dziala".to_owned(), 1)];
        let correction = Correction {
            lexicon: &lexicon,
            features: &features,
            spelling: &Spelling::new(&words),
        };
        let text = "żd rukarka — niedziała";
        let tokens = correction.of(&lexicon.tokens(polish::words(text)));
        for token in tokens {
            assert!(text.get(token.range.clone()).is_some(), "{token:?}");
        }
    }
}
