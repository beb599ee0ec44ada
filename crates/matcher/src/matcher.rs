//! Words to ranked duties and units.

use std::collections::HashSet;
use std::ops::Range;

use domain::{Decision, SuggestedDuty, SuggestedUnit, Suggestion};
use ordinance::{Ordinance, Reference, UnitCode};
use polish::Word;
use sha2::{Digest, Sha256};
use tantivy::TantivyError;

use crate::catalogue::{Duty, Excluded, duties, exclusions, unknown};
use crate::confidence::{self, Evidence};
use crate::features::{Feature, FeatureSpace};
use crate::index::ProvisionIndex;
use crate::lexicon::{Lexicon, Token, group_word};
use crate::model::{Sample, Softmax, softmax};
use crate::own_words::own_words;
use crate::quotation::Quotations;
use crate::spelling::Spelling;
use crate::vocabulary::hex;
use crate::{Vocabulary, VocabularyError};

/// Units and duties shown.
const SHOWN: usize = 5;
/// Deciding words shown per unit.
const SHOWN_WORDS: usize = 6;
/// A word that speaks for a unit less than this, in log-odds, did not decide.
const LEAST_CONTRIBUTION: f32 = 0.05;
/// What the full BM25 score adds, in log-odds, to a unit and to a duty inside its unit.
const BM25_UNIT: f32 = 16.0;
const BM25_DUTY: f32 = 6.0;
/// A best BM25 score of this much counts half.
const BM25_HALF: f32 = 20.0;
/// Weight of a provision's own words against a term's in learning.
const PROVISION_WEIGHT: f32 = 1.0;
/// Log-odds an exclusion of the ordinance takes from the one unit and gives to the other.
const EXCLUSION: f32 = 2.0;

/// Why a matcher cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum MatcherError {
    /// The vocabulary does not fit the ordinance.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// The index refused.
    #[error("cannot build the index of provisions")]
    Index(#[from] TantivyError),
}

/// Ranks the units of an ordinance by the words of a text.
///
/// Built once (some tens of milliseconds, about 20 MB), then read-only and shared between threads. It
/// holds no ticket and learns nothing from what it is asked. The method is in `docs/routing.md`.
///
/// ```
/// let matcher = matcher::Matcher::built_in();
/// let suggestion = matcher.suggest("VPN", "Z domu nie łączy mnie FortiClient, kod z tokena przyjmuje");
/// assert_eq!(suggestion.units[0].unit.as_str(), "IT-04-1");
/// assert_eq!(suggestion.units[0].duty.to_string(), "§14 pkt 1 lit. l");
/// ```
#[derive(Debug)]
pub struct Matcher {
    ordinance: String,
    vocabulary: String,
    duties: Vec<Duty>,
    units: Vec<Unit>,
    lexicon: Lexicon,
    exclusions: Vec<Excluded>,
    index: ProvisionIndex,
    features: FeatureSpace,
    unit_model: Softmax,
    quotations: Quotations,
    spelling: Spelling,
}

#[derive(Debug)]
struct Unit {
    code: UnitCode,
    /// Its duties, by number.
    duties: Vec<usize>,
    model: Softmax,
}

