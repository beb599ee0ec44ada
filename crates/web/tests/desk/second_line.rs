//! Who in a unit has a ticket, and both of its clocks in the unit's queue.

use domain::Role;

use crate::harness::{FULL, Site};

#[tokio::test]
async fn a_ticket_is_accepted_put_down_and_taken_over_within_the_unit_and_history_says_who() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let unit = || Role::Unit("IT-04-1".parse().unwrap());
    let marek = site.person("Marek Sowa", unit()).await;
    let ewa = site.person("Ewa Lis", unit()).await;
    let ticket = site.ticket().await;
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let ticket = site.fresh(ticket.number).await;
    let address = format!("/kolejka/{}", ticket.number);
    marek
        .act(&ticket, "przyjecie", &[])
        .await
        .leads_to(&address);
    let mine = site.fresh(ticket.number).await;
    assert_eq!(mine.assignee, marek.person.as_ref().map(|person| person.id));

    // A colleague takes over from whoever has it.
    ewa.look(&mine)
        .await
        .is(200)
        .shows("Przejmij od osoby, która je prowadzi");
    ewa.act(&mine, "podejmij", &[]).await.leads_to(&address);
    let hers = site.fresh(ticket.number).await;
    assert_eq!(hers.assignee, ewa.person.as_ref().map(|person| person.id));

    // Put down, it is nobody's and still the unit's.
    ewa.act(&hers, "oddanie", &[]).await.leads_to(&address);
    let nobodys = site.fresh(ticket.number).await;
    assert_eq!((nobodys.assignee, nobodys.unit), (None, hers.unit));
    let page = marek.look(&site.fresh(ticket.number).await).await.is(200);
    page.shows("Ewa Lis nie prowadzi już zgłoszenia.")
        .shows("Komórka przyjęła zgłoszenie, prowadzi je Marek Sowa.")
        .shows("Podejmij zgłoszenie")
        .hides("/oddanie");
    let free = marek.get("/kolejka?wolne=1").await.is(200);
    assert_eq!(free.numbers(), [ticket.number.to_string()]);
    let own = marek.get("/kolejka?moje=1").await.is(200);
    assert!(own.numbers().is_empty());
    let again = site.fresh(ticket.number).await;
    marek
        .act(&again, "oddanie", &[])
        .await
        .is(409)
        .shows("Tego zgłoszenia nikt teraz nie prowadzi.");
}

#[tokio::test]
async fn the_queue_of_a_unit_shows_the_requesters_clock_and_its_own() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let marek = site.member("IT-04-1").await;
    let queue = marek.get("/kolejka").await.is(200);
    queue
        .shows("przyjęcie przez IT-04-1 do")
        .shows("odpowiedź do");
    let held = site.fresh(ticket.number).await;
    marek
        .act(&held, "przyjecie", &[])
        .await
        .leads_to("/kolejka/");
    marek
        .get("/kolejka")
        .await
        .is(200)
        .shows("rozwiązanie przez IT-04-1 do")
        .shows("odpowiedź do");
}
