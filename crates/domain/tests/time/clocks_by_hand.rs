//! Clocks of told histories, computed by hand. Thursday 26 November 2026; open 7:30–15:30.

use domain::clock::{Cause, ClockKind, RowKind, clocks};
use domain::targets::Targets;
use domain::{Act, ReplayError, Visibility, WaitingFor};

use crate::history::*;
use crate::targets::targets;
use crate::{at, office, wall};

#[test]
fn filing_starts_the_two_clocks_of_the_requester() {
    let told = History::filed("2026-11-26 08:00", 3);
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 09:00");
    assert_eq!(
        lines(&clocks),
        [
            "first_answer IT-02-3 running, 1:00 of 4:00, due 2026-11-26 12:00",
            "solution IT-02-3 running, 1:00 of 24:00, due 2026-12-01 08:00",
        ]
    );
    assert_eq!(clocks.next_due().unwrap().key.kind, ClockKind::FirstAnswer);
}

#[test]
fn only_a_word_of_the_staff_to_the_requester_is_a_first_answer() {
    let (calendar, targets) = (office(), Targets::built_in());
    let told = History::filed("2026-11-26 08:00", 3)
        .and("2026-11-26 08:30", requester(), note(Visibility::Public))
        .then("2026-11-26 09:00", note(Visibility::Internal))
        .then("2026-11-26 09:30", Act::Claimed);
    let answer = |told: &History| {
        let clocks = told.clocks(calendar, &targets, "2026-11-26 13:00");
        line(clocks.last(ClockKind::FirstAnswer).unwrap())
    };
    assert_eq!(
        answer(&told),
        "first_answer IT-02-3 running, 5:00 of 4:00, due 2026-11-26 12:00, late since 2026-11-26 12:00"
    );
    let told = told.then("2026-11-26 10:00", note(Visibility::Public));
    assert_eq!(
        answer(&told),
        "first_answer IT-02-3 met 2026-11-26 10:00, 2:00 of 4:00, due 2026-11-26 12:00"
    );
}

#[test]
fn each_hand_over_has_clocks_of_its_own() {
    let told = History::filed("2026-11-26 08:00", 2)
        .then("2026-11-26 08:30", escalated("IT-04-1", "§14 pkt 1 lit. l"))
        .then("2026-11-26 09:00", Act::Accepted)
        .then("2026-11-26 12:00", returned())
        .then(
            "2026-11-26 12:15",
            transferred("IT-04-2", "§15 pkt 1 lit. e"),
        )
        .then("2026-11-27 08:00", resolved());
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-30 12:00");
    assert_eq!(
        lines(&clocks),
        [
            "first_answer IT-04-2 met 2026-11-27 08:00, 8:00 of 1:00, due 2026-11-26 09:00, late since 2026-11-26 09:00",
            "solution IT-04-2 met 2026-11-27 08:00, 8:00 of 8:00, due 2026-11-27 08:00",
            "accept IT-04-1 met 2026-11-26 09:00, 0:30 of 1:00, due 2026-11-26 09:30",
            "solve IT-04-1 stopped 2026-11-26 12:00, 3:30 of 8:00, due 2026-11-27 08:30",
            "accept IT-02-3 met 2026-11-26 12:15, 0:15 of 1:00, due 2026-11-26 13:00",
            "solve IT-02-3 stopped 2026-11-26 12:15, 0:15 of 8:00, due 2026-11-27 12:00",
            "accept IT-04-2 met 2026-11-27 08:00, 3:45 of 1:00, due 2026-11-26 13:15, late since 2026-11-26 13:15",
            "solve IT-04-2 met 2026-11-27 08:00, 3:45 of 8:00, due 2026-11-27 12:15",
        ]
    );
    assert_eq!(clocks.live().count(), 0);
}

#[test]
fn a_second_too_late_is_late_also_while_the_office_is_closed() {
    let (calendar, targets) = (office(), Targets::built_in());
    // 8 hours from opening end with the day.
    let told = History::filed("2026-11-27 07:30", 2);
    let at_closing = told.clone().then("2026-11-27 15:30", resolved());
    let clocks = at_closing.clocks(calendar, &targets, "2026-11-30 12:00");
    assert_eq!(solution(&clocks).breached_at, None);
    let on_saturday = told.then("2026-11-28 10:00", resolved());
    let clocks = on_saturday.clocks(calendar, &targets, "2026-11-30 12:00");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 met 2026-11-28 10:00, 8:00 of 8:00, due 2026-11-27 15:30, late since 2026-11-27 15:30"
    );
}

