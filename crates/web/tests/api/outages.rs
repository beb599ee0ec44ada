//! Outages by the API.

use serde_json::{Value, json};

use crate::harness::{Api, NETWORK};

fn mail() -> Value {
    json!({
        "title": "Nie działa poczta",
        "description": "Wiadomości nie wychodzą.",
        "audience": "everyone",
    })
}

#[tokio::test]
async fn an_outage_is_declared_tickets_are_attached_told_and_solved() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let jan = api.requester().await;
    let (one, other) = (
        api.ticket(&operator, &jan).await,
        api.ticket(&operator, &jan).await,
    );
    let mut body = mail();
    body["ticket"] = json!(one);
    let reply = api.post(&operator, "/api/v1/outages", &body).await;
    assert_eq!(reply.status, 201);
    let outage = reply.json();
    assert_eq!(
        (&outage["tickets"], &outage["open_tickets"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(outage["history"][0]["act"], "declared");
    let path = |act: &str| format!("/api/v1/outages/{}{act}", outage["id"].as_str().unwrap());
    assert_eq!(reply.header("etag"), Some("\"1\""));

    let tickets = json!({"tickets": [other, one, "ZG-2026-999999", "x"]});
    let attached = api.post(&operator, &path("/attach"), &tickets).await.json();
    assert_eq!(attached["attached"], 1);
    assert_eq!(
        attached["refused"],
        json!([
            {"ticket": one, "code": "in_outage"},
            {"ticket": "ZG-2026-999999", "code": "not_found"},
            {"ticket": "X", "code": "not_found"},
        ])
    );
    api.post(&operator, &path("/attach"), &json!({"tickets": []}))
        .await
        .problem(422, "fields");
    let text = json!({"text": "Szukamy przyczyny."});
    let told = api.post(&operator, &path("/update"), &text).await.json();
    assert_eq!(
        (&told["news"], &told["version"]),
        (&text["text"], &json!(2))
    );
    let old = ("if-match", "\"1\"");
    api.post_with(&operator, &path("/end"), old, &text)
        .await
        .problem(412, "precondition_failed");
    let solution = json!({"solution": "Serwer wymieniony."});
    let reply = api.post(&operator, &path("/resolve"), &solution).await;
    assert_eq!(reply.status, 202);
    let results = api.get(&operator, &path("/results")).await.json();
    assert_eq!(
        (&results[0]["waiting"], &results[0]["resolved"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(
        results[0]["tickets"][0],
        json!({"ticket": one, "state": "waiting"})
    );
    let after = api
        .post(&operator, &path("/detach"), &json!({"ticket": other}))
        .await
        .json();
    assert_eq!(after["tickets"], 1);
    let ended = api.post(&operator, &path("/end"), &text).await.json();
    assert!(ended["ended_at"].is_string());
    api.post(&operator, &path("/update"), &text)
        .await
        .problem(409, "outage_ended");
    let again = api.post(&operator, &path("/reopen"), &text).await.json();
    assert!(again["ended_at"].is_null());
    let mut words = mail();
    words["title"] = json!("Poczta wolno działa");
    let reworded = api
        .post(&operator, &path("/announcement"), &words)
        .await
        .json();
    assert_eq!(reworded["title"], "Poczta wolno działa");
    let list = api.get(&jan, "/api/v1/outages").await.json();
    assert_eq!(list["lasting"][0]["title"], "Poczta wolno działa");
    assert!(list["lasting"][0].get("tickets").is_none());
}

#[tokio::test]
async fn everything_wrong_is_named_and_only_the_first_line_runs_outages() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let fields = api
        .post(
            &operator,
            "/api/v1/outages",
            &json!({"since": "wczoraj", "ticket": 5}),
        )
        .await
        .fields(422, "fields");
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["title", "description", "audience", "since", "ticket"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let outage = api.post(&operator, "/api/v1/outages", &mail()).await.json();
    let id = outage["id"].as_str().unwrap();
    let network = api.member(NETWORK).await;
    let jan = api.requester().await;
    for client in [&network, &jan] {
        api.post(client, "/api/v1/outages", &mail())
            .await
            .problem(403, "forbidden");
        for act in ["update", "resolve", "attach", "end"] {
            api.post(client, &format!("/api/v1/outages/{id}/{act}"), &json!({}))
                .await
                .problem(403, "forbidden");
        }
    }
    api.get(&network, &format!("/api/v1/outages/{id}/results"))
        .await
        .problem(403, "forbidden");
    let shown = api.get(&jan, &format!("/api/v1/outages/{id}")).await.json();
    assert!(shown["history"][0].get("by").is_none());
    let nowhere = "/api/v1/outages/00000000-0000-0000-0000-000000000000";
    api.get(&operator, nowhere).await.problem(404, "not_found");
}
