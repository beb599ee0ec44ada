//! `calendar.toml` → rules, or the line and the reason.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use super::rules::{DayKind, Rules, Special, TimeRange, Version};
use super::{YEARS, days_off};
use crate::SettingsError;
use crate::settings::{Day, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Vec<Spanned<FileVersion>>,
    #[serde(default)]
    closed: Vec<Spanned<ClosedDays>>,
    #[serde(default)]
    working: Vec<Spanned<OneDay>>,
    #[serde(default)]
    short: Vec<Spanned<OneDay>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileVersion {
    name: String,
    from: Day,
    hours: HashMap<Weekday, Spanned<Vec<String>>>,
}

#[derive(Deserialize, PartialEq, Eq, Hash, Clone, Copy, Debug)]
#[serde(rename_all = "lowercase")]
enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosedDays {
    date: Day,
    to: Option<Day>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneDay {
    date: Day,
    hours: Spanned<Vec<String>>,
    reason: String,
}

/// Longest row of closed days in one entry; a longer one is a slip of the pen.
const LONGEST_CLOSURE_DAYS: usize = 62;

pub(super) fn read(text: &str) -> Result<Rules, SettingsError> {
    let (source, file) = Source::read::<File>(text)?;
    let mut rules = Rules {
        versions: versions(source, &file.version)?,
        special: BTreeMap::new(),
        days_off: YEARS.flat_map(days_off).collect(),
    };
    let mut lines: BTreeMap<Date, usize> = BTreeMap::new();
    let mut claim = |place: &Range<usize>, date: Date| match lines.insert(date, source.line(place))
    {
        Some(line) => Err(source.fault(
            place,
            format!("{date} is already given in line {line}; a day is one thing"),
        )),
        None => Ok(()),
    };
    for entry in &file.closed {
        let closed = entry.get_ref();
        let why = reason(source, &entry.span(), &closed.reason)?;
        let last = closed.to.unwrap_or(closed.date).0;
        let days: Vec<Date> = (closed.date.0)
            .series(jiff::ToSpan::day(1))
            .take_while(|day| *day <= last)
            .take(LONGEST_CLOSURE_DAYS + 1)
            .collect();
        if days.is_empty() || days.len() > LONGEST_CLOSURE_DAYS {
            return Err(source.fault(
                &entry.span(),
                format!(
                    "closed from {} to {last}: must be 1 to {LONGEST_CLOSURE_DAYS} days",
                    closed.date.0
                ),
            ));
        }
        for day in days {
            claim(&entry.span(), day)?;
            rules.special.insert(day, Special::Closed(why.clone()));
        }
    }
    for entry in &file.working {
        let (date, hours, why) = one_day(source, entry)?;
        claim(&entry.span(), date)?;
        if !rules.plan(date).hours.is_empty() {
            return Err(source.fault(
                &entry.span(),
                format!("{date} is a working day anyway; a shorter one belongs under [[short]]"),
            ));
        }
        rules.special.insert(date, Special::Working(hours, why));
    }
    for entry in &file.short {
        let (date, hours, why) = one_day(source, entry)?;
        claim(&entry.span(), date)?;
        check_short(source, &entry.span(), &rules, date, &hours)?;
        rules.special.insert(date, Special::Short(hours, why));
    }
    Ok(rules)
}

fn versions(
    source: Source<'_>,
    entries: &[Spanned<FileVersion>],
) -> Result<Vec<Version>, SettingsError> {
    let mut versions: Vec<Version> = Vec::new();
    for entry in entries {
        let (place, version) = (entry.span(), entry.get_ref());
        let name = reason(source, &place, &version.name)?;
        if let Some(last) = versions.last()
            && last.from >= version.from.0
        {
            return Err(source.fault(
                &place,
                format!(
                    "version `{name}` from {} must come after version `{}` from {}",
                    version.from.0, last.name, last.from
                ),
            ));
        }
        if versions.iter().any(|other| other.name == name) {
            return Err(source.fault(&place, format!("there are two versions `{name}`")));
        }
        let mut week: [Vec<TimeRange>; 7] = Default::default();
        for (weekday, texts) in &version.hours {
            week[*weekday as usize] = ranges(source, texts)?;
        }
        if week.iter().all(Vec::is_empty) {
            return Err(source.fault(
                &place,
                format!("version `{name}` has no office hours, so nothing would ever be due"),
            ));
        }
        versions.push(Version {
            name,
            from: version.from.0,
            week,
        });
    }
    if versions.is_empty() {
        return Err(source.fault(&(0..0), "there is no [[version]] of the office hours"));
    }
    Ok(versions)
}

fn one_day(
    source: Source<'_>,
    entry: &Spanned<OneDay>,
) -> Result<(Date, Vec<TimeRange>, Arc<str>), SettingsError> {
    let day = entry.get_ref();
    let hours = ranges(source, &day.hours)?;
    if hours.is_empty() {
        return Err(source.fault(
            &day.hours.span(),
            format!(
                "{} has no hours; a day without belongs under [[closed]]",
                day.date.0
            ),
        ));
    }
    let why = reason(source, &entry.span(), &day.reason)?;
    Ok((day.date.0, hours, why))
}

fn check_short(
    source: Source<'_>,
    place: &Range<usize>,
    rules: &Rules,
    date: Date,
    hours: &[TimeRange],
) -> Result<(), SettingsError> {
    let total = |hours: &[TimeRange]| hours.iter().map(|range| range.to - range.from).sum::<i64>();
    let usual = rules.plan(date);
    let fault = match usual.kind {
        DayKind::Off(off) => format!("{date} is a day off ({}) and cannot be short", off.as_str()),
        DayKind::NoHours => format!("{date} is no working day and cannot be short"),
        _ if total(hours) >= total(usual.hours) => {
            format!("{date} would not be shorter than usual")
        }
        _ => return Ok(()),
    };
    Err(source.fault(place, fault))
}

fn reason(source: Source<'_>, place: &Range<usize>, text: &str) -> Result<Arc<str>, SettingsError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(source.fault(place, "the reason or name is empty; people will read it"));
    }
    Ok(text.into())
}

/// `["07:30-11:00", "11:30-15:30"]` in order, without overlap.
fn ranges(
    source: Source<'_>,
    texts: &Spanned<Vec<String>>,
) -> Result<Vec<TimeRange>, SettingsError> {
    let fault = |reason: String| source.fault(&texts.span(), reason);
    let mut ranges: Vec<(TimeRange, &str)> = Vec::new();
    for text in texts.get_ref() {
        let range = range(text)
            .ok_or_else(|| fault(format!("`{text}` is not a range such as 07:30-15:30")))?;
        if range.from >= range.to {
            return Err(fault(format!("`{text}` ends before it begins")));
        }
        ranges.push((range, text));
    }
    ranges.sort_unstable();
    for pair in ranges.windows(2) {
        if let [(one, first), (other, second)] = pair
            && one.to > other.from
        {
            return Err(fault(format!("`{first}` and `{second}` overlap")));
        }
    }
    Ok(ranges.into_iter().map(|(range, _)| range).collect())
}

fn range(text: &str) -> Option<TimeRange> {
    let (from, to) = text.split_once('-')?;
    Some(TimeRange {
        from: time(from.trim())?,
        to: time(to.trim())?,
    })
}

/// Seconds since midnight of `7:30` or `07:30`; `24:00` is the day's end.
fn time(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
    let in_day = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
    in_day.then_some(hour * 3600 + minute * 60)
}
