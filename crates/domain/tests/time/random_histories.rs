//! Histories of whatever people might do, event after event in whole minutes.

use domain::*;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use crate::history::*;

/// Minutes since the event before, and what happened.
pub(crate) type Told = (u32, Happening);

#[derive(Clone, Copy, Debug)]
pub(crate) enum Happening {
    Answer,
    Remark,
    Requester,
    Claim,
    Escalate,
    Transfer(usize),
    Return,
    Pause(WaitingFor, Option<u32>),
    Resume,
    Priority(u8),
    Solve,
    Reopen,
    Merge,
    Part,
}

const UNITS: [(&str, &str); 3] = [
    ("IT-04-2", "§15 pkt 1 lit. e"),
    ("IT-03-2", "§12 pkt 4"),
    ("IT-02-4", "§9 pkt 1 lit. a"),
];

fn happenings() -> impl Strategy<Value = Happening> {
    let why = prop::sample::select(WaitingFor::ALL.to_vec());
    prop_oneof![
        1 => Just(Happening::Answer),
        1 => Just(Happening::Remark),
        1 => Just(Happening::Requester),
        2 => Just(Happening::Claim),
        1 => Just(Happening::Escalate),
        2 => (0..UNITS.len()).prop_map(Happening::Transfer),
        1 => Just(Happening::Return),
        3 => (why, prop::option::of(0_u32..3000)).prop_map(|(why, until)| Happening::Pause(why, until)),
        3 => Just(Happening::Resume),
        2 => (1_u8..=5).prop_map(Happening::Priority),
        2 => Just(Happening::Solve),
        3 => Just(Happening::Reopen),
        1 => Just(Happening::Merge),
        3 => Just(Happening::Part),
    ]
}

/// What happens after filing: gaps of minutes to days, often none.
pub(crate) fn told() -> impl Strategy<Value = Vec<Told>> {
    let gap = prop_oneof![Just(0_u32), 1_u32..90, 1_u32..1500, 1_u32..6000];
    prop::collection::vec((gap, happenings()), 0..14)
}

/// The history, and the minute of each event. What cannot follow is left out.
pub(crate) fn history(filed: Timestamp, priority: u8, told: &[Told]) -> (History, Vec<u32>) {
    let registered = Act::Registered(Box::new(registration(priority)));
    let mut history = History(Vec::new()).at(filed, requester(), registered);
    let (mut minutes, mut minute, mut solved, mut merged_now) = (vec![0], 0, false, false);
    for (gap, happening) in told {
        minute += gap;
        let at = filed + i64::from(minute).minutes();
        let staff = person(1);
        let (by, act) = match happening {
            Happening::Part if merged_now => (staff, parted()),
            _ if merged_now => continue,
            Happening::Part => continue,
            Happening::Answer => (staff, note(Visibility::Public)),
            Happening::Remark => (staff, note(Visibility::Internal)),
            Happening::Requester => (requester(), note(Visibility::Public)),
            Happening::Reopen if solved => (requester(), reopened()),
            _ if solved => continue,
            Happening::Reopen => continue,
            Happening::Claim => (staff, Act::Claimed),
            Happening::Escalate => (staff, escalated("IT-04-1", "§14 pkt 1 lit. l")),
            Happening::Transfer(to) => (staff, transferred(UNITS[*to].0, UNITS[*to].1)),
            Happening::Return => (staff, returned()),
            Happening::Pause(why, until) => (
                staff,
                paused(*why, until.map(|after| at + i64::from(after).minutes())),
            ),
            Happening::Resume => (staff, Act::Resumed),
            Happening::Priority(number) => (staff, priority_changed(*number)),
            Happening::Solve => (staff, resolved()),
            Happening::Merge => (staff, merged()),
        };
        solved = match act {
            Act::Resolved { .. } => true,
            Act::Reopened { .. } => false,
            _ => solved,
        };
        merged_now = matches!(act, Act::Merged { .. });
        history = history.at(at, by, act);
        minutes.push(minute);
    }
    (history, minutes)
}
