//! Who wants letters in the morning gets one in the morning.

use std::collections::HashMap;

use domain::JobId;

use super::{Checks, Record};
use crate::office::local_day;

/// For each person and day, the letter of that morning.
pub(crate) type Mornings = HashMap<(String, i64), JobId>;

impl Checks<'_> {
    /// What is told to those who want letters in the morning is told when the office opens, at the latest
    /// on the day after, and in one letter a day. Security incidents, and what was told late anyway, do not wait.
    pub(crate) fn in_the_morning(
        &self,
        record: &Record,
        mornings: &mut Mornings,
        found: &mut Vec<String>,
    ) {
        for notice in &record.notices {
            let Some(person) = notice.recipient.strip_prefix("official:") else {
                continue;
            };
            let step = notice.step.as_ref();
            let step = step.and_then(|key| record.steps.iter().find(|step| step.key == *key));
            let (Some(step), Some(letter), Some(made)) = (step, notice.letter, notice.gathered_at)
            else {
                continue;
            };
            let urgent = ["/csirt/", "/data_protection/"]
                .iter()
                .any(|clock| step.key.contains(clock));
            let waits = self.posts.mornings.iter().any(|one| one == person);
            if !waits || urgent || step.caught_up {
                continue;
            }
            let (fired, made) = (step.fired_at.as_second(), made.as_second());
            let opening = |day| self.office.next_open(crate::office::midnight(day));
            let this = opening(local_day(made));
            let last = self.must_by(opening(local_day(fired) + 1), false);
            if made < this || made > self.must_by(this, false) || made > last {
                found.push(format!(
                    "step {} is told to {person} at another time than in the morning",
                    step.key
                ));
            }
            let first = mornings
                .entry((person.to_owned(), local_day(made)))
                .or_insert(letter);
            if *first != letter {
                found.push(format!("{person} got two letters in one morning"));
            }
        }
    }
}
