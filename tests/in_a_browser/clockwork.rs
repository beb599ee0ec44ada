//! Reminders in a ticket's history, due times of tasks, a report that is not needed, when letters come,
//! and settings in force: at three widths, with and without scripts.

use domain::clock::{ClockKey, ClockKind};
use domain::steps::{About, Lane, Notice, Step, StepKey};
use domain::{Recipient, Ticket};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::settings_reads::{self, Program, SettingsRead};
use store::steps::{self, notices};
use store::{Store, tickets};
use uuid::Uuid;

use crate::common::Demo;
use crate::databases::on_both_databases;
use crate::person::Person;

on_both_databases!(what_clocks_do_can_be_read_and_chosen);

fn post(demo: &Demo, path: &str, body: &Value) -> Value {
    let mut response = ureq::post(format!("{}/api/v1/tickets{path}", demo.address))
        .header("authorization", format!("Bearer {}", demo.token))
        .send_json(body)
        .unwrap_or_else(|error| panic!("{path} {body}: {error}"));
    response.body_mut().read_json().unwrap()
}

fn filed(demo: &Demo, subject: &str) -> String {
    let ticket = json!({
        "subject": subject,
        "body": subject,
        "requester": {"name": "Jan Próbny", "email": "jan.probny@um.krakow.example"},
    });
    post(demo, "", &ticket)["number"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// A step of the ticket's first clock that was told to its unit and to two superiors.
async fn reminded(store: &Store, number: &str) {
    let mut tx = store.write().await.unwrap();
    let ticket = tickets::by_number(&mut tx, number.parse().unwrap())
        .await
        .unwrap();
    let Ticket { id, unit, .. } = ticket.unwrap();
    let now = Timestamp::now();
    let step = Step {
        key: StepKey {
            ticket: id,
            clock: ClockKey {
                kind: ClockKind::FirstAnswer,
                start: 1,
            },
            round: 1,
            rule: "po-terminie".into(),
            occurrence: 1,
        },
        stands_for: Vec::new(),
        to: Vec::new(),
        unit: unit.clone(),
        late: true,
        reached_at: now,
        caught_up: true,
    };
    steps::record(&mut tx, &step, now).await.unwrap();
    let superior = |id: &str| Recipient::Official(id.to_owned());
    for to in [
        Recipient::Unit(unit),
        superior("zastepca-1"),
        superior("dyrektor"),
    ] {
        let notice = Notice {
            ticket: id,
            to,
            lane: Lane::Security,
            about: About::Step(step.key.clone()),
            created_at: now,
            release_at: now,
        };
        notices::add(&mut tx, &notice, None).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn read(store: &Store, program: Program, refused: Option<&str>) {
    let read = SettingsRead {
        program,
        at: Timestamp::now(),
        refused: refused.map(str::to_owned),
    };
    let mut tx = store.write().await.unwrap();
    settings_reads::note(&mut tx, Uuid::now_v7(), &read)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn what_clocks_do_can_be_read_and_chosen(demo: Demo) {
    let store = Store::open(&demo.database).await.unwrap();
    let eyes = Person::at(&demo).await;
    eyes.open("/jezyk?na=pl&powrot=/").await;
    eyes.sign_in("Olga Madej").await;

    let number = filed(&demo, "Nie działa drukarka na parterze");
    let task = json!({
        "kind": "part",
        "to": "IT-04-2",
        "duty": "§15 pkt 8",
        "place": "Wielopole 17a, pok. 12",
        "contact": "Jan Próbny, 1234",
        "what": "Sprawdzić kabel przy drukarce.",
    });
    let given = post(&demo, &format!("/{number}/tasks"), &task);
    reminded(&store, &number).await;
    eyes.open(&format!("/kolejka/{number}")).await;
    eyes.sees("Przypomnienie po przerwie").await;
    eyes.sees("zadanie komórki IT-04-2 do").await;
    eyes.look("ticket-with-a-reminder").await;
    let of_task = given["tasks"][0]["number"].as_i64().unwrap();
    eyes.open(&format!("/kolejka/{number}/zadania/{of_task}"))
        .await;
    eyes.look("task-with-a-due-time").await;
    eyes.open(&format!("/kolejka/{number}/terminy")).await;
    eyes.look("due-times-with-a-task").await;

    let incident = filed(&demo, "Podejrzany załącznik w poczcie");
    let transfer = json!({"to": "IT-02-2", "choice": "other_scope", "duty": "§7 pkt 5", "reason": "Podejrzany załącznik."});
    post(&demo, &format!("/{incident}/transfer"), &transfer);
    eyes.open(&format!("/kolejka/{incident}/incydent")).await;
    eyes.unfold().await;
    eyes.look("incident-not-needed").await;

    // The choice works without scripts.
    let marek = Person::at(&demo).await;
    marek.browser.turn_scripts_off().await;
    marek.open("/jezyk?na=pl&powrot=/").await;
    marek.sign_in("Marek Sowa").await;
    marek.open("/powiadomienia").await;
    marek.click("[name='wish'][value='digest']").await;
    marek.click("#field-hour option[value='9']").await;
    marek.goes("main form button.button--primary").await;
    marek
        .sees("Od teraz listy o terminach przychodzą tak, jak wybrano.")
        .await;
    assert_eq!(marek.value("hour").await, "9");
    eyes.open("/powiadomienia").await;
    eyes.look("wishes").await;

    let adam = Person::at(&demo).await;
    adam.open("/jezyk?na=pl&powrot=/").await;
    adam.sign_in("Beata Król").await;
    adam.open("/ustawienia").await;
    adam.look("settings-none").await;
    read(&store, Program::Serve, None).await;
    read(&store, Program::Worker, None).await;
    let reason = "/etc/dyspozytor/targets.toml: line 31: the rules of line 28 and line 31 both apply to \
                  accept by escalation, priority 1, unit IT-04-1, and neither is narrower than the other";
    read(&store, Program::Serve, Some(reason)).await;
    adam.open("/ustawienia").await;
    adam.sees("neither is narrower than the other").await;
    adam.look("settings-refused").await;
}
