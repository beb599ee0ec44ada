//! Outages in the database: rows are the fold of histories, and two who act at once do not undo each other.

use domain::targets::Targets;
use domain::*;
use store::outages::resolving::{self, State};
use store::outages::{self, telling, tickets as belonging};
use store::tickets::{self, QueueFilter};
use store::{Outcome, StoreError};
use uuid::Uuid;

use crate::support::{Db, Draft, both_databases, moment, requester};

fn author() -> Author {
    Author {
        user: None,
        name: "Olga Operator".into(),
        unit: Some("IT-02-3".parse().unwrap()),
    }
}

fn announcement(title: &str) -> Announcement {
    Announcement {
        title: title.into(),
        description: "Nie działa\0 nic.".into(),
        audience: Audience::Everyone,
        since: moment(0).now,
    }
}

async fn declared(db: &Db, title: &str, n: i64) -> Outage {
    let id = OutageId(Uuid::now_v7());
    let change = Outage::declare(id, announcement(title), author(), moment(n)).unwrap();
    apply(db, &change).await.unwrap();
    change.outage
}

/// A ticket of somebody with an address of their own; every third has the address of another.
async fn file(db: &Db, n: i64) -> Ticket {
    let address = if n % 3 == 0 { n - 1 } else { n };
    let draft = Draft {
        requester: Requester {
            email: format!("Person{address}@example.org"),
            ..requester("Anna Nowak")
        },
        seconds: n,
        ..Draft::default()
    };
    crate::support::file(&db.store, draft).await.ticket
}

async fn apply(db: &Db, change: &OutageChange) -> Result<Outcome, StoreError> {
    let mut conn = db.write().await.unwrap();
    let outcome = outages::apply(&mut conn, change).await?;
    conn.commit().await?;
    Ok(outcome)
}

async fn join(db: &Db, outage: &Outage, ticket: &Ticket) -> Ticket {
    let change = ticket.join_outage(outage, &Targets::built_in(), author(), moment(5));
    let change = change.unwrap();
    let mut conn = db.write().await.unwrap();
    assert_eq!(
        tickets::apply(&mut conn, &change).await.unwrap(),
        Outcome::Done
    );
    conn.commit().await.unwrap();
    change.ticket
}

