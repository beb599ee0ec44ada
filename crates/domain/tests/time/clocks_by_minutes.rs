//! Clocks against a reference that lives through every minute, and what holds for any history.

use std::sync::LazyLock;

use domain::calendar::Calendar;
use domain::clock::{Clock, ClockState, Clocks, clocks};
use domain::targets::Targets;
use domain::*;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use crate::calendar_by_minutes::{beginnings, models};
use crate::history::*;
use crate::office;
use crate::random_histories::{history, told};
use crate::reference::{Seen, State, lived_through};
use crate::targets::targets;

fn promises() -> &'static Targets {
    static PROMISES: LazyLock<Targets> = LazyLock::new(|| targets(RULES));
    &PROMISES
}

const RULES: &str = r#"
[[version.rule]]
clock = "solution"
priority = [1]
within = "2h"
[[version.rule]]
clock = "solution"
priority = [2]
within = "4h"
[[version.rule]]
clock = "solution"
priority = [2]
unit = ["IT-04-2", "IT-03-2"]
within = "3h"
[[version.rule]]
clock = "solution"
priority = [5]
within = "none"
[[version.rule]]
clock = "solve"
by = ["transfer"]
within = "5h"
[[version.rule]]
clock = "accept"
priority = [1, 2]
within = "30m"
"#;

fn seen(clocks: &Clocks, begun: Timestamp) -> Vec<Seen> {
    let minute = |at: Timestamp| u32::try_from((at.as_second() - begun.as_second()) / 60).unwrap();
    (clocks.all.iter())
        .map(|clock| {
            let state = match clock.state {
                ClockState::Running => State::Runs,
                ClockState::Paused { .. } => State::Waits,
                ClockState::Met { .. } => State::Met,
                ClockState::Stopped { .. } if clock.is_merged() => State::Merged,
                ClockState::Stopped { .. } => State::Stopped,
            };
            (
                clock.key.kind,
                clock.used / 60,
                state,
                clock.breached_at.map(minute),
            )
        })
        .collect()
}

