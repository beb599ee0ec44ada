//! Two people at one ticket.

use domain::Status;

use crate::harness::{FULL, Site};

#[tokio::test]
async fn attack_35_a_late_form_shows_what_changed_and_keeps_the_words() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let piotr = site.person("Piotr Prędki", domain::Role::FirstLine).await;
    piotr
        .act(
            &ticket,
            "notatka",
            &[("text", "już dzwonię do zgłaszającej")],
        )
        .await
        .leads_to("/kolejka/");
    let page = olga
        .act_in(
            &ticket,
            "rozwiazanie",
            "1",
            &[("solution", "Naprawione <b>dziś</b>")],
        )
        .await
        .is(409);
    page.shows("Piotr Prędki, IT-02-3")
        .shows("już dzwonię do zgłaszającej")
        .shows("Naprawione &#60;b&#62;dziś&#60;/b&#62;")
        .shows("name=\"version\" value=\"2\"")
        // What was known before is not a change.
        .hides("Zgłoszenie zarejestrowane");
    assert_eq!(site.fresh(ticket.number).await.status, Status::New);
    olga.act_in(&ticket, "rozwiazanie", "2", &[("solution", "Naprawione")])
        .await
        .leads_to("/kolejka/");
    assert_eq!(site.fresh(ticket.number).await.status, Status::Resolved);
}

#[tokio::test]
async fn a_late_escalation_comes_back_whole() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(&ticket, "podejmij", &[]).await;
    let page = olga.act_in(&ticket, "eskalacja", "1", &FULL).await.is(409);
    for (_, words) in &FULL[2..] {
        page.shows(words);
    }
    page.shows("value=\"IT-04-1\" checked")
        .shows("value=\"§14 pkt 1 lit. l\" checked")
        .shows("name=\"version\" value=\"2\"");
}

#[tokio::test]
async fn words_for_an_act_that_no_longer_fits_can_be_copied() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let (olga, piotr) = (site.first_line().await, site.first_line().await);
    piotr.act(&ticket, "eskalacja", &FULL).await;
    // The first line does not hold the ticket any more: no refusal without the words.
    let page = olga
        .act_in(&ticket, "przekazanie", "1", &[("reason", "bo tak trzeba")])
        .await
        .is(409);
    page.shows("nie można już tego zrobić")
        .shows("readonly")
        .shows("bo tak trzeba")
        .hides("name=\"version\"");
}

#[tokio::test]
async fn a_form_without_a_readable_version_changes_nothing() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    for version in [
        "",
        "0",
        "-1",
        "1.0",
        "99999999999999999999",
        "9223372036854775807",
        "2",
    ] {
        olga.act_in(&ticket, "notatka", version, &[("text", "x")])
            .await
            .is(409)
            .shows("Nie wiadomo, którą wersję");
    }
    assert_eq!(site.fresh(ticket.number).await.version, 1);
}

#[tokio::test]
async fn of_two_at_the_same_moment_one_wins() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let (olga, piotr) = (site.first_line().await, site.first_line().await);
    let (one, other) = tokio::join!(
        olga.act_in(&ticket, "podejmij", "1", &[]),
        piotr.act_in(&ticket, "podejmij", "1", &[]),
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(site.history(&ticket).await.len(), 2);
}
