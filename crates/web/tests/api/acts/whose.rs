//! Who may act, for whom, and who reads it.

use domain::Role;
use serde_json::json;

use crate::harness::{Api, NETWORK, escalation, path};

#[tokio::test]
async fn attack_21_who_may_not_act_is_told_so_and_who_may_not_see_is_told_nothing() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let stranger = api.person("obcy", Role::Requester).await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&operator, &jan).await;
    let bodies = [
        ("notes", json!({"text": "x"})),
        ("claim", json!({})),
        ("escalate", escalation()),
        (
            "transfer",
            json!({"to": "IT-04-2", "duty": "§15 pkt 8", "reason": "x"}),
        ),
        ("accept", json!({})),
        ("return", json!({"reason": "x"})),
        ("resolve", json!({"solution": "x"})),
        ("reopen", json!({"reason": "x"})),
        ("close", json!({})),
        ("cancel", json!({"reason": "x"})),
    ];
    for (act, body) in &bodies {
        for client in [&stranger, &network] {
            let mut unseen = api
                .post(client, &path(&number, act), body)
                .await
                .problem(404, "not_found");
            let mut absent = api
                .post(client, &path("ZG-2026-999999", act), body)
                .await
                .problem(404, "not_found");
            unseen["instance"].take();
            absent["instance"].take();
            assert_eq!(unseen, absent, "{act}");
        }
    }
    for act in [
        "claim", "escalate", "transfer", "accept", "return", "resolve",
    ] {
        let (_, body) = bodies.iter().find(|(name, _)| *name == act).unwrap();
        api.post(&jan, &path(&number, act), body)
            .await
            .problem(403, "forbidden");
        // Also when the body says too little.
        let reply = api.post(&jan, &path(&number, act), &json!({})).await;
        reply.problem(403, "forbidden");
    }
    // A unit that has had the ticket sees it, and does not act on it.
    api.act(&operator, &number, "escalate", &escalation()).await;
    api.act(&network, &number, "return", &json!({"reason": "x"}))
        .await;
    api.post(
        &network,
        &path(&number, "resolve"),
        &json!({"solution": "x"}),
    )
    .await
    .problem(403, "forbidden");
}

#[tokio::test]
async fn a_note_is_internal_from_staff_and_public_from_the_requester_unless_it_says() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let ticket = api
        .act(&operator, &number, "notes", &json!({"text": "Wewnętrzna"}))
        .await;
    assert_eq!(ticket["history"][1]["visibility"], "internal");
    let ticket = api
        .act(&jan, &number, "notes", &json!({"text": "Moja"}))
        .await;
    assert_eq!(ticket["history"][1]["text"], "Moja");
    assert_eq!(ticket["history"][1]["visibility"], "public");
    api.post(
        &jan,
        &path(&number, "notes"),
        &json!({"visibility": "internal", "text": "x"}),
    )
    .await
    .problem(403, "forbidden");
    let fields = api
        .post(
            &operator,
            &path(&number, "notes"),
            &json!({"visibility": "secret", "text": "x"}),
        )
        .await
        .fields(422, "fields");
    assert_eq!(
        fields,
        [("visibility".to_owned(), "unknown_value".to_owned())]
    );
}

#[tokio::test]
async fn a_colleague_acts_on_their_own_ticket_for_themselves() {
    let api = Api::start().await;
    let network = api.member(NETWORK).await;
    let number = api.ticket(&network, &network).await;
    let note = json!({"text": "Moja sprawa"});
    let ticket = api.act(&network, &number, "notes", &note).await;
    assert_eq!(ticket["history"][1]["by"]["unit"], json!(null));
    assert_eq!(ticket["history"][1]["visibility"], "public");
}