#[test]
fn reopening_goes_on_with_the_time_left_and_at_least_the_grace() {
    let (calendar, targets) = (office(), Targets::built_in());
    let told = History::filed("2026-11-26 08:00", 2)
        .then("2026-11-26 08:30", escalated("IT-04-1", "§14 pkt 1 lit. l"))
        .then("2026-11-26 10:00", resolved());
    // Six hours of eight were left: the days in which it was solved cost nothing.
    let soon = told
        .clone()
        .and("2026-11-30 09:00", requester(), reopened());
    let clocks = soon.clocks(calendar, &targets, "2026-11-30 10:00");
    assert_eq!(
        lines(&clocks)[1..],
        [
            "solution IT-04-1 running, 3:00 of 8:00, due 2026-11-30 15:00",
            "accept IT-04-1 met 2026-11-26 10:00, 1:30 of 1:00, due 2026-11-26 09:30, late since 2026-11-26 09:30",
            "solve IT-04-1 running, 2:30 of 8:00, due 2026-11-30 15:30",
        ]
    );
    assert_eq!(solution(&clocks).round, 2);

    // Ten minutes were left: an hour is given, and what the rule says is kept beside it.
    let late = History::filed("2026-11-26 08:00", 2)
        .then("2026-11-27 07:50", resolved())
        .and("2026-11-30 09:00", requester(), reopened());
    let clocks = late.clocks(calendar, &targets, "2026-11-30 09:30");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 8:20 of 8:50, due 2026-11-30 10:00"
    );
    let last = solution(&clocks).promises.last().unwrap();
    assert_eq!((last.cause, last.sequence), (Cause::Reopened, 3));
    assert_eq!(last.target.as_ref().unwrap().seconds, 8 * 3600);
    assert_eq!(last.allowed, Some(8 * 3600 + 50 * 60));

    // It was late already: that stays, and the grace is given all the same.
    let very_late = History::filed("2026-11-26 08:00", 2)
        .then("2026-11-27 12:00", resolved())
        .and("2026-11-30 09:00", requester(), reopened());
    let clocks = very_late.clocks(calendar, &targets, "2026-11-30 09:30");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 12:30 of 13:00, due 2026-11-30 10:00, late since 2026-11-27 08:00"
    );
    assert_eq!(solution(&clocks).late_since(), None);
}

#[test]
fn cancelling_stops_every_clock() {
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 08:30", transferred("IT-02-2", "§7 pkt 5"))
        .and(
            "2026-11-26 09:00",
            requester(),
            Act::Cancelled { reason: "r".into() },
        );
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-12-15 09:30");
    assert_eq!(clocks.all.len(), 5);
    for clock in lines(&clocks) {
        assert!(
            clock.contains("stopped 2026-11-26 09:00") && !clock.contains("late"),
            "{clock}"
        );
    }
}

#[test]
fn a_unit_with_a_shorter_target_gets_the_grace_and_keeps_what_was_used() {
    let targets = targets(
        "[[version.rule]]\nclock = \"solution\"\nunit = [\"IT-04-1\"]\nwithin = \"2h\"\n[[version.rule]]\nclock = \"solution\"\nunit = [\"IT-04-2\"]\nwithin = \"none\"\n",
    );
    let filed = History::filed("2026-11-26 08:00", 3);
    let solution_at = |told: &History, now: &str| {
        let clocks = told.clocks(office(), &targets, now);
        line(solution(&clocks))
    };
    let early = filed
        .clone()
        .then("2026-11-26 08:30", escalated("IT-04-1", "§14 pkt 1 lit. l"));
    assert_eq!(
        solution_at(&early, "2026-11-26 09:00"),
        "solution IT-04-1 running, 1:00 of 2:00, due 2026-11-26 10:00"
    );
    let after_five_hours = filed
        .clone()
        .then("2026-11-26 13:00", escalated("IT-04-1", "§14 pkt 1 lit. l"));
    assert_eq!(
        solution_at(&after_five_hours, "2026-11-26 13:30"),
        "solution IT-04-1 running, 5:30 of 6:00, due 2026-11-26 14:00"
    );
    // Twenty minutes were left: less than the grace, and not made more.
    let near_the_end = filed.then("2026-11-27 07:40", escalated("IT-04-1", "§14 pkt 1 lit. l"));
    assert_eq!(
        solution_at(&near_the_end, "2026-11-27 07:45"),
        "solution IT-04-1 running, 7:45 of 8:00, due 2026-11-27 08:00"
    );
    // Where nothing is promised nothing is due, and a lateness before stays.
    let without = early.then(
        "2026-11-26 11:00",
        transferred("IT-04-2", "§15 pkt 1 lit. e"),
    );
    assert_eq!(
        solution_at(&without, "2026-12-30 13:00"),
        format!(
            "solution IT-04-2 running, {}, due –, late since 2026-11-26 10:00",
            "181:00 of –"
        )
    );
}

