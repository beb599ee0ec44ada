//! Pages that stand open: live rows, who else is there, shortcuts.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use domain::Ticket;
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

use crate::harness::{Browser, FULL, Site, between};

/// A page of the queue that stands open.
struct Open {
    body: Body,
    heard: String,
}

/// One event.
#[derive(Debug)]
struct Event {
    id: String,
    name: String,
    data: Value,
}

impl Open {
    /// What a browser does after it has shown the queue: asks to be told of changes.
    async fn at(browser: &Browser<'_>, address: &str) -> Self {
        let page = browser.get(address).await.is(200);
        let live = between(&page.html, "data-live=\"", "\"").replace("&#38;", "&");
        let told = between(&page.html, "data-told=\"", "\"");
        Self::since(browser, &live, told).await
    }

    async fn since(browser: &Browser<'_>, live: &str, told: &str) -> Self {
        let response = ask(browser, &format!("{live}&od={told}")).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/event-stream");
        Self {
            body: response.into_body(),
            heard: String::new(),
        }
    }

    /// The next event; `None` when the stream has ended.
    async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((event, rest)) = self.heard.split_once("\n\n") {
                let event = read(event);
                let rest = rest.to_owned();
                self.heard = rest;
                if event.is_some() {
                    return event;
                }
            }
            let frame = http_body_util::BodyExt::frame(&mut self.body);
            let frame = tokio::time::timeout(Duration::from_secs(10), frame)
                .await
                .unwrap();
            let bytes = frame?.unwrap().into_data().unwrap();
            self.heard.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// The next event of this name; others are passed over.
    async fn hears(&mut self, name: &str) -> Event {
        loop {
            let event = self.next().await.unwrap();
            if event.name == name {
                return event;
            }
        }
    }

    /// That nothing is told for a while.
    async fn is_quiet(&mut self) {
        let told = tokio::time::timeout(Duration::from_millis(2500), self.next()).await;
        assert!(told.is_err(), "{told:?}");
    }
}

fn read(text: &str) -> Option<Event> {
    let field = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.map(|rest| rest.trim_start_matches(": ").to_owned())
    };
    Some(Event {
        name: field("event")?,
        id: field("id")?,
        data: serde_json::from_str(&field("data")?).unwrap(),
    })
}

async fn ask(browser: &Browser<'_>, address: &str) -> Response {
    let request = Request::get(address)
        .header(COOKIE, format!("dyspozytor={}", browser.cookie))
        .body(Body::empty())
        .unwrap();
    browser.site.router.clone().oneshot(request).await.unwrap()
}

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|name| name.as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_page_that_stands_open_is_told_of_rows_that_change_come_and_go() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let one = site.ticket().await;
    let mut open = Open::at(&olga, "/kolejka").await;
    let two = site.ticket().await;
    let told = open.hears("change").await;
    assert_eq!(
        names(&told.data["page"]),
        [two.number.to_string(), one.number.to_string()]
    );
    assert!(told.data["tabs"].as_str().unwrap().contains(">2</span>"));
    olga.act(&one, "podejmij", &[]).await;
    let told = open.hears("change").await;
    let row = told.data["rows"][one.number.to_string()].as_str().unwrap();
    assert!(
        row.starts_with("<tr ") && row.contains("Olga Operator"),
        "{row}"
    );
    assert_eq!(told.data["rows"].as_object().unwrap().len(), 1);
    olga.act(&one, "eskalacja", &FULL).await;
    let told = open.hears("change").await;
    assert_eq!(names(&told.data["gone"]), [one.number.to_string()]);
    assert_eq!(names(&told.data["page"]), [two.number.to_string()]);
}

