//! Which of the words nearby was meant, and where spaces were meant to be.

use super::slips::LONGEST;
use super::{Near, SHORTEST, Spelling};
use crate::function_words::is_function_word;
use crate::stem::stem;
use crate::words::MAX_WORD;

/// What a slip costs against the logarithm of how often a word is used: one in fifty letters is mistyped.
const SLIP: f32 = 4.0;
/// What it costs that only the stem is alike, which bears one slip at most.
const STEM: f32 = 1.0;
const STEM_COST: f32 = 2.0;
/// A word that fits worse is no guess worth making.
const LEAST: f32 = -9.0;
/// Two words written as one are preferred to one mistyped that fits worse than this.
const APART: f32 = 0.0;
/// Words written as one have so many letters together.
const APART_LETTERS: usize = 6;
/// A part of a word cut in two by a slip of the space has at most so many letters, unless it is unknown.
const LOOSE_LETTERS: usize = 2;

/// The known word that an unknown one is taken for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess<'a> {
    /// A folded word; or only a [stem](crate::stem()), where that is what the unknown word resembles.
    pub text: &'a str,
    /// The stem of it.
    pub stem: &'a str,
    /// Whether `text` is a stem.
    pub is_stem: bool,
    /// How well it fits, as a logarithm: above 0, a slip of a frequent word; never below −9.
    pub fit: f32,
}

/// What an unknown word is taken for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading<'a> {
    /// Nothing known is like it.
    AsWritten,
    /// One known word, mistyped.
    Meant(Guess<'a>),
    /// Two known words without the space between them, or a compound of two.
    Apart(&'a str, &'a str),
}

/// One of two words that stand next to each other.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The folded word.
    pub word: &'a str,
    /// Whether it makes sense by itself; [`Spelling::knows_form`] tells, or something that knows more.
    pub is_known: bool,
}

impl Spelling {
    /// The known word, or stem, that a folded word was meant to be; `None` for a form of a known one, for function words, and
    /// where nothing known is near enough or the word is better read [apart](Self::apart).
    ///
    /// ```
    /// # let spelling = polish::Spelling::new([("faktura", 40), ("haslo", 60), ("maslo", 1)]);
    /// assert_eq!(spelling.meant("fakyura"), Some("faktura"));
    /// assert_eq!(spelling.meant("jaslo"), Some("haslo"), "met more often, and j is beside h");
    /// assert_eq!(spelling.meant("monitor"), None);
    /// ```
    pub fn meant(&self, word: &str) -> Option<&str> {
        if self.knows_form(word) || self.cut(word).is_some_and(|_| self.is_poor(word)) {
            return None;
        }
        self.guess(word, |_| 0.0).map(|guess| guess.text)
    }

