//! Outages on the pages.

use domain::{Role, Status, Ticket};
use store::outages as stored;

use crate::harness::{Browser, Site, between};

const MAIL: [(&str, &str); 4] = [
    ("outage.title", "Nie działa poczta"),
    (
        "outage.description",
        "Wiadomości nie wychodzą. Prosimy dzwonić.",
    ),
    ("outage.since", "2026-03-02T09:30"),
    ("outage.audience", "everyone"),
];

/// The address of an outage just declared.
pub(crate) async fn declared(olga: &Browser<'_>, more: &[(&str, &str)]) -> String {
    let form = [&MAIL[..], more].concat();
    let page = olga.post("/awarie", &form).await;
    page.leads_to("/awarie/");
    page.location.split('?').next().unwrap().to_owned()
}

async fn version(site: &Site, address: &str) -> String {
    let id = address.rsplit('/').next().unwrap().parse().unwrap();
    let mut conn = site.store.read().await.unwrap();
    let outage = stored::by_id(&mut conn, domain::OutageId(id)).await;
    outage.unwrap().unwrap().version.to_string()
}

async fn do_to(
    site: &Site,
    who: &Browser<'_>,
    address: &str,
    act: &str,
    field: (&str, &str),
) -> String {
    let version = version(site, address).await;
    let path = format!("{address}/{act}");
    let page = who.post(&path, &[("version", &version), field]).await;
    page.leads_to(address);
    page.location
}

async fn mail_ticket(site: &Site) -> Ticket {
    site.filed("Poczta nie wysyła", "Od rana wiadomości czekają.", None)
        .await
}

#[tokio::test]
async fn an_outage_is_declared_from_a_ticket_told_of_solved_and_ended() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let first = mail_ticket(&site).await;
    let number = first.number.to_string();
    olga.look(&first)
        .await
        .is(200)
        .shows(&format!("/awarie/nowa?zgloszenie={number}"));
    olga.get(&format!("/awarie/nowa?zgloszenie={number}"))
        .await
        .is(200)
        .shows(&number);
    let outage = declared(&olga, &[("ticket", &number)]).await;
    assert!(site.fresh(first.number).await.outage.is_some());
    olga.get(&outage)
        .await
        .is(200)
        .shows("Nie działa poczta")
        .shows("1 zgłoszenie, w tym 1 otwarte")
        .shows(&number);
    olga.look(&site.fresh(first.number).await)
        .await
        .is(200)
        .shows("Zgłoszenie jest dołączone do awarii:")
        .shows("Dołączenie do awarii masowej");
    olga.get("/kolejka")
        .await
        .is(200)
        .shows("awaria: <span lang=\"pl\">Nie działa poczta</span>");
    olga.get("/kolejka?awaria=bez").await.is(200).hides(&number);
    olga.get("/kolejka?awaria=tylko")
        .await
        .is(200)
        .shows(&number);
    let id = outage.rsplit('/').next().unwrap();
    olga.get(&format!("/kolejka?awaria={id}"))
        .await
        .is(200)
        .shows(&number);
    olga.get("/kolejka?awaria=jakas")
        .await
        .is(200)
        .shows("awaria „jakas”");

    assert_told_and_solved(&site, &olga, &outage, &first).await;
}

