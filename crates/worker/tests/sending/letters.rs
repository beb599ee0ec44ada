//! Which letters arrive, where, and what they say.

use crate::outbox::{Arrived, Outbox, both_databases, message_id, now, settings, unit};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Ticket;
use sha2::{Digest, Sha256};
use store::links;

/// Sends what is due into a folder and reads it, in the order of the outbox.
pub(crate) async fn arrived(outbox: &Outbox, settings: worker::Settings) -> Vec<Arrived> {
    let folder = tempfile::tempdir().unwrap();
    let transport = mail::Transport::Folder(mail::Folder::new(folder.path()));
    let worker = outbox.worker(transport, settings);
    worker.run_until_idle(now()).await.unwrap();
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let bytes: Vec<_> = names
        .iter()
        .map(|name| std::fs::read(name).unwrap())
        .collect();
    Arrived::all(&bytes)
}

async fn ticket_behind(outbox: &Outbox, secret: &str) -> Option<domain::TicketId> {
    assert_eq!(URL_SAFE_NO_PAD.decode(secret).unwrap().len(), 32);
    let mut conn = outbox.store.read().await.unwrap();
    links::by_token_hash(&mut conn, &Sha256::digest(secret))
        .await
        .unwrap()
}

both_databases! {
    async fn a_requester_without_an_account_gets_a_confirmation_with_a_secret_link(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let letters = arrived(&outbox, settings()).await;
        let [letter] = &letters[..] else { panic!("{letters:?}") };
        assert_eq!(letter.to, "anna.nowak@um.example");
        assert_eq!(letter.to_name, None);
        assert_eq!(letter.reply_to.as_deref(), Some("it-02-3@coi.example"));
        assert_eq!(letter.subject, "[ZG-2026-000001] Przyjęliśmy zgłoszenie");
        assert!(letter.text.contains("IT-04-1"));
        assert!(letter.text.contains("usług\n> sieciowych, w tym VPN"), "{}", letter.text);
        assert!(!letter.text.contains("Nie łączy się"));
        let secret = letter.secret().unwrap();
        assert_eq!(ticket_behind(&outbox, secret).await, Some(ticket.id));
        assert!(letter.html.contains(secret));
    }

    async fn the_kept_copy_of_a_letter_does_not_hold_the_secret(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let (_, job) = outbox.noted(&ticket, "Proszę podać numer pokoju.").await;
        let letters = arrived(&outbox, settings()).await;
        let letter = letters.iter().find(|letter| letter.id == message_id(job)).unwrap();
        let secret = letter.secret().unwrap();
        let copy = outbox.kept_copy(job).await.unwrap();
        assert_eq!(copy.subject, letter.subject);
        assert_eq!(copy.to, "anna.nowak@um.example");
        assert_eq!(copy.text, letter.text.replace(secret, "…"));
        assert!(!copy.html.contains(secret));
        assert_eq!(copy.sent_at, now());
    }

    async fn a_requester_with_an_account_gets_the_address_of_the_page(outbox: Outbox) {
        let account = outbox.account("anna.nowak@um.example").await;
        outbox.filed_by("anna.nowak@um.example", Some(account)).await;
        let letters = arrived(&outbox, settings()).await;
        let page = "https://pomoc.example/zgloszenie/ZG-2026-000001\n";
        assert!(letters[0].text.contains(page), "{}", letters[0].text);
        assert_eq!(letters[0].secret(), None);
        assert_eq!(letters[0].to_name.as_deref(), Some("Anna Nowak"));
    }

    async fn an_escalated_ticket_writes_to_the_second_line(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let ticket = outbox.noted_internally(&ticket, "Dzwoniłem, brak odpowiedzi.").await;
        let (_, job) = outbox.escalated(&ticket).await;
        let letters = arrived(&outbox, settings()).await;
        let confirmation = letters.iter().find(|letter| letter.id != message_id(job)).unwrap();
        let letter = letters.iter().find(|letter| letter.id == message_id(job)).unwrap();
        assert_eq!(letter.to, "it-04-1@coi.example");
        assert_eq!(letter.reply_to.as_deref(), Some("it-02-3@coi.example"));
        assert_eq!(letter.subject, "[ZG-2026-000001] Eskalacja, priorytet 2 (wysoki): Nie łączy się VPN");
        assert_eq!(letter.references, std::slice::from_ref(&confirmation.id));
        insta::assert_snapshot!("escalation", letter.text);
    }

    async fn attack_30_letters_to_the_requester_show_nothing_internal(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let ticket = outbox.noted_internally(&ticket, "Uwaga wewnętrzna.").await;
        let (ticket, answer) = outbox.noted(&ticket, "Proszę podać numer pokoju.").await;
        let (_, resolution) = outbox.resolved(&ticket, "Włączyliśmy dostęp.").await;
        let letters = arrived(&outbox, settings()).await;
        assert_eq!(letters.len(), 3);
        for letter in &letters {
            assert_eq!(letter.to, "anna.nowak@um.example");
            assert!(!letter.text.contains("wewnętrzna") && !letter.html.contains("wewnętrzna"));
        }
        let of = |job| letters.iter().find(|letter| letter.id == message_id(job)).unwrap();
        assert!(of(answer).text.contains("> Proszę podać numer pokoju."));
        assert!(of(resolution).text.contains("> Włączyliśmy dostęp."));
        assert_eq!(of(resolution).references.len(), 2);
        assert_eq!(of(resolution).references[1], message_id(answer));
    }

    async fn attack_13_a_confirmation_goes_only_where_the_requester_may_be(outbox: Outbox) {
        let account = outbox.account("jan@prywatnie.example").await;
        let own = outbox.filed_by("Jan@prywatnie.example", Some(account)).await;
        let anothers = outbox.filed_by("ofiara@prywatnie.example", Some(account)).await;
        let stranger = outbox.filed("ofiara@inne.example").await;
        let lookalike = outbox.filed("ofiara@um.example.inne.example").await;
        let employee = outbox.filed("anna.nowak@UM.example").await;
        let restricted = worker::Settings {
            requester_domains: vec!["um.example".to_owned()],
            ..settings()
        };
        let letters = arrived(&outbox, restricted).await;
        let mut addresses: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
        addresses.sort_unstable();
        assert_eq!(addresses, ["Jan@prywatnie.example", "anna.nowak@UM.example"]);
        let held_back = outbox.undelivered().await;
        let mut numbers: Vec<_> = held_back.iter().map(|letter| letter.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [anothers.number, stranger.number, lookalike.number]);
        assert!(held_back[0].error.contains("spoza dozwolonych domen"), "{}", held_back[0].error);
        assert!(own.number < employee.number);
    }

    async fn a_unit_without_an_address_is_listed_and_stops_nobody(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let without = outbox.transferred(&ticket, "IT-04-2", "§15 pkt 8").await;
        let other: Ticket = outbox.filed("jan.kowal@um.example").await;
        outbox.escalated(&other).await;
        let mut incomplete = settings();
        incomplete.units.remove(&unit("IT-04-2"));
        let letters = arrived(&outbox, incomplete).await;
        assert_eq!(letters.len(), 3);
        let undelivered = outbox.undelivered().await;
        assert_eq!(undelivered.len(), 1);
        assert_eq!(undelivered[0].id, without);
        assert_eq!(undelivered[0].error, "W konfiguracji nie ma adresu komórki IT-04-2.");

        outbox.requeue(without, now()).await;
        let letters = arrived(&outbox, settings()).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, "it-04-2@coi.example");
        assert!(outbox.undelivered().await.is_empty());
    }

    async fn a_booking_is_confirmed_to_the_requester(outbox: Outbox) {
        let ticket = outbox.filed("anna.nowak@um.example").await;
        let (_, job) = outbox.booked(&ticket).await;
        let letters = arrived(&outbox, settings()).await;
        let letter = letters.iter().find(|letter| letter.id == message_id(job)).unwrap();
        assert_eq!(letter.to, "anna.nowak@um.example");
        assert!(letter.subject.contains("Potwierdzenie rezerwacji"), "{}", letter.subject);
        assert!(letter.text.contains("2 grudnia 2026, 09:00"), "{}", letter.text);
        assert!(letter.secret().is_some());
    }

    async fn nothing_due_means_nothing_sent(outbox: Outbox) {
        assert!(tried(&outbox).await == 0);
        outbox.filed("anna.nowak@um.example").await;
        assert!(tried(&outbox).await == 1);
        assert!(tried(&outbox).await == 0);
    }

    async fn the_third_bounce_writes_to_whoever_decides_that_day(outbox: Outbox) {
        let mut ticket = outbox.filed("anna.nowak@um.example").await;
        let mut jobs = Vec::new();
        for _ in 0..2 {
            let (there, _) = outbox.escalated(&ticket).await;
            (ticket, jobs) = outbox.returned(&there).await;
        }
        let [_, asked] = jobs[..] else { panic!("{jobs:?}") };
        let letters = arrived(&outbox, settings()).await;
        let letter = letters.iter().find(|letter| letter.id == message_id(asked)).unwrap();
        assert_eq!(letter.to, "dyrektor@coi.example");
        assert!(letter.subject.contains("Prośba o rozstrzygnięcie"), "{}", letter.subject);
        let form = "https://pomoc.example/rozstrzygniecie/ZG-2026-000001\n";
        assert!(letter.text.contains(form), "{}", letter.text);
        assert!(letter.text.contains("Sprawa stanowiska."));
        let nobody = worker::Settings { superiors: None, ..settings() };
        let (decides, undecided) = (outbox.escalated(&outbox.filed("jan@um.example").await).await.0, nobody);
        let (there, _) = outbox.returned(&decides).await;
        let (there, _) = outbox.escalated(&there).await;
        outbox.returned(&there).await;
        arrived(&outbox, undecided).await;
        let left: Vec<_> = outbox.undelivered().await;
        assert_eq!(left.len(), 1);
        assert!(left[0].error.contains("people.toml"), "{}", left[0].error);
    }
}

async fn tried(outbox: &Outbox) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let transport = mail::Transport::Folder(mail::Folder::new(folder.path()));
    outbox
        .worker(transport, settings())
        .run_until_idle(now())
        .await
        .unwrap()
}
