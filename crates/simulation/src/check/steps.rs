//! Each step once, in time, in office hours, and none too many.

use std::collections::{BTreeMap, BTreeSet};

use domain::Event;
use store::audit::StepRow;

use super::clocks::{Stretch, stretches};
use super::{Checks, Record};
use crate::office::local_day;
use crate::rules::{StepRule, When};

impl Checks<'_> {
    /// Compares the steps that should have been told with those that were.
    pub(crate) fn steps(&self, record: &Record, found: &mut Vec<String>) {
        let ticket = record.ticket.id.to_string();
        let mut taken: BTreeMap<&str, &StepRow> = BTreeMap::new();
        for step in &record.steps {
            if taken.insert(&step.key, step).is_some() {
                found.push(format!("step {} was told twice", step.key));
            }
        }
        // To whom each should have gone.
        let mut explained: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for stretch in self.stretches(&record.history) {
            for (rule, occurrence, seconds) in self.marks(&stretch) {
                let Some(reached) = self.reached(&stretch, seconds) else {
                    continue;
                };
                let key = format!(
                    "{ticket}/{}/{}/{}/{}/{occurrence}",
                    stretch.kind, stretch.start, stretch.round, rule.name
                );
                let day_and_night = stretch.kind == "csirt";
                match taken.get(key.as_str()) {
                    Some(step) => {
                        let at = step.fired_at.as_second();
                        // Within this stretch, or within another one of the same clock.
                        if at < stretch.from || at > stretch.to {
                            if at > stretch.to && self.must_by(reached, day_and_night) < stretch.to
                            {
                                found.push(format!("step {key} came late"));
                            }
                            continue;
                        }
                        if at < reached {
                            found.push(format!("step {key} came before its time"));
                        } else if at > self.must_by(reached, day_and_night) {
                            found.push(format!("step {key} came late"));
                        }
                        if !day_and_night && !self.office.is_open(at) {
                            found.push(format!("step {key} was told outside office hours"));
                        }
                        explained
                            .insert(&step.key, self.addressees(rule, occurrence, &stretch, at));
                    }
                    None if self.must_by(reached, day_and_night) < stretch.to => {
                        found.push(format!("step {key} is missing"));
                    }
                    None => {}
                }
            }
        }
        for key in taken.keys().filter(|key| !explained.contains_key(*key)) {
            found.push(format!(
                "step {key} was told, and there is no reason for it"
            ));
        }
        Self::told_to(record, &explained, found);
        found.dedup();
    }

    /// Each step that was told went to its addressees, and to those of the steps that it stood for.
    fn told_to(
        record: &Record,
        explained: &BTreeMap<&str, BTreeSet<String>>,
        found: &mut Vec<String>,
    ) {
        for step in record.steps.iter().filter(|step| step.stood_in.is_none()) {
            let of_it = |other: &&StepRow| {
                other.key == step.key || other.stood_in.as_ref() == Some(&step.key)
            };
            let wanted: BTreeSet<&String> = record
                .steps
                .iter()
                .filter(of_it)
                .filter_map(|other| explained.get(other.key.as_str()))
                .flatten()
                .collect();
            let told: BTreeSet<&String> = record
                .notices
                .iter()
                .filter(|notice| notice.step.as_ref() == Some(&step.key))
                .map(|notice| &notice.recipient)
                .collect();
            if wanted != told && explained.contains_key(step.key.as_str()) {
                found.push(format!(
                    "step {} went to {told:?} and not to {wanted:?}",
                    step.key
                ));
            }
        }
    }

    /// Whom a rule tells, as the notices name them.
    fn addressees(
        &self,
        rule: &StepRule,
        occurrence: i64,
        stretch: &Stretch,
        at: i64,
    ) -> BTreeSet<String> {
        let superior = |level| {
            self.posts
                .superior(&stretch.unit, level, local_day(at))
                .map(|person| format!("official:{person}"))
        };
        let whom = |to: &String| match to.as_str() {
            "unit" => Some(stretch.unit.clone()),
            "assignee" => match &stretch.assignee {
                Some(person) => Some(format!("account:{person}")),
                None => Some(stretch.unit.clone()),
            },
            "climb" => superior(usize::try_from(occurrence).unwrap_or(1)),
            other => superior(other.strip_prefix("superior ")?.parse().ok()?),
        };
        rule.to.iter().filter_map(whom).collect()
    }

    fn stretches(&self, history: &[Event]) -> Vec<Stretch> {
        stretches(history, self.office, self.rules, self.end)
    }

    /// The rules for a clock, each with its occurrence and the seconds that must be used.
    fn marks(&self, stretch: &Stretch) -> Vec<(&StepRule, i64, i64)> {
        let mut marks = Vec::new();
        let fits = |rule: &&StepRule| rule.clocks.iter().any(|clock| clock == stretch.kind);
        for rule in self.rules.steps.iter().filter(fits) {
            match rule.when {
                When::Share(share) => {
                    let seconds = (stretch.allowed * share / 100).max(1);
                    if seconds > stretch.round_used {
                        marks.push((rule, 0, seconds));
                    }
                }
                When::Due => marks.push((rule, 0, stretch.allowed)),
                When::Again { every, at_most } => {
                    let repetitions = (1..=at_most).map(|n| (rule, n, stretch.allowed + every * n));
                    marks.extend(repetitions);
                }
            }
        }
        marks
    }

    /// When so many seconds are used, within a stretch.
    fn reached(&self, stretch: &Stretch, seconds: i64) -> Option<i64> {
        let more = seconds - stretch.used;
        if more <= 0 {
            return Some(stretch.from);
        }
        if !stretch.runs {
            return None;
        }
        let at = if stretch.kind == "csirt" {
            stretch.from + more
        } else {
            self.office.after(stretch.from, more)
        };
        (at <= stretch.to).then_some(at)
    }

    /// Until when a step reached at this moment must have been told: when the office is open and a worker
    /// runs, and a little for the worker.
    pub(super) fn must_by(&self, reached: i64, day_and_night: bool) -> i64 {
        let mut at = reached;
        loop {
            let open = if day_and_night {
                at
            } else {
                self.office.next_open(at)
            };
            let awake = self.awake(open);
            if awake == at {
                break;
            }
            at = awake;
        }
        let last = self.patience(at);
        // What a worker does a little later must be in office hours too, and with a worker that runs.
        if day_and_night || self.office.is_open(last) {
            last
        } else {
            self.must_by(self.office.next_open(last), day_and_night)
        }
    }
}