/// What follows once an outage has a ticket: news, solutions, the end, and that it goes on after all.
async fn assert_told_and_solved(site: &Site, olga: &Browser<'_>, outage: &str, first: &Ticket) {
    let done = do_to(
        site,
        olga,
        outage,
        "wiadomosc",
        ("outage.update", "Szukamy przyczyny."),
    )
    .await;
    olga.get(&done)
        .await
        .is(200)
        .shows("Wiadomość jest opublikowana")
        .shows("Szukamy przyczyny.");
    let done = do_to(
        site,
        olga,
        outage,
        "rozwiazanie",
        ("outage.solution", "Serwer wymieniony."),
    )
    .await;
    olga.get(&done)
        .await
        .is(200)
        .shows("Rozwiązywanie zgłoszeń trwa")
        .shows("czeka na swoją kolej");
    // Only a worker solves.
    assert_eq!(site.fresh(first.number).await.status, Status::New);
    let done = do_to(site, olga, outage, "koniec", ("outage.end", "Działa znów.")).await;
    olga.get(&done)
        .await
        .is(200)
        .shows("Awaria jest zakończona.")
        .shows("zakończona");
    site.visitor()
        .get("/")
        .await
        .is(200)
        .hides("Nie działa poczta");
    let done = do_to(
        site,
        olga,
        outage,
        "wznowienie",
        ("outage.reopen", "Jednak nie."),
    )
    .await;
    olga.get(&done).await.is(200).shows("Awaria znów trwa.");
    site.visitor()
        .get("/")
        .await
        .is(200)
        .shows("Nie działa poczta");
}

#[tokio::test]
async fn what_is_to_be_mended_is_said_at_once_and_every_word_is_kept() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let wrong = [
        ("outage.title", ""),
        ("outage.description", "Nic nie wychodzi."),
        ("outage.since", "jutro"),
    ];
    olga.post("/awarie", &wrong)
        .await
        .is(422)
        .shows("href=\"#field-outage-title\"")
        .shows("href=\"#field-outage-since\"")
        .shows("href=\"#field-outage-audience\"")
        .shows("Nic nie wychodzi.</textarea>");
    let outage = declared(&olga, &[]).await;
    olga.post(
        &format!("{outage}/wiadomosc"),
        &[("version", "1"), ("outage.update", " ")],
    )
    .await
    .is(422)
    .shows("href=\"#field-outage-update\"");
    // Too late: somebody else has told something.
    do_to(
        &site,
        &olga,
        &outage,
        "wiadomosc",
        ("outage.update", "Wiemy więcej."),
    )
    .await;
    olga.post(
        &format!("{outage}/koniec"),
        &[("version", "1"), ("outage.end", "Moje słowa.")],
    )
    .await
    .is(409)
    .shows("Awaria zmieniła się w międzyczasie")
    .shows("Moje słowa.</textarea>")
    .shows("Wiemy więcej.");
    olga.post(
        &format!("{outage}/tresc"),
        &[&[("version", "1")], &MAIL[..]].concat(),
    )
    .await
    .is(409)
    .shows("Awaria zmieniła się w międzyczasie");
    olga.get(&format!("{outage}/tresc"))
        .await
        .is(200)
        .shows("2026-03-02T09:30");
    let fresh = version(&site, &outage).await;
    let form = [
        &[
            ("version", fresh.as_str()),
            ("outage.title", "Poczta wolno działa"),
        ],
        &MAIL[1..],
    ]
    .concat();
    olga.post(&format!("{outage}/tresc"), &form)
        .await
        .leads_to(&outage);
    olga.get(&outage).await.is(200).shows("Poczta wolno działa");
}

