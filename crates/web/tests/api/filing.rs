//! `POST /tickets`.

use std::sync::Arc;

use domain::Role;
use serde_json::json;
use store::jobs;
use tokio::task::JoinSet;

use crate::harness::{Api, FIRST_LINE, new_ticket};

const TICKETS: &str = "/api/v1/tickets";

#[tokio::test]
async fn a_filed_ticket_has_a_number_a_place_and_a_suggestion() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let reply = api
        .post(&operator, TICKETS, &new_ticket("jan@example.org"))
        .await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    let filed = reply.json();
    assert_eq!(filed["number"], "ZG-2026-000001");
    assert_eq!(filed["unit"], FIRST_LINE);
    assert_eq!(filed["status"], "new");
    // Low impact and medium urgency.
    assert_eq!(filed["priority"], 4);
    assert_eq!(filed["created_at"], "2026-03-02T09:00:00Z");
    let best = &filed["suggestion"]["units"][0];
    assert_eq!(filed["suggestion"]["decision"], "suggest");
    assert_eq!(best["unit"], "IT-04-1");
    assert_eq!(best["duty"], "§14 pkt 1 lit. l");
    assert!(best["confidence"].as_f64().unwrap() > 0.5);
    assert!(!best["words"].as_array().unwrap().is_empty());
    assert!(filed["suggestion"]["ordinance"].is_string());
    assert!(filed["suggestion"]["vocabulary"].is_string());

    let place = reply.header("location").unwrap();
    assert_eq!(place, "/api/v1/tickets/ZG-2026-000001");
    let read = api.get(&operator, place).await;
    assert_eq!(read.status, 200);
    assert_eq!(read.json()["suggestion"], filed["suggestion"]);
}

#[tokio::test]
async fn filing_writes_a_confirmation_to_the_requester() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    api.ticket(&operator, &operator).await;
    let mut tx = api.store.write().await.unwrap();
    let due = jobs::claim(&mut tx, api.now(), 60, 10).await.unwrap();
    assert_eq!(due.len(), 1);
}

#[tokio::test]
async fn every_field_to_mend_is_named_at_once() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let everything = ["subject", "body", "requester.name", "requester.email"];
    for body in [
        json!({}),
        json!({"subject": null, "body": " \n", "requester": null}),
        json!({"subject": "\u{0}", "body": "", "requester": {"name": "\u{200b}", "email": null}}),
    ] {
        let reply = api.post(&operator, TICKETS, &body).await;
        let mut missing = reply.missing();
        missing.sort_by_key(|field| everything.iter().position(|known| known == field));
        assert_eq!(missing, everything, "{body}");
    }

    let mut body = new_ticket("nobody");
    body["subject"] = "x".repeat(201).into();
    body["requester"]["phone"] = "1".repeat(201).into();
    body["impact"] = "huge".into();
    body["urgency"] = 3.into();
    let mut fields = api
        .post(&operator, TICKETS, &body)
        .await
        .fields(422, "fields");
    fields.sort();
    let named: Vec<_> = fields
        .iter()
        .map(|(field, code)| (field.as_str(), code.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            ("impact", "unknown_value"),
            ("requester.email", "not_an_email"),
            ("requester.phone", "too_long"),
            ("subject", "too_long"),
            ("urgency", "wrong_type"),
        ]
    );
}

#[tokio::test]
async fn attack_20_fields_that_are_not_the_clients_to_set_are_refused() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    for field in [
        "status",
        "unit",
        "author",
        "number",
        "created_at",
        "priority",
    ] {
        let mut body = new_ticket("jan@example.org");
        body[field] = "x".into();
        let fields = api
            .post(&operator, TICKETS, &body)
            .await
            .fields(422, "fields");
        assert_eq!(fields, [(field.to_owned(), "unknown_field".to_owned())]);
    }
    let mut body = new_ticket("jan@example.org");
    body["requester"]["account"] = operator.user.to_string().into();
    let fields = api
        .post(&operator, TICKETS, &body)
        .await
        .fields(422, "fields");
    assert_eq!(fields[0].0, "requester.account");
    let listed = api.get(&operator, TICKETS).await.json();
    assert_eq!(listed["tickets"], json!([]), "nothing was filed");
}

