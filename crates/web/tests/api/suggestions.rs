//! What becomes of suggestions.

use domain::TicketNumber;
use serde_json::{Value, json};
use store::tickets;

use crate::harness::{Api, FIRST_LINE, NETWORK, VPN_DUTY, escalation, path};

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
