//! Words that were typed and not sent yet.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::{Method, StatusCode};

use crate::harness::{Browser, HOST_NAME, PASSWORD, Pages, Reply, encoded};

const NUMBER: &str = "ZG-2026-000001";
const PAGE: &str = "/kolejka/ZG-2026-000001";
const NOTE: &str = "/kolejka/ZG-2026-000001/notatka";
const ESCALATION: &str = "/kolejka/ZG-2026-000001/eskalacja";

/// What the script sends now and then.
async fn type_into(browser: &mut Browser<'_>, form: &str, fields: &[(&str, &str)]) -> Reply {
    let all = [&[("formularz", form)][..], fields].concat();
    browser.submit("/dostepnosc", "/szkice", &all).await
}

/// Sends a form as a browser does that says where the form was.
async fn send_from_our_page(
    browser: &Browser<'_>,
    address: &str,
    fields: &[(&str, &str)],
) -> Reply {
    let mut request = browser.request(Method::POST, address, Body::from(encoded(fields)));
    let headers = request.headers_mut();
    let kind = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, kind.parse().unwrap());
    headers.insert(ORIGIN, format!("http://{HOST_NAME}").parse().unwrap());
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    browser.pages.send(request, browser.peer).await
}

async fn desk(pages: &Pages) -> Browser<'_> {
    pages.requester().await.file("VPN nie działa").await;
    pages.first_line().await
}

#[tokio::test]
async fn a_note_that_was_not_sent_is_offered_again_until_it_is() {
    let pages = Pages::start().await;
    let mut anna = desk(&pages).await;
    let words = [("text", "Sprawdzam z dostawcą."), ("visibility", "public")];
    let saved = type_into(&mut anna, NOTE, &words).await;
    assert_eq!(saved.status, StatusCode::NO_CONTENT, "{}", saved.html);
    pages.pass_minutes(5);
    // A colleague changes the ticket meanwhile; somebody else sees nothing of the draft.
    let mut ewa = pages.administrator().await;
    ewa.submit(PAGE, &format!("{PAGE}/podejmij"), &[]).await;
    assert!(!ewa.get(PAGE).await.html.contains("Sprawdzam z dostawcą."));
    let page = anna.get(PAGE).await;
    page.assert_shows("Przywrócono szkic z 10:00.");
    page.assert_shows("Sprawdzam z dostawcą.");
    page.assert_shows("value=\"public\" checked");
    let sent = anna.submit(PAGE, NOTE, &words).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    assert!(!anna.get(PAGE).await.html.contains("Przywrócono szkic z "));
}

