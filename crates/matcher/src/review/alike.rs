//! Near-duplicates: pairs of examples that share most of their four-letter pieces.

use std::collections::{HashMap, HashSet};

use super::{Finding, FindingKind};
use crate::examples::{Example, Examples};

/// Letters of a piece, spaces between words counted.
const PIECE: usize = 4;
/// Examples that share this part of the pieces either has are too much alike (Jaccard index, in percent).
const ALIKE: usize = 60;

/// Examples much like an earlier one; each is compared with the earlier ones that are not reported
/// themselves, and with all of them: none is missed. Same texts are reported elsewhere.
pub(super) fn near_duplicates(examples: &Examples) -> Vec<Finding> {
    let mut same = HashSet::new();
    let texts: Vec<(&Example, String)> = examples
        .all()
        .iter()
        .map(|example| (example, example.words()))
        .filter(|(_, words)| !words.is_empty() && same.insert(words.clone()))
        .collect();
    let pieces = by_rarity(texts.iter().map(|(_, words)| words.as_str()));
    let mut known = Known::default();
    let mut findings = Vec::new();
    for (at, (example, _)) in texts.iter().enumerate() {
        let own = &pieces[at];
        let nearest = known.nearest(own, &pieces);
        let Some((other, percent)) = nearest else {
            known.add(at, own);
            continue;
        };
        let earlier = texts[other].0;
        let advice = if earlier.duty == example.duty {
            "tell another story or delete one".to_owned()
        } else {
            format!(
                "that one is {}; make plain what tells them apart or delete one",
                earlier.duty
            )
        };
        findings.push(FindingKind::NearDuplicate.at(
            example.place(),
            format!("{percent} % the same as {}; {advice}", earlier.place()),
        ));
    }
    findings
}

/// The different pieces of each text as numbers in order; the rarest piece of all has the lowest number.
fn by_rarity<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<Vec<char>, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut all: Vec<Vec<u32>> = texts
        .map(|text| {
            let mut own = pieces(text, &mut numbers);
            counts.resize(numbers.len(), 0);
            own.sort_unstable();
            own.dedup();
            for &piece in &own {
                counts[piece as usize] += 1;
            }
            own
        })
        .collect();
    let mut order: Vec<u32> = (0..).take(counts.len()).collect();
    order.sort_unstable_by_key(|&piece| (counts[piece as usize], piece));
    let mut ranks = vec![0; order.len()];
    for (rank, &piece) in (0_u32..).zip(&order) {
        ranks[piece as usize] = rank;
    }
    for own in &mut all {
        for piece in &mut *own {
            *piece = ranks[*piece as usize];
        }
        own.sort_unstable();
    }
    all
}

/// The pieces of a text in order; of a shorter one than a piece, itself.
fn pieces(text: &str, numbers: &mut HashMap<Vec<char>, u32>) -> Vec<u32> {
    let letters: Vec<char> = text.chars().collect();
    let mut number = |piece: &[char]| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(piece.to_vec()).or_insert(next)
    };
    if letters.len() < PIECE {
        vec![number(&letters)]
    } else {
        letters.windows(PIECE).map(number).collect()
    }
}

/// Texts by the rare pieces they must share with any text that is much like them: of two sets in one
/// order whose Jaccard index is at least `t`, the first `|x| − ⌈t·|x|⌉ + 1` of both have one in common.
#[derive(Default)]
struct Known {
    holders: HashMap<u32, Vec<usize>>,
}

impl Known {
    fn add(&mut self, at: usize, own: &[u32]) {
        for &piece in prefix(own) {
            self.holders.entry(piece).or_default().push(at);
        }
    }

    /// The most similar known text that is alike, the first of equals, and the likeness in percent.
    fn nearest(&self, own: &[u32], all: &[Vec<u32>]) -> Option<(usize, usize)> {
        let mut candidates: Vec<usize> = prefix(own)
            .iter()
            .filter_map(|piece| self.holders.get(piece))
            .flatten()
            .copied()
            .filter(|&other| {
                let (one, two) = (all[other].len(), own.len());
                one.min(two) * 100 >= one.max(two) * ALIKE
            })
            .collect();
        if candidates.is_empty() {
            return None;
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
            .into_iter()
            .filter_map(|other| Some((other, likeness(&all[other], own)?)))
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}

/// The Jaccard index of two ordered sets in percent, if it is at least [`ALIKE`].
fn likeness(one: &[u32], two: &[u32]) -> Option<usize> {
    let sum = one.len() + two.len();
    let needed = (sum * ALIKE).div_ceil(100 + ALIKE);
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(a), two.get(b)) {
        // Most pairs differ in their rare pieces and end here early.
        if both + (one.len() - a).min(two.len() - b) < needed {
            return None;
        }
        both += usize::from(left == right);
        (a, b) = (
            a + usize::from(left <= right),
            b + usize::from(right <= left),
        );
    }
    (both >= needed).then(|| both * 100 / (sum - both))
}

fn prefix(own: &[u32]) -> &[u32] {
    let needed = (own.len() * ALIKE).div_ceil(100);
    own.get(..=own.len() - needed).unwrap_or(own)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn examples(texts: &[&str]) -> Examples {
        let lines: Vec<String> = texts
            .iter()
            .map(|text| {
                serde_json::json!({"duty": "§7 pkt 5", "subject": "", "body": text}).to_string()
            })
            .collect();
        Examples::parse("x.jsonl", &lines.join("\n")).unwrap()
    }

    #[test]
    fn a_text_with_one_word_changed_is_found_once() {
        let findings = near_duplicates(&examples(&[
            "Drukarka w pokoju 12 nie drukuje po aktualizacji sterownika",
            "Telefon na biurku milczy od rana, nie ma sygnału",
            "drukarka w pokoju 17 nie drukuje po aktualizacji sterownika",
            "Drukarka w pokoju 19 nie drukuje po aktualizacji sterownika!",
            "Drukarka w pokoju 12 nie drukuje po aktualizacji sterownika",
        ]));
        let places: Vec<&str> = findings.iter().map(|one| one.place.as_str()).collect();
        assert_eq!(places, ["x.jsonl:3", "x.jsonl:4"]);
        assert!(
            findings[0].message.contains("% the same as x.jsonl:1;"),
            "{}",
            findings[0].message
        );
    }

    #[test]
    fn one_matter_in_other_words_is_no_duplicate() {
        let findings = near_duplicates(&examples(&[
            "Drukarka w pokoju 12 nie drukuje po aktualizacji",
            "po wczorajszych łatkach ploter wypluwa puste arkusze",
        ]));
        assert_eq!(findings, []);
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(texts in prop::collection::vec("[ab]{1,3}( [ab]{1,3}){0,5}", 1..12)) {
            let pieces = by_rarity(texts.iter().map(String::as_str));
            let mut known = Known::default();
            for (at, own) in pieces.iter().enumerate() {
                let slow = (0..at).map(|other| {
                    let both = pieces[other].iter().filter(|piece| own.contains(piece)).count();
                    both * 100 / (pieces[other].len() + own.len() - both)
                }).max().filter(|&percent| percent >= ALIKE);
                prop_assert_eq!(known.nearest(own, &pieces).map(|near| near.1), slow);
                known.add(at, own);
            }
        }
    }
}