#[tokio::test]
async fn only_first_line_and_administrators_file_for_others() {
    let api = Api::start().await;
    let jan = api.requester().await;
    let member = api.member("IT-04-1").await;
    let administrator = api.person("admin", Role::Administrator).await;
    for client in [&jan, &member] {
        api.post(client, TICKETS, &new_ticket("ewa@example.org"))
            .await
            .problem(403, "forbidden");
        let own = new_ticket(&client.email.to_uppercase());
        assert_eq!(api.post(client, TICKETS, &own).await.status, 201);
    }
    let reply = api
        .post(&administrator, TICKETS, &new_ticket(&jan.email))
        .await;
    assert_eq!(reply.status, 201);
    // The ticket is the requester's, who has an account with that address.
    let place = reply.header("location").unwrap();
    assert_eq!(api.get(&jan, place).await.status, 200);
}

#[tokio::test]
async fn attack_14_a_repeated_request_with_a_key_files_one_ticket_and_answers_the_same() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let key = ("idempotency-key", "klucz-1");
    let body = new_ticket("jan@example.org");
    // A time finer than the database keeps.
    *api.clock.lock().unwrap() = "2026-03-02T09:00:00.123456789Z".parse().unwrap();
    let first = api
        .post_with(&operator, TICKETS, ("idempotency-key", "a"), &body)
        .await;
    assert_eq!(first.header("idempotency-replayed"), None);
    let number = first.json()["number"].as_str().unwrap().to_owned();
    api.act(&operator, &number, "claim", &json!({})).await;

    *api.clock.lock().unwrap() = "2026-03-02T10:00:00Z".parse().unwrap();
    let again = api
        .post_with(&operator, TICKETS, ("idempotency-key", "a"), &body)
        .await;
    assert_eq!(again.status, 201);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(again.text, first.text);

    let other = api.post_with(&operator, TICKETS, key, &body).await;
    assert_ne!(other.json()["number"], first.json()["number"]);
    let colleague = api.person("ewa", Role::FirstLine).await;
    let theirs = api
        .post_with(&colleague, TICKETS, ("idempotency-key", "a"), &body)
        .await;
    assert_eq!(theirs.header("idempotency-replayed"), None);
}

#[tokio::test]
async fn a_key_is_not_good_for_another_request() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let key = ("idempotency-key", "klucz");
    let mut body = new_ticket("jan@example.org");
    assert_eq!(
        api.post_with(&operator, TICKETS, key, &body).await.status,
        201
    );
    body["body"] = "Coś innego.".into();
    api.post_with(&operator, TICKETS, key, &body)
        .await
        .problem(422, "key_reused");
}

#[tokio::test]
async fn a_refused_request_does_not_use_up_its_key() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let key = ("idempotency-key", "klucz");
    let bad = json!({"subject": "x"});
    assert_eq!(
        api.post_with(&operator, TICKETS, key, &bad).await.status,
        422
    );
    let good = new_ticket("jan@example.org");
    assert_eq!(
        api.post_with(&operator, TICKETS, key, &good).await.status,
        201
    );
}

#[tokio::test]
async fn a_key_has_1_to_200_visible_ascii_characters() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let body = new_ticket("jan@example.org");
    for key in [String::new(), "a b".to_owned(), "x".repeat(201)] {
        let reply = api
            .post_with(&operator, TICKETS, ("idempotency-key", &key), &body)
            .await;
        assert_eq!(
            reply.fields(400, "parameters")[0].0,
            "Idempotency-Key",
            "{key}"
        );
    }
    let long = "x".repeat(200);
    let reply = api
        .post_with(&operator, TICKETS, ("idempotency-key", &long), &body)
        .await;
    assert_eq!(reply.status, 201);
}

#[tokio::test]
async fn attack_14_the_same_key_sent_at_once_by_many_files_one_ticket() {
    let api = Arc::new(Api::start().await);
    let operator = api.first_line().await;
    let mut work = JoinSet::new();
    for _ in 0..8 {
        let (api, operator) = (api.clone(), operator.clone());
        work.spawn(async move {
            let body = new_ticket("jan@example.org");
            api.post_with(&operator, TICKETS, ("idempotency-key", "a"), &body)
                .await
        });
    }
    let mut numbers = Vec::new();
    while let Some(reply) = work.join_next().await {
        let reply = reply.unwrap();
        assert_eq!(reply.status, 201, "{}", reply.text);
        numbers.push(reply.json()["number"].clone());
    }
    numbers.dedup();
    assert_eq!(numbers.len(), 1);
}
