//! Every act's address for every role: whatever is not allowed in so many words is refused.

use domain::{ActKind, Action, Object, Role, Ticket, Visibility, authorize};

use crate::harness::{Browser, FULL, Site};

const ADDRESSES: [(&str, ActKind); 14] = [
    ("podejmij", ActKind::Claimed),
    ("oddanie", ActKind::PutDown),
    ("przyjecie", ActKind::Accepted),
    ("rozwiazanie", ActKind::Resolved),
    ("notatka", ActKind::Noted),
    ("zwrot", ActKind::Returned),
    ("wstrzymanie", ActKind::Paused),
    ("wznowienie", ActKind::Resumed),
    ("priorytet", ActKind::PriorityChanged),
    ("ponowne-otwarcie", ActKind::Reopened),
    ("zamkniecie", ActKind::Closed),
    ("anulowanie", ActKind::Cancelled),
    ("eskalacja", ActKind::Escalated),
    ("przekazanie", ActKind::Transferred),
];

async fn everybody(site: &Site) -> Vec<(&'static str, Browser<'_>)> {
    vec![
        ("visitor", site.visitor()),
        ("own requester", site.requester().await),
        ("other requester", site.requester().await),
        ("first line", site.first_line().await),
        ("holding unit", site.member("IT-04-1").await),
        ("other unit", site.member("IT-04-2").await),
        ("administrator", site.administrator().await),
    ]
}

#[tokio::test]
async fn attack_21_the_whole_matrix_of_acts_and_roles() {
    let site = Site::start().await;
    let people = everybody(&site).await;
    let owner = people[1].1.person.clone().unwrap();
    let first_line = &people[3].1;
    for (name, browser) in &people {
        for (address, kind) in ADDRESSES {
            // Each on a ticket of its own, held by IT-04-1 and not yet accepted.
            let filed = site.filed("Nie działa VPN", "od rana", Some(&owner)).await;
            first_line
                .act(&filed, "eskalacja", &FULL)
                .await
                .leads_to("/kolejka");
            let ticket = site.fresh(filed.number).await;
            let page = browser.act(&ticket, address, &[]).await;
            let status = page.status.as_u16();
            let expected: &[u16] = match *name {
                "visitor" => &[303],
                "other requester" | "other unit" => &[404],
                "own requester" => &[403],
                _ if desk_allows(&site, browser, kind, &ticket) => &[303, 409, 422],
                _ => &[403],
            };
            assert!(
                expected.contains(&status),
                "{name} {address}: {status}\n{}",
                page.html
            );
            if *name == "visitor" {
                page.leads_to("/logowanie");
            }
            let written = site.fresh(filed.number).await.version > ticket.version;
            assert_eq!(
                written,
                status == 303 && *name != "visitor",
                "{name} {address}"
            );
        }
    }
}

fn desk_allows(site: &Site, browser: &Browser<'_>, kind: ActKind, ticket: &Ticket) -> bool {
    let action = match kind {
        ActKind::Noted => Action::Note(Visibility::Internal),
        kind => Action::Act(kind),
    };
    let first_line = site.desk.first_line();
    authorize(&browser.actor(), action, Object::Ticket(ticket), first_line).is_ok()
}

#[tokio::test]
async fn looking_at_provisions_in_a_form_needs_the_same_permission_as_sending_it() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(&ticket, "eskalacja", &FULL)
        .await
        .leads_to("/kolejka");
    for act in ["eskalacja", "przekazanie"] {
        let asked = [("unit", "IT-02-4"), ("show-duties", "1")];
        olga.act(&ticket, act, &asked).await.is(403);
        // Seen before the escalation: the page says what happened since.
        olga.act_in(&ticket, act, "1", &asked).await.is(409);
    }
}

