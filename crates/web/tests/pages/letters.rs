//! The pages about letters.

use axum::http::StatusCode;
use domain::{JobId, Role};
use store::jobs::{self, SentLetter};

use crate::harness::Pages;

/// Claims the confirmation of the one ticket that was filed.
async fn claimed(pages: &Pages) -> JobId {
    let now = *pages.clock.lock().unwrap();
    let mut tx = pages.store.write().await.unwrap();
    let claimed = jobs::claim(&mut tx, now, 60, 10).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(claimed.len(), 1);
    claimed[0].id
}

#[tokio::test]
async fn attack_30_a_letter_is_shown_as_it_was_sent_and_its_html_is_locked_away() {
    let pages = Pages::start().await;
    pages.requester().await.file("VPN").await;
    let id = claimed(&pages).await;
    let letter = SentLetter {
        to: "jan.kowalski@example.org".to_owned(),
        subject: "[ZG-2026-000001] Potwierdzenie".to_owned(),
        text: "Dzień dobry,\nzgłoszenie przyjęte <b>.".to_owned(),
        html: "<p>Dzień dobry</p><script>alert(1)</script>".to_owned(),
    };
    let now = *pages.clock.lock().unwrap();
    let mut tx = pages.store.write().await.unwrap();
    jobs::finish(&mut tx, id, &letter, now).await.unwrap();
    tx.commit().await.unwrap();

    let mut anna = pages.first_line().await;
    let list = anna.get("/listy").await;
    list.assert_shows("[ZG-2026-000001] Potwierdzenie");
    let address = format!("/listy/{id}");
    list.assert_shows(&address);
    let page = anna.get(&address).await;
    page.assert_shows("zgłoszenie przyjęte &#60;b&#62;.");
    page.assert_shows("sandbox");
    assert!(!page.html.contains("<script>"));
    assert!(
        page.header("content-security-policy")
            .contains("frame-src 'self'")
    );
    let html = anna.get(&format!("{address}/html")).await;
    assert_eq!(html.html, letter.html);
    let policy = html.header("content-security-policy");
    assert!(
        policy.starts_with("sandbox; default-src 'none'"),
        "{policy}"
    );
    assert!(!policy.contains("script-src"));
    assert_eq!(html.header("x-frame-options"), "SAMEORIGIN");
    let absent = anna
        .get("/listy/00000000-0000-0000-0000-000000000000")
        .await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    assert_eq!(anna.get("/listy/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn requesters_and_other_units_see_no_letters() {
    let pages = Pages::start().await;
    let unit = Role::Unit("IT-04-1".parse().unwrap());
    let mut adam = pages.signed_in("adam.siec", unit).await;
    let mut jan = pages.requester().await;
    for address in ["/listy", "/listy/niedoreczone", "/listy/x", "/listy/x/html"] {
        for browser in [&mut adam, &mut jan] {
            let reply = browser.get(address).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{address}");
        }
        let reply = pages.browser().get(address).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{address}");
    }
}

#[tokio::test]
async fn an_undelivered_letter_is_counted_retried_and_put_aside() {
    let pages = Pages::start().await;
    pages.requester().await.file("VPN").await;
    let mut anna = pages.first_line().await;
    let empty = anna.get("/listy/niedoreczone").await;
    empty.assert_shows("Wszystkie listy dotarły");
    for what in ["ponow", "porzuc"] {
        let id = claimed(&pages).await;
        let now = *pages.clock.lock().unwrap();
        let mut tx = pages.store.write().await.unwrap();
        jobs::give_up(&mut tx, id, "550 no such <mailbox>", now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let list = anna.get("/listy/niedoreczone").await;
        list.assert_shows("550 no such &#60;mailbox&#62;");
        list.assert_shows("<span class=\"nav-count\">1</span>");
        let address = format!("/listy/niedoreczone/{id}/{what}");
        let reply = anna.submit("/listy/niedoreczone", &address, &[]).await;
        let done = match what {
            "ponow" => "letter-requeued",
            _ => "letter-discarded",
        };
        reply.assert_redirect(&format!("/listy/niedoreczone?zrobiono={done}"));
        let after = anna.get(&reply.location()).await;
        assert!(!after.html.contains("nav-count"));
    }
    let mut tx = pages.store.write().await.unwrap();
    let now = *pages.clock.lock().unwrap();
    assert!(jobs::claim(&mut tx, now, 60, 10).await.unwrap().is_empty());
}
