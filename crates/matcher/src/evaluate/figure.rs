//! The main figures and their names.

use serde::{Deserialize, Serialize};

use super::answer::Score;
use super::measures::{calibration_error, decided_at, mean, share};

/// The precision at which the decided share is a main figure.
const PRECISION: f64 = 0.95;

/// A main figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// The first unit is right or acceptable.
    Unit,
    /// The first unit is the labelled one.
    UnitStrict,
    /// The labelled unit is among the first three.
    UnitAt3,
    /// The first unit and its first duty are the labelled ones.
    Duty,
    /// Mean of one over the place of the labelled duty.
    Mrr,
    /// Share that could be decided, most confident first, at 95 % right.
    Decided,
    /// Share for which a unit was proposed.
    Proposed,
    /// Rightness of what was proposed.
    Precision,
    /// Expected calibration error over ten bins; the lower the better.
    Ece,
}

impl Figure {
    /// All, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Unit,
        Self::UnitStrict,
        Self::UnitAt3,
        Self::Duty,
        Self::Mrr,
        Self::Decided,
        Self::Proposed,
        Self::Precision,
        Self::Ece,
    ];

    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::UnitStrict => "unit_strict",
            Self::UnitAt3 => "unit_at_3",
            Self::Duty => "duty",
            Self::Mrr => "mrr",
            Self::Decided => "decided",
            Self::Proposed => "proposed",
            Self::Precision => "precision",
            Self::Ece => "ece",
        }
    }

    /// The figure with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.name() == name)
    }

    /// How much worse `now` is than `before`; negative when better.
    pub fn loss(self, before: f64, now: f64) -> f64 {
        match self {
            Self::Ece => now - before,
            _ => before - now,
        }
    }
}

/// The main figures of an evaluation, shares 0–1; each as in [`Figure`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "each field is described by the variant of its name"
)]
pub struct Figures {
    pub unit: f64,
    pub unit_strict: f64,
    pub unit_at_3: f64,
    pub duty: f64,
    pub mrr: f64,
    pub decided: f64,
    pub proposed: f64,
    pub precision: f64,
    pub ece: f64,
}

impl Figures {
    pub(crate) fn of(scores: &[Score]) -> Self {
        let all = || scores.iter();
        Self {
            unit: share(all(), |score| score.lenient),
            unit_strict: share(all(), |score| score.strict),
            unit_at_3: share(all(), |score| score.third),
            duty: share(all(), |score| score.duty),
            mrr: mean(all().map(Score::reciprocal_rank)),
            decided: decided_at(scores, PRECISION),
            proposed: share(all(), |score| score.suggested),
            precision: share(all().filter(|score| score.suggested), |score| score.lenient),
            ece: calibration_error(scores),
        }
    }

    /// One of them.
    pub fn get(&self, figure: Figure) -> f64 {
        match figure {
            Figure::Unit => self.unit,
            Figure::UnitStrict => self.unit_strict,
            Figure::UnitAt3 => self.unit_at_3,
            Figure::Duty => self.duty,
            Figure::Mrr => self.mrr,
            Figure::Decided => self.decided,
            Figure::Proposed => self.proposed,
            Figure::Precision => self.precision,
            Figure::Ece => self.ece,
        }
    }
}
