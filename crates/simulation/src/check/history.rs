//! The row is what its history says, and every ticket ends.

use domain::{Act, Status};

use super::{Checks, PUNCTUAL, Record};
use crate::tally::Tally;

/// History without gaps, in order, and the row by it: once by the domain's replay, once by a few plain rules.
pub(crate) fn check(record: &Record, found: &mut Vec<String>) {
    let ticket = &record.ticket;
    let mut before = None;
    for (sequence, event) in (1..).zip(&record.history) {
        if event.sequence != sequence {
            found.push(format!("event {sequence} of the history is missing"));
            return;
        }
        if before.is_some_and(|before| event.at < before) {
            found.push(format!(
                "event {sequence} happened before the one before it"
            ));
        }
        before = Some(event.at);
    }
    match domain::replay(&record.history) {
        Ok(replayed) if replayed == *ticket => {}
        Ok(_) => found.push("the history does not give the row".to_owned()),
        Err(error) => found.push(format!("the history cannot be replayed: {error}")),
    }
    let (mut unit, mut status, mut assigned) = (None, Status::New, false);
    for event in &record.history {
        match &event.act {
            Act::Registered(filed) => unit = Some(&filed.unit),
            Act::Claimed | Act::Accepted => (status, assigned) = (Status::InProgress, true),
            Act::PutDown => assigned = false,
            Act::Escalated { to, .. } | Act::Transferred { to, .. } => {
                (unit, status, assigned) = (Some(to), Status::HandedOver, false);
            }
            Act::Returned { to, .. } => {
                (unit, status, assigned) = (Some(to), Status::Returned, false);
            }
            Act::Decided { to, .. } if unit != Some(to) => {
                (unit, status, assigned) = (Some(to), Status::HandedOver, false);
            }
            Act::Resolved { .. } => (status, assigned) = (Status::Resolved, true),
            Act::Reopened { .. } => {
                status = if assigned {
                    Status::InProgress
                } else {
                    Status::New
                }
            }
            Act::Closed => status = Status::Closed,
            Act::Cancelled { .. } => status = Status::Cancelled,
            _ => {}
        }
    }
    if (unit, status) != (Some(&ticket.unit), ticket.status) {
        found.push(format!(
            "by its history it is {} and not {}",
            status.as_str(),
            ticket.status.as_str()
        ));
    }
}

impl Checks<'_> {
    /// A solved ticket closes by itself, in time and not before, unless a person is quicker.
    pub(crate) fn closing(&self, record: &Record, tally: &mut Tally, found: &mut Vec<String>) {
        let mut solved = None;
        for event in &record.history {
            let at = event.at.as_second();
            match &event.act {
                Act::Resolved { .. } => solved = Some(at),
                Act::Reopened { .. } => {
                    self.still_open(solved, at, found);
                    solved = None;
                }
                Act::Closed => {
                    if event.by.user.is_none() && record.ticket.requester.name != event.by.name {
                        tally.closings += 1;
                        tally.acts += 1;
                        let due = solved.map(|solved| self.closes(solved));
                        if due.is_none_or(|due| at < due) {
                            found.push(format!("it closed by itself at {}, too early", event.at));
                        }
                    }
                    self.still_open(solved, at, found);
                    solved = None;
                }
                _ => {}
            }
        }
        self.still_open(solved, self.end, found);
        tally.open += u64::from(!record.ticket.status.is_final());
    }

    fn closes(&self, solved: i64) -> i64 {
        self.office
            .after_working_days(solved, self.rules.closing_days)
    }

    fn still_open(&self, solved: Option<i64>, until: i64, found: &mut Vec<String>) {
        let Some(due) = solved.map(|solved| self.closes(solved)) else {
            return;
        };
        // At midnight, or when the office opens.
        let last = self.office.next_open(self.awake(due)).max(due);
        if self.patience(last) < until {
            found.push("it was solved and did not close by itself".to_owned());
        }
    }

    /// The first moment, not before `at`, at which a worker runs.
    pub(crate) fn awake(&self, at: i64) -> i64 {
        let stop = self
            .down
            .iter()
            .find(|(from, to)| (*from..*to).contains(&at));
        stop.map_or(at, |(_, to)| *to)
    }

    /// Until when something due at `at` must have happened: a little later when a worker died then
    /// with it in its hands.
    pub(crate) fn patience(&self, at: i64) -> i64 {
        let mut last = self.awake(at) + PUNCTUAL;
        for death in self.deaths {
            if (at - crate::crew::BLIND..=last).contains(death) {
                last = last.max(death + crate::crew::BLIND + PUNCTUAL);
            }
        }
        self.awake(last)
    }
}

/// The history of a ticket with its steps and letters, in order, for whoever looks for a mistake.
pub(crate) fn lines(record: &Record) -> Vec<String> {
    let mut lines: Vec<(jiff::Timestamp, String)> = Vec::new();
    for event in &record.history {
        let by = event.by.unit.as_ref().map_or("", |unit| unit.as_str());
        let act = match &event.act {
            Act::Registered(filed) => format!("priority {}", filed.priority.number()),
            Act::Escalated { to, duty, .. }
            | Act::Transferred { to, duty, .. }
            | Act::Decided { to, duty, .. } => {
                format!("to {to}, {duty}")
            }
            Act::Returned { to, .. } => format!("to {to}"),
            Act::Paused { why, until, .. } => {
                let until = until
                    .map(|until| format!(" until {until}"))
                    .unwrap_or_default();
                format!("for {}{until}", why.as_str())
            }
            Act::PriorityChanged { priority, .. } => format!("to {}", priority.number()),
            _ => String::new(),
        };
        let kind = event.act.kind().as_str();
        lines.push((event.at, format!("{} {kind} {act} [{by}]", event.sequence)));
    }
    for step in &record.steps {
        let with = step
            .stood_in
            .as_deref()
            .map(|later| format!(", together with {later}"))
            .unwrap_or_default();
        lines.push((step.fired_at, format!("step {}{with}", step.key)));
    }
    for letter in &record.letters {
        lines.push((
            letter.at,
            format!(
                "letter {} {:?}: {:?}",
                letter.kind.as_str(),
                letter.to,
                letter.state
            ),
        ));
    }
    lines.sort_by_key(|(at, _)| *at);
    lines
        .into_iter()
        .map(|(at, line)| format!("{at} {line}"))
        .collect()
}
