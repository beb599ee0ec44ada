//! Changes: the whole of it or nothing, and only onto what was seen.

use domain::*;
use store::{Duplicate, Outcome, StoreError, letters, tickets};
use uuid::Uuid;

use crate::support::*;

both_databases! {
    async fn a_filed_ticket_reads_back_as_it_was_filed(db: Db) {
        let person = account("anna", "Anna Nowak", Role::Requester);
        add(db, &person).await;
        let mut wants = requester("Żaneta Łoś-Ćwik");
        wants.account = Some(person.id);
        let draft = Draft {
            subject: "Zażółć gęślą jaźń 🖨 'drop table tickets;--",
            body: "pierwszy wiersz\n\n„drugi” \\ \" % _ wiersz",
            requester: wants,
            ..Draft::default()
        };
        let change = file(db, draft).await;
        let mut conn = db.read().await.unwrap();
        let id = change.ticket.id;
        assert_eq!(tickets::by_id(&mut conn, id).await.unwrap().as_ref(), Some(&change.ticket));
        assert_eq!(tickets::by_number(&mut conn, change.ticket.number).await.unwrap(), Some(change.ticket));
        assert_eq!(tickets::history(&mut conn, id).await.unwrap(), [change.event]);
        assert_eq!(tickets::suggestion(&mut conn, id).await.unwrap(), change.suggestion);
    }

    async fn histories_of_several_tickets_are_read_together(db: Db) {
        let olga = operator(db).await;
        let one = file(db, Draft::default()).await.ticket;
        let other = file(db, Draft::default()).await.ticket;
        apply(db, &one.claim(olga, moment(50)).unwrap()).await;
        let mut conn = db.read().await.unwrap();
        let nobody = TicketId(Uuid::now_v7());
        let all = tickets::histories(&mut conn, &[one.id, other.id, nobody]).await.unwrap();
        assert_eq!(all.len(), 2);
        for id in [one.id, other.id] {
            assert_eq!(all[&id], tickets::history(&mut conn, id).await.unwrap());
        }
        assert!(tickets::histories(&mut conn, &[]).await.unwrap().is_empty());
        // Of one the events after the first, of the other all of them, of nobody none.
        let known = [(one.id, 1), (other.id, 0), (nobody, 0)];
        let later = tickets::histories_after(&mut conn, &known).await.unwrap();
        let rest = all[&one.id].iter().skip(1).cloned().collect::<Vec<_>>();
        assert_eq!(later.get(&one.id).cloned().unwrap_or_default(), rest);
        assert_eq!(later[&other.id], all[&other.id]);
        assert!(!later.contains_key(&nobody));
        assert!(tickets::histories_after(&mut conn, &[]).await.unwrap().is_empty());
    }

    async fn a_suggestion_may_be_unsure_or_missing(db: Db) {
        let unsure = Suggestion { decision: Decision::Unsure, units: Vec::new(), ..suggestion() };
        let first = file(db, Draft { suggestion: Some(unsure.clone()), ..Draft::default() }).await;
        let second = file(db, Draft { suggestion: None, ..Draft::default() }).await;
        let mut conn = db.read().await.unwrap();
        assert_eq!(tickets::suggestion(&mut conn, first.ticket.id).await.unwrap(), Some(unsure));
        assert_eq!(tickets::suggestion(&mut conn, second.ticket.id).await.unwrap(), None);
    }

    async fn what_does_not_exist_is_not_found(db: Db) {
        let mut conn = db.read().await.unwrap();
        let id = TicketId(Uuid::now_v7());
        assert_eq!(tickets::by_id(&mut conn, id).await.unwrap(), None);
        assert_eq!(tickets::history(&mut conn, id).await.unwrap(), []);
        assert_eq!(tickets::suggestion(&mut conn, id).await.unwrap(), None);
        for number in [TicketNumber::new(2026, 1), TicketNumber::new(9999, i64::MAX)] {
            assert_eq!(tickets::by_number(&mut conn, number.unwrap()).await.unwrap(), None);
        }
    }

    async fn an_escalation_changes_row_history_and_outbox_together(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await;
        let change = escalate(&filed.ticket, &olga, 60);
        assert_eq!(apply(db, &change).await, Outcome::Done);
        let ticket = row(db, filed.ticket.id).await;
        assert_eq!(ticket, change.ticket);
        assert_eq!(ticket.involved, [unit("IT-02-3"), unit("IT-04-1")]);
        let mut tx = db.write().await.unwrap();
        assert_eq!(tickets::history(&mut tx, ticket.id).await.unwrap(), [filed.event, change.event]);
        let jobs = store::jobs::claim(&mut tx, at(100), 60, 10).await.unwrap();
        let kinds: Vec<_> = jobs.into_iter().map(|job| (job.id, job.kind, job.to)).collect();
        let expected: Vec<_> = filed.letters.into_iter().chain(change.letters)
            .map(|letter| (letter.id, letter.kind, letter.to)).collect();
        assert_eq!(kinds, expected);
    }

    async fn a_change_to_what_has_moved_on_writes_nothing(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let first = filed.claim(olga.clone(), moment(20)).unwrap();
        let second = escalate(&filed, &olga, 30);
        assert_eq!(apply(db, &first).await, Outcome::Done);
        let mut tx = db.write().await.unwrap();
        assert_eq!(tickets::apply(&mut tx, &second).await.unwrap(), Outcome::Stale);
        // The transaction goes on: whoever was late can read what the ticket has become.
        let now = tickets::by_id(&mut tx, filed.id).await.unwrap().unwrap();
        assert_eq!(now, first.ticket);
        tx.commit().await.unwrap();
        assert_eq!(db.raw_number("select count(*) from events").await, 2);
        assert_eq!(db.raw_number("select count(*) from jobs").await, 1);
        assert_eq!(db.raw_number("select count(*) from ticket_units").await, 1);
    }

    async fn attack_35_of_many_who_act_on_one_ticket_at_once_one_wins(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await.ticket;
        let mut acting = tokio::task::JoinSet::new();
        for n in 0..20 {
            let (store, change) = (db.store.clone(), escalate(&filed, &olga, n));
            acting.spawn(async move { apply(&store, &change).await });
        }
        let outcomes = acting.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Done).count(), 1);
        assert_eq!(db.raw_number("select count(*) from events").await, 2);
        assert_eq!(db.raw_number("select count(*) from jobs").await, 2);
    }

    async fn an_unknown_ticket_cannot_be_changed(db: Db) {
        let olga = operator(db).await;
        let mut ticket = file(db, Draft::default()).await.ticket;
        ticket.id = TicketId(Uuid::now_v7());
        assert_eq!(apply(db, &ticket.claim(olga, moment(1)).unwrap()).await, Outcome::Stale);
    }

    async fn an_error_after_the_row_leaves_nothing_even_if_the_caller_goes_on(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await;
        let mut change = escalate(&filed.ticket, &olga, 60);
        // The letter's job exists already, so the last of the writes fails.
        change.letters = filed.letters.clone();
        let mut tx = db.write().await.unwrap();
        let error = tickets::apply(&mut tx, &change).await.unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Duplicate::Key)), "{error}");
        assert!(matches!(tx.commit().await, Err(StoreError::Broken)));
        assert_eq!(row(db, filed.ticket.id).await, filed.ticket);
        assert_eq!(db.raw_number("select count(*) from events").await, 1);
        // And the number of a filing that fails is given out again.
        let mut tx = db.write().await.unwrap();
        assert_eq!(tickets::next_number(&mut tx, 2026).await.unwrap().sequence(), 2);
        drop(tx);
        assert_eq!(file(db, Draft::default()).await.ticket.number.sequence(), 2);
    }

    async fn a_transaction_that_is_dropped_leaves_nothing(db: Db) {
        let mut tx = db.write().await.unwrap();
        file_in(&mut tx, Draft::default()).await.unwrap();
        drop(tx);
        for table in ["tickets", "events", "jobs", "suggestions", "ticket_units", "ticket_numbers"] {
            assert_eq!(db.raw_number(&format!("select count(*) from {table}")).await, 0, "{table}");
        }
    }

    async fn an_account_that_does_not_exist_cannot_own_a_ticket(db: Db) {
        let mut wants = requester("Anna Nowak");
        wants.account = Some(UserId(Uuid::now_v7()));
        let mut tx = db.write().await.unwrap();
        let draft = Draft { requester: wants, ..Draft::default() };
        let outcome = file_in(&mut tx, draft).await;
        assert!(matches!(outcome, Err(StoreError::Dangling(_))), "{outcome:?}");
    }

    async fn attack_15_texts_that_a_database_cannot_keep_are_mended_alike(db: Db) {
        // The domain cleans what people type; this is what the store does should it ever not.
        let olga = operator(db).await;
        let mut change = file(db, Draft::default()).await.ticket.note(Visibility::Internal, "x", olga, moment(20)).unwrap();
        "a\0b".clone_into(&mut change.ticket.subject);
        change.event.act = Act::Noted { visibility: Visibility::Internal, text: "c\0d".to_owned() };
        assert_eq!(apply(db, &change).await, Outcome::Done);
        assert_eq!(row(db, change.ticket.id).await.subject, "a\u{fffd}b");
        let mut conn = db.read().await.unwrap();
        let history = tickets::history(&mut conn, change.ticket.id).await.unwrap();
        assert_eq!(history[1].act, Act::Noted { visibility: Visibility::Internal, text: "c\u{fffd}d".to_owned() });
    }

    async fn the_longest_texts_fit(db: Db) {
        let body = "ż".repeat(BODY_LIMIT);
        let change = file(db, Draft { body: &body, ..Draft::default() }).await;
        assert_eq!(row(db, change.ticket.id).await.body, body);
    }

    async fn a_letter_may_be_as_long_as_its_ticket(db: Db) {
        let change = file(db, Draft::default()).await;
        let sent = store::jobs::SentLetter {
            to: "anna@example.org".to_owned(),
            subject: "s".repeat(500),
            text: "ą".repeat(300_000),
            html: "<p>ą</p>".repeat(100_000),
        };
        let mut tx = db.write().await.unwrap();
        let done = store::jobs::finish(&mut tx, change.letters[0].id, &sent, at(20)).await.unwrap();
        assert_eq!(done, Outcome::Done);
        let kept = letters::by_id(&mut tx, change.letters[0].id).await.unwrap().unwrap();
        assert_eq!((kept.to, kept.subject, kept.text, kept.html), (sent.to, sent.subject, sent.text, sent.html));
    }
}
