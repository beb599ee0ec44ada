//! Promises: which rule applies, and which files are refused.

use domain::clock::ClockKind;
use domain::targets::{Case, HandOver, Targets};
use domain::{Desk, Priority};
use ordinance::{Ordinance, UnitCode};

use crate::at;

pub(crate) fn desk() -> Desk {
    Desk::new(Ordinance::built_in().clone().into())
}

/// Everything has 8 hours, with `rules` on top; the version's own rules begin on line 6.
fn version(rules: &str) -> String {
    let mut text = String::from("[[version]]\nname = \"a\"\nfrom = 2022-06-23\ngrace = \"1h\"\n\n");
    for clock in ["first_answer", "solution", "accept", "solve"] {
        text.push_str("[[version.rule]]\nclock = \"");
        text.push_str(clock);
        text.push_str("\"\nwithin = \"8h\"\n\n");
    }
    format!("{text}{rules}")
}

const SECURITY: &str =
    "\n[security]\nduties = [\"§7 pkt 5\"]\ncsirt = \"24h\"\ndata_protection = \"72h\"\n";

pub(crate) fn targets(rules: &str) -> Targets {
    Targets::parse(&(version(rules) + SECURITY), &desk()).unwrap()
}

fn refused(rules: &str) -> String {
    let text = version(rules) + SECURITY;
    Targets::parse(&text, &desk()).unwrap_err().to_string()
}

fn hours(
    targets: &Targets,
    clock: ClockKind,
    by: Option<HandOver>,
    priority: u8,
    unit: &str,
) -> Option<i64> {
    let unit: UnitCode = unit.parse().unwrap();
    let case = Case {
        clock,
        by,
        priority: Priority::try_from(priority).unwrap(),
        unit: &unit,
    };
    let target = targets.at(at("2026-11-26 12:00")).target(case)?;
    Some(target.seconds / 3600)
}

#[test]
fn the_shipped_targets_press_more_the_higher_the_priority() {
    let targets = Targets::built_in();
    for clock in [ClockKind::FirstAnswer, ClockKind::Solution] {
        let times: Vec<i64> = (1..=5)
            .map(|priority| hours(&targets, clock, None, priority, "IT-02-3").unwrap())
            .collect();
        assert!(times.is_sorted(), "{clock:?}: {times:?}");
    }
}

#[test]
fn the_narrower_rule_counts() {
    let targets = targets(
        r#"
[[version.rule]]
clock = "solve"
by = ["escalation"]
within = "6h"
[[version.rule]]
clock = "solve"
by = ["escalation"]
priority = [1, 2]
within = "4h"
[[version.rule]]
clock = "solve"
by = ["escalation"]
priority = [1]
unit = ["IT-04-1"]
within = "2h"
[[version.rule]]
clock = "first_answer"
priority = [5]
within = "none"
"#,
    );
    let solve = |by, priority, unit| hours(&targets, ClockKind::Solve, Some(by), priority, unit);
    assert_eq!(solve(HandOver::Transfer, 1, "IT-04-1"), Some(8));
    assert_eq!(solve(HandOver::Escalation, 3, "IT-04-1"), Some(6));
    assert_eq!(solve(HandOver::Escalation, 1, "IT-02-4"), Some(4));
    assert_eq!(solve(HandOver::Escalation, 2, "IT-04-1"), Some(4));
    assert_eq!(solve(HandOver::Escalation, 1, "IT-04-1"), Some(2));
    // A unit of an ordinance long gone still has the general promise.
    assert_eq!(solve(HandOver::Escalation, 1, "IT-99-9"), Some(4));
    let answer = |priority| hours(&targets, ClockKind::FirstAnswer, None, priority, "IT-02-3");
    assert_eq!((answer(4), answer(5)), (Some(8), None));
}

#[test]
fn a_version_holds_from_its_day_on() {
    let later = version("")
        .replace("\"8h\"", "\"2h\"")
        .replace("2022-06-23", "2027-01-01");
    let text = version("") + &later.replace("name = \"a\"", "name = \"b\"") + SECURITY;
    let targets = Targets::parse(&text, &desk()).unwrap();
    let name = |moment: &str| targets.at(at(moment)).name.to_string();
    assert_eq!(name("2020-01-01 00:00"), "a");
    assert_eq!(name("2026-12-31 23:59"), "a");
    assert_eq!(name("2027-01-01 00:00"), "b");
}

