//! Words to ranked duties and units, with confidence and the words that decided.
//!
//! [`Matcher::suggest`] answers for any text, in bounded time, and the same every time; it touches no
//! file, clock or database. [`route`] does it for a stream of tickets, [`evaluate`] measures it on labelled ones.

mod confidence;
mod features;
mod index;
mod lexicon;
mod matcher;
mod model;
mod own_words;
mod quotation;
mod vocabulary;

pub use index::ProvisionIndex;
pub use matcher::{Matcher, MatcherError};
pub use vocabulary::{DutyTerms, Exclusion, Vocabulary, VocabularyError};
