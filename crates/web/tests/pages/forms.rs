//! Forged forms: no POST of the pages is taken without the token of the page, or from elsewhere.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::{Method, StatusCode};

use crate::harness::{Browser, Pages, encoded};

/// Every address of the pages that takes a form.
const FORMS: &[&str] = &[
    "/logowanie",
    "/wyloguj",
    "/zgloszenia",
    "/zgloszenie/ZG-2026-000001/notatka",
    "/zgloszenie/ZG-2026-000001/ponowne-otwarcie",
    "/zgloszenie/ZG-2026-000001/zamkniecie",
    "/zgloszenie/ZG-2026-000001/anulowanie",
    "/z/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/notatka",
    "/listy/niedoreczone/00000000-0000-0000-0000-000000000000/ponow",
    "/listy/niedoreczone/00000000-0000-0000-0000-000000000000/porzuc",
    "/konta/00000000-0000-0000-0000-000000000000/wylacz",
    "/konta/00000000-0000-0000-0000-000000000000/wlacz",
    "/demo",
    "/kolejka/ZG-2026-000001/podejmij",
    "/kolejka/ZG-2026-000001/notatka",
    "/kolejka/ZG-2026-000001/eskalacja",
    "/kolejka/ZG-2026-000001/przekazanie",
    "/kolejka/ZG-2026-000001/przyjecie",
    "/kolejka/ZG-2026-000001/zwrot",
    "/kolejka/ZG-2026-000001/rozwiazanie",
    "/kolejka/ZG-2026-000001/ponowne-otwarcie",
    "/kolejka/ZG-2026-000001/zamkniecie",
    "/kolejka/ZG-2026-000001/anulowanie",
];

#[tokio::test]
async fn attack_24_a_form_without_the_token_is_refused_everywhere() {
    let pages = Pages::start().await;
    let mut anna = pages.first_line().await;
    anna.file("Nie działa VPN").await;
    let another = pages.requester().await.get("/").await.hidden("csrf");
    for address in FORMS {
        for token in ["", "AAAA", another.as_str()] {
            let fields = [("csrf", token), ("text", "x"), ("version", "1")];
            let reply = anna.send(address, &fields).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{address} {token}");
            reply.assert_shows("Formularz stracił ważność");
        }
        let reply = anna.send(address, &[("text", "x")]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{address}");
    }
    let still = anna.get("/kolejka/ZG-2026-000001").await;
    assert_eq!(still.status, StatusCode::OK);
    still.assert_shows("badge--status-new");
}

#[tokio::test]
async fn attack_24_a_form_from_another_site_is_refused_even_with_the_token() {
    let pages = Pages::start().await;
    let mut anna = pages.first_line().await;
    let token = anna.get("/").await.hidden("csrf");
    for (name, value) in [
        (ORIGIN.as_str(), "https://evil.example"),
        (ORIGIN.as_str(), "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let status = post_with(&anna, "/wyloguj", &token, name, value).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let status = post_with(
        &anna,
        "/wyloguj",
        &token,
        ORIGIN.as_str(),
        "http://127.0.0.1:8080",
    )
    .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}

async fn post_with(
    browser: &Browser<'_>,
    address: &str,
    token: &str,
    name: &'static str,
    value: &str,
) -> StatusCode {
    let mut request = browser.request(
        Method::POST,
        address,
        Body::from(encoded(&[("csrf", token)])),
    );
    let headers = request.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        "application/x-www-form-urlencoded".parse().unwrap(),
    );
    headers.insert(name, value.parse().unwrap());
    browser.pages.send(request, browser.peer).await.status
}

#[tokio::test]
async fn other_methods_change_nothing() {
    let pages = Pages::start().await;
    let mut anna = pages.first_line().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = anna.request(method.clone(), "/zgloszenia", Body::empty());
        let reply = pages.send(request, anna.peer).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{method}");
    }
    // Signing out is no link that a picture on another page could load.
    let reply = anna.get("/wyloguj").await;
    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(anna.get("/moje").await.status, StatusCode::OK);
}
