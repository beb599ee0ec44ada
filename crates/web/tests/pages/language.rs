//! Pages in the language that people choose or their browser asks for.

use axum::body::Body;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST, REFERER, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use domain::{Act, Role};
use store::tickets;
use web::{Assignment, RoutingRules};

use crate::harness::{HOST_NAME, Pages, Reply, encoded, settings};

const ENGLISH: (&str, &str) = ("cookie", "jezyk=en");

async fn get(pages: &Pages, address: &str, headers: &[(&str, &str)]) -> Reply {
    ask(pages, Method::GET, address, headers, "").await
}

async fn ask(
    pages: &Pages,
    method: Method,
    address: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header(HOST, HOST_NAME)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    pages
        .send(request, "192.0.2.10:4000".parse().unwrap())
        .await
}

#[tokio::test]
async fn pages_are_polish_unless_somebody_wants_english() {
    let pages = Pages::start().await;
    let polish = get(&pages, "/", &[]).await;
    polish.assert_shows("<html lang=\"pl\">");
    polish.assert_shows("W czym możemy pomóc?");
    let english = (ACCEPT_LANGUAGE.as_str(), "en-GB,en;q=0.8,pl;q=0.2");
    let asked = get(&pages, "/", &[english]).await;
    asked.assert_shows("<html lang=\"en\">");
    asked.assert_shows("How can we help?");
    let chosen = get(&pages, "/", &[english, (COOKIE.as_str(), "jezyk=pl")]).await;
    chosen.assert_shows("W czym możemy pomóc?");
}

#[tokio::test]
async fn the_switch_keeps_the_choice_and_leads_back() {
    let pages = Pages::start().await;
    let page = get(&pages, "/zgloszenia/nowe?a=b", &[]).await;
    page.assert_shows("<span aria-current=\"true\">Polski</span>");
    let switch = "/jezyk?na=en&amp;powrot=%2Fzgloszenia%2Fnowe%3Fa%3Db";
    let escaped = page.html.replace("&#38;", "&amp;");
    assert!(escaped.contains(switch), "{escaped}");
    let chosen = get(&pages, &switch.replace("&amp;", "&"), &[]).await;
    chosen.assert_redirect("/zgloszenia/nowe?a=b");
    let cookie = chosen.header(SET_COOKIE.as_str());
    assert!(
        cookie.starts_with("jezyk=en; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    assert!(cookie.contains("Max-Age="), "{cookie}");
    let page = get(&pages, "/zgloszenia/nowe", &[ENGLISH]).await;
    page.assert_shows("<h1>New ticket</h1>");
    page.assert_shows("<span aria-current=\"true\">English</span>");
}

#[tokio::test]
async fn attack_24_the_switch_leads_to_pages_of_ours_only() {
    let pages = Pages::start().await;
    for theirs in ["https://evil.example", "//evil.example", "/%5Cevil.example"] {
        let reply = get(&pages, &format!("/jezyk?na=en&powrot={theirs}"), &[]).await;
        reply.assert_redirect("/");
    }
    let unknown = get(&pages, "/jezyk?na=tlh&powrot=/", &[ENGLISH]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert!(unknown.headers.get_all(SET_COOKIE).iter().all(|cookie| {
        let cookie = cookie.to_str().unwrap();
        !cookie.starts_with("jezyk")
    }));
}

#[tokio::test]
async fn failures_speak_the_language_and_have_the_switch() {
    let pages = Pages::start().await;
    let absent = get(&pages, "/nie/ma", &[ENGLISH]).await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    absent.assert_shows("There is no such page");
    absent.assert_shows("powrot=%2Fnie%2Fma\"");
    // A form that came from one of our pages leads back to that page.
    let from = format!("http://{HOST_NAME}/zgloszenia/nowe");
    let headers = [ENGLISH, (REFERER.as_str(), from.as_str())];
    let forged = ask(&pages, Method::POST, "/zgloszenia", &headers, "csrf=x").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    forged.assert_shows("The form has expired");
    forged.assert_shows("powrot=%2Fzgloszenia%2Fnowe\"");
}

#[tokio::test]
async fn a_form_comes_back_in_the_language_in_which_it_was_sent() {
    let pages = Pages::start().await;
    let page = get(&pages, "/zgloszenia/nowe", &[ENGLISH]).await;
    let session = page.header(SET_COOKIE.as_str());
    let cookie = format!("{}; jezyk=en", session.split(';').next().unwrap());
    let (csrf, key) = (page.hidden("csrf"), page.hidden("key"));
    let form = [
        ("csrf", csrf.as_str()),
        ("key", key.as_str()),
        ("body", "No sound."),
    ];
    let headers = [(COOKIE.as_str(), cookie.as_str())];
    let reply = ask(
        &pages,
        Method::POST,
        "/zgloszenia",
        &headers,
        &encoded(&form),
    )
    .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    reply.assert_shows("Please correct the form");
    reply.assert_shows("This field is required.");
    reply.assert_shows("No sound.");
}

/// What is kept is Polish: the next reader may not be the one who asked for English.
#[tokio::test]
async fn what_an_english_form_leaves_in_the_history_is_polish() {
    let routing = RoutingRules {
        assignment: Assignment {
            units: [("IT-04-2".parse().unwrap(), 0.01)].into(),
        },
        ..RoutingRules::default()
    };
    let pages = Pages::routed(settings(), routing).await;
    let page = get(&pages, "/zgloszenia/nowe", &[ENGLISH]).await;
    let session = page.header(SET_COOKIE.as_str());
    let cookie = format!("{}; jezyk=en", session.split(';').next().unwrap());
    let (csrf, key) = (page.hidden("csrf"), page.hidden("key"));
    let form = [
        ("csrf", csrf.as_str()),
        ("key", key.as_str()),
        ("name", "Mary Smith"),
        ("email", "mary.smith@example.org"),
        ("subject", "Drukarka nie drukuje"),
        ("body", "Drukarka w pokoju 12 nie drukuje, monitor miga."),
        ("impact", "low"),
        ("urgency", "high"),
    ];
    let headers = [(COOKIE.as_str(), cookie.as_str())];
    let reply = ask(
        &pages,
        Method::POST,
        "/zgloszenia",
        &headers,
        &encoded(&form),
    )
    .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.html);
    let mut conn = pages.store.read().await.unwrap();
    let number = "ZG-2026-000001".parse().unwrap();
    let ticket = tickets::by_number(&mut conn, number)
        .await
        .unwrap()
        .unwrap();
    let history = tickets::history(&mut conn, ticket.id).await.unwrap();
    let reason = history.iter().find_map(|event| match &event.act {
        Act::Transferred { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    let reason = reason.unwrap();
    assert!(reason.starts_with("Przekazano automatycznie"), "{reason}");
}

#[tokio::test]
async fn words_of_the_ordinance_and_of_people_say_that_they_are_polish() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("Drukarka nie drukuje").await;
    let mut olga = pages.signed_in("olga", Role::FirstLine).await;
    let session = olga.cookie.clone().unwrap();
    olga.cookie = Some(format!("{session}; jezyk=en"));
    let page = olga.get("/kolejka/ZG-2026-000001").await;
    page.assert_shows("<html lang=\"en\">");
    page.assert_shows("What you can do");
    page.assert_shows("<blockquote class=\"law\" lang=\"pl\">");
    page.assert_shows("<h1 dir=\"auto\" lang=\"pl\">Drukarka nie drukuje</h1>");
    for piece in page.html.split("dir=\"auto\"").skip(1) {
        assert!(piece.starts_with(" lang=\"pl\""), "{}", &piece[..40]);
    }
}
