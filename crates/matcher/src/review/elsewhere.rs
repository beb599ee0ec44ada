//! Examples that a model trained without them sends to another unit.

use std::panic::resume_unwind;

use ordinance::{Ordinance, UnitCode};

use super::{Finding, FindingKind};
use crate::Vocabulary;
use crate::catalogue::duties;
use crate::examples::{Example, Examples};
use crate::features::{Feature, FeatureSpace};
use crate::lexicon::Lexicon;
use crate::model::{Sample, Softmax, softmax};
use crate::own_words::own_words;

/// As many models are trained, each without one part of the examples.
const FOLDS: usize = 5;
/// From this probability on a model is confident.
const CONFIDENT: f32 = 0.8;

/// What a model says of an example it has not seen.
#[derive(Clone, Copy)]
struct Verdict {
    example: usize,
    unit: usize,
    probability: f32,
}

/// Has each example judged by a model of the units that learned from terms, provisions and the other folds,
/// and reports where it is confident of a unit that neither has the duty nor stands in `also`.
pub(super) fn sent_elsewhere(
    ordinance: &Ordinance,
    vocabulary: &Vocabulary,
    examples: &Examples,
) -> Vec<Finding> {
    let (duties, units) = duties(ordinance);
    let unit_of = |reference| {
        let duty = duties.iter().find(|duty| duty.reference == reference)?;
        Some(duty.unit)
    };
    let lexicon = Lexicon::new(vocabulary);
    // Examples first, so that the number of a text is that of its example.
    let known: Vec<(&Example, usize)> = examples
        .all()
        .iter()
        .filter_map(|example| Some((example, unit_of(example.duty)?)))
        .collect();
    let mut classes: Vec<usize> = known.iter().map(|&(_, unit)| unit).collect();
    let mut texts: Vec<_> = known
        .iter()
        .map(|(example, _)| lexicon.tokens(own_words(&example.to_string())))
        .collect();
    for entry in vocabulary.duties() {
        if let Some(unit) = unit_of(entry.reference) {
            classes.extend(entry.terms.iter().map(|_| unit));
            texts.extend(entry.terms.iter().map(|term| lexicon.term(term)));
        }
    }
    for duty in &duties {
        let text = ordinance.full_text(&duty.reference).unwrap_or_default();
        classes.push(duty.unit);
        texts.push(lexicon.tokens(polish::words(&text)));
    }
    let space = FeatureSpace::new(&texts);
    let vectors: Vec<Vec<Feature>> = texts.iter().map(|text| space.vector(text)).collect();
    verdicts(known.len(), &vectors, &classes, space.len(), units.len())
        .into_iter()
        .filter(|verdict| verdict.probability >= CONFIDENT)
        .filter_map(|verdict| {
            let (example, own) = known[verdict.example];
            let other = &units[verdict.unit];
            (verdict.unit != own && !example.also.contains(other))
                .then(|| finding(example, &units[own], other, verdict.probability))
        })
        .collect()
}

/// The verdict on each of the first `judged` vectors, in order; the others are learned from always.
fn verdicts(
    judged: usize,
    vectors: &[Vec<Feature>],
    classes: &[usize],
    features: usize,
    units: usize,
) -> Vec<Verdict> {
    let fold = |fold: usize| {
        let held_out = |at: usize| at < judged && at % FOLDS == fold;
        let samples: Vec<Sample<'_>> = (0..vectors.len())
            .filter(|&at| !held_out(at))
            .map(|at| Sample {
                vector: &vectors[at],
                class: classes[at],
                weight: 1.0,
            })
            .collect();
        let model = Softmax::train(&samples, features, units);
        (fold..judged)
            .step_by(FOLDS)
            .filter_map(|example| {
                let (unit, probability) = softmax(&model.scores(&vectors[example]))
                    .into_iter()
                    .enumerate()
                    .max_by(|a, b| a.1.total_cmp(&b.1))?;
                Some(Verdict {
                    example,
                    unit,
                    probability,
                })
            })
            .collect()
    };
    let mut all: Vec<Verdict> = std::thread::scope(|scope| {
        let folds: Vec<_> = (0..FOLDS)
            .map(|number| scope.spawn(move || fold(number)))
            .collect();
        folds
            .into_iter()
            .flat_map(|one| -> Vec<Verdict> {
                one.join().unwrap_or_else(|panic| resume_unwind(panic))
            })
            .collect()
    });
    all.sort_by_key(|verdict| verdict.example);
    all
}

fn finding(example: &Example, own: &UnitCode, other: &UnitCode, probability: f32) -> Finding {
    FindingKind::SentElsewhere.at(
        example.place(),
        format!(
            "{} of {own}, but a model that has not seen it says {other} ({:.0} %); if it is right, correct `duty`, if both are, add {other} to `also`, otherwise leave it",
            example.duty,
            probability * 100.0
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(duty: &str, texts: &[&str]) -> String {
        texts
            .iter()
            .map(|text| {
                serde_json::json!({"duty": duty, "subject": text, "body": ""}).to_string() + "\n"
            })
            .collect()
    }

    fn places(also: &str) -> Vec<String> {
        let remote = lines(
            "§14 pkt 1 lit. l",
            &[
                "FortiClient z domu nie łączy z tunelem",
                "tunel FortiClient rozłącza z domu co godzinę",
                "z domu FortiClient odrzuca kod, tunel nie wstaje",
                "FortiClient nie łączy z domu, tunel stoi na 40 procentach",
                "od rana tunel z domu zrywa, FortiClient czerwony",
                "FortiClient po zmianie hasła nie łączy z domu tunelem",
            ],
        );
        let wrong = serde_json::json!({
            "duty": "§16 pkt 3", "subject": "FortiClient z domu znowu nie łączy, tunel leży", "body": "",
            "also": if also.is_empty() { vec![] } else { vec![also] },
        });
        let bought = lines(
            "§16 pkt 3",
            &[
                "zakup monitora do sekretariatu",
                "kupno dwóch myszek i klawiatury",
                "zakup pendrive dla archiwum",
                "proszę kupić laptop dla nowej osoby",
                "zapotrzebowanie na zakup monitora",
            ],
        );
        let examples = Examples::parse("x.jsonl", &format!("{remote}{wrong}\n{bought}")).unwrap();
        let vocabulary = Vocabulary::parse("version = \"1\"").unwrap();
        sent_elsewhere(Ordinance::built_in(), &vocabulary, &examples)
            .into_iter()
            .map(|finding| finding.place)
            .collect()
    }

    #[test]
    fn an_example_under_the_wrong_unit_is_found_unless_both_are_right() {
        assert_eq!(places(""), ["x.jsonl:7"]);
        assert_eq!(places("IT-04-1"), [] as [&str; 0]);
    }
}
