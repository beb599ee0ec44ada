//! Examples one by one: what they refer to, whether they say anything, and whether they repeat.

use std::collections::{BTreeMap, HashMap};

use ordinance::{Ordinance, Reference};

use super::terms::misfit;
use super::{Finding, FindingKind};
use crate::examples::{Example, Examples};

/// A duty of fewer examples is hard to learn, and harder to judge by held-out ones.
const FEWEST: usize = 20;

/// Examples of provisions that are no duty, or that also name a unit there is not.
pub(super) fn references(ordinance: &Ordinance, examples: &Examples) -> Vec<Finding> {
    let mut findings = Vec::new();
    for example in examples.all() {
        match misfit(ordinance, &example.duty) {
            Some(FindingKind::NoDuty) => findings.push(FindingKind::NoDuty.at(
                example.place(),
                format!(
                    "no ticket is routed by {}; name the duty of the unit that does the work",
                    example.duty
                ),
            )),
            Some(kind) => findings.push(kind.at(
                example.place(),
                format!("the ordinance has no {}; correct `duty`", example.duty),
            )),
            None => {}
        }
        for unit in &example.also {
            if ordinance.unit(unit).is_none() {
                findings.push(FindingKind::UnknownReference.at(
                    example.place(),
                    format!("the ordinance has no unit {unit}; correct `also`"),
                ));
            }
        }
    }
    findings
}

/// Examples without a word, and those with the words of an earlier one.
pub(super) fn repeated(examples: &Examples) -> Vec<Finding> {
    let mut first: HashMap<String, &Example> = HashMap::new();
    let mut findings = Vec::new();
    for example in examples.all() {
        let words = example.words();
        if words.is_empty() {
            findings.push(FindingKind::EmptyText.at(
                example.place(),
                "neither subject nor body has a word; write the request or delete the line",
            ));
            continue;
        }
        let Some(earlier) = first.get(&words) else {
            first.insert(words, example);
            continue;
        };
        findings.push(if earlier.duty == example.duty {
            FindingKind::Duplicate.at(
                example.place(),
                format!("the words of {}; delete one", earlier.place()),
            )
        } else {
            FindingKind::Contradiction.at(
                example.place(),
                format!(
                    "{} here, but {} in {}; decide which, delete the other, and use `also` where both units are right",
                    example.duty,
                    earlier.duty,
                    earlier.place()
                ),
            )
        });
    }
    findings
}

/// Duties with fewer than [`FEWEST`] examples.
pub(super) fn few(ordinance: &Ordinance, examples: &Examples) -> Vec<Finding> {
    let mut counts: BTreeMap<Reference, usize> = BTreeMap::new();
    for example in examples.all() {
        *counts.entry(example.duty).or_default() += 1;
    }
    ordinance
        .duties()
        .map(|duty| {
            let count = counts.get(&duty.reference).copied().unwrap_or_default();
            (duty, count)
        })
        .filter(|&(_, count)| count < FEWEST)
        .map(|(duty, count)| {
            FindingKind::FewExamples.at(
                duty.reference.to_string(),
                format!("{count} of at least {FEWEST} examples; write more"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(duty: &str, subject: &str, body: &str) -> String {
        serde_json::json!({"duty": duty, "subject": subject, "body": body}).to_string()
    }

    fn found(
        review: impl Fn(&Examples) -> Vec<Finding>,
        lines: &[String],
    ) -> Vec<(FindingKind, String)> {
        review(&Examples::parse("x.jsonl", &lines.join("\n")).unwrap())
            .into_iter()
            .map(|finding| (finding.kind, finding.place))
            .collect()
    }

    #[test]
    fn references_the_ordinance_does_not_have_are_found() {
        let also = serde_json::json!({"duty": "§7 pkt 5", "subject": "a", "body": "", "also": ["IT-09-9"]});
        let lines = [
            line("§7 pkt 99", "a", ""),
            line("§18 pkt 1", "b", ""),
            also.to_string(),
        ];
        assert_eq!(
            found(|all| references(Ordinance::built_in(), all), &lines),
            [
                (FindingKind::UnknownReference, "x.jsonl:1".to_owned()),
                (FindingKind::NoDuty, "x.jsonl:2".to_owned()),
                (FindingKind::UnknownReference, "x.jsonl:3".to_owned()),
            ]
        );
    }

    #[test]
    fn repeated_and_empty_texts_are_found() {
        let lines = [
            line("§7 pkt 5", "Zgubiłam laptop", "w tramwaju"),
            line("§7 pkt 5", "zgubilam", "LAPTOP,\n w  tramwaju!"),
            line("§15 pkt 2", "Zgubiłam laptop w tramwaju", ""),
            line("§15 pkt 2", "?", "…"),
            line("§15 pkt 2", "Laptop zgubiłam w tramwaju", ""),
        ];
        assert_eq!(
            found(repeated, &lines),
            [
                (FindingKind::Duplicate, "x.jsonl:2".to_owned()),
                (FindingKind::Contradiction, "x.jsonl:3".to_owned()),
                (FindingKind::EmptyText, "x.jsonl:4".to_owned()),
            ]
        );
    }

    #[test]
    fn duties_with_few_examples_are_counted() {
        let lines: Vec<String> = (0..20)
            .map(|n| line("§7 pkt 5", &n.to_string(), ""))
            .collect();
        let examples = Examples::parse("x.jsonl", &lines.join("\n")).unwrap();
        let findings = few(Ordinance::built_in(), &examples);
        assert_eq!(findings.len(), Ordinance::built_in().duties().count() - 1);
        assert!(
            findings
                .iter()
                .all(|finding| finding.place != "§7 pkt 5" && finding.message.starts_with("0 of"))
        );
    }
}
