//! Canned answers: whose they are, what they say of a ticket, and that they lose no word.

use domain::Visibility;

use crate::harness::{Browser, Site, between};

const LIST: &str = "/odpowiedzi-wzorcowe";

async fn keep(browser: &Browser<'_>, title: &str, text: &str, owner: &str) -> String {
    let fields = [("title", title), ("text", text), ("owner", owner)];
    browser.post(LIST, &fields).await.leads_to(LIST);
    id_of(browser, title).await
}

/// The id of the canned answer with this title.
async fn id_of(browser: &Browser<'_>, title: &str) -> String {
    let list = browser.get(LIST).await.is(200);
    let (before, _) = list.html.split_once(&format!(">{title}</a>")).unwrap();
    let (_, address) = before.rsplit_once("href=\"/odpowiedzi-wzorcowe/").unwrap();
    address.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn canned_answers_are_ones_own_or_ones_units_and_nobody_elses() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let jan = site.first_line().await;
    let adam = site.administrator().await;
    let sylwia = site.member("IT-04-1").await;
    olga.get(LIST).await.is(200).shows("Nie ma jeszcze");
    let own = keep(&olga, "Moja", "Dzień dobry!", "mnie").await;
    let shared = keep(&olga, "Wspólna", "{numer}", "komorka").await;
    let theirs = keep(&sylwia, "Sieć", "{komórka}", "komorka").await;

    jan.get(LIST)
        .await
        .is(200)
        .shows(">Wspólna</a>")
        .hides(">Moja</a>")
        .hides(">Sieć</a>");
    adam.get(LIST)
        .await
        .is(200)
        .shows(">Wspólna</a>")
        .hides(">Moja</a>");
    for (other, id) in [(&jan, &own), (&jan, &theirs), (&sylwia, &shared)] {
        let address = format!("{LIST}/{id}");
        other.get(&address).await.is(404);
        other
            .post(&address, &[("title", "x"), ("text", "x")])
            .await
            .is(404);
        other.post(&format!("{address}/usun"), &[]).await.is(404);
    }
    let address = format!("{LIST}/{shared}");
    jan.get(&address).await.is(200).shows("{numer}");
    let changed = [
        ("title", "Nasza"),
        ("text", "Nr {numer}"),
        ("owner", "komorka"),
    ];
    let first = [&changed[..], &[("version", "1")]].concat();
    jan.post(&address, &first).await.leads_to(LIST);
    // Olga still has the first version before her.
    let late = olga.post(&address, &first).await.is(409);
    late.shows("Ktoś w międzyczasie zmienił")
        .shows("Nr {numer}");
    jan.post(&format!("{address}/usun"), &[])
        .await
        .leads_to(LIST);
    olga.get(LIST)
        .await
        .is(200)
        .hides("Nasza")
        .shows(">Moja</a>");
}

#[tokio::test]
async fn an_unknown_variable_is_named_with_those_that_there_are_and_a_preview_saves_nothing() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let wrong = [
        ("title", ""),
        ("text", "Proszę podać {nr}."),
        ("owner", "mnie"),
    ];
    let page = olga.post(LIST, &wrong).await.is(422);
    page.shows("Nie ma zmiennej {nr}.")
        .shows("{zgłaszający}, {numer}, {temat}, {komórka}, {termin}, {operator}")
        .shows("href=\"#field-title\"")
        .shows("Proszę podać {nr}.");
    let lone = [("title", "A"), ("text", "{numer"), ("owner", "mnie")];
    olga.post(LIST, &lone).await.is(422).shows("bez pary");
    let sound = [
        ("title", "A"),
        ("text", "{zgłaszający}: {{{numer}}}"),
        ("owner", "mnie"),
        ("co", "podglad"),
    ];
    let shown = olga.post(LIST, &sound).await.is(200);
    shown.shows("Anna Przykładowa: {ZG-2026-000123}");
    olga.get(LIST).await.is(200).shows("Nie ma jeszcze");
}

