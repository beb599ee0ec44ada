//! Office time against a reference that asks for every single minute, over random calendars.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::calendar::{Calendar, OfficeTime, days_off};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

/// Minutes of the day, from–to.
type Hours = Vec<(u32, u32)>;

/// A calendar as a person would write it down.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    week: [Hours; 7],
    closed: Vec<Date>,
    other: BTreeMap<Date, Hours>,
}

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

impl Model {
    fn open(&self, day: Date, minute: u32) -> bool {
        let within = |hours: &Hours| {
            hours
                .iter()
                .any(|(from, to)| (*from..*to).contains(&minute))
        };
        if self.closed.contains(&day) {
            false
        } else if let Some(hours) = self.other.get(&day) {
            within(hours)
        } else if days_off(day.year()).iter().any(|(off, _)| *off == day) {
            false
        } else {
            let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap();
            within(&self.week[weekday])
        }
    }

    /// Open minutes of each minute from `from` on, one by one.
    pub(crate) fn minutes(&self, from: Timestamp, count: usize) -> Vec<bool> {
        let zone = TimeZone::get("Europe/Warsaw").unwrap();
        (0..count)
            .map(|minute| {
                let at = from + i64::try_from(minute).unwrap().minutes();
                let wall = zone.to_datetime(at);
                let of_day = u32::try_from(wall.hour()).unwrap() * 60
                    + u32::try_from(wall.minute()).unwrap();
                self.open(wall.date(), of_day)
            })
            .collect()
    }

    pub(crate) fn text(&self) -> String {
        let mut text =
            String::from("[[version]]\nname = \"v\"\nfrom = 2020-01-01\n[version.hours]\n");
        for (name, hours) in DAYS.iter().zip(&self.week) {
            writeln!(text, "{name} = {}", shown(hours)).unwrap();
        }
        for day in &self.closed {
            writeln!(text, "[[closed]]\ndate = {day}\nreason = \"r\"").unwrap();
        }
        for (day, hours) in &self.other {
            writeln!(
                text,
                "[[working]]\ndate = {day}\nhours = {}\nreason = \"r\"",
                shown(hours)
            )
            .unwrap();
        }
        text
    }
}

fn shown(hours: &Hours) -> String {
    let ranges: Vec<String> = hours
        .iter()
        .map(|(from, to)| {
            format!(
                "\"{:02}:{:02}-{:02}:{:02}\"",
                from / 60,
                from % 60,
                to / 60,
                to % 60
            )
        })
        .collect();
    format!("[{}]", ranges.join(", "))
}

fn hours() -> impl Strategy<Value = Hours> {
    prop::collection::btree_set(0_u32..=1440, 0..=6).prop_map(|edges| {
        let edges: Vec<u32> = edges.into_iter().collect();
        edges
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .collect()
    })
}

pub(crate) fn models() -> impl Strategy<Value = Model> {
    (
        prop::array::uniform7(hours()),
        prop::collection::btree_set(0_i64..400, 0..4),
        prop::collection::btree_map(0_i64..400, hours(), 0..4),
    )
        .prop_filter_map("an office that never opens", |(week, closed, working)| {
            if week.iter().all(Vec::is_empty) {
                return None;
            }
            let day = |number: i64| date(2025, 12, 1) + number.days();
            let mut model = Model {
                week,
                closed: closed.into_iter().map(day).collect(),
                other: BTreeMap::new(),
            };
            for (number, hours) in working {
                let day = day(number);
                // Working days are given where the office otherwise is closed.
                let free = (0..1440).all(|minute| !model.open(day, minute));
                if free && !hours.is_empty() && !model.closed.contains(&day) {
                    model.other.insert(day, hours);
                }
            }
            Some(model)
        })
}

/// Beginnings near everything that is odd: changes of the clock, feasts, ends of years; else any.
pub(crate) fn beginnings() -> impl Strategy<Value = Timestamp> {
    let odd = prop::sample::select(vec![
        date(2026, 3, 28),
        date(2026, 10, 24),
        date(2026, 4, 3),
        date(2026, 6, 3),
        date(2025, 12, 23),
        date(2026, 12, 23),
        date(2026, 12, 31),
    ]);
    let any = (0_i64..390).prop_map(|days| date(2025, 12, 1) + days.days());
    (prop_oneof![odd, any], 0_i64..2880).prop_map(|(day, minutes)| {
        let zone = TimeZone::get("Europe/Warsaw").unwrap();
        zone.to_timestamp(day.at(0, 0, 0, 0)).unwrap() + minutes.minutes()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn office_time_is_what_counting_minutes_gives(
        model in models(),
        from in beginnings(),
        length in 0_usize..6000,
    ) {
        let calendar = Calendar::parse(&model.text()).unwrap();
        let minutes = model.minutes(from, length);
        let to = from + i64::try_from(length).unwrap().minutes();
        let open = minutes.iter().filter(|open| **open).count();
        prop_assert_eq!(calendar.working_seconds(from, to), i64::try_from(open * 60).unwrap());

        // Each minute on its own.
        for (number, open) in minutes.iter().enumerate().step_by(7) {
            let minute = from + i64::try_from(number).unwrap().minutes();
            prop_assert_eq!(calendar.is_open(minute), *open, "{}", minute);
        }

        // The intervals cover the time without gap or overlap, and the open ones make the sum.
        let intervals = calendar.intervals(from, to);
        let mut reached = from;
        let mut sum = 0;
        for interval in &intervals {
            prop_assert_eq!(interval.from, reached);
            prop_assert!(interval.from < interval.to);
            reached = interval.to;
            if matches!(interval.why, OfficeTime::Open(_)) {
                sum += interval.to.as_second() - interval.from.as_second();
            }
        }
        prop_assert_eq!(reached, to);
        prop_assert_eq!(sum, i64::try_from(open * 60).unwrap());

        // The due time of any number of open minutes is the end of the minute that completes them.
        let mut gone = 0;
        for (number, _) in minutes.iter().enumerate().filter(|(_, open)| **open) {
            gone += 60;
            let end = from + i64::try_from(number + 1).unwrap().minutes();
            prop_assert_eq!(calendar.add_working(from, gone), end);
        }
    }

    #[test]
    fn office_time_adds_up_and_never_runs_backwards(
        model in models(),
        from in beginnings(),
        parts in prop::collection::vec(0_i64..200_000, 1..5),
        seconds in 1_i64..500_000,
    ) {
        let calendar = Calendar::parse(&model.text()).unwrap();
        let mut moments = vec![from];
        for part in parts {
            let last = *moments.last().unwrap();
            moments.push(last + part.seconds());
        }
        let whole = calendar.working_seconds(from, *moments.last().unwrap());
        let sum: i64 = moments.windows(2).map(|pair| calendar.working_seconds(pair[0], pair[1])).sum();
        prop_assert_eq!(whole, sum);

        let due = calendar.add_working(from, seconds);
        prop_assert!(due >= from);
        prop_assert_eq!(calendar.working_seconds(from, due), seconds);
        prop_assert_eq!(calendar.working_seconds(from, due - 1.second()), seconds - 1);
        prop_assert!(calendar.add_working(from, seconds + 1) > due);
        prop_assert!(calendar.add_working(from + 1.hour(), seconds) >= due);
        let half = calendar.add_working(from, seconds / 2);
        prop_assert_eq!(calendar.add_working(half, seconds - seconds / 2), due);
        let opening = calendar.next_opening(from).unwrap();
        prop_assert!(calendar.is_open(opening));
        prop_assert_eq!(calendar.working_seconds(from, opening), 0);
    }
}
