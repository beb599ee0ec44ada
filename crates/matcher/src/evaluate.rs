//! Measures a matcher on labelled tickets.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::time::{Duration, Instant};

use domain::{Decision, Suggestion};
use ordinance::{Reference, UnitCode};
use serde::Deserialize;

use crate::Matcher;
use crate::report::{Confusion, Latency, Report, Slice};
use crate::ticket::{LinesError, TicketId, each_line};

/// Bins of the calibration error.
const BINS: usize = 10;
/// The precision at which the decided share is reported.
const PRECISION: f64 = 0.95;
/// Timed runs of each ticket; the fastest counts, so that a busy machine does not.
const RUNS: usize = 3;

#[derive(Deserialize)]
struct Labelled {
    #[expect(
        dead_code,
        reason = "required, so that a file of something else is refused"
    )]
    id: TicketId,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body: String,
    unit: UnitCode,
    duty: Reference,
    #[serde(default)]
    also: Vec<UnitCode>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    style: String,
}

/// What was answered to one ticket, and how right it was.
#[expect(clippy::struct_excessive_bools, reason = "one per measure")]
struct Outcome {
    ticket: Labelled,
    answered: Option<UnitCode>,
    strict: bool,
    lenient: bool,
    third: bool,
    duty_first: bool,
    duty_rank: Option<usize>,
    confidence: f64,
    suggested: bool,
}

/// Reads labelled tickets (`id`, `subject`, `body`, `unit`, `duty`, optionally `also`, `kind`, `style`), one JSON
/// object a line, and measures how `matcher` answers them.
///
/// # Errors
/// [`LinesError`] at the first line that is no labelled ticket, and for a file without one.
pub fn evaluate(matcher: &Matcher, input: impl BufRead) -> Result<Report, LinesError> {
    let mut outcomes = Vec::new();
    let mut times = Vec::new();
    each_line(input, |ticket: Labelled| {
        let mut best = Duration::MAX;
        let mut suggestion = None;
        for _ in 0..RUNS {
            let start = Instant::now();
            suggestion = Some(matcher.suggest(&ticket.subject, &ticket.body));
            best = best.min(start.elapsed());
        }
        times.push(best);
        outcomes.extend(suggestion.map(|suggestion| judge(ticket, &suggestion)));
        Ok(())
    })?;
    if outcomes.is_empty() {
        return Err(LinesError::Line {
            line: 1,
            reason: "no labelled ticket in the file".to_owned(),
        });
    }
    Ok(report(&outcomes, times))
}

fn judge(ticket: Labelled, suggestion: &Suggestion) -> Outcome {
    let top = suggestion.units.first();
    let accepted = |unit: &UnitCode| *unit == ticket.unit || ticket.also.contains(unit);
    Outcome {
        answered: top.map(|top| top.unit.clone()),
        strict: top.is_some_and(|top| top.unit == ticket.unit),
        lenient: top.is_some_and(|top| accepted(&top.unit)),
        third: suggestion
            .units
            .iter()
            .take(3)
            .any(|unit| unit.unit == ticket.unit),
        duty_first: top.is_some_and(|top| top.duty == ticket.duty),
        duty_rank: ranked_duties(suggestion)
            .iter()
            .position(|duty| *duty == ticket.duty),
        confidence: top.map_or(0.0, |top| top.confidence),
        suggested: suggestion.decision == Decision::Suggest,
        ticket,
    }
}

