//! Forms beside the ticket's page that come too late: bookings, incidents, outages.

use domain::Urgency;

use crate::bookings::{SESSION, session};
use crate::harness::Site;
use crate::outages::declared;

#[tokio::test]
async fn a_late_booking_shows_what_changed_and_comes_back_whole() {
    let site = Site::start().await;
    let (ewa, anna) = (site.member("IT-04-2").await, site.requester().await);
    let ticket = session(&site, &ewa, &anna).await;
    let seen = ticket.version.to_string();
    let jan = site.member("IT-04-2").await;
    jan.act(&ticket, "notatka", &[("text", "dzwoniłem do sekretariatu")])
        .await
        .leads_to("/kolejka/");
    let now = site.fresh(ticket.number).await.version;
    ewa.act_in(&ticket, "rezerwacja", &seen, &SESSION)
        .await
        .is(409)
        .shows("dzwoniłem do sekretariatu")
        .shows("Sylwia Sieciowa, IT-04-2")
        .shows("Sala Obrad")
        .shows("rzutnik 3</textarea>")
        .shows(&format!("name=\"version\" value=\"{now}\""));
    jan.act(&ticket, "rozwiazanie", &[("solution", "Sesja odwołana.")])
        .await
        .leads_to("/kolejka");
    // Nothing is booked for a solved ticket: the words can be copied.
    ewa.act_in(&ticket, "rezerwacja", &seen, &SESSION)
        .await
        .is(409)
        .shows("nie można już tego zrobić")
        .shows("rzutnik 3</textarea>")
        .hides("name=\"version\"");
}

#[tokio::test]
async fn a_late_report_of_an_incident_shows_who_made_it_and_keeps_the_words() {
    let site = Site::start().await;
    let words = "Podejrzany załącznik, ktoś się włamał.";
    let ticket = site
        .filed_with(words, words, None, Urgency::Medium, None)
        .await;
    let olga = site.first_line().await;
    olga.act(&ticket, "przekazanie", &crate::due::INCIDENT)
        .await
        .leads_to("/kolejka");
    let ticket = site.fresh(ticket.number).await;
    let seen = ticket.version.to_string();
    let report = |reference: &'static str| {
        [
            ("what", "csirt"),
            ("csirt.reference", reference),
            ("csirt.reported_at", "2026-03-02T10:00"),
        ]
    };
    let (sylwia, piotr) = (site.member("IT-02-2").await, site.member("IT-02-2").await);
    piotr
        .act(&ticket, "notatka", &[("text", "Sprawdzam zakres.")])
        .await
        .leads_to("/kolejka/");
    sylwia
        .act_in(&ticket, "incydent", &seen, &report("CSIRT/7"))
        .await
        .is(409)
        .shows("Sprawdzam zakres.")
        .shows("value=\"CSIRT/7\"")
        .hides("nie można już tego zrobić");
    piotr
        .act(&ticket, "incydent", &report("CSIRT/6"))
        .await
        .leads_to("/kolejka/");
    sylwia
        .act_in(&ticket, "incydent", &seen, &report("CSIRT/7"))
        .await
        .is(409)
        .shows("CSIRT/6")
        .shows("nie można już tego zrobić")
        .shows("CSIRT/7</textarea>");
}

#[tokio::test]
async fn late_words_about_an_outage_come_back_with_what_was_said_since() {
    let site = Site::start().await;
    let (olga, piotr) = (site.first_line().await, site.first_line().await);
    let outage = declared(&olga, &[]).await;
    let path = |act: &str| format!("{outage}/{act}");
    let first = ("version", "1");
    piotr
        .post(
            &path("wiadomosc"),
            &[first, ("outage.update", "Restart serwera o 12.")],
        )
        .await
        .leads_to(&outage);
    let late = |field, words| [first, (field, words)];
    olga.post(
        &path("wiadomosc"),
        &late("outage.update", "Szukamy przyczyny."),
    )
    .await
    .is(409)
    .shows("Awaria zmieniła się w międzyczasie")
    .shows("Restart serwera o 12.")
    .shows("Szukamy przyczyny.</textarea>")
    .hides("nie można już tego zrobić");
    let words = [
        first,
        ("outage.title", "Nie działa poczta i kalendarz"),
        ("outage.description", "Opis na nowo."),
        ("outage.since", "2026-03-02T09:30"),
        ("outage.audience", "everyone"),
    ];
    olga.post(&path("tresc"), &words)
        .await
        .is(409)
        .shows("Restart serwera o 12.")
        .shows("Opis na nowo.</textarea>")
        .shows("name=\"version\" value=\"2\"");
    piotr
        .post(
            &path("koniec"),
            &[("version", "2"), ("outage.end", "Poczta działa.")],
        )
        .await
        .leads_to(&outage);
    for (act, field) in [("wiadomosc", "outage.update"), ("koniec", "outage.end")] {
        olga.post(&path(act), &late(field, "Nadal badamy."))
            .await
            .is(409)
            .shows("Poczta działa.")
            .shows("nie można już tego zrobić")
            .shows("Nadal badamy.</textarea>");
    }
    olga.post(&path("tresc"), &words)
        .await
        .is(409)
        .shows("Poczta działa.")
        .shows("Opis na nowo.</textarea>")
        .hides("name=\"version\"");
}