#[test]
fn a_security_incident_runs_day_and_night() {
    let (calendar, targets) = (office(), Targets::built_in());
    let told = History::filed("2026-11-27 14:00", 2)
        .then("2026-11-27 15:00", transferred("IT-02-2", "§7 pkt 5"));
    let csirt = |told: &History, now: &str| {
        let clocks = told.clocks(calendar, &targets, now);
        clocks.last(ClockKind::Csirt).map(line)
    };
    assert_eq!(
        csirt(&told, "2026-11-28 03:00").unwrap(),
        "csirt IT-02-2 running, 12:00 of 24:00, due 2026-11-28 15:00"
    );
    // Solving the ticket does not report it, leaving the duty does away with the incident.
    let solved = told.clone().then("2026-11-27 15:20", resolved());
    assert_eq!(
        csirt(&solved, "2026-11-29 15:00").unwrap(),
        "csirt IT-02-2 running, 48:00 of 24:00, due 2026-11-28 15:00, late since 2026-11-28 15:00"
    );
    let no_incident = told.then("2026-11-28 10:00", returned());
    assert_eq!(
        csirt(&no_incident, "2026-11-29 15:00").unwrap(),
        "csirt IT-02-3 stopped 2026-11-28 10:00, 19:00 of 24:00, due 2026-11-28 15:00"
    );
    let another = History::filed("2026-11-27 14:00", 2)
        .then("2026-11-27 15:00", transferred("IT-02-2", "§7 pkt 1"));
    assert_eq!(csirt(&another, "2026-11-28 03:00"), None);
}

