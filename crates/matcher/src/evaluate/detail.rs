//! Where the answers are right and wrong: by unit, by duty, by kind and style, one by one.

use std::collections::{BTreeMap, BTreeSet};

use ordinance::{Reference, UnitCode};

use super::answer::Answer;
use super::measures::{mean, share, wilson};
use crate::report::{Confusion, DutyFigures, Mistake, Slice, UnitFigures};

/// Mistakes listed at most; the most confident come first.
const MOST_MISTAKES: usize = 500;

/// Mean over labelled units of the share of their tickets found.
pub(super) fn macro_recall(answers: &[Answer]) -> f64 {
    let units: BTreeSet<&UnitCode> = answers.iter().map(|answer| &answer.unit).collect();
    mean(units.into_iter().map(|unit| {
        share(
            answers.iter().filter(|answer| answer.unit == *unit),
            |answer| answer.score().strict,
        )
    }))
}

/// What is counted of one unit or duty.
#[derive(Default)]
struct Count {
    tickets: usize,
    found: usize,
    accepted: usize,
    answered: usize,
    rightly: usize,
    acceptably: usize,
    shown: usize,
}

impl Count {
    fn recall(&self) -> Option<f64> {
        ratio(self.found, self.tickets)
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Every unit that is a label or an answer.
pub(super) fn units(answers: &[Answer]) -> Vec<UnitFigures> {
    let mut counts: BTreeMap<&UnitCode, Count> = BTreeMap::new();
    for answer in answers {
        let score = answer.score();
        let labelled = counts.entry(&answer.unit).or_default();
        labelled.tickets += 1;
        labelled.found += usize::from(score.strict);
        labelled.accepted += usize::from(score.lenient);
        labelled.shown += usize::from(score.third);
        if let Some(unit) = &answer.answered {
            let answered = counts.entry(unit).or_default();
            answered.answered += 1;
            answered.rightly += usize::from(score.strict);
            answered.acceptably += usize::from(score.lenient);
        }
    }
    counts
        .into_iter()
        .map(|(unit, count)| {
            let (low, high) = wilson(count.found, count.tickets);
            UnitFigures {
                unit: unit.clone(),
                tickets: count.tickets,
                answered: count.answered,
                recall: count.recall(),
                recall_low: low,
                recall_high: high,
                recall_lenient: ratio(count.accepted, count.tickets),
                recall_at_3: ratio(count.shown, count.tickets),
                precision: ratio(count.rightly, count.answered),
                precision_lenient: ratio(count.acceptably, count.answered),
            }
        })
        .collect()
}

/// Every duty that is a label or the first answer.
pub(super) fn duties(answers: &[Answer]) -> Vec<DutyFigures> {
    let mut counts: BTreeMap<Reference, (&UnitCode, Count)> = BTreeMap::new();
    for answer in answers {
        let right = answer.score().duty;
        let labelled = &mut counts
            .entry(answer.duty)
            .or_insert_with(|| (&answer.unit, Count::default()))
            .1;
        labelled.tickets += 1;
        labelled.found += usize::from(right);
        labelled.shown += usize::from(answer.duty_rank.is_some());
        if let (Some(unit), Some(duty)) = (&answer.answered, answer.answered_duty) {
            let answered = &mut counts
                .entry(duty)
                .or_insert_with(|| (unit, Count::default()))
                .1;
            answered.answered += 1;
            answered.rightly += usize::from(right);
        }
    }
    counts
        .into_iter()
        .map(|(duty, (unit, count))| DutyFigures {
            duty,
            unit: unit.clone(),
            tickets: count.tickets,
            answered: count.answered,
            recall: count.recall(),
            shown: ratio(count.shown, count.tickets),
            precision: ratio(count.rightly, count.answered),
        })
        .collect()
}

pub(super) fn confusion(answers: &[Answer]) -> Confusion {
    let mut rows: BTreeMap<UnitCode, BTreeMap<String, usize>> = BTreeMap::new();
    for answer in answers {
        let answered = answer
            .answered
            .as_ref()
            .map_or_else(|| "none".to_owned(), ToString::to_string);
        *rows
            .entry(answer.unit.clone())
            .or_default()
            .entry(answered)
            .or_default() += 1;
    }
    Confusion { rows }
}

/// By tag of style and by kind.
pub(super) fn slices(answers: &[Answer]) -> Vec<Slice> {
    let mut slices: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        for tag in answer.tags() {
            slices.entry(tag).or_default().push(answer);
        }
    }
    slices
        .into_iter()
        .map(|(name, members)| {
            let of = |is: fn(&Answer) -> bool| share(members.iter().copied(), is);
            Slice {
                name: name.to_owned(),
                tickets: members.len(),
                unit_accuracy_lenient: of(|answer| answer.score().lenient),
                unit_accuracy: of(|answer| answer.score().strict),
                unit_accuracy_at_3: of(|answer| answer.score().third),
                duty_accuracy: of(|answer| answer.score().duty),
            }
        })
        .collect()
}

/// Answers whose unit is neither right nor acceptable, the most confident first, and how many there are in all.
pub(super) fn mistakes(answers: &[Answer]) -> (Vec<Mistake>, usize) {
    let mut wrong: Vec<&Answer> = answers
        .iter()
        .filter(|answer| !answer.score().lenient)
        .collect();
    wrong.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let listed = wrong
        .iter()
        .take(MOST_MISTAKES)
        .map(|answer| Mistake {
            id: answer.id.clone(),
            unit: answer.unit.clone(),
            duty: answer.duty,
            answered: answer.answered.clone(),
            answered_duty: answer.answered_duty,
            confidence: answer.confidence,
            proposed: answer.suggested,
            words: answer.words.clone(),
        })
        .collect();
    (listed, wrong.len())
}
