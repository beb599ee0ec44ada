//! Learning from what people decide, through the real pieces: tickets and their history in either database, the
//! learner of a worker, the matcher that a web process follows, the page and the command line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;
#[path = "learning/office.rs"]
mod office;
#[path = "learning/pages.rs"]
mod pages;
#[path = "learning/processes.rs"]
mod processes;
#[path = "learning/replayed.rs"]
mod replayed;

use matcher::Examples;
use store::learning::models::{self, ModelState};
use store::learning::{Imported, insert_past, state};
use web::Followed;
use worker::Refit;

use office::{Case, MATCHER, NEXT, Office, at, both_databases};

/// Texts of the shipped examples, a few of every unit.
fn others() -> Vec<(String, String)> {
    let examples = Examples::built_in();
    let few = examples.all().iter().step_by(97);
    few.map(|example| (example.subject.clone(), example.body.clone()))
        .collect()
}

both_databases! {
async fn what_operators_decide_is_suggested_next_time_and_can_be_taken_back(office: Office) {
    let shipped = MATCHER.suggest(NEXT.0, NEXT.1);
    assert_ne!(office.first(NEXT.0, NEXT.1), "IT-04-3");
    assert_eq!(
        office.learner.refit_if_due(at(0)).await.unwrap(),
        Refit::NotDue
    );
    office.corrections().await;
    let refit = office.learner.refit_if_due(at(40)).await.unwrap();
    assert!(matches!(refit, Refit::Accepted(_)), "{refit:?}");
    assert_eq!(
        office.learner.refit_if_due(at(41)).await.unwrap(),
        Refit::NotDue
    );

    // A process that serves pages sees it, without a restart.
    let followed = office.live.follow(&office.store).await.unwrap();
    let Followed::Exchanged(version) = followed else {
        panic!("{followed:?}")
    };
    assert_eq!(
        office.live.follow(&office.store).await.unwrap(),
        Followed::Same
    );
    assert_eq!(office.first(NEXT.0, NEXT.1), "IT-04-3");
    let learned = office.live.current().suggest(NEXT.0, NEXT.1);
    assert_eq!(learned.vocabulary, version);
    assert_ne!(learned.vocabulary, shipped.vocabulary);
    // Learning again from the same gives the same.
    let again = office.learner.refit(at(42)).await.unwrap();
    assert!(matches!(again, Refit::Same(_)), "{again:?}");

    // Taken back: as shipped, bit for bit, and learning waits for a person.
    let mut tx = office.store.write().await.unwrap();
    models::revert_to_base(&mut tx, "Adam", at(43))
        .await
        .unwrap();
    state::pause(&mut tx, "Adam", at(43)).await.unwrap();
    tx.commit().await.unwrap();
    office.live.follow(&office.store).await.unwrap();
    assert_eq!(office.live.current().suggest(NEXT.0, NEXT.1), shipped);
    office.corrections().await;
    assert_eq!(
        office.learner.refit_if_due(at(44)).await.unwrap(),
        Refit::NotNow
    );
    assert_eq!(office.learner.refit(at(45)).await.unwrap(), Refit::NotNow);
    let mut tx = office.store.write().await.unwrap();
    state::resume(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let refit = office.learner.refit_if_due(at(46)).await.unwrap();
    assert!(matches!(refit, Refit::Accepted(_)), "{refit:?}");
    assert_eq!(
        office.states().await,
        [ModelState::Active, ModelState::Reverted]
    );
}

async fn a_flood_of_one_person_changes_nothing(office: Office) {
    let before: Vec<String> = others().iter().map(|(a, b)| office.first(a, b)).collect();
    let mut tx = office.store.write().await.unwrap();
    for (number, (subject, body)) in others().iter().cycle().take(400).enumerate() {
        let body = format!("{body} sprawa numer {number} i jeszcze słowo{number}");
        let case = Case {
            subject,
            body: &body,
            requester: 1,
            operator: 1,
            day: i64::try_from(number / 20).unwrap(),
        };
        office.solved(&mut tx, &case, "IT-03-1", "§11 pkt 1").await;
    }
    tx.commit().await.unwrap();
    office.learner.refit_if_due(at(60)).await.unwrap();
    office.live.follow(&office.store).await.unwrap();
    let after: Vec<String> = others().iter().map(|(a, b)| office.first(a, b)).collect();
    assert_eq!(after, before);
}

async fn a_version_that_is_worse_is_refused_and_says_so(office: Office) {
    let mut tx = office.store.write().await.unwrap();
    let mut number = 0_u32;
    // Many people agree on what is wrong: all that the examples know is one unit's.
    for example in Examples::built_in().all().iter().step_by(4) {
        for copy in 0..2 {
            number += 1;
            let mut key = [0; 32];
            key[..4].copy_from_slice(&number.to_le_bytes());
            let request = Imported {
                key,
                source: "rt".to_owned(),
                number: number.to_string(),
                subject: example.subject.clone(),
                body: format!("{} {}", example.body, ["naprawdę", "koniecznie"][copy]),
                unit: "IT-03-1".parse().unwrap(),
                duty: None,
                decided_by: format!("osoba {}", number % 40),
                requester: format!("ktoś {}", number % 700),
                at: at(i64::from(number % 200)),
            };
            assert!(insert_past(&mut tx, &request, at(300)).await.unwrap());
        }
    }
    tx.commit().await.unwrap();
    let refit = office.learner.refit_if_due(at(301)).await.unwrap();
    let Refit::Refused(version) = refit else {
        panic!("{refit:?}")
    };
    let mut conn = office.store.read().await.unwrap();
    let versions = models::list(&mut conn, 10).await.unwrap();
    assert_eq!(
        (versions[0].version.as_str(), versions[0].state),
        (version.as_str(), ModelState::Refused)
    );
    assert_eq!(versions[0].figures["worse_on"], "shipped");
    assert!(versions[0].figures["shipped"]["tickets"].as_u64().unwrap() >= 1_000);
    drop(conn);
    assert_eq!(
        office.live.follow(&office.store).await.unwrap(),
        Followed::Same
    );
}
}
