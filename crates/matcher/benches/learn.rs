//! `cargo bench -p matcher --bench learn`: learning from 500 and from 5,000 past tickets, one in eight of which
//! contradicts the shipped model; asking what came of it.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::sync::{Arc, LazyLock};

use domain::Suggestion;
use matcher::{Adaptation, Caps, Examples, History, Matcher, PastTicket, adapt};
use ordinance::Ordinance;

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);
static EXAMPLES: LazyLock<Examples> = LazyLock::new(Examples::built_in);
static ADAPTED: LazyLock<Matcher> = LazyLock::new(|| {
    let adaptation = learned(&past(5_000));
    assert!(adaptation.learned() > 3_500, "{:?}", adaptation.left_out());
    MATCHER.adapted(Arc::new(adaptation)).unwrap()
});

fn main() {
    LazyLock::force(&MATCHER);
    divan::main();
}

#[divan::bench(args = [500, 5_000], sample_count = 3, sample_size = 1)]
fn learn(bencher: divan::Bencher<'_, '_>, tickets: usize) {
    let past = past(tickets);
    bencher.bench(|| learned(&past));
}

#[divan::bench]
fn suggest_after_five_thousand() -> Suggestion {
    let body =
        "Z domu nie łączy mnie FortiClient, kod z tokena przyjmuje, a jutro mam pracę zdalną";
    ADAPTED.suggest("VPN", black_box(body))
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_five_thousand(bencher: divan::Bencher<'_, '_>) {
    let bytes = ADAPTED.adaptation().unwrap().to_bytes();
    bencher.bench(|| Adaptation::from_bytes(&bytes).unwrap());
}

fn learned(past: &[PastTicket]) -> Adaptation {
    let selected = History::select(past.to_vec(), &Caps::default());
    adapt(&MATCHER, &selected.with_all_learned())
}

/// Shipped examples, repeated in pairs when there are too few; every eighth solved by the unit of the one before.
fn past(tickets: usize) -> Vec<PastTicket> {
    let all = EXAMPLES.all();
    (0..tickets)
        .map(|at| {
            let one = &all[at * 7 % all.len()];
            let label = if at % 8 == 0 { at + 1 } else { at };
            let duty = all[label * 7 % all.len()].duty;
            let unit = Ordinance::built_in().provision(&duty).unwrap().unit.clone();
            PastTicket {
                id: format!("ZG-2026-{at:06}"),
                subject: one.subject.clone(),
                body: format!("{} {}", one.body, all[at * 11 % all.len()].subject),
                unit: unit.unwrap(),
                duty: Some(duty),
                decided_by: format!("operator {}", at % 6),
                requester: format!("requester {}", at % 2_000),
                at: i64::try_from(at).unwrap() * 3_600,
            }
        })
        .collect()
}
