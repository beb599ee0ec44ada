//! Office time against tables computed by hand.

use domain::calendar::{Calendar, DayKind, DayOff, OfficeTime};
use jiff::civil::date;

use crate::{ALWAYS, OFFICE, at, calendar, office, wall};

const H: i64 = 3600;

#[test]
fn the_shipped_calendar_is_valid() {
    let calendar = Calendar::built_in();
    assert!(calendar.is_open(at("2026-11-26 12:00")));
    assert!(!calendar.is_open(at("2026-11-29 12:00")));
}

#[test]
fn due_times_pass_over_nights_weekends_and_days_off() {
    let calendar = office();
    for (from, hours, due) in [
        // Within a day, to its very end, and over a night.
        ("2026-11-26 08:00", 4, "2026-11-26 12:00"),
        ("2026-11-26 07:30", 8, "2026-11-26 15:30"),
        ("2026-11-26 14:30", 2, "2026-11-27 08:30"),
        // Filed at night, before opening, on a Saturday.
        ("2026-11-26 02:00", 1, "2026-11-26 08:30"),
        ("2026-11-26 22:00", 1, "2026-11-27 08:30"),
        ("2026-11-28 12:00", 1, "2026-11-30 08:30"),
        // Friday to Monday.
        ("2026-11-27 15:00", 1, "2026-11-30 08:00"),
        // Good Friday over Easter Monday (6 April 2026) to Tuesday.
        ("2026-04-03 15:00", 1, "2026-04-07 08:00"),
        // Wednesday over Corpus Christi (4 June 2026) to Friday, then to Monday.
        ("2026-06-03 15:00", 1, "2026-06-05 08:00"),
        ("2026-06-03 15:00", 9, "2026-06-08 08:00"),
        // 23 December 2026 over 24, 25 (Friday) and the weekend to Monday.
        ("2026-12-23 15:00", 1, "2026-12-28 08:00"),
        // In 2024 24 December still was a working day.
        ("2024-12-23 15:00", 1, "2024-12-24 08:00"),
        // Over a change of the clock: Friday to Monday in March and October.
        ("2026-03-27 15:00", 1, "2026-03-30 08:00"),
        ("2026-10-23 15:00", 1, "2026-10-26 08:00"),
        // A week is five days of eight hours.
        ("2026-11-16 07:30", 40, "2026-11-20 15:30"),
        ("2026-11-16 08:00", 40, "2026-11-23 08:00"),
        // New Year (Friday) and Epiphany (Wednesday) of 2027.
        ("2026-12-31 15:00", 24, "2027-01-07 15:00"),
    ] {
        let result = calendar.add_working(at(from), hours * H);
        assert_eq!(wall(result), due, "{hours} h from {from}");
        assert_eq!(
            calendar.working_seconds(at(from), at(due)),
            hours * H,
            "{from} to {due}"
        );
    }
}

#[test]
fn attack_32_days_of_the_changes_of_the_clock_have_23_and_25_hours() {
    let calendar = calendar(ALWAYS);
    for (day, next, hours) in [
        ("2026-03-28 00:00", "2026-03-29 00:00", 24),
        ("2026-03-29 00:00", "2026-03-30 00:00", 23),
        ("2026-10-25 00:00", "2026-10-26 00:00", 25),
        ("2028-03-26 00:00", "2028-03-27 00:00", 23),
        ("2027-10-31 00:00", "2027-11-01 00:00", 25),
    ] {
        assert_eq!(
            calendar.working_seconds(at(day), at(next)),
            hours * H,
            "{day}"
        );
    }
    assert_eq!(
        wall(calendar.add_working(at("2026-03-29 01:30"), H)),
        "2026-03-29 03:30"
    );
}

#[test]
fn a_night_shift_counts_what_the_wall_clock_shows() {
    let nights = OFFICE.replace(
        "[version.hours]",
        "[version.hours]\nsunday = [\"01:00-02:30\", \"03:15-04:00\"]",
    );
    let calendar = calendar(&nights);
    let sunday = |day: &str, next: &str| {
        calendar.working_seconds(at(&format!("{day} 00:00")), at(&format!("{next} 00:00"))) / 60
    };
    assert_eq!(sunday("2026-11-22", "2026-11-23"), 90 + 45);
    // From 2:00 the clock goes to 3:00: half an hour is missing.
    assert_eq!(sunday("2026-03-29", "2026-03-30"), 60 + 45);
    // From 3:00 the clock goes back to 2:00: half an hour comes twice.
    assert_eq!(sunday("2026-10-25", "2026-10-26"), 120 + 45);
}

