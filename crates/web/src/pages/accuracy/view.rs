//! Figures as the page shows them.

use std::collections::BTreeSet;

use charts::{Axis, Dot, Format, Frame, ScatterChart};
use domain::{Accuracy, Desk, Judged};
use jiff::Timestamp;
use store::learning::{Filed, Gap};
use texts::Texts;

/// The most characters of a provision's text in a list.
const LONGEST: usize = 160;

/// One figure.
pub(super) struct Fact {
    /// Key of what it is.
    pub(super) key: &'static str,
    pub(super) value: String,
    /// What it means, if that needs words.
    pub(super) note: String,
}

/// How suggestions did for one unit.
pub(super) struct UnitRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) solved: usize,
    pub(super) found: usize,
    pub(super) recall: String,
    pub(super) proposed: usize,
    pub(super) precision: String,
}

/// A proposal that another unit solved.
pub(super) struct WrongRow {
    pub(super) number: String,
    pub(super) proposed: String,
    pub(super) duty: String,
    pub(super) confidence: String,
    pub(super) solved_by: String,
}

/// A provision that nothing came to.
pub(super) struct DutyRow {
    pub(super) reference: String,
    pub(super) unit: String,
    pub(super) text: String,
}

/// A ticket that no provision covers.
pub(super) struct GapRow {
    pub(super) number: String,
    pub(super) subject: String,
    pub(super) unit: String,
    pub(super) at: Timestamp,
}

impl From<Gap> for GapRow {
    fn from(gap: Gap) -> Self {
        Self {
            number: gap.number.to_string(),
            subject: gap.subject,
            unit: gap.unit.to_string(),
            at: gap.at,
        }
    }
}

/// A share from 0 to 1: `88,8 %`.
pub(super) fn percent(t: Texts, share: f64) -> String {
    Format::Percent(1).show(share, t.decimal_mark())
}

/// `part` of `whole` as per cent; a dash of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of tickets are small")]
fn share(t: Texts, part: usize, whole: usize) -> String {
    percent(t, part as f64 / whole as f64)
}

/// `12 (88,8 %)`
fn of(t: Texts, part: usize, whole: usize) -> String {
    if whole == 0 {
        part.to_string()
    } else {
        format!("{part} ({})", share(t, part, whole))
    }
}

pub(super) fn facts(t: Texts, filed: &Filed, figures: &Accuracy) -> Vec<Fact> {
    let fact = |key, value: String, note: String| Fact { key, value, note };
    let followed = figures.accepted + figures.changed;
    vec![
        fact(
            "accuracy-filed",
            filed.all.to_string(),
            t.count("accuracy-filed-note", filed.proposed),
        ),
        fact(
            "accuracy-judged",
            figures.judged.to_string(),
            t.get("accuracy-judged-note"),
        ),
        fact(
            "accuracy-proposed",
            of(t, figures.proposed, figures.judged),
            String::new(),
        ),
        fact(
            "accuracy-right",
            of(t, figures.right, figures.proposed),
            t.get("accuracy-right-note"),
        ),
        fact(
            "accuracy-wrong",
            of(t, figures.misrouted(), figures.proposed),
            t.get("accuracy-wrong-note"),
        ),
        fact(
            "accuracy-accepted",
            of(t, figures.accepted, followed),
            String::new(),
        ),
        fact(
            "accuracy-changed",
            of(t, figures.changed, followed),
            String::new(),
        ),
        fact(
            "accuracy-first-right",
            of(t, figures.first_right, figures.judged),
            t.get("accuracy-first-right-note"),
        ),
        fact(
            "accuracy-duty-right",
            of(t, figures.duty_right, figures.duty_known),
            t.get("accuracy-duty-right-note"),
        ),
        fact(
            "accuracy-error",
            Format::Decimal(1).show(100.0 * figures.calibration_error, t.decimal_mark()),
            t.get("accuracy-error-note"),
        ),
    ]
}

pub(super) fn units(t: Texts, desk: &Desk, figures: &Accuracy) -> Vec<UnitRow> {
    let row = |unit: &domain::UnitAccuracy| UnitRow {
        code: unit.unit.to_string(),
        name: desk
            .ordinance()
            .unit(&unit.unit)
            .map_or_else(String::new, |unit| unit.name.clone()),
        solved: unit.solved,
        found: unit.found,
        recall: share(t, unit.found, unit.solved),
        proposed: unit.proposed,
        precision: share(t, unit.found, unit.proposed),
    };
    figures.units.iter().map(row).collect()
}

pub(super) fn wrong(t: Texts, figures: &Accuracy) -> Vec<WrongRow> {
    let row = |wrong: &domain::WrongProposal| WrongRow {
        number: wrong.number.clone(),
        proposed: wrong.proposed.unit.to_string(),
        duty: wrong.proposed.duty.shown(),
        confidence: percent(t, wrong.proposed.confidence),
        solved_by: wrong.solved_by.to_string(),
    };
    figures.wrong.iter().map(row).collect()
}

/// Confidence against how often it was right.
pub(super) fn chart(t: Texts, figures: &Accuracy) -> String {
    let dot = |bin: &domain::CalibrationBin| Dot {
        x: bin.confidence,
        y: bin.right,
        weight: bin.count as u64,
    };
    let chart = ScatterChart {
        frame: Frame {
            id: "wykres-pewnosci".to_owned(),
            title: t.get("accuracy-calibration-chart"),
            description: t.get("accuracy-calibration-description"),
            data: t.get("accuracy-calibration-data"),
            decimal_mark: t.decimal_mark(),
        },
        x: Axis::share(t.get("accuracy-calibration-confidence")),
        y: Axis::share(t.get("accuracy-calibration-right")),
        dots: figures
            .calibration
            .iter()
            .filter(|bin| bin.count > 0)
            .map(dot)
            .collect(),
        weight: t.get("accuracy-calibration-count"),
        diagonal: Some(t.get("accuracy-calibration-diagonal")),
    };
    chart.render()
}

/// Duties under which no ticket was solved.
pub(super) fn unused(desk: &Desk, judged: &[Judged]) -> Vec<DutyRow> {
    let used: BTreeSet<String> = judged
        .iter()
        .filter_map(|ticket| ticket.duty.map(|duty| duty.to_string()))
        .collect();
    desk.ordinance()
        .duties()
        .filter(|provision| !used.contains(&provision.reference.to_string()))
        .map(|provision| DutyRow {
            reference: provision.reference.shown(),
            unit: provision
                .unit
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            text: short(&provision.text),
        })
        .collect()
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", &start[..end])
}
