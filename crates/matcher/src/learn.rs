//! Learns a model from the ordinance, the vocabulary and example requests.

use std::collections::BTreeMap;

use ordinance::{Ordinance, Reference, UnitCode};
use polish::{Spelling, Word};

use crate::catalogue::{Duty, duties, unknown};
use crate::confidence::{Calibration, Evidence, Precisions, best, margin};
use crate::correct::Correction;
use crate::evidence::{known, unit_scores};
use crate::features::FeatureSpace;
use crate::learned::{Model, Sources};
use crate::lexicon::{Lexicon, Token};
use crate::miswritten::miswritten;
use crate::own_words::own_words;
use crate::svm::{self, Plane, Row};
use crate::weights::{Class, Weights};
use crate::{Example, Examples, MatcherError, Vocabulary};

/// Features of fewer samples are left out, but for words of provisions and terms.
const LEAST_SAMPLES: u32 = 2;
/// The examples fall into as many parts; some are each judged by a model that has not seen them.
const FOLDS: usize = 5;
/// Examples that stand together were written together, and are judged together.
const BLOCK: usize = 8;
/// What a sample on the wrong side of its margin costs, and a mistyped copy; chosen in `docs/routing.md`.
const COST: f32 = 1.0;
const COPY_COST: f32 = 0.5;
/// How much the plane of a unit against all others adds to those of its duties.
const UNIT_SHARE: f32 = 0.3;
/// What a request that no provision covers costs on the wrong side of the plane of such requests: there are few.
const UNCOVERED_COST: f32 = 10.0;
/// So far from them is every text where none was learned from.
const NEVER: f32 = -1000.0;
/// So many of the folds are judged; their outcomes are enough for four numbers.
const JUDGED: usize = 2;

/// Texts with their duties: provisions and terms first, then examples.
struct Samples {
    tokens: Vec<Vec<Token>>,
    duties: Vec<usize>,
    /// Units that would be right, the duty's first.
    units: Vec<Vec<usize>>,
    /// How many are no examples.
    trusted: usize,
    /// The words of the examples, to be mistyped.
    words: Vec<Vec<Word>>,
    /// Texts that no duty covers.
    uncovered: Vec<Vec<Token>>,
}

/// What is learned from some of the samples.
struct Learned {
    features: FeatureSpace,
    weights: Weights,
    /// Known words with how often they were met.
    words: Vec<(String, u32)>,
    spelling: Spelling,
    /// The constant of the plane of texts that no duty covers.
    outside: f32,
}

/// Learns from all there is: every provision, term and example is a sample of its duty.
///
/// Examples of provisions that the ordinance does not have are passed over, so that the shipped ones serve a
/// later ordinance as far as they can; [`Examples::check`] names them. Takes seconds per 1,000 examples; the
/// same data give the same model, bit for bit.
///
/// # Errors
/// [`MatcherError::Vocabulary`] names terms of a provision that is no duty of the ordinance.
pub fn learn(
    ordinance: &Ordinance,
    vocabulary: &Vocabulary,
    examples: &Examples,
) -> Result<Model, MatcherError> {
    learn_from(
        ordinance,
        vocabulary,
        examples.all(),
        examples.uncovered(),
        examples.version(),
        None,
    )
}

/// As [`learn`], from examples of a version; with a calibration known already it takes a sixth of the time.
pub(crate) fn learn_from(
    ordinance: &Ordinance,
    vocabulary: &Vocabulary,
    examples: &[Example],
    uncovered: &[String],
    version: &str,
    calibration: Option<(Calibration, Precisions)>,
) -> Result<Model, MatcherError> {
    let (catalogue, codes) = duties(ordinance);
    let lexicon = Lexicon::new(vocabulary);
    let mut samples = samples(
        ordinance, vocabulary, examples, &lexicon, &catalogue, &codes,
    )?;
    samples.uncovered = uncovered
        .iter()
        .map(|text| lexicon.tokens(own_words(text)))
        .collect();
    let (calibration, precisions) =
        calibration.unwrap_or_else(|| calibrate(&samples, &catalogue, &lexicon));
    let all: Vec<usize> = (0..samples.tokens.len()).collect();
    let learned = fit(&samples, &all, &catalogue, &lexicon);
    let sources = Sources {
        ordinance: ordinance.version().to_owned(),
        vocabulary: vocabulary.version().to_owned(),
        examples: version.to_owned(),
    };
    Ok(Model::new(
        sources,
        learned.features,
        learned.words,
        learned.weights,
        (calibration, precisions),
        learned.outside,
    ))
}

fn samples(
    ordinance: &Ordinance,
    vocabulary: &Vocabulary,
    examples: &[Example],
    lexicon: &Lexicon,
    catalogue: &[Duty],
    codes: &[UnitCode],
) -> Result<Samples, MatcherError> {
    let place = |reference: &Reference| {
        catalogue
            .iter()
            .position(|duty| duty.reference == *reference)
    };
    let mut tokens = Vec::new();
    let mut labels = Vec::new();
    for (at, duty) in catalogue.iter().enumerate() {
        let text = ordinance.full_text(&duty.reference).unwrap_or_default();
        tokens.push(lexicon.tokens(polish::words(&text)));
        labels.push(at);
    }
    for entry in vocabulary.duties() {
        let duty = place(&entry.reference)
            .ok_or_else(|| unknown(&entry.reference.to_string(), entry.reference))?;
        for term in &entry.terms {
            tokens.push(lexicon.term(term));
            labels.push(duty);
        }
    }
    let trusted = tokens.len();
    let mut units: Vec<Vec<usize>> = labels
        .iter()
        .map(|&duty: &usize| vec![catalogue[duty].unit])
        .collect();
    let mut words = Vec::new();
    for example in examples {
        if let Some(duty) = place(&example.duty) {
            let own = own_words(&example.to_string());
            tokens.push(lexicon.tokens(own.iter().cloned()));
            words.push(own);
            labels.push(duty);
            let also = example.also.iter();
            let also = also.filter_map(|unit| codes.iter().position(|code| code == unit));
            units.push(std::iter::once(catalogue[duty].unit).chain(also).collect());
        }
    }
    Ok(Samples {
        tokens,
        duties: labels,
        units,
        trusted,
        words,
        uncovered: Vec::new(),
    })
}

