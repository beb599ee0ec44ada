//! Calendars that are refused, each with its line and the reason.

use domain::calendar::Calendar;

use crate::OFFICE;

fn refused(text: &str) -> String {
    Calendar::parse(text).unwrap_err().to_string()
}

/// The office hours, then `more` from line 11 on.
fn with(more: &str) -> String {
    refused(&format!("{OFFICE}{more}"))
}

#[test]
fn hours_that_make_no_sense_are_refused() {
    let monday = |hours: &str| {
        refused(&OFFICE.replace("monday = [\"07:30-15:30\"]", &format!("monday = {hours}")))
    };
    for (hours, reason) in [
        (
            "[\"11:00-15:30\", \"07:30-12:00\"]",
            "line 6: `07:30-12:00` and `11:00-15:30` overlap",
        ),
        (
            "[\"07:30-15:30\", \"07:30-15:30\"]",
            "line 6: `07:30-15:30` and `07:30-15:30` overlap",
        ),
        (
            "[\"15:30-07:30\"]",
            "line 6: `15:30-07:30` ends before it begins",
        ),
        (
            "[\"08:00-08:00\"]",
            "line 6: `08:00-08:00` ends before it begins",
        ),
        (
            "[\"8-16\"]",
            "line 6: `8-16` is not a range such as 07:30-15:30",
        ),
        ("[\"07:30-24:30\"]", "line 6: `07:30-24:30` is not a range"),
        ("[\"07:30-15:60\"]", "line 6: `07:30-15:60` is not a range"),
        ("[\"+7:30-15:30\"]", "line 6: `+7:30-15:30` is not a range"),
        ("7", "line 6: "),
    ] {
        let found = monday(hours);
        assert!(found.starts_with(reason), "{hours}: {found}");
    }
    let unknown = refused(&OFFICE.replace("monday", "poniedzialek"));
    assert!(
        unknown.starts_with("line ") && unknown.contains("poniedzialek"),
        "{unknown}"
    );
}

#[test]
fn versions_come_in_order_and_have_hours() {
    assert_eq!(
        with(
            "[[version]]\nname = \"b\"\nfrom = 2022-06-23\n[version.hours]\nmonday = [\"8:00-9:00\"]"
        ),
        "line 11: version `b` from 2022-06-23 must come after version `podstawowa` from 2022-06-23"
    );
    assert_eq!(
        with(
            "[[version]]\nname = \"podstawowa\"\nfrom = 2023-01-01\n[version.hours]\nmonday = [\"8:00-9:00\"]"
        ),
        "line 11: there are two versions `podstawowa`"
    );
    assert_eq!(
        with("[[version]]\nname = \"b\"\nfrom = 2023-01-01\n[version.hours]\nmonday = []"),
        "line 11: version `b` has no office hours, so nothing would ever be due"
    );
    assert!(refused("version = []").contains("there is no [[version]]"));
    assert!(refused("").contains("version"));
}

#[test]
fn a_single_day_is_one_thing_and_the_right_one() {
    for (more, reason) in [
        (
            "[[closed]]\ndate = 2026-08-14\nreason = \"a\"\n[[closed]]\ndate = 2026-08-13\nto = 2026-08-14\nreason = \"b\"",
            "line 14: 2026-08-14 is already given in line 11; a day is one thing",
        ),
        (
            "[[working]]\ndate = 2026-11-28\nhours = [\"8:00-9:00\"]\nreason = \"a\"\n[[closed]]\ndate = 2026-11-28\nreason = \"b\"",
            "line 11: 2026-11-28 is already given in line 15; a day is one thing",
        ),
        (
            "[[closed]]\ndate = 2026-08-14\nto = 2026-08-13\nreason = \"a\"",
            "line 11: closed from 2026-08-14 to 2026-08-13: must be 1 to 62 days",
        ),
        (
            "[[closed]]\ndate = 2026-08-14\nto = 2062-08-14\nreason = \"a\"",
            "line 11: closed from 2026-08-14 to 2062-08-14: must be 1 to 62 days",
        ),
        (
            "[[closed]]\ndate = 2026-08-14\nreason = \" \"",
            "line 11: the reason or name is empty",
        ),
        (
            "[[working]]\ndate = 2026-11-26\nhours = [\"8:00-9:00\"]\nreason = \"a\"",
            "line 11: 2026-11-26 is a working day anyway",
        ),
        (
            "[[working]]\ndate = 2026-11-28\nhours = []\nreason = \"a\"",
            "line 13: 2026-11-28 has no hours",
        ),
        (
            "[[short]]\ndate = 2026-12-24\nhours = [\"8:00-9:00\"]\nreason = \"a\"",
            "line 11: 2026-12-24 is a day off (christmas_eve) and cannot be short",
        ),
        (
            "[[short]]\ndate = 2026-11-28\nhours = [\"8:00-9:00\"]\nreason = \"a\"",
            "line 11: 2026-11-28 is no working day and cannot be short",
        ),
        (
            "[[short]]\ndate = 2026-11-27\nhours = [\"8:00-16:00\"]\nreason = \"a\"",
            "line 11: 2026-11-27 would not be shorter than usual",
        ),
        ("[[closed]]\ndate = 2026-02-30\nreason = \"a\"", "line 12: "),
        ("[[holiday]]\ndate = 2026-02-20", "line "),
    ] {
        let found = with(more);
        assert!(found.starts_with(reason), "{more}: {found}");
    }
}
