//! What becomes of suggestions.

use domain::TicketNumber;
use matcher::Examples;
use serde_json::{Value, json};
use store::tickets;

use crate::harness::{Api, FIRST_LINE, NETWORK, VPN_DUTY, escalation, matcher, path};

/// What the first line made of the proposal for a ticket.
async fn choices(api: &Api, number: &str) -> Vec<tickets::Choice> {
    let mut conn = api.store.read().await.unwrap();
    let number: TicketNumber = number.parse().unwrap();
    let ticket = tickets::by_number(&mut conn, number).await.unwrap();
    tickets::choices(&mut conn, ticket.unwrap().id)
        .await
        .unwrap()
}

fn transfer(more: &Value) -> Value {
    let mut body = json!({"to": "IT-04-2", "duty": "§15 pkt 8", "reason": "Praca na miejscu."});
    let fields = body.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn a_hand_over_keeps_what_was_proposed_and_why_another_unit_was_chosen() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let ticket = api
        .get(&operator, &format!("/api/v1/tickets/{number}"))
        .await
        .json();
    assert_eq!(ticket["suggestion"]["decision"], "suggest");
    assert_eq!(ticket["unit"], FIRST_LINE);
    let reason = json!({"choice": "other", "choice_words": "to jednak drukarka"});
    api.act(&operator, &number, "transfer", &transfer(&reason))
        .await;
    let kept = choices(&api, &number).await;
    assert_eq!(kept.len(), 1);
    let choice = &kept[0].choice;
    assert_eq!(kept[0].by, Some(operator.user));
    assert_eq!(choice.proposed_unit.as_str(), NETWORK);
    assert_eq!(choice.proposed_duty.to_string(), VPN_DUTY);
    assert_eq!(choice.chosen_unit.as_str(), "IT-04-2");
    let reason = choice.reason.as_ref().unwrap();
    assert_eq!(reason.words(), "to jednak drukarka");

    // An accepted proposal is kept too; programs need not say why they chose otherwise.
    let number = api.ticket(&operator, &operator).await;
    api.act(&operator, &number, "escalate", &escalation()).await;
    assert!(choices(&api, &number).await[0].choice.is_accepted());
    let number = api.ticket(&operator, &operator).await;
    api.act(&operator, &number, "transfer", &transfer(&json!({})))
        .await;
    assert_eq!(choices(&api, &number).await[0].choice.reason, None);
}

#[tokio::test]
async fn an_unknown_reason_is_named_and_nothing_happens() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    for (body, field) in [
        (json!({"choice": "because"}), "choice"),
        (json!({"choice": "other"}), "choice_words"),
        (
            json!({"choice": "other", "choice_words": "ż".repeat(201)}),
            "choice_words",
        ),
    ] {
        let reply = api
            .post(&operator, &path(&number, "transfer"), &transfer(&body))
            .await;
        assert_eq!(reply.fields(422, "fields")[0].0, field);
    }
    assert!(choices(&api, &number).await.is_empty());
}

#[tokio::test]
async fn a_text_is_explained_as_on_the_command_line() {
    let api = Api::start().await;
    let jan = api.requester().await;
    let text = json!({"subject": "VPN", "body": "klient VPN nie łączy się z domu"});
    let reply = api
        .post(&jan, "/api/v1/suggestions/explanation", &text)
        .await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let matcher = matcher();
    let examples = matcher.neighbours(&Examples::built_in());
    let why = matcher.explain("VPN", "klient VPN nie łączy się z domu", Some(&examples));
    assert_eq!(reply.json(), serde_json::to_value(&why).unwrap());
    assert!(reply.json().get("replay").is_none());
    assert!(!why.units[0].nearest.is_empty());
    let reply = api
        .post(&jan, "/api/v1/suggestions/explanation", &json!({}))
        .await;
    assert_eq!(reply.missing(), ["subject", "body"]);
}

#[tokio::test]
async fn a_ticket_is_explained_and_its_suggestion_made_again_bit_for_bit() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    // Blank space is cleaned away when a ticket is kept; the suggestion is one of what is kept.
    let body = json!({
        "subject": "  VPN   nie działa ",
        "body": "klient VPN nie łączy\r\n\r\n\r\nz domu \t",
        "requester": {"name": "Jan", "email": "jan@example.org"},
    });
    let filed = api.post(&operator, "/api/v1/tickets", &body).await.json();
    let number = filed["number"].as_str().unwrap();
    let why = api.get(&operator, &path(number, "explanation")).await;
    let why = why.json();
    assert_eq!(
        why["replay"],
        json!({"verdict": "same", "same_answer": true, "differences": []})
    );
    assert_eq!(why["units"][0]["unit"], NETWORK);

    let jan = api.requester().await;
    api.get(&jan, &path(number, "explanation"))
        .await
        .problem(404, "not_found");
    let own = api.ticket(&operator, &jan).await;
    api.get(&jan, &path(&own, "explanation"))
        .await
        .problem(403, "forbidden");
}
