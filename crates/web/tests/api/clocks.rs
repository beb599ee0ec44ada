//! `GET /tickets/{number}/clocks` and `POST /tickets/{number}/incident`.

use serde_json::json;

use crate::harness::{Api, path};

#[tokio::test]
async fn staff_read_when_a_ticket_is_due_and_why() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let place = format!("/api/v1/tickets/{number}/clocks");
    let reply = api.get(&operator, &place).await;
    assert_eq!(reply.status, 200);
    let report = reply.json();
    assert_eq!(report["number"], number);
    let solution = &report["clocks"][1];
    assert_eq!(solution["clock"], "solution");
    assert_eq!(solution["state"], "running");
    let rows = solution["rows"].as_array().unwrap();
    let counted: i64 = rows
        .iter()
        .map(|row| row["seconds"].as_i64().unwrap())
        .sum();
    assert_eq!(solution["allowed_seconds"], counted);
    assert!(solution["promises"][0]["target"]["rule"].is_string());
    assert!(
        solution["headline"]
            .as_str()
            .unwrap()
            .starts_with("rozwiązanie do ")
    );
    assert_eq!(api.get(&jan, &place).await.status, 403);
    let nothing = api.get(&operator, "/api/v1/tickets/ZG-2026-000999/clocks");
    assert_eq!(nothing.await.status, 404);
}

#[tokio::test]
async fn an_incident_is_reported() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let incident = path(&number, "incident");
    let report = json!({"what": "csirt", "reference": "CSIRT/77"});
    api.post(&operator, &incident, &report)
        .await
        .problem(409, "no_incident");
    let transfer = json!({"to": "IT-02-2", "duty": "§7 pkt 5", "reason": "Podejrzany załącznik."});
    api.act(&operator, &number, "transfer", &transfer).await;
    let empty = json!({"what": "csirt"});
    let missing = api.post(&operator, &incident, &empty).await;
    assert_eq!(missing.status, 422);
    let ticket = api.act(&operator, &number, "incident", &report).await;
    let step = &ticket["history"][2]["incident"];
    assert_eq!(
        (&step["what"], &step["reference"]),
        (&json!("csirt"), &json!("CSIRT/77"))
    );
    let leak = json!({"what": "leak", "leaked": "yes"});
    api.act(&operator, &number, "incident", &leak).await;
    let clocks = api
        .get(&operator, &format!("/api/v1/tickets/{number}/clocks"))
        .await
        .json();
    let clock = |kind: &str| {
        let all = clocks["clocks"].as_array().unwrap().iter();
        all.clone()
            .find(|clock| clock["clock"] == kind)
            .unwrap()
            .clone()
    };
    assert_eq!(clock("csirt")["state"], "met");
    assert_eq!(clock("data_protection")["allowed_seconds"], 72 * 3600);
    assert_eq!(clock("data_protection")["wall_time"], true);
    let own = api.get(&jan, &format!("/api/v1/tickets/{number}")).await;
    assert!(!own.text.contains("CSIRT"));
}
