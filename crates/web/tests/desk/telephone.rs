//! A ticket taken down while somebody calls.

use domain::{Act, ActKind, Channel, Event, Role, Status, Ticket};
use store::jobs;
use web::Token;

use crate::browser::Page;
use crate::harness::{Browser, Site, between};

const FORM: &str = "/kolejka/telefon";

/// A call of somebody unknown who left a number, with some of the fields otherwise.
async fn call(operator: &Browser<'_>, button: &str, other: &[(&str, &str)]) -> Page {
    let usual = [
        ("name", "Jan Próbny"),
        ("phone", "12 616 00 14"),
        ("email", ""),
        ("subject", "VPN nie łączy się z domu"),
        ("body", "FortiClient prosi o token."),
        ("impact", "low"),
        ("urgency", "medium"),
        ("solution", ""),
    ];
    let mut fields: Vec<(&str, &str)> = usual
        .into_iter()
        .filter(|(name, _)| other.iter().all(|(changed, _)| changed != name))
        .collect();
    fields.extend_from_slice(other);
    if !button.is_empty() {
        fields.push(("co", button));
    }
    operator.post(FORM, &fields).await
}

/// The only ticket that there is, and its history.
async fn only(site: &Site) -> (Ticket, Vec<Event>) {
    let ticket = site.fresh("ZG-2026-000001".parse().unwrap()).await;
    let history = site.history(&ticket).await;
    (ticket, history)
}

fn kinds(history: &[Event]) -> Vec<ActKind> {
    history.iter().map(|event| event.act.kind()).collect()
}

/// What letters of the ticket wait to be sent.
async fn letters(site: &Site, ticket: &Ticket) -> Vec<&'static str> {
    let mut conn = site.store.read().await.unwrap();
    let jobs = jobs::of_ticket(&mut conn, ticket.id).await.unwrap();
    jobs.iter().map(|job| job.kind.as_str()).collect()
}

#[tokio::test]
async fn a_call_is_saved_and_claimed_and_history_says_that_somebody_called() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    olga.get(FORM).await.is(200).shows("Kto dzwoni");
    olga.get("/kolejka").await.is(200).shows(FORM);
    let saved = call(&olga, "podejmij", &[]).await;
    saved.leads_to("/kolejka/ZG-2026-000001?zrobiono=telephone-claimed");
    let (ticket, history) = only(&site).await;
    assert_eq!(ticket.status, Status::InProgress);
    assert_eq!(ticket.assignee, olga.person.as_ref().map(|olga| olga.id));
    assert_eq!(kinds(&history), [ActKind::Registered, ActKind::Claimed]);
    let Act::Registered(filed) = &history[0].act else {
        panic!("{history:?}");
    };
    assert_eq!(filed.channel, Channel::Telephone);
    assert_eq!(letters(&site, &ticket).await, Vec::<&str>::new());
    let page = olga.get(&saved.location).await.is(200);
    page.shows("Przyjęte telefonicznie przez: Olga Operator")
        .shows("nie ma adresu e-mail")
        .shows("Zgłoszenie zapisane i podjęte.");
}

#[tokio::test]
async fn a_caller_with_an_account_owns_the_ticket_and_gets_the_usual_letter() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let anna = site
        .person_at("Anna Nowak", "anna@example.org", Role::Requester)
        .await;
    let email = ("email", " Anna@example.org ");
    call(&olga, "podejmij", &[email, ("body", "")])
        .await
        .leads_to("/kolejka/ZG-");
    let (ticket, _) = only(&site).await;
    assert_eq!(
        ticket.requester.account,
        anna.person.as_ref().map(|anna| anna.id)
    );
    assert_eq!(ticket.body, ticket.subject);
    assert_eq!(letters(&site, &ticket).await, ["confirmation"]);
    anna.get("/zgloszenie/ZG-2026-000001")
        .await
        .is(200)
        .shows("Zgłoszenie przyjęte telefonicznie");
}

#[tokio::test]
async fn what_is_solved_during_the_call_is_told_once() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let email = ("email", "jan@example.org");
    let missing = call(&olga, "rozwiaz", &[email]).await.is(422);
    missing
        .shows("href=\"#field-solution\"")
        .shows("FortiClient prosi o token.");
    let words = ("solution", "Token był wyłączony, włączyliśmy go.");
    call(&olga, "rozwiaz", &[email, words])
        .await
        .leads_to("/kolejka/ZG-2026-000001?zrobiono=telephone-resolved");
    let (ticket, history) = only(&site).await;
    assert_eq!(ticket.status, Status::Resolved);
    assert_eq!(kinds(&history), [ActKind::Registered, ActKind::Resolved]);
    assert_eq!(letters(&site, &ticket).await, ["resolution"]);
}

