//! The charts of the page.

use std::collections::BTreeSet;

use charts::{Axis, Bar, BarChart, Dot, Format, Frame, HeatMap, LineChart, ScatterChart, Series};
use matcher::{Figure, Report, wilson};
use texts::{Arg, Texts};

use crate::figures::{MARK, name, percent};
use crate::rows::points;

/// A provision with fewer tickets is no candidate for the weakest.
const LEAST_TICKETS: usize = 3;
/// Provisions in the chart of the weakest.
const WEAKEST: usize = 12;

/// Each chart as it stands on the page; empty for one that was not asked for.
pub(crate) struct Plots {
    pub(crate) recall: String,
    pub(crate) precision: String,
    pub(crate) confusion: String,
    pub(crate) reliability: String,
    pub(crate) coverage: String,
    pub(crate) decided: String,
    pub(crate) slices: String,
    pub(crate) duties: String,
    pub(crate) robustness: String,
    pub(crate) curve: String,
}

impl Plots {
    pub(crate) fn of(report: &Report, t: Texts) -> Self {
        Self {
            recall: recall(report, t),
            precision: precision(report, t),
            confusion: confusion(report, t),
            reliability: reliability(report, t),
            coverage: coverage(report, t),
            decided: decided(report, t),
            slices: slices(report, t),
            duties: duties(report, t),
            robustness: robustness(report, t),
            curve: curve(report, t),
        }
    }
}

/// Words of a chart; its name and description are sentences of its own.
fn frame(id: &str, t: Texts) -> Frame {
    Frame {
        id: format!("wykres-{id}"),
        title: t.get(&format!("plot-{id}")),
        description: t.get(&format!("plot-about-{id}")),
        data: t.get("plot-data"),
        decimal_mark: MARK,
    }
}

fn tickets(count: usize, t: Texts) -> String {
    t.count("ticket-count", i64::try_from(count).unwrap_or(i64::MAX))
}

/// Lying bars of shares.
fn shares(id: &str, of: &str, axis: &str, bars: Vec<Bar>, t: Texts) -> String {
    if bars.is_empty() {
        return String::new();
    }
    BarChart {
        frame: frame(id, t),
        of: t.get(of),
        axis: Axis {
            format: Format::Percent(0),
            ..Axis::share(t.get(axis))
        },
        bars,
        interval: t.get("plot-interval"),
        remark: t.get("plot-tickets"),
    }
    .render()
}

fn recall(report: &Report, t: Texts) -> String {
    let bars = report
        .units
        .iter()
        .filter_map(|unit| {
            Some(Bar {
                label: unit.unit.to_string(),
                value: unit.recall?,
                interval: Some((unit.recall_low, unit.recall_high)),
                remark: tickets(unit.tickets, t),
            })
        })
        .collect();
    shares("recall", "plot-unit", "plot-found", bars, t)
}

fn precision(report: &Report, t: Texts) -> String {
    let bars = report
        .units
        .iter()
        .filter_map(|unit| {
            let precision = unit.precision?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count of tickets, which it was before it was a share"
            )]
            let right = (precision * unit.answered as f64).round() as usize;
            Some(Bar {
                label: unit.unit.to_string(),
                value: precision,
                interval: Some(wilson(right, unit.answered)),
                remark: tickets(unit.answered, t),
            })
        })
        .collect();
    shares("precision", "plot-unit", "plot-right", bars, t)
}

fn confusion(report: &Report, t: Texts) -> String {
    let rows = &report.confusion.rows;
    let mut columns: BTreeSet<&str> = rows.keys().map(ordinance::UnitCode::as_str).collect();
    columns.extend(rows.values().flat_map(|row| row.keys().map(String::as_str)));
    let label = |column: &str| {
        if column == "none" {
            t.get("evaluation-none")
        } else {
            column.to_owned()
        }
    };
    HeatMap {
        frame: frame("confusion", t),
        of_rows: t.get("plot-labelled"),
        of_columns: t.get("plot-answered"),
        rows: rows.keys().map(ToString::to_string).collect(),
        columns: columns.iter().map(|column| label(column)).collect(),
        counts: rows
            .values()
            .map(|row| {
                columns
                    .iter()
                    .map(|column| row.get(*column).map_or(0, |&count| count as u64))
                    .collect()
            })
            .collect(),
    }
    .render()
}

