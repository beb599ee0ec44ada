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
