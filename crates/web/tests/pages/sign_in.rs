//! Signing in and out, and what a session is worth.

use axum::body::Body;
use axum::http::header::SET_COOKIE;
use axum::http::{Method, StatusCode};
use domain::Role;
use web::Settings;

use crate::harness::{PASSWORD, Pages, encoded, settings};

#[tokio::test]
async fn a_person_signs_in_sees_their_name_and_signs_out() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let home = jan.get("/").await;
    home.assert_shows("jan kowalski");
    home.assert_shows("Wyloguj się");
    let old = jan.cookie.clone();
    let left = jan.submit("/", "/wyloguj", &[]).await;
    left.assert_redirect("/?zrobiono=signed-out");
    jan.get("/?zrobiono=signed-out")
        .await
        .assert_shows("Wylogowano");
    assert_eq!(
        jan.get("/moje").await.location(),
        "/logowanie?powrot=%2Fmoje"
    );
    // The cookie from before is worth nothing either.
    jan.cookie = old;
    assert_eq!(jan.get("/moje").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn attack_25_a_wrong_password_and_an_unknown_login_look_alike_and_keep_the_login() {
    let pages = Pages::start().await;
    pages.person("jan.kowalski", Role::Requester).await;
    let mut browser = pages.browser();
    let mut answers = Vec::new();
    for login in ["jan.kowalski", "nikt.taki"] {
        let fields = [("login", login), ("password", "zupełnie inne hasło")];
        let reply = browser.submit("/logowanie", "/logowanie", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.assert_shows(&format!("value=\"{login}\""));
        assert!(!reply.html.contains("zupełnie inne hasło"));
        let csrf = reply.hidden("csrf");
        answers.push(reply.html.replace(login, "…").replace(&csrf, "…"));
    }
    // The header's form and the page's form carry the same token, so the pages are equal without it.
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn attack_22_a_disabled_account_cannot_sign_in_and_is_signed_out_at_once() {
    let pages = Pages::start().await;
    let id = pages.person("jan.kowalski", Role::Requester).await;
    let mut jan = pages.browser();
    jan.sign_in("jan.kowalski").await.assert_redirect("/");
    let mut admin = pages.administrator().await;
    let address = format!("/konta/{id}/wylacz");
    let reply = admin.submit("/konta", &address, &[]).await;
    reply.assert_redirect("/konta?zrobiono=account-disabled");
    assert_eq!(jan.get("/moje").await.status, StatusCode::SEE_OTHER);
    let reply = jan.sign_in("jan.kowalski").await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn only_administrators_keep_accounts_and_nobody_locks_themselves_out() {
    let pages = Pages::start().await;
    let id = pages.person("ewa.druga", Role::Administrator).await;
    let mut anna = pages.first_line().await;
    assert_eq!(anna.get("/konta").await.status, StatusCode::FORBIDDEN);
    let address = format!("/konta/{id}/wylacz");
    let reply = anna.submit("/", &address, &[]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let mut ewa = pages.browser();
    ewa.sign_in("ewa.druga").await;
    let reply = ewa.submit("/konta", &address, &[]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn attack_25_a_cookie_planted_before_sign_in_is_worth_nothing_after() {
    let pages = Pages::start().await;
    pages.person("jan.kowalski", Role::Requester).await;
    let mut victim = pages.browser();
    victim.get("/").await;
    let planted = victim.cookie.clone();
    victim.sign_in("jan.kowalski").await.assert_redirect("/");
    assert_ne!(victim.cookie, planted);
    let mut attacker = pages.browser();
    attacker.cookie = planted;
    assert_eq!(attacker.get("/moje").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn attack_25_sessions_end_after_an_idle_hour_and_after_a_day_of_work() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    for _ in 0..11 {
        pages.pass_minutes(59);
        assert_eq!(jan.get("/moje").await.status, StatusCode::OK);
    }
    pages.pass_minutes(75);
    assert_eq!(jan.get("/moje").await.status, StatusCode::SEE_OTHER);

    jan.sign_in("jan.kowalski").await.assert_redirect("/");
    for _ in 0..14 {
        pages.pass_minutes(50);
        assert_eq!(jan.get("/moje").await.status, StatusCode::OK);
    }
    pages.pass_minutes(30);
    let ended = jan.get("/moje").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "12 hours are over");
}

#[tokio::test]
async fn attack_25_the_cookie_is_hidden_from_scripts_and_bound_to_the_host() {
    let plain = Pages::start().await;
    let cookie = plain.browser().get("/").await;
    let cookie = cookie.header(SET_COOKIE.as_str());
    assert!(cookie.starts_with("dyspozytor="), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assert!(!cookie.contains("Secure"));

    let secure = Pages::with(Settings {
        secure_cookies: true,
        ..settings()
    })
    .await;
    let cookie = secure.browser().get("/").await;
    let cookie = cookie.header(SET_COOKIE.as_str());
    assert!(cookie.starts_with("__Host-dyspozytor="), "{cookie}");
    for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(flag), "no {flag} in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[tokio::test]
async fn attack_25_guessing_is_slowed_per_account_and_per_machine() {
    let pages = Pages::start().await;
    pages.person("jan.kowalski", Role::Requester).await;
    let mut guesser = pages.browser();
    let wrong = [
        ("login", "Jan.Kowalski "),
        ("password", "to nie jest to hasło"),
    ];
    for _ in 0..10 {
        let reply = guesser.submit("/logowanie", "/logowanie", &wrong).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reply = guesser.sign_in("jan.kowalski").await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.header("retry-after"), "900");
    reply.assert_shows("15 minut");
    // From elsewhere it is no better, and later it is.
    let mut elsewhere = pages.browser();
    elsewhere.peer = "198.51.100.1:1".parse().unwrap();
    let reply = elsewhere.sign_in("jan.kowalski").await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    pages.pass_minutes(16);
    guesser.sign_in("jan.kowalski").await.assert_redirect("/");
}

#[tokio::test]
async fn attack_25_one_machine_cannot_try_every_login() {
    let pages = Pages::start().await;
    let mut guesser = pages.browser();
    for n in 0..50 {
        let login = format!("osoba.{n}");
        let fields = [("login", login.as_str()), ("password", "Krakow2026!!")];
        let reply = guesser.submit("/logowanie", "/logowanie", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let reply = guesser.sign_in("osoba.51").await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn attack_24_signing_in_leads_back_to_our_pages_only() {
    let pages = Pages::start().await;
    pages.person("jan.kowalski", Role::Requester).await;
    for (asked, led) in [
        ("/moje", "/moje"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
    ] {
        let mut browser = pages.browser();
        let fields = [
            ("login", "jan.kowalski"),
            ("password", PASSWORD),
            ("powrot", asked),
        ];
        let reply = browser.submit("/logowanie", "/logowanie", &fields).await;
        reply.assert_redirect(led);
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("powrot", asked)
            .finish();
        let again = browser.get(&format!("/logowanie?{query}")).await;
        again.assert_redirect(led);
    }
}

#[tokio::test]
async fn after_a_session_ends_a_form_leads_back_to_its_page() {
    let pages = Pages::start().await;
    let mut browser = pages.browser();
    let page = browser.get("/logowanie").await;
    let body = encoded(&[("csrf", &page.hidden("csrf"))]);
    let mut request = browser.request(
        Method::POST,
        "/zgloszenie/ZG-2026-000001/notatka",
        Body::from(body),
    );
    let referer = "http://127.0.0.1:8080/zgloszenie/ZG-2026-000001";
    request
        .headers_mut()
        .insert("referer", referer.parse().unwrap());
    let reply = pages.send(request, browser.peer).await;
    reply.assert_redirect("/logowanie?powrot=%2Fzgloszenie%2FZG-2026-000001");
}

#[tokio::test]
async fn attack_24_one_click_sign_in_needs_demo_mode_and_this_very_machine() {
    let demo = Pages::with(Settings {
        demo: true,
        ..settings()
    })
    .await;
    let id = demo
        .person("jan.kowalski", Role::Requester)
        .await
        .to_string();
    let mut here = demo.browser();
    here.peer = "127.0.0.1:4000".parse().unwrap();
    here.get("/demo").await.assert_shows("jan kowalski");
    // Whoever wanted to see a page comes to it.
    here.get("/logowanie?powrot=/moje")
        .await
        .assert_shows("href=\"/demo?powrot=%2Fmoje\"");
    let page = here.get("/demo?powrot=%2Fmoje").await;
    assert_eq!(page.hidden("powrot"), "/moje");
    let reply = here.submit("/demo", "/demo", &[("osoba", &id)]).await;
    reply.assert_redirect("/");
    here.get("/").await.assert_shows("Wyloguj się");

    let mut elsewhere = demo.browser();
    assert_eq!(elsewhere.get("/demo").await.status, StatusCode::NOT_FOUND);
    let reply = elsewhere
        .submit("/logowanie", "/demo", &[("osoba", &id)])
        .await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);

    let real = Pages::start().await;
    let id = real
        .person("jan.kowalski", Role::Requester)
        .await
        .to_string();
    let mut here = real.browser();
    here.peer = "127.0.0.1:4000".parse().unwrap();
    assert_eq!(here.get("/demo").await.status, StatusCode::NOT_FOUND);
    let reply = here.submit("/logowanie", "/demo", &[("osoba", &id)]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn attack_25_two_browsers_of_one_person_have_sessions_of_their_own() {
    let pages = Pages::start().await;
    let mut office = pages.requester().await;
    let mut home = pages.browser();
    home.sign_in("jan.kowalski").await.assert_redirect("/");
    assert_ne!(office.cookie, home.cookie);
    // The token of one browser's form is worth nothing in the other.
    let csrf = office.get("/").await.hidden("csrf");
    let forged = home.send("/wyloguj", &[("csrf", &csrf)]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    office.submit("/", "/wyloguj", &[]).await;
    assert_eq!(office.get("/moje").await.status, StatusCode::SEE_OTHER);
    assert_eq!(home.get("/moje").await.status, StatusCode::OK);
}

#[tokio::test]
async fn attack_25_an_office_behind_one_address_is_not_slowed_by_good_sign_ins() {
    let pages = Pages::start().await;
    pages.person("jan.kowalski", Role::Requester).await;
    for _ in 0..60 {
        let mut browser = pages.browser();
        browser.sign_in("jan.kowalski").await.assert_redirect("/");
    }
}
