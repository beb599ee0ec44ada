//! `escalation.toml` → steps, or the line and the reason.

use serde::Deserialize;
use toml::Spanned;

use super::{StepRule, StepRules, Threshold, Whom};
use crate::clock::ClockKind;
use crate::settings::{Source, seconds};
use crate::{Desk, SettingsError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    step: Vec<Spanned<FileStep>>,
    closing: FileClosing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileStep {
    name: Spanned<String>,
    clocks: Spanned<Vec<ClockKind>>,
    at: Spanned<String>,
    every: Option<Spanned<String>>,
    at_most: Option<Spanned<u32>>,
    to: Spanned<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileClosing {
    working_days: Spanned<u32>,
}

/// More repetitions than anybody reads.
const MOST_REPETITIONS: u32 = 100;
/// More working days than a solved ticket should stay open.
const MOST_CLOSING_DAYS: u32 = 100;

pub(super) fn read(text: &str, desk: &Desk) -> Result<StepRules, SettingsError> {
    let (source, file) = Source::read::<File>(text)?;
    let levels = (desk.ordinance().units().iter())
        .map(|unit| desk.ordinance().chain(&unit.code).len())
        .max()
        .unwrap_or(0);
    let mut rules: Vec<StepRule> = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    for entry in &file.step {
        let rule = rule(source, entry, levels)?;
        if let Some(at) = rules.iter().position(|other| other.name == rule.name) {
            return Err(source.fault(
                &entry.span(),
                format!(
                    "the steps of line {} and line {} are both named `{}`",
                    lines[at],
                    source.line(&entry.span()),
                    rule.name
                ),
            ));
        }
        rules.push(rule);
        lines.push(source.line(&entry.span()));
    }
    let days = *file.closing.working_days.get_ref();
    if !(1..=MOST_CLOSING_DAYS).contains(&days) {
        return Err(source.fault(
            &file.closing.working_days.span(),
            format!("must be 1 to {MOST_CLOSING_DAYS} working days"),
        ));
    }
    Ok(StepRules {
        rules,
        closing_days: days,
    })
}

fn rule(
    source: Source<'_>,
    entry: &Spanned<FileStep>,
    levels: usize,
) -> Result<StepRule, SettingsError> {
    let step = entry.get_ref();
    let name = step.name.get_ref().as_str();
    let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    if name.is_empty() || name.len() > 40 || !name.chars().all(plain) {
        return Err(source.fault(
            &step.name.span(),
            format!("`{name}` is not a name of small letters a–z, digits and hyphens, 40 at most"),
        ));
    }
    let clocks = step.clocks.get_ref();
    if clocks.is_empty() {
        return Err(source.fault(&step.clocks.span(), format!("`{name}` has no clock")));
    }
    let at = threshold(source, step)?;
    let to = addressees(source, step, at, levels)?;
    Ok(StepRule {
        name: name.into(),
        clocks: clocks.clone(),
        at,
        to,
    })
}

fn threshold(source: Source<'_>, step: &FileStep) -> Result<Threshold, SettingsError> {
    let text = step.at.get_ref().as_str();
    let share = match text {
        "due" => None,
        _ => Some(
            text.strip_suffix('%')
                .and_then(|number| number.parse::<i64>().ok())
                .filter(|share| (1..100).contains(share))
                .ok_or_else(|| {
                    let reason = format!("`{text}` is neither a share from 1% to 99% nor \"due\"");
                    source.fault(&step.at.span(), reason)
                })?,
        ),
    };
    match (share, &step.every, &step.at_most) {
        (Some(share), None, None) => Ok(Threshold::Share(share)),
        (None, None, None) => Ok(Threshold::Due),
        (None, Some(every), Some(at_most)) => {
            let times = *at_most.get_ref();
            if !(1..=MOST_REPETITIONS).contains(&times) {
                return Err(source.fault(
                    &at_most.span(),
                    format!("must be 1 to {MOST_REPETITIONS} times"),
                ));
            }
            Ok(Threshold::Again {
                every: seconds(every.get_ref())
                    .map_err(|reason| source.fault(&every.span(), reason))?,
                at_most: times,
            })
        }
        _ => Err(source.fault(
            &step.at.span(),
            "a step that repeats needs at = \"due\", `every` and `at_most`; any other step has neither",
        )),
    }
}

fn addressees(
    source: Source<'_>,
    step: &FileStep,
    at: Threshold,
    levels: usize,
) -> Result<Vec<Whom>, SettingsError> {
    let fault = |reason: String| source.fault(&step.to.span(), reason);
    let name = step.name.get_ref();
    let mut to = Vec::new();
    for text in step.to.get_ref() {
        let whom = match text.as_str() {
            "unit" => Whom::Unit,
            "assignee" => Whom::Assignee,
            "climb" if matches!(at, Threshold::Again { .. }) => Whom::Climb,
            "climb" => {
                return Err(fault(format!(
                    "`{name}` does not repeat, so it cannot climb"
                )));
            }
            other => {
                let level = other
                    .strip_prefix("superior ")
                    .and_then(|level| level.parse::<usize>().ok())
                    .filter(|level| *level > 0)
                    .ok_or_else(|| {
                        fault(format!(
                            "`{other}` is not unit, assignee, superior 1, superior 2 … or climb"
                        ))
                    })?;
                if level > levels {
                    return Err(fault(format!(
                        "no unit has {level} superiors above it, so `{name}` would go to nobody"
                    )));
                }
                Whom::Superior(level)
            }
        };
        if to.contains(&whom) {
            return Err(fault(format!("`{name}` names `{text}` twice")));
        }
        to.push(whom);
    }
    if to.is_empty() {
        return Err(fault(format!("`{name}` goes to nobody")));
    }
    Ok(to)
}
