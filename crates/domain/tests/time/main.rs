//! Office time, clocks, targets, superiors and steps: tables computed by hand, properties, refusals.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attacks;
mod calendar_by_hand;
mod calendar_by_minutes;
mod calendar_refusals;
mod clocks_by_hand;
mod clocks_by_minutes;
mod history;
mod incidents;
mod merging;
mod random_histories;
mod reference;
mod steps_by_hand;
mod steps_by_polling;
mod superiors;
mod targets;
mod tasks;

use std::sync::LazyLock;

use domain::calendar::Calendar;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Working days from 7:30 to 15:30.
pub(crate) const OFFICE: &str = r#"
[[version]]
name = "podstawowa"
from = 2022-06-23
[version.hours]
monday = ["07:30-15:30"]
tuesday = ["07:30-15:30"]
wednesday = ["07:30-15:30"]
thursday = ["07:30-15:30"]
friday = ["07:30-15:30"]
"#;

/// Open day and night.
pub(crate) const ALWAYS: &str = r#"
[[version]]
name = "całą dobę"
from = 2022-06-23
[version.hours]
monday = ["00:00-24:00"]
tuesday = ["00:00-24:00"]
wednesday = ["00:00-24:00"]
thursday = ["00:00-24:00"]
friday = ["00:00-24:00"]
saturday = ["00:00-24:00"]
sunday = ["00:00-24:00"]
"#;

pub(crate) fn calendar(text: &str) -> Calendar {
    Calendar::parse(text).unwrap()
}

pub(crate) fn office() -> &'static Calendar {
    static OFFICE_CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar(OFFICE));
    &OFFICE_CALENDAR
}

/// A moment by the wall clock in Kraków: `2026-04-03 15:00`.
pub(crate) fn at(text: &str) -> Timestamp {
    let wall: DateTime = text.replace(' ', "T").parse().unwrap();
    TimeZone::get("Europe/Warsaw")
        .unwrap()
        .to_timestamp(wall)
        .unwrap()
}

/// The wall clock in Kraków, to read results: `2026-04-03 15:00`.
pub(crate) fn wall(at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Warsaw").unwrap();
    zone.to_datetime(at).strftime("%F %H:%M").to_string()
}
