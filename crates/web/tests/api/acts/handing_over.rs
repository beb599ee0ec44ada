//! Hand-overs: what an escalation, a transfer and a return must say.

use serde_json::json;

use crate::harness::{Api, NETWORK, VPN_DUTY, escalation, full_comment, path};

#[tokio::test]
async fn an_escalation_names_each_missing_part_at_once() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let parts = [
        "comment.symptoms",
        "comment.tried",
        "comment.why_not_solved",
        "comment.contact",
    ];
    let everything = [&["to", "duty"][..], &parts[..]].concat();
    for body in [
        json!({}),
        json!({"to": null, "duty": null, "comment": null}),
        json!({"to": "", "duty": " ", "comment": {}}),
        json!({"comment": {"symptoms": "", "tried": "\n", "why_not_solved": null}}),
    ] {
        let reply = api.post(&operator, &path(&number, "escalate"), &body).await;
        assert_eq!(reply.missing(), everything, "{body}");
    }
    for part in ["symptoms", "tried", "why_not_solved", "contact"] {
        let mut body = escalation();
        body["comment"].as_object_mut().unwrap().remove(part);
        let reply = api.post(&operator, &path(&number, "escalate"), &body).await;
        assert_eq!(reply.missing(), [format!("comment.{part}")]);
    }
    let mut body = escalation();
    body["comment"] = "Klient VPN zgłasza błąd.".into();
    let fields = api
        .post(&operator, &path(&number, "escalate"), &body)
        .await
        .fields(422, "fields");
    assert!(fields.contains(&("comment".to_owned(), "wrong_type".to_owned())));
    assert!(fields.contains(&("comment.tried".to_owned(), "missing".to_owned())));
    let ticket = api
        .get(&operator, &format!("/api/v1/tickets/{number}"))
        .await;
    assert_eq!(ticket.json()["version"], 1, "nothing has happened");
}

#[tokio::test]
async fn an_escalation_goes_only_to_the_second_line_and_cites_its_duty() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let escalate = path(&number, "escalate");
    let with = |to: &str, duty: &str| json!({"to": to, "duty": duty, "comment": full_comment()});

    for (to, duty, code, field) in [
        ("IT-04-2", "§15 pkt 8", "not_second_line", "to"),
        ("IT-99-1", VPN_DUTY, "unknown_unit", "to"),
        (NETWORK, "§14 pkt 99", "unknown_duty", "duty"),
        (NETWORK, "§15 pkt 8", "foreign_duty", "duty"),
    ] {
        let reply = api.post(&operator, &escalate, &with(to, duty)).await;
        let problem = reply.json();
        let fields: Vec<_> = problem["errors"].as_array().unwrap().iter().collect();
        assert!(
            fields
                .iter()
                .any(|error| error["field"] == field && error["code"] == code),
            "{to} {duty}: {problem}"
        );
        assert_eq!(reply.status, 422);
    }
    api.post(&operator, &escalate, &with("IT-04-2", "§15 pkt 8"))
        .await
        .problem(422, "not_second_line");

    // Together with what is missing.
    let fields = api
        .post(
            &operator,
            &escalate,
            &json!({"to": "IT-04-2", "duty": "siec", "comment": {}}),
        )
        .await
        .fields(422, "fields");
    assert_eq!(fields[0], ("to".to_owned(), "not_second_line".to_owned()));
    assert_eq!(fields[1], ("duty".to_owned(), "unknown_value".to_owned()));
    assert_eq!(fields.len(), 6);

    // As people write it, with no-break spaces.
    let shown = with(NETWORK, "§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l");
    assert_eq!(api.post(&operator, &escalate, &shown).await.status, 200);
}

#[tokio::test]
async fn a_transfer_from_the_first_line_to_the_second_needs_an_escalation() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let body = json!({"to": NETWORK, "duty": VPN_DUTY, "reason": "Sieć."});
    api.post(&operator, &path(&number, "transfer"), &body)
        .await
        .problem(422, "needs_escalation");
    let reply = api
        .post(&operator, &path(&number, "transfer"), &json!({}))
        .await;
    assert_eq!(reply.missing(), ["to", "duty", "reason"]);
}

#[tokio::test]
async fn a_return_says_whose_the_matter_is() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let network = api.member(NETWORK).await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    api.act(&operator, &number, "escalate", &escalation()).await;
    let points = json!({
        "cause": "not_competent", "to": "IT-04-2", "duty": "§15 pkt 8", "reason": "Stanowisko."
    });
    let ticket = api.act(&network, &number, "return", &points).await;
    let cause = json!({"cause": "not_competent", "unit": "IT-04-2", "duty": "§15 pkt 8"});
    assert_eq!(ticket["history"][2]["cause"], cause);
    let seen = api.get(&jan, &format!("/api/v1/tickets/{number}")).await;
    assert!(seen.json()["history"][2].get("cause").is_none());
}
