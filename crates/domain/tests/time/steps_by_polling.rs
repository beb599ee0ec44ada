//! Workers that sleep, wake, stop and come back: every step once, in office hours, none left out.

use std::collections::BTreeSet;

use domain::clock::clocks;
use domain::steps::{Step, StepKey, StepRules, due_steps, next_wakeup};
use domain::targets::Targets;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use crate::calendar_by_minutes::beginnings;
use crate::history::*;
use crate::office;
use crate::random_histories::{history, told};

/// What a worker sent: when, and the steps with those they stand for.
type Sent = Vec<(Timestamp, Step)>;

struct Desk {
    told: History,
    targets: Targets,
    rules: StepRules,
    fired: BTreeSet<StepKey>,
    sent: Sent,
}

impl Desk {
    fn new(told: History) -> Self {
        Self {
            told,
            targets: Targets::built_in(),
            rules: StepRules::built_in(),
            fired: BTreeSet::new(),
            sent: Vec::new(),
        }
    }

    /// Sends what is due at `now` as far as the history then is known; the moment to wake again.
    fn work(&mut self, now: Timestamp) -> Option<Timestamp> {
        let known: Vec<domain::Event> = (self.told.0.iter())
            .filter(|event| event.at <= now)
            .cloned()
            .collect();
        let clocks = clocks(&known, office(), &self.targets, now).unwrap();
        for step in due_steps(&clocks, &self.rules, office(), &self.fired) {
            for key in step.stands_for.iter().chain([&step.key]) {
                assert!(self.fired.insert(key.clone()), "{key} twice");
            }
            self.sent.push((now, step));
        }
        next_wakeup(&clocks, &self.rules, office(), &self.fired)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A worker that looks every minute and one that sleeps until it is told to wake, or something
    /// happens, send the same at the same times.
    #[test]
    fn attack_34_sleeping_misses_nothing(filed in beginnings(), told in told(), priority in 1_u8..=5) {
        let (told, minutes) = history(filed, priority, &told);
        let last = *minutes.last().unwrap() + 5000;
        let mut awake = Desk::new(told.clone());
        for minute in 0..=last {
            let now = filed + i64::from(minute).minutes();
            if office().is_open(now) {
                awake.work(now);
            }
        }
        let mut asleep = Desk::new(told);
        let end = filed + i64::from(last).minutes();
        let mut acts: Vec<Timestamp> = minutes.iter().map(|minute| filed + i64::from(*minute).minutes()).collect();
        acts.dedup();
        let mut wakeups = 0;
        for (number, act) in acts.iter().enumerate() {
            let until = acts.get(number + 1).copied().unwrap_or(end + 1.second());
            let mut wake = asleep.work(*act);
            while let Some(now) = wake.filter(|now| *now < until) {
                wakeups += 1;
                prop_assert!(wakeups < 400, "never sleeps");
                let sent = asleep.sent.len();
                wake = asleep.work(now);
                prop_assert!(asleep.sent.len() > sent, "woken at {} for nothing", now);
                prop_assert!(wake.is_none_or(|wake| wake > now));
            }
        }
        let keys = |desk: &Desk| desk.fired.clone();
        prop_assert_eq!(keys(&awake), keys(&asleep));
        for (now, _) in &asleep.sent {
            prop_assert!(office().is_open(*now), "{} is at night", now);
        }
    }

    /// However long nobody works: what is sent then stands for all that was missed, and together it
    /// is what would have been sent, but for clocks that ended meanwhile.
    #[test]
    fn attack_34_after_any_downtime_everything_counts_as_sent(
        filed in beginnings(),
        told in told(),
        from in 0_u32..10_000,
        length in 0_u32..20_000,
    ) {
        let (told, minutes) = history(filed, 2, &told);
        let back = from + length;
        let last = filed + i64::from(back.max(*minutes.last().unwrap()) + 60).minutes();
        let mut steady = Desk::new(told.clone());
        let mut broken = Desk::new(told);
        let mut minute = 0;
        while filed + i64::from(minute).minutes() <= last {
            let now = filed + i64::from(minute).minutes();
            steady.work(now);
            if minute < from || minute >= back {
                broken.work(now);
            }
            minute += 10;
        }
        prop_assert!(broken.fired.is_subset(&steady.fired) || broken.sent.len() <= steady.sent.len());
        for (now, step) in &broken.sent {
            prop_assert!(office().is_open(*now));
            prop_assert!(!step.to.is_empty());
            let whom: BTreeSet<_> = step.to.iter().collect();
            prop_assert_eq!(whom.len(), step.to.len(), "somebody is told twice");
            let far = office().working_seconds(step.reached_at, *now) > 30 * 60;
            prop_assert!(step.caught_up || !far);
        }
        let clocks = |desk: &Desk| clocks(&desk.told.0, office(), &desk.targets, last).unwrap();
        let live: BTreeSet<_> = clocks(&steady).live().map(|clock| clock.key).collect();
        let of_live = |desk: &Desk| -> BTreeSet<StepKey> {
            let rounds = clocks(desk);
            desk.fired
                .iter()
                .filter(|key| live.contains(&key.clock))
                .filter(|key| rounds.all.iter().any(|clock| clock.key == key.clock && clock.round == key.round))
                .cloned()
                .collect()
        };
        // Whatever a live clock has reached was sent or stood for; a worker that was never away may
        // have sent steps under an earlier, shorter promise besides.
        prop_assert!(of_live(&broken).is_subset(&of_live(&steady)));
    }
}
