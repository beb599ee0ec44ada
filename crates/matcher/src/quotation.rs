//! Recognises a text that quotes the ordinance instead of describing a matter.

use std::collections::HashSet;

use ordinance::Ordinance;

use crate::lexicon::Token;

/// Words in a row that are compared.
const RUN: usize = 6;
/// This many overlapping runs (eight words in a row) make a quotation.
const QUOTED_RUNS: usize = 3;

/// Every run of six stems in the provisions.
#[derive(Debug)]
pub(crate) struct Quotations {
    runs: HashSet<Vec<String>>,
}

impl Quotations {
    pub(crate) fn new(ordinance: &Ordinance) -> Self {
        let mut runs = HashSet::new();
        for provision in ordinance.provisions() {
            let text = ordinance
                .full_text(&provision.reference)
                .unwrap_or_default();
            let stems: Vec<String> = polish::words(&text)
                .map(|word| polish::stem(&word.folded))
                .collect();
            runs.extend(stems.windows(RUN).map(<[String]>::to_vec));
        }
        Self { runs }
    }

    /// Whether the tokens quote a provision.
    pub(crate) fn quotes(&self, tokens: &[Token]) -> bool {
        let quoted = tokens.windows(RUN).filter(|run| {
            let stems: Vec<String> = run.iter().map(|token| token.stem.clone()).collect();
            self.runs.contains(&stems)
        });
        quoted.take(QUOTED_RUNS).count() == QUOTED_RUNS
    }
}
