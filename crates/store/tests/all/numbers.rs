//! Ticket numbers: no gaps, no duplicates, whoever files at once.

use store::{Outcome, StoreError, tickets};

use crate::support::*;

/// Files `count` tickets at once; the numbers that were kept, in order. Those that `fails` names are
/// rolled back after everything was written.
async fn file_at_once(db: &Db, count: i64, fails: fn(i64) -> bool) -> Vec<i64> {
    let mut filing = tokio::task::JoinSet::new();
    for n in 0..count {
        let store = db.store.clone();
        filing.spawn(async move {
            let mut tx = store.write().await.unwrap();
            let change = file_in(&mut tx, Draft::default()).await.unwrap();
            if fails(n) {
                drop(tx);
                return None;
            }
            tx.commit().await.unwrap();
            Some(change.ticket.number.sequence())
        });
    }
    let mut numbers: Vec<i64> = filing.join_all().await.into_iter().flatten().collect();
    numbers.sort_unstable();
    numbers
}

both_databases! {
    async fn fifty_people_who_file_at_once_get_the_numbers_from_one_to_fifty(db: Db) {
        let numbers = file_at_once(db, 50, |_| false).await;
        assert_eq!(numbers, (1..=50).collect::<Vec<_>>());
        assert_eq!(db.raw_number("select count(*) from tickets").await, 50);
        assert_eq!(db.raw_number("select count(*) from events").await, 50);
        assert_eq!(db.raw_number("select count(*) from jobs").await, 50);
    }

    async fn filings_that_are_rolled_back_leave_no_gap(db: Db) {
        let numbers = file_at_once(db, 50, |n| n % 3 == 0).await;
        assert_eq!(numbers, (1..=33).collect::<Vec<_>>());
    }

    async fn every_year_begins_with_one_and_old_years_go_on(db: Db) {
        let mut tx = db.write().await.unwrap();
        let mut numbers = Vec::new();
        for year in [2026, 2026, 2027, 2026, 2027] {
            numbers.push(tickets::next_number(&mut tx, year).await.unwrap().to_string());
        }
        tx.commit().await.unwrap();
        assert_eq!(
            numbers,
            ["ZG-2026-000001", "ZG-2026-000002", "ZG-2027-000001", "ZG-2026-000003", "ZG-2027-000002"]
        );
    }

    async fn a_year_that_no_number_can_have_is_refused(db: Db) {
        for year in [i16::MIN, -1, 0, 999, 10_000, i16::MAX] {
            let mut tx = db.write().await.unwrap();
            let error = tickets::next_number(&mut tx, year).await.unwrap_err();
            assert!(matches!(error, StoreError::OutOfRange { what: "year" }), "{year}: {error}");
        }
    }

    async fn the_last_number_of_all_is_followed_by_an_error_and_not_by_a_wrong_number(db: Db) {
        db.raw(&format!("insert into ticket_numbers (year, last) values (2026, {})", i64::MAX)).await.unwrap();
        let mut tx = db.write().await.unwrap();
        tickets::next_number(&mut tx, 2026).await.unwrap_err();
        assert!(matches!(tx.commit().await, Err(StoreError::Broken)));
    }

    async fn a_number_beyond_a_million_is_found_again(db: Db) {
        db.raw("insert into ticket_numbers (year, last) values (2026, 999999)").await.unwrap();
        let change = file(db, Draft::default()).await;
        assert_eq!(change.ticket.number.to_string(), "ZG-2026-1000000");
        let mut conn = db.read().await.unwrap();
        let found = tickets::by_number(&mut conn, change.ticket.number).await.unwrap();
        assert_eq!(found, Some(change.ticket));
    }

    async fn two_tickets_never_share_a_number(db: Db) {
        let first = file(db, Draft::default()).await;
        let mut second = first.clone();
        second.ticket.id = domain::TicketId(uuid::Uuid::now_v7());
        second.event.ticket = second.ticket.id;
        second.event.id = domain::EventId(uuid::Uuid::now_v7());
        second.letters.clear();
        let mut tx = db.write().await.unwrap();
        let error = tickets::apply(&mut tx, &second).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(store::Duplicate::Key)), "{error}");
        drop(tx);
        assert_eq!(apply(db, &escalate(&first.ticket, &operator(db).await, 20)).await, Outcome::Done);
    }
}