#[test]
fn single_days_differ_as_the_file_says() {
    let calendar = calendar(&format!(
        r#"{OFFICE}
[[closed]]
date = 2026-08-13
to = 2026-08-14
reason = "przerwa techniczna"
[[working]]
date = 2026-11-28
hours = ["08:00-12:00"]
reason = "odpracowanie 27 listopada"
[[short]]
date = 2026-12-31
hours = ["07:30-10:00", "10:30-12:00"]
reason = "skrócony dzień pracy"
"#
    ));
    let worked = |day: &str| {
        calendar.working_seconds(at(&format!("{day} 00:00")), at(&format!("{day} 23:59"))) / 60
    };
    assert_eq!(worked("2026-08-12"), 480);
    assert_eq!(worked("2026-08-13"), 0);
    assert_eq!(worked("2026-08-14"), 0);
    assert_eq!(worked("2026-11-28"), 240);
    assert_eq!(worked("2026-12-31"), 240);
    let closed = calendar.day(date(2026, 8, 13)).kind;
    assert!(matches!(closed, DayKind::Closed(why) if &**why == "przerwa techniczna"));
    assert_eq!(
        calendar.day(date(2026, 6, 4)).kind,
        DayKind::Off(DayOff::CorpusChristi)
    );
    assert_eq!(calendar.day(date(2026, 11, 29)).kind, DayKind::NoHours);
}

#[test]
fn a_day_takes_the_hours_of_the_version_in_force_on_it() {
    let calendar = calendar(&format!(
        "{OFFICE}\n[[version]]\nname = \"od 2027\"\nfrom = 2027-01-04\n[version.hours]\nmonday = [\"09:00-17:00\"]\n"
    ));
    // Before the first version its hours hold too; nothing else of the week is open from 2027 on.
    assert!(calendar.is_open(at("2020-03-02 08:00")));
    assert!(calendar.is_open(at("2026-12-28 08:00")));
    assert!(!calendar.is_open(at("2027-01-04 08:00")));
    assert!(calendar.is_open(at("2027-01-04 16:00")));
    assert_eq!(
        wall(calendar.add_working(at("2026-12-31 15:00"), H)),
        "2027-01-04 09:30"
    );
    let versions: Vec<String> = calendar
        .intervals(at("2026-12-31 15:00"), at("2027-01-04 10:00"))
        .into_iter()
        .filter_map(|interval| match interval.why {
            OfficeTime::Open(version) => Some(version.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(versions, ["podstawowa", "od 2027"]);
}

#[test]
fn opening_times_are_half_open() {
    let calendar = office();
    assert!(!calendar.is_open(at("2026-11-26 07:29")));
    assert!(calendar.is_open(at("2026-11-26 07:30")));
    assert!(calendar.is_open(at("2026-11-26 15:29")));
    assert!(!calendar.is_open(at("2026-11-26 15:30")));
    let next = |from: &str| wall(calendar.next_opening(at(from)).unwrap());
    assert_eq!(next("2026-11-26 12:00"), "2026-11-26 12:00");
    assert_eq!(next("2026-11-26 15:30"), "2026-11-27 07:30");
    assert_eq!(next("2026-12-24 09:00"), "2026-12-28 07:30");
}

#[test]
fn intervals_say_why_time_does_not_count() {
    let calendar = office();
    let shown: Vec<String> = calendar
        .intervals(at("2026-06-03 15:00"), at("2026-06-08 08:00"))
        .into_iter()
        .map(|interval| {
            let why = match interval.why {
                OfficeTime::Open(_) => "open".to_owned(),
                OfficeTime::OutsideHours => "outside hours".to_owned(),
                OfficeTime::NoHours => "no hours".to_owned(),
                OfficeTime::DayOff(day) => day.as_str().to_owned(),
                OfficeTime::Closed(why) => why.to_string(),
            };
            format!("{} – {} {why}", wall(interval.from), wall(interval.to))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "2026-06-03 15:00 – 2026-06-03 15:30 open",
            "2026-06-03 15:30 – 2026-06-04 00:00 outside hours",
            "2026-06-04 00:00 – 2026-06-05 00:00 corpus_christi",
            "2026-06-05 00:00 – 2026-06-05 07:30 outside hours",
            "2026-06-05 07:30 – 2026-06-05 15:30 open",
            "2026-06-05 15:30 – 2026-06-06 00:00 outside hours",
            "2026-06-06 00:00 – 2026-06-08 00:00 no hours",
            "2026-06-08 00:00 – 2026-06-08 07:30 outside hours",
            "2026-06-08 07:30 – 2026-06-08 08:00 open",
        ]
    );
}

#[test]
fn a_clock_gone_mad_gets_an_answer() {
    let calendar = office();
    let (early, late) = (jiff::Timestamp::MIN, jiff::Timestamp::MAX);
    assert_eq!(calendar.working_seconds(late, early), 0);
    assert!(calendar.working_seconds(early, late) > 10_000 * 8 * H);
    assert_eq!(calendar.next_opening(late), None);
    assert_eq!(calendar.add_working(late, H), late);
    assert_eq!(wall(calendar.add_working(early, H)), "2015-01-02 08:30");
    assert_eq!(
        wall(calendar.add_working(at("2026-01-05 08:00"), i64::MAX / 2)),
        "2065-01-01 00:00"
    );
    assert_eq!(calendar.add_working(early, -5), early);
}
