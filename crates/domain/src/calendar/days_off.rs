//! Polish statutory days off, computed for any year without asking anybody.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// A day off by the Act of 18 January 1951 on days off work (ustawa o dniach wolnych od pracy), as
/// amended up to the one that added 24 December from 2025 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named in `as_str`")]
pub enum DayOff {
    NewYear,
    Epiphany,
    Easter,
    EasterMonday,
    LabourDay,
    ConstitutionDay,
    Pentecost,
    CorpusChristi,
    Assumption,
    AllSaints,
    Independence,
    IndependenceCentenary,
    ChristmasEve,
    Christmas,
    SecondDayOfChristmas,
}

impl DayOff {
    /// Every day off there is or was.
    pub const ALL: [Self; 15] = [
        Self::NewYear,
        Self::Epiphany,
        Self::Easter,
        Self::EasterMonday,
        Self::LabourDay,
        Self::ConstitutionDay,
        Self::Pentecost,
        Self::CorpusChristi,
        Self::Assumption,
        Self::AllSaints,
        Self::Independence,
        Self::IndependenceCentenary,
        Self::ChristmasEve,
        Self::Christmas,
        Self::SecondDayOfChristmas,
    ];

    /// The name in the JSON API and in keys of texts: `corpus_christi`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewYear => "new_year",
            Self::Epiphany => "epiphany",
            Self::Easter => "easter",
            Self::EasterMonday => "easter_monday",
            Self::LabourDay => "labour_day",
            Self::ConstitutionDay => "constitution_day",
            Self::Pentecost => "pentecost",
            Self::CorpusChristi => "corpus_christi",
            Self::Assumption => "assumption",
            Self::AllSaints => "all_saints",
            Self::Independence => "independence",
            Self::IndependenceCentenary => "independence_centenary",
            Self::ChristmasEve => "christmas_eve",
            Self::Christmas => "christmas",
            Self::SecondDayOfChristmas => "second_day_of_christmas",
        }
    }
}

/// Easter Sunday (Gregorian), by the anonymous algorithm of 1876; any year of the calendar.
pub fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (century, of_century) = (y.div_euclid(100), y.rem_euclid(100));
    let golden = y.rem_euclid(19);
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let week = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - moon - of_century % 4)
        .rem_euclid(7);
    let late = (golden + 11 * moon + 22 * week) / 451;
    let days = moon + week - 7 * late + 114;
    // Between 22 March and 25 April, so both numbers are small.
    let small = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, small(days / 31), small(days % 31 + 1))
}

/// The statutory days off of a year, in order. Right from 1991 on (before that the list of the act
/// was another one); 6 January since 2011, 12 November in 2018 only, 24 December since 2025. Sundays
/// are days off as well and are not listed, except the feasts that fall on one.
pub fn days_off(year: i16) -> Vec<(Date, DayOff)> {
    let easter = easter(year);
    let after_easter = |days: Span| easter.saturating_add(days);
    let mut days = vec![
        (date(year, 1, 1), DayOff::NewYear),
        (easter, DayOff::Easter),
        (after_easter(1.day()), DayOff::EasterMonday),
        (date(year, 5, 1), DayOff::LabourDay),
        (date(year, 5, 3), DayOff::ConstitutionDay),
        (after_easter(49.days()), DayOff::Pentecost),
        (after_easter(60.days()), DayOff::CorpusChristi),
        (date(year, 8, 15), DayOff::Assumption),
        (date(year, 11, 1), DayOff::AllSaints),
        (date(year, 11, 11), DayOff::Independence),
        (date(year, 12, 25), DayOff::Christmas),
        (date(year, 12, 26), DayOff::SecondDayOfChristmas),
    ];
    if year >= 2011 {
        days.push((date(year, 1, 6), DayOff::Epiphany));
    }
    if year == 2018 {
        days.push((date(year, 11, 12), DayOff::IndependenceCentenary));
    }
    if year >= 2025 {
        days.push((date(year, 12, 24), DayOff::ChristmasEve));
    }
    days.sort_unstable();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_tables_have_it() {
        for (year, month, day) in [
            (1991, 3, 31),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2018, 4, 1),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn the_days_off_of_2026_are_those_of_the_act() {
        let days: Vec<(Date, &str)> = days_off(2026)
            .into_iter()
            .map(|(date, day)| (date, day.as_str()))
            .collect();
        assert_eq!(
            days,
            [
                (date(2026, 1, 1), "new_year"),
                (date(2026, 1, 6), "epiphany"),
                (date(2026, 4, 5), "easter"),
                (date(2026, 4, 6), "easter_monday"),
                (date(2026, 5, 1), "labour_day"),
                (date(2026, 5, 3), "constitution_day"),
                (date(2026, 5, 24), "pentecost"),
                (date(2026, 6, 4), "corpus_christi"),
                (date(2026, 8, 15), "assumption"),
                (date(2026, 11, 1), "all_saints"),
                (date(2026, 11, 11), "independence"),
                (date(2026, 12, 24), "christmas_eve"),
                (date(2026, 12, 25), "christmas"),
                (date(2026, 12, 26), "second_day_of_christmas"),
            ]
        );
    }

    #[test]
    fn days_that_came_later_are_not_put_back_in_time() {
        let has = |year: i16, day: DayOff| days_off(year).iter().any(|(_, other)| *other == day);
        assert!(!has(2010, DayOff::Epiphany) && has(2011, DayOff::Epiphany));
        assert!(!has(2024, DayOff::ChristmasEve) && has(2025, DayOff::ChristmasEve));
        assert!(!has(2017, DayOff::IndependenceCentenary));
        assert!(has(2018, DayOff::IndependenceCentenary));
        assert!(!has(2019, DayOff::IndependenceCentenary));
    }

    #[test]
    fn moving_feasts_keep_their_weekdays_in_every_year() {
        use jiff::civil::Weekday;
        for year in 1..=9998 {
            for (date, day) in days_off(year) {
                let wanted = match day {
                    DayOff::Easter | DayOff::Pentecost => Weekday::Sunday,
                    DayOff::EasterMonday => Weekday::Monday,
                    DayOff::CorpusChristi => Weekday::Thursday,
                    _ => continue,
                };
                assert_eq!(date.weekday(), wanted, "{date} {day:?}");
            }
        }
    }
}
