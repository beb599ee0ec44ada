//! An outage from its announcement to its end, as the first line, a requester and a visitor see it.

use serde_json::{Value, json};

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(an_outage_is_told_to_everybody_and_its_tickets_are_solved_together);

/// Files a ticket by the API and gives its number.
fn file(demo: &Demo, subject: &str, body: &str) -> String {
    let ticket = json!({
        "subject": subject,
        "body": body,
        "impact": "low",
        "urgency": "medium",
        "requester": {"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"},
    });
    let mut response = ureq::post(format!("{}/api/v1/tickets", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(&ticket)
        .unwrap_or_else(|error| panic!("{ticket}: {error}"));
    let filed: Value = response.body_mut().read_json().unwrap();
    filed["number"].as_str().unwrap().to_owned()
}

/// The path that the browser shows.
async fn path(person: &Person) -> String {
    let address = person.browser.client().current_url().await.unwrap();
    address.path().to_owned()
}

#[expect(
    clippy::too_many_lines,
    reason = "one journey, read from top to bottom"
)]
async fn an_outage_is_told_to_everybody_and_its_tickets_are_solved_together(demo: Demo) {
    // The first line works without scripts.
    let olga = Person::at(&demo).await;
    olga.browser.turn_scripts_off().await;
    olga.sign_in("Olga Madej").await;
    let eyes = Person::at(&demo).await;
    eyes.sign_in("Olga Madej").await;
    eyes.open("/awarie").await;
    eyes.look("outages-none").await;
    let first = file(
        &demo,
        "Outlook nie wysyła wiadomości",
        "Od rana poczta stoi.",
    );
    let other = file(
        &demo,
        "Poczta nie działa w całym pokoju",
        "Nic nie przychodzi.",
    );
    eyes.open(&format!("/kolejka/{first}")).await;
    eyes.look("ticket-before-an-outage").await;

    olga.open(&format!("/awarie/nowa?zgloszenie={first}")).await;
    olga.write("outage.title", "Nie działa poczta elektroniczna")
        .await;
    olga.goes("main form button.button--primary").await;
    olga.sees("To pole jest wymagane").await;
    assert_eq!(
        olga.value("outage.title").await,
        "Nie działa poczta elektroniczna"
    );
    eyes.open(&format!("/awarie/nowa?zgloszenie={first}")).await;
    eyes.look("outage-form").await;
    let words = "Poczta nie wysyła i nie odbiera wiadomości. W pilnych sprawach prosimy dzwonić.";
    olga.write("outage.description", words).await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Awaria jest ogłoszona.").await;
    olga.sees(&first).await;
    olga.sees("Wyglądają na tę awarię").await;
    let outage = path(&olga).await;
    eyes.open(&outage).await;
    eyes.look("outage-first-line").await;
    eyes.open(&format!("{outage}/tresc")).await;
    eyes.look("outage-words").await;
    eyes.open(&format!("/kolejka/{other}")).await;
    eyes.sees("To wygląda na znaną awarię").await;
    eyes.look("ticket-like-an-outage").await;
    olga.open(&format!("/kolejka/{other}")).await;
    olga.click_by_text("button", "Tak, dołącz").await;
    olga.sees("Dołączono do awarii.").await;
    eyes.open(&format!("/kolejka/{other}")).await;
    eyes.look("ticket-in-an-outage").await;
    eyes.open("/kolejka").await;
    eyes.sees("awaria: Nie działa poczta elektroniczna").await;
    eyes.look("queue-with-an-outage").await;
    olga.open(&outage).await;
    olga.write(
        "outage.update",
        "Wymieniamy dysk w serwerze poczty, potrwa to do 15:00.",
    )
    .await;
    olga.click("form[action$='/wiadomosc'] button").await;
    olga.sees("Wiadomość jest opublikowana.").await;

    // Everybody else.
    let visitor = Person::at(&demo).await;
    for (page, name) in [
        ("/", "outage-home-visitor"),
        ("/zgloszenia/nowe", "outage-file-visitor"),
        (outage.as_str(), "outage-visitor"),
        ("/awarie", "outages-visitor"),
    ] {
        visitor.open(page).await;
        visitor.sees("Nie działa poczta elektroniczna").await;
        visitor.sees("potrwa to do 15:00").await;
        visitor.look(name).await;
    }
    let id = outage.rsplit('/').next().unwrap();
    visitor.open(&format!("/zgloszenia/nowe?awaria={id}")).await;
    visitor.look("outage-file-chosen").await;
    let anna = Person::at(&demo).await;
    anna.browser.turn_scripts_off().await;
    anna.sign_in("Anna Nowak").await;
    anna.open("/").await;
    anna.click_by_text("button", "Mnie też to dotyczy").await;
    anna.sees("Mamy Państwa zgłoszenie.").await;
    let own = path(&anna).await;
    let eyes_of_anna = Person::at(&demo).await;
    eyes_of_anna.sign_in("Anna Nowak").await;
    for (page, name) in [
        (own.as_str(), "outage-my-ticket"),
        ("/", "outage-home-requester"),
        (outage.as_str(), "outage-requester"),
    ] {
        eyes_of_anna.open(page).await;
        eyes_of_anna.look(name).await;
    }
    demo.letter(|letter| {
        let subject = letter.subject().unwrap_or_default();
        subject.contains("Awaria, nowe wiadomości: Nie działa poczta elektroniczna")
            && letter
                .to()
                .is_some_and(|to| to.contains("jan.probny@um.krakow.example"))
    });

    // All of them together, and the end.
    olga.open(&outage).await;
    olga.sees("3 zgłoszenia").await;
    olga.write("outage.solution", "Dysk wymieniony, poczta działa.")
        .await;
    olga.click("form[action$='/rozwiazanie'] button").await;
    olga.sees("Wynik rozwiązywania").await;
    for _ in 0..100 {
        olga.open(&outage).await;
        if !olga.text().await.contains("czeka na swoją kolej") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    olga.sees("rozwiązane").await;
    eyes.open(&outage).await;
    eyes.look("outage-solved").await;
    anna.open(&own).await;
    anna.sees("Dysk wymieniony, poczta działa.").await;
    olga.write("outage.end", "Dysk wymieniony. Dziękujemy za cierpliwość.")
        .await;
    olga.click("form[action$='/koniec'] button").await;
    olga.sees("Awaria jest zakończona.").await;
    eyes.open(&outage).await;
    eyes.look("outage-over").await;
    eyes.open("/awarie").await;
    eyes.look("outages-past").await;
    let dark = Person::at(&demo).await;
    dark.turn_dark().await;
    dark.sign_in("Olga Madej").await;
    dark.open(&outage).await;
    dark.look("dark-outage").await;
}
