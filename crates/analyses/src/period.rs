//! Days of which figures are asked, on the office's clock.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The most days of one period: ten years.
const MOST_DAYS: i32 = 3660;
/// Up to so many days are told day by day.
const BY_DAYS: i32 = 45;
/// Up to so many days are told week by week; longer ones by months.
const BY_WEEKS: i32 = 200;

static WARSAW: LazyLock<TimeZone> = LazyLock::new(warsaw);

#[expect(
    clippy::expect_used,
    reason = "the time zone database is compiled in; every test of periods reads it"
)]
fn warsaw() -> TimeZone {
    TimeZone::get("Europe/Warsaw").expect("Europe/Warsaw is in the bundled time zone database")
}

/// Whole days, both ends included, from midnight to midnight in Warsaw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    last: Date,
}

/// Not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// It ends before it begins.
    Backwards,
    /// Longer than ten years, or out of the calendar.
    TooLong,
}

/// Some days of a period, with the moments between which they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// The midnight that begins the first day.
    pub from: Timestamp,
    /// The midnight that ends the last day.
    pub to: Timestamp,
}

impl Period {
    /// The days from `first` to `last`.
    ///
    /// # Errors
    /// [`PeriodError`].
    pub fn new(first: Date, last: Date) -> Result<Self, PeriodError> {
        if last < first {
            return Err(PeriodError::Backwards);
        }
        let period = Self { first, last };
        if held(first) != first || held(last) != last || period.length() > MOST_DAYS {
            return Err(PeriodError::TooLong);
        }
        Ok(period)
    }

    /// The month of a day. Days out of the calendar count as its nearest.
    pub fn month(day: Date) -> Self {
        let day = held(day);
        Self {
            first: day.first_of_month(),
            last: day.last_of_month(),
        }
    }

    /// The quarter of a day, as for a month.
    pub fn quarter(day: Date) -> Self {
        let day = held(day);
        let months_in = i32::from((day.month() - 1) % 3);
        let first = day.first_of_month().saturating_sub(months_in.months());
        Self {
            first,
            last: first.saturating_add(2.months()).last_of_month(),
        }
    }

    /// The year of a day, as for a month.
    pub fn year(day: Date) -> Self {
        let day = held(day);
        Self {
            first: day.first_of_year(),
            last: day.last_of_year(),
        }
    }

    /// The first day.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(&self) -> Date {
        self.last
    }

    /// The midnight that begins the first day.
    pub fn from(&self) -> Timestamp {
        midnight(self.first)
    }

    /// The midnight that ends the last day; this moment does not belong to the period.
    pub fn to(&self) -> Timestamp {
        midnight(self.last.saturating_add(1.day()))
    }

    /// Whether the moment lies in it.
    pub fn contains(&self, at: Timestamp) -> bool {
        self.from() <= at && at < self.to()
    }

    fn length(self) -> i32 {
        (self.last - self.first).get_days() + 1
    }

    /// The period cut into days, weeks (from Monday) or calendar months, by its length, in order and
    /// without gaps; the first and the last may be cut short.
    pub fn pieces(&self) -> Vec<Days> {
        let mut pieces = Vec::new();
        let mut first = self.first;
        while first <= self.last {
            let end = if self.length() <= BY_DAYS {
                first
            } else if self.length() <= BY_WEEKS {
                let days_left = first.weekday().until(Weekday::Sunday);
                first.saturating_add(days_left.days())
            } else {
                first.last_of_month()
            };
            let last = end.min(self.last);
            let next = last.saturating_add(1.day());
            pieces.push(Days {
                first,
                last,
                from: midnight(first),
                to: midnight(next),
            });
            first = next;
        }
        pieces
    }
}

/// The day, or the nearest of which years and their neighbours can be told.
fn held(day: Date) -> Date {
    day.clamp(date(1900, 1, 1), date(9000, 12, 31))
}

fn midnight(day: Date) -> Timestamp {
    day.to_zoned(WARSAW.clone())
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_office_has_its_own_length() {
        let spring = Period::new(date(2026, 3, 29), date(2026, 3, 29)).unwrap();
        assert_eq!(
            spring.to().as_second() - spring.from().as_second(),
            23 * 3600
        );
        let autumn = Period::month(date(2026, 10, 25));
        assert_eq!(autumn.from().to_string(), "2026-09-30T22:00:00Z");
        assert_eq!(autumn.to().to_string(), "2026-10-31T23:00:00Z");
        assert!(!autumn.contains(autumn.to()));
    }

    #[test]
    fn quarters_and_years_have_their_days() {
        let quarter = Period::quarter(date(2026, 11, 26));
        assert_eq!(
            (quarter.first(), quarter.last()),
            (date(2026, 10, 1), date(2026, 12, 31))
        );
        let year = Period::year(date(2028, 2, 29));
        assert_eq!(
            (year.first(), year.last()),
            (date(2028, 1, 1), date(2028, 12, 31))
        );
    }

    #[test]
    fn what_is_no_period_is_refused() {
        let day = date(2026, 11, 26);
        assert_eq!(
            Period::new(day, day.yesterday().unwrap()),
            Err(PeriodError::Backwards)
        );
        assert_eq!(
            Period::new(date(1999, 1, 1), day),
            Err(PeriodError::TooLong)
        );
        assert_eq!(Period::month(Date::MAX).last(), date(9000, 12, 31));
        assert_eq!(Period::new(day, Date::MAX), Err(PeriodError::TooLong));
    }

    #[test]
    fn pieces_are_days_weeks_or_months_without_gaps() {
        for (first, last, count) in [
            (date(2026, 10, 1), date(2026, 10, 31), 31),
            // Thursday to Sunday, eleven weeks, Monday to Thursday.
            (date(2026, 10, 1), date(2026, 12, 31), 14),
            (date(2026, 1, 15), date(2026, 12, 31), 12),
        ] {
            let period = Period::new(first, last).unwrap();
            let pieces = period.pieces();
            assert_eq!(pieces.len(), count);
            assert_eq!(pieces[0].from, period.from());
            assert_eq!(pieces[count - 1].to, period.to());
            assert!(pieces.windows(2).all(|two| two[0].to == two[1].from));
        }
    }
}
