//! What requesters say of solutions.

use axum::http::StatusCode;
use domain::{Author, EventId, Grade, Moment, Ticket};
use store::{ratings, tickets};
use uuid::Uuid;

use crate::harness::{Browser, Pages, Reply};

const NUMBER: &str = "ZG-2026-000001";

async fn ticket(pages: &Pages) -> Ticket {
    let mut conn = pages.store.read().await.unwrap();
    let number = NUMBER.parse().unwrap();
    tickets::by_number(&mut conn, number)
        .await
        .unwrap()
        .unwrap()
}

async fn solve(pages: &Pages, solution: &str) {
    let olga = Author {
        user: None,
        name: "Olga Operator".to_owned(),
        unit: Some("IT-02-3".parse().unwrap()),
    };
    let moment = Moment {
        now: *pages.clock.lock().unwrap(),
        event: EventId(Uuid::new_v4()),
    };
    let change = ticket(pages).await.resolve(solution, olga, moment).unwrap();
    let mut tx = pages.store.write().await.unwrap();
    tickets::apply(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
}

async fn given(pages: &Pages) -> Vec<(Grade, String)> {
    let id = ticket(pages).await.id;
    let mut conn = pages.store.read().await.unwrap();
    let given = ratings::of_ticket(&mut conn, id).await.unwrap();
    given
        .into_iter()
        .map(|one| (one.grade, one.remark))
        .collect()
}

/// Clicks a word on the page as it was loaded.
async fn click(
    browser: &mut Browser<'_>,
    loaded: &Reply,
    page: &str,
    more: &[(&str, &str)],
) -> Reply {
    let (csrf, solution) = (loaded.hidden("csrf"), loaded.hidden("solution"));
    let mut fields = vec![("csrf", csrf.as_str()), ("solution", solution.as_str())];
    fields.extend(more);
    browser.send(&format!("{page}/ocena"), &fields).await
}

#[tokio::test]
async fn one_click_rates_a_solution_and_opening_its_page_does_not() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    let page = format!("/zgloszenie/{NUMBER}");
    let open = jan.get(&page).await;
    assert!(!open.html.contains("id=\"ocena\""), "{}", open.html);
    solve(&pages, "Nowy certyfikat.").await;
    let loaded = jan.get(&page).await;
    loaded.assert_shows("Jak ocenia Pani/Pan rozwiązanie?");
    // What a mail server does that looks where links lead.
    let looked = jan.get(&format!("{page}/ocena?grade=bad")).await;
    assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(given(&pages).await, []);

    let reply = click(&mut jan, &loaded, &page, &[("grade", "good")]).await;
    reply.assert_redirect(&format!("{page}?zrobiono=my-rated#ocena"));
    assert_eq!(given(&pages).await, [(Grade::Good, String::new())]);
    let shown = jan.get(&format!("{page}?zrobiono=my-rated")).await;
    shown.assert_shows("Ocena zapisana");
    shown.assert_shows("value=\"good\" aria-pressed=\"true\"");
    // The same words, changed and with a remark: still one rating.
    let more = [("grade", "fair"), ("remark", "Dwa dni czekania.")];
    click(&mut jan, &shown, &page, &more).await;
    let fair = (Grade::Fair, "Dwa dni czekania.".to_owned());
    assert_eq!(given(&pages).await, [fair]);
    // Those who solved it read it; the version of the ticket is what it was.
    let mut anna = pages.first_line().await;
    let desk = anna.get(&format!("/kolejka/{NUMBER}")).await;
    desk.assert_shows("Ocena zgłaszającego");
    desk.assert_shows("Średnio");
    desk.assert_shows("Dwa dni czekania.");
    assert_eq!(ticket(&pages).await.version, 2);
}

#[tokio::test]
async fn a_remark_that_is_too_long_comes_back_whole() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    solve(&pages, "Nowy certyfikat.").await;
    let page = format!("/zgloszenie/{NUMBER}");
    let loaded = jan.get(&page).await;
    let long = "słowo ".repeat(400);
    let more = [("grade", "bad"), ("remark", long.as_str())];
    let reply = click(&mut jan, &loaded, &page, &more).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    reply.assert_shows(long.trim());
    reply.assert_shows("href=\"#ocena-uwagi\"");
    assert_eq!(given(&pages).await, []);
    let unknown = click(&mut jan, &loaded, &page, &[("grade", "wspaniale")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn attack_35_a_word_is_not_put_on_a_solution_that_was_not_shown() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    solve(&pages, "Nowy certyfikat.").await;
    let page = format!("/zgloszenie/{NUMBER}");
    let first = jan.get(&page).await;
    let again = [("text", "Nadal nie działa.")];
    jan.submit(&page, &format!("{page}/ponowne-otwarcie"), &again)
        .await;
    let early = click(&mut jan, &first, &page, &[("grade", "good")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    solve(&pages, "Nowa karta.").await;
    let late = click(&mut jan, &first, &page, &[("grade", "good")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.assert_shows("Nowa karta.");
    assert_eq!(given(&pages).await, []);
}

#[tokio::test]
async fn a_visitor_rates_by_the_link_and_once_after_closing() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    let page = visitor.file("VPN").await.replace("?nowe", "");
    solve(&pages, "Nowy certyfikat.").await;
    visitor
        .submit(&page, &format!("{page}/zamkniecie"), &[])
        .await;
    let loaded = visitor.get(&page).await;
    // No second click follows, so the words go with the first one.
    loaded.assert_shows("name=\"remark\"");
    let more = [("grade", "good"), ("remark", "Dziękuję!")];
    let reply = click(&mut visitor, &loaded, &page, &more).await;
    reply.assert_redirect(&format!("{page}?zrobiono=my-rated#ocena"));
    let settled = visitor.get(&page).await;
    settled.assert_shows("Dziękuję!");
    assert!(!settled.html.contains("name=\"grade\""), "{}", settled.html);
    let other = click(&mut visitor, &loaded, &page, &[("grade", "bad")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(given(&pages).await, [(Grade::Good, "Dziękuję!".to_owned())]);
}

#[tokio::test]
async fn attack_21_nobody_rates_for_somebody_else() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    solve(&pages, "Nowy certyfikat.").await;
    let page = format!("/zgloszenie/{NUMBER}");
    let loaded = jan.get(&page).await;
    let solution = loaded.hidden("solution");
    let fields = [("grade", "bad"), ("solution", solution.as_str())];
    let mut anna = pages.first_line().await;
    let mut ola = pages.signed_in("ola.obca", domain::Role::Requester).await;
    for browser in [&mut anna, &mut ola] {
        let reply = browser.submit("/", &format!("{page}/ocena"), &fields).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(given(&pages).await, []);
}
