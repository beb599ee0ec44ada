//! `cargo bench -p domain`: the clocks of one ticket with 200 events (at most 50 µs), its steps, a
//! reckoning, office time.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use domain::calendar::Calendar;
use domain::clock::{ClockKind, Clocks, clocks};
use domain::steps::{StepRules, due_steps, next_wakeup};
use domain::targets::Targets;
use domain::{
    Act, Author, Event, EventId, Impact, Priority, Registration, Requester, TicketId, TicketNumber,
    Urgency, UserId, Visibility, WaitingFor,
};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::built_in);
static TARGETS: LazyLock<Targets> = LazyLock::new(Targets::built_in);
static RULES: LazyLock<StepRules> = LazyLock::new(StepRules::built_in);

fn main() {
    divan::main();
}

fn filed() -> Timestamp {
    "2026-01-12T08:00:00Z".parse().unwrap()
}

/// A ticket of 200 events over 200 days: every tenth a hand-over, every tenth a pause and its end,
/// every tenth a new priority, a solution that does not hold every fortieth, the rest notes.
fn history() -> Vec<Event> {
    let units = [
        ("IT-04-1", "§14 pkt 1 lit. l"),
        ("IT-04-2", "§15 pkt 1 lit. e"),
    ];
    let registration = Registration {
        number: TicketNumber::new(2026, 1).unwrap(),
        unit: "IT-02-3".parse().unwrap(),
        subject: "s".into(),
        body: "b".into(),
        requester: Requester::default(),
        impact: Impact::Medium,
        urgency: Urgency::Medium,
        priority: Priority::ALL[2],
        channel: domain::Channel::Written,
    };
    (0_usize..200)
        .map(|number| {
            let (unit, duty) = units[number / 10 % 2];
            let act = match (number, number % 10) {
                (0, _) => Act::Registered(Box::new(registration.clone())),
                (_, 1) => Act::Transferred {
                    to: unit.parse().unwrap(),
                    reason: "r".into(),
                    duty: duty.parse().unwrap(),
                },
                (_, 2) => Act::Accepted,
                (_, 4) => Act::Paused {
                    why: WaitingFor::Supplier,
                    until: None,
                    reason: "r".into(),
                },
                (_, 5) => Act::Resumed,
                (_, 6) => Act::PriorityChanged {
                    impact: Impact::Medium,
                    urgency: Urgency::Medium,
                    priority: Priority::ALL[number / 10 % 5],
                    reason: "r".into(),
                },
                (_, 7) if number % 40 == 7 => Act::Resolved {
                    solution: "s".into(),
                },
                (_, 8) if number % 40 == 8 => Act::Reopened { reason: "r".into() },
                _ => Act::Noted {
                    visibility: Visibility::Internal,
                    text: "x".into(),
                },
            };
            Event {
                id: EventId(Uuid::from_u128(number as u128)),
                ticket: TicketId(Uuid::from_u128(7)),
                sequence: i64::try_from(number).unwrap() + 1,
                at: filed() + (i64::try_from(number).unwrap() * 24 + 1).hours(),
                by: Author {
                    user: Some(UserId(Uuid::from_u128(1))),
                    name: "n".into(),
                    unit: Some("IT-02-3".parse().unwrap()),
                },
                act,
            }
        })
        .collect()
}

fn now() -> Timestamp {
    filed() + (201 * 24).hours()
}

fn all(history: &[Event]) -> Clocks {
    clocks(history, &CALENDAR, &TARGETS, now()).unwrap()
}

#[divan::bench]
fn clocks_of_200_events(bencher: Bencher<'_, '_>) {
    let history = history();
    bencher.bench(|| all(black_box(&history)));
}

#[divan::bench]
fn clocks_of_5_events(bencher: Bencher<'_, '_>) {
    let history = history();
    bencher.bench(|| all(black_box(&history[..5])));
}

#[divan::bench]
fn due_steps_and_next_wakeup(bencher: Bencher<'_, '_>) {
    let clocks = all(&history());
    let fired = BTreeSet::new();
    bencher.bench(|| {
        let steps = due_steps(black_box(&clocks), &RULES, &CALENDAR, &fired);
        (steps, next_wakeup(&clocks, &RULES, &CALENDAR, &fired))
    });
}

#[divan::bench]
fn reckoning_of_200_days(bencher: Bencher<'_, '_>) {
    let clocks = all(&history());
    let solution = clocks.last(ClockKind::Solution).unwrap();
    bencher.bench(|| black_box(solution).reckoning(&CALENDAR, clocks.now));
}

#[divan::bench]
fn working_seconds_of_a_year() -> i64 {
    CALENDAR.working_seconds(black_box(filed()), filed() + (365 * 24).hours())
}

#[divan::bench]
fn add_working_of_a_week() -> Timestamp {
    CALENDAR.add_working(black_box(filed()), 40 * 3600)
}

#[divan::bench]
fn read_the_calendar() -> Calendar {
    Calendar::built_in()
}
