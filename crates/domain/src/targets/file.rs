//! `targets.toml` → promises, or the line and the reason.

use std::ops::Range;
use std::sync::Arc;

use ordinance::{Reference, UnitCode};
use serde::Deserialize;
use toml::Spanned;

use super::table::{Scope, Table, TableFault};
use super::{HandOver, Rule, Security, Target, TargetVersion, Targets};
use crate::clock::ClockKind;
use crate::settings::{Day, Source, seconds};
use crate::{Desk, Priority, SettingsError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Vec<Spanned<FileVersion>>,
    security: FileSecurity,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileVersion {
    name: String,
    from: Day,
    grace: Spanned<String>,
    rule: Vec<Spanned<FileRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    clock: Spanned<ClockKind>,
    by: Option<Spanned<Vec<HandOver>>>,
    priority: Option<Spanned<Vec<Priority>>>,
    unit: Option<Spanned<Vec<UnitCode>>>,
    within: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSecurity {
    duties: Spanned<Vec<Reference>>,
    csirt: Spanned<String>,
    data_protection: Spanned<String>,
}

pub(super) fn read(text: &str, desk: &Desk) -> Result<Targets, SettingsError> {
    let (source, file) = Source::read::<File>(text)?;
    let mut versions: Vec<TargetVersion> = Vec::new();
    for entry in &file.version {
        let version = version(source, entry, desk)?;
        if let Some(last) = versions.last()
            && last.from >= version.from
        {
            return Err(source.fault(
                &entry.span(),
                format!(
                    "version `{}` from {} must come after version `{}` from {}",
                    version.name, version.from, last.name, last.from
                ),
            ));
        }
        if versions.iter().any(|other| other.name == version.name) {
            return Err(source.fault(
                &entry.span(),
                format!("there are two versions `{}`", version.name),
            ));
        }
        versions.push(version);
    }
    if versions.is_empty() {
        return Err(source.fault(&(0..0), "there is no [[version]] of the targets"));
    }
    Ok(Targets {
        versions,
        security: security(source, file.security, desk)?,
    })
}

fn length(source: Source<'_>, text: &Spanned<String>) -> Result<i64, SettingsError> {
    seconds(text.get_ref()).map_err(|reason| source.fault(&text.span(), reason))
}

fn version(
    source: Source<'_>,
    entry: &Spanned<FileVersion>,
    desk: &Desk,
) -> Result<TargetVersion, SettingsError> {
    let version = entry.get_ref();
    let name: Arc<str> = version.name.trim().into();
    if name.is_empty() {
        return Err(source.fault(&entry.span(), "the version's name is empty"));
    }
    let mut rules = Vec::new();
    let mut scopes = Vec::new();
    for entry in &version.rule {
        let (rule, scope) = rule(source, entry, desk)?;
        rules.push(rule);
        scopes.push(scope);
    }
    let mut units: Vec<UnitCode> = (desk.ordinance().units().iter())
        .map(|unit| unit.code.clone())
        .collect();
    units.sort_unstable();
    let table = Table::new(&units, &scopes).map_err(|fault| match fault {
        TableFault::Ambiguous(one, other, case) => SettingsError {
            line: rules[other].line,
            reason: format!(
                "the rules of line {} and line {} both apply to {case}, and neither is narrower than the other",
                rules[one].line, rules[other].line
            ),
        },
        TableFault::Missing(case) => source.fault(
            &entry.span(),
            format!(
                "version `{name}` has no rule for {case}; where nothing is promised write one with within = \"none\""
            ),
        ),
    })?;
    Ok(TargetVersion {
        name,
        from: version.from.0,
        begins: crate::calendar::midnight(version.from.0),
        grace: length(source, &version.grace)?,
        rules,
        table,
    })
}

fn rule(
    source: Source<'_>,
    entry: &Spanned<FileRule>,
    desk: &Desk,
) -> Result<(Rule, Scope), SettingsError> {
    let rule = entry.get_ref();
    let clock = *rule.clock.get_ref();
    if matches!(clock, ClockKind::Csirt | ClockKind::DataProtection) {
        return Err(source.fault(
            &rule.clock.span(),
            format!("the time of {} stands under [security]", clock.as_str()),
        ));
    }
    if clock == ClockKind::Task {
        return Err(source.fault(
            &rule.clock.span(),
            "the time of a task is that of clock = \"solve\", by = [\"task\"]",
        ));
    }
    if let Some(by) = &rule.by
        && !clock.is_of_a_hand_over()
    {
        return Err(source.fault(
            &by.span(),
            format!(
                "{} does not depend on a hand-over; leave `by` out",
                clock.as_str()
            ),
        ));
    }
    for unit in rule.unit.iter().flat_map(Spanned::get_ref) {
        if desk.known(unit).is_err() {
            let place = rule.unit.as_ref().map_or(entry.span(), Spanned::span);
            return Err(source.fault(
                &place,
                format!(
                    "{unit} is not a unit of ordinance {}",
                    desk.ordinance().number()
                ),
            ));
        }
    }
    let seconds = match rule.within.get_ref().as_str() {
        "none" => None,
        _ => Some(length(source, &rule.within)?),
    };
    let scope = Scope {
        clock,
        by: list(source, rule.by.as_ref())?,
        priority: list(source, rule.priority.as_ref())?,
        unit: list(source, rule.unit.as_ref())?,
    };
    let rule = Rule {
        line: source.line(&entry.span()),
        seconds,
        text: text(rule).into(),
    };
    Ok((rule, scope))
}

/// The rule on one line, as it could stand in the file.
fn text(rule: &FileRule) -> String {
    let mut parts = vec![format!("clock = \"{}\"", rule.clock.get_ref().as_str())];
    if let Some(by) = &rule.by {
        let by: Vec<&str> = by.get_ref().iter().map(|by| by.as_str()).collect();
        parts.push(format!("by = [\"{}\"]", by.join("\", \"")));
    }
    if let Some(priorities) = &rule.priority {
        let numbers: Vec<String> = (priorities.get_ref().iter())
            .map(|priority| priority.number().to_string())
            .collect();
        parts.push(format!("priority = [{}]", numbers.join(", ")));
    }
    if let Some(units) = &rule.unit {
        let units: Vec<&str> = units.get_ref().iter().map(UnitCode::as_str).collect();
        parts.push(format!("unit = [\"{}\"]", units.join("\", \"")));
    }
    parts.push(format!("within = \"{}\"", rule.within.get_ref()));
    parts.join(", ")
}

fn list<T: Clone>(
    source: Source<'_>,
    values: Option<&Spanned<Vec<T>>>,
) -> Result<Option<Vec<T>>, SettingsError> {
    match values {
        Some(values) if values.get_ref().is_empty() => Err(source.fault(
            &values.span(),
            "the list is empty, so the rule would apply to nothing; leave it out to mean all",
        )),
        values => Ok(values.map(|values| values.get_ref().clone())),
    }
}

fn security(
    source: Source<'_>,
    security: FileSecurity,
    desk: &Desk,
) -> Result<Security, SettingsError> {
    let place: Range<usize> = security.duties.span();
    for duty in security.duties.get_ref() {
        if desk
            .ordinance()
            .provision(duty)
            .is_none_or(|provision| provision.unit.is_none())
        {
            return Err(source.fault(
                &place,
                format!(
                    "{duty} is not a unit's duty of ordinance {}",
                    desk.ordinance().number()
                ),
            ));
        }
    }
    let target = |text: &Spanned<String>| {
        Ok(Target {
            seconds: length(source, text)?,
            version: "security".into(),
            line: source.line(&text.span()),
        })
    };
    Ok(Security {
        csirt: target(&security.csirt)?,
        data_protection: target(&security.data_protection)?,
        duties: security.duties.into_inner(),
    })
}