/// What people see of the clocks; of those that have ended, not what was allowed at their end, which
/// may have changed at the very same moment.
fn in_effect(clocks: &Clocks) -> Vec<String> {
    clocks
        .all
        .iter()
        .map(|clock| {
            if clock.is_live() {
                line(clock)
            } else {
                format!("{:?} {} {:?}", clock.state, clock.used, clock.breached_at)
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn clocks_are_what_living_through_every_minute_gives(
        model in models(),
        filed in beginnings(),
        priority in 1_u8..=5,
        told in told(),
        more in 0_u32..3000,
    ) {
        let calendar = &Calendar::parse(&model.text()).unwrap();
        let targets = promises();
        let (history, minutes) = history(filed, priority, &told);
        let length = minutes.last().unwrap() + more;
        let open = model.minutes(filed, length as usize);
        let now = filed + i64::from(length).minutes();
        let found = clocks(&history.0, calendar, targets, now).unwrap();
        prop_assert_eq!(
            seen(&found, filed),
            lived_through(&history, &minutes, &open, priority, targets)
        );
        for clock in &found.all {
            let reckoning = clock.reckoning(calendar, now);
            prop_assert_eq!(reckoning.used, clock.used);
            for pair in reckoning.rows.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
            }
            if let (true, Some(allowed), Some(_), None) =
                (clock.is_live(), clock.allowed(), clock.due, clock.late_since())
            {
                prop_assert_eq!(reckoning.total, allowed.max(clock.used));
            }
        }
    }

    #[test]
    fn a_remark_changes_nothing(
        filed in beginnings(),
        told in told(),
        at in 0_usize..14,
        part in 0_u32..6000,
    ) {
        let (calendar, targets) = (office(), promises());
        let (plain, minutes) = history(filed, 2, &told);
        let at = at.min(plain.0.len() - 1) + 1;
        let before = minutes[at - 1];
        let minute = minutes.get(at).map_or(before + part, |next| before + part % (next - before + 1));
        let mut noted = History(plain.0[..at].to_vec())
            .at(filed + i64::from(minute).minutes(), person(2), note(Visibility::Internal));
        for event in &plain.0[at..] {
            noted = noted.at(event.at, event.by.clone(), event.act.clone());
        }
        let now = filed + i64::from(minutes.last().unwrap() + 7000).minutes();
        let clocks = |history: &History| clocks(&history.0, calendar, targets, now).unwrap();
        prop_assert_eq!(lines(&clocks(&plain)), lines(&clocks(&noted)));
    }

    #[test]
    fn attack_33_waiting_adds_nothing(filed in beginnings(), told in told(), why in 0_usize..3, length in 0_u32..20_000) {
        let (calendar, targets) = (office(), promises());
        let (plain, minutes) = history(filed, 2, &told);
        let last = filed + i64::from(*minutes.last().unwrap()).minutes();
        let later = last + i64::from(length).minutes();
        let used = |history: &History, now| -> Vec<i64> {
            clocks(&history.0, calendar, targets, now).unwrap().all.iter().map(|clock| clock.used).collect()
        };
        let before = used(&plain, last);
        let waiting = plain.at(last, person(1), paused(WaitingFor::ALL[why], None));
        prop_assert_eq!(&used(&waiting, later), &before);
        let went_on = waiting.at(later, person(1), Act::Resumed);
        prop_assert_eq!(&used(&went_on, later), &before);
    }

    #[test]
    fn time_only_goes_forward_and_lateness_stays(filed in beginnings(), told in told(), nows in prop::collection::vec(0_i64..40_000, 1..6)) {
        let (calendar, targets) = (office(), promises());
        let (history, _) = history(filed, 2, &told);
        let mut nows = nows;
        nows.sort_unstable();
        let mut before: Option<Clocks> = None;
        // The history as far as it was known at each moment.
        for now in nows.into_iter().map(|minutes| filed + minutes.minutes()) {
            let known: Vec<Event> = history.0.iter().filter(|event| event.at <= now).cloned().collect();
            let found = clocks(&known, calendar, targets, now).unwrap();
            prop_assert_eq!(&found, &clocks(&known, calendar, targets, now).unwrap());
            for (earlier, later) in before.iter().flat_map(|before| before.all.iter().zip(&found.all)) {
                prop_assert_eq!(earlier.key, later.key);
                prop_assert!(earlier.used <= later.used);
                if earlier.breached_at.is_some() {
                    prop_assert_eq!(earlier.breached_at, later.breached_at);
                }
            }
            before = Some(found);
        }
    }

    #[test]
    fn the_order_of_equal_times_matters_only_where_one_act_undoes_the_other(
        filed in beginnings(),
        told in told(),
        one in 0_usize..5,
        other in 0_usize..5,
        later in 0_i64..20_000,
    ) {
        let (calendar, targets) = (office(), promises());
        let (plain, minutes) = history(filed, 3, &told);
        let at = filed + i64::from(*minutes.last().unwrap()).minutes();
        let acts = [
            note(Visibility::Internal),
            note(Visibility::Public),
            Act::Claimed,
            paused(WaitingFor::Supplier, None),
            priority_changed(1),
        ];
        let with = |first: usize, second: usize| {
            let told = plain.clone()
                .at(at, person(1), acts[first].clone())
                .at(at, person(1), acts[second].clone());
            in_effect(&clocks(&told.0, calendar, targets, at + later.minutes()).unwrap())
        };
        prop_assert_eq!(with(one, other), with(other, one));
    }

    #[test]
    fn nobody_is_late_at_the_moment_a_ticket_comes_back_or_presses_more(
        filed in beginnings(),
        told in told(),
        gap in 0_i64..20_000,
        priority in 1_u8..=5,
    ) {
        let (calendar, targets) = (office(), promises());
        let (plain, minutes) = history(filed, 3, &told);
        let at = filed + (i64::from(*minutes.last().unwrap()) + gap).minutes();
        let before = clocks(&plain.0, calendar, targets, at).unwrap();
        // A ticket that goes on as another one takes no such acts.
        prop_assume!(!before.all.iter().any(Clock::is_merged));
        let told = plain.at(at, person(1), priority_changed(priority));
        let found = clocks(&told.0, calendar, targets, at).unwrap();
        for (before, after) in before.all.iter().zip(&found.all) {
            prop_assert_eq!(before.used, after.used);
            prop_assert_eq!(before.breached_at, after.breached_at);
        }
        let told = told
            .at(at, person(1), resolved())
            .at(at + 9.hours(), requester(), reopened());
        let found = clocks(&told.0, calendar, targets, at + 9.hours()).unwrap();
        let solution = solution(&found);
        prop_assert!(solution.is_live() && solution.late_since().is_none());
        prop_assert!(solution.left().is_none_or(|left| left >= 3600));
    }
}
