//! Steps in the history, due times of tasks, closed incidents, when letters come, and settings in force.

use domain::calendar::Calendar;
use domain::clock::clocks;
use domain::steps::{About, Lane, Notice, StepRules, due_steps};
use domain::targets::Targets;
use domain::{Recipient, Ticket, Urgency};
use store::jobs::{self, SentLetter};
use store::settings_reads::{self, Program, SettingsRead};
use store::steps;
use store::steps::notices::{self, Cap, Hours};
use uuid::Uuid;

use crate::harness::{FULL, Site};

/// Takes the steps that are due, tells the unit and the first deputy in a letter each, and sends it.
async fn steps_are_taken(site: &Site, ticket: &Ticket) {
    let history = site.history(ticket).await;
    let (calendar, rules) = (Calendar::built_in(), StepRules::built_in());
    let now = site.now();
    let clocks = clocks(&history, &calendar, &Targets::built_in(), now).unwrap();
    let mut tx = site.store.write().await.unwrap();
    for step in due_steps(
        &clocks,
        &rules,
        &calendar,
        &std::collections::BTreeSet::new(),
    ) {
        steps::record(&mut tx, &step, now).await.unwrap();
        for to in [
            Recipient::Unit(step.unit.clone()),
            Recipient::Official("zastepca-1".into()),
        ] {
            let notice = Notice {
                ticket: ticket.id,
                to,
                lane: Lane::Office,
                about: About::Step(step.key.clone()),
                created_at: now,
                release_at: now,
            };
            notices::add(&mut tx, &notice, None).await.unwrap();
        }
    }
    let cap = Cap {
        letters: 10,
        window: 60,
    };
    notices::gather(&mut tx, now, cap, Hours::Open)
        .await
        .unwrap();
    let letter = SentLetter {
        to: "it@coi.example".into(),
        subject: "Zbliża się termin".into(),
        text: "t".into(),
        html: "<p>t</p>".into(),
    };
    for job in jobs::claim(&mut tx, now, 60, 100).await.unwrap() {
        jobs::finish(&mut tx, job.id, &letter, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_history_says_who_was_told_at_what_share_and_shows_the_letter() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    // 75 % of the eight hours for the answer of a ticket of priority 4.
    site.minutes_pass(24 * 60 - 118);
    steps_are_taken(&site, &ticket).await;
    let olga = site.first_line().await;
    let page = olga.look(&ticket).await.is(200);
    page.shows("Przypomnienie o terminie")
        .shows("Odpowiedź zgłaszającemu")
        .shows("75 %")
        .shows("komórka IT-02-3; Iwo Pierwszy (I Zastępca Dyrektora)")
        .shows("dyspozytor (automatycznie)")
        .shows("przypomnienie")
        .shows("List: komórka IT-02-3</a>");
    let at = page.html.find("href=\"/listy/").unwrap();
    let address = page.html[at + 6..].split('"').next().unwrap();
    olga.get(address).await.is(200);
    // A unit that only may see the ticket sees who was told, and no letters.
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let adam = site.member("IT-04-1").await;
    adam.look(&site.fresh(ticket.number).await)
        .await
        .is(200)
        .shows("Przypomnienie o terminie")
        .hides("List: komórka");
}

#[tokio::test]
async fn a_task_says_when_it_is_due_wherever_it_stands() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ewa = site.member("IT-04-2").await;
    let ticket = site.ticket().await;
    let work = [
        ("kind", "part"),
        ("duty", "§15 pkt 8"),
        ("place", "Wielopole 17a"),
        ("contact", "Anna Nowak"),
        ("what", "Przełączyć kabel."),
    ];
    olga.act(&ticket, "zadanie", &work)
        .await
        .leads_to("/kolejka/");
    let given = site.fresh(ticket.number).await;
    let address = format!("/kolejka/{}", ticket.number);
    // Priority 4: 32 hours of office time from Monday 10:00.
    let due = "zadanie komórki IT-04-2 do 6 marca 2026, 10:00";
    olga.look(&given).await.is(200).shows(due);
    ewa.get("/kolejka").await.is(200).shows(due);
    ewa.get(&format!("{address}/zadania/{}", given.version))
        .await
        .is(200)
        .shows(due)
        .shows("zostało 32 h pracy");
    olga.get(&format!("{address}/terminy"))
        .await
        .is(200)
        .shows("Zadanie komórki IT-04-2")
        .shows("clock = &#34;solve&#34;, priority = [4]");
}

#[tokio::test]
async fn a_report_that_is_not_needed_is_noted_with_its_reason_also_when_the_ticket_is_closed() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let words = "Podejrzany załącznik";
    let ticket = site
        .filed_with(words, words, None, Urgency::Medium, None)
        .await;
    let incident = [
        ("unit", "IT-02-2"),
        ("duty", "§7 pkt 5"),
        ("reason", "Podejrzany załącznik."),
    ];
    olga.act(&ticket, "przekazanie", &incident)
        .await
        .leads_to("/kolejka");
    let sylwia = site.member("IT-02-2").await;
    let held = site.fresh(ticket.number).await;
    sylwia
        .act(&held, "rozwiazanie", &[("solution", "To był test.")])
        .await
        .leads_to("/kolejka/");
    let solved = site.fresh(ticket.number).await;
    olga.act(&solved, "zamkniecie", &[])
        .await
        .leads_to("/kolejka/");
    let closed = site.fresh(ticket.number).await;
    let page = format!("/kolejka/{}/incydent", ticket.number);
    sylwia
        .look(&closed)
        .await
        .is(200)
        .shows("zgłoszenie do CSIRT NASK do jutra, 10:00");
    sylwia
        .get(&page)
        .await
        .is(200)
        .shows("Zgłoszenie nie jest potrzebne");
    let spare = |reason: &'static str| [("what", "spare_csirt"), ("csirt.reason", reason)];
    sylwia
        .act(&closed, "incydent", &spare(" "))
        .await
        .is(422)
        .shows("href=\"#field-csirt-reason\"");
    sylwia
        .act(&closed, "incydent", &spare("Ćwiczenia, uzgodnione z NASK."))
        .await
        .leads_to("/kolejka/");
    let noted = site.fresh(ticket.number).await;
    assert_eq!(noted.status, domain::Status::Closed);
    sylwia
        .look(&noted)
        .await
        .is(200)
        .shows("Nie trzeba zgłaszać do")
        .shows("Ćwiczenia, uzgodnione z NASK.");
    sylwia
        .get(&page)
        .await
        .is(200)
        .hides("Zgłoszono do CSIRT NASK");
    sylwia
        .act(&noted, "incydent", &spare("Jeszcze raz."))
        .await
        .is(409);
}

