//! The `OpenAPI` document and whether the API is what it says.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use crate::harness::{Api, Reply, escalation, new_ticket, path};

async fn document(api: &Api) -> Value {
    let request = Request::get("/api/v1/openapi.json")
        .body(Body::empty())
        .unwrap();
    let reply = api.send(request).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    reply.json()
}

#[tokio::test]
async fn the_document_names_every_route_and_only_those() {
    let api = Api::start().await;
    let document = document(&api).await;
    let documented: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            item.as_object()
                .unwrap()
                .keys()
                .map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let acts = [
        "notes",
        "claim",
        "put-down",
        "escalate",
        "transfer",
        "accept",
        "return",
        "resolve",
        "reopen",
        "close",
        "cancel",
        "pause",
        "resume",
        "priority",
        "decision",
        "tasks",
        "tasks/act",
        "incident",
        "booking",
        "booking/end",
    ];
    let mut wanted: BTreeSet<String> = [
        "POST /api/v1/tickets",
        "GET /api/v1/tickets",
        "GET /api/v1/tickets/{number}",
        "POST /api/v1/suggestions",
        "POST /api/v1/suggestions/explanation",
        "GET /api/v1/tickets/{number}/explanation",
        "GET /api/v1/analyses",
        "GET /api/v1/bookings",
        "GET /api/v1/tickets/{number}/clocks",
        "GET /api/v1/tickets/{number}/attachments",
        "POST /api/v1/tickets/{number}/attachments",
        "GET /api/v1/tickets/{number}/attachments/{id}",
        "GET /api/v1/articles",
        "GET /api/v1/articles/{id}",
        "GET /api/v1/replies",
        "GET /api/v1/outages",
        "POST /api/v1/outages",
        "GET /api/v1/outages/{id}",
        "GET /api/v1/outages/{id}/results",
        "POST /api/v1/outages/{id}/announcement",
        "POST /api/v1/outages/{id}/attach",
        "POST /api/v1/outages/{id}/detach",
        "POST /api/v1/outages/{id}/end",
        "POST /api/v1/outages/{id}/reopen",
        "POST /api/v1/outages/{id}/resolve",
        "POST /api/v1/outages/{id}/update",
        "GET /api/v1/tickets/{number}/ratings",
        "POST /api/v1/tickets/{number}/ratings",
        "POST /api/v1/tickets/{number}/merge",
        "POST /api/v1/tickets/{number}/unmerge",
        "GET /api/v1/openapi.json",
        "GET /healthz",
        "GET /readyz",
    ]
    .map(str::to_owned)
    .into();
    wanted.extend(acts.map(|act| format!("POST /api/v1/tickets/{{number}}/{act}")));
    assert_eq!(documented, wanted);
}

#[tokio::test]
async fn every_documented_route_is_served_and_asks_for_a_token_as_documented() {
    let api = Api::start().await;
    let document = document(&api).await;
    assert_eq!(document["security"], json!([{"bearer": []}]));
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let target = path.replace("{number}", "ZG-2026-000001");
            let request = Request::builder().method(method).uri(&target);
            let reply = api.send(request.body(Body::empty()).unwrap()).await;
            let is_open = operation["security"] == json!([{}]);
            let expected = if is_open { 200 } else { 401 };
            assert_eq!(reply.status, expected, "{target}");
            assert!(operation["summary"].is_string(), "{target}");
            assert!(operation["operationId"].is_string(), "{target}");
        }
    }
}

