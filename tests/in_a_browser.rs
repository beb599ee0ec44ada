//! The main job as people do it: in a real browser, against the real program.
//!
//! Screenshots of every page go to `target/screenshots/`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

#[path = "in_a_browser/accuracy.rs"]
mod accuracy;
#[path = "in_a_browser/analyses.rs"]
mod analyses;
#[path = "in_a_browser/articles.rs"]
mod articles;
#[path = "in_a_browser/attachments.rs"]
mod attachments;
#[path = "in_a_browser/axe.rs"]
mod axe;
#[path = "in_a_browser/clockwork.rs"]
mod clockwork;
mod common;
#[path = "in_a_browser/databases.rs"]
mod databases;
#[path = "in_a_browser/english.rs"]
mod english;
#[path = "in_a_browser/evaluation.rs"]
mod evaluation;
#[path = "in_a_browser/every_page.rs"]
mod every_page;
#[path = "in_a_browser/eyes.rs"]
mod eyes;
#[path = "in_a_browser/keyboard.rs"]
mod keyboard;
#[path = "in_a_browser/living_queue.rs"]
mod living_queue;
#[path = "in_a_browser/merging.rs"]
mod merging;
#[path = "in_a_browser/outages.rs"]
mod outages;
#[path = "in_a_browser/person.rs"]
mod person;
#[path = "in_a_browser/rating.rs"]
mod rating;
#[path = "in_a_browser/replies.rs"]
mod replies;
#[path = "in_a_browser/reply.rs"]
mod reply;
#[path = "in_a_browser/second_line.rs"]
mod second_line;
#[path = "in_a_browser/settings_of_people.rs"]
mod settings_of_people;
#[path = "in_a_browser/solving.rs"]
mod solving;
#[path = "in_a_browser/stage.rs"]
mod stage;
#[path = "in_a_browser/telephone.rs"]
mod telephone;

#[path = "in_a_browser/triage_card.rs"]
mod triage_card;

use common::Demo;
use databases::on_both_databases;
use person::Person;

on_both_databases!(
    a_ticket_goes_from_the_requester_to_the_second_line_and_back,
    attack_48_the_main_job_needs_no_javascript_and_dark_colours_stand
);

