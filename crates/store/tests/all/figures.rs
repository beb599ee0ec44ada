//! Figures of tickets are the fold of their histories, and are found by period and unit.

use analyses::{Ended, Period, TicketFigures};
use domain::calendar::Calendar;
use domain::targets::Targets;
use domain::*;
use jiff::civil::date;
use ordinance::UnitCode;
use store::Store;
use store::figures::{self, ExportRow};
use store::tickets;

use crate::random_acts::act;
use crate::support::*;

fn rules() -> (Calendar, Targets) {
    (Calendar::built_in(), Targets::built_in())
}

async fn catch_up(db: &Store, fingerprint: &str, most: u32) -> i64 {
    let (calendar, targets) = rules();
    figures::catch_up(db, fingerprint, most, |history| {
        TicketFigures::of(history, &calendar, &targets)
    })
    .await
    .unwrap()
}

async fn of_period(db: &Store, period: Period, units: Option<&[UnitCode]>) -> Vec<TicketFigures> {
    let mut conn = db.read().await.unwrap();
    let mut found = Vec::new();
    let each = |one: &TicketFigures| found.push(one.clone());
    figures::of_period(&mut conn, &period, units, each)
        .await
        .unwrap();
    found.sort_by_key(|one| one.ticket);
    found
}

fn year() -> Period {
    Period::year(date(2026, 1, 1))
}

async fn some_acts(db: &Store, ticket: &Ticket, by: &Author, dice: &mut Dice, from: i64) -> Ticket {
    let mut ticket = ticket.clone();
    for n in from..from + 15 {
        let mut conn = db.read().await.unwrap();
        let history = tickets::history(&mut conn, ticket.id).await.unwrap();
        drop(conn);
        let (tasks, bookings) = (tasks(&history), bookings(&history));
        // Hours apart, so that clocks run out.
        if let Some(change) = act(&ticket, &tasks, bookings.last(), by, dice, n * 7_000) {
            apply(db, &change).await;
            ticket = change.ticket;
        }
    }
    ticket
}

async fn folded(db: &Store, tickets: &[Ticket]) -> Vec<TicketFigures> {
    let (calendar, targets) = rules();
    let mut conn = db.read().await.unwrap();
    let mut folded = Vec::new();
    for ticket in tickets {
        let history = tickets::history(&mut conn, ticket.id).await.unwrap();
        folded.push(TicketFigures::of(&history, &calendar, &targets).unwrap());
    }
    folded.sort_by_key(|one| one.ticket);
    folded
}

