//! `GET /tickets/{number}`, `POST /suggestions`, tokens, health.

use axum::body::Body;
use axum::http::{Method, Request};
use domain::Role;
use serde_json::json;
use store::{accounts, tokens};

use crate::harness::{Api, NETWORK, escalation};

#[tokio::test]
async fn a_requester_reads_the_public_part_of_their_ticket() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let network = api.member(NETWORK).await;
    let jan = api.requester().await;
    let number = api.ticket(&operator, &jan).await;
    let secret = json!({"visibility": "internal", "text": "tylko-dla-nas"});
    api.act(&operator, &number, "notes", &secret).await;
    api.act(&operator, &number, "escalate", &escalation()).await;
    api.act(
        &network,
        &number,
        "return",
        &json!({"reason": "powod-zwrotu"}),
    )
    .await;
    let public = json!({"visibility": "public", "text": "Pracujemy nad tym."});
    api.act(&operator, &number, "notes", &public).await;

    let place = format!("/api/v1/tickets/{number}");
    let whole = api.get(&operator, &place).await;
    for word in [
        "tylko-dla-nas",
        "powod-zwrotu",
        "błąd 809",
        "Pracujemy nad tym.",
    ] {
        assert!(whole.text.contains(word), "{word}");
    }
    let part = api.get(&jan, &place).await;
    assert_eq!(part.status, 200);
    assert!(part.text.contains("Pracujemy nad tym."));
    for word in ["tylko-dla-nas", "powod-zwrotu", "błąd 809", "internal"] {
        assert!(!part.text.contains(word), "{word}");
    }
    let ticket = part.json();
    assert_eq!(ticket["suggestion"], json!(null));
    let acts: Vec<_> = ticket["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["act"].as_str().unwrap())
        .collect();
    assert_eq!(acts, ["registered", "escalated", "returned", "noted"]);
    assert_eq!(ticket["history"][1]["to"], NETWORK);
}

#[tokio::test]
async fn text_that_is_no_number_names_no_ticket() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    for number in [
        "0",
        "ZG-2026-1",
        "ZG-2026-000001",
        "ZG-2026-99999999999999999999",
        "ZG-2026-9223372036854775807",
        "ZG-99999-000001",
        "%27%20or%201%3D1",
        "..%2F..%2Fetc",
        "%00",
        "%FF",
    ] {
        api.get(&operator, &format!("/api/v1/tickets/{number}"))
            .await
            .problem(404, "not_found");
    }
}

#[tokio::test]
async fn anybody_with_a_token_gets_a_ranking_and_nothing_is_stored() {
    let api = Api::start().await;
    let jan = api.requester().await;
    let text = json!({"subject": "VPN", "body": "Nie łączy się z domu, klient VPN zgłasza błąd."});
    let reply = api.post(&jan, "/api/v1/suggestions", &text).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.json()["units"][0]["unit"], NETWORK);
    assert!(reply.json()["units"].as_array().unwrap().len() <= 5);

    let unsure = api
        .post(&jan, "/api/v1/suggestions", &json!({"subject": "xyzzy"}))
        .await;
    assert_eq!(unsure.json()["decision"], "unsure");
    let reply = api.post(&jan, "/api/v1/suggestions", &json!({})).await;
    assert_eq!(reply.missing(), ["subject", "body"]);
    let operator = api.first_line().await;
    let listed = api.get(&operator, "/api/v1/tickets").await;
    assert_eq!(listed.json()["tickets"], json!([]));
}

#[tokio::test]
async fn without_a_good_token_every_route_answers_401() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let number = api.ticket(&operator, &operator).await;
    let (unknown, _) = web::new_token().unwrap();
    let basic = format!("Basic {}", operator.token);
    let bearer_unknown = format!("Bearer {unknown}");
    let long = format!("Bearer {}", "A".repeat(5_000));
    for header in [
        None,
        Some(""),
        Some("Bearer"),
        Some("Bearer "),
        Some("Bearer dys_"),
        Some("Bearer ' or 1=1 --"),
        Some(&operator.token),
        Some(&basic),
        Some(&bearer_unknown),
        Some(&long),
    ] {
        for (method, path) in [
            (Method::GET, "/api/v1/tickets".to_owned()),
            (Method::POST, "/api/v1/tickets".to_owned()),
            (Method::GET, format!("/api/v1/tickets/{number}")),
            (Method::POST, format!("/api/v1/tickets/{number}/claim")),
            (Method::POST, "/api/v1/suggestions".to_owned()),
        ] {
            let mut request = Request::builder().method(method).uri(path);
            if let Some(header) = header {
                request = request.header("authorization", header);
            }
            let reply = api.send(request.body(Body::empty()).unwrap()).await;
            reply.problem(401, "unauthorized");
            assert!(
                reply
                    .header("www-authenticate")
                    .unwrap()
                    .starts_with("Bearer")
            );
        }
    }
}

#[tokio::test]
async fn attack_22_a_token_ends_when_it_expires_is_revoked_or_its_owner_is_disabled() {
    let api = Api::start().await;
    let expired = api.first_line().await;
    let revoked = api.person("b", Role::FirstLine).await;
    let disabled = api.person("c", Role::FirstLine).await;
    for client in [&expired, &revoked, &disabled] {
        assert_eq!(api.get(client, "/api/v1/tickets").await.status, 200);
    }
    let mut tx = api.store.write().await.unwrap();
    tokens::revoke(&mut tx, revoked.token_id).await.unwrap();
    accounts::set_disabled(&mut tx, disabled.user, true)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    *api.clock.lock().unwrap() = "2026-04-01T00:00:00Z".parse().unwrap();
    for client in [&expired, &revoked, &disabled] {
        api.get(client, "/api/v1/tickets")
            .await
            .problem(401, "unauthorized");
    }
}

#[tokio::test]
async fn the_use_of_a_token_is_noted() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    api.get(&operator, "/api/v1/tickets").await;
    let mut conn = api.store.read().await.unwrap();
    let kept = tokens::list(&mut conn).await.unwrap();
    assert_eq!(kept[0].last_used_at, Some(api.now()));
}

#[tokio::test]
async fn attack_24_a_cookie_is_no_token_and_the_api_sets_none() {
    let api = Api::start().await;
    let operator = api.first_line().await;
    let reply = api.get(&operator, "/api/v1/tickets").await;
    assert_eq!(reply.header("set-cookie"), None);
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let request = Request::get("/api/v1/tickets")
        .header("cookie", format!("__Host-dyspozytor={}", operator.token))
        .body(Body::empty())
        .unwrap();
    api.send(request).await.problem(401, "unauthorized");
}

#[tokio::test]
async fn health_needs_no_token_and_readiness_tells_about_the_database() {
    let api = Api::start().await;
    let ask = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    for path in ["/healthz", "/readyz"] {
        let reply = api.send(ask(path)).await;
        assert_eq!(
            (reply.status.as_u16(), &reply.json()["status"]),
            (200, &json!("ok"))
        );
    }
    api.store.close().await;
    assert_eq!(api.send(ask("/healthz")).await.status, 200);
    api.send(ask("/readyz")).await.problem(503, "not_ready");
    let operator_gone = Request::get("/api/v1/tickets")
        .header(
            "authorization",
            format!("Bearer {}", web::new_token().unwrap().0),
        )
        .body(Body::empty())
        .unwrap();
    assert!(api.send(operator_gone).await.status.is_server_error());
}
