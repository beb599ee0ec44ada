//! Learns a model from the ordinance, the vocabulary and example requests.

use std::collections::BTreeMap;

use ordinance::{Ordinance, Reference, UnitCode};

use crate::catalogue::{Duty, duties, unknown};
use crate::confidence::{Calibration, Evidence, best, margin};
use crate::evidence::{known, unit_scores};
use crate::features::FeatureSpace;
use crate::learned::{Model, Sources};
use crate::lexicon::{Lexicon, Token};
use crate::own_words::own_words;
use crate::svm::{self, Row};
use crate::weights::{Class, Weights};
use crate::{Example, Examples, MatcherError, Vocabulary};

/// Features of fewer samples are left out, but for words of provisions and terms.
const LEAST_SAMPLES: u32 = 2;
/// As many parts of the examples are each judged by a model that has not seen them.
const FOLDS: usize = 5;
/// Examples that stand together were written together, and are judged together.
const BLOCK: usize = 8;

/// Texts with their duties: provisions and terms first, then examples.
struct Samples {
    tokens: Vec<Vec<Token>>,
    duties: Vec<usize>,
    /// Units that would be right, the duty's first.
    units: Vec<Vec<usize>>,
    /// How many are no examples.
    trusted: usize,
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
        examples.version(),
        None,
    )
}

/// As [`learn`], from examples of a version; with a calibration known already it takes a sixth of the time.
pub(crate) fn learn_from(
    ordinance: &Ordinance,
    vocabulary: &Vocabulary,
    examples: &[Example],
    version: &str,
    calibration: Option<Calibration>,
) -> Result<Model, MatcherError> {
    let (catalogue, codes) = duties(ordinance);
    let lexicon = Lexicon::new(vocabulary);
    let samples = samples(
        ordinance, vocabulary, examples, &lexicon, &catalogue, &codes,
    )?;
    let calibration = calibration.unwrap_or_else(|| calibrate(&samples, &catalogue));
    let all: Vec<usize> = (0..samples.tokens.len()).collect();
    let (features, weights) = fit(&samples, &all, catalogue.len());
    let stems = stems(&samples, &features);
    let sources = Sources {
        ordinance: ordinance.version().to_owned(),
        vocabulary: vocabulary.version().to_owned(),
        examples: version.to_owned(),
    };
    Ok(Model::new(sources, features, stems, weights, calibration))
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
    for example in examples {
        if let Some(duty) = place(&example.duty) {
            tokens.push(lexicon.tokens(own_words(&example.to_string())));
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
    })
}

/// Features and weights from some of the samples.
fn fit(samples: &Samples, chosen: &[usize], classes: usize) -> (FeatureSpace, Weights) {
    let tokens: Vec<Vec<Token>> = chosen
        .iter()
        .map(|&at| samples.tokens[at].clone())
        .collect();
    let labels: Vec<usize> = chosen.iter().map(|&at| samples.duties[at]).collect();
    let features = FeatureSpace::common(&tokens, samples.trusted, LEAST_SAMPLES);
    let rows: Vec<Row> = tokens
        .iter()
        .map(|text| {
            let vector = features.vector(text);
            vector.iter().map(|f| (f.id, f.value)).collect()
        })
        .collect();
    let planes = svm::train(&rows, &labels, features.len(), classes, |_, plane| {
        Class::new(&plane)
    });
    let weights = Weights::new(&planes, features.len());
    (features, weights)
}

/// Has every example judged by a model that has not seen it, and fits the confidence to the outcome.
fn calibrate(samples: &Samples, catalogue: &[Duty]) -> Calibration {
    let fold_of = |at: usize| (at - samples.trusted) / BLOCK % FOLDS;
    let mut outcomes = Vec::new();
    for fold in 0..FOLDS {
        let held_out = |&at: &usize| at >= samples.trusted && fold_of(at) == fold;
        let (judged, taught): (Vec<usize>, Vec<usize>) =
            (0..samples.tokens.len()).partition(held_out);
        if judged.is_empty() {
            return Calibration::default();
        }
        let (features, weights) = fit(samples, &taught, catalogue.len());
        for at in judged {
            let tokens = &samples.tokens[at];
            let scores = unit_scores(&weights.scores(&features.vector(tokens)), catalogue);
            let written = known(tokens, |stem| features.knows(stem));
            let evidence = Evidence {
                known: written.0,
                share: written.1,
                written,
                quotes: false,
                margin: margin(&scores),
            };
            outcomes.push((evidence, samples.units[at].contains(&best(&scores))));
        }
    }
    Calibration::fit(&outcomes)
}

/// Known stems that may be meant by a mistyped word, with the number of samples they stand in.
fn stems(samples: &Samples, features: &FeatureSpace) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for token in samples.tokens.iter().flatten().filter(|token| !token.stop) {
        if features.knows(&token.stem) {
            *counts.entry(&token.stem).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .map(|(stem, count)| (stem.to_owned(), count))
        .collect()
}
