//! The main figures in words.

use charts::Format;
use matcher::{Figure, Report};
use texts::Texts;

/// Polish numbers.
pub(crate) const MARK: char = ',';

/// A figure with its name and what it means.
pub(crate) struct Measure {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) meaning: String,
}

/// `88,8 %`
pub(crate) fn percent(share: f64) -> String {
    Format::Percent(1).show(share, MARK)
}

/// `88,8 %`, or a dash for a share of nothing.
pub(crate) fn percent_of(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

/// A value of a figure: a share as per cent, the others as decimals.
pub(crate) fn shown(figure: Figure, value: f64) -> String {
    match figure {
        Figure::Mrr | Figure::Ece => Format::Decimal(3).show(value, MARK),
        _ => percent(value),
    }
}

/// The name of a figure.
pub(crate) fn name(figure: Figure, t: Texts) -> String {
    t.get(&format!("measure-{}", figure.name()))
}

/// All that is said at the top of the page.
pub(crate) fn measures(report: &Report, t: Texts) -> Vec<Measure> {
    let value = |figure| match figure {
        Figure::Unit => report.unit_accuracy_lenient,
        Figure::UnitStrict => report.unit_accuracy,
        Figure::UnitAt3 => report.unit_accuracy_at_3,
        Figure::Duty => report.duty_accuracy,
        Figure::Mrr => report.duty_mrr,
        Figure::Decided => report.decided_at_95,
        Figure::Proposed => report.suggested,
        Figure::Precision => report.suggested_precision,
        Figure::Ece => report.calibration_error,
    };
    let mut measures: Vec<Measure> = Figure::ALL
        .into_iter()
        .map(|figure| Measure {
            name: name(figure, t),
            value: shown(figure, value(figure)),
            meaning: t.get(&format!("measure-about-{}", figure.name())),
        })
        .collect();
    measures.push(Measure {
        name: t.get("measure-latency"),
        value: format!(
            "{}\u{a0}ms",
            Format::Decimal(2).show(report.latency.p99_ms, MARK)
        ),
        meaning: t.get("measure-about-latency"),
    });
    measures
}
