//! Moments as the exports write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Dates with times, in the office's time zone: ISO and Zammad, GLPI in its three settings, Request Tracker.
const WITH_TIME: [&str; 9] = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%a %b %d %H:%M:%S %Y",
    "%Y/%m/%d %H:%M",
];
/// Dates alone: noon is meant.
const DAYS: [&str; 4] = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"];

/// The moment that `text` names; `None` when it names none.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let civil = WITH_TIME
        .iter()
        .find_map(|form| DateTime::strptime(form, text).ok())
        .or_else(|| {
            DAYS.iter()
                .find_map(|form| Date::strptime(form, text).ok())
                .map(|day| day.at(12, 0, 0, 0))
        })?;
    let zone = TimeZone::get("Europe/Warsaw").ok()?;
    civil.to_zoned(zone).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_every_system_are_read() {
        for text in [
            "2024-05-14 08:53:44",
            "2024-05-14T06:53:44Z",
            "2024-05-14T08:53:44+02:00",
            "14.05.2024 08:53:44",
            "Tue May 14 08:53:44 2024",
        ] {
            assert_eq!(
                moment(text).unwrap().to_string(),
                "2024-05-14T06:53:44Z",
                "{text}"
            );
        }
        for text in ["14-05-2024 08:53", "14/05/2024 08:53", "2024-05-14 08:53"] {
            assert_eq!(
                moment(text).unwrap().to_string(),
                "2024-05-14T06:53:00Z",
                "{text}"
            );
        }
        for text in ["2024-01-14", "14.01.2024"] {
            assert_eq!(
                moment(text).unwrap().to_string(),
                "2024-01-14T11:00:00Z",
                "{text}"
            );
        }
        for text in ["", "wczoraj", "2024-13-01", "0"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