#[tokio::test]
async fn tickets_that_look_like_it_are_offered_and_a_person_decides() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let outage = declared(&olga, &[]).await;
    let id = outage.rsplit('/').next().unwrap();
    site.minutes_pass(5);
    let (alike, unlike) = (mail_ticket(&site).await, site.ticket().await);
    olga.look(&alike)
        .await
        .is(200)
        .shows("To wygląda na znaną awarię:")
        .shows("Wspólne słowa: poczta");
    olga.look(&unlike)
        .await
        .is(200)
        .hides("To wygląda na znaną awarię:")
        .shows("wybor-awarii");
    olga.get(&outage)
        .await
        .is(200)
        .shows("Wyglądają na tę awarię")
        .shows(&alike.number.to_string())
        .hides(&unlike.number.to_string());
    // No: it is not asked again.
    let answer = |what| [("outage", id), ("what", what)];
    let path = |ticket: &Ticket| format!("/kolejka/{}/awaria", ticket.number);
    olga.post(&path(&alike), &answer("apart"))
        .await
        .leads_to(&format!("/kolejka/{}", alike.number));
    assert_eq!(site.fresh(alike.number).await.outage, None);
    olga.look(&alike)
        .await
        .is(200)
        .hides("To wygląda na znaną awarię:");
    olga.get(&outage)
        .await
        .is(200)
        .hides(&alike.number.to_string());
    // Yes, for another one; and away again.
    olga.post(&path(&unlike), &answer("join"))
        .await
        .leads_to(&format!("/kolejka/{}", unlike.number));
    assert!(site.fresh(unlike.number).await.outage.is_some());
    olga.post(&path(&unlike), &answer("join")).await.is(409);
    olga.post(&path(&unlike), &answer("leave"))
        .await
        .leads_to(&format!("/kolejka/{}", unlike.number));
    assert_eq!(site.fresh(unlike.number).await.outage, None);
    // Several at once: each by itself, and what was wrong is said.
    let both = format!("{} {}, ZG-2026-999999", alike.number, unlike.number);
    olga.post(
        &format!("{outage}/dolaczenie"),
        &[("outage.numbers", &both)],
    )
    .await
    .is(409)
    .shows("Dołączono 2 zgłoszenia.")
    .shows("ZG-2026-999999: nie ma takiego zgłoszenia");
    olga.post(&format!("{outage}/dolaczenie"), &[("chosen", "")])
        .await
        .is(422);
    let number = unlike.number.to_string();
    olga.post(&format!("{outage}/odlaczenie"), &[("ticket", &number)])
        .await
        .leads_to(&outage);
    assert_eq!(site.fresh(unlike.number).await.outage, None);
}

#[tokio::test]
async fn one_click_says_me_too_and_a_second_files_nothing_more() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let outage = declared(&olga, &[]).await;
    let (anna, jan) = (site.requester().await, site.requester().await);
    let me_too = format!("{outage}/mnie-tez");
    for page in ["/", "/zgloszenia/nowe", &outage] {
        anna.get(page)
            .await
            .is(200)
            .shows("Nie działa poczta")
            .shows("Prosimy dzwonić.")
            .shows(&me_too);
    }
    let page = anna.post(&me_too, &[]).await;
    page.leads_to("/zgloszenie/ZG-2026-000001?zrobiono=outage-me-too");
    let number = "ZG-2026-000001".parse().unwrap();
    let filed = site.fresh(number).await;
    assert!(filed.outage.is_some());
    assert_eq!(filed.subject, "Nie działa poczta");
    anna.get(&page.location)
        .await
        .is(200)
        .shows("To część awarii, która dotyczy wielu osób")
        .shows("Prosimy dzwonić.")
        .shows("Zgłoszenie dołączono do awarii");
    anna.post(&me_too, &[])
        .await
        .leads_to("/zgloszenie/ZG-2026-000001");
    anna.get("/")
        .await
        .is(200)
        .shows("/zgloszenie/ZG-2026-000001")
        .hides(&me_too);
    let (one, other) = tokio::join!(jan.post(&me_too, &[]), jan.post(&me_too, &[]));
    assert_eq!(between(&one.location, "ZG-", "?").len(), 11);
    assert!(
        other.location.starts_with("/zgloszenie/ZG-2026-000002"),
        "{}",
        other.location
    );
    assert!(
        one.location.starts_with("/zgloszenie/ZG-2026-000002"),
        "{}",
        one.location
    );
    olga.get(&outage)
        .await
        .is(200)
        .shows("2 zgłoszenia, w tym 2 otwarte");
}

