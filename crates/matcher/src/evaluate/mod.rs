//! Measures a matcher on labelled tickets.

mod answer;
mod compare;
mod curve;
mod detail;
mod figure;
mod floor;
mod measures;
mod mistype;
mod random;
mod saved;

pub use self::compare::{Change, Comparison, Difference, McNemar, OtherTickets};
pub use self::curve::{CurvePoint, LabelledTickets, LearningCurve};
pub use self::figure::{Figure, Figures};
pub use self::floor::{Fall, Floor, FloorError};
pub use self::measures::{reliability, wilson};

use std::io::BufRead;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use self::answer::{Answer, Labelled, Score};
use self::mistype::{Writing, written};
use crate::Matcher;
use crate::report::{Latency, Report, Variant, Versions};
use crate::ticket::{LinesError, each_line};
use crate::vocabulary::hex;

/// Timed runs of each ticket; the fastest counts, so that a busy machine does not.
const RUNS: usize = 3;
/// An evaluation keeps about 300 bytes of each ticket; this many are enough for any figure.
const MOST_TICKETS: usize = 200_000;
/// Bytes of the hash that tells sets of tickets apart.
const DIGEST: usize = 8;

/// How a matcher answered labelled tickets: what every figure is computed from. Texts are not kept.
#[derive(Debug, Default)]
pub struct Evaluation {
    answers: Vec<Answer>,
    times: Vec<Duration>,
    latency: Option<Latency>,
    tickets: Vec<[u8; DIGEST]>,
    /// What [`Self::digest`] gave when this was saved.
    ticket_set: Option<String>,
    versions: Option<Versions>,
    writings: Vec<(Writing, Vec<Score>)>,
    seed: u64,
}

impl Evaluation {
    /// An evaluation of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Also answers each ticket without diacritics and with 5 and 10 % of its letters mistyped; the slips follow from
    /// `seed` and the text.
    #[must_use]
    pub fn with_other_writings(mut self, seed: u64) -> Self {
        self.seed = seed;
        self.writings = Writing::ALL
            .into_iter()
            .map(|writing| (writing, Vec::new()))
            .collect();
        self
    }

    /// Reads labelled tickets (`id`, `subject`, `body`, `unit`, `duty`, optionally `also`, `kind`, `style`), one JSON
    /// object a line, and keeps how `matcher` answers them. May be called for several files.
    ///
    /// # Errors
    /// [`LinesError`] at the first line that is no labelled ticket, and beyond 200,000 tickets.
    pub fn add(&mut self, matcher: &Matcher, input: impl BufRead) -> Result<(), LinesError> {
        each_line(input, |ticket: Labelled| self.ask(matcher, ticket))
    }

    fn ask(&mut self, matcher: &Matcher, ticket: Labelled) -> std::io::Result<()> {
        if self.answers.len() == MOST_TICKETS {
            return Err(std::io::Error::other(format!(
                "more than {MOST_TICKETS} tickets; measure a part of them"
            )));
        }
        let mut best = Duration::MAX;
        let mut suggestion = None;
        for _ in 0..RUNS {
            let start = Instant::now();
            suggestion = Some(matcher.suggest(&ticket.subject, &ticket.body));
            best = best.min(start.elapsed());
        }
        let Some(suggestion) = suggestion else {
            return Ok(());
        };
        self.versions.get_or_insert_with(|| Versions {
            ordinance: suggestion.ordinance.clone(),
            vocabulary: suggestion.vocabulary.clone(),
        });
        for (writing, scores) in &mut self.writings {
            let (subject, body) = written(&ticket.subject, &ticket.body, *writing, self.seed);
            scores.push(Score::of(&ticket, &matcher.suggest(&subject, &body)));
        }
        self.times.push(best);
        self.tickets.push(ticket.digest());
        self.answers.push(Answer::of(ticket, &suggestion));
        Ok(())
    }

    /// How many tickets were answered.
    pub fn tickets(&self) -> usize {
        self.answers.len()
    }

    /// The main figures.
    pub fn figures(&self) -> Figures {
        Figures::of(&self.scores())
    }

    /// Versions of the data the answers were made from; `None` before the first ticket.
    pub fn versions(&self) -> Option<&Versions> {
        self.versions.as_ref()
    }

    /// All figures; those of no tickets are 0.
    pub fn report(&self) -> Report {
        let scores = self.scores();
        let figures = Figures::of(&scores);
        let (mistakes, mistakes_in_all) = detail::mistakes(&self.answers);
        Report {
            tickets: scores.len(),
            unit_accuracy: figures.unit_strict,
            unit_accuracy_lenient: figures.unit,
            unit_accuracy_at_3: figures.unit_at_3,
            duty_accuracy: figures.duty,
            duty_mrr: figures.mrr,
            duty_accuracy_in_right_unit: measures::duty_in_right_unit(&scores),
            macro_recall: detail::macro_recall(&self.answers),
            calibration_error: figures.ece,
            suggested: figures.proposed,
            suggested_precision: figures.precision,
            decided_at_90: measures::decided_at(&scores, 0.90),
            decided_at_95: figures.decided,
            decided_at_98: measures::decided_at(&scores, 0.98),
            confusion: detail::confusion(&self.answers),
            slices: detail::slices(&self.answers),
            latency: self.latency(),
            versions: self.versions.clone().unwrap_or_default(),
            ticket_set: self.digest(),
            units: detail::units(&self.answers),
            duties: detail::duties(&self.answers),
            reliability: reliability(scores.iter().map(|score| (score.confidence, score.lenient))),
            coverage: measures::coverage(&scores),
            mistakes,
            mistakes_in_all,
            robustness: self.variants(figures.unit),
            learning_curve: None,
            comparison: None,
        }
    }

    fn scores(&self) -> Vec<Score> {
        self.answers.iter().map(Answer::score).collect()
    }

    fn variants(&self, unit: f64) -> Vec<Variant> {
        self.writings
            .iter()
            .map(|(writing, scores)| {
                let figures = Figures::of(scores);
                Variant {
                    name: writing.name().to_owned(),
                    loss_points: (unit - figures.unit) * 100.0,
                    figures,
                    seed: self.seed,
                }
            })
            .collect()
    }

    fn latency(&self) -> Latency {
        self.latency
            .unwrap_or_else(|| measures::latency(&self.times))
    }

    /// A hash of the tickets with their labels, in whatever order.
    fn digest(&self) -> String {
        if let Some(saved) = &self.ticket_set {
            return saved.clone();
        }
        let mut tickets = self.tickets.clone();
        tickets.sort_unstable();
        hex(&Sha256::digest(tickets.concat()))[..2 * DIGEST].to_owned()
    }
}

/// Reads labelled tickets as [`Evaluation::add`] does and measures how `matcher` answers them.
///
/// # Errors
/// [`LinesError`] at the first line that is no labelled ticket, and for a file without one.
pub fn evaluate(matcher: &Matcher, input: impl BufRead) -> Result<Report, LinesError> {
    let mut evaluation = Evaluation::new();
    evaluation.add(matcher, input)?;
    if evaluation.tickets() == 0 {
        return Err(LinesError::Line {
            line: 1,
            reason: "no labelled ticket in the file".to_owned(),
        });
    }
    Ok(evaluation.report())
}
