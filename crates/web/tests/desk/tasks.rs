//! Remote hands on the pages.

use domain::Status;

use crate::harness::{FULL, Site};

#[tokio::test]
async fn remote_hands_are_given_taken_and_done_while_the_ticket_stays() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let adam = site.member("IT-04-1").await;
    let ewa = site.member("IT-04-2").await;
    let ticket = site.ticket().await;
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let held = site.fresh(ticket.number).await;
    let address = format!("/kolejka/{}", ticket.number);
    adam.look(&held)
        .await
        .is(200)
        .shows("Zleć zadanie innej komórce");
    adam.get(&format!("{address}/zadanie")).await.is(200);
    ewa.get(&address).await.is(404);
    adam.act(&held, "zadanie", &[("kind", "remote_hands")])
        .await
        .is(422)
        .shows("href=\"#field-task-duty\"");
    let work = [
        ("kind", "remote_hands"),
        ("duty", "§15 pkt 8"),
        ("place", "Wielopole 17a, pok. 12"),
        ("contact", "Anna Nowak, 1234"),
        ("what", "Przełączyć kabel."),
    ];
    adam.act(&held, "zadanie", &work)
        .await
        .leads_to(&format!("{address}?zrobiono=desk-task_given"));
    let given = site.fresh(ticket.number).await;
    assert_eq!(
        (given.unit.as_str(), given.status),
        ("IT-04-1", Status::HandedOver)
    );
    ewa.get("/kolejka")
        .await
        .is(200)
        .shows("Zadania dla Państwa komórki")
        .shows("Wielopole 17a, pok. 12");
    let task = format!("zadania/{}", given.version);
    ewa.get(&format!("{address}/{task}"))
        .await
        .is(200)
        .shows("Przełączyć kabel.")
        .shows("Przyjmij zadanie");
    // The holder may withdraw it, and nothing else.
    let done = [("what", "done"), ("result", "Zrobione.")];
    adam.act(&given, &task, &done).await.is(403);
    ewa.act(&given, &task, &[("what", "take")])
        .await
        .leads_to(&format!("{address}/{task}?zrobiono=desk-task_taken"));
    let taken = site.fresh(ticket.number).await;
    ewa.act(&taken, &task, &[("what", "done")]).await.is(422);
    ewa.act(&taken, &task, &done)
        .await
        .leads_to(&format!("{address}/{task}?zrobiono=desk-task_ended"));
    let ended = site.fresh(ticket.number).await;
    assert_eq!(
        (ended.unit.as_str(), ended.status),
        ("IT-04-1", Status::HandedOver)
    );
    adam.look(&ended)
        .await
        .is(200)
        .shows("Zrobione.")
        .shows("wykonane")
        .shows("wynik zadania, do IT-04-1");
    ewa.get("/kolejka")
        .await
        .is(200)
        .hides("Zadania dla Państwa komórki");
}

#[tokio::test]
async fn attack_35_a_late_task_shows_what_changed_and_keeps_every_word() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let piotr = site.person("Piotr Prędki", domain::Role::FirstLine).await;
    let ewa = site.member("IT-04-2").await;
    let ticket = site.ticket().await;
    let note = [("text", "już dzwonię do serwisu")];
    piotr
        .act(&ticket, "notatka", &note)
        .await
        .leads_to("/kolejka");
    let work = [
        ("kind", "part"),
        ("duty", "§15 pkt 8"),
        ("place", "Wielopole 17a"),
        ("contact", "Anna Nowak, 1234"),
        ("what", "Przełączyć <b>kabel</b>."),
    ];
    let page = olga.act_in(&ticket, "zadanie", "1", &work).await.is(409);
    page.shows("Piotr Prędki, IT-02-3")
        .shows("już dzwonię do serwisu")
        .shows("name=\"version\" value=\"2\"")
        .shows("value=\"Wielopole 17a\"")
        .shows("value=\"§15 pkt 8\" selected")
        .shows("Przełączyć &#60;b&#62;kabel&#60;/b&#62;.")
        .hides("Zgłoszenie zarejestrowane");
    olga.act_in(&ticket, "zadanie", "2", &work)
        .await
        .leads_to("/kolejka");
    let given = site.fresh(ticket.number).await;
    let task = format!("zadania/{}", given.version);
    let done = [("what", "done"), ("result", "Kabel przełączony.")];
    piotr
        .act(&given, "notatka", &[("text", "proszę jeszcze o zdjęcie")])
        .await
        .leads_to("/kolejka");
    ewa.act_in(&given, &task, "3", &done)
        .await
        .is(409)
        .shows("proszę jeszcze o zdjęcie")
        .shows("Kabel przełączony.")
        .shows("name=\"version\" value=\"4\"");
    // Withdrawn meanwhile: there is nothing to end any more, and the words can be copied.
    let withdrawn = [("what", "withdrawn"), ("result", "już niepotrzebne")];
    olga.act(&given, &task, &withdrawn)
        .await
        .leads_to("/kolejka");
    ewa.act_in(&given, &task, "3", &done)
        .await
        .is(409)
        .shows("już niepotrzebne")
        .shows("readonly")
        .shows("Kabel przełączony.")
        .hides("name=\"version\"");
    // Handed over meanwhile: no refusal without the words.
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    olga.act_in(&ticket, "zadanie", "5", &work)
        .await
        .is(409)
        .shows("Eskalacja")
        .shows("readonly")
        .shows("Przełączyć &#60;b&#62;kabel&#60;/b&#62;.");
}
