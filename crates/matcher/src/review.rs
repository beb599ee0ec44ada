//! What a person should look at in the vocabulary and the examples before they are taught.

mod alike;
mod elsewhere;
mod lines;
mod skeleton;
mod terms;

use std::fmt;

use ordinance::Ordinance;
use serde::Serialize;

use crate::{Examples, Vocabulary};

/// One thing to look at: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Whether it must be mended.
    pub severity: Severity,
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// File and line of an example, the entry of a vocabulary, or a provision.
    pub place: String,
    /// What was found and what to do, in one line.
    pub message: String,
}

/// Whether a finding must be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The data contradict themselves or the ordinance.
    Error,
    /// A person decides.
    Warning,
}

/// Kinds of findings, errors first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// A provision or unit that the ordinance does not have.
    UnknownReference,
    /// A provision by which no ticket is routed.
    NoDuty,
    /// An example without a word.
    EmptyText,
    /// An example with the words of an earlier one.
    Duplicate,
    /// An example with the words of an earlier one under another duty.
    Contradiction,
    /// A term whose stems stand under a duty of another unit too.
    SharedTerm,
    /// A term of stop words only.
    StopWord,
    /// An example much like an earlier one.
    NearDuplicate,
    /// A duty with too few examples.
    FewExamples,
    /// Examples of one duty built on one sentence.
    Template,
    /// An example that a model which has not seen it sends to another unit.
    SentElsewhere,
}

impl FindingKind {
    /// Errors contradict; warnings are for a person to weigh.
    pub fn severity(self) -> Severity {
        if self < Self::NearDuplicate {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// As a heading, `examples much like an earlier one`.
    pub fn title(self) -> &'static str {
        match self {
            Self::UnknownReference => "references the ordinance does not have",
            Self::NoDuty => "provisions by which no ticket is routed",
            Self::EmptyText => "examples without a word",
            Self::Duplicate => "examples that repeat an earlier one",
            Self::Contradiction => "the same example under two duties",
            Self::SharedTerm => "terms of two units",
            Self::StopWord => "terms of stop words only",
            Self::NearDuplicate => "examples much like an earlier one",
            Self::FewExamples => "duties with too few examples",
            Self::Template => "examples built on one sentence",
            Self::SentElsewhere => "examples a model that has not seen them sends elsewhere",
        }
    }

    fn at(self, place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            severity: self.severity(),
            kind: self,
            place: place.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Reviews the vocabulary and the examples against an ordinance and against each other.
///
/// Findings come by kind, errors first, and inside a kind in the order of the data; the same data always
/// give the same findings. Takes some ten seconds of one core for 7,000 examples, most of it for training
/// five models, each without a fifth of them; the rest takes less than three for 10,000.
pub fn review(ordinance: &Ordinance, vocabulary: &Vocabulary, examples: &Examples) -> Vec<Finding> {
    let mut findings = terms::unknown(ordinance, vocabulary);
    findings.extend(terms::stop_words(vocabulary));
    findings.extend(terms::shared(ordinance, vocabulary));
    findings.extend(lines::references(ordinance, examples));
    findings.extend(lines::repeated(examples));
    findings.extend(lines::few(ordinance, examples));
    findings.extend(alike::near_duplicates(examples));
    findings.extend(skeleton::templates(vocabulary, examples));
    findings.extend(elsewhere::sent_elsewhere(ordinance, vocabulary, examples));
    findings.sort_by_key(|finding| finding.kind);
    findings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Findings of a kind, as they are shown.
    fn shown(kind: FindingKind, vocabulary: &str, examples: &str) -> Vec<String> {
        let vocabulary = Vocabulary::parse(vocabulary).unwrap();
        let examples = Examples::parse("x.jsonl", examples).unwrap();
        review(Ordinance::built_in(), &vocabulary, &examples)
            .into_iter()
            .filter(|finding| finding.kind == kind)
            .map(|finding| finding.to_string())
            .collect()
    }

    #[test]
    fn errors_come_first_and_each_kind_together() {
        let vocabulary = Vocabulary::parse("version = \"1\"\nstop = [\"proszę\"]\n[[duty]]\nref = \"§99 pkt 1\"\nterms = [\"Proszę\"]").unwrap();
        let examples = Examples::parse("x.jsonl", "").unwrap();
        let findings = review(Ordinance::built_in(), &vocabulary, &examples);
        let kinds: Vec<FindingKind> = findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(
            kinds[..3],
            [
                FindingKind::UnknownReference,
                FindingKind::StopWord,
                FindingKind::FewExamples
            ]
        );
        assert!(kinds.is_sorted());
        assert!(
            findings
                .iter()
                .all(|finding| finding.severity == finding.kind.severity())
        );
    }

    #[test]
    fn an_example_of_a_common_duty_is_no_duty_and_one_of_nothing_unknown() {
        let line =
            |duty: &str| format!("{{\"duty\":\"{duty}\",\"subject\":\"VPN\",\"body\":\"\"}}");
        let version = "version = \"1\"";
        assert_eq!(
            shown(FindingKind::NoDuty, version, &line("§18 pkt 1")),
            [
                "x.jsonl:1: no ticket is routed by §18 pkt 1; name the duty of the unit that does the work"
            ]
        );
        assert_eq!(
            shown(FindingKind::UnknownReference, version, &line("§14 pkt 77")),
            ["x.jsonl:1: the ordinance has no §14 pkt 77; correct `duty`"]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn a_review_never_panics_and_repeats_itself(
            lines in prop::collection::vec((0..5_usize, "\\PC{0,40}", "[a-z ąę\\n]{0,60}"), 0..30),
            terms in prop::collection::vec("[a-ząćż]{3,8} [a-z]{0,5}", 0..6),
        ) {
            let duties = ["§14 pkt 1 lit. l", "§14 pkt 2 lit. e", "§9 pkt 2 lit. b", "§18 pkt 1", "§99"];
            let text: Vec<String> = lines
                .iter()
                .map(|(duty, subject, body)| {
                    serde_json::json!({"duty": duties[*duty], "subject": subject, "body": body}).to_string()
                })
                .collect();
            let examples = Examples::parse("x.jsonl", &text.join("\n")).unwrap();
            let mut terms: Vec<String> = terms.iter().map(|term| polish::fold(term).trim().to_owned()).collect();
            terms.sort();
            terms.dedup();
            let vocabulary = Vocabulary::parse(&format!(
                "version = \"1\"\n[[duty]]\nref = \"§7 pkt 5\"\nterms = {terms:?}"
            )).unwrap();
            let findings = review(Ordinance::built_in(), &vocabulary, &examples);
            prop_assert_eq!(&findings, &review(Ordinance::built_in(), &vocabulary, &examples));
        }
    }
}
