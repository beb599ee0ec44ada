//! Acts on a ticket.

mod at_once;
mod handing_over;
mod together;
mod whose;

use serde_json::json;

use crate::harness::{Api, FIRST_LINE, NETWORK, VPN_DUTY, escalation, full_comment, path};

#[tokio::test]
async fn an_escalated_ticket_is_accepted_solved_reopened_and_closed() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&operator, &jan).await;

    let ticket = api.act(&operator, &number, "claim", &json!({})).await;
    assert_eq!(ticket["assignee"], "anna.nowak");
    let ticket = api.act(&operator, &number, "escalate", &escalation()).await;
    assert_eq!(ticket["unit"], NETWORK);
    assert_eq!(ticket["status"], "handed_over");
    assert_eq!(ticket["duty"], VPN_DUTY);
    assert_eq!(ticket["history"][2]["comment"], full_comment());
    let ticket = api.act(&network, &number, "accept", &json!({})).await;
    assert_eq!(ticket["status"], "in_progress");
    let solution = json!({"solution": "Odnowiony certyfikat."});
    let ticket = api.act(&network, &number, "resolve", &solution).await;
    assert_eq!(ticket["status"], "resolved");
    assert!(ticket["resolved_at"].is_string());
    let reason = json!({"reason": "Nadal nie działa."});
    let ticket = api.act(&jan, &number, "reopen", &reason).await;
    assert_eq!(ticket["status"], "in_progress");
    api.act(&network, &number, "resolve", &solution).await;
    let ticket = api.act(&jan, &number, "close", &json!({})).await;
    assert_eq!(ticket["status"], "closed");
    assert_eq!(ticket["version"], 8);

    api.post(&operator, &path(&number, "notes"), &json!({"text": "x"}))
        .await
        .problem(409, "finished");
}

#[tokio::test]
async fn a_ticket_is_transferred_returned_and_cancelled() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let office = api.member("IT-04-2").await;
    let number = api.ticket(&operator, &operator).await;
    let transfer = json!({"to": "IT-04-2", "duty": "§15 pkt 8", "reason": "Praca na miejscu."});
    let ticket = api.act(&operator, &number, "transfer", &transfer).await;
    assert_eq!(ticket["unit"], "IT-04-2");
    let reason = json!({"reason": "To nie nasze."});
    let ticket = api.act(&office, &number, "return", &reason).await;
    assert_eq!(
        (&ticket["unit"], &ticket["status"]),
        (&json!(FIRST_LINE), &json!("returned"))
    );
    assert_eq!(ticket["involved"], json!([FIRST_LINE, "IT-04-2"]));
    let ticket = api.act(&operator, &number, "cancel", &reason).await;
    assert_eq!(ticket["status"], "cancelled");
}

#[tokio::test]
async fn texts_of_acts_are_required() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    for (act, field) in [
        ("notes", "text"),
        ("resolve", "solution"),
        ("cancel", "reason"),
        ("reopen", "reason"),
        ("return", "reason"),
    ] {
        for body in [json!({}), json!({field: null}), json!({field: " \t "})] {
            let reply = api.post(&operator, &path(&number, act), &body).await;
            assert_eq!(reply.missing(), [field], "{act}");
        }
        let body = json!({field: "x".repeat(20_001)});
        let reply = api.post(&operator, &path(&number, act), &body).await;
        if !matches!(act, "reopen" | "return") {
            let fields = reply.fields(422, "fields");
            assert_eq!(fields, [(field.to_owned(), "too_long".to_owned())]);
        }
    }
}

#[tokio::test]
async fn an_act_that_does_not_fit_the_ticket_is_a_conflict() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let reason = json!({"reason": "x"});
    let none = json!({});
    for (act, body, code) in [
        ("accept", &none, "wrong_status"),
        ("close", &none, "wrong_status"),
        ("reopen", &reason, "wrong_status"),
        ("return", &reason, "nothing_to_return"),
    ] {
        api.post(&operator, &path(&number, act), body)
            .await
            .problem(409, code);
    }
    api.act(&operator, &number, "claim", &none).await;
    api.post(&operator, &path(&number, "claim"), &none)
        .await
        .problem(409, "already_yours");
}

#[tokio::test]
async fn acts_that_need_no_words_take_an_empty_body() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&operator, &operator).await;
    assert_eq!(
        api.post_raw(&operator, &path(&number, "claim"), "")
            .await
            .status,
        200
    );
    api.act(&operator, &number, "escalate", &escalation()).await;
    assert_eq!(
        api.post_raw(&network, &path(&number, "accept"), "")
            .await
            .status,
        200
    );
    let solution = json!({"solution": "Gotowe."});
    api.act(&network, &number, "resolve", &solution).await;
    let fields = api
        .post(
            &operator,
            &path(&number, "close"),
            &json!({"status": "new"}),
        )
        .await
        .fields(422, "fields");
    assert_eq!(fields, [("status".to_owned(), "unknown_field".to_owned())]);
    assert_eq!(
        api.post_raw(&operator, &path(&number, "close"), "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_ticket_waits_goes_on_and_presses_more() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let fields = api
        .post(&operator, &path(&number, "pause"), &json!({"until": "x"}))
        .await
        .fields(422, "fields");
    let names: Vec<_> = fields.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(names, ["why", "until", "reason"]);
    let pause = json!({"why": "supplier", "reason": "Czekamy na część."});
    let ticket = api.act(&operator, &number, "pause", &pause).await;
    assert_eq!(ticket["waiting"], json!({"on": "supplier", "until": null}));
    api.post(&jan, &path(&number, "resume"), &json!({}))
        .await
        .problem(403, "forbidden");
    let ticket = api.act(&operator, &number, "resume", &json!({})).await;
    assert_eq!(ticket["waiting"], json!(null));
    api.post(&operator, &path(&number, "resume"), &json!({}))
        .await
        .problem(409, "not_waiting");
    let worst = json!({"impact": "high", "urgency": "high", "reason": "Stoi wydział."});
    let ticket = api.act(&operator, &number, "priority", &worst).await;
    assert_eq!(ticket["priority"], 1);
}