    /// The two known words that an unknown folded word is made of: run together (`niedziala`), or a compound
    /// (`wideokonferencja`). One of them is known and has four letters at least, the other too, or is a
    /// function word. `None` where one mistyped word fits better.
    ///
    /// ```
    /// # let spelling = polish::Spelling::new([("wideo", 3), ("konferencja", 8)]);
    /// assert_eq!(spelling.apart("wideokonferencja"), Some(("wideo", "konferencja")));
    /// assert_eq!(spelling.apart("konferencja"), None);
    /// ```
    pub fn apart<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        if self.knows_form(word) {
            return None;
        }
        self.cut(word).filter(|_| self.is_poor(word))
    }

    /// The one known word that two words next to each other make, if the space between them is a slip: one of them is
    /// unknown or at most two letters long, and so is the other.
    ///
    /// ```
    /// # use polish::{Part, Spelling};
    /// let spelling = Spelling::new([("drukarka", 40)]);
    /// let part = |word| Part { word, is_known: spelling.knows_form(word) };
    /// assert_eq!(spelling.together(part("d"), part("rukarka")).as_deref(), Some("drukarka"));
    /// assert_eq!(spelling.together(part("nowa"), part("drukarka")), None);
    /// ```
    pub fn together(&self, one: Part<'_>, other: Part<'_>) -> Option<String> {
        let stands = |part: Part<'_>| part.is_known && part.word.len() > LOOSE_LETTERS;
        if (one.is_known && other.is_known) || stands(one) || stands(other) {
            return None;
        }
        let word = [one.word, other.word].concat();
        self.knows(&word).then_some(word)
    }

    /// What a folded word is taken for that the caller holds for unknown, among other words: `beside` says for the stem of each word it
    /// may be how much its neighbours speak for it, 0 for nothing; 4 outweighs one slip.
    ///
    /// ```
    /// # use polish::{Reading, Spelling};
    /// let spelling = Spelling::new([("lampa", 5), ("rampa", 5)]);
    /// let ramps = |stem: &str| if stem == polish::stem("rampa") { 2.0 } else { 0.0 };
    /// let Reading::Meant(guess) = spelling.read("xampa", ramps) else { panic!() };
    /// assert_eq!(guess.text, "rampa");
    /// ```
    pub fn read<'a>(&'a self, word: &'a str, beside: impl Fn(&str) -> f32) -> Reading<'a> {
        let guess = self.guess(word, beside);
        let poor = guess.is_none_or(|guess| guess.fit < APART);
        match (guess, poor.then(|| self.cut(word)).flatten()) {
            (_, Some((one, other))) => Reading::Apart(one, other),
            (Some(guess), None) => Reading::Meant(guess),
            (None, None) => Reading::AsWritten,
        }
    }

    /// Whether no single known word fits well.
    fn is_poor(&self, word: &str) -> bool {
        self.guess(word, |_| 0.0)
            .is_none_or(|guess| guess.fit < APART)
    }

    /// The known word that fits best, the first of equals.
    fn guess(&self, word: &str, beside: impl Fn(&str) -> f32) -> Option<Guess<'_>> {
        if word.len() > MAX_WORD {
            return None;
        }
        let own = stem(word);
        let of_stem = if own == word {
            Vec::new()
        } else {
            self.near(&own)
        };
        let whole = self.near(word).into_iter().map(|near| (near, 0.0));
        let stems = of_stem
            .into_iter()
            .filter(|near| near.is_stem && near.cost < STEM_COST)
            .map(|near| (near, STEM));
        let mut best: Option<(f32, Near<'_>)> = None;
        for (near, price) in whole.chain(stems) {
            let fit = (near.count as f32).ln() - SLIP * near.cost - price + beside(near.stem);
            if fit > best.map_or(LEAST, |(best, _)| best) {
                best = Some((fit, near));
            }
        }
        best.map(|(fit, near)| Guess {
            text: near.text,
            stem: near.stem,
            is_stem: near.is_stem,
            fit,
        })
    }

    /// The first cut that leaves two words.
    fn cut<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        if !(APART_LETTERS..=2 * LONGEST).contains(&word.len()) || !word.is_ascii() {
            return None;
        }
        let is_word =
            |part: &str| is_function_word(part) || (part.len() >= SHORTEST && self.knows(part));
        (2..word.len() - 1)
            .map(|at| word.split_at(at))
            .find(|(one, other)| {
                one.len().max(other.len()) >= SHORTEST && is_word(one) && is_word(other)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling() -> Spelling {
        Spelling::new([("drukarka", 9), ("dziala", 9), ("lampa", 1), ("rampa", 1)])
    }

    #[test]
    fn a_word_is_mistyped_or_run_together_or_neither() {
        let spelling = spelling();
        assert_eq!(spelling.meant("durkarka"), Some("drukarka"));
        assert_eq!(spelling.apart("durkarka"), None);
        assert_eq!(spelling.meant("niedziala"), None);
        assert_eq!(spelling.apart("niedziala"), Some(("nie", "dziala")));
        assert_eq!(spelling.apart("drukarkalampa"), Some(("drukarka", "lampa")));
        for word in ["drukarki", "nie", "monitor", "", "żółć", "x9"] {
            assert_eq!((spelling.meant(word), spelling.apart(word)), (None, None));
        }
    }

    #[test]
    fn neighbours_decide_between_words_as_near() {
        let spelling = spelling();
        let read = |bonus: &'static str| match spelling
            .read("xampa", |stem| f32::from(u8::from(stem == bonus)) * 2.0)
        {
            Reading::Meant(guess) => guess.text,
            other => panic!("{other:?}"),
        };
        assert_eq!(read("lamp"), "lampa");
        assert_eq!(read("ramp"), "rampa");
        assert_eq!(
            spelling.meant("xampa"),
            Some("lampa"),
            "the first of equals"
        );
    }

    #[test]
    fn a_space_is_a_slip_only_between_what_makes_no_sense_alone() {
        let spelling = spelling();
        let part = |word| Part {
            word,
            is_known: spelling.knows_form(word),
        };
        let joined = |one, other| spelling.together(part(one), part(other));
        assert_eq!(joined("druk", "arka").as_deref(), Some("drukarka"));
        assert_eq!(joined("d", "zialax"), None);
        assert_eq!(joined("lampa", "x"), None);
    }
}
