//! Words to ranked duties and units.

mod adapted;
mod explain;
mod neighbours;
mod notes;

pub(crate) use self::adapted::restore;
pub use self::explain::{Decisive, Explanation, NearExample, UnitReasons, WordWeight};
pub use self::neighbours::Neighbours;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use domain::{Decision, SuggestedDuty, SuggestedUnit, Suggestion};
use ordinance::{Ordinance, UnitCode};
use polish::{Spelling, Word};
use sha2::{Digest, Sha256};
use tantivy::TantivyError;

use self::explain::weighed;
use crate::catalogue::{Duty, Excluded, duties, exclusions, unknown};
use crate::confidence::{self, Evidence};
use crate::correct::Correction;
use crate::evidence::{known, unit_scores};
use crate::features::Feature;
use crate::history::Adaptation;
use crate::index::ProvisionIndex;
use crate::learn::learn_from;
use crate::learned::{Model, ModelError};
use crate::lexicon::{Lexicon, Token, group_word};
use crate::model::softmax;
use crate::own_words::own_words;
use crate::quotation::Quotations;
use crate::vocabulary::hex;
use crate::{Examples, Vocabulary, VocabularyError};

/// Units and duties shown.
const SHOWN: usize = 5;
/// Deciding words shown per unit.
const SHOWN_WORDS: usize = 6;
/// A word that adds less to the score did not decide.
const LEAST_CONTRIBUTION: f32 = 0.02;
/// What the full BM25 score adds to the score of a duty.
const BM25: f32 = 0.4;
/// A best BM25 score of this much counts half.
const BM25_HALF: f32 = 20.0;
/// From scores to shares of the duties inside a unit, as log-odds.
const SHARPNESS: f32 = 5.0;
/// What an exclusion of the ordinance takes from the one unit and gives to the other.
const EXCLUSION: f32 = 0.4;

/// The version of no examples.
const NO_EXAMPLES: &str = "none";

