//! Which steps are due at a moment, and when to look again.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Addressee, Step, StepKey, StepRule, StepRules, Threshold, Whom};
use crate::calendar::Calendar;
use crate::clock::{Clock, Clocks};

/// Seconds of the clock's own time after which a step counts as caught up and no longer as in time.
const IN_TIME_SECONDS: i64 = 15 * 60;

/// The steps to send at `clocks.now`: for each live clock whose thresholds were reached without a
/// step having been sent, the latest of them, standing for the others. Outside office hours only
/// those of the clocks on wall time. `fired` holds the keys of all steps of the ticket that were sent
/// or stood for; with these added, asking again gives nothing.
pub fn due_steps(
    clocks: &Clocks,
    rules: &StepRules,
    calendar: &Calendar,
    fired: &BTreeSet<StepKey>,
) -> Vec<Step> {
    let open = calendar.is_open(clocks.now);
    live(clocks)
        .filter(|clock| open || clock.key.kind.is_wall_time())
        .filter_map(|clock| step(clocks, clock, rules, calendar, fired))
        .collect()
}

/// The first moment, not before `clocks.now`, at which [`due_steps`] will say something if nothing
/// happens to the ticket until then; `None` when it never will.
pub fn next_wakeup(
    clocks: &Clocks,
    rules: &StepRules,
    calendar: &Calendar,
    fired: &BTreeSet<StepKey>,
) -> Option<Timestamp> {
    live(clocks)
        .filter_map(|clock| {
            let moment = if reached(clocks, clock, rules, fired).next().is_some() {
                clocks.now
            } else {
                let ahead = ahead(clocks, clock, rules, fired)?;
                clock.after(calendar, clock.counts_from()?, ahead - clock.used)
            };
            if clock.key.kind.is_wall_time() {
                Some(moment)
            } else {
                calendar.next_opening(moment)
            }
        })
        .min()
}

/// The clocks that run down, those of tasks too.
fn live(clocks: &Clocks) -> impl Iterator<Item = &Clock> {
    clocks.with_tasks().filter(|clock| clock.is_live())
}

fn step(
    clocks: &Clocks,
    clock: &Clock,
    rules: &StepRules,
    calendar: &Calendar,
    fired: &BTreeSet<StepKey>,
) -> Option<Step> {
    let mut missed: Vec<Mark<'_>> = reached(clocks, clock, rules, fired).collect();
    missed.sort_by_key(|mark| mark.seconds);
    let first = clock.reached(calendar, missed.first()?.seconds)?;
    let mut to: Vec<Addressee> = Vec::new();
    for addressee in missed.iter().rev().flat_map(|mark| mark.addressees(clock)) {
        if !to.contains(&addressee) {
            to.push(addressee);
        }
    }
    let latest = missed.pop()?;
    Some(Step {
        unit: clock.unit.clone(),
        late: clock.used >= clock.allowed,
        reached_at: clock.reached(calendar, latest.seconds)?,
        caught_up: clock.between(calendar, first, clocks.now) > IN_TIME_SECONDS,
        key: latest.key,
        stands_for: missed.into_iter().map(|mark| mark.key).collect(),
        to,
    })
}

/// One firing of one rule of one clock.
struct Mark<'a> {
    rule: &'a StepRule,
    key: StepKey,
    /// It is reached when this much is used.
    seconds: i64,
}

impl Mark<'_> {
    fn addressees(&self, clock: &Clock) -> impl Iterator<Item = Addressee> {
        let superior = |level| Addressee::Superior {
            unit: clock.unit.clone(),
            level,
        };
        let occurrence = usize::try_from(self.key.occurrence).unwrap_or(usize::MAX);
        self.rule.to.iter().map(move |whom| match whom {
            Whom::Unit => Addressee::Unit(clock.unit.clone()),
            Whom::Assignee => clock
                .assignee
                .map_or_else(|| Addressee::Unit(clock.unit.clone()), Addressee::Person),
            Whom::Superior(level) => superior(*level),
            Whom::Climb => superior(occurrence),
        })
    }
}

/// What was reached in this round and never sent.
fn reached<'a>(
    clocks: &'a Clocks,
    clock: &'a Clock,
    rules: &'a StepRules,
    fired: &'a BTreeSet<StepKey>,
) -> impl Iterator<Item = Mark<'a>> {
    of_clock(clocks, clock, rules).flat_map(move |(rule, key)| {
        let occurrences = match rule.at {
            Threshold::Again { every, at_most } => {
                let times = (clock.used - clock.allowed).max(0) / every;
                1..=u32::try_from(times).unwrap_or(u32::MAX).min(at_most)
            }
            _ => 0..=0,
        };
        occurrences
            .filter_map(move |occurrence| mark(clock, rule, &key, occurrence))
            .filter(|mark| mark.seconds <= clock.used && !fired.contains(&mark.key))
    })
}

/// How much must be used until the next thing has to be sent.
fn ahead(
    clocks: &Clocks,
    clock: &Clock,
    rules: &StepRules,
    fired: &BTreeSet<StepKey>,
) -> Option<i64> {
    of_clock(clocks, clock, rules)
        .filter_map(|(rule, key)| {
            let occurrences = match rule.at {
                Threshold::Again { every, at_most } => {
                    let times = (clock.used - clock.allowed).max(0) / every;
                    u32::try_from(times).unwrap_or(u32::MAX).saturating_add(1)..=at_most
                }
                _ => 0..=0,
            };
            occurrences
                .filter_map(|occurrence| mark(clock, rule, &key, occurrence))
                .find(|mark| mark.seconds > clock.used && !fired.contains(&mark.key))
                .map(|mark| mark.seconds)
        })
        .min()
}

/// The rules for a clock that has a target, each with its key but for the occurrence.
fn of_clock<'a>(
    clocks: &'a Clocks,
    clock: &'a Clock,
    rules: &'a StepRules,
) -> impl Iterator<Item = (&'a StepRule, StepKey)> {
    rules
        .rules
        .iter()
        .filter(|rule| clock.target.is_some() && rule.clocks.contains(&clock.key.kind))
        .map(|rule| {
            let key = StepKey {
                ticket: clocks.ticket,
                clock: clock.key,
                round: clock.round,
                rule: rule.name.clone(),
                occurrence: 0,
            };
            (rule, key)
        })
}

/// A firing; none for a share that was passed before this round began.
fn mark<'a>(clock: &Clock, rule: &'a StepRule, key: &StepKey, occurrence: u32) -> Option<Mark<'a>> {
    let seconds = match rule.at {
        Threshold::Share(hundredths) => {
            let seconds = (clock.allowed * hundredths).div_euclid(100).max(1);
            if seconds <= clock.round_used {
                return None;
            }
            seconds
        }
        Threshold::Due => clock.allowed,
        Threshold::Again { every, .. } => clock.allowed + every * i64::from(occurrence),
    };
    Some(Mark {
        rule,
        key: StepKey {
            occurrence,
            ..key.clone()
        },
        seconds,
    })
}
