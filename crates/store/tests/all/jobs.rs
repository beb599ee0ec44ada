//! The outbox: each letter at least once, by one worker at a time.

use std::collections::HashSet;

use domain::*;
use jiff::Timestamp;
use store::jobs::{self, Backlog, Job, JobState, SentLetter};
use store::{Outcome, Store, letters, tickets};
use uuid::Uuid;

use crate::support::*;

pub(crate) fn sent(to: &str) -> SentLetter {
    SentLetter {
        to: to.to_owned(),
        subject: "[ZG-2026-000001] Przyjęliśmy zgłoszenie".to_owned(),
        text: "Dzień dobry,\nprzyjęliśmy zgłoszenie.".to_owned(),
        html: "<p>Dzień dobry</p>".to_owned(),
    }
}

async fn claim(store: &Store, now: Timestamp, lease: i64, limit: u32) -> Vec<Job> {
    let mut tx = store.write().await.unwrap();
    let jobs = jobs::claim(&mut tx, now, lease, limit).await.unwrap();
    tx.commit().await.unwrap();
    jobs
}

async fn finish(store: &Store, id: JobId, now: Timestamp) -> Outcome {
    let mut tx = store.write().await.unwrap();
    let outcome = jobs::finish(&mut tx, id, &sent("anna@example.org"), now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    outcome
}

both_databases! {
    async fn a_claimed_job_says_everything_that_the_writer_needs(db: Db) {
        let filed = file(db, Draft::default()).await;
        let jobs = claim(db, at(10), 60, 10).await;
        assert_eq!(jobs, [Job {
            id: filed.letters[0].id,
            ticket: filed.ticket.id,
            event: filed.event.id,
            kind: LetterKind::Confirmation,
            to: Recipient::Requester,
            attempts: 1,
            created_at: at(10),
        }]);
    }

    async fn nothing_is_claimed_before_it_is_due_or_beyond_the_limit(db: Db) {
        for n in 0..5 {
            file(db, Draft { seconds: 10 + n, ..Draft::default() }).await;
        }
        assert_eq!(claim(db, at(9), 60, 10).await, []);
        assert_eq!(claim(db, at(20), 60, 0).await, []);
        let first = claim(db, at(20), 60, 2).await;
        assert_eq!(first.iter().map(|job| job.created_at).collect::<Vec<_>>(), [at(10), at(11)]);
        assert_eq!(claim(db, at(20), 60, 100).await.len(), 3);
        assert_eq!(claim(db, at(20), 60, 100).await, []);
    }

    async fn workers_at_once_share_the_jobs_and_none_is_claimed_twice(db: Db) {
        for _ in 0..30 {
            file(db, Draft::default()).await;
        }
        let mut working = tokio::task::JoinSet::new();
        for _ in 0..6 {
            let store = db.store.clone();
            working.spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let jobs = claim(&store, at(20), 60, 4).await;
                    if jobs.is_empty() { return mine; }
                    mine.extend(jobs.into_iter().map(|job| job.id));
                }
            });
        }
        let claimed = working.join_all().await.concat();
        assert_eq!(claimed.len(), 30);
        assert_eq!(claimed.into_iter().collect::<HashSet<_>>().len(), 30);
    }

    async fn a_worker_that_dies_leaves_its_job_to_the_next_one_after_the_lease(db: Db) {
        let id = file(db, Draft::default()).await.letters[0].id;
        assert_eq!(claim(db, at(100), 60, 10).await[0].attempts, 1);
        assert_eq!(claim(db, at(159), 60, 10).await, []);
        let again = claim(db, at(160), 60, 10).await;
        assert_eq!((again[0].id, again[0].attempts), (id, 2));
        assert_eq!(finish(db, id, at(170)).await, Outcome::Done);
        // The first worker was only slow; its report comes too late and changes nothing.
        assert_eq!(finish(db, id, at(180)).await, Outcome::Stale);
        assert_eq!(claim(db, at(10_000), 60, 10).await, []);
        let mut tx = db.write().await.unwrap();
        assert_eq!(jobs::retry(&mut tx, id, at(0), "x").await.unwrap(), Outcome::Stale);
        assert_eq!(jobs::give_up(&mut tx, id, "x", at(0)).await.unwrap(), Outcome::Stale);
        assert_eq!(letters::by_id(&mut tx, id).await.unwrap().unwrap().sent_at, at(170));
    }

    async fn a_claim_that_is_not_committed_is_none(db: Db) {
        file(db, Draft::default()).await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(jobs::claim(&mut tx, at(20), 60, 10).await.unwrap().len(), 1);
        tx.rollback().await.unwrap();
        assert_eq!(claim(db, at(20), 60, 10).await[0].attempts, 1);
    }

    async fn a_letter_that_could_not_be_sent_waits_for_its_next_try(db: Db) {
        let id = file(db, Draft::default()).await.letters[0].id;
        claim(db, at(20), 60, 10).await;
        let mut tx = db.write().await.unwrap();
        assert_eq!(jobs::retry(&mut tx, id, at(500), "451 zajęte").await.unwrap(), Outcome::Done);
        assert_eq!(jobs::next_due(&mut tx, at(20)).await.unwrap(), Some(at(500)));
        tx.commit().await.unwrap();
        assert_eq!(claim(db, at(499), 60, 10).await, []);
        assert_eq!(claim(db, at(500), 60, 10).await[0].attempts, 2);
    }

    async fn attack_10_a_letter_written_while_the_clock_was_ahead_does_not_wait_for_it(db: Db) {
        const YEAR: i64 = 365 * 24 * 3600;
        let filed = file(db, Draft { seconds: YEAR, ..Draft::default() }).await;
        let mut conn = db.read().await.unwrap();
        assert_eq!(jobs::next_due(&mut conn, at(0)).await.unwrap(), Some(at(0)));
        drop(conn);
        let jobs = claim(db, at(0), 60, 10).await;
        assert_eq!(jobs.iter().map(|job| job.id).collect::<Vec<_>>(), [filed.letters[0].id]);
        // From then on it waits like any other.
        assert_eq!(claim(db, at(59), 60, 10).await, []);
        assert_eq!(claim(db, at(60), 60, 10).await.len(), 1);
    }

    async fn a_letter_that_was_given_up_is_listed_until_somebody_decides(db: Db) {
        let filed = [file(db, Draft::default()).await, file(db, Draft { seconds: 11, ..Draft::default() }).await];
        let ids = [filed[0].letters[0].id, filed[1].letters[0].id];
        claim(db, at(20), 60, 10).await;
        let mut tx = db.write().await.unwrap();
        for (n, id) in (0..).zip(ids) {
            assert_eq!(jobs::give_up(&mut tx, id, "550 nie ma takiej skrzynki\0", at(30 + n)).await.unwrap(), Outcome::Done);
        }
        assert_eq!(jobs::undelivered_count(&mut tx).await.unwrap(), 2);
        let listed = jobs::undelivered(&mut tx, 10).await.unwrap();
        assert_eq!(listed.iter().map(|letter| letter.id).collect::<Vec<_>>(), [ids[1], ids[0]]);
        let first = &listed[1];
        assert_eq!((first.ticket, first.number), (filed[0].ticket.id, filed[0].ticket.number));
        assert_eq!((first.kind, &first.to), (LetterKind::Confirmation, &Recipient::Requester));
        assert_eq!((first.attempts, first.error.as_str()), (1, "550 nie ma takiej skrzynki\u{fffd}"));
        assert_eq!((first.created_at, first.given_up_at), (at(10), at(30)));
        assert_eq!(jobs::undelivered(&mut tx, 1).await.unwrap().len(), 1);

        assert_eq!(jobs::requeue(&mut tx, ids[0], at(100)).await.unwrap(), Outcome::Done);
        assert_eq!(jobs::requeue(&mut tx, ids[0], at(100)).await.unwrap(), Outcome::Stale);
        assert_eq!(jobs::discard(&mut tx, ids[1], at(100)).await.unwrap(), Outcome::Done);
        assert_eq!(jobs::discard(&mut tx, ids[1], at(100)).await.unwrap(), Outcome::Stale);
        assert_eq!(jobs::undelivered_count(&mut tx).await.unwrap(), 0);
        tx.commit().await.unwrap();
        let again = claim(db, at(100), 60, 10).await;
        assert_eq!(again.iter().map(|job| (job.id, job.attempts)).collect::<Vec<_>>(), [(ids[0], 1)]);
    }

    async fn only_undelivered_letters_are_queued_again_or_put_aside(db: Db) {
        let id = file(db, Draft::default()).await.letters[0].id;
        let mut tx = db.write().await.unwrap();
        for id in [id, JobId(Uuid::now_v7())] {
            assert_eq!(jobs::requeue(&mut tx, id, at(0)).await.unwrap(), Outcome::Stale);
            assert_eq!(jobs::discard(&mut tx, id, at(0)).await.unwrap(), Outcome::Stale);
        }
        assert_eq!(jobs::finish(&mut tx, JobId(Uuid::now_v7()), &sent("x@y"), at(0)).await.unwrap(), Outcome::Stale);
    }

    async fn the_backlog_tells_how_many_wait_and_since_when(db: Db) {
        let mut conn = db.read().await.unwrap();
        assert_eq!(jobs::backlog(&mut conn, at(0)).await.unwrap(), Backlog { queued: 0, oldest_due: None });
        assert_eq!(jobs::next_due(&mut conn, at(100)).await.unwrap(), None);
        drop(conn);
        for n in 0..3 {
            file(db, Draft { seconds: 10 + n, ..Draft::default() }).await;
        }
        claim(db, at(10), 60, 10).await;
        let mut conn = db.read().await.unwrap();
        assert_eq!(jobs::backlog(&mut conn, at(30)).await.unwrap(), Backlog { queued: 3, oldest_due: Some(at(11)) });
        assert_eq!(jobs::backlog(&mut conn, at(5)).await.unwrap(), Backlog { queued: 3, oldest_due: None });
    }

    async fn a_letter_follows_all_earlier_letters_of_its_ticket(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await;
        file(db, Draft::default()).await;
        // The same moment for all: the order is that of the acts, not of the clock.
        let noted = filed.ticket.note(Visibility::Public, "Sprawdzamy.", olga.clone(), moment(10)).unwrap();
        apply(db, &noted).await;
        let escalated = escalate(&noted.ticket, &olga, 10);
        apply(db, &escalated).await;
        let ids = [filed.letters[0].id, noted.letters[0].id, escalated.letters[0].id];
        let mut conn = db.read().await.unwrap();
        let unknown = (filed.ticket.id, JobId(Uuid::now_v7()));
        let elsewhere = (TicketId(Uuid::now_v7()), ids[2]);
        let asked = [(filed.ticket.id, ids[2]), (filed.ticket.id, ids[0]), (filed.ticket.id, ids[1]), unknown];
        let threads = jobs::threads(&mut conn, &asked).await.unwrap();
        for n in 0..3 {
            assert_eq!(threads[&ids[n]], ids[..n]);
        }
        assert_eq!(threads.len(), 3);
        assert!(jobs::threads(&mut conn, &[elsewhere]).await.unwrap().is_empty());
        let all = jobs::of_tickets(&mut conn, &[filed.ticket.id, elsewhere.0]).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[&filed.ticket.id], jobs::of_ticket(&mut conn, filed.ticket.id).await.unwrap());
        let event = tickets::events(&mut conn, &[noted.event.id, EventId(Uuid::now_v7())]).await.unwrap();
        assert_eq!(event, [(noted.event.id, noted.event)].into());
    }

    async fn what_became_of_each_letter_of_a_ticket_is_told_in_the_order_of_its_acts(db: Db) {
        let olga = operator(db).await;
        let filed = file(db, Draft::default()).await;
        file(db, Draft::default()).await;
        let (mut ticket, mut ids) = (filed.ticket, vec![filed.letters[0].id]);
        for _ in 0..3 {
            let noted = ticket.note(Visibility::Public, "Sprawdzamy.", olga.clone(), moment(10)).unwrap();
            apply(db, &noted).await;
            ids.push(noted.letters[0].id);
            ticket = noted.ticket;
        }
        let mut tx = db.write().await.unwrap();
        jobs::finish(&mut tx, ids[0], &sent("anna@example.org"), at(20)).await.unwrap();
        jobs::give_up(&mut tx, ids[1], "550", at(30)).await.unwrap();
        jobs::give_up(&mut tx, ids[2], "550", at(30)).await.unwrap();
        jobs::discard(&mut tx, ids[2], at(40)).await.unwrap();
        let told = jobs::of_ticket(&mut tx, ticket.id).await.unwrap();
        let states: Vec<_> = told.iter().map(|letter| (letter.id, letter.state, letter.at)).collect();
        assert_eq!(states, [
            (ids[0], JobState::Sent, at(20)),
            (ids[1], JobState::Undelivered, at(30)),
            (ids[2], JobState::Discarded, at(40)),
            (ids[3], JobState::Queued, at(10)),
        ]);
        assert_eq!((told[0].kind, &told[0].to), (LetterKind::Confirmation, &Recipient::Requester));
        assert_eq!(jobs::of_ticket(&mut tx, TicketId(Uuid::now_v7())).await.unwrap(), []);
    }
}
