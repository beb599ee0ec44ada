//! The ledger, what was learned from it, and how well it does.

use domain::*;
use serde_json::json;
use store::learning::models::{ModelState, NewModel};
use store::learning::{Imported, PrivateClass, models, state};
use store::{Outcome, learning};
use uuid::Uuid;

use crate::support::*;

fn member(code: &str) -> Author {
    Author {
        user: None,
        name: "Sylwia Sieciowa".to_owned(),
        unit: Some(unit(code)),
    }
}

/// A ticket with a proposal of IT-04-1 that `olga` sends to `to` and that is solved there.
async fn solved(db: &Db, olga: &Author, to: (&str, &str), seconds: i64) -> Ticket {
    let filed = file(
        db,
        Draft {
            seconds,
            ..Draft::default()
        },
    )
    .await;
    let handed = filed
        .ticket
        .transfer(
            &unit(to.0),
            "to ich obowiązek",
            duty(to.1),
            &DESK,
            olga.clone(),
            moment(seconds + 1),
        )
        .unwrap();
    let choice = SuggestionChoice::of(
        &filed.ticket,
        &DESK,
        Some(&suggestion()),
        &handed,
        Some(ChoiceReason::OtherScope),
    );
    let handed = Change { choice, ..handed };
    apply(db, &handed).await;
    let done = handed
        .ticket
        .resolve("Zrobione.", member(to.0), moment(seconds + 2))
        .unwrap();
    apply(db, &done).await;
    done.ticket
}

fn imported(n: u8) -> Imported {
    Imported {
        key: [n; 32],
        source: "rt".to_owned(),
        number: n.to_string(),
        subject: "Brak tonera".to_owned(),
        body: "Drukarka nie drukuje.".to_owned(),
        unit: unit("IT-04-2"),
        duty: None,
        decided_by: "jan".to_owned(),
        requester: "anna@example.org".to_owned(),
        at: at(i64::from(n)),
    }
}

fn none() -> PrivateClass {
    PrivateClass::default()
}