impl Matcher {
    /// Builds a matcher for the duties of `ordinance` ([`Ordinance::duties`]).
    ///
    /// # Errors
    /// [`MatcherError::Vocabulary`] names a term or exclusion of a provision that is no such duty.
    pub fn new(ordinance: &Ordinance, vocabulary: &Vocabulary) -> Result<Self, MatcherError> {
        let (duties, codes) = duties(ordinance);
        let place =
            |reference: &Reference| duties.iter().position(|duty| duty.reference == *reference);
        let lexicon = Lexicon::new(vocabulary);
        let mut labels = Vec::new();
        let mut texts = Vec::new();
        let mut terms = vec![String::new(); duties.len()];
        for entry in vocabulary.duties() {
            let duty = place(&entry.reference)
                .ok_or_else(|| unknown(&entry.reference.to_string(), entry.reference))?;
            for term in &entry.terms {
                labels.push((duty, 1.0));
                texts.push(lexicon.term(term));
                terms[duty].push_str(&lexicon.indexed(term));
                terms[duty].push('\n');
            }
        }
        for (at, duty) in ordinance.duties().enumerate() {
            labels.push((at, PROVISION_WEIGHT));
            let text = ordinance.full_text(&duty.reference).unwrap_or_default();
            texts.push(lexicon.tokens(polish::words(&text)));
        }
        let exclusions = exclusions(vocabulary, &lexicon, &duties)?;
        let used = texts.iter().flatten().filter(|token| !token.stop);
        let spelling = Spelling::new(used.map(|token| token.stem.as_str()));
        let features = FeatureSpace::new(&texts);
        let vectors: Vec<Vec<Feature>> = texts.iter().map(|text| features.vector(text)).collect();
        let learn = |unit: Option<&[usize]>, classes: usize| {
            let samples: Vec<Sample<'_>> = vectors
                .iter()
                .zip(&labels)
                .filter_map(|(vector, &(duty, weight))| {
                    let class = match unit {
                        None => duties[duty].unit,
                        Some(own) => own.iter().position(|&one| one == duty)?,
                    };
                    Some(Sample {
                        vector,
                        class,
                        weight,
                    })
                })
                .collect();
            Softmax::train(&samples, features.len(), classes)
        };
        let unit_model = learn(None, codes.len());
        let units = codes
            .into_iter()
            .enumerate()
            .map(|(number, code)| {
                let own: Vec<usize> = (0..duties.len())
                    .filter(|&at| duties[at].unit == number)
                    .collect();
                let model = learn(Some(&own), own.len());
                Unit {
                    code,
                    duties: own,
                    model,
                }
            })
            .collect();
        Ok(Self {
            ordinance: ordinance.version().to_owned(),
            vocabulary: vocabulary.version().to_owned(),
            index: ProvisionIndex::new(ordinance, &terms)?,
            quotations: Quotations::new(ordinance),
            duties,
            units,
            lexicon,
            exclusions,
            features,
            unit_model,
            spelling,
        })
    }

