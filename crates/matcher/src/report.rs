//! What an evaluation found, as JSON and as a table.

mod text;

use std::collections::BTreeMap;

use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::evaluate::{Comparison, Figures, LearningCurve};
use crate::ticket::TicketId;

/// Figures of an evaluation; shares are 0–1. "Lenient" also accepts a unit listed in `also`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// How many tickets were read.
    pub tickets: usize,
    /// The first unit is the labelled one.
    pub unit_accuracy: f64,
    /// The first unit is the labelled one or one of `also`.
    pub unit_accuracy_lenient: f64,
    /// The labelled unit is among the first three.
    pub unit_accuracy_at_3: f64,
    /// First unit and its first duty are the labelled ones.
    pub duty_accuracy: f64,
    /// Mean of one over the rank of the labelled duty among all duties shown, by confidence of the unit times
    /// score of the duty; 0 when it is not shown.
    pub duty_mrr: f64,
    /// The first duty is the labelled one, among tickets whose first unit is right.
    pub duty_accuracy_in_right_unit: f64,
    /// Mean over units of the share of their tickets found.
    pub macro_recall: f64,
    /// Expected calibration error over ten bins of confidence, against lenient rightness.
    pub calibration_error: f64,
    /// The share of tickets for which a unit was proposed.
    pub suggested: f64,
    /// Lenient rightness of what was proposed.
    pub suggested_precision: f64,
    /// The largest share that could be decided, most confident first, at 95 % lenient precision.
    pub decided_at_95: f64,
    /// The same at 90 %.
    pub decided_at_90: f64,
    /// The same at 98 %.
    pub decided_at_98: f64,
    /// Labelled unit → answered unit → count.
    pub confusion: Confusion,
    /// Lenient accuracy by style and kind of ticket.
    pub slices: Vec<Slice>,
    /// Time of one answer.
    pub latency: Latency,
    /// What the answers were made from.
    pub versions: Versions,
    /// A hash of the tickets with their labels.
    pub ticket_set: String,
    /// Every unit that is a label or an answer.
    pub units: Vec<UnitFigures>,
    /// Every duty that is a label or a first answer.
    pub duties: Vec<DutyFigures>,
    /// Confidence against lenient rightness.
    pub reliability: Vec<Bin>,
    /// How right the most confident 1 %, 2 % … 100 % are.
    pub coverage: Vec<CoveragePoint>,
    /// Wrong units, the most confident first; at most 500.
    pub mistakes: Vec<Mistake>,
    /// How many there are.
    pub mistakes_in_all: usize,
    /// The same tickets written otherwise; empty unless asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub robustness: Vec<Variant>,
    /// After past tickets, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learning_curve: Option<LearningCurve>,
    /// Against another version, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
}

/// Versions of the data that answers were made from, as a suggestion names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// `1756/2022@<hash>`.
    pub ordinance: String,
    /// Vocabulary and model, `<declared>@<hash>+<hash>`.
    pub vocabulary: String,
}

/// One unit; a share of nothing is `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitFigures {
    /// The unit.
    pub unit: UnitCode,
    /// Tickets labelled with it.
    pub tickets: usize,
    /// Tickets answered by it.
    pub answered: usize,
    /// Of its tickets, the share answered by it.
    pub recall: Option<f64>,
    /// Lower end of Wilson's 95 % interval of the recall.
    pub recall_low: f64,
    /// Upper end.
    pub recall_high: f64,
    /// Of its tickets, the share answered by it or by another acceptable unit.
    pub recall_lenient: Option<f64>,
    /// Of its tickets, the share for which it is among the first three.
    pub recall_at_3: Option<f64>,
    /// Of the tickets answered by it, the share labelled with it.
    pub precision: Option<f64>,
    /// Of the tickets answered by it, the share for which it is right or acceptable.
    pub precision_lenient: Option<f64>,
}

/// One duty; a share of nothing is `null`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DutyFigures {
    /// The provision.
    pub duty: Reference,
    /// Its unit.
    pub unit: UnitCode,
    /// Tickets labelled with it.
    pub tickets: usize,
    /// Tickets first answered by it.
    pub answered: usize,
    /// Of its tickets, the share first answered by it.
    pub recall: Option<f64>,
    /// Of its tickets, the share for which it is shown at all.
    pub shown: Option<f64>,
    /// Of the tickets first answered by it, the share labelled with it.
    pub precision: Option<f64>,
}

/// Answers of like confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// The least confidence.
    pub from: f64,
    /// Confidence is below this; in the last bin, at most this.
    pub to: f64,
    /// How many answers.
    pub tickets: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub accuracy: f64,
}

/// The most confident part of the answers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CoveragePoint {
    /// How large the part is.
    pub share: f64,
    /// The share of it that is right or acceptable.
    pub precision: f64,
    /// The least confidence in it.
    pub confidence: f64,
}

/// An answer whose unit is neither right nor acceptable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    /// The ticket.
    pub id: TicketId,
    /// The right unit.
    pub unit: UnitCode,
    /// The right duty.
    pub duty: Reference,
    /// The unit answered, if any.
    pub answered: Option<UnitCode>,
    /// The duty answered.
    pub answered_duty: Option<Reference>,
    /// How sure it was.
    pub confidence: f64,
    /// Whether it was proposed, or only led the ranking.
    pub proposed: bool,
    /// The words that decided, as typed.
    pub words: Vec<String>,
}

/// The same tickets written otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variant {
    /// `no_diacritics`; `mistyped_5` and `mistyped_10`: 5 and 10 % of the letters are left out, swapped with the next,
    /// struck beside their key or together with a key beside, each of the four as likely.
    pub name: String,
    /// Figures of this writing.
    pub figures: Figures,
    /// Points of `unit` lost against the tickets as written.
    pub loss_points: f64,
    /// What the slips follow from, with the text.
    pub seed: u64,
}

/// Labelled units (rows) against answered ones (columns).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Confusion {
    /// Row, column, count; the column `none` counts tickets without an answer.
    pub rows: BTreeMap<UnitCode, BTreeMap<String, usize>>,
}

/// The tickets of one style or kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slice {
    /// The tag.
    pub name: String,
    /// How many have it.
    pub tickets: usize,
    /// As in [`Report`].
    pub unit_accuracy_lenient: f64,
    /// As in [`Report`].
    pub unit_accuracy: f64,
    /// As in [`Report`].
    pub unit_accuracy_at_3: f64,
    /// As in [`Report`].
    pub duty_accuracy: f64,
}

/// Milliseconds of one answer, the fastest of three runs of each ticket.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Latency {
    /// Half of the tickets are answered within this.
    pub p50_ms: f64,
    /// 99 % are.
    pub p99_ms: f64,
}
