//! `GET /tickets`.

use domain::Role;
use serde_json::{Value, json};

use crate::harness::{Api, Client, NETWORK, Reply, escalation, new_ticket};

async fn list(api: &Api, client: &Client, query: &str) -> Vec<String> {
    let reply = api.get(client, &format!("/api/v1/tickets?{query}")).await;
    assert_eq!(reply.status, 200, "{query}: {}", reply.text);
    numbers(&reply)
}

fn numbers(reply: &Reply) -> Vec<String> {
    reply.json()["tickets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ticket| {
            let number = ticket["number"].as_str().unwrap();
            number.trim_start_matches("ZG-2026-00000").to_owned()
        })
        .collect()
}

async fn file(api: &Api, by: &Client, email: &str, subject: &str, urgency: &str) -> String {
    let mut body = new_ticket(email);
    body["subject"] = subject.into();
    body["urgency"] = urgency.into();
    let reply = api.post(by, "/api/v1/tickets", &body).await;
    reply.json()["number"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn tickets_are_filtered_by_unit_status_priority_and_text() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    file(
        &api,
        &operator,
        "a@example.org",
        "Drukarka nie drukuje",
        "low",
    )
    .await;
    let second = file(&api, &operator, "b@example.org", "Żółw w sieci", "medium").await;
    file(&api, &operator, "c@example.org", "Monitor miga", "high").await;
    api.act(&operator, &second, "escalate", &escalation()).await;

    // The most urgent first.
    assert_eq!(list(&api, &operator, "").await, ["3", "2", "1"]);
    assert_eq!(list(&api, &operator, "unit=IT-04-1").await, ["2"]);
    assert_eq!(
        list(&api, &operator, "unit=IT-04-1&unit=IT-02-3")
            .await
            .len(),
        3
    );
    assert_eq!(list(&api, &operator, "status=new").await, ["3", "1"]);
    assert_eq!(
        list(&api, &operator, "status=new&status=handed_over")
            .await
            .len(),
        3
    );
    assert_eq!(list(&api, &operator, "priority=5").await, ["1"]);
    assert_eq!(
        list(&api, &operator, "priority=3&priority=5").await,
        ["3", "1"]
    );
    assert_eq!(list(&api, &operator, "q=zolw").await, ["2"]);
    assert_eq!(
        list(&api, &operator, "q=%C5%BB%C3%93%C5%81W+sieci").await,
        ["2"]
    );
    assert_eq!(list(&api, &operator, "status=new&q=zolw").await.len(), 0);
    for injection in ["%25", "%27%20or%201%3D1--", "_", "%00", "%22)(*"] {
        assert_eq!(
            list(&api, &operator, &format!("q={injection}x"))
                .await
                .len(),
            0
        );
    }
}

#[tokio::test]
async fn finished_tickets_are_listed_unless_a_status_is_asked_for() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    api.act(&operator, &number, "cancel", &json!({"reason": "Pomyłka."}))
        .await;
    assert_eq!(list(&api, &operator, "").await.len(), 1);
    assert_eq!(list(&api, &operator, "status=new").await.len(), 0);
    assert_eq!(list(&api, &operator, "status=cancelled").await.len(), 1);
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_repetitions() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    for _ in 0..5 {
        api.ticket(&operator, &operator).await;
    }
    let mut seen = Vec::new();
    let mut query = "limit=2".to_owned();
    loop {
        let reply = api
            .get(&operator, &format!("/api/v1/tickets?{query}"))
            .await;
        seen.extend(numbers(&reply));
        let Value::String(next) = &reply.json()["next"] else {
            break;
        };
        query = format!("limit=2&cursor={next}");
    }
    seen.sort();
    assert_eq!(seen, ["1", "2", "3", "4", "5"]);
}

#[tokio::test]
async fn attack_23_everybody_lists_what_they_may_see() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let administrator = api.person("admin", Role::Administrator).await;
    let network = api.member(NETWORK).await;
    let office = api.member("IT-04-2").await;
    let jan = api.requester().await;
    let ewa = api.person("ewa", Role::Requester).await;
    let first = api.ticket(&operator, &jan).await;
    api.ticket(&operator, &ewa).await;
    api.act(&operator, &first, "escalate", &escalation()).await;
    api.act(&network, &first, "return", &json!({"reason": "x"}))
        .await;

    assert_eq!(list(&api, &operator, "").await.len(), 2);
    assert_eq!(list(&api, &administrator, "").await.len(), 2);
    assert_eq!(list(&api, &network, "").await, ["1"]);
    assert_eq!(list(&api, &office, "").await.len(), 0);
    assert_eq!(list(&api, &jan, "").await, ["1"]);
    assert_eq!(list(&api, &ewa, "").await, ["2"]);
    // No filter widens it.
    for query in ["unit=IT-02-3", "q=VPN", "status=new&status=returned"] {
        assert_eq!(list(&api, &jan, query).await, ["1"], "{query}");
        assert_eq!(list(&api, &office, query).await.len(), 0, "{query}");
    }
    // A cursor from somebody else's list shows one's own tickets only.
    let page = api.get(&operator, "/api/v1/tickets?limit=1").await.json();
    let cursor = page["next"].as_str().unwrap();
    let mine = list(&api, &ewa, &format!("cursor={cursor}")).await;
    assert!(mine.iter().all(|number| number == "2"));

    let line = api.get(&jan, "/api/v1/tickets").await.json()["tickets"][0].clone();
    assert_eq!(line["suggested"], json!(null));
    let line = api.get(&operator, "/api/v1/tickets").await.json()["tickets"][0].clone();
    assert_eq!(line["suggested"]["unit"], NETWORK);
}

#[tokio::test]
async fn attack_19_bad_and_unknown_parameters_are_named() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    for (query, field) in [
        ("unit=abc", "unit"),
        ("status=open", "status"),
        ("priority=0", "priority"),
        ("priority=9223372036854775808", "priority"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("cursor=%27%3B", "cursor"),
        ("sort=created_at", "sort"),
        ("page=2", "page"),
    ] {
        let reply = api
            .get(&operator, &format!("/api/v1/tickets?{query}"))
            .await;
        assert_eq!(reply.fields(400, "parameters")[0].0, field, "{query}");
    }
    // A cursor with one character changed.
    for _ in 0..2 {
        api.ticket(&operator, &operator).await;
    }
    let page = api.get(&operator, "/api/v1/tickets?limit=1").await.json();
    let mut cursor = page["next"].as_str().unwrap().to_owned();
    let other = if cursor.starts_with('A') { "B" } else { "A" };
    cursor.replace_range(..1, other);
    let reply = api
        .get(&operator, &format!("/api/v1/tickets?cursor={cursor}"))
        .await;
    assert_eq!(reply.fields(400, "parameters")[0].0, "cursor");
}
