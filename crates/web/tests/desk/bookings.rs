//! Bookings on the pages.

use domain::Ticket;

use crate::harness::{Browser, Site};

/// A ticket on which the unit of § 15 works.
pub(crate) async fn session<'a>(site: &'a Site, ewa: &Browser<'a>, owner: &Browser<'a>) -> Ticket {
    let olga = site.first_line().await;
    let ticket = site
        .filed("Sesja Rady", "Sesja w środę.", owner.person.as_ref())
        .await;
    let there = [
        ("unit", "IT-04-2"),
        ("duty", "§15 pkt 6"),
        ("reason", "Obsługa sesji."),
        ("choice", "other_scope"),
    ];
    olga.act(&ticket, "przekazanie", &there)
        .await
        .leads_to("/kolejka");
    let held = site.fresh(ticket.number).await;
    ewa.act(&held, "przyjecie", &[]).await;
    site.fresh(ticket.number).await
}

pub(crate) const SESSION: [(&str, &str); 7] = [
    ("duty", "§15 pkt 6"),
    ("place", "Sala Obrad"),
    ("from", "2026-03-04T10:00"),
    ("to", "2026-03-04T16:30"),
    ("crew", "Ewa Lis"),
    ("equipment", "rzutnik 3"),
    ("setup_minutes", "60"),
];

#[tokio::test]
async fn a_session_is_booked_waits_and_is_settled_when_it_is_over() {
    let site = Site::start().await;
    let (ewa, anna) = (site.member("IT-04-2").await, site.requester().await);
    let ticket = session(&site, &ewa, &anna).await;
    let address = format!("/kolejka/{}", ticket.number);
    ewa.look(&ticket)
        .await
        .is(200)
        .shows("Rezerwacja sesji, spotkania albo szkolenia");
    ewa.get(&format!("{address}/rezerwacja"))
        .await
        .is(200)
        .shows("value=\"§15 pkt 7\"");
    let wrong = [
        ("duty", "§15 pkt 6"),
        ("from", "jutro"),
        ("crew", "Ewa Lis"),
    ];
    ewa.act(&ticket, "rezerwacja", &wrong)
        .await
        .is(422)
        .shows("href=\"#field-place\"")
        .shows("href=\"#field-from\"")
        .shows("href=\"#field-to\"")
        .shows("Ewa Lis</textarea>");
    ewa.act(&ticket, "rezerwacja", &SESSION)
        .await
        .leads_to(&format!("{address}?zrobiono=desk-booked"));
    let booked = site.fresh(ticket.number).await;
    assert!(booked.waits_at(site.now()));
    ewa.look(&booked)
        .await
        .is(200)
        .shows("4 marca 2026, 10:00–16:30")
        .shows("4 marca 2026, 09:00")
        .shows("rezerwacja, do zgłaszającego");
    ewa.get("/rezerwacje?od=2026-03-06")
        .await
        .is(200)
        .shows("Sala Obrad");
    ewa.get("/rezerwacje?od=2026-03-05&widok=dzien")
        .await
        .is(200)
        .hides("Sala Obrad");
    site.first_line()
        .await
        .get("/rezerwacje")
        .await
        .is(200)
        .shows("Sala Obrad");
    let others = site.member("IT-01-1").await;
    others.get("/rezerwacje").await.is(200).hides("Sala Obrad");
    let mine = format!("/zgloszenie/{}", ticket.number);
    anna.get(&mine)
        .await
        .is(200)
        .shows("Zarezerwowaliśmy termin")
        .shows("/rezerwacja.ics");
    anna.get(&format!("{mine}/rezerwacja.ics"))
        .await
        .is(200)
        .shows("DTSTART:20260304T090000Z\r\n")
        .shows("LOCATION:Sala Obrad\r\n");
    let done = [("what", "end"), ("how", "carried_out")];
    ewa.act(&booked, "rezerwacja", &done)
        .await
        .is(409)
        .shows("jeszcze się nie rozpoczęła");
    site.minutes_pass(3 * 24 * 60);
    let ewa = site.member("IT-04-2").await;
    ewa.get("/rezerwacje")
        .await
        .is(200)
        .shows("Czekają na rozliczenie");
    ewa.act(
        &booked,
        "rezerwacja",
        &[("what", "end"), ("how", "not_carried_out")],
    )
    .await
    .is(422)
    .shows("href=\"#field-note\"");
    ewa.act(&booked, "rezerwacja", &done)
        .await
        .leads_to(&format!("{address}?zrobiono=desk-booking_ended"));
    ewa.get("/rezerwacje")
        .await
        .is(200)
        .hides("Czekają na rozliczenie")
        .shows("zrealizowana");
}

#[tokio::test]
async fn what_is_taken_is_named_and_asked_about_once() {
    let site = Site::start().await;
    let (ewa, anna) = (site.member("IT-04-2").await, site.requester().await);
    let first = session(&site, &ewa, &anna).await;
    let second = session(&site, &ewa, &anna).await;
    ewa.act(&first, "rezerwacja", &SESSION)
        .await
        .leads_to("/kolejka");
    ewa.act(&second, "rezerwacja", &SESSION)
        .await
        .is(409)
        .shows(&format!("miejsce: Sala Obrad ({})", first.number))
        .shows("osoba: Ewa Lis")
        .shows("sprzęt: rzutnik 3")
        .shows("name=\"confirmed\"");
    assert_eq!(site.fresh(second.number).await.version, second.version);
    let mut confirmed = SESSION.to_vec();
    confirmed.push(("confirmed", "yes"));
    ewa.act(&second, "rezerwacja", &confirmed)
        .await
        .leads_to("/kolejka");
    let second = site.fresh(second.number).await;
    ewa.look(&second)
        .await
        .is(200)
        .shows("Zarezerwowano mimo zajętości");
}
