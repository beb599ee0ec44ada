//! Whether what was learned ranks no worse than before, on tickets it has not learned from.

use ordinance::UnitCode;
use serde::Serialize;

use super::learning::held_out;
use super::select::Selected;
use crate::{Examples, Matcher};

/// At least so many of the shipped examples are asked, if there are so many.
const SAMPLE: usize = 1_000;
/// Of the shipped examples the candidate may answer this share fewer than the shipped model does, 0–1.
const MAY_LOSE: f64 = 0.02;

/// Which half of the standing set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Shipped examples: what every office asks.
    Shipped,
    /// Past tickets that were never learned from.
    Past,
}

/// A text with the units that are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// First line.
    pub subject: String,
    /// The rest.
    pub body: String,
    /// Units that are right, the best first.
    pub units: Vec<UnitCode>,
    /// Where it comes from.
    pub half: Half,
}

/// What a candidate is tried on.
#[derive(Clone, Debug, Default)]
pub struct Standing(Vec<Labelled>);

impl Standing {
    /// Every n-th of the shipped examples, so that they are about 1,000, always the same; and the believed past
    /// tickets of the held-out fifth.
    pub fn new(matcher: &Matcher, examples: &Examples, selected: &Selected) -> Self {
        let step = (examples.all().len() / SAMPLE).max(1);
        let mut all: Vec<Labelled> = Vec::new();
        for example in examples.all().iter().step_by(step) {
            let Some(duty) = matcher.number(&example.duty) else {
                continue;
            };
            let unit = matcher.unit_code(matcher.duties()[duty].unit).clone();
            all.push(Labelled {
                subject: example.subject.clone(),
                body: example.body.clone(),
                units: std::iter::once(unit).chain(example.also.clone()).collect(),
                half: Half::Shipped,
            });
        }
        let past = held_out(matcher, selected).into_iter();
        all.extend(past.map(|(subject, body, unit)| Labelled {
            subject,
            body,
            units: vec![unit],
            half: Half::Past,
        }));
        Self(all)
    }

    /// The texts.
    pub fn all(&self) -> &[Labelled] {
        &self.0
    }
}

/// How often two matchers were right on one half.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// Texts asked.
    pub tickets: usize,
    /// Right by the one in force.
    pub current: usize,
    /// Right by the candidate.
    pub candidate: usize,
    /// Right by the one in force, wrong by the candidate.
    pub lost: usize,
    /// The other way round.
    pub won: usize,
}

/// The figures of a trial. Right is a first unit that is one of those accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Trial {
    /// On the shipped examples; `current` is the shipped model, so that no chain of refits drifts away from it.
    pub shipped: Tried,
    /// On held-out past tickets.
    pub past: Tried,
}

/// Whether the candidate may be put in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// No worse on either half.
    Accepted {
        /// How often each was right.
        figures: Trial,
    },
    /// Worse.
    Refused {
        /// How often each was right.
        figures: Trial,
        /// Where it is worse, the shipped examples first.
        half: Half,
    },
}

impl Verdict {
    /// How often each was right.
    pub fn figures(&self) -> &Trial {
        match self {
            Self::Accepted { figures } | Self::Refused { figures, .. } => figures,
        }
    }

    /// Whether it may be put in force.
    pub fn is_accepted(&self) -> bool {
        matches!(self, Self::Accepted { .. })
    }
}

/// Asks both matchers every text of the standing set.
///
/// The candidate is refused when it answers more than 2 % of the shipped examples worse than the shipped model, or when
/// on past tickets it loses so many more than it wins that chance would seldom do it: more than the square root of
/// the tickets on which the two differ, and more than one. About a millisecond for each text.
pub fn trial(current: &Matcher, candidate: &Matcher, standing: &[Labelled]) -> Verdict {
    let shipped = current.shipped();
    let mut figures = Trial::default();
    for text in standing {
        let (before, tried) = match text.half {
            Half::Shipped => (&shipped, &mut figures.shipped),
            Half::Past => (current, &mut figures.past),
        };
        let right = |matcher: &Matcher| {
            let suggestion = matcher.suggest(&text.subject, &text.body);
            let first = suggestion.units.first();
            first.is_some_and(|first| text.units.contains(&first.unit))
        };
        tried.note(right(before), right(candidate));
    }
    let refused = |half| Verdict::Refused { figures, half };
    if figures.shipped.deficit() as f64 > MAY_LOSE * figures.shipped.tickets as f64 {
        refused(Half::Shipped)
    } else if figures.past.is_worse() {
        refused(Half::Past)
    } else {
        Verdict::Accepted { figures }
    }
}

impl Tried {
    fn note(&mut self, current: bool, candidate: bool) {
        self.tickets += 1;
        self.current += usize::from(current);
        self.candidate += usize::from(candidate);
        self.lost += usize::from(current && !candidate);
        self.won += usize::from(candidate && !current);
    }

    /// How many fewer are right.
    fn deficit(&self) -> usize {
        self.current.saturating_sub(self.candidate)
    }

    fn is_worse(&self) -> bool {
        let differ = (self.lost + self.won) as f64;
        self.deficit() > 1 && self.deficit() as f64 > differ.sqrt()
    }
}
