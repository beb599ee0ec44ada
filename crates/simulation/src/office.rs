//! Office time minute by minute: the calendar again, in the plainest way, to check the other one by.
//!
//! Shares no code with `domain::calendar`: it reads the file as bare TOML, has the dates of Easter as a
//! list, knows the European rule of summer time, and asks of every single minute whether it is office time.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use toml::{Table, Value};

/// Every minute from a first to a last day.
#[derive(Debug)]
pub(crate) struct Office {
    /// Minutes since 1970.
    first: i64,
    open: Vec<bool>,
    /// Open minutes before each minute; one entry more than there are minutes.
    before: Vec<i64>,
}

/// Easter Sundays, from published tables.
const EASTER: [(i16, i8, i8); 16] = [
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2029, 4, 1),
    (2030, 4, 21),
    (2031, 4, 13),
    (2032, 3, 28),
    (2033, 4, 17),
    (2034, 4, 9),
    (2035, 3, 25),
    (2036, 4, 13),
    (2037, 4, 5),
    (2038, 4, 25),
    (2039, 4, 10),
    (2040, 4, 1),
];

/// Days off on the same date each year, since 2025.
const FIXED: [(i8, i8); 10] = [
    (1, 1),
    (1, 6),
    (5, 1),
    (5, 3),
    (8, 15),
    (11, 1),
    (11, 11),
    (12, 24),
    (12, 25),
    (12, 26),
];

/// Days from Easter Sunday to the movable ones: itself, Monday, Pentecost, Corpus Christi.
const MOVABLE: [i64; 4] = [0, 1, 49, 60];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Ranges of minutes of a day.
type Hours = Vec<(i64, i64)>;

impl Office {
    /// Every minute of the `days` days from `from` on, by the text of `calendar.toml`.
    ///
    /// # Errors
    /// In words, when the text is not what the file is documented to be.
    pub(crate) fn new(calendar: &str, from: Date, days: i64) -> Result<Self, String> {
        let file: Table = calendar.parse().map_err(|error| format!("{error}"))?;
        let special = special(&file)?;
        let versions = versions(&file)?;
        let first_day = day_number(from);
        // The night before and the night after belong to it, whatever the offset.
        let first = (first_day - 1) * 1440;
        let minutes = (days + 2) * 1440;
        let mut office = Self {
            first,
            open: Vec::new(),
            before: vec![0],
        };
        let mut count = 0;
        let mut today = (i64::MIN, Hours::new());
        let mut offset = 0;
        for minute in first..first + minutes {
            // It changes at full hours only.
            if minute % 60 == 0 {
                offset = offset_minutes(minute);
            }
            let local = minute + offset;
            let day = local.div_euclid(1440);
            if today.0 != day {
                today = (day, hours(civil(day), &versions, &special));
            }
            let of_day = local.rem_euclid(1440);
            let open = today.1.iter().any(|(a, b)| (*a..*b).contains(&of_day));
            count += i64::from(open);
            office.open.push(open);
            office.before.push(count);
        }
        Ok(office)
    }

    fn at(&self, second: i64) -> usize {
        let index = second.div_euclid(60) - self.first;
        usize::try_from(index).unwrap_or(0).min(self.open.len() - 1)
    }

    /// Whether it is office time.
    pub(crate) fn is_open(&self, second: i64) -> bool {
        self.open[self.at(second)]
    }

    /// Seconds of office time before this second.
    pub(crate) fn elapsed(&self, second: i64) -> i64 {
        let at = self.at(second);
        let part = if self.open[at] {
            second.rem_euclid(60)
        } else {
            0
        };
        self.before[at] * 60 + part
    }

    /// The first second, not before `from`, by which so many seconds of office time have gone.
    pub(crate) fn after(&self, from: i64, seconds: i64) -> i64 {
        if seconds <= 0 {
            return from;
        }
        let wanted = self.elapsed(from) + seconds;
        let at = self.before.partition_point(|minutes| minutes * 60 < wanted);
        if at >= self.before.len() {
            return i64::MAX / 4;
        }
        let at = at.max(1) - 1;
        let minute = self.first + i64::try_from(at).unwrap_or(0);
        minute * 60 + (wanted - self.before[at] * 60)
    }

    /// This second when the office is open, else the next at which it opens.
    pub(crate) fn next_open(&self, second: i64) -> i64 {
        let at = self.at(second);
        if self.open[at] {
            return second;
        }
        match self.open[at..].iter().position(|open| *open) {
            Some(more) => (self.first + i64::try_from(at + more).unwrap_or(0)) * 60,
            None => i64::MAX / 4,
        }
    }

    /// When the so many working days after the day of `second` are over: at the midnight that ends
    /// the last of them.
    pub(crate) fn after_working_days(&self, second: i64, days: i64) -> i64 {
        let mut day = local_day(second);
        for _ in 0..days {
            let opening = self.next_open(midnight(day + 1));
            day = local_day(opening);
        }
        midnight(day + 1)
    }
}

/// The day in Kraków, as a number.
pub(crate) fn local_day(second: i64) -> i64 {
    let minute = second.div_euclid(60);
    (minute + offset_minutes(minute)).div_euclid(1440)
}

/// The second at which a day in Kraków begins.
pub(crate) fn midnight(day: i64) -> i64 {
    // Summer time never begins or ends at midnight.
    let minute = day * 1440;
    let guess = minute - offset_minutes(minute - 60);
    guess * 60
}

