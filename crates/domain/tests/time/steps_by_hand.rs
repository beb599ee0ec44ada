//! Steps of told histories: who is told when, once.

use std::collections::BTreeSet;

use domain::calendar::Calendar;
use domain::clock::ClockKind;
use domain::steps::{Addressee, Step, StepKey, StepRules, due_steps, next_wakeup};
use domain::targets::Targets;
use domain::{Act, Visibility};

use crate::history::*;
use crate::targets::desk;
use crate::{at, office, wall};

const RULES: &str = r#"
[[step]]
name = "half"
clocks = ["solution"]
at = "50%"
to = ["assignee"]
[[step]]
name = "due"
clocks = ["solution"]
at = "due"
to = ["assignee", "unit"]
[[step]]
name = "again"
clocks = ["solution"]
at = "due"
every = "4h"
at_most = 3
to = ["climb"]
[[step]]
name = "incident"
clocks = ["csirt"]
at = "50%"
to = ["superior 2"]
[closing]
working_days = 5
"#;

/// A worker that remembers what it sent.
pub(crate) struct Worker {
    calendar: &'static Calendar,
    targets: Targets,
    rules: StepRules,
    pub(crate) fired: BTreeSet<StepKey>,
}

impl Worker {
    fn new(rules: &str) -> Self {
        Self {
            calendar: office(),
            targets: Targets::built_in(),
            rules: StepRules::parse(rules, &desk()).unwrap(),
            fired: BTreeSet::new(),
        }
    }

    fn wakes(&self, told: &History, now: &str) -> Option<String> {
        let clocks = told.clocks(self.calendar, &self.targets, now);
        next_wakeup(&clocks, &self.rules, self.calendar, &self.fired).map(wall)
    }

    /// Sends what is due: `due/0 to assignee, unit`.
    fn run(&mut self, told: &History, now: &str) -> Vec<String> {
        let clocks = told.clocks(self.calendar, &self.targets, now);
        let steps = due_steps(&clocks, &self.rules, self.calendar, &self.fired);
        for step in &steps {
            for key in step.stands_for.iter().chain([&step.key]) {
                assert!(self.fired.insert(key.clone()), "{key} twice");
            }
        }
        assert!(due_steps(&clocks, &self.rules, self.calendar, &self.fired).is_empty());
        steps.iter().map(shown).collect()
    }
}

fn shown(step: &Step) -> String {
    let to: Vec<String> = step
        .to
        .iter()
        .map(|addressee| match addressee {
            Addressee::Unit(unit) => unit.to_string(),
            Addressee::Person(_) => "person".to_owned(),
            Addressee::Superior { unit, level } => format!("{level} above {unit}"),
        })
        .collect();
    let stands_for: Vec<String> = step
        .stands_for
        .iter()
        .map(|key| format!("{}/{}", key.rule, key.occurrence))
        .collect();
    let more = if stands_for.is_empty() {
        String::new()
    } else {
        format!(", for {}", stands_for.join(" "))
    };
    let caught_up = if step.caught_up { ", caught up" } else { "" };
    format!(
        "{}/{} of {} to {}{more}{caught_up}",
        step.key.rule,
        step.key.occurrence,
        wall(step.reached_at),
        to.join(", ")
    )
}

#[test]
fn the_shipped_steps_are_valid() {
    let rules = StepRules::built_in();
    let told = History::filed("2026-11-26 08:00", 3);
    let clocks = told.clocks(office(), &Targets::built_in(), "2026-11-26 11:00");
    let steps = due_steps(&clocks, &rules, office(), &BTreeSet::new());
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0].key.clock.kind, ClockKind::FirstAnswer);
}