#[tokio::test]
async fn pages_of_the_desk_are_for_the_desk() {
    let site = Site::start().await;
    let anna = site.requester().await;
    let ticket = site.filed("VPN", "VPN", anna.person.as_ref()).await;
    let path = format!("/kolejka/{}", ticket.number);
    for page in ["", "/eskalacja", "/przekazanie"] {
        let address = format!("{path}{page}");
        site.visitor()
            .get(&address)
            .await
            .leads_to("/logowanie?powrot=%2Fkolejka%2F");
        let stranger = site.requester().await.get(&address).await;
        let absent = site
            .requester()
            .await
            .get(&format!("/kolejka/ZG-2026-999999{page}"))
            .await;
        assert_eq!(
            (stranger.status.as_u16(), absent.status.as_u16()),
            (404, 404)
        );
        site.member("IT-04-1").await.get(&address).await.is(404);
    }
    // Its requester has a page of their own.
    anna.get(&path)
        .await
        .leads_to(&format!("/zgloszenie/{}", ticket.number));
    anna.get("/kolejka").await.is(403);
    site.visitor().get("/kolejka").await.leads_to("/logowanie");
}

#[tokio::test]
async fn attack_24_a_form_without_its_token_is_refused() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    for (address, _) in ADDRESSES {
        let path = format!("/kolejka/{}/{address}", ticket.number);
        olga.post_without_token(&path, "version=1&text=x&reason=x&solution=x")
            .await
            .is(403);
    }
    assert_eq!(site.fresh(ticket.number).await.version, 1);
}

#[tokio::test]
async fn attack_20_fields_that_are_not_asked_for_change_nothing() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let olga = site.first_line().await;
    olga.act(
        &ticket,
        "notatka",
        &[
            ("text", "x"),
            ("status", "closed"),
            ("unit", "IT-04-2"),
            ("by", "Ktoś Inny"),
            ("at", "2020-01-01T00:00:00Z"),
        ],
    )
    .await
    .leads_to("/kolejka/");
    let now = site.fresh(ticket.number).await;
    assert_eq!(now.status, ticket.status);
    assert_eq!(now.unit, ticket.unit);
    let last = site.history(&ticket).await.pop().unwrap();
    assert_eq!(last.by.name, "Olga Operator");
    assert_eq!(last.at, site.now());
}

#[tokio::test]
async fn attack_23_a_unit_sees_in_the_queue_only_what_it_holds_or_held() {
    let site = Site::start().await;
    let ticket = site.ticket().await;
    let sylwia = site.member("IT-04-1").await;
    let all = "/kolejka?komorka=wszystkie&stan=wszystkie";
    sylwia.get(all).await.is(200).hides("ZG-2026-000001");
    let olga = site.person("Olga Operator", Role::FirstLine).await;
    olga.act(&ticket, "eskalacja", &FULL).await;
    sylwia.get(all).await.is(200).shows("ZG-2026-000001");
    sylwia.act(&ticket, "zwrot", &[("reason", "x")]).await;
    sylwia.get("/kolejka").await.is(200).hides("ZG-2026-000001");
    sylwia.get(all).await.is(200).shows("ZG-2026-000001");
    let other = site.member("IT-04-2").await;
    other.get(all).await.is(200).hides("ZG-2026-000001");
}

#[tokio::test]
async fn attack_23_search_and_counts_tell_nothing_of_what_may_not_be_seen() {
    let site = Site::start().await;
    site.filed("Niewidzialna sprawa", "Tajemnica.", None).await;
    let sylwia = site.member("IT-04-1").await;
    let usual = sylwia.get("/kolejka?szukaj=nic").await.is(200).html;
    let of = |html: &str| {
        // The token of the forms is new each time; the search is shown again in its field.
        let (before, after) = html.split_once("name=\"csrf\" value=\"").unwrap();
        let after = after.split_once('"').unwrap().1;
        format!("{before}{after}")
    };
    for words in ["Niewidzialna", "Tajemnica", "ZG-2026-000001"] {
        let html = sylwia
            .get(&format!("/kolejka?szukaj={words}"))
            .await
            .is(200)
            .html;
        assert_eq!(of(&html.replace(words, "nic")), of(&usual), "{words}");
    }
    let olga = site.first_line().await;
    let seen = olga.get("/kolejka?szukaj=Niewidzialna").await.is(200);
    assert_eq!(seen.numbers(), ["ZG-2026-000001"]);
}
