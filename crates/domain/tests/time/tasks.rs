//! The clocks of child tasks: given, done, dropped, solved around them, opened again; and their steps.

use std::collections::BTreeSet;

use domain::clock::Clock;
use domain::steps::{Addressee, StepKey, StepRules, due_steps, next_wakeup};
use domain::targets::Targets;
use domain::*;

use crate::history::*;
use crate::targets::desk;
use crate::{at, office};

fn work() -> Act {
    Act::TaskGiven(Box::new(Work {
        kind: TaskKind::RemoteHands,
        to: unit("IT-04-2"),
        duty: "§15 pkt 8".parse().unwrap(),
        place: "p".into(),
        contact: "c".into(),
        what: "w".into(),
    }))
}

fn ended(how: TaskState) -> Act {
    Act::TaskEnded {
        task: 2,
        how,
        result: "r".into(),
    }
}

/// A ticket of this priority, filed on Thursday, whose task is given at 14:30.
fn told(priority: u8) -> History {
    History::filed("2026-11-26 08:00", priority).then("2026-11-26 14:30", work())
}

fn shown(history: &History, now: &str) -> String {
    line(&the_task(history, now))
}

fn the_task(history: &History, now: &str) -> Clock {
    let clocks = history.clocks(office(), &Targets::built_in(), now);
    assert_eq!(clocks.tasks.len(), 1);
    clocks.tasks[0].clone()
}

#[test]
fn a_task_has_a_clock_of_its_own() {
    assert_eq!(
        shown(&told(2), "2026-11-30 08:00"),
        "task IT-04-2 running, 9:30 of 8:00, due 2026-11-27 14:30, late since 2026-11-27 14:30"
    );
    let done = told(2).then("2026-11-27 10:00", ended(TaskState::Done));
    assert_eq!(
        shown(&done, "2026-11-30 08:00"),
        "task IT-04-2 met 2026-11-27 10:00, 3:30 of 8:00, due 2026-11-27 14:30"
    );
    for how in [TaskState::Declined, TaskState::Withdrawn] {
        let dropped = told(2).then("2026-11-27 10:00", ended(how));
        assert_eq!(
            shown(&dropped, "2026-11-30 08:00"),
            "task IT-04-2 stopped 2026-11-27 10:00, 3:30 of 8:00, due 2026-11-27 14:30"
        );
    }
}

#[test]
fn what_its_ticket_waits_for_and_where_it_goes_does_not_stop_a_task() {
    let busy = told(2)
        .then("2026-11-26 15:00", paused(WaitingFor::Supplier, None))
        .then("2026-11-27 09:00", transferred("IT-03-1", "§11 pkt 1"));
    assert_eq!(
        shown(&busy, "2026-11-27 10:30"),
        shown(&told(2), "2026-11-27 10:30")
    );
}

#[test]
fn a_task_rests_while_its_ticket_is_solved_and_goes_on_with_it() {
    let resolved = Act::Resolved {
        solution: "s".into(),
    };
    let solved = told(2).then("2026-11-27 09:30", resolved);
    assert_eq!(
        shown(&solved, "2026-12-02 09:30"),
        "task IT-04-2 stopped 2026-11-27 09:30, 3:00 of 8:00, due 2026-11-27 14:30"
    );
    let again = solved.then("2026-12-02 09:30", Act::Reopened { reason: "r".into() });
    let task = the_task(&again, "2026-12-02 10:30");
    assert_eq!(
        line(&task),
        "task IT-04-2 running, 4:00 of 8:00, due 2026-12-02 14:30"
    );
    assert_eq!(task.round, 2);
    let gone = told(2).then("2026-11-27 09:30", Act::Cancelled { reason: "r".into() });
    assert!(!the_task(&gone, "2026-12-02 10:30").is_live());
}

#[test]
fn another_priority_is_another_target_for_the_task_too() {
    let pressing = told(3).then(
        "2026-11-27 08:30",
        Act::PriorityChanged {
            impact: Impact::High,
            urgency: Urgency::High,
            priority: Priority::try_from(1).unwrap(),
            reason: "r".into(),
        },
    );
    assert_eq!(
        shown(&pressing, "2026-11-27 09:30"),
        "task IT-04-2 running, 3:00 of 4:00, due 2026-11-27 10:30"
    );
}

const RULES: &str = r#"
[[step]]
name = "half"
clocks = ["task"]
at = "50%"
to = ["assignee"]
[[step]]
name = "again"
clocks = ["task"]
at = "due"
every = "4h"
at_most = 2
to = ["unit", "climb"]
[closing]
working_days = 5
"#;

#[test]
fn steps_of_a_task_go_to_its_unit_and_up_its_chain_each_once() {
    let rules = StepRules::parse(RULES, &desk()).unwrap();
    let history = told(2).then("2026-11-26 15:00", Act::TaskTaken { task: 2 });
    let mut fired: BTreeSet<StepKey> = BTreeSet::new();
    let mut look = |now: &str| {
        let clocks = history.clocks(office(), &Targets::built_in(), now);
        let steps = due_steps(&clocks, &rules, office(), &fired);
        for step in &steps {
            assert_eq!(step.unit, unit("IT-04-2"));
            fired.insert(step.key.clone());
            fired.extend(step.stands_for.iter().cloned());
        }
        let told: Vec<Addressee> = steps.into_iter().flat_map(|step| step.to).collect();
        (told, next_wakeup(&clocks, &rules, office(), &fired))
    };
    let (none, next) = look("2026-11-26 15:10");
    assert_eq!((none.len(), next), (0, Some(at("2026-11-27 10:30"))));
    let (assignee, next) = look("2026-11-27 10:30");
    assert_eq!(assignee, [Addressee::Person(person(1).user.unwrap())]);
    assert_eq!(next, Some(at("2026-11-30 10:30")));
    assert_eq!(look("2026-11-27 10:31").0.len(), 0);
    let (late, _) = look("2026-11-30 10:30");
    let superior = |level| Addressee::Superior {
        unit: unit("IT-04-2"),
        level,
    };
    assert_eq!(late, [Addressee::Unit(unit("IT-04-2")), superior(1)]);
    let (later, next) = look("2026-11-30 14:30");
    assert_eq!(later, [Addressee::Unit(unit("IT-04-2")), superior(2)]);
    assert_eq!(next, None);
}
