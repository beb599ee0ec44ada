//! What an evaluation found, as JSON and as a table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ordinance::UnitCode;
use serde::Serialize;

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
    /// Labelled unit → answered unit → count.
    pub confusion: Confusion,
    /// Lenient accuracy by style and kind of ticket.
    pub slices: Vec<Slice>,
    /// Time of one answer.
    pub latency: Latency,
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
}

/// Milliseconds of one answer, the fastest of three runs of each ticket.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Latency {
    /// Half of the tickets are answered within this.
    pub p50_ms: f64,
    /// 99 % are.
    pub p99_ms: f64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: f64| format!("{:.1} %", share * 100.0);
        let lines = [
            ("tickets", self.tickets.to_string()),
            ("unit acc@1", percent(self.unit_accuracy)),
            ("unit acc@1, lenient", percent(self.unit_accuracy_lenient)),
            ("unit acc@3", percent(self.unit_accuracy_at_3)),
            ("duty acc@1", percent(self.duty_accuracy)),
            (
                "duty acc@1 in the right unit",
                percent(self.duty_accuracy_in_right_unit),
            ),
            ("duty MRR", format!("{:.3}", self.duty_mrr)),
            ("macro recall", percent(self.macro_recall)),
            ("ECE, 10 bins", format!("{:.3}", self.calibration_error)),
            ("proposed", percent(self.suggested)),
            ("… precision, lenient", percent(self.suggested_precision)),
            ("decided at 95 % precision", percent(self.decided_at_95)),
            ("latency p50", format!("{:.2} ms", self.latency.p50_ms)),
            ("latency p99", format!("{:.2} ms", self.latency.p99_ms)),
        ];
        for (name, value) in lines {
            writeln!(f, "{name:<30} {value:>9}")?;
        }
        writeln!(f, "\nlabelled unit (rows) against the answer")?;
        write!(f, "{}", self.confusion)?;
        writeln!(f, "\nlenient acc@1 by style and kind")?;
        for slice in &self.slices {
            writeln!(
                f,
                "{:<30} {:>9} of {}",
                slice.name,
                percent(slice.unit_accuracy_lenient),
                slice.tickets
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Confusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: BTreeSet<&str> = self
            .rows
            .values()
            .flat_map(|row| row.keys().map(String::as_str))
            .collect();
        write!(f, "{:<8}", "")?;
        for column in &columns {
            write!(f, "{column:>8}")?;
        }
        writeln!(f)?;
        for (unit, row) in &self.rows {
            write!(f, "{unit:<8}")?;
            for column in &columns {
                match row.get(*column) {
                    Some(count) => write!(f, "{count:>8}")?,
                    None => write!(f, "{:>8}", "·")?,
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