#[test]
fn each_step_is_sent_once_and_the_worker_may_sleep_between() {
    let mut worker = Worker::new(RULES);
    // Priority 2: eight hours for the solution.
    let told = History::filed("2026-11-26 07:30", 2).then("2026-11-26 08:00", Act::Claimed);
    assert_eq!(
        worker.wakes(&told, "2026-11-26 08:00").unwrap(),
        "2026-11-26 11:30"
    );
    assert!(worker.run(&told, "2026-11-26 11:29").is_empty());
    assert_eq!(
        worker.run(&told, "2026-11-26 11:30"),
        ["half/0 of 2026-11-26 11:30 to person"]
    );
    assert!(worker.run(&told, "2026-11-26 11:31").is_empty());
    // The time is over at closing time; nobody is told at night.
    assert_eq!(
        worker.wakes(&told, "2026-11-26 11:31").unwrap(),
        "2026-11-27 07:30"
    );
    assert!(worker.run(&told, "2026-11-26 15:30").is_empty());
    assert!(worker.run(&told, "2026-11-26 23:00").is_empty());
    assert_eq!(
        worker.wakes(&told, "2026-11-26 23:00").unwrap(),
        "2026-11-27 07:30"
    );
    assert_eq!(
        worker.run(&told, "2026-11-27 07:30"),
        ["due/0 of 2026-11-26 15:30 to person, IT-02-3"]
    );
    // Then up the chain, every four hours of office time, three times.
    assert_eq!(
        worker.wakes(&told, "2026-11-27 07:31").unwrap(),
        "2026-11-27 11:30"
    );
    assert_eq!(
        worker.run(&told, "2026-11-27 11:30"),
        ["again/1 of 2026-11-27 11:30 to 1 above IT-02-3"]
    );
    assert_eq!(
        worker.wakes(&told, "2026-11-27 11:30").unwrap(),
        "2026-11-30 07:30"
    );
    assert_eq!(
        worker.run(&told, "2026-11-30 07:35"),
        ["again/2 of 2026-11-27 15:30 to 2 above IT-02-3"]
    );
    assert_eq!(
        worker.run(&told, "2026-11-30 11:30"),
        ["again/3 of 2026-11-30 11:30 to 3 above IT-02-3"]
    );
    assert_eq!(worker.wakes(&told, "2026-11-30 12:00"), None);
    assert!(worker.run(&told, "2026-12-11 12:00").is_empty());
}

#[test]
fn attack_34_after_days_without_a_worker_one_step_stands_for_all() {
    let mut worker = Worker::new(RULES);
    let told = History::filed("2026-11-26 07:30", 2);
    assert_eq!(
        worker.run(&told, "2026-12-01 09:00"),
        [
            "again/3 of 2026-11-30 11:30 to 3 above IT-02-3, 2 above IT-02-3, 1 above IT-02-3, IT-02-3, for half/0 due/0 again/1 again/2, caught up"
        ]
    );
    assert_eq!(worker.fired.len(), 5);
    assert_eq!(worker.wakes(&told, "2026-12-01 09:00"), None);
}

#[test]
fn what_is_solved_needs_no_step() {
    let mut worker = Worker::new(RULES);
    let told = History::filed("2026-11-26 07:30", 2).then("2026-11-26 14:00", resolved());
    assert!(worker.run(&told, "2026-11-27 09:00").is_empty());
    assert_eq!(worker.wakes(&told, "2026-11-27 09:00"), None);
}

#[test]
fn after_reopening_what_was_passed_is_not_told_again() {
    let mut worker = Worker::new(RULES);
    let told = History::filed("2026-11-26 07:30", 2);
    assert_eq!(worker.run(&told, "2026-11-26 12:00").len(), 1);
    let told =
        told.then("2026-11-26 13:30", resolved())
            .and("2026-11-27 08:00", requester(), reopened());
    assert!(worker.run(&told, "2026-11-27 08:00").is_empty());
    assert_eq!(
        worker.wakes(&told, "2026-11-27 08:00").unwrap(),
        "2026-11-27 10:00"
    );
    assert_eq!(
        worker.run(&told, "2026-11-27 10:00"),
        ["due/0 of 2026-11-27 10:00 to person, IT-02-3"]
    );
    let keys: Vec<String> = worker.fired.iter().map(ToString::to_string).collect();
    assert!(keys[1].ends_with("/solution/1/2/due/0"), "{keys:?}");
}