#[test]
fn rules_that_contradict_each_other_are_both_named() {
    // Neither inside the other: priority 1 of all units, all priorities of one unit.
    assert_eq!(
        refused(
            "[[version.rule]]\nclock = \"solve\"\npriority = [1, 2]\nwithin = \"4h\"\n[[version.rule]]\nclock = \"solve\"\nunit = [\"IT-04-1\"]\nwithin = \"6h\"\n"
        ),
        "line 26: the rules of line 22 and line 26 both apply to solve by escalation, priority 1, unit IT-04-1, and neither is narrower than the other"
    );
    // The same rule twice.
    assert!(
        refused("[[version.rule]]\nclock = \"accept\"\nwithin = \"4h\"\n").starts_with(
            "line 22: the rules of line 14 and line 22 both apply to accept by escalation, priority 1"
        )
    );
    // Two lists that share one priority.
    assert!(
        refused("[[version.rule]]\nclock = \"solution\"\npriority = [1, 2]\nwithin = \"4h\"\n[[version.rule]]\nclock = \"solution\"\npriority = [2, 3]\nwithin = \"6h\"\n")
            .starts_with("line 26: the rules of line 22 and line 26 both apply to solution, priority 2")
    );
}

#[test]
fn other_mistakes_are_named_with_their_line() {
    for (rules, expected) in [
        (
            "[[version.rule]]\nclock = \"solve\"\npriority = [1]\nwithin = \"0h\"",
            "line 25: `0h` must be longer than nothing",
        ),
        (
            "[[version.rule]]\nclock = \"solve\"\npriority = [1]\nwithin = \"-4h\"",
            "line 25: `-4h` must be longer than nothing",
        ),
        (
            "[[version.rule]]\nclock = \"solve\"\npriority = [1]\nwithin = \"soon\"",
            "line 25: `soon` is not a length of time",
        ),
        (
            "[[version.rule]]\nclock = \"solve\"\npriority = [6]\nwithin = \"4h\"",
            "line 24: priority is a number from 1 (critical) to 5 (planned), not 6",
        ),
        (
            "[[version.rule]]\nclock = \"solve\"\npriority = []\nwithin = \"4h\"",
            "line 24: the list is empty",
        ),
        (
            "[[version.rule]]\nclock = \"solve\"\nunit = [\"IT-09-9\"]\nwithin = \"4h\"",
            "line 24: IT-09-9 is not a unit of ordinance 1756/2022",
        ),
        (
            "[[version.rule]]\nclock = \"solution\"\nby = [\"transfer\"]\nwithin = \"4h\"",
            "line 24: solution does not depend on a hand-over",
        ),
        (
            "[[version.rule]]\nclock = \"csirt\"\nwithin = \"4h\"",
            "line 23: the time of csirt stands under [security]",
        ),
        (
            "[[version.rule]]\nclock = \"solving\"\nwithin = \"4h\"",
            "line 23: ",
        ),
        (
            "[[version.rule]]\nclock = \"solve\"\nwithn = \"4h\"",
            "line ",
        ),
        (
            "[[version]]\nname = \"b\"\nfrom = 2022-06-23\ngrace = \"1h\"\n[[version.rule]]\nclock = \"solve\"\nwithin = \"4h\"",
            "line 22: version `b` has no rule for first_answer, priority 1, unit IT-01-1",
        ),
    ] {
        let found = refused(rules);
        assert!(found.starts_with(expected), "{rules}: {found}");
    }
    let wrong = |from: &str, to: &str| {
        let text = (version("") + SECURITY).replace(from, to);
        Targets::parse(&text, &desk()).unwrap_err().to_string()
    };
    assert_eq!(
        wrong("grace = \"1h\"", "grace = \"0m\""),
        "line 4: `0m` must be longer than nothing"
    );
    assert!(wrong("§7 pkt 5", "§7 pkt 99").starts_with("line 24: §7 pkt 99 is not a unit's duty"));
    assert!(wrong("§7 pkt 5", "§18 pkt 1").starts_with("line 24: §18 pkt 1 is not a unit's duty"));
    assert!(wrong("csirt = \"24h\"", "csirt = \"0h\"").starts_with("line 25: "));
    let twice = version("") + &version("") + SECURITY;
    assert!(
        Targets::parse(&twice, &desk())
            .unwrap_err()
            .to_string()
            .starts_with("line 22: version `a` from 2022-06-23 must come after")
    );
}
