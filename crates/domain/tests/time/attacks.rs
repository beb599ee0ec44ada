//! Times made to trip clocks (docs/attacks.md 32 and 33).

use domain::targets::Targets;
use domain::{Act, WaitingFor};
use jiff::{SignedDuration, ToSpan};

use crate::history::*;
use crate::{OFFICE, at, calendar, office, wall};

#[test]
fn attack_32_odd_days_and_seconds_count_once() {
    // 29 February 2028 is a Tuesday; 2027 has none.
    let leap = office().add_working(at("2028-02-28 15:00"), 3600);
    assert_eq!(wall(leap), "2028-02-29 08:00");
    let without = office().add_working(at("2027-02-26 15:00"), 3600);
    assert_eq!(wall(without), "2027-03-01 08:00");
    // A Saturday that is a day off and is worked all the same: 15 August 2026.
    let worked = calendar(&format!(
        "{OFFICE}[[working]]\ndate = 2026-08-15\nhours = [\"08:00-12:00\"]\nreason = \"a\"\n"
    ));
    let due = worked.add_working(at("2026-08-14 15:00"), 3600);
    assert_eq!(wall(due), "2026-08-15 08:30");
    // One second before closing, and a reading of the clock from before the filing.
    let told = History(Vec::new()).at(
        at("2026-11-27 15:30") - 1.second(),
        requester(),
        Act::Registered(Box::new(registration(2))),
    );
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-30 07:30");
    assert_eq!(solution(&clocks).used, 1);
    let due = at("2026-11-30 15:30") - 1.second();
    assert_eq!(solution(&clocks).due, Some(due));
    let back = told.clocks(office(), &Targets::built_in(), "2026-11-20 07:30");
    assert_eq!(back.now, told.0[0].at);
    assert_eq!(solution(&back).used, 0);
}

#[test]
fn attack_33_a_thousand_pauses_add_nothing_and_lose_nothing() {
    let filed = at("2026-11-26 08:00");
    let mut told = History::filed("2026-11-26 08:00", 2);
    for number in 0..1000 {
        let begin = filed + SignedDuration::from_secs(number * 10 + 4);
        told = told
            .at(begin, person(1), paused(WaitingFor::Supplier, None))
            .at(begin + 6.seconds(), person(1), Act::Resumed);
    }
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 12:00");
    // 10,000 of the 14,400 seconds were lived in turns of four seconds at work and six of waiting.
    assert_eq!(solution(&clocks).used, 4 * 1000 + 4400);
    let reckoning = solution(&clocks).reckoning(office(), clocks.now);
    assert_eq!((reckoning.used, reckoning.total), (8400, 8 * 3600));
}

#[test]
fn attack_33_a_waiting_until_before_it_began_is_no_waiting() {
    let until = at("2026-11-20 09:00");
    let told = History::filed("2026-11-26 08:00", 2)
        .then("2026-11-26 09:00", paused(WaitingFor::Date, Some(until)));
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 10:00");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 2:00 of 8:00, due 2026-11-27 08:00"
    );
}

#[test]
fn attack_33_a_ticket_that_comes_back_after_months_is_not_late_at_once() {
    let told = History::filed("2026-03-26 08:00", 2)
        .then("2026-03-26 15:29", resolved())
        .and("2026-11-26 08:00", requester(), reopened());
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 08:00");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 7:29 of 8:29, due 2026-11-26 09:00"
    );
}

#[test]
fn attack_33_everything_in_one_moment_leaves_one_running_clock_of_each_kind() {
    let moment = "2026-11-26 08:00";
    let told = History::filed(moment, 2)
        .then(moment, paused(WaitingFor::Supplier, None))
        .then(moment, priority_changed(1))
        .then(moment, escalated("IT-04-1", "§14 pkt 1 lit. l"))
        .then(moment, Act::Accepted)
        .then(moment, returned())
        .then(moment, resolved())
        .then(moment, reopened());
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 09:00");
    let live: Vec<String> = clocks.live().map(line).collect();
    assert_eq!(
        live,
        [
            "solution IT-02-3 running, 1:00 of 4:00, due 2026-11-26 12:00",
            "solve IT-02-3 running, 1:00 of 4:00, due 2026-11-26 12:00",
        ]
    );
}
