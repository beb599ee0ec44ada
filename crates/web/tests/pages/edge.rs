//! What holds for every response.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use crate::harness::Pages;

#[tokio::test]
async fn every_response_carries_the_security_headers_and_an_id() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let style = stylesheet(&jan.get("/").await.html);
    for address in [
        "/",
        "/logowanie",
        "/zgloszenia/nowe",
        "/moje",
        "/kolejka",
        "/listy",
        "/konta",
        "/dostepnosc",
        "/nie-ma",
        "/z/x",
        "/wyloguj",
        "/static/nie-ma.css",
        "/healthz",
        "/api/v1/tickets",
        "/api/v1/nie-ma",
        &style,
    ] {
        let reply = jan.get(address).await;
        let policy = reply.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{address}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(
            reply.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert_eq!(reply.header("x-frame-options"), "DENY", "{address}");
        assert_eq!(reply.header("referrer-policy"), "same-origin", "{address}");
        assert_eq!(reply.header("x-request-id").len(), 12, "{address}");
        if address == style {
            assert!(reply.header("cache-control").contains("immutable"));
        } else {
            assert_eq!(reply.header("cache-control"), "no-store", "{address}");
        }
    }
}

fn stylesheet(html: &str) -> String {
    let (_, rest) = html.split_once("<link rel=\"stylesheet\" href=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_stylesheet_is_served_under_the_hash_of_its_content() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    let address = stylesheet(&visitor.get("/").await.html);
    let style = visitor.get(&address).await;
    assert_eq!(style.status, StatusCode::OK);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    style.assert_shows(":focus-visible");
    // Pictures and styles set no cookie.
    assert!(style.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn pages_hold_no_script_and_no_style_of_their_own() {
    let pages = Pages::start().await;
    let mut ewa = pages.administrator().await;
    ewa.file("Sprawa").await;
    for address in [
        "/",
        "/logowanie",
        "/zgloszenia/nowe",
        "/moje",
        "/kolejka",
        "/kolejka/ZG-2026-000001",
        "/kolejka/ZG-2026-000001/eskalacja",
        "/kolejka/ZG-2026-000001/przekazanie",
        "/listy",
        "/listy/niedoreczone",
        "/konta",
        "/dostepnosc",
        "/nie-ma",
    ] {
        let html = ewa.get(address).await.html;
        // Scripts come from files of ours, none stands in a page.
        for script in html.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap();
            let ours = tag.starts_with(" type=\"module\" src=\"/static/");
            assert!(ours && rest.starts_with("</script>"), "{tag} on {address}");
        }
        for forbidden in ["<style", " style=", " onclick=", "javascript:"] {
            assert!(!html.contains(forbidden), "{forbidden} on {address}");
        }
        for needed in [
            "<html lang=\"pl\">",
            "class=\"skip\"",
            "<main id=\"tresc\"",
            "<nav ",
            "<title>",
        ] {
            assert!(
                html.contains(needed) || address == "/logowanie",
                "{needed} on {address}"
            );
        }
        if address != "/logowanie" {
            assert_eq!(
                html.matches("<h1").count(),
                1,
                "one h1 on {address}: {html}"
            );
        }
        assert!(
            !html.contains('⟦'),
            "a missing sentence on {address}: {html}"
        );
    }
}

#[tokio::test]
async fn a_failure_is_a_polish_page_with_the_way_home() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    let reply = visitor.get("/nie-ma-takiej").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    reply.assert_shows("Nie ma takiej strony");
    reply.assert_shows("href=\"/\"");
}

#[tokio::test]
async fn attack_38_without_its_database_the_desk_says_when_to_come_back() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    visitor.get("/").await;
    pages.store.close().await;
    for address in ["/", "/moje", "/zgloszenia/nowe"] {
        let reply = visitor.get(address).await;
        assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE, "{address}");
        assert_eq!(reply.header("retry-after"), "10");
        reply.assert_shows("Chwilowo nie nadążamy");
        reply.assert_shows(reply.header("x-request-id"));
        assert!(!reply.html.to_lowercase().contains("sql"));
    }
}

#[tokio::test]
async fn attack_42_a_request_id_from_outside_is_not_taken_over() {
    let pages = Pages::start().await;
    let visitor = pages.browser();
    let mut request = visitor.request(Method::GET, "/", Body::empty());
    request
        .headers_mut()
        .insert("x-request-id", "forged".parse().unwrap());
    let reply = pages.send(request, visitor.peer).await;
    assert_ne!(reply.header("x-request-id"), "forged");
}

#[tokio::test]
async fn pages_are_compressed_for_browsers_that_ask_for_it() {
    let pages = Pages::start().await;
    let visitor = pages.browser();
    let mut request = visitor.request(Method::GET, "/dostepnosc", Body::empty());
    request
        .headers_mut()
        .insert("accept-encoding", "gzip".parse().unwrap());
    let response = pages.respond(request, visitor.peer).await;
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert!(response.headers().contains_key("content-security-policy"));
}
