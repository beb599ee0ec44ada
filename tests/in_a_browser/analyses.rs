//! Figures of the desk's work: the page with and without tickets, a report to print, and whose they are.

use jiff::Timestamp;
use serde_json::{Value, json};
use store::Store;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;
use crate::solving::solve;

on_both_databases!(figures_are_read_with_and_without_scripts);

fn post(demo: &Demo, path: &str, body: &Value) -> Value {
    let mut response = ureq::post(format!("{}/api/v1/tickets{path}", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(body)
        .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
    response.body_mut().read_json().unwrap()
}

/// Files tickets, sends some on, one of them wrong, and solves most.
async fn work(demo: &Demo, store: &Store) {
    let requester = json!({"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"});
    let sent = [
        None,
        None,
        Some(("IT-04-2", "§15 pkt 1 lit. b")),
        Some(("IT-04-2", "§15 pkt 2")),
        Some(("IT-03-2", "§12 pkt 1")),
    ];
    let mut numbers = Vec::new();
    for (index, to) in sent.into_iter().enumerate() {
        let subject = format!("Zgłoszenie próbne {index}");
        let ticket = json!({"subject": subject, "body": subject, "requester": requester});
        let number = post(demo, "", &ticket)["number"]
            .as_str()
            .unwrap()
            .to_owned();
        if let Some((to, duty)) = to {
            let act = json!({"to": to, "duty": duty, "reason": "Potrzebna pomoc."});
            post(demo, &format!("/{number}/transfer"), &act);
        }
        numbers.push(number);
    }
    solve(store, &numbers[1..]).await;
}

async fn figures_are_read_with_and_without_scripts(demo: Demo) {
    let store = Store::open(&demo.database).await.unwrap();
    let beata = Person::at(&demo).await;
    beata.sign_in("Beata Król").await;
    beata.sees("Dzień dobry").await;
    beata.open("/analizy?od=2020-01-01&do=2020-01-02").await;
    beata.sees("nie było żadnych zgłoszeń").await;
    beata.look("analyses-empty").await;
    work(&demo, &store).await;
    beata.open("/analizy").await;
    beata.sees("Napływ i zaległości").await;
    beata.look("analyses").await;
    beata.open("/analizy?od=2026-13-01").await;
    beata.sees("Nie rozumiemy tego okresu").await;
    beata.look("analyses-bad-period").await;
    let today = Timestamp::now().in_tz("Europe/Warsaw").unwrap();
    beata
        .open(&format!("/analizy/raport/{}", today.strftime("%Y-%m")))
        .await;
    beata.sees("Najważniejsze").await;
    beata.look("analyses-report").await;

    // Without scripts the same form narrows the same figures.
    let olga = Person::at(&demo).await;
    olga.browser.turn_scripts_off().await;
    olga.sign_in("Olga Madej").await;
    olga.sees("Dzień dobry").await;
    olga.open("/analizy").await;
    olga.click_by_text("a", "Ten rok").await;
    olga.sees("od 1 stycznia").await;

    beata.turn_dark().await;
    beata.open("/analizy").await;
    beata.unfold().await;
    beata.look("dark-analyses").await;
}
