//! Clocks and steps of a ticket that goes on as another one, and of one that was taken out again.

use std::collections::BTreeSet;

use domain::clock::{Cause, RowKind};
use domain::steps::{StepRules, due_steps, next_wakeup};
use domain::targets::Targets;
use domain::{Act, WaitingFor};

use crate::history::*;
use crate::targets::targets;
use crate::{at, office};

#[test]
fn a_merge_ends_every_clock_and_answers_the_requester() {
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 08:30", Act::Claimed)
        .then("2026-11-26 10:00", merged());
    // Much later: nothing is late, because nothing runs.
    let clocks = told.clocks(office(), &Targets::built_in(), "2027-01-15 09:00");
    assert_eq!(
        lines(&clocks),
        [
            "first_answer IT-02-3 met 2026-11-26 10:00, 2:00 of 4:00, due 2026-11-26 12:00",
            "solution IT-02-3 stopped 2026-11-26 10:00, 2:00 of 24:00, due 2026-12-01 08:00",
        ]
    );
    assert!(solution(&clocks).is_merged());
    assert!(clocks.next_due().is_none());
    let rules = StepRules::built_in();
    let none = BTreeSet::new();
    assert!(due_steps(&clocks, &rules, office(), &none).is_empty());
    assert_eq!(next_wakeup(&clocks, &rules, office(), &none), None);
}

#[test]
fn what_was_late_before_the_merge_stays_late() {
    let told = History::filed("2026-11-26 08:00", 1).then("2026-11-30 10:00", merged());
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-12-15 09:00");
    assert!(clocks.all.iter().all(|clock| clock.breached_at.is_some()));
}

#[test]
fn taken_apart_a_clock_goes_on_with_what_was_used_and_the_reckoning_says_why() {
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 10:00", merged())
        .then("2026-12-03 09:00", parted());
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-12-03 10:00");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 3:00 of 24:00, due 2026-12-07 15:00"
    );
    assert_eq!(solution(&clocks).round, 2);
    let last = solution(&clocks).promises.last().unwrap();
    assert_eq!((last.cause, last.sequence), (Cause::Parted, 3));
    let reckoning = solution(&clocks).reckoning(office(), clocks.now);
    let still: Vec<_> = (reckoning.rows.iter())
        .filter(|row| row.kind == RowKind::Merged)
        .collect();
    assert_eq!(still.len(), 1);
    assert_eq!(still[0].from, at("2026-11-26 10:00"));
    assert_eq!(still[0].to, at("2026-12-03 09:00"));
    assert_eq!(still[0].seconds, 0);
}

#[test]
fn a_clock_with_no_time_left_gets_the_grace_and_is_not_late_at_once() {
    let targets =
        targets("[[version.rule]]\nclock = \"solution\"\nunit = [\"IT-02-3\"]\nwithin = \"2h\"\n");
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 09:50", merged())
        .then("2026-11-27 09:00", parted());
    let clocks = told.clocks(office(), &targets, "2026-11-27 09:30");
    let clock = solution(&clocks);
    assert_eq!(clock.breached_at, None);
    assert!(clock.left().unwrap() > 0, "{}", line(clock));
}

#[test]
fn a_ticket_that_waited_no_longer_waits_when_it_comes_back() {
    let told = History::filed("2026-11-26 08:00", 3)
        .then("2026-11-26 09:00", paused(WaitingFor::Supplier, None))
        .then("2026-11-26 11:00", merged())
        .then("2026-11-26 12:00", parted());
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 13:00");
    assert_eq!(
        line(solution(&clocks)),
        "solution IT-02-3 running, 2:00 of 24:00, due 2026-12-01 11:00"
    );
}
