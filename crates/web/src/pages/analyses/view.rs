//! Figures as the pages show them.

use std::collections::{BTreeMap, BTreeSet};

use analyses::{Analyses, Kept, Period, Sums};
use charts::Format;
use deadlines::Wording;
use domain::Desk;
use jiff::Timestamp;
use ordinance::{Provision, Reference, UnitCode};
use store::ratings::Grades;
use texts::{Arg, Texts};

/// One figure.
pub(super) struct Fact {
    /// Key of what it is.
    pub(super) key: &'static str,
    pub(super) value: String,
    /// What it means, if that needs words.
    pub(super) note: String,
}

/// A unit of the form.
pub(super) struct UnitChoice {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

/// Figures of a unit.
pub(super) struct UnitRow {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) sums: Sums,
    pub(super) answer: String,
    pub(super) solution: String,
    pub(super) half: String,
}

/// Tickets that went to one unit first and were solved by another.
pub(super) struct MisroutedRow {
    pub(super) first: String,
    pub(super) solved_by: String,
    pub(super) tickets: i64,
}

/// What requesters said of a unit's solutions: well, fairly, badly.
pub(super) struct RatingRow {
    pub(super) code: String,
    pub(super) counts: [i64; 3],
}

/// A provision.
pub(super) struct DutyRow {
    pub(super) reference: String,
    pub(super) unit: String,
    pub(super) text: String,
    pub(super) tickets: i64,
}

/// A share from 0 to 1: `88,8 %`; a dash for none.
pub(super) fn percent(t: Texts, share: Option<f64>) -> String {
    Format::Percent(1).show(share.unwrap_or(f64::NAN), t.decimal_mark())
}

/// `3 h 20 min`; a dash for none.
pub(super) fn span(t: Texts, seconds: Option<i64>) -> String {
    let wording = Wording {
        texts: t,
        now: Timestamp::UNIX_EPOCH,
    };
    seconds.map_or_else(|| "–".to_owned(), |seconds| wording.span(seconds))
}

/// `od 1 października 2026 do 31 października 2026`
pub(super) fn days(t: Texts, period: Period) -> String {
    let last = period.to() - jiff::SignedDuration::from_secs(1);
    let (from, to) = (t.date(period.from()), t.date(last));
    t.with(
        "analyses-days",
        &[("from", (&from).into()), ("to", (&to).into())],
    )
}

/// `12 (88,8 %)`
fn part(t: Texts, part: i64, share: Option<f64>) -> String {
    if share.is_none() {
        return part.to_string();
    }
    let share = percent(t, share);
    t.with(
        "analyses-part",
        &[("part", Arg::Number(part)), ("share", (&share).into())],
    )
}

fn kept_of(t: Texts, key: &str, kept: i64, of: i64) -> String {
    t.with(key, &[("kept", Arg::Number(kept)), ("of", Arg::Number(of))])
}

pub(super) fn facts(t: Texts, analyses: &Analyses) -> Vec<Fact> {
    let sums = &analyses.total;
    let fact = |key, value: String, note: String| Fact { key, value, note };
    let kept = |key, kept: Kept| {
        let note = kept_of(t, "analyses-kept-note", kept.kept, kept.of);
        let note = if kept.of > 0 { note } else { String::new() };
        fact(key, percent(t, kept.share()), note)
    };
    let count = |key, count: i64| {
        if count > 0 {
            t.count(key, count)
        } else {
            String::new()
        }
    };
    let moves = [
        ("escalations", Arg::Number(sums.escalations)),
        ("transfers", Arg::Number(sums.transfers)),
        ("returns", Arg::Number(sums.returns)),
    ];
    let nine = span(t, analyses.times.nine_of_ten);
    let none = String::new;
    vec![
        fact("analyses-registered", sums.registered.to_string(), none()),
        fact(
            "analyses-solved",
            sums.solved.to_string(),
            t.get("analyses-solved-note"),
        ),
        fact(
            "analyses-open",
            sums.open.to_string(),
            count("analyses-late-note", sums.late),
        ),
        kept("analyses-answer", sums.answer),
        kept("analyses-solution", sums.solution),
        kept("analyses-both", sums.both),
        fact(
            "analyses-half",
            span(t, analyses.times.half),
            (analyses.times.half).map_or_else(none, |_| t.one("analyses-half-note", "span", &nine)),
        ),
        fact(
            "analyses-not-handed-over",
            part(t, sums.not_handed_over, sums.not_handed_over_share()),
            none(),
        ),
        fact(
            "analyses-first-contact",
            part(t, sums.first_contact, sums.first_contact_share()),
            t.get("analyses-first-contact-note"),
        ),
        fact(
            "analyses-handed-over",
            sums.handed_over.to_string(),
            t.with("analyses-handed-over-note", &moves),
        ),
        fact(
            "analyses-misrouted-figure",
            percent(t, sums.misrouted_share()),
            kept_of(
                t,
                "analyses-misrouted-note",
                sums.misrouted,
                sums.handed_over,
            ),
        ),
        fact(
            "analyses-reopened",
            part(t, sums.reopened, sums.reopened_share()),
            none(),
        ),
        fact(
            "analyses-cancelled",
            sums.cancelled.to_string(),
            count("analyses-merged-note", sums.merged),
        ),
    ]
}

