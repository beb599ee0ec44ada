//! Attachments by the API.

use axum::body::Body;
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use jiff::ToSpan;
use serde_json::Value;
use web::{AttachmentLimits, Settings};

use crate::harness::{Api, Client, Reply};

const NUMBER: &str = "ZG-2026-000001";

/// A form of words and files.
fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        let head = format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, content) in files {
        part(format!("name=\"file\"; filename=\"{name}\""), content);
    }
    body.extend_from_slice(b"--XX--\r\n");
    body
}

async fn ask(api: &Api, who: &Client, method: Method, path: &str, body: Body) -> Reply {
    let path = format!("/api/v1/tickets/{NUMBER}/attachments{path}");
    let mut request = who.request(method, &path, body);
    let kind = "multipart/form-data; boundary=XX".parse().unwrap();
    request.headers_mut().insert(CONTENT_TYPE, kind);
    api.send(request).await
}

async fn attach(api: &Api, who: &Client, body: Vec<u8>) -> (u16, Value) {
    let reply = ask(api, who, Method::POST, "", Body::from(body)).await;
    (reply.status.as_u16(), reply.json())
}

async fn names(api: &Api, who: &Client) -> Vec<String> {
    let reply = ask(api, who, Method::GET, "", Body::empty()).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    let listed = reply.json();
    let all = listed["attachments"].as_array().unwrap();
    all.iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

/// A ticket of the requester, who answers with the operator.
async fn desk(settings: Settings) -> (Api, Client, Client) {
    let api = Api::with(settings).await;
    let (jan, anna) = (api.requester().await, api.first_line().await);
    assert_eq!(api.ticket(&jan, &jan).await, NUMBER);
    (api, jan, anna)
}

#[tokio::test]
async fn files_are_attached_listed_and_downloaded_by_whoever_may() {
    let (api, jan, anna) = desk(Settings::default()).await;
    let (status, attached) = attach(&api, &jan, form(&[], &[("błąd.png", b"\x89PNG\r\n\0")])).await;
    assert_eq!(status, 201, "{attached}");
    let one = &attached["attachments"][0];
    assert_eq!(one["name"], "błąd.png");
    assert_eq!(one["kind"], "image");
    assert_eq!(one["size"], 7);
    assert_eq!(one["visibility"], "public");
    assert_eq!(one["by"], "jan.kowalski");
    assert_eq!(one["sequence"], 2);
    // Files are in the order of time.
    let later = api.now().checked_add(1.minute()).unwrap();
    *api.clock.lock().unwrap() = later;
    let fields = [("text", "tylko dla nas"), ("visibility", "internal")];
    let (status, kept) = attach(&api, &anna, form(&fields, &[("tajne.txt", b"tajne")])).await;
    assert_eq!(status, 201, "{kept}");
    assert_eq!(names(&api, &jan).await, ["błąd.png"]);
    assert_eq!(names(&api, &anna).await, ["błąd.png", "tajne.txt"]);
    let secret = format!("/{}", kept["attachments"][0]["id"].as_str().unwrap());
    let by = async |who: &Client| ask(&api, who, Method::GET, &secret, Body::empty()).await;
    let given = by(&anna).await;
    assert_eq!((given.status.as_u16(), given.text.as_str()), (200, "tajne"));
    assert!(
        given.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment;")
    );
    assert_eq!(by(&jan).await.status, 404);
}

#[tokio::test]
async fn attack_28_files_over_the_limits_are_refused_by_name() {
    let limits = AttachmentLimits {
        file: 10,
        ticket: 15,
        person: 1000,
        visitor: 5,
    };
    let (api, jan, _) = desk(Settings {
        attachments: limits,
        ..Settings::default()
    })
    .await;
    for (files, code) in [
        (&[("a", &b"12345678901"[..])][..], "file_too_large"),
        (&[("a", b"")], "file_empty"),
        (&[("a", b"1234567890"), ("b", b"123456")], "ticket_quota"),
        (&[], "missing"),
    ] {
        let (status, problem) = attach(&api, &jan, form(&[], files)).await;
        assert_eq!(status, 422, "{problem}");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
    }
    assert!(names(&api, &jan).await.is_empty());
    let (status, problem) = attach(&api, &jan, form(&[("visibility", "x")], &[])).await;
    assert_eq!(
        (status, problem["errors"][0]["field"].as_str()),
        (422, Some("visibility"))
    );
    let (status, problem) = attach(&api, &jan, b"--XX\r\nno form at all".to_vec()).await;
    assert_eq!(status, 400, "{problem}");
}
