//! What pages that stay open are told: changes, and who else is there.

use std::time::{Duration, Instant};

use domain::*;
use jiff::SignedDuration;
use store::changes::{self, Position, Since};
use store::presence::{self, Doing, OpenPage};
use store::shortcuts::{self, Shortcuts};
use store::{Store, tickets};
use uuid::Uuid;

use crate::support::*;

async fn since(store: &Store, position: Position, most: u32) -> (Since, Position) {
    let mut conn = store.read().await.unwrap();
    changes::since(&mut conn, position, most).await.unwrap()
}

/// Holds that this is told after `position`, by and by: `PostgreSQL` waits for every transaction of
/// the server that began before, also for those of other tests in databases of their own.
async fn told(store: &Store, position: Position, most: u32, expected: Since) -> Position {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let (told, after) = since(store, position, most).await;
        if told == expected {
            return after;
        }
        assert!(Instant::now() < end, "{told:?} but not {expected:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn these(tickets: &[&Ticket]) -> Since {
    Since::Tickets(tickets.iter().map(|ticket| ticket.id).collect())
}

async fn position(store: &Store) -> Position {
    let mut conn = store.read().await.unwrap();
    changes::position(&mut conn).await.unwrap()
}

both_databases! {
    async fn each_ticket_that_changed_is_told_once_and_the_last_comes_last(db: Db) {
        assert_eq!(since(db, Position::default(), 10).await, (Since::Tickets(vec![]), Position::default()));
        let olga = operator(db).await;
        let one = file(db, Draft::default()).await.ticket;
        let two = file(db, Draft::default()).await.ticket;
        let first = told(db, Position::default(), 10, these(&[&one, &two])).await;
        assert_eq!(position(db).await, first);
        let claimed = one.claim(olga.clone(), moment(20)).unwrap();
        apply(db, &claimed).await;
        let solved = claimed.ticket.resolve("gotowe", olga, moment(30)).unwrap();
        apply(db, &solved).await;
        told(db, first, 10, these(&[&one])).await;
        let last = told(db, Position::default(), 10, these(&[&two, &one])).await;
        assert!(last > first);
        assert_eq!(since(db, last, 10).await, (Since::Tickets(vec![]), last));
        assert_eq!(since(db, Position::default(), 1).await, (Since::TooMany, last));
    }

    async fn an_act_that_is_not_kept_is_not_told(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let before = told(db, Position::default(), 10, these(&[&filed])).await;
        let mut tx = db.write().await.unwrap();
        let change = filed.claim(olga, moment(20)).unwrap();
        tickets::apply(&mut tx, &change).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(since(db, before, 10).await, (Since::Tickets(vec![]), before));
    }

    async fn a_change_that_another_program_made_is_told(db: Db) {
        let before = position(db).await;
        let other = Store::open(&db.url).await.unwrap();
        let filed = file(&other, Draft::default()).await.ticket;
        told(db, before, 10, these(&[&filed])).await;
    }

    async fn what_was_noted_under_greater_numbers_of_transactions_does_not_hide_new_changes(db: Db) {
        let olga = operator(db).await;
        let old = file(db, Draft::default()).await.ticket;
        // As in a database that was restored into another server.
        db.raw("update ticket_changes set writer = 4000000000000000").await.unwrap();
        db.migrate().await.unwrap();
        let known = told(db, Position::default(), 10, these(&[&old])).await;
        apply(db, &old.claim(olga, moment(20)).unwrap()).await;
        if db.is_postgres() {
            told(db, known, 10, these(&[&old])).await;
        }
    }

    async fn others_who_have_a_ticket_open_are_named_with_the_most_they_do(db: Db) {
        let ticket = file(db, Draft::default()).await.ticket.id;
        let elsewhere = file(db, Draft::default()).await.ticket.id;
        let people: Vec<_> = ["Olga", "Jan", "Ewa"].map(|name| account(name, name, Role::FirstLine)).into();
        for person in &people {
            add(db, person).await;
        }
        let [olga, jan, ewa] = [0, 1, 2].map(|n: usize| people[n].id);
        let page = |account, ticket| OpenPage { ticket, account, page: Uuid::now_v7() };
        let answered = page(jan, ticket);
        let mut tx = db.write().await.unwrap();
        for (page, doing, seconds) in [
            (page(olga, ticket), Doing::Looking, 100),
            (answered, Doing::Answering, 100),
            (page(jan, ticket), Doing::Looking, 110),
            (page(ewa, ticket), Doing::Answering, 20),
            (page(ewa, elsewhere), Doing::Looking, 100),
        ] {
            presence::note(&mut tx, &page, doing, at(seconds), at(0)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let seen = async |reader: UserId, seconds: i64| {
            let mut conn = db.read().await.unwrap();
            let heard = at(seconds).checked_sub(SignedDuration::from_secs(50)).unwrap();
            let found = presence::others(&mut conn, &[ticket], reader, heard).await.unwrap();
            assert!(!found.contains_key(&elsewhere));
            let people = found.get(&ticket).cloned().unwrap_or_default();
            people.into_iter().map(|person| (person.name, person.doing)).collect::<Vec<_>>()
        };
        let jan_answers = ("Jan".to_owned(), Doing::Answering);
        let olga_looks = ("Olga".to_owned(), Doing::Looking);
        // Ewa's browser was killed long ago.
        assert_eq!(seen(olga, 120).await, std::slice::from_ref(&jan_answers));
        assert_eq!(seen(ewa, 120).await, [jan_answers, olga_looks.clone()]);
        assert_eq!(seen(jan, 120).await, std::slice::from_ref(&olga_looks));
        let mut tx = db.write().await.unwrap();
        presence::leave(&mut tx, &answered).await.unwrap();
        tx.commit().await.unwrap();
        let jan_looks = ("Jan".to_owned(), Doing::Looking);
        assert_eq!(seen(ewa, 120).await, [jan_looks, olga_looks]);
        assert_eq!(seen(ewa, 161).await, []);
        // Pages that are not heard of are forgotten by and by.
        let mut tx = db.write().await.unwrap();
        presence::note(&mut tx, &page(olga, ticket), Doing::Looking, at(700), at(200)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.raw_number("select count(*) from presence").await, 1);
    }

    async fn shortcuts_are_wanted_until_somebody_says_otherwise(db: Db) {
        let olga = account("olga", "Olga", Role::FirstLine);
        add(db, &olga).await;
        for wanted in [Shortcuts::Off, Shortcuts::Off, Shortcuts::On, Shortcuts::On] {
            let mut tx = db.write().await.unwrap();
            shortcuts::set(&mut tx, olga.id, wanted).await.unwrap();
            assert_eq!(shortcuts::of(&mut tx, olga.id).await.unwrap(), wanted);
            tx.commit().await.unwrap();
        }
    }
}

/// Transactions of `PostgreSQL` end in another order than they begin in: a change must not be told
/// before one that will come before it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_change_is_missed_when_a_later_one_is_kept_first() {
    let db = Db::postgres().await;
    db.migrate().await.unwrap();
    let olga = operator(&db).await;
    let slow = file(&db, Draft::default()).await.ticket;
    let quick = file(&db, Draft::default()).await.ticket;
    let before = told(&db, Position::default(), 10, these(&[&slow, &quick])).await;
    let mut slow_tx = db.write().await.unwrap();
    let change = slow.claim(olga.clone(), moment(20)).unwrap();
    tickets::apply(&mut slow_tx, &change).await.unwrap();
    apply(&db, &quick.claim(olga, moment(21)).unwrap()).await;
    let (early, meanwhile) = since(&db, before, 10).await;
    assert_eq!(early, Since::Tickets(vec![]));
    slow_tx.commit().await.unwrap();
    told(&db, meanwhile, 10, these(&[&slow, &quick])).await;
}
