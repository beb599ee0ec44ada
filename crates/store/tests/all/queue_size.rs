//! The queue of a hundred thousand tickets is as quick as a short one.

#![expect(clippy::print_stdout, reason = "whoever wonders sees the times")]

use std::time::{Duration, Instant};

use domain::*;
use store::tickets::{self, QueueFilter, Sort};

use crate::support::*;

/// Writes 100,000 tickets at once: every tenth open, priorities and units mixed.
fn fill(postgres: bool) -> String {
    let (id, created, act) = if postgres {
        (
            "gen_random_uuid()",
            "timestamptz '2026-01-01' + n * interval '1 second'",
            "analyze;",
        )
    } else {
        ("randomblob(16)", "1767225600000000 + n * 1000000", "")
    };
    format!(
        "insert into tickets (id, year, sequence, version, status, unit, impact, urgency, priority,
             created_at, updated_at, requester_name, requester_email, requester_department,
             requester_room, requester_phone, subject, body, next_due, due_version)
         with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 100000)
         select {id}, 2025, n, 1, case when n % 10 = 0 then 'new' else 'closed' end,
             'IT-0' || (2 + n / 10 % 5) || '-1', 'low', 'low', 1 + n / 7 % 5, {created}, {created},
             'Anna Nowak', 'anna@example.org', 'Wydział', '1', '2', 'Drukarka nr ' || n,
             'treść', {created}, 1 from numbers;
         insert into ticket_units (ticket, unit, position, is_open, weight, created_at)
         select id, unit, 0, is_open, weight, created_at from tickets;
         insert into ticket_words (ticket, place, field, words)
         select id, 1, 'filed', 'zg 2025 ' || sequence || ' drukark nr ' || sequence || case when sequence % 80 < 2 then ' toner' else '' end from tickets; {act}"
    )
}

async fn timed(db: &Db, what: &str, filter: &QueueFilter) -> Duration {
    let mut after = None;
    let mut slowest = Duration::ZERO;
    // The first page is not timed: it warms the connection and its statements.
    for page in 0..12 {
        let mut conn = db.read().await.unwrap();
        let begun = Instant::now();
        let found = tickets::queue(&mut conn, filter, after.as_ref(), 50)
            .await
            .unwrap();
        if page > 1 {
            slowest = slowest.max(begun.elapsed());
        }
        assert_eq!(found.rows.len(), 50, "{what}");
        after = found.next;
    }
    println!("{what}: a page takes at most {slowest:?}");
    slowest
}

both_databases! {
    async fn a_page_of_a_hundred_thousand_tickets_reads_little_more_than_it_shows(db: Db) {
        db.raw(&fill(db.is_postgres())).await.unwrap();
        let unit = unit("IT-04-1");
        let views = [
            ("open", QueueFilter::default()),
            ("everything", QueueFilter { statuses: Status::ALL.to_vec(), ..QueueFilter::default() }),
            ("of a unit", QueueFilter { units: Some(vec![unit.clone()]), ..QueueFilter::default() }),
            ("seen by a unit", QueueFilter { involved: Some(unit.clone()), ..QueueFilter::default() }),
            ("oldest first", QueueFilter { sort: Sort::Oldest, ..QueueFilter::default() }),
            ("everything, oldest first", QueueFilter { sort: Sort::Oldest, statuses: Status::ALL.to_vec(), ..QueueFilter::default() }),
            ("by number", QueueFilter { sort: Sort::Number, ..QueueFilter::default() }),
            ("due first", QueueFilter { sort: Sort::Due, ..QueueFilter::default() }),
            ("of a unit, due first", QueueFilter { sort: Sort::Due, units: Some(vec![unit.clone()]), ..QueueFilter::default() }),
            ("seen by a unit, oldest first", QueueFilter { sort: Sort::Oldest, involved: Some(unit.clone()), ..QueueFilter::default() }),
            ("seen by a unit, due first", QueueFilter { sort: Sort::Due, involved: Some(unit), ..QueueFilter::default() }),
            ("of nobody", QueueFilter { unassigned: true, ..QueueFilter::default() }),
            ("by text", QueueFilter { text: Some("tonera".to_owned()), ..QueueFilter::default() }),
        ];
        for (what, filter) in &views {
            let slowest = timed(db, what, filter).await;
            // Reading and sorting all of it takes longer than this; a page takes two milliseconds.
            assert!(slowest < Duration::from_millis(100), "{what}: {slowest:?}");
        }
        let begun = Instant::now();
        let mut conn = db.read().await.unwrap();
        let counts = tickets::counts(&mut conn, &QueueFilter::default()).await.unwrap();
        assert_eq!(counts[0], (Status::New, 10_000));
        println!("counts: {:?}", begun.elapsed());
        drop(conn);
        let nothing = QueueFilter { text: Some("nie ma tego".to_owned()), ..QueueFilter::default() };
        let begun = Instant::now();
        let mut conn = db.read().await.unwrap();
        assert_eq!(tickets::queue(&mut conn, &nothing, None, 50).await.unwrap().rows, []);
        println!("text that no open ticket has: {:?}", begun.elapsed());
        drop(conn);

        if db.is_postgres() {
            // Closing the connections makes them report what they have read.
            db.close().await;
            let scanned = db.raw_number("select seq_tup_read from pg_stat_user_tables where relname = 'tickets'").await;
            assert!(scanned <= 300_000, "tickets were read one after the other ({scanned})");
        }
    }
}
