//! Every act with a form on the ticket's page.

use domain::{ActKind, Status};

use crate::harness::{FULL, Site};

#[tokio::test]
async fn a_new_ticket_is_taken_up_with_one_click() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.look(&ticket)
        .await
        .is(200)
        .shows("Podejmij zgłoszenie");
    let answer = olga.act(&ticket, "podejmij", &[]).await;
    answer.leads_to(&format!("/kolejka/{}?zrobiono=desk-claimed", ticket.number));
    let page = olga.get(&answer.location).await.is(200);
    page.shows("Zgłoszenie jest zapisane na Panią/Pana.")
        .shows("Olga Operator")
        .hides("Podejmij zgłoszenie");
    let now = site.fresh(ticket.number).await;
    assert_eq!(now.status, Status::InProgress);
    assert_eq!(now.assignee, Some(olga.person.unwrap().id));
}

#[tokio::test]
async fn a_note_is_internal_unless_chosen_otherwise_and_the_two_look_unlike() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    for (visibility, text) in [
        ("", "bez wyboru"),
        ("oops", "zły wybór"),
        ("internal", "tylko my"),
        ("public", "proszę sprawdzić"),
    ] {
        olga.act(
            &ticket,
            "notatka",
            &[("visibility", visibility), ("text", text)],
        )
        .await
        .leads_to("/kolejka/");
    }
    let page = olga.look(&ticket).await.is(200);
    assert_eq!(page.html.matches("is-internal").count(), 3, "{}", page.html);
    assert_eq!(page.html.matches("is-public").count(), 1);
    page.shows("widzi tylko obsługa")
        .shows("widzi też zgłaszający");
    // The public one is written to the requester, besides the confirmation.
    assert_eq!(page.html.matches("do zgłaszającego").count(), 2);
}

#[tokio::test]
async fn an_act_without_words_comes_back_with_its_form_open() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    for act in ["notatka", "rozwiazanie", "anulowanie"] {
        let page = olga
            .act(&ticket, act, &[("text", " "), ("visibility", "public")])
            .await
            .is(422);
        page.shows(&format!("id=\"{act}\" open"))
            .shows(&format!("href=\"#{act}-slowa\""))
            .shows("To pole jest wymagane.")
            .shows("role=\"alert\"");
    }
    assert_eq!(site.fresh(ticket.number).await.version, 1);
}

#[tokio::test]
async fn words_that_are_too_long_are_kept() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let long = "słowo ".repeat(4_000);
    let page = olga
        .act(&ticket, "rozwiazanie", &[("solution", &long)])
        .await
        .is(422);
    page.shows("Tekst jest za długi: najwyżej 20000 znaków.")
        .shows(&long);
}

#[tokio::test]
async fn the_second_line_accepts_solves_and_the_first_line_finishes() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let (olga, sylwia) = (site.first_line().await, site.member("IT-04-1").await);
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka?zrobiono=");
    sylwia
        .look(&ticket)
        .await
        .is(200)
        .shows("Przyjmij zgłoszenie");
    sylwia
        .act(&ticket, "przyjecie", &[])
        .await
        .leads_to("/kolejka/ZG-");
    sylwia
        .act(
            &ticket,
            "rozwiazanie",
            &[("solution", "Wymieniono certyfikat bramy.")],
        )
        .await
        .leads_to("/kolejka/ZG-");
    let page = olga.look(&ticket).await.is(200);
    page.shows("Wymieniono certyfikat bramy.")
        .shows("Zamknij zgłoszenie");
    olga.act(
        &ticket,
        "ponowne-otwarcie",
        &[("reason", "nadal nie łączy")],
    )
    .await
    .leads_to("/kolejka/ZG-");
    assert_eq!(site.fresh(ticket.number).await.unit.as_str(), "IT-04-1");
    sylwia
        .act(&ticket, "rozwiazanie", &[("solution", "teraz już tak")])
        .await;
    olga.act(&ticket, "zamkniecie", &[])
        .await
        .leads_to("/kolejka/ZG-");
    let closed = olga.look(&ticket).await.is(200);
    closed
        .shows("nic więcej nie można w nim zrobić")
        .hides("<textarea");
    let kinds: Vec<_> = site
        .history(&ticket)
        .await
        .iter()
        .map(|event| event.act.kind())
        .collect();
    assert_eq!(
        kinds,
        [
            ActKind::Registered,
            ActKind::Escalated,
            ActKind::Accepted,
            ActKind::Resolved,
            ActKind::Reopened,
            ActKind::Resolved,
            ActKind::Closed
        ]
    );
}

#[tokio::test]
async fn a_unit_returns_a_ticket_with_a_reason() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let (olga, sylwia) = (site.first_line().await, site.member("IT-04-1").await);
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    sylwia
        .act(&ticket, "zwrot", &[("reason", "to nie VPN")])
        .await
        .leads_to("/kolejka?zrobiono=desk-returned");
    let now = site.fresh(ticket.number).await;
    assert_eq!(
        (now.status, now.unit.as_str()),
        (Status::Returned, "IT-02-3")
    );
    olga.look(&ticket).await.is(200).shows("to nie VPN");
    // The unit keeps sight of it, and may only add notes.
    sylwia
        .look(&ticket)
        .await
        .is(200)
        .shows("tylko ta komórka może w nim coś zrobić");
}

#[tokio::test]
async fn a_cancelled_ticket_takes_nothing_more() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(&ticket, "anulowanie", &[("reason", "powtórzone")])
        .await
        .leads_to("/kolejka/ZG-");
    let page = olga
        .act(&ticket, "notatka", &[("text", "jeszcze słowo")])
        .await
        .is(409);
    page.shows("Zgłoszenie jest już zakończone")
        .shows("jeszcze słowo");
    assert_eq!(site.fresh(ticket.number).await.version, 2);
}

#[tokio::test]
async fn a_committed_act_wakes_the_worker_and_a_refused_one_does_not() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let woken = || async {
        tokio::time::timeout(std::time::Duration::from_millis(50), site.wake.notified())
            .await
            .is_ok()
    };
    olga.act(&ticket, "notatka", &[("text", "")]).await.is(422);
    assert!(!woken().await);
    olga.act(
        &ticket,
        "notatka",
        &[("text", "x"), ("visibility", "public")],
    )
    .await;
    assert!(woken().await);
}