#[tokio::test]
async fn after_a_lost_connection_a_page_is_told_what_it_missed() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let one = site.ticket().await;
    let mut open = Open::at(&olga, "/kolejka").await;
    let missed = site.ticket().await;
    let first = open.hears("change").await;
    drop(open);
    olga.act(&one, "podejmij", &[]).await;
    olga.act(&missed, "podejmij", &[]).await;
    let live = "/kolejka/na-zywo?komorka=IT-02-3&stan=otwarte";
    // The browser names the last event that it got; that counts before what the page was loaded with.
    let request = Request::get(format!("{live}&od=0.0"))
        .header(COOKIE, format!("dyspozytor={}", olga.cookie))
        .header("last-event-id", &first.id)
        .body(Body::empty())
        .unwrap();
    let response = site.router.clone().oneshot(request).await.unwrap();
    let mut again = Open {
        body: response.into_body(),
        heard: String::new(),
    };
    let told = again.hears("change").await;
    let rows: Vec<&String> = told.data["rows"].as_object().unwrap().keys().collect();
    assert_eq!(rows, [&one.number.to_string(), &missed.number.to_string()]);
}

#[tokio::test]
async fn a_page_that_missed_very_much_is_loaded_anew() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    for _ in 0..201 {
        site.ticket().await;
    }
    let mut open = Open::since(&olga, "/kolejka/na-zywo?stan=otwarte", "0.0").await;
    open.hears("anew").await;
}

#[tokio::test]
async fn attack_21_nobody_is_told_of_tickets_that_they_may_not_see() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let network = site.member("IT-04-1").await;
    let mut open = Open::at(&network, "/kolejka?komorka=wszystkie&stan=wszystkie").await;
    let ticket = site.ticket().await;
    olga.act(&ticket, "podejmij", &[]).await;
    open.is_quiet().await;
    olga.act(&ticket, "eskalacja", &FULL).await;
    let told = open.hears("change").await;
    assert_eq!(names(&told.data["page"]), [ticket.number.to_string()]);
    // Nor whoever is no longer who they were.
    let mut tx = site.store.write().await.unwrap();
    let id = network.person.as_ref().unwrap().id;
    store::accounts::set_disabled(&mut tx, id, true)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    olga.act(&ticket, "notatka", &[("text", "x")]).await;
    assert!(open.next().await.is_none());
}

#[tokio::test]
async fn attack_45_one_person_has_six_pages_told_and_no_more() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let live = "/kolejka/na-zywo?stan=otwarte&od=0.0";
    let mut open = Vec::new();
    for _ in 0..6 {
        open.push(ask(&olga, live).await);
    }
    assert!(
        open.iter()
            .all(|response| response.status() == StatusCode::OK)
    );
    let seventh = ask(&olga, live).await;
    assert_eq!(seventh.status(), StatusCode::TOO_MANY_REQUESTS);
    let jan = site.first_line().await;
    assert_eq!(ask(&jan, live).await.status(), StatusCode::OK);
    drop(open);
    // Each notices within a moment that nobody reads it any more.
    for _ in 0..100 {
        if ask(&olga, live).await.status() == StatusCode::OK {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("places are not given back");
}

#[tokio::test]
async fn pages_that_ask_by_themselves_keep_no_session_alive() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let ticket = site.ticket().await;
    let shown = olga.get("/kolejka").await;
    let csrf = between(&shown.html, "name=\"csrf\" value=\"", "\"");
    let page = Uuid::nil();
    for _ in 0..5 {
        site.minutes_pass(11);
        let beat = Request::post(format!("/kolejka/{}/obecnosc", ticket.number))
            .header(COOKIE, format!("dyspozytor={}", olga.cookie))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!(
                "csrf={csrf}&strona={page}&robi=looking"
            )))
            .unwrap();
        let heard = site.router.clone().oneshot(beat).await.unwrap();
        assert_eq!(heard.status(), StatusCode::OK);
        let live = ask(&olga, "/kolejka/na-zywo?od=0.0").await;
        assert_eq!(live.status(), StatusCode::OK);
    }
    site.minutes_pass(11);
    olga.get("/kolejka").await.leads_to("/logowanie");
}

async fn heartbeat(browser: &Browser<'_>, ticket: &Ticket, doing: &str) -> crate::browser::Page {
    // Each browser has one page open.
    let page = browser.person.as_ref().unwrap().id.0.to_string();
    let shown = browser.get("/dostepnosc").await;
    let csrf = between(&shown.html, "name=\"csrf\" value=\"", "\"");
    let version = ticket.version.to_string();
    let fields = [
        ("csrf", csrf),
        ("strona", &page),
        ("version", &version),
        ("robi", doing),
    ];
    browser
        .post(
            &format!("/kolejka/{}/obecnosc", ticket.number),
            &fields[1..],
        )
        .await
}

