//! An evaluation as text for a terminal.

use std::collections::BTreeSet;
use std::fmt;

use super::{Confusion, Report, UnitFigures};
use crate::evaluate::{Comparison, LearningCurve};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            ("decided at 90 % precision", percent(self.decided_at_90)),
            ("decided at 95 % precision", percent(self.decided_at_95)),
            ("decided at 98 % precision", percent(self.decided_at_98)),
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
        writeln!(f, "\nby unit")?;
        units(f, &self.units)?;
        if !self.robustness.is_empty() {
            writeln!(
                f,
                "\nwritten otherwise (lenient acc@1, loss in points, duty acc@1)"
            )?;
        }
        for variant in &self.robustness {
            writeln!(
                f,
                "{:<30} {:>9} {:>7.1} {:>9}",
                variant.name,
                percent(variant.figures.unit),
                variant.loss_points,
                percent(variant.figures.duty)
            )?;
        }
        if let Some(curve) = &self.learning_curve {
            write!(f, "\n{curve}")?;
        }
        if let Some(comparison) = &self.comparison {
            write!(f, "\n{comparison}")?;
        }
        Ok(())
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn units(f: &mut fmt::Formatter<'_>, units: &[UnitFigures]) -> fmt::Result {
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    writeln!(
        f,
        "{:<8}{:>8}{:>10}{:>16}{:>10}{:>11}",
        "unit", "tickets", "recall", "95 % interval", "answered", "precision"
    )?;
    for unit in units {
        let interval = format!(
            "{:.0}–{:.0} %",
            unit.recall_low * 100.0,
            unit.recall_high * 100.0
        );
        writeln!(
            f,
            "{:<8}{:>8}{:>10}{:>16}{:>10}{:>11}",
            unit.unit.as_str(),
            unit.tickets,
            share(unit.recall),
            if unit.tickets == 0 { "–" } else { &interval },
            unit.answered,
            share(unit.precision)
        )?;
    }
    Ok(())
}

impl fmt::Display for LearningCurve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "after past tickets ({}-fold cross-validation, seed {})",
            self.folds, self.seed
        )?;
        writeln!(
            f,
            "{:>6}{:>10}{:>13}{:>11}{:>12}{:>8}{:>14}{:>8}",
            "past",
            "acc@1",
            "acc@1 strict",
            "unit acc@3",
            "duty acc@1",
            "MRR",
            "decided 95 %",
            "ECE"
        )?;
        for point in &self.points {
            let figures = &point.figures;
            writeln!(
                f,
                "{:>6}{:>10}{:>13}{:>11}{:>12}{:>8.3}{:>14}{:>8.3}",
                point.past,
                percent(figures.unit),
                percent(figures.unit_strict),
                percent(figures.unit_at_3),
                percent(figures.duty),
                figures.mrr,
                percent(figures.decided),
                figures.ece
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "against {}", self.before.vocabulary)?;
        writeln!(
            f,
            "{:<14}{:>9}{:>9}{:>12}{:>22}",
            "", "before", "now", "difference", "95 % interval"
        )?;
        for one in &self.figures {
            writeln!(
                f,
                "{:<14}{:>9.4}{:>9.4}{:>+12.4}{:>22}",
                one.figure.name(),
                one.before,
                one.after,
                one.difference,
                format!("{:+.4} … {:+.4}", one.low, one.high)
            )?;
        }
        for (name, test) in [("unit", self.unit), ("duty", self.duty)] {
            let p = if test.p < 0.0001 {
                "< 0.0001".to_owned()
            } else {
                format!("= {:.4}", test.p)
            };
            writeln!(
                f,
                "{name}: {} tickets became right, {} wrong; McNemar's exact test p {p}",
                test.only_after, test.only_before
            )?;
        }
        writeln!(
            f,
            "intervals: paired bootstrap of {} draws, seed {}",
            self.draws, self.seed
        )
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
