//! Files that belong to nothing are removed; those of tickets are not.

use std::path::Path;
use std::time::{Duration, SystemTime};

use files::{Files, Kept};
use jiff::ToSpan;
use store::attachments::{self, Home, NewFile};
use store::{drafts, tickets};
use uuid::Uuid;

use crate::outbox::{Outbox, both_databases, now, plain, settings};

/// A file that arrived so many hours ago, as its folder and its row have it.
async fn arrived(outbox: &Outbox, files: &Files, content: &[u8], hours_ago: i64) -> (Kept, Uuid) {
    let mut incoming = files.begin(Uuid::now_v7()).await.unwrap();
    incoming.write(content).await.unwrap();
    let kept = incoming.finish().await.unwrap();
    let then = now().checked_sub(hours_ago.hours()).unwrap();
    aged(&files.place(kept.hash), SystemTime::from(then));
    let id = Uuid::now_v7();
    let file = NewFile {
        id,
        owner: "user anna".to_owned(),
        name: String::from_utf8(content.to_vec()).unwrap(),
        kind: "image",
        size: kept.size,
        hash: kept.hash.0,
    };
    let mut tx = outbox.store.write().await.unwrap();
    attachments::keep(&mut tx, &file, then).await.unwrap();
    tx.commit().await.unwrap();
    (kept, id)
}

fn aged(path: &Path, at: SystemTime) {
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(at).unwrap();
}

both_databases! {
    async fn files_that_were_never_sent_are_removed_and_those_of_tickets_stay(outbox: Outbox) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::new(folder.path());
        let ticket = outbox.filed("anna@um.example").await;
        let (attached, id) = arrived(&outbox, &files, b"of a ticket", 1_000).await;
        let (forgotten, _) = arrived(&outbox, &files, b"never sent", 30).await;
        let (waiting, _) = arrived(&outbox, &files, b"not sent yet", 3).await;
        let mut tx = outbox.store.write().await.unwrap();
        let history = tickets::history(&mut tx, ticket.id).await.unwrap();
        let home = Home { ticket: ticket.id, event: history[0].id, is_internal: false };
        attachments::attach(&mut tx, "user anna", &[id], home).await.unwrap();
        tx.commit().await.unwrap();
        // One left by a process that was killed in the middle of it.
        let left = folder.path().join("incoming/left");
        std::fs::write(&left, b"half").unwrap();
        aged(&left, SystemTime::from(now()) - Duration::from_hours(48));

        let worker = outbox.worker(plain(1), settings()).with_files(files.clone());
        worker.tidy(now()).await;

        assert!(files.open(attached.hash).await.is_ok());
        assert!(files.open(waiting.hash).await.is_ok());
        assert!(files.open(forgotten.hash).await.is_err());
        assert!(!left.exists());
        let mut conn = outbox.store.read().await.unwrap();
        assert_eq!(attachments::of_ticket(&mut conn, ticket.id).await.unwrap().len(), 1);
        assert_eq!(attachments::size_of_owner(&mut conn, "user anna").await.unwrap(), 11 + 12);
    }

    async fn drafts_are_offered_for_thirty_days(outbox: Outbox) {
        for (form, days) in [("/zgloszenia", 31), ("/kolejka/ZG-2026-000001/notatka", 29)] {
            let draft = drafts::Draft {
                form: form.to_owned(),
                fields: vec![("text".to_owned(), "słowa".to_owned())],
                saved_at: now().checked_sub((24 * days).hours()).unwrap(),
            };
            let mut tx = outbox.store.write().await.unwrap();
            drafts::save(&mut tx, "user anna", &draft).await.unwrap();
            tx.commit().await.unwrap();
        }
        outbox.worker(plain(1), settings()).tidy(now()).await;
        let mut conn = outbox.store.read().await.unwrap();
        let kept = drafts::of_owner(&mut conn, "user anna").await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].form, "/kolejka/ZG-2026-000001/notatka");
    }

    async fn attack_30_letters_name_the_files_that_their_reader_may_have(outbox: Outbox) {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::new(folder.path());
        let ticket = outbox.filed("anna@um.example").await;
        let (ticket, answer) = outbox.noted(&ticket, "Proszę postąpić jak w instrukcji.").await;
        let (_, escalation) = outbox.escalated(&ticket).await;
        let mut events = Vec::new();
        {
            let mut conn = outbox.store.read().await.unwrap();
            for event in tickets::history(&mut conn, ticket.id).await.unwrap() {
                events.push(event.id);
            }
        }
        for (number, (event, is_internal, name)) in [
            (0, false, "komunikat.png"),
            (1, false, "instrukcja.pdf"),
            (1, true, "tajne.txt"),
        ].into_iter().enumerate() {
            let (_, id) = arrived(&outbox, &files, name.as_bytes(), i64::try_from(number).unwrap()).await;
            let home = Home { ticket: ticket.id, event: events[event], is_internal };
            let mut tx = outbox.store.write().await.unwrap();
            attachments::attach(&mut tx, "user anna", &[id], home).await.unwrap();
            tx.commit().await.unwrap();
        }
        let letters = folder.path().join("letters");
        let transport = mail::Transport::Folder(mail::Folder::new(&letters));
        outbox.worker(transport, settings()).run_until_idle(now()).await.unwrap();
        let text = async |job| outbox.kept_copy(job).await.unwrap().text;
        let answer = text(answer).await;
        assert!(answer.contains("instrukcja.pdf"), "{answer}");
        assert!(answer.contains("pobrać ze strony zgłoszenia"), "{answer}");
        assert!(!answer.contains("tajne.txt") && !answer.contains("komunikat.png"), "{answer}");
        let escalation = text(escalation).await;
        for name in ["komunikat.png", "instrukcja.pdf", "tajne.txt"] {
            assert!(escalation.contains(name), "{escalation}");
        }
    }
}
