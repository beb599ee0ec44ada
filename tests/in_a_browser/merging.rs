//! Two people report the same: an operator sees it, merges, answers both, and takes them apart again.

use serde_json::{Value, json};

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(two_who_report_the_same_become_one_ticket_and_come_apart);

/// Files a ticket by the API and gives its number.
fn file(demo: &Demo, name: &str, email: &str, body: &str) -> String {
    let ticket = json!({
        "subject": "Drukarka nie drukuje",
        "body": body,
        "impact": "low",
        "urgency": "medium",
        "requester": {"name": name, "email": email, "department": "Wydział Geodezji", "room": "p. 12"},
    });
    let mut response = ureq::post(format!("{}/api/v1/tickets", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(&ticket)
        .unwrap_or_else(|error| panic!("{ticket}: {error}"));
    let filed: Value = response.body_mut().read_json().unwrap();
    filed["number"].as_str().unwrap().to_owned()
}

#[expect(
    clippy::too_many_lines,
    reason = "one journey, read from top to bottom"
)]
async fn two_who_report_the_same_become_one_ticket_and_come_apart(demo: Demo) {
    // Anna files hers on the page, so that she has one of her own.
    let anna = Person::at(&demo).await;
    anna.browser.turn_scripts_off().await;
    let main = file(
        &demo,
        "Jan Próbny",
        "jan.probny@um.krakow.example",
        "Drukarka miga na czerwono i nie drukuje pism z sekretariatu, na ekranie jest kod 49.",
    );
    anna.sign_in("Anna Nowak").await;
    anna.sees("Dzień dobry").await;
    anna.open("/zgloszenia/nowe").await;
    anna.write("subject", "Drukarka nie drukuje").await;
    anna.write(
        "body",
        "Drukarka w sekretariacie miga na czerwono, pism nie drukuje.",
    )
    .await;
    anna.click("input[name='impact'][value='low']").await;
    anna.click("input[name='urgency'][value='low']").await;
    anna.goes("main form button.button--primary").await;
    anna.sees("ZG-").await;
    let address = anna.browser.client().current_url().await.unwrap();
    let own = address.path().to_owned();
    let duplicate = own.rsplit('/').next().unwrap().to_owned();

    // The first line works without scripts; what it sees is looked at with them.
    let olga = Person::at(&demo).await;
    olga.browser.turn_scripts_off().await;
    olga.sign_in("Olga Madej").await;
    olga.sees("Dzień dobry").await;
    let eyes = Person::at(&demo).await;
    eyes.sign_in("Olga Madej").await;
    eyes.sees("Dzień dobry").await;
    eyes.open(&format!("/kolejka/{duplicate}")).await;
    eyes.sees("Czy to już zgłoszono?").await;
    eyes.look("ticket-reported-before").await;
    let form = format!("/kolejka/{duplicate}/polaczenie");
    eyes.open(&form).await;
    eyes.look("merge-number").await;
    olga.open(&form).await;
    olga.write("z", "ZG-2026-9").await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Nie ma takiego zgłoszenia").await;
    eyes.open(&format!("{form}?z=ZG-2026-9")).await;
    eyes.look("merge-no-such-number").await;
    olga.write("z", &main).await;
    olga.goes("main form button.button--primary").await;
    olga.sees("kod 49").await;
    eyes.open(&format!("{form}?z={main}")).await;
    eyes.look("merge-side-by-side").await;
    eyes.open(&format!("{form}?z={duplicate}")).await;
    eyes.look("merge-refused").await;

    // Somebody was faster.
    let late = Person::at(&demo).await;
    late.sign_in("Olga Madej").await;
    late.sees("Dzień dobry").await;
    late.open(&format!("{form}?z={main}")).await;
    let ewa = Person::at(&demo).await;
    ewa.browser.turn_scripts_off().await;
    ewa.sign_in("Olga Madej").await;
    ewa.sees("Dzień dobry").await;
    ewa.open(&format!("/kolejka/{main}")).await;
    ewa.click("#notatka summary").await;
    ewa.write("text", "serwis będzie o 14:00").await;
    ewa.click("#notatka button").await;
    ewa.sees("serwis będzie o 14:00").await;
    late.goes("main form button.button--primary").await;
    late.sees("serwis będzie o 14:00").await;
    late.glance("merge-late").await;
    olga.write("merge-reason", "ta sama drukarka w sekretariacie")
        .await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Ktoś w międzyczasie zmienił").await;
    olga.sees("serwis będzie o 14:00").await;
    assert_eq!(
        olga.value("merge-reason").await,
        "ta sama drukarka w sekretariacie"
    );
    olga.goes("main form button.button--primary").await;
    olga.sees("Zgłoszenia są połączone").await;
    olga.sees("Połączone zgłoszenia").await;
    eyes.open(&format!("/kolejka/{main}")).await;
    eyes.unfold().await;
    eyes.look("ticket-with-a-duplicate").await;
    eyes.open(&format!("/kolejka/{duplicate}")).await;
    eyes.sees("Sprawa jest prowadzona dalej jako").await;
    eyes.look("ticket-merged").await;
    eyes.open(&format!("/kolejka/{duplicate}/terminy")).await;
    eyes.sees("sprawa jest prowadzona w innym zgłoszeniu").await;
    demo.letter(|letter| {
        let subject = letter.subject().unwrap_or_default();
        subject.contains("Połączyliśmy zgłoszenia")
    });

    // Anna follows the matter from her own ticket and reads nothing of Jan's.
    anna.open(&own).await;
    anna.sees(&format!("razem z {main}")).await;
    assert!(!anna.text().await.contains("kod 49"));
    let eyes_of_anna = Person::at(&demo).await;
    eyes_of_anna.sign_in("Anna Nowak").await;
    eyes_of_anna.sees("Dzień dobry").await;
    eyes_of_anna.open(&own).await;
    eyes_of_anna.look("my-ticket-merged").await;
    eyes_of_anna.open("/moje").await;
    eyes_of_anna.sees(&format!("razem z {main}")).await;
    eyes_of_anna.look("my-tickets-merged").await;
    anna.write("text", "Drukarka stoi przy oknie.").await;
    anna.click("form[action$='/notatka'] button.button").await;
    anna.sees("Drukarka stoi przy oknie.").await;
    olga.open(&format!("/kolejka/{main}")).await;
    olga.sees("Drukarka stoi przy oknie.").await;
    olga.click("#rozwiazanie summary").await;
    olga.write("solution", "Wymieniliśmy bęben.").await;
    olga.click("#rozwiazanie button").await;
    olga.sees("Wymieniliśmy bęben.").await;
    anna.open(&own).await;
    anna.sees("Wymieniliśmy bęben.").await;
    anna.sees("U mnie to nadal nie działa").await;
    eyes_of_anna.open(&own).await;
    eyes_of_anna.look("my-ticket-merged-solved").await;

    // It was another printer.
    eyes.open(&format!("/kolejka/{duplicate}/rozlaczenie"))
        .await;
    eyes.look("part").await;
    olga.open(&format!("/kolejka/{duplicate}/rozlaczenie"))
        .await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Proszę poprawić formularz").await;
    late.open(&format!("/kolejka/{duplicate}/rozlaczenie"))
        .await;
    late.goes("main form button.button--primary").await;
    late.sees("Proszę poprawić formularz").await;
    late.glance("part-with-a-fault").await;
    olga.write("part-reason", "To inna drukarka.").await;
    olga.goes("main form button.button--primary").await;
    olga.sees("Zgłoszenia są rozłączone").await;
    anna.open(&own).await;
    anna.sees("To inna drukarka.").await;
    demo.letter(|letter| {
        let subject = letter.subject().unwrap_or_default();
        subject.contains("Zgłoszenie prowadzimy osobno")
    });
}
