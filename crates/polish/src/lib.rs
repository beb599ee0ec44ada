//! Polish words as a search index sees them: folded, cut into words, reduced to stems.
//!
//! People write `drukarką`, `drukarka` and, on a keyboard without Polish letters, `drukarke`; a
//! search has to see one word. This crate does it in three steps, each usable alone:
//!
//! 1. [`words`] cuts a text into [`Word`]s with byte ranges into that text,
//! 2. [`fold`] lowers letters, drops every diacritic (`ą…ż` → `a…z`), and drops what the eye does
//!    not see (soft hyphens, zero-width characters, marks of writing direction),
//! 3. [`stem`] cuts inflection off a word with the Polish stemmer of the Snowball family.
//!
//! The stem is computed from the folded word only, so text with and without diacritics, in NFC
//! or NFD, always gives the same stems. What is lost: words that differ in nothing but diacritics
//! (`sąd` and `sad`) become one.
//!
//! [`written_out`] knows the short forms of office Polish (`wydz.`, `pok.`, `komp`, `net`); [`Spelling`] undoes slips
//! in words it does not know, cuts words run together and joins cut ones.
//!
//! [`analyzer`] packs the three steps into a [`tantivy::tokenizer::TextAnalyzer`]; [`PolishTokenizer`] and
//! [`PolishStemmer`] are its parts, [`PolishShortForms`] and [`PolishSpelling`] may stand between them. Every function
//! takes time linear in the length of the text and never fails; words longer than [`MAX_WORD`] letters are left
//! out. The crate touches no file, network or clock.
//!
//! ```
//! let stems: Vec<String> = polish::words("Nie działa mi DRUKARKA").map(|word| polish::stem(&word.folded)).collect();
//! assert_eq!(stems, ["nie", "dzial", "mi", "drukark"]);
//! assert_eq!(polish::stem("drukarkami"), polish::stem("drukarce"));
//! ```

mod abbreviations;
mod fold;
mod function_words;
mod spelling;
#[cfg(feature = "tantivy")]
mod spelling_filter;
mod stem;
#[cfg(feature = "tantivy")]
mod tantivy_parts;
mod words;

pub use abbreviations::written_out;
pub use fold::fold;
pub use function_words::is_function_word;
pub use spelling::{Guess, Part, Reading, Spelling};
#[cfg(feature = "tantivy")]
pub use spelling_filter::{Corrected, CorrectedTokens, PolishSpelling};
pub use stem::{SHORTEST_STEM, stem};
#[cfg(feature = "tantivy")]
pub use tantivy_parts::{
    PolishShortForms, PolishStemmer, PolishTokenizer, PolishTokens, ReplacedTokens, Replacing,
    analyzer,
};
pub use words::{MAX_WORD, Word, words};

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "tantivy"))]
#[doc = include_str!("../README.md")]
struct Readme;
