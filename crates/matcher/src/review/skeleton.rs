//! Slot templates: examples of one duty built on one sentence, with other words put in.

use std::collections::{BTreeMap, HashMap, HashSet};

use ordinance::Reference;

use super::{Finding, FindingKind};
use crate::Vocabulary;
use crate::examples::{Example, Examples};
use crate::lexicon::Lexicon;

/// So many examples on one sentence are suspicious.
const MANY: usize = 4;
/// Fixed words of a skeleton …
const FIXED: usize = 6;
/// … of which so many say something, that is, are no stop words and have at least four letters.
const TELLING: usize = 3;
/// Between two fixed words at most so many others may stand.
const SLOT: usize = 3;

/// Groups of at least [`MANY`] examples of one duty that share [`FIXED`] words in one order, with other
/// words in the same places. The largest group first; an example is reported in one group only.
pub(super) fn templates(vocabulary: &Vocabulary, examples: &Examples) -> Vec<Finding> {
    let lexicon = Lexicon::new(vocabulary);
    let mut duties: BTreeMap<Reference, Vec<&Example>> = BTreeMap::new();
    for example in examples.all() {
        duties.entry(example.duty).or_default().push(example);
    }
    duties
        .into_iter()
        .flat_map(|(duty, examples)| groups(&lexicon, &examples).into_iter().map(move |group| {
            let places: Vec<String> = group.examples.iter().map(|example| example.place()).collect();
            FindingKind::Template.at(
                places[0].clone(),
                format!(
                    "{} examples of {duty} are built on `{}` (also {}); keep one or two and write the others as other people would",
                    places.len(),
                    group.skeleton,
                    places[1..].join(", ")
                ),
            )
        }))
        .collect()
}

struct Group<'a> {
    skeleton: String,
    examples: Vec<&'a Example>,
}

fn groups<'a>(lexicon: &Lexicon, examples: &[&'a Example]) -> Vec<Group<'a>> {
    let texts: Vec<Vec<String>> = examples.iter().map(|example| words(example)).collect();
    let mut holders: HashMap<&str, HashSet<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for word in text {
            holders.entry(word).or_default().insert(at);
        }
    }
    let fixed = |word: &str| holders.get(word).is_some_and(|held| held.len() >= MANY);
    let telling = |word: &str| word.len() >= 4 && !lexicon.is_stop(word);
    let mut skeletons: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        for skeleton in skeletons_of(text, fixed, telling) {
            let users = skeletons.entry(skeleton).or_default();
            if users.last() != Some(&at) {
                users.push(at);
            }
        }
    }
    let mut order: Vec<(String, Vec<usize>)> = skeletons
        .into_iter()
        .filter(|(_, users)| users.len() >= MANY)
        .collect();
    order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let mut reported = HashSet::new();
    let mut groups = Vec::new();
    for (skeleton, users) in order {
        let new: Vec<usize> = users
            .into_iter()
            .filter(|at| !reported.contains(at))
            .collect();
        if new.len() >= MANY {
            reported.extend(new.iter().copied());
            groups.push(Group {
                skeleton,
                examples: new.into_iter().map(|at| examples[at]).collect(),
            });
        }
    }
    groups
}

/// Each run of [`FIXED`] fixed words of a text, slots as `…`.
fn skeletons_of(
    text: &[String],
    fixed: impl Fn(&str) -> bool,
    telling: impl Fn(&str) -> bool,
) -> Vec<String> {
    let places: Vec<usize> = (0..text.len()).filter(|&at| fixed(&text[at])).collect();
    places
        .windows(FIXED)
        .filter(|run| run.windows(2).all(|pair| pair[1] - pair[0] <= SLOT + 1))
        .filter(|run| run.iter().filter(|&&at| telling(&text[at])).count() >= TELLING)
        .map(|run| {
            let mut skeleton = text[run[0]].clone();
            for pair in run.windows(2) {
                skeleton += if pair[1] - pair[0] > 1 { " … " } else { " " };
                skeleton += &text[pair[1]];
            }
            skeleton
        })
        .collect()
}

fn words(example: &Example) -> Vec<String> {
    polish::words(&example.subject)
        .chain(polish::words(&example.body))
        .map(|word| word.folded)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(texts: &[&str]) -> Vec<String> {
        let lines: Vec<String> = texts
            .iter()
            .map(|text| {
                serde_json::json!({"duty": "§16 pkt 3", "subject": "", "body": text}).to_string()
            })
            .collect();
        let examples = Examples::parse("x.jsonl", &lines.join("\n")).unwrap();
        let vocabulary = Vocabulary::parse("version = \"1\"\nstop = [\"proszę\", \"do\"]").unwrap();
        templates(&vocabulary, &examples)
            .into_iter()
            .map(|finding| finding.to_string())
            .collect()
    }

    #[test]
    fn one_sentence_with_other_words_put_in_is_found() {
        let found = messages(&[
            "Proszę o zakup monitora dla wydziału geodezji do pokoju 12",
            "Proszę o zakup dwóch myszek dla wydziału kultury do pokoju 7",
            "Skończył się papier",
            "proszę o zakup laptopa dla wydziału podatków do pokoju nr 240",
            "Proszę o zakup skanera dla wydziału edukacji do pokoju 4",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("x.jsonl:1: 4 examples of §16 pkt 3 are built on `o zakup … dla wydzialu … do pokoju` (also x.jsonl:2, x.jsonl:4, x.jsonl:5);")
                || found[0].contains("`prosze o zakup … dla wydzialu … do`"),
            "{found:?}"
        );
    }

    #[test]
    fn a_greeting_and_a_matter_in_common_are_no_template() {
        let found = messages(&[
            "Dzień dobry, proszę o zakup monitora, bo stary miga",
            "dzień dobry, czy mogę dostać drugi monitor? z góry dziękuję",
            "zakup: monitor 27 cali, zgodę dyrektora mam",
            "Dzień dobry, w sekretariacie nie ma na czym pisać, zakup klawiatury pilny",
        ]);
        assert_eq!(found, [] as [&str; 0]);
    }
}
