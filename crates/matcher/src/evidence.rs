//! From the scores and words of a text to what its ranking rests on.

use std::collections::HashSet;

use crate::catalogue::Duty;
use crate::lexicon::Token;

/// The score of each unit: that of its best duty.
pub(crate) fn unit_scores(duties: &[f32], catalogue: &[Duty]) -> Vec<f32> {
    let units = catalogue.iter().map(|duty| duty.unit + 1).max();
    let mut scores = vec![f32::NEG_INFINITY; units.unwrap_or(0)];
    for (score, duty) in duties.iter().zip(catalogue) {
        scores[duty.unit] = scores[duty.unit].max(*score);
    }
    scores
}

/// Whether a word names something.
pub(crate) fn names(token: &Token) -> bool {
    !token.stop && !polish::is_function_word(&token.folded)
}

/// How many different words that name something are known, and their share among such words, 0–1.
pub(crate) fn known(tokens: &[Token], knows: impl Fn(&str) -> bool) -> (usize, f64) {
    let content: HashSet<&str> = tokens
        .iter()
        .filter(|token| names(token))
        .map(|token| token.stem.as_str())
        .collect();
    let known = content.iter().filter(|stem| knows(stem)).count();
    (known, known as f64 / content.len().max(1) as f64)
}