#[tokio::test]
async fn a_visitor_says_me_too_by_a_form_that_is_filled_in() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let outage = declared(&olga, &[]).await;
    let id = outage.rsplit('/').next().unwrap();
    let visitor = site.visitor();
    let form = format!("/zgloszenia/nowe?awaria={id}");
    visitor.get("/").await.is(200).shows(&form);
    visitor
        .get(&outage)
        .await
        .is(200)
        .shows(&form)
        .hides("Dołączone zgłoszenia");
    let page = visitor.get(&form).await.is(200);
    page.shows("Mnie też dotyczy ogłoszona awaria: Nie działa poczta.")
        .shows(&format!("name=\"awaria\" value=\"{id}\""));
    let key = between(&page.html, "name=\"key\" value=\"", "\"");
    let fields = [
        ("key", key),
        ("awaria", id),
        ("subject", "Nie działa poczta"),
        ("body", "U mnie też."),
        ("impact", "low"),
        ("urgency", "medium"),
        ("name", "Jan Lis"),
        ("email", "jan.lis@um.example"),
    ];
    let filed = visitor.post("/zgloszenia", &fields).await;
    filed.leads_to("/z/");
    let ticket = site.fresh("ZG-2026-000001".parse().unwrap()).await;
    assert_eq!(
        ticket.outage.map(|outage| outage.to_string()).as_deref(),
        Some(id)
    );
    visitor
        .get(&filed.location)
        .await
        .is(200)
        .shows("To część awarii, która dotyczy wielu osób");
    // An outage that is over, or is none, is left out.
    do_to(
        &site,
        &olga,
        &outage,
        "koniec",
        ("outage.end", "Już działa."),
    )
    .await;
    visitor.get(&form).await.is(200).hides("name=\"awaria\"");
    visitor
        .get("/zgloszenia/nowe?awaria=x")
        .await
        .is(200)
        .hides("name=\"awaria\"");
}

#[tokio::test]
async fn what_is_for_people_who_are_signed_in_is_hidden_from_visitors() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let inner = [("outage.audience", "signed_in")];
    let form = [&MAIL[..3], &inner[..]].concat();
    let page = olga.post("/awarie", &form).await;
    let outage = page.location.split('?').next().unwrap().to_owned();
    let id = outage.rsplit('/').next().unwrap();
    let visitor = site.visitor();
    for page in ["/", "/zgloszenia/nowe", "/awarie"] {
        visitor.get(page).await.is(200).hides("Nie działa poczta");
    }
    visitor.get(&outage).await.is(404);
    visitor
        .get(&format!("/zgloszenia/nowe?awaria={id}"))
        .await
        .is(200)
        .hides("Nie działa poczta");
    let anna = site.requester().await;
    anna.get("/awarie").await.is(200).shows("Nie działa poczta");
    anna.get(&outage)
        .await
        .is(200)
        .hides("Dołączone zgłoszenia")
        .hides("Olga Operator");
}

#[tokio::test]
async fn a_superior_of_the_first_line_declares_and_tells_but_solves_no_ticket() {
    let site = Site::start().await;
    let superiors = domain::chain::Superiors::built_in();
    let today = site.now().in_tz("Europe/Warsaw").unwrap().date();
    let chain = superiors.chain_for(site.desk.first_line(), today);
    let email = chain[0].person.email.clone();
    let boss = site
        .person_at("Zofia Zastępca", &email, Role::Requester)
        .await;
    let in_navigation = "href=\"/awarie\"";
    boss.get("/").await.is(200).shows(in_navigation);
    let anna = site.requester().await;
    anna.get("/").await.is(200).hides(in_navigation);
    let outage = declared(&boss, &[]).await;
    let ticket = mail_ticket(&site).await;
    boss.get(&outage)
        .await
        .is(200)
        .shows("Opublikuj wiadomość")
        .hides("Rozwiąż wszystkie")
        .hides(&ticket.number.to_string());
    do_to(
        &site,
        &boss,
        &outage,
        "wiadomosc",
        ("outage.update", "Pracujemy."),
    )
    .await;
    boss.post(
        &format!("{outage}/rozwiazanie"),
        &[("version", "2"), ("outage.solution", "x")],
    )
    .await
    .is(403);
    let second_line = site.member("IT-04-1").await;
    second_line
        .get("/awarie")
        .await
        .is(200)
        .shows("Awarię ogłasza I linia wsparcia");
    second_line
        .get(&outage)
        .await
        .is(200)
        .hides("Opublikuj wiadomość");
    second_line.post("/awarie", &MAIL).await.is(403);
}
