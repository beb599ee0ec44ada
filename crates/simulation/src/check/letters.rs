//! Every act calls for its letters and for no others, and every step is told.

use std::collections::{BTreeMap, HashMap};

use domain::{Act, BookingState, JobId, LetterKind, Recipient, TaskState, Visibility, WaitingFor};
use store::jobs::JobState;

use super::{Checks, Record};
use crate::tally::Tally;

/// What to whom: `escalation to IT-04-1`.
type Counts = BTreeMap<String, i64>;

fn add(counts: &mut Counts, kind: &str, to: &str, by: i64) {
    *counts.entry(format!("{kind} to {to}")).or_default() += by;
}

/// Compares the letters that the acts call for with those in the outbox.
pub(crate) fn called_for(record: &Record, found: &mut Vec<String>) {
    let mut counts = wanted(record);
    for letter in &record.letters {
        if matches!(letter.kind, LetterKind::Reminder | LetterKind::Summary) {
            continue;
        }
        let to = match &letter.to {
            Recipient::Requester => "requester".to_owned(),
            Recipient::Unit(unit) => unit.to_string(),
            Recipient::Arbiter => "arbiter".to_owned(),
            other => format!("{other:?}"),
        };
        add(&mut counts, letter.kind.as_str(), &to, -1);
    }
    for (what, difference) in counts {
        match difference {
            1.. => found.push(format!("the letter {what} is missing")),
            0 => {}
            _ => found.push(format!("the letter {what} is one too many")),
        }
    }
}

/// What the acts call for, by a plain list.
fn wanted(record: &Record) -> Counts {
    let mut counts = Counts::new();
    let mut unit = String::new();
    let mut priority = None;
    let mut waits = false;
    let mut passes: HashMap<[String; 2], u32> = HashMap::new();
    let mut dispute: Option<[String; 2]> = None;
    let mut tasks: HashMap<i64, String> = HashMap::new();
    for event in &record.history {
        let mut pass = None;
        match &event.act {
            Act::Registered(filed) => {
                unit = filed.unit.to_string();
                priority = Some(filed.priority);
                add(&mut counts, "confirmation", "requester", 1);
            }
            Act::Escalated { to, .. } => pass = Some(("escalation", to)),
            Act::Transferred { to, .. } => pass = Some(("transfer", to)),
            Act::Returned { to, .. } => pass = Some(("return", to)),
            Act::Noted {
                visibility: Visibility::Public,
                ..
            } => {
                if event.by.unit.is_some() {
                    add(&mut counts, "answer", "requester", 1);
                } else if waits {
                    add(&mut counts, "reply", &unit, 1);
                }
            }
            Act::Paused { .. } => add(&mut counts, "pause", "requester", 1),
            Act::Decided { to, .. } => {
                for one in dispute.take().into_iter().flatten() {
                    add(&mut counts, "ruling", &one, 1);
                }
                unit = to.to_string();
            }
            Act::PriorityChanged { priority: now, .. } => {
                if priority != Some(*now) {
                    add(&mut counts, "priority", "requester", 1);
                    if event.by.unit.as_ref().map(ToString::to_string) != Some(unit.clone()) {
                        add(&mut counts, "priority_for_unit", &unit, 1);
                    }
                }
                priority = Some(*now);
            }
            Act::TaskGiven(work) => {
                add(&mut counts, "task", work.to.as_str(), 1);
                tasks.insert(event.sequence, work.to.to_string());
            }
            Act::TaskEnded { task, how, .. } => {
                let of_task = tasks.get(task).cloned().unwrap_or_default();
                let to = if *how == TaskState::Withdrawn {
                    &of_task
                } else {
                    &unit
                };
                add(&mut counts, "task_result", to, 1);
            }
            Act::Booked(_) => add(&mut counts, "booking", "requester", 1),
            Act::BookingEnded { how, .. } if *how != BookingState::CarriedOut => {
                add(&mut counts, "booking", "requester", 1);
            }
            Act::Resolved { .. } => add(&mut counts, "resolution", "requester", 1),
            Act::Closed if by_itself(event) => add(&mut counts, "closing", "requester", 1),
            Act::Reopened { .. } => add(&mut counts, "reopening", &unit, 1),
            _ => {}
        }
        if let Some((kind, to)) = pass {
            add(&mut counts, kind, to.as_str(), 1);
            let mut between = [unit.clone(), to.to_string()];
            between.sort();
            let times = passes.entry(between.clone()).or_default();
            *times += 1;
            let quarrel = *times > 3;
            if quarrel && dispute.is_none() {
                add(&mut counts, "arbitration", "arbiter", 1);
            }
            dispute = quarrel.then_some(between);
            unit = to.to_string();
        }
        if matches!(
            event.act,
            Act::Resolved { .. } | Act::Closed | Act::Cancelled { .. }
        ) {
            dispute = None;
        }
        waits = still_waits(event, waits);
    }
    counts
}

/// Whether the requester is waited for after this event.
fn still_waits(event: &domain::Event, waits: bool) -> bool {
    match &event.act {
        Act::Paused { why, .. } => *why == WaitingFor::Requester,
        Act::Registered(_)
        | Act::Claimed
        | Act::PutDown
        | Act::Accepted
        | Act::PriorityChanged { .. }
        | Act::TaskGiven(_)
        | Act::TaskTaken { .. }
        | Act::TaskEnded { .. } => waits,
        Act::Noted { visibility, .. } => {
            waits && (event.by.unit.is_some() || *visibility == Visibility::Internal)
        }
        _ => false,
    }
}

/// Whether nobody did it: then it was the program.
pub(crate) fn by_itself(event: &domain::Event) -> bool {
    event.by.user.is_none() && event.by.unit.is_some()
}

impl Checks<'_> {
    /// Every step is told in exactly one letter to each of its addressees, and that letter went out.
    pub(crate) fn told(
        &self,
        record: &Record,
        states: &HashMap<JobId, JobState>,
        tally: &mut Tally,
        found: &mut Vec<String>,
    ) {
        for step in &record.steps {
            tally.steps += 1;
            tally.together += u64::from(step.stood_in.is_some());
            tally.caught_up += u64::from(step.caught_up);
            if step.stood_in.is_none()
                && !record
                    .notices
                    .iter()
                    .any(|notice| notice.step.as_ref() == Some(&step.key))
            {
                found.push(format!("step {} is told to nobody", step.key));
            }
        }
        for notice in &record.notices {
            let what = notice.step.as_deref().unwrap_or("a letter set aside");
            match notice.letter.map(|letter| states.get(&letter)) {
                None if notice.release_at.as_second() < self.end - 3600 => {
                    found.push(format!("{what} was never told to {}", notice.recipient));
                }
                Some(None) => found.push(format!(
                    "{what} is told to {} in a letter that is not there",
                    notice.recipient
                )),
                _ => {}
            }
        }
    }
}
