//! `people.toml` → superiors, or the line and the reason.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use ordinance::{Post, UnitCode};
use serde::Deserialize;
use toml::Spanned;

use super::{Absence, Letters, Official, Override, Subordinate, Superiors};
use crate::settings::{Day, Source};
use crate::text::{Faults, Need};
use crate::{Desk, SettingsError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    person: Vec<Spanned<FilePerson>>,
    #[serde(default)]
    absence: Vec<Spanned<FileAbsence>>,
    #[serde(default, rename = "override")]
    exceptions: Vec<Spanned<FileOverride>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePerson {
    id: String,
    name: String,
    email: String,
    #[serde(default)]
    posts: Vec<Post>,
    #[serde(default)]
    letters: Letters,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAbsence {
    person: String,
    from: Day,
    to: Day,
    substitute: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileOverride {
    unit: Option<UnitCode>,
    post: Option<Post>,
    superior: Post,
    from: Day,
    to: Day,
    basis: String,
}

pub(super) fn read(text: &str, desk: &Desk) -> Result<Superiors, SettingsError> {
    let (source, file) = Source::read::<File>(text)?;
    let units = (desk.ordinance().units().iter())
        .map(|unit| (unit.code.clone(), unit.superior))
        .collect();
    let mut superiors = Superiors {
        officials: Vec::new(),
        absences: Vec::new(),
        overrides: Vec::new(),
        units,
    };
    let posts: BTreeSet<Post> = (superiors.units.values().copied())
        .chain([Post::Director])
        .collect();
    for entry in &file.person {
        let official = official(source, entry, &posts, &superiors.officials)?;
        superiors.officials.push(official);
    }
    for post in &posts {
        if !superiors
            .officials
            .iter()
            .any(|official| official.posts.contains(post))
        {
            let reason = format!("nobody holds the post `{post}`, so its steps would go to nobody");
            return Err(source.fault(&(0..0), reason));
        }
    }
    for entry in &file.absence {
        let absence = absence(source, entry, &superiors)?;
        superiors.absences.push(absence);
    }
    for entry in &file.exceptions {
        let exception = exception(source, entry, &superiors, &posts)?;
        superiors.overrides.push(exception);
    }
    superiors.check()?;
    Ok(superiors)
}

fn official(
    source: Source<'_>,
    entry: &Spanned<FilePerson>,
    posts: &BTreeSet<Post>,
    others: &[Official],
) -> Result<Official, SettingsError> {
    let person = entry.get_ref();
    let fault = |reason: String| Err(source.fault(&entry.span(), reason));
    if person.id.trim().is_empty() || person.name.trim().is_empty() {
        return fault("a person has an id and a name".to_owned());
    }
    let mut faults = Faults::default();
    let email = faults.email("email", &person.email, Need::Required);
    let Ok(email) = faults.finish(email) else {
        return fault(format!("`{}` is not an e-mail address", person.email));
    };
    if others.iter().any(|other| other.id == person.id) {
        return fault(format!("there are two people `{}`", person.id));
    }
    for post in &person.posts {
        if !posts.contains(post) {
            return fault(format!("the ordinance has no post `{post}`"));
        }
        if let Some(other) = others.iter().find(|other| other.posts.contains(post)) {
            return fault(format!("`{post}` is already held by `{}`", other.id));
        }
    }
    Ok(Official {
        id: person.id.clone(),
        name: person.name.trim().to_owned(),
        email,
        posts: person.posts.clone(),
        letters: person.letters,
    })
}

fn in_order(
    source: Source<'_>,
    place: &Range<usize>,
    from: Date,
    to: Date,
) -> Result<(), SettingsError> {
    if to < from {
        return Err(source.fault(place, format!("from {from} to {to} runs backwards")));
    }
    Ok(())
}

fn absence(
    source: Source<'_>,
    entry: &Spanned<FileAbsence>,
    superiors: &Superiors,
) -> Result<Absence, SettingsError> {
    let (place, absence) = (entry.span(), entry.get_ref());
    let find = |id: &str| {
        superiors
            .officials
            .iter()
            .position(|official| official.id == id)
            .ok_or_else(|| source.fault(&place, format!("there is no [[person]] `{id}`")))
    };
    let person = find(&absence.person)?;
    let substitute = absence.substitute.as_deref().map(find).transpose()?;
    if substitute == Some(person) {
        let reason = format!("`{}` cannot stand in for themselves", absence.person);
        return Err(source.fault(&place, reason));
    }
    let (from, to) = (absence.from.0, absence.to.0);
    in_order(source, &place, from, to)?;
    let other = (superiors.absences.iter())
        .find(|other| other.person == person && other.from <= to && from <= other.to);
    if let Some(other) = other {
        let reason = format!(
            "the absences of `{}` in line {} and line {} overlap",
            absence.person,
            other.line,
            source.line(&place)
        );
        return Err(source.fault(&place, reason));
    }
    Ok(Absence {
        line: source.line(&place),
        person,
        from,
        to,
        substitute,
    })
}

fn exception(
    source: Source<'_>,
    entry: &Spanned<FileOverride>,
    superiors: &Superiors,
    posts: &BTreeSet<Post>,
) -> Result<Override, SettingsError> {
    let (place, exception) = (entry.span(), entry.get_ref());
    let fault = |reason: String| Err(source.fault(&place, reason));
    let whom = match (&exception.unit, exception.post) {
        (Some(unit), None) if superiors.units.contains_key(unit) => Subordinate::Unit(unit.clone()),
        (Some(unit), None) => return fault(format!("the ordinance has no unit {unit}")),
        (None, Some(Post::Director)) => return fault("nobody is above the Dyrektor".to_owned()),
        (None, Some(post)) => Subordinate::Post(post),
        _ => return fault("name either a `unit` or a `post`".to_owned()),
    };
    let named = [exception.post, Some(exception.superior)];
    if let Some(post) = named
        .into_iter()
        .flatten()
        .find(|post| !posts.contains(post))
    {
        return fault(format!("the ordinance has no post `{post}`"));
    }
    if exception.basis.trim().is_empty() {
        return fault("`basis` is empty; § 17 asks for an internal ordinance".to_owned());
    }
    let (from, to) = (exception.from.0, exception.to.0);
    in_order(source, &place, from, to)?;
    let other = (superiors.overrides.iter())
        .find(|other| other.whom == whom && other.from <= to && from <= other.to);
    if let Some(other) = other {
        return fault(format!(
            "the exceptions in line {} and line {} overlap",
            other.line,
            source.line(&place)
        ));
    }
    Ok(Override {
        line: source.line(&place),
        whom,
        superior: exception.superior,
        from,
        to,
    })
}
