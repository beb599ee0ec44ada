//! Rows of the tables.

use std::collections::BTreeSet;

use charts::Format;
use matcher::{Comparison, Figure, McNemar, Report};
use ordinance::{Ordinance, Reference, UnitCode};
use texts::{Arg, Texts};

use crate::figures::{MARK, name, percent_of, shown};

/// The text of a provision is shortened to about this many characters.
const PROVISION: usize = 90;

/// One unit.
pub(crate) struct UnitRow {
    pub(crate) unit: String,
    pub(crate) name: String,
    pub(crate) tickets: usize,
    pub(crate) recall: String,
    pub(crate) lenient: String,
    pub(crate) at_3: String,
    pub(crate) answered: usize,
    pub(crate) precision: String,
}

pub(crate) fn units(report: &Report, ordinance: &Ordinance) -> Vec<UnitRow> {
    report
        .units
        .iter()
        .map(|unit| UnitRow {
            unit: unit.unit.to_string(),
            name: ordinance
                .unit(&unit.unit)
                .map_or_else(String::new, |unit| unit.name.clone()),
            tickets: unit.tickets,
            recall: percent_of(unit.recall),
            lenient: percent_of(unit.recall_lenient),
            at_3: percent_of(unit.recall_at_3),
            answered: unit.answered,
            precision: percent_of(unit.precision),
        })
        .collect()
}

/// One provision.
pub(crate) struct DutyRow {
    pub(crate) duty: String,
    pub(crate) text: String,
    pub(crate) unit: String,
    pub(crate) tickets: usize,
    pub(crate) recall: String,
    pub(crate) shown: String,
    pub(crate) answered: usize,
    pub(crate) precision: String,
}

pub(crate) fn duties(report: &Report, ordinance: &Ordinance) -> Vec<DutyRow> {
    report
        .duties
        .iter()
        .map(|duty| DutyRow {
            duty: duty.duty.shown(),
            text: ordinance
                .full_text(&duty.duty)
                .map_or_else(String::new, |text| shortened(&text)),
            unit: duty.unit.to_string(),
            tickets: duty.tickets,
            recall: percent_of(duty.recall),
            shown: percent_of(duty.shown),
            answered: duty.answered,
            precision: percent_of(duty.precision),
        })
        .collect()
}

/// Cut after a word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(PROVISION) else {
        return text.to_owned();
    };
    let start = &text[..end];
    let whole = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ' ']))
}

/// Duties of the ordinance that no ticket is labelled with.
pub(crate) fn silent(report: &Report, ordinance: &Ordinance) -> Vec<String> {
    let labelled: BTreeSet<Reference> = report
        .duties
        .iter()
        .filter(|duty| duty.tickets > 0)
        .map(|duty| duty.duty)
        .collect();
    ordinance
        .duties()
        .map(|provision| provision.reference)
        .filter(|reference| !labelled.contains(reference))
        .map(|reference| reference.shown())
        .collect()
}

/// One wrong answer.
pub(crate) struct MistakeRow {
    pub(crate) id: String,
    pub(crate) right: String,
    pub(crate) right_duty: String,
    pub(crate) answered: String,
    pub(crate) answered_duty: String,
    pub(crate) confidence: String,
    pub(crate) decision: String,
    pub(crate) words: String,
}

pub(crate) fn mistakes(report: &Report, t: Texts) -> Vec<MistakeRow> {
    report
        .mistakes
        .iter()
        .map(|mistake| MistakeRow {
            id: mistake.id.to_string(),
            right: mistake.unit.to_string(),
            right_duty: mistake.duty.shown(),
            answered: code(mistake.answered.as_ref(), t),
            answered_duty: mistake
                .answered_duty
                .map_or_else(String::new, |duty| duty.shown()),
            confidence: Format::Percent(0).show(mistake.confidence, MARK),
            decision: t.get(if mistake.proposed {
                "evaluation-proposed"
            } else {
                "evaluation-unsure"
            }),
            words: mistake.words.join(", "),
        })
        .collect()
}

