//! An evaluation of the router as one page of HTML, for people who decide whether to trust it.
//!
//! [`page`] gives a document that needs nothing else: no script, no picture, no font, no address outside of it; its
//! Content-Security-Policy allows its own style sheet by hash and nothing more. It is readable in light and dark, on
//! 320 px and on paper, and every chart has its data as a table.
//!
//! The page holds no text of a ticket but the words that decided wrong answers, and identifiers.

mod figures;
mod plots;
mod rows;

use std::borrow::Borrow;

use askama::Template;
use base64::Engine as _;
use matcher::Report;
use ordinance::Ordinance;
use sha2::{Digest, Sha256};
use texts::Texts;

use crate::figures::{Measure, measures};
use crate::plots::Plots;
use crate::rows::{
    ChangeRow, DifferenceRow, DutyRow, MistakeRow, TestRow, UnitRow, change_rows, difference_rows,
    duties, mistakes, silent, test_rows, units,
};

#[derive(Template)]
#[template(path = "evaluation.html")]
struct Page<'a> {
    t: Texts,
    policy: String,
    style: String,
    report: &'a Report,
    measures: Vec<Measure>,
    units: Vec<UnitRow>,
    duties: Vec<DutyRow>,
    /// Provisions without a ticket.
    silent: Vec<String>,
    plots: Plots,
    mistakes: Vec<MistakeRow>,
    differences: Vec<DifferenceRow>,
    tests: Vec<TestRow>,
    changes: Vec<ChangeRow>,
}

impl Page<'_> {
    /// A count as the sentences take it.
    fn count(&self, key: &str, count: impl Borrow<usize>) -> String {
        let count = i64::try_from(*count.borrow()).unwrap_or(i64::MAX);
        self.t.count(key, count)
    }
}

/// The document. `ordinance` gives names of units and the text of provisions; one that it does not have is shown by its
/// reference alone.
///
/// # Errors
/// Only when a template cannot be written, which those shipped can.
pub fn page(report: &Report, ordinance: &Ordinance, texts: Texts) -> askama::Result<String> {
    let style = concat!(include_str!("../assets/evaluation.css"), "\n").to_owned() + charts::STYLE;
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&style));
    let comparison = report.comparison.as_ref();
    Page {
        t: texts,
        policy: format!("default-src 'none'; style-src 'sha256-{hash}'"),
        style,
        report,
        measures: measures(report, texts),
        units: units(report, ordinance),
        duties: duties(report, ordinance),
        silent: silent(report, ordinance),
        plots: Plots::of(report, texts),
        mistakes: mistakes(report, texts),
        differences: comparison.map_or_else(Vec::new, |found| difference_rows(found, texts)),
        tests: comparison.map_or_else(Vec::new, |found| test_rows(found, texts)),
        changes: comparison.map_or_else(Vec::new, |found| change_rows(found, texts)),
    }
    .render()
}
