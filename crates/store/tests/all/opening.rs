//! Opening, reading, writing, closing; and what goes wrong with it.

use std::time::Duration;

use domain::*;
use store::{Outcome, Store, StoreError, accounts, tickets};

use crate::support::*;

both_databases! {
    async fn a_snapshot_does_not_see_what_is_written_after_it(db: Db) {
        let mut before = db.read().await.unwrap();
        assert!(accounts::list(&mut before).await.unwrap().is_empty());
        operator(db).await;
        assert!(accounts::list(&mut before).await.unwrap().is_empty());
        assert_eq!(accounts::list(&mut db.read().await.unwrap()).await.unwrap().len(), 1);
    }

    async fn nothing_can_be_written_through_a_snapshot(db: Db) {
        let mut conn = db.read().await.unwrap();
        let person = account("olga", "Olga", Role::FirstLine);
        accounts::insert(&mut conn, &person).await.unwrap_err();
        assert!(matches!(conn.commit().await, Err(StoreError::Broken)));
        assert_eq!(db.raw_number("select count(*) from accounts").await, 0);
    }

    async fn a_transaction_sees_its_own_writing_and_others_do_not(db: Db) {
        let mut tx = db.write().await.unwrap();
        let filed = file_in(&mut tx, Draft::default()).await.unwrap().ticket;
        assert!(tickets::by_id(&mut tx, filed.id).await.unwrap().is_some());
        let mut other = db.read().await.unwrap();
        assert!(tickets::by_id(&mut other, filed.id).await.unwrap().is_none());
        drop(other);
        tx.commit().await.unwrap();
        assert_eq!(row(db, filed.id).await, filed);
    }

    async fn a_caller_that_gives_up_half_way_commits_nothing(db: Db) {
        let mut tx = db.write().await.unwrap();
        // Abandoned at the first statement whose answer is not there at once. On a busy machine a database answers
        // some before they are waited for, so there are many.
        let many = async {
            for _ in 0..500 {
                file_in(&mut tx, Draft::default()).await.unwrap();
            }
        };
        tokio::select! {
            biased;
            () = many => panic!("no database answers always at once"),
            () = std::future::ready(()) => {}
        }
        assert!(matches!(tx.commit().await, Err(StoreError::Broken)));
        assert_eq!(db.raw_number("select count(*) from tickets").await, 0);
        assert_eq!(file(db, Draft::default()).await.ticket.number.sequence(), 1);
    }

    async fn attack_38_what_was_committed_is_there_after_the_program_has_gone(db: Db) {
        let filed = file(db, Draft::default()).await.ticket;
        db.close().await;
        assert!(matches!(db.read().await, Err(StoreError::Unavailable(_))));
        assert!(matches!(db.write().await, Err(StoreError::Unavailable(_))));
        assert!(matches!(db.ping().await, Err(StoreError::Unavailable(_))));
        let again = Store::open(&db.url).await.unwrap();
        again.ping().await.unwrap();
        assert_eq!(row(&again, filed.id).await, filed);
        again.close().await;
    }

    async fn two_programs_write_to_one_database(db: Db) {
        let other = Store::open(&db.url).await.unwrap();
        let mut filing = tokio::task::JoinSet::new();
        for n in 0..20 {
            let store = if n % 2 == 0 { db.store.clone() } else { other.clone() };
            filing.spawn(async move { file(&store, Draft::default()).await.ticket.number.sequence() });
        }
        let mut numbers = filing.join_all().await;
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
        other.close().await;
    }

    async fn more_callers_than_connections_wait_for_their_turn(db: Db) {
        let mut reading = tokio::task::JoinSet::new();
        for _ in 0..60 {
            let store = db.store.clone();
            reading.spawn(async move {
                let mut conn = store.read().await.unwrap();
                tokio::time::sleep(Duration::from_millis(20)).await;
                accounts::list(&mut conn).await.unwrap().len()
            });
        }
        assert_eq!(reading.join_all().await, vec![0; 60]);
    }

    async fn times_are_kept_to_the_microsecond_over_all_of_history(db: Db) {
        for (n, text) in ["1969-12-31T23:59:59.999999Z", "2026-10-25T01:00:00.000001Z", "0001-01-01T00:00:00Z", "9999-12-30T22:00:00.999999Z"].iter().enumerate() {
            let mut person = account(&format!("osoba{n}"), "Olga", Role::FirstLine);
            person.created_at = text.parse().unwrap();
            add(db, &person).await;
            let stored = accounts::by_id(&mut db.read().await.unwrap(), person.id).await.unwrap().unwrap();
            assert_eq!(stored.created_at, person.created_at, "{text}");
        }
    }

    async fn rows_that_the_program_did_not_write_are_reported_and_do_no_harm(db: Db) {
        let filed = file(db, Draft::default()).await.ticket;
        db.raw("update tickets set unit = 'bez sensu'").await.unwrap();
        let mut conn = db.read().await.unwrap();
        let error = tickets::by_id(&mut conn, filed.id).await.unwrap_err();
        assert_eq!(error.to_string(), "the stored unit cannot be read");
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn addresses_that_lead_nowhere_are_refused_with_a_hint() {
    for (url, hint) in [
        ("", "sqlite:// or postgres://"),
        ("mysql://root@localhost/x", "sqlite:// or postgres://"),
        ("desk.db", "sqlite:// or postgres://"),
        ("sqlite::memory:", "nothing would be kept"),
        ("sqlite://", "nothing would be kept"),
        ("sqlite://x.db?mode=memory", "nothing would be kept"),
        ("sqlite://x.db?colour=red", "sqlite:///path/file.db"),
        (
            "postgres://a:geheim@[::1/x",
            "postgres://user:password@host",
        ),
    ] {
        let error = Store::open(url).await.unwrap_err();
        assert!(matches!(error, StoreError::Address(_)), "{url}: {error}");
        assert!(error.to_string().contains(hint), "{url}: {error}");
        assert!(!format!("{error:?}").contains("geheim"));
    }
}

#[tokio::test]
async fn attack_38_a_database_that_cannot_be_reached_is_unavailable_and_its_password_stays_secret()
{
    for url in [
        "sqlite:///no/such/folder/desk.db",
        "postgres://anna:geheim@127.0.0.1:1/desk",
    ] {
        let error = Store::open(url).await.unwrap_err();
        assert!(
            matches!(error, StoreError::Unavailable(_)),
            "{url}: {error:?}"
        );
        assert_eq!(error.to_string(), "the database cannot be reached");
        assert!(!format!("{error:?}").contains("geheim"), "{error:?}");
    }
}

#[tokio::test]
async fn attack_38_a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    std::fs::write(&path, "to nie jest baza danych ".repeat(1_000)).unwrap();
    let error = Store::open(&format!("sqlite://{}", path.display()))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
}

#[tokio::test]
async fn attack_38_a_postgres_transaction_waits_for_a_row_only_so_long() {
    let db = Db::postgres().await;
    db.migrate().await.unwrap();
    let olga = operator(&db).await;
    let filed = file(&db, Draft::default()).await.ticket;
    let mut first = db.write().await.unwrap();
    let change = filed.claim(olga.clone(), moment(1)).unwrap();
    assert_eq!(
        tickets::apply(&mut first, &change).await.unwrap(),
        Outcome::Done
    );
    let mut second = db.write().await.unwrap();
    let error = tickets::apply(&mut second, &filed.claim(olga, moment(2)).unwrap())
        .await
        .unwrap_err();
    assert!(
        matches!(error, StoreError::Busy(_)) && error.is_retryable(),
        "{error:?}"
    );
    drop(second);
    first.commit().await.unwrap();
}
