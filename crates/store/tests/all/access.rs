//! Sessions, API tokens, secret links, idempotency keys, the throttle.

use domain::*;
use store::accounts::{self, Account};
use store::idempotency::{self, Known};
use store::sessions::{self, Session};
use store::tokens::{self, ApiToken};
use store::{Duplicate, Outcome, StoreError, links, throttle};
use uuid::Uuid;

use crate::support::*;

fn session(user: &Account, secret: u8) -> Session {
    Session {
        token_hash: vec![secret; 32],
        user: user.id,
        csrf: "csrf".to_owned(),
        created_at: at(0),
        last_seen_at: at(0),
        expires_at: at(100),
    }
}

fn token(user: &Account, secret: u8) -> ApiToken {
    ApiToken {
        id: Uuid::from_u128(secret.into()),
        name: "skrypt".to_owned(),
        user: user.id,
        token_hash: vec![secret; 32],
        created_at: at(secret.into()),
        expires_at: None,
        last_used_at: None,
    }
}

both_databases! {
    async fn a_session_is_found_by_its_hash_until_it_expires(db: Db) {
        let olga = account("olga", "Olga", Role::FirstLine);
        add(db, &olga).await;
        let kept = session(&olga, 1);
        let mut tx = db.write().await.unwrap();
        sessions::insert(&mut tx, &kept).await.unwrap();
        assert!(sessions::by_token_hash(&mut tx, &[1; 32], at(99)).await.unwrap() == Some((kept.clone(), olga.clone())));
        assert!(sessions::by_token_hash(&mut tx, &[1; 32], at(100)).await.unwrap().is_none());
        for other in [vec![2; 32], vec![1; 31], Vec::new()] {
            assert!(sessions::by_token_hash(&mut tx, &other, at(0)).await.unwrap().is_none());
        }
        assert_eq!(sessions::touch(&mut tx, &[1; 32], at(50)).await.unwrap(), Outcome::Done);
        assert_eq!(sessions::touch(&mut tx, &[2; 32], at(50)).await.unwrap(), Outcome::Stale);
        let (seen, _) = sessions::by_token_hash(&mut tx, &[1; 32], at(60)).await.unwrap().unwrap();
        assert_eq!(seen.last_seen_at, at(50));
        let error = sessions::insert(&mut tx, &kept).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Duplicate::Key)), "{error}");
    }

    async fn a_disabled_person_has_neither_session_nor_token(db: Db) {
        let olga = account("olga", "Olga", Role::FirstLine);
        add(db, &olga).await;
        let mut tx = db.write().await.unwrap();
        sessions::insert(&mut tx, &session(&olga, 1)).await.unwrap();
        tokens::insert(&mut tx, &token(&olga, 1)).await.unwrap();
        for disabled in [true, false] {
            accounts::set_disabled(&mut tx, olga.id, disabled).await.unwrap();
            let signed_in = sessions::by_token_hash(&mut tx, &[1; 32], at(1)).await.unwrap();
            assert_eq!(signed_in.is_some(), !disabled);
            let may_call = tokens::by_token_hash(&mut tx, &[1; 32], at(1)).await.unwrap();
            assert_eq!(may_call.is_some(), !disabled);
        }
    }

    async fn sessions_end_one_by_one_or_all_of_a_person_or_by_age(db: Db) {
        let (olga, adam) = (account("olga", "Olga", Role::FirstLine), account("adam", "Adam", Role::Administrator));
        add(db, &olga).await;
        add(db, &adam).await;
        let mut tx = db.write().await.unwrap();
        for secret in 1..=3 {
            sessions::insert(&mut tx, &session(&olga, secret)).await.unwrap();
        }
        sessions::insert(&mut tx, &session(&adam, 4)).await.unwrap();
        sessions::delete(&mut tx, &[1; 32]).await.unwrap();
        sessions::delete(&mut tx, &[9; 32]).await.unwrap();
        assert!(sessions::by_token_hash(&mut tx, &[1; 32], at(0)).await.unwrap().is_none());
        assert_eq!(sessions::delete_for_user(&mut tx, olga.id).await.unwrap(), 2);
        assert!(sessions::by_token_hash(&mut tx, &[4; 32], at(0)).await.unwrap().is_some());
        assert_eq!(sessions::purge_expired(&mut tx, at(99)).await.unwrap(), 0);
        assert_eq!(sessions::purge_expired(&mut tx, at(100)).await.unwrap(), 1);
    }

    async fn a_session_or_token_needs_its_account(db: Db) {
        let nobody = account("nikt", "Nikt", Role::Requester);
        let mut tx = db.write().await.unwrap();
        assert!(matches!(sessions::insert(&mut tx, &session(&nobody, 1)).await, Err(StoreError::Dangling(_))));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert!(matches!(tokens::insert(&mut tx, &token(&nobody, 1)).await, Err(StoreError::Dangling(_))));
    }

    async fn a_token_is_found_until_it_expires_or_is_revoked(db: Db) {
        let olga = account("olga", "Olga", Role::FirstLine);
        add(db, &olga).await;
        let mut tx = db.write().await.unwrap();
        let lasting = token(&olga, 1);
        let brief = ApiToken { expires_at: Some(at(100)), last_used_at: Some(at(3)), ..token(&olga, 2) };
        tokens::insert(&mut tx, &lasting).await.unwrap();
        tokens::insert(&mut tx, &brief).await.unwrap();
        assert!(tokens::list(&mut tx).await.unwrap() == [brief.clone(), lasting.clone()]);
        assert!(tokens::by_token_hash(&mut tx, &[2; 32], at(99)).await.unwrap() == Some((brief, olga.clone())));
        assert!(tokens::by_token_hash(&mut tx, &[2; 32], at(100)).await.unwrap().is_none());
        assert!(tokens::by_token_hash(&mut tx, &[1; 32], at(1_000_000_000)).await.unwrap().is_some());
        assert_eq!(tokens::touch(&mut tx, lasting.id, at(7)).await.unwrap(), Outcome::Done);
        let (used, _) = tokens::by_token_hash(&mut tx, &[1; 32], at(8)).await.unwrap().unwrap();
        assert_eq!(used.last_used_at, Some(at(7)));
        assert_eq!(tokens::revoke(&mut tx, lasting.id).await.unwrap(), Outcome::Done);
        assert_eq!(tokens::revoke(&mut tx, lasting.id).await.unwrap(), Outcome::Stale);
        assert_eq!(tokens::touch(&mut tx, lasting.id, at(9)).await.unwrap(), Outcome::Stale);
        assert!(tokens::by_token_hash(&mut tx, &[1; 32], at(8)).await.unwrap().is_none());
    }

    async fn a_secret_link_leads_to_its_ticket_only(db: Db) {
        let (one, two) = (file(db, Draft::default()).await.ticket.id, file(db, Draft::default()).await.ticket.id);
        let mut tx = db.write().await.unwrap();
        links::insert(&mut tx, one, &[1; 32], at(0)).await.unwrap();
        links::insert(&mut tx, one, &[2; 32], at(0)).await.unwrap();
        links::insert(&mut tx, two, &[3; 32], at(0)).await.unwrap();
        for (secret, ticket) in [(1, Some(one)), (2, Some(one)), (3, Some(two)), (4, None)] {
            assert_eq!(links::by_token_hash(&mut tx, &[secret; 32]).await.unwrap(), ticket);
        }
        assert!(matches!(links::insert(&mut tx, TicketId(Uuid::now_v7()), &[5; 32], at(0)).await, Err(StoreError::Dangling(_))));
    }

    async fn a_repeated_request_gets_the_ticket_of_the_first(db: Db) {
        let mut tx = db.write().await.unwrap();
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"hash", at(0)).await.unwrap(), Known::New);
        let number = file_in(&mut tx, Draft::default()).await.unwrap().ticket.number;
        idempotency::finish(&mut tx, "olga", "k", number).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"hash", at(1)).await.unwrap(), Known::Same(number));
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"other", at(1)).await.unwrap(), Known::Different);
        assert_eq!(idempotency::begin(&mut tx, "adam", "k", b"hash", at(1)).await.unwrap(), Known::New);
        assert_eq!(idempotency::begin(&mut tx, "olga", "\0'; --", b"hash", at(1)).await.unwrap(), Known::New);
        assert_eq!(idempotency::purge(&mut tx, at(1)).await.unwrap(), 1);
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"other", at(2)).await.unwrap(), Known::New);
    }

    async fn a_request_that_failed_may_be_repeated(db: Db) {
        let mut tx = db.write().await.unwrap();
        idempotency::begin(&mut tx, "olga", "k", b"hash", at(0)).await.unwrap();
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"hash", at(0)).await.unwrap(), Known::New);
        // Even one that was committed half-way.
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"hash", at(0)).await.unwrap(), Known::New);
        assert_eq!(idempotency::begin(&mut tx, "olga", "k", b"other", at(0)).await.unwrap(), Known::Different);
        let error = idempotency::finish(&mut tx, "olga", "k", TicketNumber::new(2026, 5).unwrap()).await;
        assert!(matches!(error, Err(StoreError::Dangling(_))));
    }

    async fn twenty_duplicates_at_once_file_one_ticket(db: Db) {
        let mut filing = tokio::task::JoinSet::new();
        for n in 0..20 {
            let store = db.store.clone();
            filing.spawn(async move {
                let mut tx = store.write().await.unwrap();
                match idempotency::begin(&mut tx, "olga", "k", b"hash", at(n)).await.unwrap() {
                    Known::New => {
                        let number = file_in(&mut tx, Draft::default()).await.unwrap().ticket.number;
                        idempotency::finish(&mut tx, "olga", "k", number).await.unwrap();
                        tx.commit().await.unwrap();
                        number
                    }
                    Known::Same(number) => number,
                    Known::Different => panic!("the hashes are equal"),
                }
            });
        }
        let numbers = filing.join_all().await;
        assert!(numbers.iter().all(|number| number.sequence() == 1), "{numbers:?}");
        assert_eq!(db.raw_number("select count(*) from tickets").await, 1);
    }

    async fn tries_beyond_the_limit_are_refused_until_the_window_ends(db: Db) {
        let mut tx = db.write().await.unwrap();
        for n in 0..5 {
            assert_eq!(throttle::hit(&mut tx, "olga", at(n), 60, 3).await.unwrap(), n < 3, "{n}");
        }
        assert!(throttle::hit(&mut tx, "adam", at(5), 60, 3).await.unwrap());
        assert!(!throttle::hit(&mut tx, "olga", at(59), 60, 3).await.unwrap());
        assert!(throttle::hit(&mut tx, "olga", at(60), 60, 3).await.unwrap());
        // A clock that steps back opens nothing.
        throttle::hit(&mut tx, "olga", at(60), 60, 3).await.unwrap();
        throttle::hit(&mut tx, "olga", at(60), 60, 3).await.unwrap();
        assert!(!throttle::hit(&mut tx, "olga", at(0), 60, 3).await.unwrap());
        throttle::clear(&mut tx, "olga").await.unwrap();
        assert!(throttle::hit(&mut tx, "olga", at(61), 60, 3).await.unwrap());
        assert!(throttle::hit(&mut tx, "x\0", at(61), i64::MAX, 1).await.unwrap());
        assert!(!throttle::hit(&mut tx, "x\0", at(61), i64::MAX, 1).await.unwrap());
        assert_eq!(throttle::purge(&mut tx, at(61)).await.unwrap(), 1);
    }

    async fn attack_32_a_window_from_the_future_is_over(db: Db) {
        let mut tx = db.write().await.unwrap();
        assert!(throttle::hit(&mut tx, "olga", at(1_000_000), 60, 1).await.unwrap());
        assert!(throttle::hit(&mut tx, "olga", at(0), 60, 1).await.unwrap());
        assert!(!throttle::hit(&mut tx, "olga", at(1), 60, 1).await.unwrap());
    }

    async fn a_try_that_turned_out_well_can_be_taken_back(db: Db) {
        let mut tx = db.write().await.unwrap();
        throttle::take_back(&mut tx, "olga").await.unwrap();
        assert!(throttle::hit(&mut tx, "olga", at(0), 60, 1).await.unwrap());
        throttle::take_back(&mut tx, "olga").await.unwrap();
        throttle::take_back(&mut tx, "olga").await.unwrap();
        assert!(throttle::hit(&mut tx, "olga", at(1), 60, 1).await.unwrap());
        assert!(!throttle::hit(&mut tx, "olga", at(1), 60, 1).await.unwrap());
    }

    async fn tries_at_once_are_all_counted(db: Db) {
        let mut trying = tokio::task::JoinSet::new();
        for _ in 0..30 {
            let store = db.store.clone();
            trying.spawn(async move {
                let mut tx = store.write().await.unwrap();
                let allowed = throttle::hit(&mut tx, "olga", at(0), 60, 10).await.unwrap();
                tx.commit().await.unwrap();
                allowed
            });
        }
        let allowed = trying.join_all().await;
        assert_eq!(allowed.into_iter().filter(|allowed| *allowed).count(), 10);
    }
}

#[test]
fn secrets_are_not_printed_for_debugging() {
    let olga = account("olga", "Olga", Role::FirstLine);
    let text = format!("{:?} {:?}", session(&olga, 213), token(&olga, 213));
    assert!(
        !text.contains("213, 213") && !text.contains("csrf"),
        "{text}"
    );
}
