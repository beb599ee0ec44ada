//! Letters to the requester of a duplicate: told once, then of everything, each address once.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Bonds, Joint, Ticket};
use sha2::{Digest, Sha256};
use store::{links, tickets};

use crate::letters::arrived;
use crate::outbox::{Arrived, Outbox, both_databases, moment, operator, settings};

async fn write(outbox: &Outbox, joint: Joint) -> (Ticket, Ticket) {
    let mut conn = outbox.store.write().await.unwrap();
    let outcome = tickets::apply_joint(&mut conn, &joint).await.unwrap();
    assert_eq!(outcome, store::Outcome::Done);
    conn.commit().await.unwrap();
    (joint.duplicate.ticket, joint.main.ticket)
}

async fn merged(outbox: &Outbox, duplicate: &Ticket, main: &Ticket) -> (Ticket, Ticket) {
    let moments = [moment(), moment()];
    let bonds = [Bonds::default(); 2];
    let joint = duplicate.merge_into(main, bonds, "to samo", operator(), moments);
    write(outbox, joint.unwrap()).await
}

fn about<'a>(letters: &'a [Arrived], subject: &str) -> Vec<&'a Arrived> {
    let mut found: Vec<&Arrived> = letters
        .iter()
        .filter(|letter| letter.subject.contains(subject))
        .collect();
    found.sort_by_key(|letter| letter.to.clone());
    found
}

both_databases! {
    async fn the_requester_of_a_duplicate_gets_every_letter_with_a_link_to_their_own_ticket(outbox: Outbox) {
        let main = outbox.filed("jan.los@um.example").await;
        let duplicate = outbox.filed("anna.nowak@um.example").await;
        arrived(&outbox, settings()).await;
        let (duplicate, main) = merged(&outbox, &duplicate, &main).await;
        outbox.resolved(&main, "Włączyliśmy bramę.").await;
        let letters = arrived(&outbox, settings()).await;

        let [told] = about(&letters, "Połączyliśmy zgłoszenia")[..] else { panic!("{letters:?}") };
        assert_eq!(told.to, "anna.nowak@um.example");
        assert!(told.subject.starts_with("[ZG-2026-000002]"), "{}", told.subject);
        assert!(told.text.contains("prowadzimy dalej razem z ZG-2026-000001"), "{}", told.text);
        assert!(!told.text.contains("to samo"), "{}", told.text);

        let [anna, jan] = about(&letters, "Rozwiązanie w sprawie")[..] else { panic!("{letters:?}") };
        assert_eq!((&*anna.to, &*jan.to), ("anna.nowak@um.example", "jan.los@um.example"));
        assert!(jan.subject.starts_with("[ZG-2026-000001]") && anna.subject.starts_with("[ZG-2026-000002]"));
        assert!(anna.text.contains("Włączyliśmy bramę.") && jan.text.contains("Włączyliśmy bramę."));
        assert!(anna.text.contains("Sprawę prowadzimy razem z ZG-2026-000001."), "{}", anna.text);
        assert!(!jan.text.contains("ZG-2026-000002"), "{}", jan.text);
        // The link opens the ticket of whoever reads the letter.
        let behind = async |letter: &Arrived| {
            let secret = letter.secret().unwrap();
            assert_eq!(URL_SAFE_NO_PAD.decode(secret).unwrap().len(), 32);
            let mut conn = outbox.store.read().await.unwrap();
            links::by_token_hash(&mut conn, &Sha256::digest(secret)).await.unwrap()
        };
        assert_eq!(behind(anna).await, Some(duplicate.id));
        assert_eq!(behind(jan).await, Some(main.id));
    }

    async fn one_person_who_reported_twice_gets_each_letter_once(outbox: Outbox) {
        let main = outbox.filed("anna.nowak@um.example").await;
        let duplicate = outbox.filed("Anna.Nowak@um.example").await;
        arrived(&outbox, settings()).await;
        let (_, main) = merged(&outbox, &duplicate, &main).await;
        let (main, _) = outbox.noted(&main, "Sprawdzamy bramę.").await;
        outbox.resolved(&main, "Włączyliśmy bramę.").await;
        let letters = arrived(&outbox, settings()).await;
        assert_eq!(about(&letters, "Połączyliśmy zgłoszenia").len(), 1);
        let others: Vec<_> = letters.iter().filter(|letter| !letter.subject.contains("Połączyliśmy")).collect();
        assert_eq!(others.len(), 2, "{letters:?}");
    }

    async fn the_answer_of_a_duplicates_requester_reaches_the_unit_and_taking_apart_is_told(outbox: Outbox) {
        let main = outbox.filed("jan.los@um.example").await;
        let duplicate = outbox.filed("anna.nowak@um.example").await;
        let (duplicate, main) = merged(&outbox, &duplicate, &main).await;
        let waits = main
            .pause(domain::WaitingFor::Requester, None, "Jaki system?", operator(), moment())
            .unwrap();
        outbox.apply(&waits).await;
        let by = domain::Author { user: None, name: "Anna Nowak".to_owned(), unit: None };
        let said = duplicate.say_in(&waits.ticket, "Windows 11", by, [moment(), moment()]).unwrap();
        let (duplicate, main) = write(&outbox, said).await;
        let letters = arrived(&outbox, settings()).await;
        assert_eq!(about(&letters, "Zgłoszenie czeka").len(), 2);
        let [reply] = about(&letters, "Odpowiedź zgłaszającego")[..] else { panic!("{letters:?}") };
        assert_eq!(reply.to, "it-02-3@coi.example");
        assert!(reply.subject.starts_with("[ZG-2026-000001]"), "{}", reply.subject);
        assert!(reply.text.contains("Windows 11"));

        let parted = duplicate.part_from(&main, "To inny komputer.", operator(), [moment(), moment()]).unwrap();
        let (_, main) = write(&outbox, parted).await;
        outbox.resolved(&main, "Włączyliśmy bramę.").await;
        let letters = arrived(&outbox, settings()).await;
        let [told] = about(&letters, "Zgłoszenie prowadzimy osobno")[..] else { panic!("{letters:?}") };
        assert_eq!(told.to, "anna.nowak@um.example");
        assert!(told.text.contains("To inny komputer."), "{}", told.text);
        assert!(!told.text.contains("prowadzimy razem z"), "{}", told.text);
        // From then on they hear no more of the other ticket.
        assert_eq!(about(&letters, "Rozwiązanie w sprawie").len(), 1);
    }
}
