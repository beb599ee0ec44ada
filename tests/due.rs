//! `dyspozytor explain` says when a ticket is due and why; `dyspozytor report` tells a month.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use common::{refused, run, stdout};
use domain::{
    Author, Desk, EventId, Filing, Impact, Moment, PriorityMatrix, Requester, Ticket, TicketId,
    Urgency,
};
use store::{Store, tickets};
use uuid::Uuid;

async fn file(url: &str) {
    let store = Store::open(url).await.unwrap();
    store.migrate().await.unwrap();
    let mut tx = store.write().await.unwrap();
    let filing = Filing {
        id: TicketId(Uuid::now_v7()),
        number: tickets::next_number(&mut tx, 2026).await.unwrap(),
        subject: "VPN",
        body: "VPN",
        requester: Requester {
            name: "Anna Nowak".into(),
            email: "anna@example.org".into(),
            ..Requester::default()
        },
        impact: Impact::Low,
        urgency: Urgency::Medium,
        suggestion: None,
    };
    let by = Author {
        user: None,
        name: "Anna Nowak".into(),
        unit: None,
    };
    let moment = Moment {
        now: "2026-03-02T09:00:00Z".parse().unwrap(),
        event: EventId(Uuid::now_v7()),
    };
    let desk = Desk::new(ordinance::Ordinance::built_in().clone().into());
    let change = Ticket::register(filing, &desk, &PriorityMatrix::built_in(), by, moment).unwrap();
    tickets::apply(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}

#[test]
fn explain_says_when_a_ticket_is_due_and_why() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("desk.db").display());
    let config = dir.path().join("dyspozytor.toml");
    std::fs::write(&config, format!("[database]\nurl = \"{url}\"\n")).unwrap();
    let config = config.to_str().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(file(&url));
    let explain = |rest: &[&str]| run(&[&["explain", "--config", config], rest].concat(), b"");
    let text = stdout(&explain(&["ZG-2026-000001"]));
    // Filed long ago, so its first answer is late.
    assert!(
        text.contains("odpowiedź po terminie od 3 marca 2026, 10:00"),
        "{text}"
    );
    assert!(
        text.contains("czas pracy, kalendarz „podstawowa”"),
        "{text}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&explain(&["ZG-2026-000001", "--json"]))).unwrap();
    assert_eq!(json["clocks"][0]["due_at"], "2026-03-03T09:00:00Z");
    assert_eq!(json["clocks"][0]["tone"], "late");
    assert!(refused(&explain(&["ZG-2026-000009"])).contains("there is no ticket ZG-2026-000009"));
}

#[test]
fn report_tells_a_month_in_words_as_json_and_as_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", dir.path().join("desk.db").display());
    let config = dir.path().join("dyspozytor.toml");
    std::fs::write(&config, format!("[database]\nurl = \"{url}\"\n")).unwrap();
    let config = config.to_str().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(file(&url));
    let report = |rest: &[&str]| run(&[&["report", "--config", config], rest].concat(), b"");
    let text = stdout(&report(&["--month", "2026-03"]));
    assert!(text.starts_with("Raport za marzec 2026\n"), "{text}");
    assert!(
        text.contains("W marcu 2026 przyjęto 1 zgłoszenie."),
        "{text}"
    );
    assert!(
        text.contains("Po terminie rozwiązania było 1 z nich."),
        "{text}"
    );
    let json = stdout(&report(&["--month", "2026-03", "--json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["total"]["registered"], 1);
    assert_eq!(
        (&json["from"], &json["to"]),
        (&"2026-03-01".into(), &"2026-03-31".into())
    );
    let page = dir.path().join("raport.html");
    let written = report(&["--month", "2026-03", "--html", page.to_str().unwrap()]);
    assert_eq!(stdout(&written), "");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("<h1>Raport za marzec 2026</h1>") && page.contains("<svg"));
    assert!(
        !page.contains("<script") && !page.contains("href="),
        "{page}"
    );
    assert!(refused(&report(&["--month", "marzec"])).contains("2026-10"));
}