/// Days since 1970 of a date.
pub(crate) fn day_number(day: Date) -> i64 {
    i64::from((day - date(1970, 1, 1)).get_days())
}

fn civil(day: i64) -> Date {
    date(1970, 1, 1)
        .checked_add(day.days())
        .unwrap_or(date(1970, 1, 1))
}

/// Minutes that Kraków is ahead of UTC: two hours from the last Sunday of March to that of October,
/// changed at 01:00 UTC, else one.
fn offset_minutes(minute: i64) -> i64 {
    let year = civil(minute.div_euclid(1440)).year();
    let change = |month| {
        let last = date(year, month, 31);
        let back = i64::from(last.weekday().to_sunday_zero_offset());
        (day_number(last) - back) * 1440 + 60
    };
    if (change(3)..change(10)).contains(&minute) {
        120
    } else {
        60
    }
}

fn is_day_off(day: Date) -> bool {
    let movable = EASTER
        .iter()
        .filter(|(year, _, _)| *year == day.year())
        .flat_map(|(year, month, of_month)| {
            let easter = day_number(date(*year, *month, *of_month));
            MOVABLE.map(|days| easter + days)
        });
    FIXED.contains(&(day.month(), day.day()))
        || movable.into_iter().any(|off| off == day_number(day))
}

/// What a day of its own has: hours, none when closed.
fn special(file: &Table) -> Result<BTreeMap<i64, Hours>, String> {
    let mut special = BTreeMap::new();
    for entry in tables(file, "closed") {
        let from = day_number(dated(entry, "date")?);
        let to = if entry.contains_key("to") {
            day_number(dated(entry, "to")?)
        } else {
            from
        };
        for day in from..=to {
            special.insert(day, Hours::new());
        }
    }
    for name in ["working", "short"] {
        for entry in tables(file, name) {
            let day = day_number(dated(entry, "date")?);
            special.insert(day, ranges(entry.get("hours"))?);
        }
    }
    Ok(special)
}

struct Version {
    from: i64,
    hours: Vec<(Weekday, Hours)>,
}

fn versions(file: &Table) -> Result<Vec<Version>, String> {
    tables(file, "version")
        .map(|entry| {
            let hours = entry.get("hours").and_then(Value::as_table);
            let hours = hours.ok_or("a version without hours")?;
            let days = WEEKDAYS.iter().map(|(name, weekday)| {
                let of_day = hours.get(*name);
                Ok((
                    *weekday,
                    of_day.map_or(Ok(Hours::new()), |value| ranges(Some(value)))?,
                ))
            });
            Ok(Version {
                from: day_number(dated(entry, "from")?),
                hours: days.collect::<Result<_, String>>()?,
            })
        })
        .collect()
}

fn hours(day: Date, versions: &[Version], special: &BTreeMap<i64, Hours>) -> Hours {
    if let Some(hours) = special.get(&day_number(day)) {
        return hours.clone();
    }
    if is_day_off(day) {
        return Hours::new();
    }
    let version = versions
        .iter()
        .rev()
        .find(|version| version.from <= day_number(day));
    version
        .or(versions.first())
        .and_then(|version| version.hours.iter().find(|(of, _)| *of == day.weekday()))
        .map_or(Hours::new(), |(_, hours)| hours.clone())
}

pub(crate) fn tables<'a>(file: &'a Table, name: &str) -> impl Iterator<Item = &'a Table> {
    let list = file.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_table)
}

pub(crate) fn dated(entry: &Table, key: &str) -> Result<Date, String> {
    let value = entry.get(key).and_then(Value::as_datetime);
    let text = value.ok_or_else(|| format!("no `{key}`"))?.to_string();
    text.parse().map_err(|error| format!("{key}: {error}"))
}

fn ranges(value: Option<&Value>) -> Result<Hours, String> {
    let list = value.and_then(Value::as_array).ok_or("no hours")?;
    list.iter()
        .map(|range| {
            let text = range.as_str().ok_or("hours are no text")?;
            let (from, to) = text.split_once('-').ok_or("hours without an end")?;
            Ok((of_day(from)?, of_day(to)?))
        })
        .collect()
}

fn of_day(text: &str) -> Result<i64, String> {
    let (hours, minutes) = text.split_once(':').ok_or("no time of day")?;
    let number = |text: &str| text.parse::<i64>().map_err(|error| error.to_string());
    Ok(number(hours)? * 60 + number(minutes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_knows_summer_time_and_days_off() {
        let office = Office::new(crate::settings::SHIPPED_CALENDAR, date(2026, 1, 1), 365).unwrap();
        let open = |text: &str| {
            let at: jiff::Timestamp = text.parse().unwrap();
            office.is_open(at.as_second())
        };
        // A Friday in winter, a Monday in summer, Good Friday, Easter Monday, Corpus Christi, Christmas Eve.
        assert!(open("2026-01-02T06:30:00Z") && !open("2026-01-02T06:29:59Z"));
        assert!(open("2026-03-30T05:30:00Z") && !open("2026-03-30T13:30:00Z"));
        assert!(open("2026-04-03T08:00:00Z") && !open("2026-04-06T08:00:00Z"));
        assert!(!open("2026-06-04T08:00:00Z") && !open("2026-12-24T08:00:00Z"));
        // 261 days from Monday to Friday in 2026, eight of them days off.
        let year = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second();
        let seconds = office.elapsed(year("2026-12-31T22:59:00Z"))
            - office.elapsed(year("2025-12-31T23:00:00Z"));
        assert_eq!(seconds, 253 * 8 * 3600);
    }
}
