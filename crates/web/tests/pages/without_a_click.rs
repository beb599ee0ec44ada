//! What is handed over at filing without a click: nothing, unless the configuration says so.

use domain::{Act, Recipient, Role, Status, Ticket};
use store::{jobs, tickets};
use web::{Assignment, RoutingRules, Showing};

use crate::harness::{Pages, settings};

const NETWORK: &str = "IT-04-1";
const VPN: &[(&str, &str)] = &[
    ("name", "Maria Zięba"),
    ("email", "maria.zieba@example.org"),
    ("subject", "VPN nie łączy się z domu"),
    ("body", "Klient VPN pokazuje błąd połączenia z bramą."),
    ("impact", "low"),
    ("urgency", "high"),
];
/// Held by a unit that is no second line.
const OFFICE: &[(&str, &str)] = &[
    ("name", "Maria Zięba"),
    ("email", "maria.zieba@example.org"),
    ("subject", "Drukarka nie drukuje"),
    ("body", "Drukarka w pokoju 12 nie drukuje, monitor miga."),
    ("impact", "low"),
    ("urgency", "high"),
];

fn at_once(unit: &str, confidence: f64) -> RoutingRules {
    RoutingRules {
        assignment: Assignment {
            units: [(unit.parse().unwrap(), confidence)].into(),
        },
        ..RoutingRules::default()
    }
}

async fn filed(pages: &Pages, form: &[(&str, &str)]) -> Ticket {
    let mut maria = pages.browser();
    maria.submit("/zgloszenia/nowe", "/zgloszenia", form).await;
    let mut conn = pages.store.read().await.unwrap();
    let number = "ZG-2026-000001".parse().unwrap();
    tickets::by_number(&mut conn, number)
        .await
        .unwrap()
        .unwrap()
}

/// The unit that the words of a form speak for, and how much.
async fn proposed(form: &[(&str, &str)]) -> (String, f64) {
    let pages = Pages::start().await;
    let ticket = filed(&pages, form).await;
    let mut conn = pages.store.read().await.unwrap();
    let suggestion = tickets::suggestion(&mut conn, ticket.id).await.unwrap();
    let suggestion = suggestion.unwrap();
    let proposed = suggestion.proposed().unwrap();
    (proposed.unit.to_string(), proposed.confidence)
}

#[tokio::test]
async fn by_default_every_ticket_waits_for_the_first_line() {
    let pages = Pages::start().await;
    let ticket = filed(&pages, OFFICE).await;
    assert_eq!((ticket.status, ticket.version), (Status::New, 1));
    assert_eq!(ticket.unit.as_str(), "IT-02-3");
}

#[tokio::test]
async fn a_sure_proposal_of_a_listed_unit_is_followed_at_once_and_says_so() {
    let (unit, confidence) = proposed(OFFICE).await;
    let pages = Pages::routed(settings(), at_once(&unit, confidence - 0.01)).await;
    let ticket = filed(&pages, OFFICE).await;
    assert_eq!(ticket.status, Status::HandedOver);
    assert_eq!(ticket.unit.as_str(), unit);
    let involved: Vec<&str> = ticket
        .involved
        .iter()
        .map(ordinance::UnitCode::as_str)
        .collect();
    assert_eq!(involved, ["IT-02-3", &unit]);
    let mut conn = pages.store.write().await.unwrap();
    let history = tickets::history(&mut conn, ticket.id).await.unwrap();
    let [filed, assigned] = &history[..] else {
        panic!("{history:?}");
    };
    assert!(matches!(filed.act, Act::Registered(_)));
    assert_eq!(assigned.by.name, "dyspozytor (automatycznie)");
    assert_eq!(assigned.by.user, None);
    let Act::Transferred { to, reason, duty } = &assigned.act else {
        panic!("{assigned:?}");
    };
    assert_eq!(to.as_str(), unit);
    assert!(reason.contains("pewność "), "{reason}");
    assert!(reason.contains(&duty.shown()), "{reason}");
    // No operator has chosen anything.
    let chosen = tickets::choices(&mut conn, ticket.id).await.unwrap();
    assert!(chosen.is_empty());
    let letters = jobs::claim(&mut conn, "2100-01-01T00:00:00Z".parse().unwrap(), 60, 10)
        .await
        .unwrap();
    let mut to: Vec<_> = letters.into_iter().map(|job| job.to).collect();
    to.sort_by_key(|to| *to != Recipient::Requester);
    assert_eq!(
        to,
        [Recipient::Requester, Recipient::Unit(unit.parse().unwrap())]
    );
}

#[tokio::test]
async fn a_proposal_that_is_less_sure_or_of_another_unit_waits() {
    let (unit, confidence) = proposed(OFFICE).await;
    for routing in [at_once(&unit, confidence + 0.001), at_once("IT-04-3", 0.5)] {
        let pages = Pages::routed(settings(), routing).await;
        assert_eq!(filed(&pages, OFFICE).await.version, 1);
    }
}

#[tokio::test]
async fn nobody_is_escalated_to_without_a_full_comment_even_if_told_so() {
    let pages = Pages::routed(settings(), at_once(NETWORK, 0.1)).await;
    let ticket = filed(&pages, VPN).await;
    assert_eq!((ticket.status, ticket.version), (Status::New, 1));
    assert_eq!(ticket.unit.as_str(), "IT-02-3");
}

#[tokio::test]
async fn in_shadow_mode_nobody_is_told_the_reasons() {
    let routing = RoutingRules {
        showing: Showing::Shadow,
        ..RoutingRules::default()
    };
    let pages = Pages::routed(settings(), routing).await;
    filed(&pages, VPN).await;
    let mut olga = pages.signed_in("olga", Role::FirstLine).await;
    let card = olga.get("/kolejka/ZG-2026-000001").await;
    assert_eq!(card.status, 200);
    assert!(!card.html.contains("uzasadnienie"));
    let reasons = olga.get("/kolejka/ZG-2026-000001/uzasadnienie").await;
    assert_eq!(reasons.status, 404);
}