#[tokio::test]
async fn people_choose_when_letters_come() {
    let site = Site::start().await;
    let anna = site.requester().await;
    let page = "/powiadomienia";
    anna.get(page)
        .await
        .is(200)
        .shows("value=\"usual\" checked")
        .shows("Teraz: od razu.")
        .shows("<option value=\"8\">8:00</option>")
        .hides("<option value=\"3\"");
    let wish = |hour: &'static str| [("wish", "digest"), ("hour", hour)];
    anna.post(page, &wish("9"))
        .await
        .leads_to("/powiadomienia?zrobiono=wish-kept");
    anna.get("/powiadomienia?zrobiono=wish-kept")
        .await
        .is(200)
        .shows("Od teraz listy o terminach przychodzą tak, jak wybrano.")
        .shows("value=\"digest\" checked")
        .shows("<option value=\"9\" selected>");
    anna.post(page, &wish("3"))
        .await
        .is(422)
        .shows("href=\"#field-hour\"");
    anna.post(page, &[("wish", "sometimes")])
        .await
        .is(422)
        .shows("href=\"#field-wish\"");
    anna.get(page)
        .await
        .is(200)
        .shows("<option value=\"9\" selected>");
}

#[tokio::test]
async fn an_administrator_sees_which_settings_are_in_force_and_which_were_refused() {
    let site = Site::start().await;
    let adam = site.administrator().await;
    adam.get("/ustawienia")
        .await
        .is(200)
        .shows("Jeszcze niczego nie zapisano.");
    let read = |refused: Option<&str>| SettingsRead {
        program: Program::Serve,
        at: site.now(),
        refused: refused.map(str::to_owned),
    };
    let mut tx = site.store.write().await.unwrap();
    settings_reads::note(&mut tx, Uuid::now_v7(), &read(None))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = adam.get("/ustawienia").await.is(200);
    page.shows("Strony i API (serve)")
        .shows("przyjęte")
        .hides("nav-count");
    site.minutes_pass(5);
    let mut tx = site.store.write().await.unwrap();
    let refusal = read(Some(
        "targets.toml: line 3: `0m` must be longer than nothing",
    ));
    settings_reads::note(&mut tx, Uuid::now_v7(), &refusal)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    adam.get("/ustawienia")
        .await
        .is(200)
        .shows("targets.toml: line 3: `0m` must be longer than nothing")
        .shows("Ostatnio czytane pliki mają błąd: 2 marca 2026, 10:05.")
        .shows("Obowiązują ustawienia wczytane: 2 marca 2026, 10:00.")
        .shows("nav-count\">1<");
}
