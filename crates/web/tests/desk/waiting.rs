//! Waiting, going on, changing the priority, returns that say what was wrong.

use domain::{CommentPart, ReturnCause, Status, WaitingFor};

use crate::harness::{FULL, Site};

#[tokio::test]
async fn a_ticket_waits_for_the_requester_whose_answer_ends_it() {
    let site = Site::start().await;
    let anna = site.requester().await;
    let ticket = site.filed("VPN", "VPN", anna.person.as_ref()).await;
    let olga = site.first_line().await;
    let words = "Proszę podać numer stacji.";
    let refused = olga
        .act(&ticket, "wstrzymanie", &[("reason", words)])
        .await
        .is(422);
    refused
        .shows("href=\"#wstrzymanie-why\"")
        .shows("Na co czeka")
        .shows(words);
    olga.act(
        &ticket,
        "wstrzymanie",
        &[("why", "requester"), ("reason", words)],
    )
    .await
    .leads_to("/kolejka/");
    let waiting = site.fresh(ticket.number).await;
    assert_eq!(waiting.waiting.unwrap().on, WaitingFor::Requester);
    olga.look(&waiting)
        .await
        .is(200)
        .shows("czeka na zgłaszającego")
        .shows("Wznów zgłoszenie");
    olga.get("/kolejka")
        .await
        .is(200)
        .shows("czeka na zgłaszającego");
    let own = format!("/zgloszenie/{}", ticket.number);
    anna.get(&own)
        .await
        .is(200)
        .shows("czeka na Panią/Pana")
        .shows(words);
    anna.post(&format!("{own}/notatka"), &[("text", "PC-1234")])
        .await
        .leads_to(&own);
    let answered = site.fresh(ticket.number).await;
    assert_eq!(answered.waiting, None);
    olga.look(&answered)
        .await
        .is(200)
        .hides("czeka na zgłaszającego")
        .shows("odpowiedź zgłaszającego");
}

#[tokio::test]
async fn an_agreed_date_is_warsaw_time_and_ends_the_waiting_by_itself() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    let date = |until: &'static str| {
        [
            ("why", "date"),
            ("until", until),
            ("reason", "Wizyta technika."),
        ]
    };
    for (until, says) in [
        ("", "To pole jest wymagane."),
        ("jutro", "Tej daty nie udało się odczytać."),
        ("2020-01-01T10:00", "nie dalej niż za rok"),
    ] {
        olga.act(&ticket, "wstrzymanie", &date(until))
            .await
            .is(422)
            .shows(says)
            .shows("href=\"#wstrzymanie-until\"");
    }
    let local = (site.now() + jiff::SignedDuration::from_mins(10))
        .in_tz("Europe/Warsaw")
        .unwrap()
        .strftime("%Y-%m-%dT%H:%M")
        .to_string();
    let local: &'static str = Box::leak(local.into_boxed_str());
    olga.act(&ticket, "wstrzymanie", &date(local))
        .await
        .leads_to("/kolejka/");
    let waiting = site.fresh(ticket.number).await;
    olga.look(&waiting)
        .await
        .is(200)
        .shows("czeka na umówiony termin, do ");
    site.minutes_pass(11);
    olga.look(&waiting).await.is(200).hides("badge--waiting");
}

#[tokio::test]
async fn the_first_line_says_how_much_presses_what_another_unit_holds() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    let held = site.fresh(ticket.number).await;
    let worst = [
        ("impact", "high"),
        ("urgency", "high"),
        ("reason", "Stoi cały wydział."),
    ];
    olga.act(&held, "priorytet", &worst)
        .await
        .leads_to("/kolejka/");
    let pressing = site.fresh(ticket.number).await;
    assert_eq!(pressing.priority.number(), 1);
    assert_eq!(pressing.status, Status::HandedOver);
    olga.look(&pressing)
        .await
        .is(200)
        .shows("Stoi cały wydział.")
        .shows("1 (krytyczny)");
    olga.act(&pressing, "priorytet", &worst)
        .await
        .is(409)
        .shows("Zasięg i pilność są już takie.");
}

#[tokio::test]
async fn a_return_says_which_parts_of_the_comment_were_too_thin_or_whose_the_matter_is() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let adam = site.member("IT-04-1").await;
    let escalated = async || {
        let ticket = site.ticket().await;
        olga.act(&ticket, "eskalacja", &FULL)
            .await
            .leads_to("/kolejka");
        site.fresh(ticket.number).await
    };
    let thin = escalated().await;
    let fields = [("cause", "incomplete_comment"), ("reason", "Zob. niżej.")];
    adam.act(&thin, "zwrot", &fields)
        .await
        .is(422)
        .shows("href=\"#zwrot-parts\"");
    let fields = [
        ("cause", "incomplete_comment"),
        ("parts", "contact"),
        ("parts", "tried"),
        ("reason", "Zob. niżej."),
    ];
    adam.act(&thin, "zwrot", &fields).await.leads_to("/kolejka");
    let returned = site.fresh(thin.number).await;
    olga.look(&returned)
        .await
        .is(200)
        .shows("co sprawdzono, jak dotrzeć do zgłaszającego");
    olga.get("/jakosc").await.is(200).shows("1 (100 %)");
    let history = site.history(&returned).await;
    assert!(history.iter().any(|event| matches!(
        &event.act,
        domain::Act::Returned { cause: Some(ReturnCause::IncompleteComment { parts }), .. }
            if *parts == [CommentPart::Tried, CommentPart::Contact]
    )));

    let foreign = escalated().await;
    let fields = [("cause", "not_competent"), ("reason", "Stanowisko.")];
    adam.act(&foreign, "zwrot", &fields)
        .await
        .is(422)
        .shows("href=\"#zwrot-points-to\"");
    let fields = [
        ("cause", "not_competent"),
        ("points_to", "§15 pkt 8"),
        ("reason", "Stanowisko."),
    ];
    adam.act(&foreign, "zwrot", &fields)
        .await
        .leads_to("/kolejka");
    let returned = site.fresh(foreign.number).await;
    olga.look(&returned)
        .await
        .is(200)
        .shows("Właściwa komórka")
        .shows("IT-04-2, ");
}