#[tokio::test]
async fn a_call_for_the_second_line_goes_on_in_the_form_of_the_escalation() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let saved = call(&olga, "przekaz", &[]).await;
    saved.leads_to("/kolejka/ZG-2026-000001/eskalacja?unit=IT-04-1&duty=");
    let form = olga.get(&saved.location).await.is(200);
    form.shows("FortiClient prosi o token.")
        .shows("12 616 00 14")
        .shows("Zostało wskazać, komu je przekazać.");
    assert_eq!(only(&site).await.0.status, Status::InProgress);
    // Where no words decide, the operator chooses.
    let unclear = [("subject", "Pytanie"), ("body", "Proszę o kontakt.")];
    call(&olga, "przekaz", &unclear)
        .await
        .leads_to("/kolejka/ZG-2026-000002/przekazanie?zrobiono=");
}

#[tokio::test]
async fn a_call_is_saved_once_however_often_the_button_is_pressed() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let key = Token::fresh().unwrap();
    let key = ("key", key.secret());
    for _ in 0..2 {
        call(&olga, "podejmij", &[key])
            .await
            .leads_to("/kolejka/ZG-2026-000001?");
    }
    let other_button = [key, ("solution", "Zrobione.")];
    let late = call(&olga, "rozwiaz", &other_button).await.is(409);
    late.shows("Zrobione.");
    let (_, history) = only(&site).await;
    assert_eq!(kinds(&history), [ActKind::Registered, ActKind::Claimed]);
}

#[tokio::test]
async fn everything_to_be_mended_is_said_at_once_and_every_word_kept() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let wrong = [
        ("name", " "),
        ("phone", ""),
        ("subject", ""),
        ("body", ""),
        ("department", "Wydział Próbny"),
        ("impact", "ogromny"),
        ("solution", "Słowa o rozwiązaniu"),
    ];
    let page = call(&olga, "podejmij", &wrong).await.is(422);
    for field in ["name", "phone", "subject", "impact"] {
        page.shows(&format!("href=\"#field-{field}\""));
    }
    page.hides("href=\"#field-body\"")
        .hides("href=\"#field-email\"")
        .shows("Wydział Próbny")
        .shows("Słowa o rozwiązaniu");
    let wrong = [("email", "jan@"), ("phone", "")];
    call(&olga, "podejmij", &wrong)
        .await
        .is(422)
        .shows("href=\"#field-email\"");
}

#[tokio::test]
async fn without_scripts_buttons_find_the_caller_and_the_unit_and_save_nothing() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    site.person_at("Łucja Żak", "lucja@example.org", Role::Requester)
        .await;
    let sought = ("name", "luc");
    let found = call(&olga, "szukaj", &[sought]).await.is(200);
    found
        .shows("Znamy 1 taką osobę.")
        .shows("FortiClient prosi o token.")
        .shows("value=\"lucja@example.org\"");
    let chosen = call(&olga, "", &[sought, ("kto", "lucja@example.org")]).await;
    let chosen = chosen.is(200);
    chosen
        .shows("value=\"Łucja Żak\"")
        .shows("name=\"email\" type=\"email\" value=\"lucja@example.org\"");
    call(&olga, "szukaj", &[("name", "Nieznany")])
        .await
        .is(200)
        .shows("Nie znamy takiej osoby.");
    let hint = call(&olga, "podpowiedz", &[]).await.is(200);
    assert!(between(&hint.html, "data-suggestion", "</div>").contains("IT-04-1"));
    let mut conn = site.store.read().await.unwrap();
    let number = "ZG-2026-000001".parse().unwrap();
    let none = store::tickets::by_number(&mut conn, number).await.unwrap();
    assert_eq!(none, None);
}

#[tokio::test]
async fn the_script_gets_people_and_units_as_parts_of_the_page() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let quotes = "Łucja \"<b>\" Żak";
    site.person_at(quotes, "lucja@example.org", Role::Requester)
        .await;
    let people = olga
        .post("/kolejka/telefon/dzwoniacy", &[("name", "luc")])
        .await
        .is(200);
    people
        .shows("role=\"option\"")
        .shows("data-email=\"lucja@example.org\"")
        .hides("<b>");
    let unit = [("subject", "VPN nie łączy się z domu")];
    olga.post("/kolejka/telefon/podpowiedz", &unit)
        .await
        .is(200)
        .shows("IT-04-1");
    let nothing = olga
        .post("/kolejka/telefon/podpowiedz", &[("subject", "VPN")])
        .await;
    assert_eq!(nothing.status, 204);
}

#[tokio::test]
async fn words_of_a_call_survive_a_closed_tab_until_it_is_saved() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let words = [
        ("formularz", FORM),
        ("name", "Jan Próbny"),
        ("subject", "VPN nie łączy się z domu"),
        ("impact", "high"),
    ];
    assert_eq!(olga.post("/szkice", &words).await.status, 204);
    let form = olga.get(FORM).await.is(200);
    form.shows("Przywrócono szkic")
        .shows("value=\"Jan Próbny\"")
        .shows("value=\"high\" checked");
    call(&olga, "podejmij", &[]).await.leads_to("/kolejka/ZG-");
    olga.get(FORM).await.is(200).hides("Jan Próbny");
}
