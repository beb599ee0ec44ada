//! From past tickets to an adaptation.

use std::sync::Arc;

use ordinance::UnitCode;

use super::adaptation::{Adaptation, Parts};
use super::extra::Extra;
use super::nearest::{Known, Nearest};
use super::planes::Task;
use super::select::{Kept, LeftOut, Reason, Selected};
use super::trust::{Said, believed};
use crate::Matcher;
use crate::confidence::{Calibration, best};
use crate::evidence::unit_scores;
use crate::lexicon::Token;
use crate::own_words::own_words;
use crate::svm::Row;
use crate::weights::{Class, Weights};

/// What a past ticket on the wrong side costs a unit, and a duty of its unit; chosen in `docs/routing.md`.
const UNIT_COST: f32 = 0.5;
const DUTY_COST: f32 = 0.3;
/// As many parts of the past tickets are each judged by an adaptation that has not seen them.
const FOLDS: usize = 5;
/// From this many past tickets on one such part is enough.
const MANY: usize = 1_000;
/// The shipped confidence is kept below this many judged tickets.
const LEAST_OUTCOMES: usize = 200;

/// Learns from selected past tickets, on top of the shipped model of `matcher` (whatever it is adapted to).
///
/// Corrects the units by linear support vector machines around the shipped scores, and in each unit the order of its
/// duties; words that the shipped model does not know count once two requesters used them. From 200 past tickets on,
/// the confidence is fitted anew to past tickets judged by an adaptation that has not seen them. A second for 1,000
/// tickets on two cores; the same tickets give the same bytes.
pub fn adapt(matcher: &Matcher, selected: &Selected) -> Adaptation {
    let shipped = matcher.shipped();
    let mut left_out = selected.left_out().clone();
    let texts = texts(&shipped, &selected.learned, &mut left_out);
    let all: Vec<usize> = (0..texts.len()).collect();
    let calibration = calibrate(&shipped, &texts);
    fit(&shipped, &texts, &all, calibration, left_out)
}

/// A past ticket as it is learned from.
struct Text<'a> {
    kept: &'a Kept,
    /// As written: no slip undone.
    tokens: Vec<Token>,
    unit: usize,
    /// Only a duty of the unit.
    duty: Option<usize>,
}

/// The tickets that are believed; the others are noted.
fn texts<'a>(shipped: &Matcher, kept: &'a [Kept], left_out: &mut LeftOut) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    for one in kept {
        let ticket = &one.ticket;
        let Some(unit) = shipped.unit_number(&ticket.unit) else {
            left_out.note(Reason::UnknownUnit);
            continue;
        };
        let duty = ticket.duty.and_then(|duty| shipped.number(&duty));
        texts.push(Text {
            kept: one,
            tokens: shipped.lexicon().tokens(own_words(&ticket.text())),
            unit,
            duty: duty.filter(|&duty| shipped.duties()[duty].unit == unit),
        });
    }
    let read: Vec<(usize, Row)> = texts
        .iter()
        .map(|text| {
            let tokens = shipped.corrected(&text.tokens);
            let vector = shipped.vector(&tokens);
            let scores = unit_scores(&shipped.scores(&tokens, &vector), shipped.duties());
            (
                best(&scores),
                vector.iter().map(|f| (f.id, f.value)).collect(),
            )
        })
        .collect();
    let said: Vec<Said<'_>> = texts
        .iter()
        .zip(&read)
        .map(|(text, (first, vector))| Said {
            decider: &text.kept.ticket.decided_by,
            requester: &text.kept.ticket.requester,
            unit: text.unit,
            contradicts: *first != text.unit,
            flood: text.kept.flood,
            vector,
        })
        .collect();
    let mut believed = believed(&said).into_iter();
    texts.retain(|_| {
        let kept = believed.next().unwrap_or(false);
        if !kept {
            left_out.note(Reason::Alone);
        }
        kept
    });
    texts
}

/// The tickets of `selected` that are held out and believed: what an adaptation is tried on.
pub(super) fn held_out(matcher: &Matcher, selected: &Selected) -> Vec<(String, String, UnitCode)> {
    let shipped = matcher.shipped();
    texts(&shipped, &selected.held_out, &mut LeftOut::default())
        .into_iter()
        .map(|text| {
            let ticket = &text.kept.ticket;
            (
                ticket.subject.clone(),
                ticket.body.clone(),
                ticket.unit.clone(),
            )
        })
        .collect()
}