#[tokio::test]
async fn whoever_opens_a_ticket_sees_who_else_has_it_open_until_they_leave() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let jan = site.person("Jan Kowal", domain::Role::FirstLine).await;
    let ticket = site.ticket().await;
    heartbeat(&olga, &ticket, "looking")
        .await
        .is(200)
        .hides("czyta");
    jan.look(&ticket).await.is(200).shows("czyta Olga Operator");
    heartbeat(&olga, &ticket, "answering").await.is(200);
    heartbeat(&jan, &ticket, "looking")
        .await
        .is(200)
        .shows("odpowiada Olga Operator");
    jan.get("/kolejka")
        .await
        .is(200)
        .shows("odpowiada Olga Operator");
    heartbeat(&olga, &ticket, "gone").await.is(200);
    jan.look(&ticket).await.is(200).hides("Olga Operator");
    // A browser that was killed takes no leave.
    heartbeat(&olga, &ticket, "answering").await.is(200);
    site.minutes_pass(1);
    jan.look(&ticket).await.is(200).hides("Olga Operator");
}

#[tokio::test]
async fn whoever_has_a_ticket_open_is_told_that_a_colleague_changed_it() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let jan = site.person("Jan Kowal", domain::Role::FirstLine).await;
    let ticket = site.ticket().await;
    heartbeat(&jan, &ticket, "looking")
        .await
        .is(200)
        .hides("zmieniło się");
    olga.act(&ticket, "podejmij", &[]).await;
    heartbeat(&jan, &ticket, "looking")
        .await
        .is(200)
        .shows("zmieniło się")
        .shows("Olga Operator, IT-02-3");
}

#[tokio::test]
async fn attack_21_who_has_a_ticket_open_is_told_only_to_people_who_may_see_it() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let anna = site.requester().await;
    let ticket = site.filed("VPN", "x", anna.person.as_ref()).await;
    heartbeat(&olga, &ticket, "looking").await.is(200);
    let other = site.member("IT-04-2").await;
    heartbeat(&other, &ticket, "looking").await.is(404);
    heartbeat(&anna, &ticket, "looking").await.is(403);
    anna.get(&format!("/zgloszenie/{}", ticket.number))
        .await
        .is(200)
        .hides("Olga");
    let page = olga
        .post(
            &format!("/kolejka/{}/obecnosc", ticket.number),
            &[("strona", "x"), ("robi", "looking")],
        )
        .await;
    page.is(400);
}

#[tokio::test]
async fn shortcuts_can_be_turned_off_and_on_again() {
    let site = Site::start().await;
    let olga = site.first_line().await;
    let page = olga.get("/skroty").await.is(200);
    page.shows("Skróty są włączone").shows("<kbd>j</kbd>");
    olga.get("/kolejka").await.shows("data-shortcuts=\"on\"");
    olga.post("/skroty", &[("skroty", "nie")])
        .await
        .leads_to("/skroty?zrobiono=shortcuts-off");
    olga.get("/skroty?zrobiono=shortcuts-off")
        .await
        .is(200)
        .shows("Skróty są wyłączone")
        .shows("Skróty klawiszowe są wyłączone.");
    let queue = olga.get("/kolejka").await.is(200);
    queue
        .hides("data-shortcuts")
        .hides("<dialog")
        .shows("/static/desk-");
    olga.post("/skroty", &[("skroty", "tak")])
        .await
        .leads_to("/skroty?zrobiono=shortcuts-on");
    olga.get("/kolejka").await.shows("data-shortcuts=\"on\"");
    olga.post("/skroty", &[("skroty", "może")]).await.is(400);
    // People who do not work at the desk get none of its scripts.
    site.requester()
        .await
        .get("/")
        .await
        .is(200)
        .hides("/static/desk-");
}