/// Learns a plane for each duty from some of the samples, and from a mistyped copy of each example among them. Copies say what a slip
/// leaves of a word, not what words there are: they add no feature and count in no rarity.
fn fit(samples: &Samples, chosen: &[usize], catalogue: &[Duty], lexicon: &Lexicon) -> Learned {
    let mut tokens: Vec<Vec<Token>> = chosen
        .iter()
        .map(|&at| samples.tokens[at].clone())
        .collect();
    let of_duties = tokens.len();
    tokens.extend(samples.uncovered.iter().cloned());
    let features = FeatureSpace::common(&tokens, samples.trusted, LEAST_SAMPLES);
    let words = known_words(&tokens, &features);
    let spelling = Spelling::new(words.iter().cloned());
    let correction = Correction {
        lexicon,
        features: &features,
        spelling: &spelling,
    };
    let row = |text: &[Token]| -> Row {
        let vector = features.vector(text);
        vector.iter().map(|f| (f.id, f.value)).collect()
    };
    let mut labels: Vec<usize> = chosen.iter().map(|&at| samples.duties[at]).collect();
    let mut rows: Vec<Row> = tokens.iter().map(|text| row(text)).collect();
    let uncovered = rows.split_off(of_duties);
    let mut costs = vec![COST; rows.len()];
    for &at in chosen.iter().filter(|&&at| at >= samples.trusted) {
        let example = at - samples.trusted;
        let copy = lexicon.tokens(miswritten(&samples.words[example], example as u64));
        rows.push(row(&correction.of(&copy)));
        labels.push(samples.duties[at]);
        costs.push(COPY_COST);
    }
    let owners: Vec<usize> = labels.iter().map(|&duty| catalogue[duty].unit).collect();
    let units = owners.iter().max().map_or(0, |last| last + 1);
    let size = features.len();
    let units = svm::train(&rows, &owners, size, units, &costs, |_, plane| plane);
    // Both being linear, so is their sum.
    let finish = |duty: usize, mut plane: Plane| {
        let unit = units.get(catalogue[duty].unit).into_iter().flatten();
        for (weight, of_unit) in plane.iter_mut().zip(unit) {
            *weight += UNIT_SHARE * of_unit;
        }
        Class::new(&plane)
    };
    let planes = svm::train(&rows, &labels, size, catalogue.len(), &costs, finish);
    // Of few texts, so they are no samples for the duties: there they changed nothing.
    let against: Vec<usize> = (0..rows.len() + uncovered.len())
        .map(|at| usize::from(at < rows.len()))
        .collect();
    costs.extend(uncovered.iter().map(|_| UNCOVERED_COST));
    rows.extend(uncovered);
    let outside = svm::train(&rows, &against, size, 1, &costs, |_, plane| plane).pop();
    let (constant, outside) = match outside.as_deref().and_then(<[f32]>::split_last) {
        Some((constant, outside)) if !samples.uncovered.is_empty() => (*constant, outside),
        _ => (NEVER, &[][..]),
    };
    Learned {
        weights: Weights::with_outside(&planes, outside, size),
        features,
        words,
        spelling,
        outside: constant,
    }
}

/// Has every example judged by a model that has not seen it, and fits the confidence to the outcome.
fn calibrate(
    samples: &Samples,
    catalogue: &[Duty],
    lexicon: &Lexicon,
) -> (Calibration, Precisions) {
    let fold_of = |at: usize| (at - samples.trusted) / BLOCK % FOLDS;
    let mut outcomes = Vec::new();
    for fold in 0..JUDGED {
        let held_out = |&at: &usize| at >= samples.trusted && fold_of(at) == fold;
        let (judged, taught): (Vec<usize>, Vec<usize>) =
            (0..samples.tokens.len()).partition(held_out);
        if judged.is_empty() {
            return <_>::default();
        }
        let learned = fit(samples, &taught, catalogue, lexicon);
        let correction = Correction {
            lexicon,
            features: &learned.features,
            spelling: &learned.spelling,
        };
        let knows = |stem: &str| learned.features.knows(stem);
        for at in judged {
            let written = known(&samples.tokens[at], knows);
            let tokens = correction.of(&samples.tokens[at]);
            let vector = learned.features.vector(&tokens);
            let scores = unit_scores(&learned.weights.scores(&vector), catalogue);
            let (known, share) = known(&tokens, knows);
            let evidence = Evidence {
                known,
                share,
                written,
                quotes: false,
                margin: margin(&scores),
            };
            outcomes.push((evidence, samples.units[at].contains(&best(&scores))));
        }
    }
    let calibration = Calibration::fit(&outcomes);
    (calibration, Precisions::measure(&calibration, &outcomes))
}

/// Words that may be meant by a mistyped one, with how often they were met.
fn known_words(samples: &[Vec<Token>], features: &FeatureSpace) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for token in samples.iter().flatten() {
        if token.stop || features.knows(&token.stem) {
            *counts.entry(&token.folded).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(word, _)| !word.is_empty())
        .map(|(word, count)| (word.to_owned(), count))
        .collect()
}
