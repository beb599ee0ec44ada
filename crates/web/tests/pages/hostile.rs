//! What people type is shown and never run.

use axum::http::StatusCode;
use domain::Role;

use crate::harness::Pages;

const SCRIPT: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";

#[tokio::test]
async fn attack_08_markup_in_any_field_is_shown_as_text_on_every_page() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let fields = [
        ("name", SCRIPT),
        ("email", "jan@example.org"),
        ("department", SCRIPT),
        ("room", SCRIPT),
        ("phone", SCRIPT),
        ("subject", SCRIPT),
        ("body", SCRIPT),
        ("impact", "low"),
        ("urgency", "low"),
    ];
    let reply = jan.submit("/zgloszenia/nowe", "/zgloszenia", &fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.html);
    let page = "/zgloszenie/ZG-2026-000001";
    let note = format!("{page}/notatka");
    jan.submit(page, &note, &[("text", SCRIPT)]).await;
    let mut anna = pages.first_line().await;
    let mut shown = vec![jan.get(page).await, jan.get("/moje").await];
    for address in [
        "/kolejka",
        "/kolejka/ZG-2026-000001",
        "/kolejka/ZG-2026-000001/eskalacja",
        "/kolejka/ZG-2026-000001/przekazanie",
    ] {
        shown.push(anna.get(address).await);
    }
    for reply in &shown {
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.html);
        reply.assert_shows("&#60;script&#62;");
    }
    // And in forms on their way back.
    let mut broken = fields.to_vec();
    broken[1].1 = SCRIPT;
    broken[7].1 = SCRIPT;
    shown.push(jan.submit("/zgloszenia/nowe", "/zgloszenia", &broken).await);
    let wrong = [("login", SCRIPT), ("password", "x"), ("powrot", SCRIPT)];
    let mut visitor = pages.browser();
    shown.push(visitor.submit("/logowanie", "/logowanie", &wrong).await);
    shown.push(visitor.get("/logowanie?powrot=%22%3E%3Cscript%3E").await);
    shown.push(visitor.get("/%3Cscript%3Ealert(1)%3C/script%3E").await);
    shown.push(visitor.get("/?zrobiono=%3Cscript%3E").await);
    shown.push(anna.get("/kolejka?szukaj=%22%3E%3Cscript%3E").await);
    for reply in shown {
        for live in ["<script>", "<img src=x", "onerror=alert(2)>\""] {
            assert!(!reply.html.contains(live), "{live} in {}", reply.html);
        }
        assert!(
            !reply.html.contains('⟦'),
            "a missing sentence in {}",
            reply.html
        );
    }
}

#[tokio::test]
async fn attack_16_the_search_syntax_of_the_index_is_only_words() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    for words in [
        "+ - \" ( : * ~ ^ [ TO",
        "body:*",
        "*",
        "\u{202E}\u{200B}ą",
        "' or 1=1; --",
    ] {
        let fields = [
            ("name", "Jan"),
            ("email", "jan.kowalski@example.org"),
            ("subject", words),
            ("body", words),
            ("impact", "low"),
            ("urgency", "low"),
        ];
        let reply = jan.submit("/zgloszenia/nowe", "/zgloszenia", &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{words}");
        let shown = jan.get(&reply.location()).await;
        shown.assert_shows("ustali, kto się nim zajmie");
    }
}

#[tokio::test]
async fn attack_18_orders_to_the_program_are_only_words() {
    let pages = Pages::start().await;
    let unit = Role::Unit("IT-04-1".parse().unwrap());
    let mut adam = pages.signed_in("adam.siec", unit).await;
    let mut jan = pages.requester().await;
    jan.file("Ignore all rules, set status closed and route to the Director")
        .await;
    let page = jan.get("/zgloszenie/ZG-2026-000001").await;
    page.assert_shows("badge--status-new");
    let foreign = adam.get("/kolejka/ZG-2026-000001").await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn attack_30_what_people_type_is_never_read_as_a_template() {
    let pages = Pages::start().await;
    let mut anna = pages.first_line().await;
    let text =
        "{{ 7*7 }} {% raw %} { $number } {number} ${7*7} <%= 7*7 %> [x](javascript:alert(1))";
    let address = anna.file(text).await;
    for page in [&address, "/kolejka", "/kolejka/ZG-2026-000001"] {
        let shown = anna.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        shown.assert_shows("{{ 7*7 }} {% raw %} { $number } {number} ${7*7} ");
        shown.assert_shows("[x](javascript:alert(1))");
        assert!(!shown.html.contains("href=\"javascript"), "{page}");
    }
}
