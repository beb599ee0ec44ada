//! Who wants letters at some hour gets one a day, at that hour.

use std::collections::HashMap;

use domain::{JobId, TicketNumber};

use super::{Checks, Record};
use crate::Violation;
use crate::office::{local_day, midnight};

/// Every letter to those who want them at some hour.
#[derive(Default)]
pub(crate) struct Digests {
    letters: HashMap<JobId, Digest>,
}

struct Digest {
    to: String,
    hour: i8,
    /// A ticket that it tells of.
    ticket: TicketNumber,
    made: i64,
    /// When the first of what it tells was due: what came up later goes along.
    due: i64,
}

impl Digests {
    /// How many there were.
    pub(crate) fn many(&self) -> u64 {
        self.letters.len() as u64
    }

    /// Letters that came before their hour, and people who got two of them at one hour.
    pub(crate) fn wrong(&self) -> Vec<Violation> {
        let mut all: Vec<&Digest> = self.letters.values().collect();
        all.sort_by_key(|digest| (&digest.to, digest.due, digest.made));
        let early = all.iter().filter(|digest| digest.made < digest.due);
        let early = early.map(|digest| {
            let what = format!("{} was told before {}:00", digest.to, digest.hour);
            Violation::of(digest.ticket, what)
        });
        let twice = all.windows(2).filter_map(|pair| {
            let [one, other] = pair else { return None };
            let same = one.to == other.to && one.due == other.due;
            let what = format!("{} got two letters at one {}:00", one.to, one.hour);
            same.then(|| Violation::of(other.ticket, what))
        });
        early.chain(twice).collect()
    }
}

impl Checks<'_> {
    /// What is told to those who want letters at some hour is told at the first such hour after it came up,
    /// in one letter. Security incidents, and what was told late anyway, do not wait.
    pub(crate) fn at_their_hour(
        &self,
        record: &Record,
        digests: &mut Digests,
        found: &mut Vec<String>,
    ) {
        for notice in &record.notices {
            let hour = self
                .hours
                .iter()
                .find(|(person, _)| notice.recipient == format!("account:{person}"));
            let step = notice.step.as_ref();
            let step = step.and_then(|key| record.steps.iter().find(|step| step.key == *key));
            let (Some((_, hour)), Some(step)) = (hour, step) else {
                continue;
            };
            let urgent = ["/csirt/", "/data_protection/"]
                .iter()
                .any(|clock| step.key.contains(clock));
            if urgent || step.caught_up {
                continue;
            }
            let due = self.next_hour(step.fired_at.as_second(), i64::from(*hour));
            let last = self.must_by(due, false);
            let Some((made, letter)) = notice.gathered_at.zip(notice.letter) else {
                if last < self.end {
                    found.push(format!("step {} waits for {hour}:00, which was", step.key));
                }
                continue;
            };
            let made = made.as_second();
            if made > last {
                found.push(format!("step {} is told after {hour}:00", step.key));
            }
            let digest = digests.letters.entry(letter).or_insert_with(|| Digest {
                to: notice.recipient.clone(),
                hour: *hour,
                ticket: record.ticket.number,
                made,
                due,
            });
            digest.due = digest.due.min(due);
        }
    }

    /// The first moment after `second` that is this hour while the office is open. Clocks are changed on
    /// Sundays, so an hour is as far from midnight as it says.
    fn next_hour(&self, second: i64, hour: i64) -> i64 {
        let hours = (local_day(second)..)
            .take(30)
            .map(|day| midnight(day) + hour * 3600);
        let mut open = hours.filter(|at| *at > second && self.office.is_open(*at));
        open.next().unwrap_or(i64::MAX)
    }
}