fn reliability(report: &Report, t: Texts) -> String {
    let exact = |key: &str| Axis {
        format: Format::Percent(0),
        ..Axis::share(t.get(key))
    };
    ScatterChart {
        frame: frame("reliability", t),
        x: exact("plot-confidence"),
        y: exact("plot-right"),
        dots: report
            .reliability
            .iter()
            .map(|bin| Dot {
                x: bin.confidence,
                y: bin.accuracy,
                weight: bin.tickets as u64,
            })
            .collect(),
        weight: t.get("plot-tickets"),
        diagonal: Some(t.get("plot-diagonal")),
    }
    .render()
}

fn coverage(report: &Report, t: Texts) -> String {
    let least = report
        .coverage
        .iter()
        .map(|point| point.precision)
        .fold(0.9, f64::min);
    LineChart {
        frame: frame("coverage", t),
        x: Axis::share(t.get("plot-share")),
        y: Axis {
            from: (least * 10.0).floor() / 10.0,
            ..Axis::share(t.get("plot-right"))
        },
        series: vec![Series {
            name: t.get("plot-right"),
            points: report
                .coverage
                .iter()
                .map(|point| (point.share, point.precision))
                .collect(),
        }],
    }
    .render()
}

fn decided(report: &Report, t: Texts) -> String {
    let bars = [
        ("90", report.decided_at_90),
        ("95", report.decided_at_95),
        ("98", report.decided_at_98),
    ]
    .map(|(precision, share)| Bar {
        label: t.one("plot-at", "precision", precision),
        value: share,
        interval: None,
        remark: String::new(),
    });
    shares("decided", "plot-wanted", "plot-share", bars.to_vec(), t)
}

fn slices(report: &Report, t: Texts) -> String {
    let bars = report
        .slices
        .iter()
        .map(|slice| {
            let key = format!("tag-{}", slice.name);
            Bar {
                label: if t.has(&key) {
                    t.get(&key)
                } else {
                    slice.name.clone()
                },
                value: slice.unit_accuracy_lenient,
                interval: None,
                remark: tickets(slice.tickets, t),
            }
        })
        .collect();
    shares("slices", "plot-slice", "plot-right", bars, t)
}

fn duties(report: &Report, t: Texts) -> String {
    let mut weakest: Vec<_> = report
        .duties
        .iter()
        .filter(|duty| duty.tickets >= LEAST_TICKETS)
        .filter_map(|duty| Some((duty.recall?, duty)))
        .collect();
    weakest.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.tickets.cmp(&a.1.tickets)));
    let bars = weakest
        .into_iter()
        .take(WEAKEST)
        .map(|(recall, duty)| Bar {
            label: duty.duty.shown(),
            value: recall,
            interval: None,
            remark: tickets(duty.tickets, t),
        })
        .collect();
    shares("duties", "plot-duty", "plot-found", bars, t)
}

fn robustness(report: &Report, t: Texts) -> String {
    if report.robustness.is_empty() {
        return String::new();
    }
    let written = Bar {
        label: t.get("writing-plain"),
        value: report.unit_accuracy_lenient,
        interval: None,
        remark: String::new(),
    };
    let others = report.robustness.iter().map(|variant| Bar {
        label: t.get(&format!("writing-{}", variant.name)),
        value: variant.figures.unit,
        interval: None,
        remark: t.with(
            "plot-loss",
            &[
                ("points", Arg::Text(&points(variant.loss_points))),
                ("duty", Arg::Text(&percent(variant.figures.duty))),
            ],
        ),
    });
    BarChart {
        frame: frame("robustness", t),
        of: t.get("plot-writing"),
        axis: Axis::share(t.get("plot-right")),
        bars: std::iter::once(written).chain(others).collect(),
        interval: String::new(),
        remark: t.get("plot-change"),
    }
    .render()
}

fn curve(report: &Report, t: Texts) -> String {
    let Some(curve) = &report.learning_curve else {
        return String::new();
    };
    let series =
        [Figure::Unit, Figure::UnitAt3, Figure::Duty, Figure::Decided].map(|figure| Series {
            name: name(figure, t),
            points: curve
                .points
                .iter()
                .map(|point| (point.past as f64, point.figures.get(figure)))
                .collect(),
        });
    let least = series
        .iter()
        .flat_map(|one| one.points.iter().map(|point| point.1))
        .fold(0.9, f64::min);
    LineChart {
        frame: frame("curve", t),
        x: Axis::covering(
            t.get("plot-past"),
            Format::Whole,
            curve.points.iter().map(|point| point.past as f64),
        ),
        y: Axis {
            from: (least * 10.0).floor() / 10.0,
            format: Format::Percent(1),
            ..Axis::share(t.get("plot-share-right"))
        },
        series: series.to_vec(),
    }
    .render()
}