/// All duties shown, by the confidence of the unit times the share of the duty in it.
fn ranked_duties(suggestion: &Suggestion) -> Vec<Reference> {
    let mut ranked: Vec<(f64, Reference)> = suggestion
        .units
        .iter()
        .flat_map(|unit| {
            unit.duties
                .iter()
                .map(|duty| (unit.confidence * duty.score, duty.duty))
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.into_iter().map(|(_, duty)| duty).collect()
}

fn report(outcomes: &[Outcome], times: Vec<Duration>) -> Report {
    let suggested: Vec<&Outcome> = outcomes
        .iter()
        .filter(|outcome| outcome.suggested)
        .collect();
    let mut styles: BTreeMap<String, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        let tags = outcome
            .ticket
            .style
            .split('+')
            .chain([outcome.ticket.kind.as_str()]);
        for tag in tags.filter(|tag| !tag.is_empty()) {
            styles.entry(tag.to_owned()).or_default().push(outcome);
        }
    }
    Report {
        tickets: outcomes.len(),
        unit_accuracy: share(outcomes, |o| o.strict),
        unit_accuracy_lenient: share(outcomes, |o| o.lenient),
        unit_accuracy_at_3: share(outcomes, |o| o.third),
        duty_accuracy: share(outcomes, |o| o.strict && o.duty_first),
        duty_mrr: mean(
            outcomes
                .iter()
                .map(|o| o.duty_rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64)),
        ),
        duty_accuracy_in_right_unit: share_of(outcomes.iter().filter(|o| o.strict), |o| {
            o.duty_rank == Some(0)
        }),
        macro_recall: macro_recall(outcomes),
        calibration_error: calibration_error(outcomes),
        suggested: suggested.len() as f64 / outcomes.len() as f64,
        suggested_precision: share_of(suggested.iter().copied(), |o| o.lenient),
        decided_at_95: decided_at(outcomes),
        confusion: confusion(outcomes),
        slices: styles
            .into_iter()
            .map(|(name, members)| Slice {
                name,
                tickets: members.len(),
                unit_accuracy_lenient: share_of(members.into_iter(), |o| o.lenient),
            })
            .collect(),
        latency: latency(times),
    }
}

fn share(outcomes: &[Outcome], is: impl Fn(&Outcome) -> bool) -> f64 {
    share_of(outcomes.iter(), is)
}

fn share_of<'a>(outcomes: impl Iterator<Item = &'a Outcome>, is: impl Fn(&Outcome) -> bool) -> f64 {
    mean(outcomes.map(|outcome| f64::from(u8::from(is(outcome)))))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| {
        (sum + value, count + 1)
    });
    sum / count.max(1) as f64
}

fn macro_recall(outcomes: &[Outcome]) -> f64 {
    let units: BTreeSet<&UnitCode> = outcomes.iter().map(|o| &o.ticket.unit).collect();
    mean(units.into_iter().map(|unit| {
        share_of(outcomes.iter().filter(|o| o.ticket.unit == *unit), |o| {
            o.strict
        })
    }))
}

/// Expected calibration error: the mean gap between confidence and lenient accuracy over ten equal bins.
fn calibration_error(outcomes: &[Outcome]) -> f64 {
    let mut bins = [(0.0, 0.0, 0_usize); BINS];
    for outcome in outcomes {
        let at = (1..BINS)
            .filter(|&edge| outcome.confidence >= edge as f64 / BINS as f64)
            .count();
        bins[at].0 += outcome.confidence;
        bins[at].1 += f64::from(u8::from(outcome.lenient));
        bins[at].2 += 1;
    }
    let gap: f64 = bins
        .iter()
        .filter(|bin| bin.2 > 0)
        .map(|bin| (bin.0 - bin.1).abs())
        .sum();
    gap / outcomes.len() as f64
}

/// The largest share of tickets, most confident first, of which 95 % are right (lenient).
fn decided_at(outcomes: &[Outcome]) -> f64 {
    let mut sorted: Vec<&Outcome> = outcomes.iter().collect();
    sorted.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut right = 0;
    let mut decided = 0;
    for (at, outcome) in sorted.iter().enumerate() {
        right += usize::from(outcome.lenient);
        if right as f64 >= PRECISION * (at + 1) as f64 {
            decided = at + 1;
        }
    }
    decided as f64 / outcomes.len() as f64
}

fn confusion(outcomes: &[Outcome]) -> Confusion {
    let mut rows: BTreeMap<UnitCode, BTreeMap<String, usize>> = BTreeMap::new();
    for outcome in outcomes {
        let answered = outcome
            .answered
            .as_ref()
            .map_or_else(|| "none".to_owned(), ToString::to_string);
        *rows
            .entry(outcome.ticket.unit.clone())
            .or_default()
            .entry(answered)
            .or_default() += 1;
    }
    Confusion { rows }
}

fn latency(mut times: Vec<Duration>) -> Latency {
    times.sort();
    let at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a position in the list"
        )]
        let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len());
        times[place - 1].as_secs_f64() * 1000.0
    };
    Latency {
        p50_ms: at(0.50),
        p99_ms: at(0.99),
    }
}
