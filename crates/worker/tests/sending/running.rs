//! The worker as it runs beside the pages: woken, stopped.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use testkit::services::smtp;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::outbox::{Outbox, both_databases, now, plain, settings};

const PATIENCE: Duration = Duration::from_secs(10);

both_databases! {
    async fn a_woken_worker_sends_at_once_and_stops_when_told(outbox: Outbox) {
        assert!(now() < Timestamp::now(), "letters of the tests are due");
        let server = smtp::Server::start().await;
        let (stop, wake) = (CancellationToken::new(), Arc::new(Notify::new()));
        let worker = outbox.worker(plain(server.port()), settings());
        let running = tokio::spawn(worker.run(stop.clone(), wake.clone()));
        tokio::time::sleep(Duration::from_millis(300)).await;
        // The next look would be in a minute.
        for name in ["a", "b", "c", "d", "e", "f", "g"] {
            outbox.filed(&format!("{name}@um.example")).await;
        }
        wake.notify_one();
        server.wait_for(7, PATIENCE).await;
        stop.cancel();
        tokio::time::timeout(PATIENCE, running).await.unwrap().unwrap();
        assert_eq!(outbox.queued().await, 0);
    }

    async fn a_worker_told_to_stop_finishes_the_letter_on_its_way(outbox: Outbox) {
        let server = smtp::Server::start().await;
        let (stop, wake) = (CancellationToken::new(), Arc::new(Notify::new()));
        outbox.filed(&format!("{}@um.example", smtp::SLOW)).await;
        let worker = outbox.worker(plain(server.port()), settings());
        let running = tokio::spawn(worker.run(stop.clone(), wake));
        // The server takes three seconds to say that it has the letter.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let told = Instant::now();
        stop.cancel();
        running.await.unwrap();
        assert!(told.elapsed() > Duration::from_secs(1));
        assert_eq!(server.wait_for(1, PATIENCE).await.len(), 1);
        assert_eq!(outbox.queued().await, 0);
    }

    async fn a_worker_removes_what_has_expired(outbox: Outbox) {
        let mut tx = outbox.store.write().await.unwrap();
        let long_ago = now() - jiff::SignedDuration::from_hours(24 * 30);
        assert!(store::throttle::hit(&mut tx, "sign-in", long_ago, 60, 1).await.unwrap());
        store::idempotency::begin(&mut tx, "form", "key", b"hash", long_ago).await.unwrap();
        tx.commit().await.unwrap();
        let stop = CancellationToken::new();
        let worker = outbox.worker(plain(1), settings());
        let running = tokio::spawn(worker.run(stop.clone(), Arc::new(Notify::new())));
        let end = Instant::now() + PATIENCE;
        loop {
            let mut tx = outbox.store.write().await.unwrap();
            // Forgotten, the same key with another request is a new one; this look is not kept.
            let known = store::idempotency::begin(&mut tx, "form", "key", b"other", now()).await.unwrap();
            tx.rollback().await.unwrap();
            if known == store::idempotency::Known::New {
                break;
            }
            assert!(Instant::now() < end, "the key is still there");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        stop.cancel();
        running.await.unwrap();
    }
}
