//! From past tickets to an adaptation.

use std::sync::Arc;

use ordinance::UnitCode;

use super::adaptation::{Adaptation, Parts, Shifts};
use super::extra::Extra;
use super::nearest::{Known, Nearest};
use super::planes::Task;
use super::select::{Kept, LeftOut, Reason, Selected};
use super::trust::{Said, believed};
use crate::Matcher;
use crate::confidence::{Calibration, best};
use crate::evidence::unit_scores;
use crate::features::Feature;
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
    let taught = Taught::new(&shipped, &texts);
    let all: Vec<usize> = (0..texts.len()).collect();
    let past = texts.iter().zip(&taught.rows).map(|(text, row)| Known {
        id: &text.kept.ticket.id,
        unit: &text.kept.ticket.unit,
        duty: text.duty.map(|duty| shipped.duties()[duty].reference),
        vector: row,
    });
    Adaptation::new(Parts {
        base: shipped.model_version().to_owned(),
        learned: texts.len(),
        left_out,
        shifts: taught.shifts(&all),
        calibration: taught.calibration(),
        nearest: Nearest::new(past),
        extra: Arc::clone(&taught.extra),
    })
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

/// The believed texts, read with their new words, and what the shipped model says of them.
struct Taught<'a> {
    texts: &'a [Text<'a>],
    extra: Arc<Extra>,
    /// The shipped matcher, knowing the new words but nothing about them.
    reader: Matcher,
    /// The texts with slips undone.
    tokens: Vec<Vec<Token>>,
    vectors: Vec<Vec<Feature>>,
    rows: Vec<Row>,
    /// By text and duty; by text and unit.
    scores: Vec<Vec<f32>>,
    units: Vec<Vec<f32>>,
}

impl<'a> Taught<'a> {
    fn new(shipped: &Matcher, texts: &'a [Text<'a>]) -> Self {
        let extra = Arc::new(words(shipped, texts));
        let reader = shipped.adapted_to(Arc::new(Adaptation::new(Parts {
            base: shipped.model_version().to_owned(),
            learned: texts.len(),
            left_out: LeftOut::default(),
            extra: Arc::clone(&extra),
            shifts: Shifts::default(),
            calibration: None,
            nearest: Nearest::default(),
        })));
        let read = |text: &Text<'_>| reader.corrected(&text.tokens);
        let tokens: Vec<Vec<Token>> = texts.iter().map(read).collect();
        let vectors: Vec<Vec<Feature>> = tokens.iter().map(|one| reader.vector(one)).collect();
        let scores: Vec<Vec<f32>> = tokens
            .iter()
            .zip(&vectors)
            .map(|(tokens, vector)| shipped.scores(tokens, vector))
            .collect();
        Self {
            texts,
            extra,
            rows: vectors.iter().map(|vector| row(vector)).collect(),
            units: scores
                .iter()
                .map(|one| unit_scores(one, shipped.duties()))
                .collect(),
            reader,
            tokens,
            vectors,
            scores,
        }
    }

    /// Learns from the chosen texts.
    fn shifts(&self, chosen: &[usize]) -> Shifts {
        let duties = self.reader.duties();
        let taught = |at: usize| &self.texts[chosen[at]];
        let sign = |is: bool| if is { 1.0 } else { -1.0 };
        let of_duties = Task {
            rows: &self.rows,
            chosen,
            offsets: &self.scores,
            teaches: &|class: usize, text: usize| {
                let duty = taught(text).duty?;
                (taught(text).unit == duties[class].unit).then(|| sign(duty == class))
            },
            features: self.extra.features(),
            classes: duties.len(),
            cost: DUTY_COST,
        };
        let of_units = Task {
            offsets: &self.units,
            teaches: &|class: usize, text: usize| Some(sign(taught(text).unit == class)),
            classes: self.units.first().map_or(0, Vec::len),
            cost: UNIT_COST,
            ..of_duties
        };
        let mut planes: Vec<Class> = of_duties.train(Class::new);
        planes.extend(of_units.train(Class::new));
        Shifts(Weights::new(&planes, self.extra.features()))
    }

    /// Has past tickets judged by what was learned from others, and fits the confidence to the outcome.
    fn calibration(&self) -> Option<Calibration> {
        let count = self.texts.len();
        let folds = if count >= MANY { 1 } else { FOLDS };
        if count / FOLDS * folds < LEAST_OUTCOMES {
            return None;
        }
        let mut outcomes = Vec::new();
        for fold in 0..folds {
            let (judged, taught): (Vec<usize>, Vec<usize>) =
                (0..count).partition(|at| at % FOLDS == fold);
            let shifts = self.shifts(&taught);
            for at in judged.into_iter().filter(|&at| !self.rows[at].is_empty()) {
                let mut scores = self.scores[at].clone();
                shifts.correct(&self.vectors[at], self.reader.duties(), &mut scores);
                let units = unit_scores(&scores, self.reader.duties());
                let tokens = (self.texts[at].tokens.as_slice(), self.tokens[at].as_slice());
                let evidence = self.reader.evidence_of(tokens, &units);
                outcomes.push((evidence, best(&units) == self.texts[at].unit));
            }
        }
        Some(self.reader.shipped_calibration().refit(&outcomes))
    }
}

/// Words and pairs of the texts that the shipped model does not know; slips that are undone are none.
fn words(shipped: &Matcher, texts: &[Text<'_>]) -> Extra {
    let requesters: Vec<&str> = texts
        .iter()
        .map(|text| text.kept.ticket.requester.as_str())
        .collect();
    let common = |tokens: &[Vec<Token>]| {
        let texts: Vec<(&[Token], &str)> = tokens
            .iter()
            .map(Vec::as_slice)
            .zip(requesters.iter().copied())
            .collect();
        Extra::common(shipped.features(), &texts)
    };
    let written: Vec<Vec<Token>> = texts.iter().map(|text| text.tokens.clone()).collect();
    let met = common(&written);
    let meant: Vec<Vec<Token>> = written
        .iter()
        .map(|tokens| shipped.corrected_but(tokens, |stem| met.knows(stem)))
        .collect();
    common(&meant)
}

fn row(vector: &[Feature]) -> Row {
    vector.iter().map(|f| (f.id, f.value)).collect()
}