both_databases! {
    async fn a_row_is_the_fold_of_its_history_and_lists_are_in_order(db: Db) {
        let outage = declared(db, "Poczta", 1).await;
        let second = outage.update("Wiemy więcej.", author(), moment(2)).unwrap();
        assert_eq!(apply(db, &second).await.unwrap(), Outcome::Done);
        // Somebody who has not seen the update.
        let late = outage.end("Koniec.", author(), moment(3)).unwrap();
        assert_eq!(apply(db, &late).await.unwrap(), Outcome::Stale);
        let third = second.outage.end("Koniec.", author(), moment(4)).unwrap();
        assert_eq!(apply(db, &third).await.unwrap(), Outcome::Done);
        let other = declared(db, "Sieć", 6).await;
        let mut conn = db.read().await.unwrap();
        let row = outages::by_id(&mut conn, outage.id).await.unwrap().unwrap();
        let history = outages::history(&mut conn, outage.id).await.unwrap();
        assert_eq!(history.len(), 3);
        assert_eq!(Outage::replay(&history).as_ref(), Some(&row));
        assert_eq!(row, third.outage);
        assert_eq!(outages::lasting(&mut conn).await.unwrap(), [other]);
        assert_eq!(outages::past(&mut conn, 5).await.unwrap(), [row]);
        assert_eq!(outages::by_id(&mut conn, OutageId(Uuid::nil())).await.unwrap(), None);
    }

    async fn history_of_outages_is_only_added_to(db: Db) {
        let outage = declared(db, "Poczta", 1).await;
        for sql in ["update outage_events set kind = 'x'", "delete from outage_events"] {
            assert!(db.raw(sql).await.is_err(), "{sql}");
        }
        let again = Outage::declare(outage.id, announcement("Poczta"), author(), moment(2)).unwrap();
        let twice = apply(db, &again).await;
        assert!(matches!(twice, Err(StoreError::Conflict(_))), "{twice:?}");
    }

    async fn tickets_join_leave_and_are_found(db: Db) {
        let outage = declared(db, "Poczta", 1).await;
        let (one, other) = (file(db, 1).await, file(db, 2).await);
        let joined = join(db, &outage, &one).await;
        let mut conn = db.read().await.unwrap();
        let row = tickets::by_id(&mut conn, one.id).await.unwrap().unwrap();
        assert_eq!(row, joined);
        let counts = belonging::counts(&mut conn, &[outage.id]).await.unwrap();
        assert_eq!(counts, [(outage.id, belonging::Counts { open: 1, all: 1 })]);
        let of = QueueFilter { outage: Some(outage.id), ..QueueFilter::default() };
        let found = tickets::queue(&mut conn, &of, None, 10).await.unwrap().rows;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].outage, Some((outage.id, "Poczta".to_owned())));
        let without = QueueFilter { in_outage: Some(false), ..QueueFilter::default() };
        let found = tickets::queue(&mut conn, &without, None, 10).await.unwrap().rows;
        assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [other.id]);
        assert_eq!(found[0].outage, None);
        let unit = other.unit.clone();
        let since = other.created_at;
        let free = belonging::candidates(&mut conn, outage.id, &unit, since, 10).await.unwrap();
        assert_eq!(free.iter().map(|one| one.number).collect::<Vec<_>>(), [other.number]);
        assert_eq!(belonging::subjects(&mut conn, outage.id, 5).await.unwrap(), [one.subject]);
        drop(conn);
        let mut conn = db.write().await.unwrap();
        for _ in 0..2 {
            belonging::tell_apart(&mut conn, outage.id, other.id).await.unwrap();
        }
        let left = joined.leave_outage(&outage, author(), moment(6)).unwrap();
        tickets::apply(&mut conn, &left).await.unwrap();
        conn.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let free = belonging::candidates(&mut conn, outage.id, &unit, since, 10).await.unwrap();
        assert!(!free.iter().any(|ticket| ticket.id == other.id));
        assert_eq!(belonging::told_apart(&mut conn, other.id).await.unwrap(), [outage.id]);
        let row = tickets::by_id(&mut conn, joined.id).await.unwrap().unwrap();
        assert_eq!(row.outage, None);
    }

    async fn whoever_joins_while_the_news_are_told_is_told_as_well(db: Db) {
        let outage = declared(db, "Poczta", 1).await;
        let mut filed = Vec::new();
        for n in 1..=12 {
            filed.push(file(db, n).await);
        }
        // Half of them join while three workers tell.
        let (early, late) = filed.split_at(6);
        for ticket in early {
            join(db, &outage, ticket).await;
        }
        let tell = || async {
            for _ in 0..6 {
                let mut conn = db.write().await.unwrap();
                telling::tell_some(&mut conn, moment(9).now).await.unwrap();
                conn.commit().await.unwrap();
            }
        };
        let joins = async {
            for ticket in late {
                join(db, &outage, ticket).await;
            }
        };
        tokio::join!(tell(), joins, tell());
        loop {
            let mut conn = db.write().await.unwrap();
            let told = telling::tell_some(&mut conn, moment(9).now).await.unwrap();
            conn.commit().await.unwrap();
            if told == 0 {
                break;
            }
        }
        let addresses: std::collections::BTreeSet<String> = filed
            .iter()
            .map(|ticket| ticket.requester.email.to_lowercase())
            .collect();
        let mut conn = db.read().await.unwrap();
        let counts = telling::counts(&mut conn, outage.id).await.unwrap();
        assert_eq!(counts, [(1, i64::try_from(addresses.len()).unwrap())]);
        assert!(!outages::waits(&mut conn).await.unwrap());
        let letters = db.raw_number("select count(*) from jobs where kind = 'outage_news'").await;
        assert_eq!(letters, i64::try_from(addresses.len()).unwrap());
    }

    async fn each_ticket_has_one_turn_and_one_result(db: Db) {
        let outage = declared(db, "Poczta", 1).await;
        for n in 1..=8 {
            join(db, &outage, &file(db, n).await).await;
        }
        let change = outage.resolve_all("Działa.", author(), moment(7)).unwrap();
        apply(db, &change).await.unwrap();
        let work = || async {
            let mut turns = Vec::new();
            loop {
                let mut conn = db.write().await.unwrap();
                let Some(turn) = resolving::next(&mut conn).await.unwrap() else {
                    return turns;
                };
                let settled = resolving::settle(&mut conn, turn, State::Resolved, None, moment(8).now);
                assert_eq!(settled.await.unwrap(), Outcome::Done);
                // A worker that dies here has done nothing.
                if turns.len() == 2 && turn.ticket.0.as_u128() % 2 == 0 {
                    conn.rollback().await.unwrap();
                } else {
                    conn.commit().await.unwrap();
                }
                turns.push(turn.ticket);
                if turns.len() == 3 {
                    return turns;
                }
            }
        };
        tokio::join!(work(), work());
        loop {
            if work().await.is_empty() {
                break;
            }
        }
        let mut conn = db.read().await.unwrap();
        let tally = resolving::tally(&mut conn, outage.id, 2).await.unwrap();
        assert_eq!(tally.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [0, 8, 0, 0]);
    }

    async fn a_step_of_an_outage_is_told_once_to_each(db: Db) {
        let outage = declared(db, "Poczta", 1).await;
        let unit = Recipient::Unit("IT-02-3".parse().unwrap());
        let mut conn = db.write().await.unwrap();
        let mut first = async |to: &Recipient, rule| {
            outages::first_step(&mut conn, outage.id, ("solution", rule), to).await.unwrap()
        };
        assert_eq!(first(&unit, "due/0").await, Outcome::Done);
        assert_eq!(first(&unit, "due/0").await, Outcome::Stale);
        assert_eq!(first(&unit, "due/1").await, Outcome::Done);
        assert_eq!(first(&Recipient::Official("a".into()), "due/0").await, Outcome::Done);
        conn.commit().await.unwrap();
    }
}
