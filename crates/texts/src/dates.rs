//! Dates and times as people write them in either language, on the office's clock, which is
//! Europe/Warsaw.

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::{Arg, Texts};

static WARSAW: LazyLock<TimeZone> = LazyLock::new(warsaw);

/// Europe/Warsaw from the database inside the program, so that it does not depend on the machine.
#[expect(
    clippy::expect_used,
    reason = "the time zone database is compiled in; a test reads it"
)]
fn warsaw() -> TimeZone {
    TimeZone::get("Europe/Warsaw").expect("Europe/Warsaw is in the bundled time zone database")
}

impl Texts {
    /// The moment on the office's clock.
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(WARSAW.clone())
    }

    /// `26 listopada 2026, 13:05`; `26 November 2026, 13:05`.
    pub fn date_time(&self, at: Timestamp) -> String {
        let local = self.local(at);
        format!(
            "{}, {:02}:{:02}",
            self.date(at),
            local.hour(),
            local.minute()
        )
    }

    /// `26 listopada 2026`; `26 November 2026`.
    pub fn date(&self, at: Timestamp) -> String {
        let local = self.local(at);
        let month = self.get(&format!("month-of-{}", local.month()));
        format!("{} {month} {}", local.day(), local.year())
    }

    /// `26.11, 13:05`, for narrow columns; `26 Nov, 13:05`.
    pub fn short_date_time(&self, at: Timestamp) -> String {
        let local = self.local(at);
        let month = self.get(&format!("month-short-{}", local.month()));
        let day = Arg::Number(local.day().into());
        let date = self.with("short-date", &[("day", day), ("month", (&month).into())]);
        format!("{date}, {:02}:{:02}", local.hour(), local.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_32_summer_and_winter_time_are_told_apart() {
        let t = Texts::pl();
        assert_eq!(
            t.date_time("2026-07-01T10:00:00Z".parse().unwrap()),
            "1 lipca 2026, 12:00"
        );
        assert_eq!(
            t.date_time("2026-12-31T23:30:00Z".parse().unwrap()),
            "1 stycznia 2027, 00:30"
        );
        assert_eq!(
            t.short_date_time("2026-11-26T12:05:00Z".parse().unwrap()),
            "26.11, 13:05"
        );
    }

    #[test]
    fn english_dates_are_by_the_same_clock() {
        let t = Texts::en();
        assert_eq!(
            t.date_time("2026-12-31T23:30:00Z".parse().unwrap()),
            "1 January 2027, 00:30"
        );
        for (at, words) in [
            ("2026-11-26T12:05:00Z", "26 Nov, 13:05"),
            ("2026-05-03T22:05:00Z", "4 May, 00:05"),
        ] {
            assert_eq!(t.short_date_time(at.parse().unwrap()), words);
        }
    }
}