both_databases! {
    async fn figures_are_the_fold_of_the_history_whatever_people_do(db: Db) {
        let olga = operator(db).await;
        let mut dice = Dice::new(29);
        let mut tickets = Vec::new();
        for _ in 0..12 {
            let filed = file(db, Draft::default()).await.ticket;
            tickets.push(some_acts(db, &filed, &olga, &mut dice, 1).await);
        }
        let unwanted = file(db, Draft::default()).await.ticket;
        let cancelled = unwanted.cancel("dwa razy", olga.clone(), moment(500)).unwrap();
        apply(db, &cancelled).await;
        tickets.push(cancelled.ticket);
        assert_eq!(catch_up(db, "a", 0).await, 13);
        assert_eq!(of_period(db, year(), None).await, []);
        assert_eq!(catch_up(db, "a", 1).await, 0);
        let first = folded(db, &tickets).await;
        assert_eq!(of_period(db, year(), None).await, first);
        for ticket in &mut tickets {
            *ticket = some_acts(db, ticket, &olga, &mut dice, 20).await;
        }
        let second = folded(db, &tickets).await;
        assert_ne!(first, second);
        assert!(catch_up(db, "a", 0).await > 0);
        assert_eq!(catch_up(db, "a", 500).await, 0);
        assert_eq!(of_period(db, year(), None).await, second);
        // Much was there, so that the test is of all columns.
        assert!(second.iter().any(|one| one.end.is_some_and(|end| end.how == Ended::Solved)));
        assert!(second.iter().any(|one| one.solution.breached_at.is_some()));
        assert!(second.iter().any(|one| one.solution.due_at.is_some() && one.returns > 0));
    }

    async fn other_rules_make_every_figure_unknown(db: Db) {
        file(db, Draft::default()).await;
        assert_eq!(catch_up(db, "a", 500).await, 0);
        assert_eq!(catch_up(db, "b", 0).await, 1);
        assert_eq!(catch_up(db, "b", 500).await, 0);
        assert_eq!(catch_up(db, "b", 0).await, 0);
    }

    async fn a_period_has_what_was_open_in_it_and_a_unit_what_it_holds(db: Db) {
        let olga = operator(db).await;
        // Filed on 28 May 2026; the first is solved at once, the second goes to IT-04-1.
        let solved = file(db, Draft::default()).await.ticket;
        apply(db, &solved.resolve("działa", olga.clone(), moment(60)).unwrap()).await;
        let handed = file(db, Draft::default()).await.ticket;
        apply(db, &escalate(&handed, &olga, 70)).await;
        catch_up(db, "a", 500).await;
        let month = |month| Period::month(date(2026, month, 1));
        let ids = |found: Vec<TicketFigures>| found.iter().map(|one| one.ticket).collect::<Vec<_>>();
        assert_eq!(ids(of_period(db, month(4), None).await), []);
        assert_eq!(ids(of_period(db, month(5), None).await), [solved.id, handed.id]);
        assert_eq!(ids(of_period(db, month(6), None).await), [handed.id]);
        let units = [unit("IT-04-1"), unit("IT-04-2")];
        assert_eq!(ids(of_period(db, month(5), Some(&units)).await), [handed.id]);
        assert_eq!(ids(of_period(db, month(5), Some(&[])).await), []);
    }

    async fn a_file_has_every_ticket_once_piece_by_piece(db: Db) {
        let olga = operator(db).await;
        let mut filed = Vec::new();
        for n in 0..7 {
            // Several in one moment.
            filed.push(file(db, Draft { seconds: 10 + n / 3, ..Draft::default() }).await.ticket);
        }
        let solved = filed[3].resolve("działa", olga.clone(), moment(3_600)).unwrap();
        apply(db, &solved).await;
        catch_up(db, "a", 500).await;
        apply(db, &escalate(&filed[5], &olga, 70)).await;
        let may = Period::month(date(2026, 5, 1));
        let mut conn = db.read().await.unwrap();
        let mut rows: Vec<ExportRow> = Vec::new();
        loop {
            let after = rows.last().map(ExportRow::place);
            let piece = figures::export(&mut conn, &may, None, after, 2).await.unwrap();
            if piece.is_empty() {
                break;
            }
            rows.extend(piece);
        }
        let mut expected = filed.clone();
        expected.sort_by_key(|ticket| (ticket.created_at, ticket.id));
        let numbers = |rows: &[ExportRow]| rows.iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers(&rows), expected.iter().map(|ticket| ticket.number).collect::<Vec<_>>());
        let row = rows.iter().find(|row| row.id == filed[3].id).unwrap();
        assert_eq!(row.end, Some((at(3_600), Ended::Solved)));
        assert_eq!((row.status, row.solution_in_time, row.moves), (Status::Resolved, Some(true), [0; 4]));
        assert_eq!((row.department.as_str(), row.requester_name.as_str()), ("Wydział Geodezji", "Anna Nowak"));
        // What happened since figures were worked out shows what is known for sure.
        let row = rows.iter().find(|row| row.id == filed[5].id).unwrap();
        assert_eq!((&row.unit, row.status, row.used), (&unit("IT-04-1"), Status::HandedOver, None));
        let held = figures::export(&mut conn, &may, Some(&[unit("IT-04-1")]), None, 5_000).await.unwrap();
        assert_eq!(numbers(&held), [filed[5].number]);
        let june = Period::month(date(2026, 6, 1));
        assert_eq!(figures::export(&mut conn, &june, None, None, 5_000).await.unwrap(), []);
    }
}