/// Why a matcher cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum MatcherError {
    /// The vocabulary does not fit the ordinance.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// The index refused.
    #[error("cannot build the index of provisions")]
    Index(#[from] TantivyError),
    /// The model does not fit.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// Ranks the units of an ordinance by the words of a text.
///
/// Built once (some tens of milliseconds from the shipped model, about 40 MB), then read-only and shared
/// between threads. It holds no ticket and learns nothing from what it is asked. The method is in `docs/routing.md`.
///
/// ```
/// let matcher = matcher::Matcher::built_in();
/// let suggestion = matcher.suggest("VPN", "Z domu nie łączy mnie FortiClient, kod z tokena przyjmuje");
/// assert_eq!(suggestion.units[0].unit.as_str(), "IT-04-1");
/// assert_eq!(suggestion.units[0].duty.to_string(), "§14 pkt 1 lit. l");
/// ```
#[derive(Clone, Debug)]
pub struct Matcher {
    ordinance: String,
    vocabulary: String,
    duties: Arc<[Duty]>,
    units: Arc<[Unit]>,
    lexicon: Arc<Lexicon>,
    exclusions: Arc<[Excluded]>,
    index: Arc<ProvisionIndex>,
    model: Arc<Model>,
    quotations: Arc<Quotations>,
    spelling: Arc<Spelling>,
    adaptation: Option<Arc<Adaptation>>,
    /// Least confidence of a proposal.
    threshold: f64,
}

#[derive(Debug)]
struct Unit {
    code: UnitCode,
    /// Its duties, by number.
    duties: Vec<usize>,
}

impl Matcher {
    /// Learns from the duties of `ordinance` ([`Ordinance::duties`]) and a vocabulary, without any example.
    ///
    /// # Errors
    /// [`MatcherError::Vocabulary`] names a term or exclusion of a provision that is no such duty.
    pub fn new(ordinance: &Ordinance, vocabulary: &Vocabulary) -> Result<Self, MatcherError> {
        let model = learn_from(ordinance, vocabulary, &[], &[], NO_EXAMPLES, None)?;
        Self::with_model(ordinance, vocabulary, model)
    }

    /// Ranks by a model learned before, from this ordinance and vocabulary.
    ///
    /// # Errors
    /// As [`Self::new`], and [`MatcherError::Model`] for a model of another number of duties.
    pub fn with_model(
        ordinance: &Ordinance,
        vocabulary: &Vocabulary,
        model: Model,
    ) -> Result<Self, MatcherError> {
        let (duties, codes) = duties(ordinance);
        if model.weights.constants.len() != duties.len() {
            return Err(ModelError::Unfit.into());
        }
        let lexicon = Lexicon::new(vocabulary);
        let mut terms = vec![String::new(); duties.len()];
        for entry in vocabulary.duties() {
            let duty = duties
                .iter()
                .position(|duty| duty.reference == entry.reference)
                .ok_or_else(|| unknown(&entry.reference.to_string(), entry.reference))?;
            for term in &entry.terms {
                terms[duty].push_str(&lexicon.indexed(term));
                terms[duty].push('\n');
            }
        }
        let units = codes
            .into_iter()
            .enumerate()
            .map(|(number, code)| Unit {
                code,
                duties: (0..duties.len())
                    .filter(|&at| duties[at].unit == number)
                    .collect(),
            })
            .collect();
        Ok(Self {
            ordinance: ordinance.version().to_owned(),
            vocabulary: vocabulary.version().to_owned(),
            exclusions: exclusions(vocabulary, &lexicon, &duties)?.into(),
            index: Arc::new(ProvisionIndex::new(ordinance, &terms)?),
            quotations: Arc::new(Quotations::new(ordinance)),
            spelling: Arc::new(Spelling::new(model.words.iter().cloned())),
            duties: duties.into(),
            units,
            lexicon: Arc::new(lexicon),
            model: Arc::new(model),
            adaptation: None,
            threshold: confidence::THRESHOLD,
        })
    }

    /// Ranks by all that is shipped, for this ordinance and vocabulary: by the shipped model if it was learned
    /// from just these, at once; else learned now from them and the shipped examples, in seconds.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_shipped_examples(
        ordinance: &Ordinance,
        vocabulary: &Vocabulary,
    ) -> Result<Self, MatcherError> {
        let shipped = Model::built_in();
        let sources = shipped.sources();
        if sources.ordinance == ordinance.version() && sources.vocabulary == vocabulary.version() {
            return Self::with_model(ordinance, vocabulary, shipped);
        }
        let examples = Examples::built_in();
        let model = learn_from(
            ordinance,
            vocabulary,
            examples.all(),
            examples.uncovered(),
            examples.version(),
            Some((shipped.calibration, shipped.precisions)),
        )?;
        Self::with_model(ordinance, vocabulary, model)
    }

    /// The matcher for the built-in ordinance, vocabulary and examples.
    ///
    /// # Panics
    /// Never as shipped; a test builds it.
    #[expect(
        clippy::expect_used,
        reason = "the files are part of the program and a test builds from them"
    )]
    pub fn built_in() -> Self {
        Self::with_shipped_examples(Ordinance::built_in(), &Vocabulary::built_in())
            .expect("the shipped vocabulary and model fit the ordinance")
    }

    /// The same, proposing from another confidence up (0–1).
    #[must_use]
    pub fn with_threshold(self, threshold: f64) -> Self {
        Self { threshold, ..self }
    }

    /// The same, proposing from the confidence up with which so many of its proposals were right (0.80–0.99, to the
    /// hundredth) among example requests that the model had not seen. These are harder than tickets.
    #[must_use]
    pub fn with_precision(self, precision: f64) -> Self {
        let threshold = self.model.precisions.threshold(precision);
        self.with_threshold(threshold)
    }

    /// The least confidence of a proposal.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Ranks units and duties for a ticket.
    ///
    /// Any text gives an answer: one without a known word gives no units and [`Decision::Unsure`]. Reads at
    /// most about 20,000 bytes of the body (its start and end) and 400 different words; the time beyond that
    /// is one pass of SHA-256. The same text always gives the same answer.
    pub fn suggest(&self, subject: &str, body: &str) -> Suggestion {
        let text = joined(subject, body);
        let words: Vec<Word> = own_words(&text);
        let tokens = self.lexicon.tokens(words);
        let written = known(&tokens, |stem| self.knows(stem));
        let tokens = self.corrected(&tokens);
        let shipped = self.model.features.vector(&tokens);
        let vector = self.extended(shipped.clone(), &tokens);
        let (decision, units) = self.rank(&text, &tokens, &vector, written);
        let uncovered = self.is_uncovered(&shipped, written.0);
        let (decision, note) = self.noted(&text, &tokens, uncovered, (decision, &units));
        Suggestion {
            decision,
            units,
            ordinance: self.ordinance.clone(),
            vocabulary: self.vocabulary_version(),
            input: hex(&Sha256::digest(&text)),
            note,
            threshold: Some(self.threshold),
        }
    }

    /// The places in `text` of words that share a stem with one of `words`: byte ranges at character
    /// boundaries, in order, none overlapping. For marking the deciding words in any text.
    pub fn marks(&self, text: &str, words: &[String]) -> Vec<Range<usize>> {
        let stems: HashSet<String> = words
            .iter()
            .flat_map(|word| polish::words(word))
            .map(|word| polish::stem(&word.folded))
            .collect();
        polish::words(text)
            .filter(|word| stems.contains(&polish::stem(&word.folded)))
            .map(|word| word.range)
            .collect()
    }

    /// The index alone, to measure against.
    pub fn index(&self) -> &ProvisionIndex {
        &self.index
    }

    /// Gives unknown words the stem they were meant to have.
    fn correct(&self, tokens: &mut Vec<Token>) {
        let correction = Correction {
            lexicon: &self.lexicon,
            features: &self.model.features,
            spelling: &self.spelling,
        };
        *tokens = correction.of(tokens);
    }

    fn rank(
        &self,
        text: &str,
        tokens: &[Token],
        vector: &[Feature],
        written: (usize, f64),
    ) -> (Decision, Vec<SuggestedUnit>) {
        if vector.is_empty() {
            return (Decision::Unsure, Vec::new());
        }
        let duties = self.scores(tokens, vector);
        let scores = unit_scores(&duties, &self.duties);
        let evidence = self.evidence(tokens, &scores, written);
        let confidences = self.calibration().confidences(&scores, &evidence);
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        let units: Vec<SuggestedUnit> = order
            .into_iter()
            .take(SHOWN)
            .filter_map(|unit| {
                let ranked = self.ranked_duties(unit, &duties);
                let duty = ranked.first()?.0;
                Some(SuggestedUnit {
                    unit: self.units[unit].code.clone(),
                    confidence: confidences[unit],
                    duty: self.duties[duty].reference,
                    words: weighed(text, tokens, vector, |f| self.contribution(f, duty))
                        .into_iter()
                        .map(|one| one.word)
                        .collect(),
                    duties: ranked
                        .into_iter()
                        .map(|(duty, score)| SuggestedDuty {
                            duty: self.duties[duty].reference,
                            score: f64::from(score),
                        })
                        .collect(),
                })
            })
            .collect();
        let first = units.first().map_or(0.0, |unit| unit.confidence);
        (
            confidence::decision(first, &evidence, self.threshold),
            units,
        )
    }

    /// The score of every duty by what is shipped: the model, BM25 and the exclusions.
    fn shipped_scores(&self, tokens: &[Token], vector: &[Feature]) -> Vec<f32> {
        let mut duties = self.model.weights.scores(vector);
        for (score, bm25) in duties.iter_mut().zip(self.bm25(tokens)) {
            *score += BM25 * bm25;
        }
        let mentions = |group: u16| tokens.iter().any(|token| token.groups.contains(&group));
        let active = self
            .exclusions
            .iter()
            .filter(|e| mentions(e.group) && !mentions(e.unless));
        for excluded in active {
            for (score, duty) in duties.iter_mut().zip(self.duties.iter()) {
                if duty.unit == excluded.from {
                    *score -= EXCLUSION;
                }
            }
            duties[excluded.to] += EXCLUSION;
        }
        duties
    }

    /// The BM25 score of every duty, 0–1.
    fn bm25(&self, tokens: &[Token]) -> Vec<f32> {
        let mut stems: Vec<String> = Vec::new();
        for token in tokens.iter().filter(|token| !token.stop) {
            let groups = token.groups.iter().map(|&group| group_word(group));
            let known = self
                .model
                .features
                .knows(&token.stem)
                .then(|| token.stem.clone());
            stems.extend(known.into_iter().chain(groups));
        }
        let mut seen = HashSet::new();
        let distinct = stems
            .iter()
            .map(String::as_str)
            .filter(|stem| seen.insert(*stem));
        // An index in memory that was built does not fail to answer; without it the words still count.
        let mut scores = self
            .index
            .scores(distinct)
            .unwrap_or_else(|_| vec![0.0; self.duties.len()]);
        let top = scores.iter().copied().fold(0.0, f32::max);
        for score in &mut scores {
            *score /= top + BM25_HALF;
        }
        scores
    }

    fn evidence(&self, tokens: &[Token], scores: &[f32], written: (usize, f64)) -> Evidence {
        let (known, share) = known(tokens, |stem| self.knows(stem));
        Evidence {
            known,
            share,
            written,
            quotes: self.quotations.quotes(tokens),
            margin: confidence::margin(scores),
        }
    }

    /// The duties of a unit by score, best first, with their shares.
    fn ranked_duties(&self, unit: usize, scores: &[f32]) -> Vec<(usize, f32)> {
        let own = &self.units[unit].duties;
        let odds: Vec<f32> = own.iter().map(|&duty| scores[duty] * SHARPNESS).collect();
        let mut ranked: Vec<(usize, f32)> = own.iter().copied().zip(softmax(&odds)).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(SHOWN);
        ranked
    }
}

/// The text that is ranked: subject, line feed, body.
fn joined(subject: &str, body: &str) -> String {
    format!("{subject}\n{body}")
}
