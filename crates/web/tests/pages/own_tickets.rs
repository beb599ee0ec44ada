//! The requester's view: their tickets and nobody else's, and what they can do.

use axum::http::StatusCode;
use domain::{Author, EventId, Moment, Role, Status, Ticket, Visibility};
use store::tickets;
use uuid::Uuid;

use crate::harness::Pages;

const NUMBER: &str = "ZG-2026-000001";

async fn ticket(pages: &Pages) -> Ticket {
    let mut conn = pages.store.read().await.unwrap();
    tickets::by_number(&mut conn, NUMBER.parse().unwrap())
        .await
        .unwrap()
        .unwrap()
}

/// Somebody of the first line, as history keeps them.
fn anna() -> Author {
    Author {
        user: None,
        name: "Anna Nowak".to_owned(),
        unit: Some("IT-02-3".parse().unwrap()),
    }
}

fn moment(pages: &Pages) -> Moment {
    Moment {
        now: *pages.clock.lock().unwrap(),
        event: EventId(Uuid::new_v4()),
    }
}

async fn apply(pages: &Pages, change: domain::Change) {
    let mut tx = pages.store.write().await.unwrap();
    let outcome = tickets::apply(&mut tx, &change).await.unwrap();
    assert_eq!(outcome, store::Outcome::Done);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn attack_21_a_foreign_ticket_looks_like_one_that_does_not_exist() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("Sprawa Jana").await;
    let mut ola = pages.signed_in("ola.obca", Role::Requester).await;
    let foreign = ola.get(&format!("/zgloszenie/{NUMBER}")).await;
    let absent = ola.get("/zgloszenie/ZG-2026-000999").await;
    let nonsense = ola.get("/zgloszenie/cokolwiek").await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
    // But for the token and the address asked for, to which the switch of languages leads back.
    let bare = |reply: &crate::harness::Reply, asked: &str| {
        let html = reply.html.replace(&reply.hidden("csrf"), "");
        html.replace(asked, "")
    };
    assert_eq!(bare(&foreign, NUMBER), bare(&absent, "ZG-2026-000999"));
    for act in ["notatka", "ponowne-otwarcie", "zamkniecie", "anulowanie"] {
        let address = format!("/zgloszenie/{NUMBER}/{act}");
        let reply = ola.submit("/", &address, &[("text", "cudze")]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{act}");
    }
    assert!(!ola.get("/moje").await.html.contains("Sprawa Jana"));
    assert_eq!(ticket(&pages).await.version, 1);
}

#[tokio::test]
async fn staff_are_led_to_the_queue_and_other_units_find_nothing() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("Sprawa Jana").await;
    let address = format!("/zgloszenie/{NUMBER}");
    let mut anna = pages.first_line().await;
    anna.get(&address)
        .await
        .assert_redirect(&format!("/kolejka/{NUMBER}"));
    let unit = Role::Unit("IT-04-1".parse().unwrap());
    let mut adam = pages.signed_in("adam.siec", unit).await;
    assert_eq!(adam.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn attack_30_the_requester_reads_answers_and_never_the_desks_own_notes() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    for (visibility, text) in [
        (Visibility::Internal, "To chyba jego wina."),
        (Visibility::Public, "Proszę podać numer komputera."),
    ] {
        let change = ticket(&pages)
            .await
            .note(visibility, text, anna(), moment(&pages))
            .unwrap();
        apply(&pages, change).await;
    }
    let page = jan.get(&format!("/zgloszenie/{NUMBER}")).await;
    page.assert_shows("Proszę podać numer komputera.");
    page.assert_shows("Anna Nowak");
    assert!(!page.html.contains("jego wina"));
    assert!(!page.html.contains('⟦'), "{}", page.html);
}

#[tokio::test]
async fn the_requester_adds_a_message_and_reopens_and_closes() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    let page = format!("/zgloszenie/{NUMBER}");
    let note = format!("{page}/notatka");
    let reply = jan
        .submit(&page, &note, &[("text", "Teraz też Teams.")])
        .await;
    reply.assert_redirect(&format!("{page}?zrobiono=my-noted"));
    let shown = jan.get(&reply.location()).await;
    shown.assert_shows("Teraz też Teams.");
    shown.assert_shows("Wiadomość zapisano");

    let solved = ticket(&pages)
        .await
        .resolve("Wymieniono certyfikat.", anna(), moment(&pages))
        .unwrap();
    apply(&pages, solved).await;
    let asked = jan.get(&page).await;
    // Beside the question whether it helps, and in the history.
    assert_eq!(asked.html.matches("Wymieniono certyfikat.").count(), 2);
    let reopen = format!("{page}/ponowne-otwarcie");
    let empty = jan.submit(&page, &reopen, &[("text", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.assert_shows("href=\"#tekst-ponowne-otwarcie\"");
    let reply = jan
        .submit(&page, &reopen, &[("text", "Nadal nie działa.")])
        .await;
    reply.assert_redirect(&format!("{page}?zrobiono=my-reopened"));
    assert!(ticket(&pages).await.status.is_open());

    let solved = ticket(&pages)
        .await
        .resolve("Teraz na pewno.", anna(), moment(&pages))
        .unwrap();
    apply(&pages, solved).await;
    let reply = jan.submit(&page, &format!("{page}/zamkniecie"), &[]).await;
    reply.assert_redirect(&format!("{page}?zrobiono=my-closed"));
    assert_eq!(ticket(&pages).await.status, Status::Closed);
    // Nothing follows.
    let reply = jan.submit(&page, &note, &[("text", "Jeszcze jedno")]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    reply.assert_shows("Jeszcze jedno");
}

#[tokio::test]
async fn a_visitor_does_the_same_by_the_link() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    let link = visitor.file("VPN").await.replace("?nowe", "");
    let reply = visitor
        .submit(&link, &format!("{link}/notatka"), &[("text", "Dopisuję.")])
        .await;
    reply.assert_redirect(&format!("{link}?zrobiono=my-noted"));
    let mut conn = pages.store.read().await.unwrap();
    let id = ticket(&pages).await.id;
    let history = tickets::history(&mut conn, id).await.unwrap();
    assert_eq!(history[1].by.name, "Jan Kowalski");
    assert_eq!(history[1].by.user, None);
    drop(conn);
    let cancel = format!("{link}/anulowanie");
    let reply = visitor
        .submit(&link, &cancel, &[("text", "Samo przeszło.")])
        .await;
    reply.assert_redirect(&format!("{link}?zrobiono=my-cancelled"));
    assert_eq!(ticket(&pages).await.status, Status::Cancelled);
}

#[tokio::test]
async fn attack_35_an_act_on_what_has_changed_is_asked_again_and_keeps_the_words() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    let page = format!("/zgloszenie/{NUMBER}");
    let loaded = jan.get(&page).await;
    let (csrf, version) = (loaded.hidden("csrf"), loaded.hidden("version"));
    let claimed = ticket(&pages).await.claim(anna(), moment(&pages)).unwrap();
    apply(&pages, claimed).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("version", version.as_str()),
        ("text", "Już niepotrzebne."),
    ];
    let reply = jan.send(&format!("{page}/anulowanie"), &fields).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    reply.assert_shows("Już niepotrzebne.");
    reply.assert_shows("Anna Nowak");
    assert_eq!(reply.hidden("version"), "2");
    assert_eq!(ticket(&pages).await.status, Status::InProgress);
    // A message fits in any case.
    let reply = jan.send(&format!("{page}/notatka"), &fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_list_pages_through_every_ticket_once() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    for n in 1..=30 {
        pages.pass_minutes(1);
        jan.file(&format!("Sprawa nr {n};")).await;
    }
    let mut seen = String::new();
    let mut address = "/moje".to_owned();
    let mut count = 0;
    loop {
        let page = jan.get(&address).await;
        seen.push_str(&page.html);
        count += 1;
        let Some((_, rest)) = page.html.split_once("href=\"/moje?od=") else {
            break;
        };
        address = format!("/moje?od={}", rest.split('"').next().unwrap());
    }
    assert_eq!(count, 2);
    for n in 1..=30 {
        assert_eq!(seen.matches(&format!("Sprawa nr {n};")).count(), 1, "{n}");
    }
    for wrong in ["/moje?od=x", "/moje?od=%00", "/moje?od='%20or%201=1"] {
        assert_eq!(
            jan.get(wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn the_list_says_in_plain_words_where_a_ticket_stands_and_what_to_expect() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    jan.file("VPN").await;
    let list = jan.get("/moje").await;
    list.assert_shows("przyjęte, czyta je I linia");
    list.assert_shows("Odpowiemy najpóźniej do");
    let asked = ticket(&pages)
        .await
        .claim(anna(), moment(&pages))
        .unwrap()
        .ticket
        .pause(
            domain::WaitingFor::Requester,
            None,
            "Proszę o numer komputera.",
            anna(),
            moment(&pages),
        );
    let claimed = ticket(&pages).await.claim(anna(), moment(&pages)).unwrap();
    apply(&pages, claimed).await;
    apply(&pages, asked.unwrap()).await;
    for page in ["/moje".to_owned(), format!("/zgloszenie/{NUMBER}")] {
        jan.get(&page).await.assert_shows("czeka na Panią/Pana");
    }
    let solved = ticket(&pages).await.resume(anna(), moment(&pages)).unwrap();
    apply(&pages, solved).await;
    let solved = ticket(&pages)
        .await
        .resolve("Już działa.", anna(), moment(&pages))
        .unwrap();
    apply(&pages, solved).await;
    let list = jan.get("/moje").await;
    list.assert_shows("rozwiązane, proszę sprawdzić");
    assert!(!list.html.contains("Odpowiemy najpóźniej"));
}
