//! Filing a ticket through the form.

use axum::http::StatusCode;
use domain::{Role, Status};
use store::tickets::{self, QueueFilter};
use web::Settings;

use crate::harness::{Pages, settings};

const VPN: &[(&str, &str)] = &[
    ("name", "Maria Zięba"),
    ("email", "maria.zieba@example.org"),
    ("department", "Wydział Edukacji"),
    ("room", "Stachowicza 18, pokój 4"),
    ("phone", "12 616 00 00"),
    ("subject", "VPN nie łączy się z domu"),
    ("body", "Klient VPN pokazuje błąd połączenia z bramą."),
    ("impact", "low"),
    ("urgency", "high"),
];

async fn filed(pages: &Pages) -> i64 {
    let mut conn = pages.store.read().await.unwrap();
    tickets::counts(&mut conn, &QueueFilter::default())
        .await
        .unwrap()
        .into_iter()
        .map(|(_, count)| count)
        .sum()
}

#[tokio::test]
async fn a_visitor_files_and_gets_number_explanation_and_a_secret_link() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    let reply = maria.submit("/zgloszenia/nowe", "/zgloszenia", VPN).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.html);
    let address = reply.location();
    assert!(address.starts_with("/z/") && address.ends_with("?nowe"));
    let shown = maria.get(&address).await;
    assert_eq!(shown.status, StatusCode::OK);
    shown.assert_shows("ZG-2026-000001");
    shown.assert_shows("najpewniej zajmie się");
    shown.assert_shows("§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l");
    shown.assert_shows("IT-04-1");
    shown.assert_shows(address.strip_suffix("?nowe").unwrap());
    assert!(!shown.html.contains('⟦'), "{}", shown.html);
    // The link works in another browser, and nothing else does.
    let mut other = pages.browser();
    let link = address.strip_suffix("?nowe").unwrap();
    assert_eq!(other.get(link).await.status, StatusCode::OK);
    for wrong in [
        "/z/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/z/x",
        "/z/..%2f..%2fetc",
    ] {
        assert_eq!(
            other.get(wrong).await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    let by_number = other.get("/zgloszenie/ZG-2026-000001").await;
    assert_eq!(by_number.status, StatusCode::SEE_OTHER, "to sign-in");
}

#[tokio::test]
async fn everything_filed_is_kept_with_suggestion_and_confirmation() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    maria.submit("/zgloszenia/nowe", "/zgloszenia", VPN).await;
    let mut conn = pages.store.read().await.unwrap();
    let number = "ZG-2026-000001".parse().unwrap();
    let ticket = tickets::by_number(&mut conn, number)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ticket.subject, "VPN nie łączy się z domu");
    assert_eq!(ticket.requester.name, "Maria Zięba");
    assert_eq!(ticket.requester.room, "Stachowicza 18, pokój 4");
    assert_eq!(ticket.requester.account, None);
    assert_eq!(ticket.unit.as_str(), "IT-02-3");
    assert_eq!(ticket.status, Status::New);
    let suggestion = tickets::suggestion(&mut conn, ticket.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(suggestion.units[0].unit.as_str(), "IT-04-1");
    let backlog = store::jobs::backlog(&mut conn, ticket.created_at)
        .await
        .unwrap();
    assert_eq!(backlog.queued, 1, "the confirmation");
}

#[tokio::test]
async fn bad_input_keeps_every_word_and_says_what_to_mend() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    let fields = [
        ("name", ""),
        ("email", "maria at example"),
        ("department", "Wydział „Ż” & Ó"),
        ("room", "p. 5"),
        ("phone", "12"),
        ("subject", ""),
        ("body", "\nPierwszy wiersz\n  drugi <b>wiersz</b>"),
        ("impact", "medium"),
        ("urgency", "natychmiast"),
    ];
    let reply = maria
        .submit("/zgloszenia/nowe", "/zgloszenia", &fields)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "value=\"maria at example\"",
        "value=\"Wydział „Ż” &#38; Ó\"",
        "value=\"p. 5\"",
        "value=\"12\"",
        // A browser drops the first line break of a text area, so one more is written.
        ">\n\nPierwszy wiersz\n  drugi &#60;b&#62;wiersz&#60;/b&#62;</textarea>",
        "value=\"medium\" checked",
    ] {
        reply.assert_shows(kept);
    }
    for to_mend in ["subject", "urgency", "name", "email"] {
        reply.assert_shows(&format!("<a href=\"#field-{to_mend}\">"));
        reply.assert_shows(&format!("id=\"field-{to_mend}\""));
        reply.assert_shows(&format!("id=\"field-{to_mend}-fault\""));
    }
    reply.assert_shows("role=\"alert\"");
    reply.assert_shows("<title>Do poprawienia: Nowe zgłoszenie");
    assert_eq!(filed(&pages).await, 0);
}

