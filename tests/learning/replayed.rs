//! A suggestion made by what was learned is made again by the command line, as long as that is kept as it was.

use jiff::Timestamp;
use matcher::{Caps, History, adapt};
use serde_json::json;
use store::learning::models::NewModel;
use uuid::Uuid;

use super::*;
use crate::common::desktop::Desktop;
use crate::common::stdout;

impl Office {
    /// Another row of this name and with these bytes, in force from now on.
    async fn insert_version(&self, version: &str, adaptation: &[u8], now: Timestamp) {
        let model = NewModel {
            id: Uuid::now_v7(),
            version,
            base: MATCHER.model_version(),
            adaptation,
            based_on: 24,
            left_out: &json!({}),
            figures: &json!({}),
            state: ModelState::Active,
        };
        let mut tx = self.store.write().await.unwrap();
        models::insert(&mut tx, &model, now).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Holds that the ticket's suggestion is said to be broken, in one line with these words.
fn is_broken(desktop: &Desktop, ticket: &str, words: &str) {
    let explained = desktop.explain(ticket, &[]);
    let line = String::from_utf8(explained.stderr.clone()).unwrap();
    assert_eq!(explained.status.code(), Some(3), "{line}");
    assert!(line.contains(ticket) && line.contains(words), "{line}");
    assert_eq!(line.trim_end().lines().count(), 1, "{line}");
    let text = stdout(&explained);
    assert!(
        text.contains("    adaptation: "),
        "what differs is named: {text}"
    );
}

both_databases! {
async fn a_learned_suggestion_is_made_again_or_said_to_be_broken(office: Office) {
    office.corrections().await;
    let refit = office.learner.refit_if_due(at(40)).await.unwrap();
    let Refit::Accepted(version) = refit else {
        panic!("{refit:?}")
    };
    office.live.follow(&office.store).await.unwrap();
    let case = Case {
        subject: NEXT.0,
        body: NEXT.1,
        requester: 1,
        operator: 1,
        day: 41,
    };
    assert_eq!(office.first(case.subject, case.body), "IT-04-3");
    let ticket = office.file(&case).await.to_string();
    let desktop = Desktop::over(&office.url, "");
    let is_the_same = || {
        let explained = desktop.explain(&ticket, &[]);
        assert!(explained.status.success(), "{explained:?}");
        let text = stdout(&explained);
        assert!(text.contains("IT-04-3") && text.contains("stored: the same bit for bit"), "{text}");
    };
    is_the_same();
    let mut tx = office.store.write().await.unwrap();
    models::revert_to_base(&mut tx, "Adam", at(42)).await.unwrap();
    tx.commit().await.unwrap();
    is_the_same();

    // One byte is another, or all of them are those of another version.
    let mut conn = office.store.read().await.unwrap();
    let row = models::list(&mut conn, 1).await.unwrap()[0].id;
    let sound = models::adaptation(&mut conn, row).await.unwrap().unwrap();
    drop(conn);
    let mut flipped = sound.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    office.insert_version(&version, &flipped, at(43)).await;
    is_broken(&desktop, &ticket, &format!("version {version}, learned from past tickets, was altered"));
    let nothing = adapt(&MATCHER, &History::select(Vec::new(), &Caps::default()));
    office.insert_version(&version, &nothing.to_bytes(), at(44)).await;
    is_broken(&desktop, &ticket, "was altered");
    office.insert_version(&version, &sound, at(45)).await;
    is_the_same();

    // So many newer ones that it is no longer kept.
    for day in 50..75 {
        office.insert_version("0123456789ab", &nothing.to_bytes(), at(day)).await;
    }
    is_broken(&desktop, &ticket, "is no longer kept");
}
}
