//! Due times: on the ticket's page, with their reckoning, in the queue, for the requester, and security
//! incidents.

use domain::{Ticket, Urgency};

use crate::harness::Site;

pub(crate) const INCIDENT: [(&str, &str); 3] = [
    ("unit", "IT-02-2"),
    ("duty", "§7 pkt 5"),
    ("reason", "Podejrzany załącznik."),
];

// The clock of the site stands at 10:00 on a Monday; the ticket has priority 4.

#[tokio::test]
async fn the_page_says_until_when_and_opens_the_reckoning() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    site.minutes_pass(45);
    let page = olga.look(&ticket).await.is(200);
    page.shows("odpowiedź do jutra, 10:00")
        .shows("zostało 7 h 15 min pracy")
        .shows("/terminy\">Skąd te terminy?");
    let reckoning = olga
        .get(&format!("/kolejka/{}/terminy", ticket.number))
        .await
        .is(200);
    reckoning
        .shows("Odpowiedź zgłaszającemu")
        .shows("Zużyto 45 min z 8 h pracy.")
        .shows("clock = &#34;first_answer&#34;, priority = [4, 5], within = &#34;8h&#34;")
        .shows("czas pracy, kalendarz „podstawowa”")
        .shows("poza godzinami pracy")
        .shows("przed nami");
    olga.act(&ticket, "rozwiazanie", &[("solution", "Działa.")])
        .await
        .leads_to("/kolejka/");
    olga.look(&ticket)
        .await
        .is(200)
        .shows("Żaden termin teraz nie biegnie.");
}

#[tokio::test]
async fn the_queue_shows_what_is_due_first() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    site.ticket().await;
    olga.get("/kolejka")
        .await
        .is(200)
        .shows("badge--due-calm\">odpowiedź do jutra, 10:00");
    site.minutes_pass(60 * 7);
    // Sessions end after an hour without a request.
    let olga = site.first_line().await;
    olga.get("/kolejka")
        .await
        .is(200)
        .shows("badge--due-calm\">odpowiedź do jutra, 10:00")
        .shows("zostało 2 h 30 min pracy");
}

#[tokio::test]
async fn the_requester_reads_until_when_and_that_time_stands_still() {
    let site = Site::start().await;
    let anna = site.requester().await;
    let olga = site.first_line().await;
    let ticket = site.filed("VPN", "VPN", anna.person.as_ref()).await;
    let own = format!("/zgloszenie/{}", ticket.number);
    anna.get(&own)
        .await
        .is(200)
        .shows("Odpowiemy najpóźniej do jutra, 10:00.");
    let pause = [("why", "requester"), ("reason", "Jaki to numer?")];
    olga.act(&ticket, "wstrzymanie", &pause)
        .await
        .leads_to("/kolejka/");
    anna.get(&own)
        .await
        .is(200)
        .shows("W tym czasie termin nie biegnie.");
}

async fn incident(site: &Site) -> Ticket {
    let olga = site.first_line().await;
    let words = "Podejrzany załącznik";
    let ticket = site
        .filed_with(words, words, None, Urgency::Medium, None)
        .await;
    olga.act(&ticket, "przekazanie", &INCIDENT)
        .await
        .leads_to("/kolejka");
    site.fresh(ticket.number).await
}

#[tokio::test]
async fn an_incident_is_reported_and_its_leak_told_by_buttons() {
    let site = Site::start().await;
    let ticket = incident(&site).await;
    let sylwia = site.member("IT-02-2").await;
    let page = format!("/kolejka/{}/incydent", ticket.number);
    sylwia
        .look(&ticket)
        .await
        .is(200)
        .shows("zgłoszenie do CSIRT NASK do jutra, 10:00")
        .shows("zostało 24 h")
        .shows("Wyciekły dane osobowe: jeszcze nie wiadomo");
    sylwia
        .get("/kolejka")
        .await
        .is(200)
        .shows("przyjęcie przez IT-02-2");
    sylwia
        .get(&page)
        .await
        .is(200)
        .shows("Zgłoszono do CSIRT NASK")
        .hides("Zgłoszono do Prezesa UODO");
    site.minutes_pass(30);
    let report = |reference: &'static str| {
        [
            ("what", "csirt"),
            ("csirt.reference", reference),
            ("csirt.reported_at", "2026-03-02T10:20"),
        ]
    };
    sylwia
        .act(&ticket, "incydent", &report(""))
        .await
        .is(422)
        .shows("href=\"#field-csirt-reference\"")
        .shows("2026-03-02T10:20");
    sylwia
        .act(&ticket, "incydent", &report("CSIRT/2026/77"))
        .await
        .leads_to("/kolejka/");
    sylwia
        .look(&ticket)
        .await
        .is(200)
        .shows("zgłoszenie do CSIRT NASK w terminie: 2 marca 2026, 10:20")
        .shows("CSIRT/2026/77");
    let twice = sylwia
        .act(&ticket, "incydent", &report("CSIRT/2026/78"))
        .await;
    twice.is(409).shows("Tego nie trzeba już zapisywać");
    let yes = [("what", "leak"), ("leaked", "yes")];
    sylwia
        .act(&ticket, "incydent", &yes)
        .await
        .leads_to("/kolejka/");
    sylwia
        .get(&page)
        .await
        .is(200)
        .shows("Zgłoszono do Prezesa UODO")
        .shows("zgłoszenie do Prezesa UODO do 5 marca 2026, 10:30");
    let office = [
        ("what", "data_protection"),
        ("data_protection.reference", "UODO-1"),
        ("data_protection.reported_at", "2026-03-02T10:30"),
    ];
    sylwia
        .act(&ticket, "incydent", &office)
        .await
        .leads_to("/kolejka/");
    sylwia
        .get(&page)
        .await
        .is(200)
        .hides("Zgłoszono do Prezesa");
}

#[tokio::test]
async fn a_ticket_that_is_no_incident_has_no_page_of_one() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    olga.get(&format!("/kolejka/{}/incydent", ticket.number))
        .await
        .is(404);
    olga.look(&ticket)
        .await
        .is(200)
        .hides("Incydent bezpieczeństwa");
}