#[tokio::test]
async fn a_draft_is_discarded_by_a_button_and_by_emptying_the_form() {
    let pages = Pages::start().await;
    let mut anna = desk(&pages).await;
    for empty in [false, true] {
        type_into(&mut anna, NOTE, &[("text", "niepotrzebne")]).await;
        anna.get(PAGE).await.assert_shows("niepotrzebne");
        if empty {
            type_into(&mut anna, NOTE, &[("text", "  ")]).await;
        } else {
            let discarded = anna
                .submit(PAGE, "/szkice/usun", &[("formularz", NOTE)])
                .await;
            discarded.assert_redirect(&format!("{PAGE}?zrobiono=draft-discarded"));
            anna.get(&discarded.location())
                .await
                .assert_shows("Szkic został odrzucony.");
        }
        assert!(!anna.get(PAGE).await.html.contains("niepotrzebne"));
    }
    let nowhere = type_into(&mut anna, "/logowanie", &[("password", "tajne")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let csrf = anna.get(PAGE).await.hidden("csrf");
    let form = format!("/zgloszenie/{NUMBER}/notatka\u{0}//evil.example");
    let fields = [("csrf", csrf.as_str()), ("formularz", &form)];
    assert_eq!(
        anna.send("/szkice/usun", &fields).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn drafts_of_a_new_ticket_an_escalation_and_a_reply_come_back() {
    let pages = Pages::start().await;
    let mut anna = desk(&pages).await;
    let comment = [
        ("unit", "IT-04-1"),
        ("comment.symptoms", "Tunel zrywa się co minutę."),
        ("comment.tried", "Ponowna instalacja."),
    ];
    type_into(&mut anna, ESCALATION, &comment).await;
    let form = anna.get(ESCALATION).await;
    form.assert_shows("Przywrócono szkic z ");
    form.assert_shows("Tunel zrywa się co minutę.");
    form.assert_shows("value=\"IT-04-1\" checked");
    // A unit asked for just now counts more.
    let other = anna.get(&format!("{ESCALATION}?unit=IT-02-4")).await;
    other.assert_shows("value=\"IT-02-4\" checked");
    other.assert_shows("Tunel zrywa się co minutę.");

    let mut jan = pages.browser();
    jan.sign_in("jan.kowalski").await;
    let ticket = [
        ("subject", "Nowa sprawa"),
        ("body", "Zaczęte"),
        ("impact", "high"),
    ];
    type_into(&mut jan, "/zgloszenia", &ticket).await;
    let form = jan.get("/zgloszenia/nowe").await;
    for words in [
        "Przywrócono szkic",
        "Nowa sprawa",
        "Zaczęte",
        "value=\"high\" checked",
    ] {
        form.assert_shows(words);
    }
    jan.file("Nowa sprawa").await;
    assert!(
        !jan.get("/zgloszenia/nowe")
            .await
            .html
            .contains("Nowa sprawa")
    );

    let own = format!("/zgloszenie/{NUMBER}");
    type_into(
        &mut jan,
        &format!("{own}/notatka"),
        &[("text", "Dopisuję jeszcze")],
    )
    .await;
    let page = jan.get(&own).await;
    page.assert_shows("Przywrócono szkic z ");
    page.assert_shows("Dopisuję jeszcze");
}

#[tokio::test]
async fn attack_25_words_of_a_session_that_has_ended_wait_for_their_owner_alone() {
    let pages = Pages::start().await;
    let mut anna = desk(&pages).await;
    let csrf = anna.get(PAGE).await.hidden("csrf");
    pages.pass_minutes(61);
    let words = [
        ("csrf", csrf.as_str()),
        ("version", "1"),
        ("text", "Pisane przez godzinę."),
    ];
    let late = send_from_our_page(&anna, NOTE, &words).await;
    let way = "/logowanie?powrot=%2Fkolejka%2FZG-2026-000001&wygasla=1";
    late.assert_redirect(way);
    anna.get(way).await.assert_shows("Sesja wygasła");
    // Nothing was done, and whoever else signs in here sees nothing.
    pages
        .person("ewa.zarzadca", domain::Role::Administrator)
        .await;
    anna.sign_in("ewa.zarzadca").await;
    assert!(!anna.get(PAGE).await.html.contains("Pisane przez godzinę."));
    anna.submit(PAGE, "/wyloguj", &[]).await;
    let credentials = [
        ("login", "anna.nowak"),
        ("password", PASSWORD),
        ("powrot", PAGE),
    ];
    anna.submit(way, "/logowanie", &credentials)
        .await
        .assert_redirect(PAGE);
    let page = anna.get(PAGE).await;
    page.assert_shows("Przywrócono szkic z 11:01.");
    page.assert_shows("Pisane przez godzinę.");

    // In a second window the form is still of the session before.
    let stale = send_from_our_page(&anna, ESCALATION, &words).await;
    stale.assert_redirect(&format!("{ESCALATION}?zrobiono=draft-kept"));
}

#[tokio::test]
async fn attack_24_a_forged_form_leaves_no_draft() {
    let pages = Pages::start().await;
    let mut anna = desk(&pages).await;
    let csrf = anna.get(PAGE).await.hidden("csrf");
    let fields = [("csrf", csrf.as_str()), ("text", "podrzucone")];
    pages.pass_minutes(61);
    // A browser that does not say where the form was; one whose token was never this session's.
    let silent = anna.send(NOTE, &fields).await;
    assert_eq!(silent.status, StatusCode::FORBIDDEN);
    let foreign = [("csrf", "AAAA"), ("text", "podrzucone")];
    let foreign = send_from_our_page(&anna, NOTE, &foreign).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let nobody = pages.browser();
    let of_nobody = send_from_our_page(&nobody, NOTE, &fields).await;
    assert_eq!(of_nobody.status, StatusCode::FORBIDDEN);
    anna.sign_in("anna.nowak").await;
    assert!(!anna.get(PAGE).await.html.contains("podrzucone"));
}
