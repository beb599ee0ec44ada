//! Some weeks of a desk go as promised, and every mistake is found.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Instant;

use simulation::{Database, Fault, Plan, Report, run};
use testkit::services::postgres;

const SMALL: Plan = Plan {
    days: 20,
    tickets: 500,
    seed: 7,
    workers: 3,
    database: Database::None,
    fault: Fault::None,
};

async fn lived(plan: Plan) -> Report {
    let began = Instant::now();
    run(&plan, || began.elapsed()).await.unwrap()
}

fn shown(report: &Report) -> String {
    let violations = report.violations.iter().take(5).map(|violation| {
        let number = violation
            .ticket
            .map(|number| number.to_string())
            .unwrap_or_default();
        format!(
            "{number} {}\n    {}",
            violation.what,
            violation.history.join("\n    ")
        )
    });
    let violations: Vec<String> = violations.collect();
    format!(
        "{} violations\n{}\n{:?}",
        report.violations.len(),
        violations.join("\n"),
        report.tally
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_days_go_as_promised() {
    let report = lived(SMALL).await;
    assert!(report.violations.is_empty(), "{}", shown(&report));
    let tally = &report.tally;
    assert_eq!(tally.tickets, 500);
    // Everything that could go wrong was there to go wrong.
    for (what, count) in [
        ("acts", tally.acts),
        ("steps", tally.steps),
        ("letters", tally.letters),
        ("closings", tally.closings),
        ("caught up", tally.caught_up),
        ("stale", tally.stale),
        ("refused", tally.refused),
        ("digests", tally.digests),
        ("settings read", tally.settings_read),
    ] {
        assert!(count > 0, "no {what}: {tally:?}");
    }
}

/// Two weeks on a database as a desk uses it, with people and workers as if they were two processes.
async fn live_at(url: &str) {
    let plan = Plan {
        days: 14,
        tickets: 200,
        database: Database::Address(url.to_owned()),
        ..SMALL
    };
    let report = lived(plan.clone()).await;
    assert!(report.violations.is_empty(), "{}", shown(&report));
    assert_eq!(report.tally.tickets, 200);
    // Not where tickets are.
    let began = Instant::now();
    assert!(run(&plan, || began.elapsed()).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_durable_file_with_two_processes_goes_as_promised() {
    let folder = tempfile::tempdir().unwrap();
    live_at(&format!("sqlite://{}/desk.db", folder.path().display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_with_two_processes_goes_as_promised() {
    let database = postgres::fresh_database().await;
    live_at(database.url()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_days() {
    let plan = Plan {
        days: 6,
        tickets: 80,
        ..SMALL
    };
    let (one, other) = (lived(plan.clone()).await, lived(plan.clone()).await);
    assert_eq!(one.tally, other.tally);
    let another = lived(Plan { seed: 8, ..plan }).await;
    assert_ne!(one.tally, another.tally);
}

/// What is said about a desk that makes a mistake.
async fn found(fault: Fault) -> Vec<String> {
    found_in(9, fault).await
}

/// The same within so many days.
async fn found_in(days: u32, fault: Fault) -> Vec<String> {
    let plan = Plan {
        days,
        tickets: days * 17,
        fault,
        ..SMALL
    };
    let report = lived(plan).await;
    assert!(
        !report.violations.is_empty(),
        "{fault:?} was not found: {:?}",
        report.tally
    );
    assert!(!report.violations[0].history.is_empty() || report.violations[0].ticket.is_none());
    report
        .violations
        .into_iter()
        .map(|violation| violation.what)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_letter_is_found() {
    let found = found(Fault::LosesLetter).await;
    assert!(
        found.len() == 1 && found[0].ends_with("never arrived"),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_sent_twice_is_found() {
    let found = found(Fault::SendsTwice).await;
    assert!(
        found.len() == 1 && found[0].ends_with("arrived 2 times"),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_never_closes_is_found() {
    let found = found(Fault::NeverCloses).await;
    assert!(
        found
            .iter()
            .any(|what| what.ends_with("outside office hours")
                || what.ends_with("before its time")
                || what.ends_with("no reason for it")),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_at_the_wrong_time_is_found() {
    let found = found(Fault::ForgetsRule).await;
    assert!(
        found
            .iter()
            .any(|what| what.ends_with("is missing") || what.ends_with("came late")),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_told_once_more_is_found() {
    let found = found(Fault::OneRuleTwice).await;
    assert!(
        found
            .iter()
            .all(|what| what.contains("drugi-raz") && what.ends_with("no reason for it")),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_target_is_found() {
    let found = found(Fault::WrongTarget).await;
    assert!(
        found
            .iter()
            .any(|what| what.ends_with("came late") || what.ends_with("is missing")),
        "{found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_are_not_read_again_are_found() {
    let found = found_in(20, Fault::ForgetsSettings).await;
    // On a day off that was made known while the program ran, and by targets of that day.
    for end in ["outside office hours", "is missing"] {
        assert!(
            found.iter().any(|what| what.ends_with(end)),
            "{end}: {found:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_at_another_hour_are_found() {
    let found = found(Fault::ForgetsHours).await;
    assert!(found.iter().all(|what| what.contains("11:00")), "{found:?}");
}

#[tokio::test]
async fn a_plan_that_cannot_be_lived_is_refused() {
    let began = Instant::now();
    for days in [0, 4000] {
        let plan = Plan { days, ..SMALL };
        assert!(run(&plan, || began.elapsed()).await.is_err());
    }
}
