//! From past tickets to an adaptation.

use std::panic::resume_unwind;
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
use crate::matcher::restore;
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
    /// With slips undone as the shipped model does, and what that says: a score for each duty.
    corrected: Vec<Token>,
    scores: Vec<f32>,
    row: Row,
    unit: usize,
    /// Only a duty of the unit.
    duty: Option<usize>,
}

/// The tickets that are believed; the others are noted.
fn texts<'a>(shipped: &Matcher, kept: &'a [Kept], left_out: &mut LeftOut) -> Vec<Text<'a>> {
    let read = in_parallel(kept, |one| read(shipped, one));
    let mut texts: Vec<Text<'a>> = Vec::new();
    for text in read {
        match text {
            Some(text) => texts.push(text),
            None => left_out.note(Reason::UnknownUnit),
        }
    }
    let said: Vec<Said<'_>> = texts
        .iter()
        .map(|text| Said {
            decider: &text.kept.ticket.decided_by,
            requester: &text.kept.ticket.requester,
            unit: text.unit,
            contradicts: best(&unit_scores(&text.scores, shipped.duties())) != text.unit,
            flood: text.kept.flood,
            vector: &text.row,
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

/// A ticket as the shipped model reads it; `None` when it has no such unit.
fn read<'a>(shipped: &Matcher, kept: &'a Kept) -> Option<Text<'a>> {
    let ticket = &kept.ticket;
    let unit = shipped.unit_number(&ticket.unit)?;
    let duty = ticket.duty.and_then(|duty| shipped.number(&duty));
    let tokens = shipped.lexicon().tokens(own_words(&ticket.text()));
    let corrected = shipped.corrected(&tokens);
    let vector = shipped.vector(&corrected);
    Some(Text {
        kept,
        tokens,
        scores: shipped.scores(&corrected, &vector),
        row: row(&vector),
        corrected,
        unit,
        duty: duty.filter(|&duty| shipped.duties()[duty].unit == unit),
    })
}

/// What `make` makes of each, in order, by two at work.
fn in_parallel<'t, T: Sync, R: Send>(all: &'t [T], make: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    let (one, other) = all.split_at(all.len() / 2);
    let work = |part: &'t [T]| part.iter().map(&make).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| work(other));
        let mut made = work(one);
        made.extend(second.join().unwrap_or_else(|panic| resume_unwind(panic)));
        made
    })
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
        let read = in_parallel(texts, |text| {
            let mut tokens = text.corrected.clone();
            let changed = restore(&mut tokens, &text.tokens, |stem| extra.knows(stem));
            let vector = reader.vector(&tokens);
            let scores = if changed {
                shipped.scores(&tokens, &vector)
            } else {
                text.scores.clone()
            };
            (tokens, vector, scores)
        });
        let mut tokens: Vec<Vec<Token>> = Vec::new();
        let mut vectors: Vec<Vec<Feature>> = Vec::new();
        let mut scores: Vec<Vec<f32>> = Vec::new();
        for (one, vector, score) in read {
            tokens.push(one);
            vectors.push(vector);
            scores.push(score);
        }
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
    let meant: Vec<Vec<Token>> = texts
        .iter()
        .map(|text| {
            let mut tokens = text.corrected.clone();
            restore(&mut tokens, &text.tokens, |stem| met.knows(stem));
            tokens
        })
        .collect();
    common(&meant)
}

fn row(vector: &[Feature]) -> Row {
    vector.iter().map(|f| (f.id, f.value)).collect()
}
