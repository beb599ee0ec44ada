//! The administrator's page of figures, with figures on it.

use jiff::Timestamp;
use serde_json::{Value, json};
use store::Store;
use store::learning::models::{self, ModelState, NewModel};
use uuid::Uuid;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;
use crate::solving::solve;

on_both_databases!(the_page_of_figures_stands);

/// Subject, unit and provision of the hand-over, and why it is not the proposed one.
type Sent = (
    &'static str,
    Option<(&'static str, &'static str, Option<&'static str>)>,
);

/// None is handed over: the first line solves it.
const TICKETS: [Sent; 8] = [
    (
        "FortiClient nie łączy z VPN",
        Some(("IT-04-1", "§14 pkt 1 lit. l", None)),
    ),
    (
        "VPN zrywa połączenie z domu",
        Some(("IT-04-1", "§14 pkt 1 lit. l", None)),
    ),
    (
        "Token do VPN wygasł",
        Some(("IT-04-1", "§14 pkt 1 lit. l", None)),
    ),
    (
        "Excel nie otwiera pliku z makrami",
        Some(("IT-04-2", "§15 pkt 1 lit. b", None)),
    ),
    (
        "Laptop nie łączy się przez VPN po wymianie dysku",
        Some(("IT-04-2", "§15 pkt 1 lit. b", Some("other_scope"))),
    ),
    (
        "VPN i drukarka domowa",
        Some(("IT-04-2", "§15 pkt 1 lit. b", Some("wrong_suggestion"))),
    ),
    ("Brak tonera w drukarce na korytarzu", None),
    ("Gdzie leży klucz do sali kinowej na Lubelskiej", None),
];

fn post(demo: &Demo, path: &str, body: &Value) -> Value {
    let mut response = ureq::post(format!("{}/api/v1/tickets{path}", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(body)
        .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
    response.body_mut().read_json().unwrap()
}

/// Files the tickets by the API and gives their numbers.
fn file(demo: &Demo) -> Vec<String> {
    let requester = json!({"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"});
    let comment = json!({
        "symptoms": "Połączenie zrywa się po minucie.",
        "tried": "Ponowna instalacja.",
        "why_not_solved": "Brak dostępu do bramy.",
        "contact": "12 616 00 00 do 15:00",
    });
    let filed = |(subject, sent): &Sent| {
        let ticket = json!({"subject": subject, "body": subject, "requester": requester});
        let number = post(demo, "", &ticket)["number"]
            .as_str()
            .unwrap()
            .to_owned();
        if let Some((to, duty, why)) = sent {
            // The second line gets escalations, other units transfers.
            let is_second_line = *to == "IT-04-1";
            let mut act = if is_second_line {
                json!({"to": to, "duty": duty, "comment": comment})
            } else {
                json!({"to": to, "duty": duty, "reason": "Potrzebna pomoc na stanowisku."})
            };
            if let Some(why) = why {
                act["choice"] = (*why).into();
            }
            let name = if is_second_line {
                "escalate"
            } else {
                "transfer"
            };
            post(demo, &format!("/{number}/{name}"), &act);
        }
        number
    };
    TICKETS.iter().map(filed).collect()
}

async fn learn(store: &Store) {
    for (version, state, right) in [
        ("3f1c09d2a7b4", ModelState::Active, 903),
        ("77ab54e01c9d", ModelState::Active, 905),
        ("c0ffee5eed11", ModelState::Refused, 871),
    ] {
        let model = NewModel {
            id: Uuid::now_v7(),
            version,
            base: "podstawa",
            adaptation: b"of another program",
            based_on: 23,
            left_out: &json!({"repeated": 4, "alone": 1}),
            figures: &json!({
                "shipped": {"tickets": 1000, "current": 900, "candidate": right},
                "past": {"tickets": 40, "current": 31, "candidate": 35},
            }),
            state,
        };
        let mut tx = store.write().await.unwrap();
        models::insert(&mut tx, &model, Timestamp::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

async fn the_page_of_figures_stands(demo: Demo) {
    let store = Store::open(&demo.database).await.unwrap();
    let numbers = file(&demo);
    let beata = Person::at(&demo).await;
    beata.sign_in("Beata Król").await;
    beata.open("/trafnosc?od=2020-01-01&do=2020-01-02").await;
    beata.sees("nie rozwiązano jeszcze żadnego").await;
    beata.look("accuracy-empty").await;
    solve(&store, &numbers).await;
    learn(&store).await;
    beata.open("/trafnosc").await;
    beata.sees("Co trafiłoby źle").await;
    beata.look("accuracy").await;
    beata.turn_dark().await;
    beata.unfold().await;
    beata.look("dark-accuracy").await;
}