#[test]
fn the_reckoning_says_what_counted_and_why() {
    let calendar = office();
    let told = History::filed("2026-12-23 14:30", 2);
    let clocks = told.clocks(calendar, &Targets::built_in(), "2026-12-28 08:00");
    let reckoning = solution(&clocks).reckoning(calendar, clocks.now);
    let shown: Vec<String> = reckoning
        .rows
        .iter()
        .map(|row| {
            let why = match &row.kind {
                RowKind::Office(time) => format!("{time:?}"),
                other => format!("{other:?}"),
            };
            let ahead = if row.ahead { " ahead" } else { "" };
            format!(
                "{} {} {:>5}{ahead} {why}",
                wall(row.from),
                wall(row.to),
                row.seconds
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "2026-12-23 14:30 2026-12-23 15:30  3600 Open(\"podstawowa\")",
            "2026-12-23 15:30 2026-12-24 00:00     0 OutsideHours",
            "2026-12-24 00:00 2026-12-25 00:00     0 DayOff(ChristmasEve)",
            "2026-12-25 00:00 2026-12-26 00:00     0 DayOff(Christmas)",
            "2026-12-26 00:00 2026-12-27 00:00     0 DayOff(SecondDayOfChristmas)",
            "2026-12-27 00:00 2026-12-28 00:00     0 NoHours",
            "2026-12-28 00:00 2026-12-28 07:30     0 OutsideHours",
            "2026-12-28 07:30 2026-12-28 08:00  1800 Open(\"podstawowa\")",
            "2026-12-28 08:00 2026-12-28 14:30 23400 ahead Open(\"podstawowa\")",
        ]
    );
    assert_eq!(reckoning.used, 5400);
    assert_eq!(reckoning.total, 8 * 3600);
}

#[test]
fn time_in_which_it_was_solved_stands_in_the_reckoning_and_does_not_count() {
    let calendar = office();
    let told = History::filed("2026-11-26 08:00", 2)
        .then("2026-11-26 09:00", resolved())
        .and("2026-11-26 11:00", requester(), reopened());
    let clocks = told.clocks(calendar, &Targets::built_in(), "2026-11-26 12:00");
    let reckoning = solution(&clocks).reckoning(calendar, clocks.now);
    let solved: Vec<i64> = reckoning
        .rows
        .iter()
        .filter(|row| row.kind == RowKind::Solved)
        .map(|row| row.to.as_second() - row.from.as_second() + row.seconds)
        .collect();
    assert_eq!(solved, [7200]);
    assert_eq!(reckoning.used, 7200);
}

#[test]
fn a_history_without_its_beginning_has_no_clocks() {
    let told = History::filed("2026-11-26 08:00", 2).then("2026-11-26 09:00", resolved());
    for part in [&told.0[1..], &[]] {
        let refused = clocks(part, office(), &Targets::built_in(), at("2026-11-26 12:00"));
        assert_eq!(refused, Err(ReplayError::NoRegistration));
    }
}

#[test]
fn waiting_for_a_date_ends_by_itself() {
    let (calendar, targets) = (office(), Targets::built_in());
    let told = History::filed("2026-11-26 08:00", 3).then(
        "2026-11-26 09:00",
        paused(WaitingFor::Date, Some(at("2026-11-27 09:00"))),
    );
    let shown = |now: &str| lines(&told.clocks(calendar, &targets, now));
    assert_eq!(
        shown("2026-11-26 12:00"),
        [
            "first_answer IT-02-3 met 2026-11-26 09:00, 1:00 of 4:00, due 2026-11-26 12:00",
            "solution IT-02-3 waiting for date, 1:00 of 24:00, due 2026-12-02 08:00",
        ]
    );
    assert_eq!(
        shown("2026-11-27 10:00")[1],
        "solution IT-02-3 running, 2:00 of 24:00, due 2026-12-02 08:00"
    );
    let clocks = told.clocks(calendar, &targets, "2026-11-26 12:00");
    let reckoning = solution(&clocks).reckoning(calendar, clocks.now);
    assert_eq!((reckoning.used, reckoning.total), (3600, 24 * 3600));
    let waiting: Vec<(String, String, bool)> = (reckoning.rows.iter())
        .filter(|row| row.kind == RowKind::Waiting(WaitingFor::Date))
        .map(|row| (wall(row.from), wall(row.to), row.ahead))
        .collect();
    let row = |from: &str, to: &str, ahead| (from.to_owned(), to.to_owned(), ahead);
    assert_eq!(
        waiting,
        [
            row("2026-11-26 09:00", "2026-11-26 12:00", false),
            row("2026-11-26 12:00", "2026-11-27 09:00", true),
        ]
    );
}

#[test]
fn an_answer_ends_the_waiting_for_the_requester_only() {
    let (calendar, targets) = (office(), Targets::built_in());
    let answered = |why| {
        let told = History::filed("2026-11-26 08:00", 3)
            .then("2026-11-26 09:00", paused(why, None))
            .and("2026-11-26 11:00", requester(), note(Visibility::Public));
        line(solution(&told.clocks(
            calendar,
            &targets,
            "2026-11-26 12:00",
        )))
    };
    assert_eq!(
        answered(WaitingFor::Requester),
        "solution IT-02-3 running, 2:00 of 24:00, due 2026-12-01 10:00"
    );
    assert_eq!(
        answered(WaitingFor::Supplier),
        "solution IT-02-3 waiting for supplier, 1:00 of 24:00, due –"
    );
}

#[test]
fn a_new_priority_keeps_every_pause() {
    let (calendar, targets) = (office(), Targets::built_in());
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 09:00", paused(WaitingFor::Supplier, None))
        .then("2026-11-26 11:00", Act::Resumed)
        .then("2026-11-26 12:00", priority_changed(1));
    let clocks = told.clocks(calendar, &targets, "2026-11-26 12:30");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 2:30 of 4:00, due 2026-11-26 14:00"
    );
    // Paused, then pressed more while it waits: nothing is used meanwhile.
    let told = told
        .then("2026-11-26 13:00", paused(WaitingFor::Supplier, None))
        .then("2026-11-26 14:00", priority_changed(2))
        .then("2026-11-27 08:00", priority_changed(1))
        .then("2026-11-27 09:00", Act::Resumed);
    let clocks = told.clocks(calendar, &targets, "2026-11-27 09:30");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 3:30 of 4:00, due 2026-11-27 10:00"
    );
    let causes: Vec<Cause> = (solution(&clocks).promises.iter())
        .map(|promise| promise.cause)
        .collect();
    assert_eq!(
        causes,
        [
            Cause::Started,
            Cause::Priority,
            Cause::Priority,
            Cause::Priority
        ]
    );
}

#[test]
fn another_calendar_keeps_every_pause() {
    let targets = Targets::built_in();
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 09:00", paused(WaitingFor::Supplier, None))
        .then("2026-11-27 09:00", Act::Resumed);
    let always = crate::calendar(crate::ALWAYS);
    let clocks = told.clocks(&always, &targets, "2026-11-27 10:00");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 2:00 of 24:00, due 2026-11-28 08:00"
    );
}
