//! Attachments and the quotas they count against.

use std::collections::BTreeSet;

use domain::*;
use store::attachments::{self, Attachment, Home, NewFile};
use store::{Store, StoreError};
use uuid::Uuid;

use crate::support::*;

const ANNA: &str = "user anna";

fn file(name: &str, size: u64, byte: u8) -> NewFile {
    NewFile {
        id: Uuid::now_v7(),
        owner: ANNA.to_owned(),
        name: name.to_owned(),
        kind: "image",
        size,
        hash: [byte; 32],
    }
}

async fn keep(db: &Store, file: &NewFile, seconds: i64) {
    let mut tx = db.write().await.unwrap();
    attachments::keep(&mut tx, file, at(seconds)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn attach(db: &Store, owner: &str, file: &NewFile, change: &Change) -> u64 {
    let home = Home {
        ticket: change.ticket.id,
        event: change.event.id,
        is_internal: false,
    };
    let mut tx = db.write().await.unwrap();
    let attached = attachments::attach(&mut tx, owner, &[file.id], home).await;
    tx.commit().await.unwrap();
    attached.unwrap()
}

async fn of(db: &Store, ticket: TicketId) -> Vec<Attachment> {
    let mut conn = db.read().await.unwrap();
    attachments::of_ticket(&mut conn, ticket).await.unwrap()
}

async fn waiting(db: &Store, owner: &str, file: &NewFile) -> Vec<Attachment> {
    let mut conn = db.read().await.unwrap();
    attachments::waiting(&mut conn, owner, &[file.id])
        .await
        .unwrap()
}

both_databases! {
    async fn a_file_waits_for_its_form_and_then_belongs_to_a_ticket(db: Db) {
        let change = file_ticket(db).await;
        let shot = file("zrzut ekranu – błąd\0.png", 70_000, 1);
        keep(db, &shot, 20).await;
        let waits = waiting(db, ANNA, &shot).await;
        assert_eq!((waits.len(), waits[0].event), (1, None));
        assert_eq!(attach(db, ANNA, &shot, &change).await, 1);
        assert_eq!(of(db, change.ticket.id).await, [Attachment {
            id: shot.id,
            event: Some(change.event.id),
            is_internal: false,
            name: "zrzut ekranu – błąd\u{fffd}.png".to_owned(),
            kind: "image".to_owned(),
            size: 70_000,
            hash: [1; 32],
            created_at: at(20),
        }]);
        let mut conn = db.read().await.unwrap();
        let ids = [change.ticket.id, TicketId(Uuid::now_v7())];
        let all = attachments::of_tickets(&mut conn, &ids).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[&ids[0]], of(db, ids[0]).await);
        let one = attachments::by_id(&mut conn, change.ticket.id, shot.id).await.unwrap();
        assert_eq!(one.map(|one| one.id), Some(shot.id));
        let elsewhere = TicketId(Uuid::now_v7());
        assert_eq!(attachments::by_id(&mut conn, elsewhere, shot.id).await.unwrap(), None);
    }

    async fn attack_21_a_waiting_file_is_its_owners_alone(db: Db) {
        let change = file_ticket(db).await;
        let secret = file("tajne.pdf", 10, 2);
        keep(db, &secret, 20).await;
        assert!(waiting(db, "user ewa", &secret).await.is_empty());
        assert_eq!(attach(db, "user ewa", &secret, &change).await, 0);
        assert_eq!(attach(db, ANNA, &secret, &change).await, 1);
        // Once it belongs to a ticket, nobody can take it elsewhere.
        let other = file_ticket(db).await;
        assert_eq!(attach(db, ANNA, &secret, &other).await, 0);
        assert!(waiting(db, ANNA, &secret).await.is_empty());
    }

    async fn what_a_ticket_has_it_keeps(db: Db) {
        let change = file_ticket(db).await;
        let [kept, forgotten] = [file("a.png", 5, 3), file("b.png", 7, 4)];
        keep(db, &kept, 20).await;
        keep(db, &forgotten, 20).await;
        attach(db, ANNA, &kept, &change).await;
        for sql in [
            "delete from attachments where ticket is not null",
            "update attachments set name = 'x' where ticket is not null",
            "update attachments set ticket = null, event = null",
        ] {
            let refused = db.raw(sql).await.unwrap_err().to_string();
            assert!(refused.contains("attachments of tickets are kept"), "{sql}: {refused}");
        }
        let mut tx = db.write().await.unwrap();
        assert_eq!(attachments::forget_waiting(&mut tx, at(20)).await.unwrap(), 0);
        assert_eq!(attachments::forget_waiting(&mut tx, at(21)).await.unwrap(), 1);
        let known = attachments::named(&mut tx, &[[3; 32], [4; 32], [5; 32]]).await.unwrap();
        assert_eq!(known, BTreeSet::from([[3; 32]]));
        assert!(attachments::named(&mut tx, &[]).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }

    async fn sizes_add_up_until_the_ticket_is_finished(db: Db) {
        let change = file_ticket(db).await;
        let [first, second] = [file("a.png", 5, 3), file("b.png", 7, 4)];
        keep(db, &first, 20).await;
        keep(db, &second, 21).await;
        attach(db, ANNA, &first, &change).await;
        let sizes = async || {
            let mut conn = db.read().await.unwrap();
            let ticket = attachments::size_of_ticket(&mut conn, change.ticket.id).await.unwrap();
            let owner = attachments::size_of_owner(&mut conn, ANNA).await.unwrap();
            let nobody = attachments::size_of_owner(&mut conn, "user ewa").await.unwrap();
            (ticket, owner, nobody)
        };
        assert_eq!(sizes().await, (5, 12, 0));
        let cancelled = change.ticket.cancel("już działa", visitor(), moment(30)).unwrap();
        apply(db, &cancelled).await;
        assert_eq!(sizes().await, (5, 7, 0));
    }

    async fn a_file_needs_a_ticket_that_exists(db: Db) {
        let shot = file("a.png", 5, 3);
        keep(db, &shot, 20).await;
        let home = Home {
            ticket: TicketId(Uuid::now_v7()),
            event: EventId(Uuid::now_v7()),
            is_internal: true,
        };
        let mut tx = db.write().await.unwrap();
        let refused = attachments::attach(&mut tx, ANNA, &[shot.id], home).await;
        assert!(matches!(refused, Err(StoreError::Dangling(_))), "{refused:?}");
    }
}

async fn file_ticket(db: &Store) -> Change {
    crate::support::file(db, Draft::default()).await
}
