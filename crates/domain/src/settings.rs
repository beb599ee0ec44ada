//! What the readers of settings files share: a fault with its line, dates, times of day, durations.

use std::ops::Range;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// Why a settings file is refused. The caller knows the file's name and puts it before this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct SettingsError {
    /// Where, from 1.
    pub line: usize,
    /// What is wrong and what would be right, in one line.
    pub reason: String,
}

/// A settings file while it is read: its text, to turn places into lines.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a>(&'a str);

impl<'a> Source<'a> {
    /// Reads the text as TOML of the shape `T`.
    ///
    /// # Errors
    /// What the TOML reader says, with its line.
    pub(crate) fn read<T: DeserializeOwned>(text: &'a str) -> Result<(Self, T), SettingsError> {
        let source = Self(text);
        toml::from_str(text)
            .map(|value| (source, value))
            .map_err(|error| {
                let reason = error.message().split('\n').collect::<Vec<_>>().join(", ");
                source.fault(&error.span().unwrap_or(0..0), reason)
            })
    }

    /// The line, from 1, on which a place of the text stands.
    pub(crate) fn line(self, place: &Range<usize>) -> usize {
        let before = self.0.get(..place.start).unwrap_or(self.0);
        before.matches('\n').count() + 1
    }

    /// A fault at a place of the text.
    pub(crate) fn fault(self, place: &Range<usize>, reason: impl Into<String>) -> SettingsError {
        SettingsError {
            line: self.line(place),
            reason: reason.into(),
        }
    }
}

/// A date of the file, written as TOML has it: `2026-12-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = toml::value::Datetime::deserialize(deserializer)?;
        let wrong =
            || serde::de::Error::custom(format!("`{read}` is not a date such as 2026-12-24"));
        let (Some(date), None, None) = (read.date, read.time, read.offset) else {
            return Err(wrong());
        };
        let number = |number: u8| i8::try_from(number).unwrap_or(i8::MAX);
        let year = i16::try_from(date.year).unwrap_or(i16::MAX);
        Date::new(year, number(date.month), number(date.day))
            .map(Self)
            .map_err(|_| wrong())
    }
}

/// A length of time in seconds, written `30m`, `4h` or `1h30m`; never zero.
///
/// # Errors
/// The reason, in words.
pub(crate) fn seconds(text: &str) -> Result<i64, String> {
    let wrong = || format!("`{text}` is not a length of time such as 30m, 4h or 1h30m");
    let (hours, minutes) = match text.split_once('h') {
        Some((hours, "")) => (hours, "0"),
        Some((hours, rest)) => (hours, rest.strip_suffix('m').ok_or_else(wrong)?),
        None => ("0", text.strip_suffix('m').ok_or_else(wrong)?),
    };
    let number = |digits: &str| digits.parse::<i32>().map(i64::from).map_err(|_| wrong());
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let total = hours * 3600 + minutes * 60;
    if hours < 0 || minutes < 0 || total == 0 {
        return Err(format!("`{text}` must be longer than nothing"));
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_hours_and_minutes() {
        assert_eq!(seconds("30m"), Ok(1800));
        assert_eq!(seconds("4h"), Ok(14_400));
        assert_eq!(seconds("1h30m"), Ok(5400));
        for nothing in ["0h", "0m", "-4h", "0h0m", "-1h90m"] {
            let reason = seconds(nothing).unwrap_err();
            assert!(reason.ends_with("must be longer than nothing"), "{reason}");
        }
        for wrong in [
            "",
            "4",
            "4d",
            "h",
            "m",
            "4h30",
            "1,5h",
            "4 h",
            "99999999999h",
        ] {
            let reason = seconds(wrong).unwrap_err();
            assert!(reason.contains("such as 30m, 4h or 1h30m"), "{reason}");
        }
    }

    #[derive(Debug, Deserialize)]
    struct OneDay {
        day: Day,
    }

    #[test]
    fn a_fault_says_its_line() {
        let (_, read) = Source::read::<OneDay>("day = 2026-12-24").unwrap();
        assert_eq!(read.day.0, jiff::civil::date(2026, 12, 24));
        for (text, line, expected) in [
            ("# a\nday = 2026-02-30", 2, "invalid date"),
            ("\n\nday = 2026-12-24T10:00:00", 3, "not a date"),
            ("day = 2026-12-24\n=", 2, ""),
        ] {
            let error = Source::read::<OneDay>(text).map(|_| ()).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.reason.contains(expected), "{error}");
            assert!(!error.reason.contains('\n'), "{error}");
        }
    }
}