#[tokio::test]
async fn without_scripts_a_button_puts_the_answer_at_the_end_and_does_nothing_else() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.filed("{operator} VPN", "Nie działa.", None).await;
    let other = site.filed("Inna sprawa", "Inne słowa.", None).await;
    let text = "{zgłaszający}, {numer} „{temat}”, {komórka}, {termin}, {operator}";
    let id = keep(&olga, "Wszystko", text, "mnie").await;
    olga.look(&ticket).await.is(200).shows("Wszystko</option>");

    let asked = [
        ("text", "Moje słowa"),
        ("visibility", "public"),
        ("wzor", &id),
        ("wstaw", "1"),
    ];
    let page = olga.act(&ticket, "notatka", &asked).await.is(200);
    let number = ticket.number.to_string();
    let words = between(
        &page.html,
        "<textarea class=\"short\" id=\"notatka-slowa\"",
        "</textarea>",
    );
    assert!(
        words.contains(&format!("Moje słowa\n\nAnna Nowak, {number}")),
        "{words}"
    );
    // What is put in is not looked through again.
    assert!(words.contains("„{operator} VPN”"), "{words}");
    assert!(
        words.contains("2026") && words.ends_with("Olga Operator"),
        "{words}"
    );
    assert!(!words.contains(&other.number.to_string()), "{words}");
    page.shows("value=\"public\" checked");
    assert_eq!(site.history(&ticket).await.len(), 1);

    // Whoever is late learns what changed, as ever.
    let late = olga.act_in(&ticket, "notatka", "7", &asked).await.is(409);
    late.shows("Moje słowa");
    // Nothing chosen, or another's: every word stays.
    for which in ["", "00000000-0000-0000-0000-000000000000"] {
        let asked = [("solution", "Słowa"), ("wzor", which), ("wstaw", "1")];
        olga.act(&ticket, "rozwiazanie", &asked)
            .await
            .is(200)
            .shows("\nSłowa</textarea>");
    }
    assert_eq!(site.history(&ticket).await.len(), 1);
    // Who may not act may not ask either.
    let sylwia = site.member("IT-04-1").await;
    sylwia.act(&ticket, "rozwiazanie", &asked).await.is(404);
}

#[tokio::test]
async fn an_answer_goes_into_the_part_of_the_comment_that_was_chosen() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    let id = keep(&olga, "Próby", "Sprawdzono {numer}.", "komorka").await;
    let asked = [
        ("unit", "IT-04-1"),
        ("duty", "§14 pkt 1 lit. l"),
        ("comment.tried", "Ponowna instalacja."),
        ("comment.contact", "tel. 1234"),
        ("pole", "comment.tried"),
        ("wzor", &id),
        ("wstaw", "1"),
    ];
    let page = olga.act(&ticket, "eskalacja", &asked).await.is(200);
    page.shows(&format!(
        "Ponowna instalacja.\n\nSprawdzono {}.",
        ticket.number
    ))
    .shows("tel. 1234")
    .shows("value=\"§14 pkt 1 lit. l\" checked");
    let reason = [("reason", "Ich sprawa."), ("wzor", &id), ("wstaw", "1")];
    let page = olga.act(&ticket, "przekazanie", &reason).await.is(200);
    page.shows("Ich sprawa.\n\nSprawdzono");
    assert_eq!(site.history(&ticket).await.len(), 1);
}

#[tokio::test]
async fn the_script_gets_the_answers_filled_in_for_this_ticket_alone() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    keep(&olga, "Numer", "Zgłoszenie {numer} „<b>”", "komorka").await;
    let ticket = site.ticket().await;
    let part = format!("/kolejka/{}/wzorce", ticket.number);
    olga.get(&part)
        .await
        .is(200)
        .shows(&format!("Zgłoszenie {}", ticket.number))
        .hides("<b>");
    let sylwia = site.member("IT-04-1").await;
    sylwia.get(&part).await.is(404);
    // A note with it is like any other.
    let note = [("text", "Zgłoszenie"), ("visibility", "internal")];
    olga.act(&ticket, "notatka", &note)
        .await
        .leads_to("/kolejka/");
    let history = site.history(&ticket).await;
    let domain::Act::Noted { visibility, .. } = history[1].act else {
        panic!("{history:?}");
    };
    assert_eq!(visibility, Visibility::Internal);
}
