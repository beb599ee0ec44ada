//! Mail servers that are down, refuse, or die at the wrong moment: a letter arrives once, or again
//! under the same Message-ID, or is listed as undelivered; never zero times without a word.

use std::collections::HashSet;
use std::time::Duration;

use store::jobs;
use testkit::services::{free_ports, smtp};

use crate::outbox::{
    Arrived, Outbox, after, both_databases, message_id, now, plain, settings, unit,
};

const PATIENCE: Duration = Duration::from_secs(10);

both_databases! {
    async fn attack_10_a_letter_written_while_the_server_is_down_arrives_once(outbox: Outbox) {
        let [port] = free_ports();
        let worker = outbox.worker(plain(port), settings());
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let (_, job) = outbox.escalated(&ticket).await;
        worker.run_until_idle(now()).await.unwrap();
        worker.run_until_idle(after(1)).await.unwrap();
        assert_eq!(outbox.queued().await, 2);
        assert!(outbox.undelivered().await.is_empty());

        let server = smtp::Server::start_on(port).await;
        worker.run_until_idle(after(10)).await.unwrap();
        worker.run_until_idle(after(60)).await.unwrap();
        let letters = Arrived::all(&server.wait_for(2, PATIENCE).await);
        assert_eq!(letters.len(), 2);
        assert_eq!(letters.iter().filter(|letter| letter.id == message_id(job)).count(), 1);
        assert_eq!(outbox.queued().await, 0);
    }

    async fn attack_10_one_refused_recipient_of_five_stops_nobody(outbox: Outbox) {
        let server = smtp::Server::start().await;
        for name in ["a", "b", smtp::REFUSED, "d", "e"] {
            outbox.filed(&format!("{name}@um.example")).await;
        }
        outbox.worker(plain(server.port()), settings()).run_until_idle(now()).await.unwrap();
        let letters = Arrived::all(&server.wait_for(4, PATIENCE).await);
        let to: HashSet<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to, HashSet::from(["a@um.example", "b@um.example", "d@um.example", "e@um.example"]));
        let undelivered = outbox.undelivered().await;
        assert_eq!(undelivered.len(), 1);
        assert!(undelivered[0].error.contains("na stałe") && undelivered[0].error.contains("550"), "{}", undelivered[0].error);
        assert_eq!(undelivered[0].attempts, 1);
    }

    async fn attack_10_a_server_that_is_never_ready_is_given_up_and_can_be_asked_again(outbox: Outbox) {
        let server = smtp::Server::start().await;
        let short = worker::Settings { give_up_after: Duration::from_mins(5), ..settings() };
        let mut units = short.units.clone();
        units.insert(unit("IT-04-1"), format!("{}@coi.example", smtp::DEFERRED));
        let worker = outbox.worker(plain(server.port()), worker::Settings { units, ..short.clone() });
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let (_, job) = outbox.escalated(&ticket).await;

        // Waits of 1 and 2 minutes fit into five, one of 4 more does not.
        assert_eq!(worker.run_until_idle(now()).await.unwrap(), 2);
        assert_eq!(worker.run_until_idle(now()).await.unwrap(), 0);
        assert_eq!(worker.run_until_idle(after(2)).await.unwrap(), 1);
        assert!(outbox.undelivered().await.is_empty());
        assert_eq!(worker.run_until_idle(after(5)).await.unwrap(), 1);
        let undelivered = outbox.undelivered().await;
        assert_eq!(undelivered.len(), 1);
        assert_eq!((undelivered[0].id, undelivered[0].attempts), (job, 3));
        assert!(undelivered[0].error.contains("451"), "{}", undelivered[0].error);
        assert_eq!(server.wait_for(1, PATIENCE).await.len(), 1);

        outbox.requeue(job, after(6)).await;
        let mended = outbox.worker(plain(server.port()), short);
        mended.run_until_idle(after(6)).await.unwrap();
        let letters = Arrived::all(&server.wait_for(2, PATIENCE).await);
        assert_eq!(letters[1].id, message_id(job));
        assert!(outbox.undelivered().await.is_empty());
    }

    async fn attack_11_a_worker_that_dies_after_handing_over_sends_again_under_the_same_id(outbox: Outbox) {
        let server = smtp::Server::start().await;
        let mut slow = settings();
        slow.units.insert(unit("IT-04-1"), format!("{}@coi.example", smtp::SLOW));
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let first = outbox.worker(plain(server.port()), settings());
        first.run_until_idle(now()).await.unwrap();
        let (_, job) = outbox.escalated(&ticket).await;

        let doomed = outbox.worker(plain(server.port()), slow);
        let dying = tokio::spawn(async move { doomed.run_until_idle(now()).await });
        // While the server thinks, take what the worker needs to write down that the letter is sent.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let mut held = outbox.store.write().await.unwrap();
        jobs::retry(&mut held, job, after(1), "").await.unwrap();
        server.wait_for(2, PATIENCE).await;
        dying.abort();
        assert!(dying.await.unwrap_err().is_cancelled());
        drop(held);
        assert_eq!(outbox.queued().await, 1);

        let second = outbox.worker(plain(server.port()), settings());
        assert_eq!(second.run_until_idle(after(1)).await.unwrap(), 0);
        assert_eq!(second.run_until_idle(after(2)).await.unwrap(), 1);
        let letters = Arrived::all(&server.wait_for(3, PATIENCE).await);
        assert_eq!(letters[1].id, message_id(job));
        assert_eq!(letters[2].id, message_id(job));
        assert_eq!(letters[1].text, letters[2].text);
        assert_eq!(outbox.queued().await, 0);
        assert_eq!(second.run_until_idle(after(100)).await.unwrap(), 0);
    }

    async fn a_letter_that_ends_every_worker_is_given_up_and_not_tried_for_ever(outbox: Outbox) {
        let server = smtp::Server::start().await;
        let short = worker::Settings { give_up_after: Duration::from_mins(5), ..settings() };
        outbox.filed("anna.nowak@um.example").await;
        for lease in 0..3 {
            let mut conn = outbox.store.write().await.unwrap();
            let claimed = jobs::claim(&mut conn, after(lease * 2), 120, 1).await.unwrap();
            assert_eq!(claimed.len(), 1);
            conn.commit().await.unwrap();
        }
        let worker = outbox.worker(plain(server.port()), short);
        assert_eq!(worker.run_until_idle(after(6)).await.unwrap(), 1);
        let undelivered = outbox.undelivered().await;
        assert_eq!(undelivered.len(), 1);
        assert!(undelivered[0].error.contains("Błąd programu"), "{}", undelivered[0].error);
        assert!(server.messages().is_empty());
    }

    async fn attack_34_two_workers_at_once_send_each_letter_once(outbox: Outbox) {
        let server = smtp::Server::start().await;
        for number in 0..20 {
            outbox.filed(&format!("osoba{number}@um.example")).await;
        }
        let one = outbox.worker(plain(server.port()), settings());
        let other = outbox.worker(plain(server.port()), settings());
        let (by_one, by_other) = tokio::join!(one.run_until_idle(now()), other.run_until_idle(now()));
        assert_eq!(by_one.unwrap() + by_other.unwrap(), 20);
        let letters = Arrived::all(&server.wait_for(20, PATIENCE).await);
        let ids: HashSet<_> = letters.iter().map(|letter| &letter.id).collect();
        assert_eq!((letters.len(), ids.len()), (20, 20));
        assert_eq!(outbox.queued().await, 0);
    }

    async fn a_server_that_was_restarted_between_letters_is_found_again(outbox: Outbox) {
        let mut server = smtp::Server::start().await;
        let worker = outbox.worker(plain(server.port()), settings());
        outbox.filed("a@um.example").await;
        worker.run_until_idle(now()).await.unwrap();
        server.stop();
        server.start_again().await;
        outbox.filed("b@um.example").await;
        worker.run_until_idle(now()).await.unwrap();
        assert_eq!(server.wait_for(2, PATIENCE).await.len(), 2);
        assert_eq!(outbox.queued().await, 0);
    }
}
