//! Escalation and transfer.

use domain::{Act, ChoiceReason, Decision, Status, Suggestion, Urgency};

use crate::harness::{FULL, Site, between, vpn_suggestion};

#[tokio::test]
async fn the_escalation_form_comes_filled_in_from_the_suggestion() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let page = olga.look(&ticket).await.is(200);
    let link = between(
        &page.html,
        "<a class=\"button button--primary\" href=\"",
        "\"",
    );
    let form = olga.get(&link.replace("&#38;", "&")).await.is(200);
    form.shows("value=\"IT-04-1\" checked")
        .shows("value=\"§14 pkt 1 lit. l\" checked")
        .shows("raczej pewne · 83%")
        .shows("Od rana VPN nie łączy się z domu.")
        .shows("12 616 00 00");
    // Only the second line can be chosen.
    assert_eq!(form.html.matches("name=\"unit\"").count(), 2);
    form.hides("value=\"IT-04-2\"");
}

#[tokio::test]
async fn a_missing_part_of_the_comment_is_named_and_every_word_kept() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let page = olga
        .act(
            &ticket,
            "eskalacja",
            &[
                ("unit", "IT-04-1"),
                ("duty", "§14 pkt 1 lit. l"),
                ("comment.symptoms", "objawy zostają"),
                ("comment.tried", "  "),
            ],
        )
        .await
        .is(422);
    for field in ["comment-tried", "comment-why_not_solved", "comment-contact"] {
        page.shows(&format!("href=\"#field-{field}\""))
            .shows(&format!("id=\"field-{field}-fault\""));
    }
    page.hides("href=\"#field-comment-symptoms\"")
        .shows("objawy zostają")
        .shows("value=\"IT-04-1\" checked");
    let nothing = olga.act(&ticket, "eskalacja", &[]).await.is(422);
    assert_eq!(nothing.html.matches("<li><a href=\"#field-").count(), 6);
    assert_eq!(site.fresh(ticket.number).await.version, 1);
}

#[tokio::test]
async fn another_unit_shows_its_provisions_and_keeps_every_word() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let page = olga
        .act(
            &ticket,
            "eskalacja",
            &[
                ("unit", "IT-02-4"),
                ("duty", "§14 pkt 1 lit. l"),
                ("comment.tried", "restart programu"),
                ("show-duties", "1"),
            ],
        )
        .await
        .is(200);
    page.shows("value=\"IT-02-4\" checked")
        .shows("value=\"§9 pkt 2 lit. b\"")
        .hides("value=\"§14 pkt 1 lit. l\"")
        .shows("restart programu")
        .hides("role=\"alert\"");
    assert_eq!(site.fresh(ticket.number).await.version, 1);
}

#[tokio::test]
async fn wrong_units_and_provisions_are_explained_at_their_fields() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let with = |unit: &'static str, duty: &'static str| {
        let mut fields = FULL;
        fields[0].1 = unit;
        fields[1].1 = duty;
        fields
    };
    for (unit, duty, says) in [
        ("IT-04-2", "§15 pkt 2", "nie jest komórką II linii"),
        (
            "IT-04-1",
            "§15 pkt 2",
            "nie jest obowiązkiem komórki IT-04-1",
        ),
        ("IT-04-1", "§14 pkt 99", "nie ma przepisu"),
        ("IT-04-1", "paragraf czternasty", "nie udało się odczytać"),
        ("IT-99-9", "§15 pkt 2", "Nie ma komórki IT-99-9"),
        ("<b>", "§15 pkt 2", "Proszę wybrać komórkę."),
    ] {
        olga.act(&ticket, "eskalacja", &with(unit, duty))
            .await
            .is(422)
            .shows(says);
    }
    assert_eq!(site.fresh(ticket.number).await.version, 1);
}

#[tokio::test]
async fn a_transfer_lists_the_other_units_and_says_why() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let page = olga
        .get(&format!(
            "/kolejka/{}/przekazanie?unit=IT-04-2",
            ticket.number
        ))
        .await
        .is(200);
    // 14 units but the holder and the two of the second line.
    assert_eq!(page.html.matches("name=\"unit\"").count(), 11);
    page.shows("value=\"IT-04-2\" checked")
        .shows("value=\"§15 pkt 2\" checked")
        .shows("mało pewne · 9%")
        .shows("/eskalacja\"");
    let missing = olga
        .act(
            &ticket,
            "przekazanie",
            &[("unit", "IT-04-2"), ("duty", "§15 pkt 2")],
        )
        .await
        .is(422);
    missing.shows("href=\"#field-reason\"");
    olga.act(
        &ticket,
        "przekazanie",
        &[
            ("unit", "IT-04-2"),
            ("duty", "§15 pkt 2"),
            ("choice", "other_scope"),
            ("reason", "komputer nie ma sieci"),
        ],
    )
    .await
    .leads_to("/kolejka?zrobiono=desk-transferred");
    let now = site.fresh(ticket.number).await;
    assert_eq!(
        (now.status, now.unit.as_str()),
        (Status::HandedOver, "IT-04-2")
    );
}