#[tokio::test]
async fn the_document_is_openapi_3_1_with_bearer_tokens_and_no_broken_references() {
    let api = Api::start().await;
    let document = document(&api).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["info"]["title"], "dyspozytor");
    let scheme = &document["components"]["securitySchemes"]["bearer"];
    assert_eq!(
        (&scheme["type"], &scheme["scheme"]),
        (&json!("http"), &json!("bearer"))
    );
    let mut references = Vec::new();
    collect_references(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                found.push(reference.clone());
            }
            fields
                .values()
                .for_each(|value| collect_references(value, found));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_references(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn what_the_main_journey_sends_and_gets_is_as_documented() {
    let api = Api::start().await;
    let document = document(&api).await;
    let operator = api.first_line().await;
    let check = |method: &str, path: &str, request: Option<&Value>, reply: &Reply| {
        let operation = &document["paths"][path][method];
        assert!(operation.is_object(), "{method} {path}");
        if let Some(request) = request {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            conform(&document, schema, request, path);
        }
        let kind = reply.header("content-type").unwrap();
        let status = reply.status.as_str();
        let response = &operation["responses"][status];
        assert!(
            response.is_object(),
            "{method} {path}: {status}: {}",
            reply.text
        );
        conform(
            &document,
            &response["content"][kind]["schema"],
            &reply.json(),
            path,
        );
    };
    let tickets = "/api/v1/tickets";
    let ticket = "/api/v1/tickets/{number}";
    let of = |act: &str| format!("{ticket}/{act}");

    let mut filing = new_ticket("jan@example.org");
    filing["impact"] = "high".into();
    filing["requester"]["room"] = "12".into();
    let reply = api.post(&operator, tickets, &filing).await;
    check("post", tickets, Some(&filing), &reply);
    let place = reply.header("location").unwrap().to_owned();
    let number = reply.json()["number"].as_str().unwrap().to_owned();

    let listed = api.get(&operator, "/api/v1/tickets?limit=1").await;
    check("get", tickets, None, &listed);
    let note = json!({"visibility": "internal", "text": "Dzwonię."});
    let reply = api.post(&operator, &path(&number, "notes"), &note).await;
    check("post", &of("notes"), Some(&note), &reply);
    let claim = api
        .post(&operator, &path(&number, "claim"), &json!({}))
        .await;
    check("post", &of("claim"), None, &claim);
    let reply = api
        .post(&operator, &path(&number, "escalate"), &escalation())
        .await;
    check("post", &of("escalate"), Some(&escalation()), &reply);
    let read = api.get(&operator, &place).await;
    check("get", ticket, None, &read);
    let text = json!({"subject": "VPN", "body": "nie działa"});
    let reply = api.post(&operator, "/api/v1/suggestions", &text).await;
    check("post", "/api/v1/suggestions", Some(&text), &reply);
    let explain = "/api/v1/suggestions/explanation";
    let reply = api.post(&operator, explain, &text).await;
    check("post", explain, Some(&text), &reply);
    let reply = api.get(&operator, &path(&number, "explanation")).await;
    check("get", &of("explanation"), None, &reply);

    // And what goes wrong.
    let reply = api.post(&operator, tickets, &json!({})).await;
    check("post", tickets, None, &reply);
    let reply = api.get(&operator, "/api/v1/tickets?limit=0").await;
    check("get", tickets, None, &reply);
    let reply = api.get(&operator, "/api/v1/tickets/ZG-2026-000009").await;
    check("get", ticket, None, &reply);
    let reply = api
        .post(&operator, &path(&number, "claim"), &json!({}))
        .await;
    assert_eq!(reply.status, 403);
    check("post", &of("claim"), None, &reply);
}

/// Asserts that `value` is what `schema` says: types, required and known fields.
fn conform(document: &Value, schema: &Value, value: &Value, at: &str) {
    assert!(schema.is_object(), "{at}: no schema for {value}");
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(&reference[1..]).unwrap();
        return conform(document, target, value, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let choice = choices
            .iter()
            .find(|choice| (choice["type"] == "null") == value.is_null());
        return conform(document, choice.unwrap(), value, at);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let wanted = &schema["type"];
    let fits = |name: &Value| name == kind || (kind == "integer" && name == "number");
    assert!(
        fits(wanted)
            || wanted
                .as_array()
                .is_some_and(|kinds| kinds.iter().any(fits)),
        "{at}: {value} is no {wanted}"
    );
    if let Some(known) = schema["enum"].as_array() {
        assert!(known.contains(value), "{at}: {value}");
    }
    if let Value::Array(items) = value {
        for item in items {
            conform(document, &schema["items"], item, at);
        }
    }
    if let Value::Object(fields) = value {
        for (name, value) in fields {
            conform(
                document,
                &schema["properties"][name],
                value,
                &format!("{at} {name}"),
            );
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            assert!(fields.contains_key(name), "{at}: {name} is left out");
        }
    }
}

#[tokio::test]
async fn the_requests_in_the_manual_work() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let network = api.member("IT-04-1").await;
    let manual = include_str!("../../../../docs/api.md");
    let bodies: Vec<Value> = manual
        .split("-d '")
        .skip(1)
        .map(|rest| serde_json::from_str(rest.split('\'').next().unwrap()).unwrap())
        .collect();
    let [filing, escalation, solution, text] = &bodies[..] else {
        panic!("the manual has {} bodies", bodies.len());
    };
    let filed = api.post(&operator, "/api/v1/tickets", filing).await.json();
    assert_eq!(filed["number"], "ZG-2026-000001");
    assert_eq!(filed["priority"], 3);
    let number = "ZG-2026-000001";
    api.act(&operator, number, "claim", &json!({})).await;
    api.act(&operator, number, "escalate", escalation).await;
    api.act(&network, number, "accept", &json!({})).await;
    api.act(&network, number, "resolve", solution).await;
    let ranking = api.post(&operator, "/api/v1/suggestions", text).await;
    assert_eq!(ranking.status, 200);
}
