//! Terms of the vocabulary that do not fit the ordinance or each other.

use std::collections::{BTreeMap, HashMap, HashSet};

use ordinance::{Ordinance, Reference};

use super::{Finding, FindingKind};
use crate::Vocabulary;
use crate::lexicon::Lexicon;

/// Entries of provisions that are no duty.
pub(super) fn unknown(ordinance: &Ordinance, vocabulary: &Vocabulary) -> Vec<Finding> {
    let entries = vocabulary
        .duties()
        .iter()
        .map(|entry| (entry.reference.to_string(), entry.reference));
    let exclusions = (1..)
        .zip(vocabulary.exclusions())
        .map(|(number, exclusion)| (format!("exclusion {number}"), exclusion.to));
    entries
        .chain(exclusions)
        .filter_map(|(entry, reference)| {
            let kind = misfit(ordinance, &reference)?;
            Some(kind.at(
                format!("vocabulary: {entry}"),
                match kind {
                    FindingKind::NoDuty => format!(
                        "no ticket is routed by {reference}; move the terms to the duty of the unit that does the work"
                    ),
                    _ => format!("the ordinance has no {reference}; correct the reference"),
                },
            ))
        })
        .collect()
}

/// What is wrong with a reference that should be a duty.
pub(super) fn misfit(ordinance: &Ordinance, reference: &Reference) -> Option<FindingKind> {
    if ordinance.duties().any(|duty| duty.reference == *reference) {
        None
    } else if ordinance.provision(reference).is_some() {
        Some(FindingKind::NoDuty)
    } else {
        Some(FindingKind::UnknownReference)
    }
}

/// Terms that cannot decide because each of their words is a stop word.
pub(super) fn stop_words(vocabulary: &Vocabulary) -> Vec<Finding> {
    let lexicon = Lexicon::new(vocabulary);
    terms(vocabulary)
        .filter(|term| lexicon.term(term.text).iter().all(|token| token.stop))
        .map(|term| {
            FindingKind::StopWord.at(
                term.place(),
                "only words of `stop`, which decide nothing; delete it or add the word that decides",
            )
        })
        .collect()
}

/// Terms that stand, in whatever inflection, under duties of different units. A word of a group may: the
/// group says what it stands for.
pub(super) fn shared(ordinance: &Ordinance, vocabulary: &Vocabulary) -> Vec<Finding> {
    let units: BTreeMap<Reference, _> = ordinance
        .duties()
        .map(|duty| (duty.reference, duty.unit.as_ref()))
        .collect();
    let grouped: HashSet<String> = vocabulary
        .groups()
        .values()
        .flatten()
        .map(|word| stems(word))
        .collect();
    let mut first: HashMap<String, Term<'_>> = HashMap::new();
    let mut findings = Vec::new();
    for term in terms(vocabulary) {
        let stems = stems(term.text);
        if grouped.contains(&stems) {
            continue;
        }
        let Some(earlier) = first.get(&stems) else {
            first.insert(stems, term);
            continue;
        };
        if units.get(&earlier.duty) != units.get(&term.duty) {
            findings.push(FindingKind::SharedTerm.at(
                term.place(),
                format!(
                    "the same word as `{}` of {}, another unit; keep it where the work is done or add a word that tells them apart",
                    earlier.text, earlier.duty
                ),
            ));
        }
    }
    findings
}

#[derive(Clone, Copy)]
struct Term<'a> {
    duty: Reference,
    number: usize,
    text: &'a str,
}

impl Term<'_> {
    fn place(&self) -> String {
        format!(
            "vocabulary: {}, term {} `{}`",
            self.duty, self.number, self.text
        )
    }
}

fn terms(vocabulary: &Vocabulary) -> impl Iterator<Item = Term<'_>> {
    vocabulary.duties().iter().flat_map(|entry| {
        (1..).zip(&entry.terms).map(|(number, text)| Term {
            duty: entry.reference,
            number,
            text,
        })
    })
}

/// The stems of a term, braces of groups kept apart from the word itself.
fn stems(term: &str) -> String {
    let mut stems = String::new();
    for word in polish::words(term) {
        if !stems.is_empty() {
            stems.push(' ');
        }
        if term[..word.range.start].ends_with('{') {
            stems.push('{');
            stems.push_str(&word.folded);
        } else {
            stems.push_str(&polish::stem(&word.folded));
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(entries: &[(&str, &str)]) -> Vocabulary {
        let entries: Vec<String> = entries
            .iter()
            .map(|(duty, terms)| format!("[[duty]]\nref = \"{duty}\"\nterms = [{terms}]"))
            .collect();
        let head = "version = \"1\"\nstop = [\"proszę\", \"nie\"]\n[groups]\npakiet = [\"Word\"]";
        Vocabulary::parse(&format!("{head}\n{}", entries.join("\n"))).unwrap()
    }

    fn places(findings: &[Finding]) -> Vec<&str> {
        findings
            .iter()
            .map(|finding| finding.place.as_str())
            .collect()
    }

    #[test]
    fn a_provision_that_is_no_duty_is_found() {
        let findings = unknown(
            Ordinance::built_in(),
            &vocabulary(&[
                ("§99 pkt 1", "\"VPN\""),
                ("§18 pkt 1", "\"urlop\""),
                ("§7 pkt 1", "\"szyfr\""),
            ]),
        );
        assert_eq!(
            places(&findings),
            ["vocabulary: §99 pkt 1", "vocabulary: §18 pkt 1"]
        );
        assert_eq!(findings[0].kind, FindingKind::UnknownReference);
        assert_eq!(findings[1].kind, FindingKind::NoDuty);
    }

    #[test]
    fn a_term_of_stop_words_only_is_found() {
        let findings = stop_words(&vocabulary(&[(
            "§7 pkt 1",
            "\"Proszę nie\", \"proszę szyfr\", \"{pakiet} nie\"",
        )]));
        assert_eq!(
            places(&findings),
            ["vocabulary: §7 pkt 1, term 1 `Proszę nie`"]
        );
    }

    #[test]
    fn one_word_in_two_inflections_under_two_units_is_found() {
        let ordinance = Ordinance::built_in();
        let both = [
            ("§9 pkt 2 lit. b", "\"drukarka w sieci\""),
            ("§15 pkt 2", "\"drukarki w sieci\""),
        ];
        assert_eq!(
            places(&shared(ordinance, &vocabulary(&both))),
            ["vocabulary: §15 pkt 2, term 1 `drukarki w sieci`"]
        );
        let one_unit = [("§15 pkt 4", "\"drukarka\""), ("§15 pkt 2", "\"drukarki\"")];
        assert_eq!(shared(ordinance, &vocabulary(&one_unit)), []);
        let group = [
            ("§9 pkt 2 lit. b", "\"Worda\""),
            ("§15 pkt 2", "\"Wordem\""),
        ];
        assert_eq!(shared(ordinance, &vocabulary(&group)), []);
    }
}