#[tokio::test]
async fn nobody_goes_round_the_full_comment_by_a_transfer() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(
        &ticket,
        "przekazanie",
        &[
            ("unit", "IT-04-1"),
            ("duty", "§14 pkt 1 lit. l"),
            ("reason", "szybciej"),
        ],
    )
    .await
    .is(422)
    .shows("z pełnym komentarzem");
}

#[tokio::test]
async fn history_keeps_the_whole_comment() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka?zrobiono=desk-escalated");
    let history = site.history(&ticket).await;
    let Act::Escalated { to, duty, comment } = &history[1].act else {
        panic!("{history:?}");
    };
    assert_eq!(to.as_str(), "IT-04-1");
    assert_eq!(duty.to_string(), "§14 pkt 1 lit. l");
    assert_eq!(comment.why_not_solved(), "brak uprawnień do bramy");
    let page = olga.look(&ticket).await.is(200);
    for (_, words) in &FULL[2..] {
        page.shows(words);
    }
    page.shows("do IT-04-1").shows("czeka na wysłanie");
}

#[tokio::test]
async fn a_form_of_an_act_that_does_not_fit_leads_back_to_the_ticket() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(&ticket, "anulowanie", &[("reason", "x")]).await;
    let path = format!("/kolejka/{}", ticket.number);
    olga.get(&format!("{path}/eskalacja")).await.leads_to(&path);
    // What is in the address is only a proposal.
    let other = site.ticket().await;
    olga.get(&format!(
        "/kolejka/{}/eskalacja?unit=%3Cscript%3E&duty=%00&unit=IT-02-4",
        other.number
    ))
    .await
    .is(200)
    .shows("value=\"IT-04-1\" checked");
}

/// A transfer to another unit than the proposed one, with more fields.
fn elsewhere<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = [
        ("unit", "IT-04-2"),
        ("duty", "§15 pkt 2"),
        ("reason", "komputer nie ma sieci"),
    ];
    fields.iter().chain(more).copied().collect()
}

#[tokio::test]
async fn choosing_otherwise_than_proposed_asks_for_a_word_why_and_keeps_it() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let asked = olga
        .act(&ticket, "przekazanie", &elsewhere(&[]))
        .await
        .is(422);
    asked
        .shows("href=\"#field-choice\"")
        .shows("Dlaczego inaczej niż podpowiedź?")
        .shows("komputer nie ma sieci");
    olga.act(
        &ticket,
        "przekazanie",
        &elsewhere(&[("choice", "other"), ("choice_words", " ")]),
    )
    .await
    .is(422)
    .shows("href=\"#field-choice_words\"");
    assert_eq!(site.fresh(ticket.number).await.version, 1);
    olga.act(
        &ticket,
        "przekazanie",
        &elsewhere(&[("choice", "other"), ("choice_words", "pomyłka <b>")]),
    )
    .await
    .leads_to("/kolejka?zrobiono=desk-transferred");
    let kept = site.choices(&ticket).await;
    assert_eq!(kept.len(), 1);
    let choice = &kept[0].choice;
    assert_eq!(choice.proposed_unit.as_str(), "IT-04-1");
    assert_eq!(choice.chosen_unit.as_str(), "IT-04-2");
    assert_eq!(
        choice.reason,
        Some(ChoiceReason::Other("pomyłka <b>".into()))
    );
}

#[tokio::test]
async fn the_proposed_unit_needs_no_word_why_and_is_kept_as_accepted() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let form = olga
        .get(&format!("/kolejka/{}/eskalacja", ticket.number))
        .await
        .is(200);
    form.hides("name=\"choice\"");
    // The other unit of the ranking is asked about at once.
    olga.get(&format!(
        "/kolejka/{}/przekazanie?unit=IT-04-2",
        ticket.number
    ))
    .await
    .is(200)
    .shows("name=\"choice\"");
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka?zrobiono=desk-escalated");
    let kept = site.choices(&ticket).await;
    assert!(kept.len() == 1 && kept[0].choice.is_accepted());
}

#[tokio::test]
async fn without_a_proposal_nothing_is_asked_and_nothing_kept() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    for suggestion in [
        None,
        Some(Suggestion {
            decision: Decision::Unsure,
            ..vpn_suggestion()
        }),
    ] {
        let ticket = site
            .filed_with("VPN", "VPN", None, Urgency::Low, suggestion)
            .await;
        olga.act(&ticket, "przekazanie", &elsewhere(&[]))
            .await
            .leads_to("/kolejka?zrobiono=desk-transferred");
        assert!(site.choices(&ticket).await.is_empty());
    }
}

#[tokio::test]
async fn a_transfer_to_the_proposed_unit_comes_with_a_reason_to_start_from() {
    let site = Site::start().await;
    let mut suggestion = vpn_suggestion();
    suggestion.units.reverse();
    let ticket = site
        .filed_with("Sieć", "nie łączy", None, Urgency::Low, Some(suggestion))
        .await;
    let olga = site.first_line().await;
    olga.get(&format!("/kolejka/{}/przekazanie", ticket.number))
        .await
        .is(200)
        .shows("value=\"IT-04-2\" checked")
        .shows("W zgłoszeniu mowa o: łączy.");
}