#[test]
fn an_incident_is_told_at_night() {
    let mut worker = Worker::new(RULES);
    let told = History::filed("2026-11-27 14:00", 5)
        .then("2026-11-27 15:00", note(Visibility::Public))
        .then("2026-11-27 15:00", transferred("IT-02-2", "§7 pkt 5"));
    assert_eq!(
        worker.wakes(&told, "2026-11-27 16:00").unwrap(),
        "2026-11-28 03:00"
    );
    assert_eq!(
        worker.run(&told, "2026-11-28 03:00"),
        ["incident/0 of 2026-11-28 03:00 to 2 above IT-02-2"]
    );
}

#[test]
fn a_solved_ticket_closes_after_five_whole_working_days() {
    let rules = StepRules::built_in();
    let closes = |solved: &str| wall(rules.closes_at(office(), at(solved)).unwrap());
    assert_eq!(closes("2026-11-26 10:00"), "2026-12-04 00:00");
    assert_eq!(closes("2026-11-28 10:00"), "2026-12-05 00:00");
    // Over Christmas: 28, 29, 30, 31 December and 4 January.
    assert_eq!(closes("2026-12-23 10:00"), "2027-01-05 00:00");
}

#[test]
fn steps_that_make_no_sense_are_refused_with_their_line() {
    let refused = |from: &str, to: &str| {
        let text = RULES.replacen(from, to, 1);
        assert_ne!(text, RULES, "{from}");
        StepRules::parse(&text, &desk()).unwrap_err().to_string()
    };
    for (from, to, expected) in [
        (
            "to = [\"assignee\"]",
            "to = []",
            "line 6: `half` goes to nobody",
        ),
        (
            "to = [\"assignee\"]",
            "to = [\"boss\"]",
            "line 6: `boss` is not unit, assignee",
        ),
        (
            "to = [\"assignee\"]",
            "to = [\"climb\"]",
            "line 6: `half` does not repeat, so it cannot climb",
        ),
        (
            "to = [\"assignee\"]",
            "to = [\"unit\", \"unit\"]",
            "line 6: `half` names `unit` twice",
        ),
        (
            "superior 2",
            "superior 3",
            "line 23: no unit has 3 superiors above it, so `incident` would go to nobody",
        ),
        ("superior 2", "superior 0", "line 23: `superior 0` is not"),
        (
            "50%",
            "0%",
            "line 5: `0%` is neither a share from 1% to 99% nor \"due\"",
        ),
        ("50%", "100%", "line 5: `100%` is neither"),
        ("50%", "half", "line 5: `half` is neither"),
        (
            "at = \"50%\"",
            "at = \"50%\"\nevery = \"4h\"",
            "line 5: a step that repeats needs",
        ),
        ("at_most = 3", "", "line 15: a step that repeats needs"),
        (
            "at_most = 3",
            "at_most = 0",
            "line 17: must be 1 to 100 times",
        ),
        (
            "every = \"4h\"",
            "every = \"0h\"",
            "line 16: `0h` must be longer than nothing",
        ),
        (
            "name = \"due\"",
            "name = \"half\"",
            "line 7: the steps of line 2 and line 7 are both named `half`",
        ),
        (
            "name = \"due\"",
            "name = \"a/b\"",
            "line 8: `a/b` is not a name",
        ),
        (
            "clocks = [\"solution\"]",
            "clocks = []",
            "line 4: `half` has no clock",
        ),
        (
            "clocks = [\"solution\"]",
            "clocks = [\"solving\"]",
            "line 4: ",
        ),
        (
            "working_days = 5",
            "working_days = 0",
            "line 25: must be 1 to 100 working days",
        ),
        ("working_days = 5", "days = 5", "line "),
    ] {
        let found = refused(from, to);
        assert!(found.starts_with(expected), "{to}: {found}");
    }
}