#[tokio::test]
async fn attack_14_a_form_sent_twice_files_one_ticket() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    let form = maria.get("/zgloszenia/nowe").await;
    let (csrf, key) = (form.hidden("csrf"), form.hidden("key"));
    let mut fields = vec![("csrf", csrf.as_str()), ("key", key.as_str())];
    fields.extend_from_slice(VPN);
    let first = maria.send("/zgloszenia", &fields).await;
    let second = maria.send("/zgloszenia", &fields).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER);
    assert_eq!(filed(&pages).await, 1);
    for reply in [first, second] {
        maria
            .get(&reply.location())
            .await
            .assert_shows("ZG-2026-000001");
    }
    // After going back and changing the words, the same form asks before it files another.
    let place = fields
        .iter()
        .position(|(name, _)| *name == "subject")
        .unwrap();
    fields[place].1 = "Drukarka nie drukuje";
    let changed = maria.send("/zgloszenia", &fields).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    changed.assert_shows("value=\"Drukarka nie drukuje\"");
    assert_ne!(changed.hidden("key"), key);
    assert_eq!(filed(&pages).await, 1);
    // Nobody attached anything, so nothing is kept beside the database.
    assert!(!pages.folder.path().join("attachments").exists());
}

#[tokio::test]
async fn attack_14_two_clicks_at_once_file_one_ticket() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    let form = maria.get("/zgloszenia/nowe").await;
    let (csrf, key) = (form.hidden("csrf"), form.hidden("key"));
    let mut fields = vec![("csrf", csrf.as_str()), ("key", key.as_str())];
    fields.extend_from_slice(VPN);
    let (mut left, mut right) = (pages.browser(), pages.browser());
    left.cookie.clone_from(&maria.cookie);
    right.cookie.clone_from(&maria.cookie);
    let (one, two) = tokio::join!(
        left.send("/zgloszenia", &fields),
        right.send("/zgloszenia", &fields)
    );
    assert_eq!(one.status, StatusCode::SEE_OTHER);
    assert_eq!(two.status, StatusCode::SEE_OTHER);
    assert_eq!(filed(&pages).await, 1);
}

#[tokio::test]
async fn a_signed_in_person_finds_the_form_filled_in_and_the_ticket_among_their_own() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let form = jan.get("/zgloszenia/nowe").await;
    for known in [
        "value=\"jan kowalski\"",
        "value=\"jan.kowalski@example.org\"",
        "value=\"Wydział Edukacji\"",
        "value=\"12 345\"",
    ] {
        form.assert_shows(known);
    }
    let address = jan.file("Monitor nie świeci").await;
    assert_eq!(address, "/zgloszenie/ZG-2026-000001?nowe");
    jan.get(&address)
        .await
        .assert_shows("Dziękujemy, zgłoszenie przyjęte");
    jan.get("/moje").await.assert_shows("Monitor nie świeci");
}

#[tokio::test]
async fn an_operator_files_for_a_colleague_on_the_telephone() {
    let pages = Pages::start().await;
    let jan = pages.person("jan.kowalski", Role::Requester).await;
    let mut anna = pages.first_line().await;
    let address = anna.file("Telefon nie działa").await;
    assert_eq!(address, "/kolejka/ZG-2026-000001?zrobiono=filed-for-other");
    let mut conn = pages.store.read().await.unwrap();
    let number = "ZG-2026-000001".parse().unwrap();
    let ticket = tickets::by_number(&mut conn, number)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ticket.requester.account, Some(jan));
    let history = tickets::history(&mut conn, ticket.id).await.unwrap();
    assert_eq!(history[0].by.name, "anna nowak");
    drop(conn);
    let mut browser = pages.browser();
    browser.sign_in("jan.kowalski").await;
    browser
        .get("/moje")
        .await
        .assert_shows("Telefon nie działa");
}