async fn keep(db: &Db, version: &str, state: ModelState, seconds: i64) -> Uuid {
    let id = Uuid::now_v7();
    let mut tx = db.write().await.unwrap();
    let model = NewModel {
        id,
        version,
        base: "base",
        adaptation: version.as_bytes(),
        based_on: 20,
        left_out: &json!({"duplicate": 3}),
        figures: &json!({"before": 0.5}),
        state,
    };
    models::insert(&mut tx, &model, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

both_databases! {
    async fn the_ledger_says_who_sent_a_ticket_where_it_was_solved(db: Db) {
        let olga = operator(db).await;
        let done = solved(db, &olga, ("IT-04-2", "§15 pkt 2"), 10).await;
        // Not solved, so not in the ledger.
        file(db, Draft::default()).await;
        // Never suggested, so not in it either.
        let without = file(db, Draft { suggestion: None, ..Draft::default() }).await.ticket;
        let claimed = without.claim(olga.clone(), moment(50)).unwrap();
        apply(db, &claimed).await;
        apply(db, &claimed.ticket.resolve("Zrobione.", olga.clone(), moment(51)).unwrap()).await;
        let mut conn = db.read().await.unwrap();
        let ledger = learning::solved(&mut conn, &none(), 10).await.unwrap();
        assert_eq!(ledger.len(), 1);
        let row = &ledger[0];
        assert_eq!(row.id, done.number.to_string());
        assert_eq!((row.unit.as_str(), row.duty), ("IT-04-2", Some(duty("§15 pkt 2"))));
        assert_eq!(row.decided_by, olga.user.unwrap().to_string());
        assert_eq!((row.requester.as_str(), row.at), ("anna.nowak@example.org", at(12)));
        assert_eq!((row.subject.as_str(), row.body.as_str()), ("Nie działa VPN", "Od rana nie łączy się z domu."));
    }

    async fn what_the_first_line_got_back_and_solved_is_its_own_decision(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let sent = escalate(&filed, &olga, 20);
        apply(db, &sent).await;
        let back = sent.ticket.give_back("To nie nasze.", &DESK, member("IT-04-1"), moment(30)).unwrap();
        apply(db, &back).await;
        let ewa = account("ewa", "Ewa Druga", Role::FirstLine);
        add(db, &ewa).await;
        let ewa = Author { user: Some(ewa.id), name: ewa.name, unit: Some(unit("IT-02-3")) };
        let claimed = back.ticket.claim(ewa.clone(), moment(40)).unwrap();
        apply(db, &claimed).await;
        apply(db, &claimed.ticket.resolve("Zrobione.", ewa.clone(), moment(50)).unwrap()).await;
        let mut conn = db.read().await.unwrap();
        let ledger = learning::solved(&mut conn, &none(), 10).await.unwrap();
        assert_eq!(ledger[0].unit.as_str(), "IT-02-3");
        assert_eq!(ledger[0].decided_by, ewa.user.unwrap().to_string());
        drop(conn);
        // Reopened: no longer solved.
        let again = row(db, filed.id).await.reopen("Dalej nie działa.", olga, moment(60)).unwrap();
        apply(db, &again).await;
        let mut conn = db.read().await.unwrap();
        assert_eq!(learning::solved(&mut conn, &none(), 10).await.unwrap(), []);
    }

    async fn private_tickets_do_not_leave_the_database(db: Db) {
        let olga = operator(db).await;
        solved(db, &olga, ("IT-04-2", "§15 pkt 2"), 10).await;
        solved(db, &olga, ("IT-03-1", "§11 pkt 1"), 20).await;
        let mut tx = db.write().await.unwrap();
        learning::insert_past(&mut tx, &imported(1), at(30)).await.unwrap();
        for private in [
            PrivateClass { units: vec![unit("IT-04-2")], duties: Vec::new() },
            PrivateClass { units: vec![unit("IT-04-2")], duties: vec![duty("§15 pkt 2"), duty("§7 pkt 5")] },
        ] {
            let ledger = learning::solved(&mut tx, &private, 10).await.unwrap();
            assert_eq!(ledger.iter().map(|row| row.unit.as_str()).collect::<Vec<_>>(), ["IT-03-1"]);
            assert_eq!(learning::past(&mut tx, &private, 10).await.unwrap(), []);
            assert_eq!(learning::fresh(&mut tx, &private, None).await.unwrap(), 2);
        }
        let only_duty = PrivateClass { units: Vec::new(), duties: vec![duty("§15 pkt 2")] };
        assert_eq!(learning::solved(&mut tx, &only_duty, 10).await.unwrap().len(), 1);
        assert_eq!(learning::past(&mut tx, &only_duty, 10).await.unwrap().len(), 1);
    }

    async fn what_is_new_since_the_last_look_is_counted(db: Db) {
        let olga = operator(db).await;
        for n in 0..5 {
            solved(db, &olga, ("IT-04-2", "§15 pkt 2"), n * 10).await;
        }
        let mut tx = db.write().await.unwrap();
        learning::insert_past(&mut tx, &imported(1), at(100)).await.unwrap();
        for (since, expected) in [(None, 6), (Some(at(2)), 5), (Some(at(42)), 1), (Some(at(100)), 0)] {
            assert_eq!(learning::fresh(&mut tx, &none(), since).await.unwrap(), expected);
        }
        assert_eq!(learning::solved(&mut tx, &none(), 2).await.unwrap()[0].at, at(42));
    }

    async fn bringing_the_same_in_again_adds_nothing(db: Db) {
        let mut tx = db.write().await.unwrap();
        assert!(learning::insert_past(&mut tx, &imported(1), at(1)).await.unwrap());
        assert!(!learning::insert_past(&mut tx, &imported(1), at(2)).await.unwrap());
        assert!(learning::insert_past(&mut tx, &imported(2), at(3)).await.unwrap());
        assert_eq!(learning::past_count(&mut tx).await.unwrap(), 2);
        let read = learning::past(&mut tx, &none(), 10).await.unwrap();
        assert_eq!(read.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["rt:2", "rt:1"]);
    }

    async fn a_newer_version_takes_the_place_of_the_one_before(db: Db) {
        let first = keep(db, "one", ModelState::Active, 1).await;
        let second = keep(db, "two", ModelState::Active, 2).await;
        keep(db, "bad", ModelState::Refused, 3).await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(models::active(&mut tx).await.unwrap(), Some(second));
        assert_eq!(models::adaptation(&mut tx, second).await.unwrap().as_deref(), Some(&b"two"[..]));
        let list = models::list(&mut tx, 10).await.unwrap();
        let states: Vec<_> = list.iter().map(|model| (model.version.as_str(), model.state, model.is_kept)).collect();
        assert_eq!(states, [("bad", ModelState::Refused, false), ("two", ModelState::Active, true), ("one", ModelState::Retired, true)]);
        assert_eq!((&list[0].left_out, list[0].based_on), (&json!({"duplicate": 3}), 20));
        // Back to the first, then to what was shipped.
        assert_eq!(models::revert_to(&mut tx, first, "Adam", at(4)).await.unwrap(), Outcome::Done);
        assert_eq!(models::active(&mut tx).await.unwrap(), Some(first));
        assert_eq!(models::revert_to(&mut tx, list[0].id, "Adam", at(5)).await.unwrap(), Outcome::Stale);
        assert_eq!(models::revert_to_base(&mut tx, "Adam", at(6)).await.unwrap(), Outcome::Done);
        assert_eq!(models::active(&mut tx).await.unwrap(), None);
        assert_eq!(models::revert_to_base(&mut tx, "Adam", at(7)).await.unwrap(), Outcome::Stale);
        let list = models::list(&mut tx, 10).await.unwrap();
        assert_eq!(list[2].settled_by.as_deref(), Some("Adam"));
        assert_eq!(list[2].settled_at, at(6));
    }

    async fn only_the_latest_versions_can_be_returned_to(db: Db) {
        let first = keep(db, "oldest", ModelState::Active, 0).await;
        for n in 1..=20 {
            keep(db, &n.to_string(), ModelState::Active, n).await;
        }
        let mut tx = db.write().await.unwrap();
        assert_eq!(models::adaptation(&mut tx, first).await.unwrap(), None);
        assert_eq!(models::revert_to(&mut tx, first, "Adam", at(40)).await.unwrap(), Outcome::Stale);
        let kept = models::list(&mut tx, 50).await.unwrap().iter().filter(|model| model.is_kept).count();
        assert_eq!(kept, 20);
    }

    async fn one_of_many_workers_learns(db: Db) {
        let mut taking = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let store = db.store.clone();
            taking.spawn(async move {
                let mut tx = store.write().await.unwrap();
                let lease = state::take(&mut tx, at(0), 60).await.unwrap();
                tx.commit().await.unwrap();
                lease
            });
        }
        let mut leases: Vec<_> = taking.join_all().await.into_iter().flatten().collect();
        assert_eq!(leases.len(), 1);
        let mut tx = db.write().await.unwrap();
        assert_eq!(state::take(&mut tx, at(59), 60).await.unwrap(), None);
        // It ran out, and another took over: the first may keep nothing.
        let second = state::take(&mut tx, at(61), 60).await.unwrap().unwrap();
        assert_eq!(state::finish(&mut tx, leases.remove(0), at(62)).await.unwrap(), Outcome::Stale);
        assert_eq!(state::finish(&mut tx, second, at(63)).await.unwrap(), Outcome::Done);
        assert_eq!(state::read(&mut tx).await.unwrap().tried_at, Some(at(61)));
        // The clock was set back by years.
        let lease = state::take(&mut tx, at(1_000_000), 60).await.unwrap();
        assert!(lease.is_some());
        assert!(state::take(&mut tx, at(0), 60).await.unwrap().is_some());
    }

    async fn after_a_pause_learning_waits_for_a_person(db: Db) {
        let mut tx = db.write().await.unwrap();
        let lease = state::take(&mut tx, at(0), 60).await.unwrap().unwrap();
        state::pause(&mut tx, "Adam", at(1)).await.unwrap();
        assert_eq!(state::read(&mut tx).await.unwrap().paused, Some(("Adam".to_owned(), at(1))));
        assert_eq!(state::finish(&mut tx, lease, at(2)).await.unwrap(), Outcome::Stale);
        assert_eq!(state::take(&mut tx, at(3), 60).await.unwrap(), None);
        assert_eq!(state::resume(&mut tx).await.unwrap(), Outcome::Done);
        assert_eq!(state::resume(&mut tx).await.unwrap(), Outcome::Stale);
        assert_eq!(state::read(&mut tx).await.unwrap().paused, None);
        assert!(state::take(&mut tx, at(4), 60).await.unwrap().is_some());
    }

    async fn the_figures_are_of_what_was_filed_in_the_period(db: Db) {
        let olga = operator(db).await;
        let wrong = solved(db, &olga, ("IT-04-2", "§15 pkt 2"), 10).await;
        let filed = file(db, Draft { seconds: 20, ..Draft::default() }).await.ticket;
        let sent = escalate(&filed, &olga, 21);
        apply(db, &sent).await;
        apply(db, &sent.ticket.resolve("Zrobione.", member("IT-04-1"), moment(22)).unwrap()).await;
        let kept = file(db, Draft { seconds: 30, ..Draft::default() }).await.ticket;
        let claimed = kept.claim(olga.clone(), moment(31)).unwrap();
        apply(db, &claimed).await;
        apply(db, &claimed.ticket.resolve("Zrobione.", olga, moment(32)).unwrap()).await;
        file(db, Draft { seconds: 40, suggestion: None, ..Draft::default() }).await;
        let mut conn = db.read().await.unwrap();
        let judged = learning::judged(&mut conn, at(0), at(100), 10).await.unwrap();
        let rows: Vec<_> = judged.iter().map(|row| (row.unit.as_str(), row.chosen.as_ref().map(|unit| unit.as_str().to_owned()))).collect();
        assert_eq!(rows, [("IT-02-3", None), ("IT-04-1", None), ("IT-04-2", Some("IT-04-2".to_owned()))]);
        assert_eq!(judged[2].number, wrong.number);
        assert_eq!(judged[2].reason.as_deref(), Some("other_scope"));
        let guess = judged[2].guess.clone().unwrap();
        assert_eq!((guess.unit.as_str(), guess.duty), ("IT-04-1", duty("§14 pkt 1 lit. l")));
        assert!((guess.confidence - 0.123_456_789_012_345_68).abs() < 1e-12);
        assert_eq!(learning::judged(&mut conn, at(20), at(100), 1).await.unwrap().len(), 1);
        let filed = learning::filed(&mut conn, at(0), at(100)).await.unwrap();
        assert_eq!((filed.all, filed.suggested, filed.proposed), (4, 3, 3));
        let gaps = learning::gaps(&mut conn, at(0), at(100), 10).await.unwrap();
        assert_eq!(gaps.iter().map(|gap| gap.number).collect::<Vec<_>>(), [kept.number]);
    }

    async fn a_suggestion_in_shadow_is_in_the_figures_and_nowhere_else(db: Db) {
        let olga = operator(db).await;
        let done = solved(db, &olga, ("IT-04-2", "§15 pkt 2"), 10).await;
        let mut tx = db.write().await.unwrap();
        learning::hide_suggestion(&mut tx, done.id).await.unwrap();
        assert_eq!(store::tickets::suggestion(&mut tx, done.id).await.unwrap(), None);
        let everything = store::tickets::QueueFilter { statuses: Status::ALL.to_vec(), ..store::tickets::QueueFilter::default() };
        let page = store::tickets::queue(&mut tx, &everything, None, 10).await.unwrap();
        assert_eq!(page.rows.len(), 1);
        assert!(page.rows[0].suggested.is_none());
        assert_eq!(learning::judged(&mut tx, at(0), at(100), 10).await.unwrap().len(), 1);
        assert_eq!(learning::solved(&mut tx, &none(), 10).await.unwrap().len(), 1);
    }
}