pub(super) fn name_of(desk: &Desk, unit: &UnitCode) -> String {
    let unit = desk.ordinance().unit(unit);
    unit.map_or_else(String::new, |unit| unit.name.clone())
}

pub(super) fn choices(
    desk: &Desk,
    units: &[UnitCode],
    chosen: Option<&UnitCode>,
) -> Vec<UnitChoice> {
    let choice = |unit: &UnitCode| UnitChoice {
        code: unit.to_string(),
        name: name_of(desk, unit),
        chosen: chosen == Some(unit),
    };
    units.iter().map(choice).collect()
}

pub(super) fn units(t: Texts, desk: &Desk, analyses: &Analyses) -> Vec<UnitRow> {
    let row = |unit: &analyses::UnitSums| UnitRow {
        code: unit.unit.to_string(),
        name: name_of(desk, &unit.unit),
        sums: unit.sums,
        answer: percent(t, unit.sums.answer.share()),
        solution: percent(t, unit.sums.solution.share()),
        half: span(t, unit.times.half),
    };
    analyses.units.iter().map(row).collect()
}

pub(super) fn misrouted(analyses: &Analyses) -> Vec<MisroutedRow> {
    let row = |pair: &analyses::Misrouted| MisroutedRow {
        first: pair.first.to_string(),
        solved_by: pair.solved_by.to_string(),
        tickets: pair.tickets,
    };
    analyses.misrouted.iter().map(row).collect()
}

/// Ratings of the given units, or of all.
pub(super) fn ratings(
    found: &BTreeMap<UnitCode, Grades>,
    units: Option<&[UnitCode]>,
) -> Vec<RatingRow> {
    let found = found
        .iter()
        .filter(|(unit, _)| units.is_none_or(|units| units.contains(unit)));
    let row = |(unit, grades): (&UnitCode, &Grades)| RatingRow {
        code: unit.to_string(),
        counts: grades.counts.map(|(_, count)| count),
    };
    found.map(row).collect()
}

fn row(desk: &Desk, reference: &Reference, tickets: i64) -> DutyRow {
    let ordinance = desk.ordinance();
    let provision = ordinance.provision(reference);
    let unit = provision.and_then(|provision| provision.unit.as_ref());
    DutyRow {
        reference: reference.shown(),
        unit: unit.map_or_else(String::new, UnitCode::to_string),
        text: ordinance.full_text(reference).unwrap_or_default(),
        tickets,
    }
}

/// Provisions that tickets came to, the most frequent first.
pub(super) fn duties(desk: &Desk, analyses: &Analyses) -> Vec<DutyRow> {
    let mut duties: Vec<(&Reference, i64)> = (analyses.duties.iter())
        .map(|(duty, tickets)| (duty, *tickets))
        .collect();
    duties.sort_by_key(|(_, tickets)| std::cmp::Reverse(*tickets));
    let row = |(duty, tickets)| row(desk, duty, tickets);
    duties.into_iter().map(row).collect()
}

/// Provisions of the given units, or of all, that no ticket came to, in the order of the text. One that only
/// introduces its letters counts as served by any of them.
pub(super) fn unused(desk: &Desk, analyses: &Analyses, units: Option<&[UnitCode]>) -> Vec<DutyRow> {
    let used: BTreeSet<&Reference> = analyses.duties.keys().collect();
    let of_units = |provision: &&Provision| {
        units.is_none_or(|units| (provision.unit.as_ref()).is_some_and(|unit| units.contains(unit)))
    };
    let all = desk.ordinance().duties();
    all.filter(|provision| !provision.introductory && !used.contains(&provision.reference))
        .filter(of_units)
        .map(|provision| row(desk, &provision.reference, 0))
        .collect()
}