    /// The matcher for the built-in ordinance and the shipped vocabulary.
    ///
    /// # Panics
    /// Never as shipped; a test builds it.
    #[expect(
        clippy::expect_used,
        reason = "both files are part of the program and a test builds from them"
    )]
    pub fn built_in() -> Self {
        Self::new(Ordinance::built_in(), &Vocabulary::built_in())
            .expect("the shipped vocabulary fits the ordinance")
    }

    /// Ranks units and duties for a ticket.
    ///
    /// Any text gives an answer: one without a known word gives no units and [`Decision::Unsure`]. Reads at
    /// most about 20,000 bytes of the body (its start and end) and 400 different words; the time beyond that
    /// is one pass of SHA-256. The same text always gives the same answer.
    pub fn suggest(&self, subject: &str, body: &str) -> Suggestion {
        let text = joined(subject, body);
        let words: Vec<Word> = own_words(&text);
        let mut tokens = self.lexicon.tokens(words);
        self.correct(&mut tokens);
        let ranked = self.rank(&text, &tokens);
        Suggestion {
            decision: ranked.0,
            units: ranked.1,
            ordinance: self.ordinance.clone(),
            vocabulary: self.vocabulary.clone(),
            input: hex(&Sha256::digest(&text)),
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
    fn correct(&self, tokens: &mut [Token]) {
        for token in tokens
            .iter_mut()
            .filter(|token| !token.stop && !self.features.knows(&token.stem))
        {
            if let Some(meant) = self.spelling.meant(&token.stem) {
                meant.clone_into(&mut token.stem);
                token.groups = self.lexicon.groups(meant);
            }
        }
    }

    fn rank(&self, text: &str, tokens: &[Token]) -> (Decision, Vec<SuggestedUnit>) {
        let vector = self.features.vector(tokens);
        if vector.is_empty() {
            return (Decision::Unsure, Vec::new());
        }
        let bm25 = self.bm25(tokens);
        let mut scores = self.unit_model.scores(&vector);
        for (score, unit) in scores.iter_mut().zip(&self.units) {
            *score += BM25_UNIT
                * unit
                    .duties
                    .iter()
                    .map(|&duty| bm25[duty])
                    .fold(0.0, f32::max);
        }
        let names = |group: u16| tokens.iter().any(|token| token.groups.contains(&group));
        let active: Vec<&Excluded> = self
            .exclusions
            .iter()
            .filter(|e| names(e.group) && !names(e.unless))
            .collect();
        for excluded in &active {
            scores[self.duties[excluded.to].unit] += EXCLUSION;
            scores[excluded.from] -= EXCLUSION;
        }
        let evidence = self.evidence(tokens, &scores);
        let confidences = confidence::confidences(&scores, &evidence);
        let mut order: Vec<usize> = (0..self.units.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        let units: Vec<SuggestedUnit> = order
            .into_iter()
            .take(SHOWN)
            .filter_map(|unit| {
                let duties = self.ranked_duties(unit, &vector, &bm25, &active);
                Some(SuggestedUnit {
                    unit: self.units[unit].code.clone(),
                    confidence: confidences[unit],
                    duty: duties.first()?.duty,
                    words: self.deciding_words(text, tokens, &vector, unit),
                    duties,
                })
            })
            .collect();
        let first = units.first().map_or(0.0, |unit| unit.confidence);
        (confidence::decision(first, &evidence), units)
    }

    /// The BM25 score of every duty, 0–1.
    fn bm25(&self, tokens: &[Token]) -> Vec<f32> {
        let mut stems: Vec<String> = Vec::new();
        for token in tokens.iter().filter(|token| !token.stop) {
            let groups = token.groups.iter().map(|&group| group_word(group));
            let known = self.features.knows(&token.stem).then(|| token.stem.clone());
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

    fn evidence(&self, tokens: &[Token], scores: &[f32]) -> Evidence {
        let content: HashSet<&str> = tokens
            .iter()
            .filter(|token| !token.stop)
            .map(|token| token.stem.as_str())
            .collect();
        let known = content
            .iter()
            .filter(|stem| self.features.knows(stem))
            .count();
        Evidence {
            known,
            share: known as f64 / content.len().max(1) as f64,
            quotes: self.quotations.quotes(tokens),
            margin: confidence::margin(scores),
        }
    }

    fn ranked_duties(
        &self,
        unit: usize,
        vector: &[Feature],
        bm25: &[f32],
        active: &[&Excluded],
    ) -> Vec<SuggestedDuty> {
        let unit = &self.units[unit];
        let mut scores = unit.model.scores(vector);
        for (score, duty) in scores.iter_mut().zip(&unit.duties) {
            *score += BM25_DUTY * bm25[*duty];
            if active.iter().any(|excluded| excluded.to == *duty) {
                *score += EXCLUSION;
            }
        }
        let mut ranked: Vec<(f32, usize)> = softmax(&scores)
            .into_iter()
            .zip(unit.duties.iter().copied())
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked
            .into_iter()
            .take(SHOWN)
            .map(|(score, duty)| SuggestedDuty {
                duty: self.duties[duty].reference,
                score: f64::from(score),
            })
            .collect()
    }

    /// The words that speak most for a unit, as typed, each stem once.
    fn deciding_words(
        &self,
        text: &str,
        tokens: &[Token],
        vector: &[Feature],
        unit: usize,
    ) -> Vec<String> {
        let mut sums = vec![0.0_f32; tokens.len()];
        for feature in vector {
            sums[feature.token as usize] += self.unit_model.contribution(feature, unit);
        }
        let mut order: Vec<usize> = (0..tokens.len())
            .filter(|&at| sums[at] > LEAST_CONTRIBUTION && !tokens[at].stop)
            .collect();
        order.sort_by(|&a, &b| sums[b].total_cmp(&sums[a]).then(a.cmp(&b)));
        let mut seen = HashSet::new();
        order
            .into_iter()
            .filter(|&at| seen.insert(tokens[at].stem.as_str()))
            .take(SHOWN_WORDS)
            .filter_map(|at| text.get(tokens[at].range.clone()).map(str::to_owned))
            .collect()
    }
}

/// The text that is ranked: subject, line feed, body.
fn joined(subject: &str, body: &str) -> String {
    format!("{subject}\n{body}")
}