#[tokio::test]
async fn a_visitor_cannot_file_into_somebody_elses_account() {
    let pages = Pages::start().await;
    let mut jan = pages.requester().await;
    let mut visitor = pages.browser();
    visitor.file("Podszywam się pod Jana").await;
    assert!(!jan.get("/moje").await.html.contains("Podszywam się"));
}

#[tokio::test]
async fn without_open_intake_visitors_sign_in_first() {
    let pages = Pages::with(Settings {
        open_intake: false,
        ..settings()
    })
    .await;
    let mut visitor = pages.browser();
    let reply = visitor.get("/zgloszenia/nowe").await;
    reply.assert_redirect("/logowanie?powrot=%2Fzgloszenia%2Fnowe");
    let reply = visitor.submit("/logowanie", "/zgloszenia", VPN).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(filed(&pages).await, 0);
    let mut jan = pages.requester().await;
    assert_eq!(jan.get("/zgloszenia/nowe").await.status, StatusCode::OK);
}

#[tokio::test]
async fn attack_12_one_address_gets_ten_confirmations_an_hour_and_no_more() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    for _ in 0..10 {
        visitor.file("Zalew").await;
    }
    let fields: Vec<(&str, &str)> = VPN
        .iter()
        .map(|(name, value)| match *name {
            "email" => ("email", "Jan.Kowalski@example.org "),
            _ => (*name, *value),
        })
        .collect();
    visitor.peer = "198.51.100.1:1".parse().unwrap();
    let reply = visitor
        .submit("/zgloszenia/nowe", "/zgloszenia", &fields)
        .await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    reply.assert_shows("Klient VPN pokazuje błąd połączenia z bramą.");
    assert_eq!(filed(&pages).await, 10);
    pages.pass_minutes(61);
    visitor.file("Po godzinie").await;
}

#[tokio::test]
async fn attack_12_one_machine_files_sixty_tickets_an_hour_and_no_more() {
    let pages = Pages::start().await;
    let mut visitor = pages.browser();
    for n in 0..61 {
        let email = format!("osoba{n}@example.org");
        let fields = [
            ("name", "Osoba"),
            ("email", email.as_str()),
            ("subject", "Zalew"),
            ("body", "Zalew"),
            ("impact", "low"),
            ("urgency", "low"),
        ];
        let reply = visitor
            .submit("/zgloszenia/nowe", "/zgloszenia", &fields)
            .await;
        let expected = if n < 60 {
            StatusCode::SEE_OTHER
        } else {
            StatusCode::TOO_MANY_REQUESTS
        };
        assert_eq!(reply.status, expected, "ticket {n}");
    }
    assert_eq!(filed(&pages).await, 60);
}

#[tokio::test]
async fn attack_15_ten_megabytes_are_said_to_be_too_long_and_twenty_are_not_read() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    let mut fields = VPN.to_vec();
    let long = "ą".repeat(5_000_000 / 3);
    let place = fields.iter().position(|(name, _)| *name == "body").unwrap();
    fields[place].1 = &long;
    let reply = maria
        .submit("/zgloszenia/nowe", "/zgloszenia", &fields)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    reply.assert_shows("najwyżej 100000 znaków");
    assert!(reply.html.contains(&long), "every word is kept");
    let longer = "a".repeat(20_000_000);
    fields[place].1 = &longer;
    let reply = maria
        .submit("/zgloszenia/nowe", "/zgloszenia", &fields)
        .await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    reply.assert_shows("To za dużo tekstu");
    assert_eq!(filed(&pages).await, 0);
}

#[tokio::test]
async fn attack_20_fields_that_are_not_asked_for_change_nothing() {
    let pages = Pages::start().await;
    let mut maria = pages.browser();
    let mut fields = VPN.to_vec();
    fields.extend_from_slice(&[
        ("unit", "IT-04-1"),
        ("status", "closed"),
        ("priority", "1"),
        ("account", "00000000-0000-0000-0000-000000000000"),
        ("number", "ZG-1999-000001"),
    ]);
    let reply = maria
        .submit("/zgloszenia/nowe", "/zgloszenia", &fields)
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    let mut conn = pages.store.read().await.unwrap();
    let number = "ZG-2026-000001".parse().unwrap();
    let ticket = tickets::by_number(&mut conn, number)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ticket.unit.as_str(), "IT-02-3");
    assert_eq!(ticket.status, Status::New);
    assert_ne!(ticket.priority.number(), 1);
}