/// Learns from the chosen texts.
fn fit(
    shipped: &Matcher,
    texts: &[Text<'_>],
    chosen: &[usize],
    calibration: Option<Calibration>,
    left_out: LeftOut,
) -> Adaptation {
    let taught: Vec<&Text<'_>> = chosen.iter().map(|&at| &texts[at]).collect();
    let (extra, tokens) = words(shipped, &taught);
    let duties = shipped.duties();
    let mut rows: Vec<Row> = Vec::new();
    let mut scores: Vec<Vec<f32>> = Vec::new();
    for tokens in &tokens {
        let mut vector = shipped.vector(tokens);
        scores.push(shipped.scores(tokens, &vector));
        extra.extend(&mut vector, tokens);
        rows.push(vector.iter().map(|f| (f.id, f.value)).collect());
    }
    let units: Vec<Vec<f32>> = scores.iter().map(|one| unit_scores(one, duties)).collect();
    let sign = |is: bool| if is { 1.0 } else { -1.0 };
    let of_duties = Task {
        rows: &rows,
        offsets: &scores,
        teaches: &|class: usize, text: usize| {
            let duty = taught[text].duty?;
            (taught[text].unit == duties[class].unit).then(|| sign(duty == class))
        },
        features: extra.features(),
        classes: duties.len(),
        cost: DUTY_COST,
    };
    let of_units = Task {
        offsets: &units,
        teaches: &|class: usize, text: usize| Some(sign(taught[text].unit == class)),
        classes: units.first().map_or(0, Vec::len),
        cost: UNIT_COST,
        ..of_duties
    };
    let mut planes: Vec<Class> = of_duties.train(Class::new);
    planes.extend(of_units.train(Class::new));
    let past = taught.iter().zip(&rows).map(|(text, row)| Known {
        id: &text.kept.ticket.id,
        unit: &text.kept.ticket.unit,
        duty: text.duty.map(|duty| duties[duty].reference),
        vector: row,
    });
    Adaptation::new(Parts {
        base: shipped.model_version().to_owned(),
        learned: taught.len(),
        left_out,
        weights: Weights::new(&planes, extra.features()),
        calibration,
        nearest: Nearest::new(past),
        extra,
    })
}

/// New words of the texts, and the texts with slips undone that these do not explain.
fn words(shipped: &Matcher, taught: &[&Text<'_>]) -> (Extra, Vec<Vec<Token>>) {
    let known = shipped.features();
    let requesters = || {
        taught
            .iter()
            .map(|text| text.kept.ticket.requester.as_str())
    };
    let written: Vec<(&[Token], &str)> = taught
        .iter()
        .map(|text| text.tokens.as_slice())
        .zip(requesters())
        .collect();
    let met = Extra::common(known, &written);
    let tokens: Vec<Vec<Token>> = taught
        .iter()
        .map(|text| shipped.corrected_but(&text.tokens, |stem| met.knows(stem)))
        .collect();
    let meant: Vec<(&[Token], &str)> = tokens.iter().map(Vec::as_slice).zip(requesters()).collect();
    (Extra::common(known, &meant), tokens)
}

/// Has past tickets judged by an adaptation that has not seen them, and fits the confidence to the outcome.
fn calibrate(shipped: &Matcher, texts: &[Text<'_>]) -> Option<Calibration> {
    let folds = if texts.len() >= MANY { 1 } else { FOLDS };
    if texts.len() / FOLDS * folds < LEAST_OUTCOMES {
        return None;
    }
    let mut outcomes = Vec::new();
    for fold in 0..folds {
        let (judged, taught): (Vec<usize>, Vec<usize>) =
            (0..texts.len()).partition(|at| at % FOLDS == fold);
        let adaptation = fit(shipped, texts, &taught, None, LeftOut::default());
        let adapted = shipped.adapted_to(Arc::new(adaptation));
        for at in judged {
            let text = &texts[at];
            if let Some((first, evidence)) = adapted.judged(&text.tokens) {
                outcomes.push((evidence, first == text.unit));
            }
        }
    }
    Some(shipped.shipped_calibration().refit(&outcomes))
}