async fn a_ticket_goes_from_the_requester_to_the_second_line_and_back(demo: Demo) {
    let anna = Person::at(&demo).await;
    anna.open("/").await;
    anna.glance("home-visitor").await;
    anna.open("/demo").await;
    anna.glance("demo").await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/").await;
    anna.glance("home-requester").await;

    // A mistake first: everything typed stays.
    anna.open("/zgloszenia/nowe").await;
    anna.glance("file").await;
    anna.write(
        "body",
        "FortiClient z domu prosi o token i zrywa połączenie.",
    )
    .await;
    anna.write("subject", "").await;
    anna.goes("main form button.button--primary").await;
    anna.glance("file-with-a-fault").await;
    assert_eq!(
        anna.value("body").await,
        "FortiClient z domu prosi o token i zrywa połączenie."
    );
    anna.write("subject", "Nie działa mi VPN z domu").await;
    anna.click("[name='impact'][value='low']").await;
    anna.click("[name='urgency'][value='high']").await;
    anna.goes("main form button.button--primary").await;
    anna.glance("my-ticket").await;
    let address = anna.browser.client().current_url().await.unwrap();
    let number = address.path().rsplit('/').next().unwrap().to_owned();
    anna.sees(&number).await;
    anna.open("/moje").await;
    anna.sees("Nie działa mi VPN z domu").await;
    anna.glance("my-tickets").await;

    // The first line.
    let olga = Person::at(&demo).await;
    olga.sign_in("Olga Madej").await;
    olga.open("/kolejka").await;
    olga.sees(&number).await;
    olga.sees("§ 14 pkt 1 lit. l").await;
    olga.glance("queue").await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.sees("usług sieciowych, w tym VPN").await;
    olga.glance("ticket").await;
    olga.open(&format!("/kolejka/{number}/eskalacja?komorka=IT-04-1"))
        .await;
    olga.glance("escalation").await;
    olga.write("comment.symptoms", "Tunel zrywa się po minucie.")
        .await;
    olga.goes("main form button.button--primary").await;
    olga.glance("escalation-with-faults").await;
    assert_eq!(
        olga.value("comment.symptoms").await,
        "Tunel zrywa się po minucie."
    );
    olga.write("comment.tried", "Ponowna instalacja klienta.")
        .await;
    olga.write("comment.why_not_solved", "Brak dostępu do bramy.")
        .await;
    olga.write("comment.contact", "12 616 00 14, do 15:00")
        .await;
    olga.goes("main form button.button--primary").await;
    olga.open(&format!("/kolejka/{number}")).await;
    olga.sees("IT-04-1").await;
    olga.glance("ticket-escalated").await;

    // The letter, on its page.
    demo.letter(|letter| {
        letter
            .to()
            .is_some_and(|to| to.contains("it-04-1@coi.example"))
            && letter.subject().unwrap_or_default().contains(&number)
    });
    olga.open("/listy").await;
    olga.sees("it-04-1@coi.example").await;
    olga.glance("letters").await;
    olga.click_by_text("a", &format!("[{number}] Eskalacja"))
        .await;
    olga.sees("Tunel zrywa się po minucie.").await;
    olga.glance("letter").await;
    olga.open("/listy/niedoreczone").await;
    olga.glance("undelivered").await;

    // The second line.
    let marek = Person::at(&demo).await;
    marek.sign_in("Marek Sowa").await;
    marek.open("/kolejka").await;
    marek.sees(&number).await;
    marek.glance("queue-second-line").await;
    marek.open(&format!("/kolejka/{number}")).await;
    marek.glance("ticket-second-line").await;
    marek.goes("form[action$='/przyjecie'] button").await;
    marek.sees("w toku").await;
    marek
        .click("details:has(form[action$='/rozwiazanie']) > summary")
        .await;
    marek
        .write("solution", "Odnowiliśmy token i profil VPN.")
        .await;
    marek.goes("form[action$='/rozwiazanie'] button").await;
    marek.sees("rozwiązane").await;

    // And back.
    anna.open(&format!("/zgloszenie/{number}")).await;
    anna.sees("Odnowiliśmy token i profil VPN.").await;
    anna.glance("my-ticket-solved").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_pages_stand() {
    let demo = Demo::start();
    let visitor = Person::at(&demo).await;
    for (path, name) in [
        ("/logowanie", "sign-in"),
        ("/dostepnosc", "accessibility"),
        ("/nie/ma/takiej", "not-found"),
        ("/zgloszenia/nowe", "file-visitor"),
    ] {
        visitor.open(path).await;
        visitor.look(name).await;
    }
    for (name, paths) in [
        (
            "Anna Nowak",
            &[
                "/",
                "/zgloszenia/nowe",
                "/moje",
                "/zgloszenie/ZG-2026-000002",
            ][..],
        ),
        (
            "Olga Madej",
            &[
                "/kolejka",
                "/kolejka/ZG-2026-000003",
                "/kolejka/ZG-2026-000003/uzasadnienie",
                "/kolejka/ZG-2026-000003/eskalacja?komorka=IT-02-4",
                "/listy",
                "/listy/niedoreczone",
            ],
        ),
        ("Marek Sowa", &["/kolejka", "/kolejka/ZG-2026-000002"]),
    ] {
        let person = Person::at(&demo).await;
        person.sign_in(name).await;
        for path in paths {
            person.open(path).await;
            let page = format!("{name}{path}").replace(['/', ' ', '?', '='], "-");
            person.look(&page).await;
        }
    }
    let administrator = Person::at(&demo).await;
    administrator.sign_in("Beata Król").await;
    for (path, name) in [
        ("/", "home-administrator"),
        ("/kolejka", "queue-administrator"),
        ("/konta", "accounts"),
        ("/kolejka/ZG-2026-000002/przekazanie", "transfer"),
    ] {
        administrator.open(path).await;
        administrator.look(name).await;
    }
}

async fn attack_48_the_main_job_needs_no_javascript_and_dark_colours_stand(demo: Demo) {
    let anna = Person::at(&demo).await;
    anna.browser.turn_scripts_off().await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/zgloszenia/nowe").await;
    anna.write("subject", "Excel się zawiesza").await;
    anna.click("[name='impact'][value='low']").await;
    anna.click("[name='urgency'][value='medium']").await;
    anna.write("body", "Arkusz z harmonogramem zamyka się po otwarciu.")
        .await;
    anna.goes("main form button.button--primary").await;
    anna.sees("Excel się zawiesza").await;
    let dark = Person::at(&demo).await;
    dark.turn_dark().await;
    dark.sign_in("Olga Madej").await;
    for (path, name) in [
        ("/kolejka", "dark-queue"),
        ("/kolejka/ZG-2026-000002", "dark-ticket"),
        ("/zgloszenia/nowe", "dark-file"),
    ] {
        dark.open(path).await;
        dark.look(name).await;
    }
}