/// The code of a unit, or that there is none.
fn code(unit: Option<&UnitCode>, t: Texts) -> String {
    unit.map_or_else(|| t.get("evaluation-none"), ToString::to_string)
}

/// One figure of two versions.
pub(crate) struct DifferenceRow {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) difference: String,
    pub(crate) interval: String,
    /// What it comes to, in words.
    pub(crate) verdict: String,
}

pub(crate) fn difference_rows(comparison: &Comparison, t: Texts) -> Vec<DifferenceRow> {
    comparison
        .figures
        .iter()
        .map(|one| {
            let better = match one.figure {
                Figure::Ece => (one.high < 0.0, one.low > 0.0),
                _ => (one.low > 0.0, one.high < 0.0),
            };
            DifferenceRow {
                name: name(one.figure, t),
                before: shown(one.figure, one.before),
                after: shown(one.figure, one.after),
                difference: signed(one.figure, one.difference),
                interval: t.with(
                    "evaluation-from-to",
                    &[
                        ("from", Arg::Text(&signed(one.figure, one.low))),
                        ("to", Arg::Text(&signed(one.figure, one.high))),
                    ],
                ),
                verdict: t.get(match better {
                    (true, _) => "evaluation-better",
                    (_, true) => "evaluation-worse",
                    _ => "evaluation-undecided",
                }),
            }
        })
        .collect()
}

/// A difference with its sign; that of shares in percentage points.
fn signed(figure: Figure, difference: f64) -> String {
    let text = match figure {
        Figure::Mrr | Figure::Ece => shown(figure, difference),
        _ => format!("{}\u{a0}p.p.", points(difference * 100.0)),
    };
    let nothing = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if difference > 0.0 && !nothing {
        format!("+{text}")
    } else {
        text
    }
}

/// One test of paired answers, in a sentence.
pub(crate) struct TestRow {
    pub(crate) name: String,
    pub(crate) sentence: String,
}

pub(crate) fn test_rows(comparison: &Comparison, t: Texts) -> Vec<TestRow> {
    let sentence = |test: McNemar| {
        let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        let p = if test.p < 0.001 {
            format!("< {}", Format::Decimal(3).show(0.001, MARK))
        } else {
            Format::Decimal(3).show(test.p, MARK)
        };
        t.with(
            "evaluation-test",
            &[
                ("gained", number(test.only_after)),
                ("lost", number(test.only_before)),
                ("p", Arg::Text(&p)),
            ],
        )
    };
    vec![
        TestRow {
            name: name(Figure::Unit, t),
            sentence: sentence(comparison.unit),
        },
        TestRow {
            name: name(Figure::Duty, t),
            sentence: sentence(comparison.duty),
        },
    ]
}

/// One ticket that became right or wrong.
pub(crate) struct ChangeRow {
    pub(crate) id: String,
    pub(crate) right: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) verdict: String,
}

pub(crate) fn change_rows(comparison: &Comparison, t: Texts) -> Vec<ChangeRow> {
    comparison
        .changes
        .iter()
        .map(|change| ChangeRow {
            id: change.id.to_string(),
            right: change.unit.to_string(),
            before: code(change.before.as_ref(), t),
            after: code(change.after.as_ref(), t),
            verdict: t.get(if change.right {
                "evaluation-mended"
            } else {
                "evaluation-broken"
            }),
        })
        .collect()
}

/// Points with one digit after the mark.
pub(crate) fn points(points: f64) -> String {
    Format::Decimal(1).show(points, MARK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_bear_their_sign() {
        assert_eq!(signed(Figure::Unit, 0.012), "+1,2\u{a0}p.p.");
        assert_eq!(signed(Figure::Unit, -0.012), "−1,2\u{a0}p.p.");
        assert_eq!(signed(Figure::Ece, 0.000_04), "0,000");
    }

    #[test]
    fn a_provision_is_cut_after_a_word() {
        let text = "zarządzanie, ".repeat(12);
        let cut = shortened(&text);
        assert!(
            cut.ends_with("zarządzanie…") && cut.chars().count() <= PROVISION + 1,
            "{cut}"
        );
        assert_eq!(shortened("krótko"), "krótko");
    }
}
