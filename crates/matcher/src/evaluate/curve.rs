//! How much past tickets help: the same tickets by turns as past and as new ones.

use std::io::BufRead;
use std::sync::Arc;

use serde::Serialize;

use super::answer::{Labelled, Score};
use super::figure::Figures;
use super::random::Random;
use crate::Matcher;
use crate::history::{Caps, History, PastTicket, adapt};
use crate::ticket::{LinesError, each_line};

/// How many past tickets are learned from; where there are fewer, all of them.
const SIZES: [usize; 5] = [0, 50, 100, 200, 400];
/// A curve keeps the texts of its tickets; this many are enough.
const MOST_TICKETS: usize = 20_000;
/// The same for the bytes of these texts.
const MOST_BYTES: usize = 64 << 20;
/// The past tickets are taken as decided by so many operators in turn, and each as asked by another person.
const OPERATORS: usize = 5;

/// Labelled tickets with their texts.
#[derive(Debug, Default)]
pub struct LabelledTickets {
    tickets: Vec<Labelled>,
    bytes: usize,
}

/// Figures by number of past tickets that were learned from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LearningCurve {
    /// Into how many parts the tickets were divided.
    pub folds: usize,
    /// What the division follows from.
    pub seed: u64,
    /// How many tickets were asked; each once for every point.
    pub tickets: usize,
    /// From none to as many past tickets as there are.
    pub points: Vec<CurvePoint>,
}

/// What past tickets come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// How many there were to learn from.
    pub past: usize,
    /// Figures of the tickets that were not among them.
    pub figures: Figures,
}

impl LabelledTickets {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads tickets as [`super::Evaluation::add`] does.
    ///
    /// # Errors
    /// [`LinesError`] at the first line that is no labelled ticket, and beyond 20,000 tickets or 64 MiB of text.
    pub fn add(&mut self, input: impl BufRead) -> Result<(), LinesError> {
        each_line(input, |ticket: Labelled| {
            self.bytes += ticket.subject.len() + ticket.body.len();
            if self.tickets.len() == MOST_TICKETS || self.bytes > MOST_BYTES {
                return Err(std::io::Error::other(format!(
                    "a learning curve takes at most {MOST_TICKETS} tickets and {} MiB of text; measure a part of them",
                    MOST_BYTES >> 20
                )));
            }
            self.tickets.push(ticket);
            Ok(())
        })
    }

    /// How many tickets there are.
    pub fn len(&self) -> usize {
        self.tickets.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tickets.is_empty()
    }

    /// Cross-validation: the tickets are shuffled by `seed` and dealt into `folds` parts (at least two). Each part is
    /// asked of a matcher that has learned from 0, 50, 100, 200 and 400 tickets of the other parts, or from all of
    /// these where they are fewer. All tickets count as different people's, so that no cap of the selection applies; nothing is
    /// left out as private.
    pub fn learning_curve(&self, matcher: &Matcher, folds: usize, seed: u64) -> LearningCurve {
        let folds = folds.max(2);
        let mut order: Vec<&Labelled> = self.tickets.iter().collect();
        Random::new(seed).shuffle(&mut order);
        let others = order.len() - order.len().div_ceil(folds);
        let mut sizes = SIZES.map(|size| size.min(others)).to_vec();
        sizes.dedup();
        let points = sizes
            .into_iter()
            .map(|past| {
                let scores: Vec<Score> = (0..folds)
                    .flat_map(|fold| scores(matcher, &order, folds, fold, past))
                    .collect();
                CurvePoint {
                    past,
                    figures: Figures::of(&scores),
                }
            })
            .collect();
        LearningCurve {
            folds,
            seed,
            tickets: order.len(),
            points,
        }
    }
}

/// How right the tickets of one part are answered after `past` tickets of the others.
fn scores(
    matcher: &Matcher,
    order: &[&Labelled],
    folds: usize,
    fold: usize,
    past: usize,
) -> Vec<Score> {
    let part = |wanted: bool| {
        let dealt = order.iter().enumerate();
        dealt.filter(move |(at, _)| (at % folds == fold) == wanted)
    };
    let adapted = (past > 0).then(|| {
        let tickets = part(false)
            .take(past)
            .map(|(at, ticket)| past_ticket(ticket, at))
            .collect();
        let selected = History::select(tickets, &no_caps()).with_all_learned();
        matcher.adapted_to(Arc::new(adapt(matcher, &selected)))
    });
    let matcher = adapted.as_ref().unwrap_or(matcher);
    part(true)
        .map(|(_, ticket)| {
            let suggestion = matcher.suggest(&ticket.subject, &ticket.body);
            Score::of(ticket, &suggestion)
        })
        .collect()
}

fn past_ticket(ticket: &Labelled, at: usize) -> PastTicket {
    PastTicket {
        id: format!("{at}"),
        subject: ticket.subject.clone(),
        body: ticket.body.clone(),
        unit: ticket.unit.clone(),
        duty: Some(ticket.duty),
        decided_by: format!("operator {}", at % OPERATORS),
        requester: format!("requester {at}"),
        at: i64::try_from(at).unwrap_or(i64::MAX),
    }
}

/// Lets every ticket in.
fn no_caps() -> Caps {
    Caps {
        tickets: usize::MAX,
        per_requester: usize::MAX,
        per_requester_and_day: usize::MAX,
        per_decider: usize::MAX,
        per_decider_and_day: usize::MAX,
        duty_share: 1.0,
        private_units: Vec::new(),
        private_duties: Vec::new(),
    }
}
