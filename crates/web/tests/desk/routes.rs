//! Every address of the program for everybody: what is not listed here fails the test.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Method, Request};
use domain::Ticket;
use jiff::ToSpan;
use store::{links, tokens};
use tower::ServiceExt;
use uuid::Uuid;
use web::Token;

use crate::harness::{Browser, FULL, Site, between};

/// Who asks, in the order of the columns below.
const PEOPLE: [&str; 7] = [
    "visitor",
    "its requester",
    "another requester",
    "first line",
    "the unit that holds it",
    "another unit",
    "administrator",
];

/// Pages: method, path, and what each of [`PEOPLE`] gets: `S` asked to sign in, `F` forbidden, `A` as if
/// it did not exist, `+` anything else.
///
/// The ticket is its requester's and held by IT-04-1; letters and accounts named do not exist.
const PAGES: &[(&str, &str, &str)] = &[
    ("GET", "/", "+++++++"),
    ("GET", "/dostepnosc", "+++++++"),
    ("GET", "/jezyk", "+++++++"),
    ("GET", "/logowanie", "+++++++"),
    ("POST", "/logowanie", "+++++++"),
    ("POST", "/wyloguj", "+++++++"),
    ("GET", "/zgloszenia/nowe", "+++++++"),
    ("POST", "/zgloszenia", "+++++++"),
    // Only in a demo.
    ("GET", "/demo", "AAAAAAA"),
    ("POST", "/demo", "AAAAAAA"),
    // The requester's own; the desk is sent on to its page of the ticket.
    ("GET", "/moje", "S++++++"),
    ("GET", "/zgloszenie/{number}", "S+A++A+"),
    ("POST", "/zgloszenie/{number}/{act}", "S+AAAAA"),
    // Whoever knows the secret of the link.
    ("GET", "/z/{token}", "+++++++"),
    ("POST", "/z/{token}/{act}", "+++++++"),
    // Only whoever filed it rates how it was solved.
    ("POST", "/zgloszenie/{number}/ocena", "S+AAAAA"),
    ("POST", "/z/{token}/ocena", "+++++++"),
    // The desk's; the requester is sent on to their page of the ticket.
    ("GET", "/kolejka", "SFF++++"),
    ("GET", "/kolejka/na-zywo", "SFF++++"),
    ("GET", "/kolejka/widoki", "SFF++++"),
    ("POST", "/kolejka/widoki", "SFF++++"),
    ("POST", "/kolejka/widoki/{id}/usun", "SFFAAAA"),
    ("POST", "/kolejka/zbiorczo", "SFF++++"),
    ("GET", "/kolejka/telefon", "SFF+FF+"),
    ("POST", "/kolejka/telefon", "SFF+FF+"),
    ("POST", "/kolejka/telefon/dzwoniacy", "SFF+FF+"),
    ("POST", "/kolejka/telefon/podpowiedz", "SFF+FF+"),
    ("POST", "/kolejka/{number}/obecnosc", "SFA++A+"),
    // Canned answers; the one named does not exist.
    ("GET", "/odpowiedzi-wzorcowe", "SFF++++"),
    ("POST", "/odpowiedzi-wzorcowe", "SFF++++"),
    ("GET", "/odpowiedzi-wzorcowe/nowa", "SFF++++"),
    ("GET", "/odpowiedzi-wzorcowe/{id}", "SFFAAAA"),
    ("POST", "/odpowiedzi-wzorcowe/{id}", "SFFAAAA"),
    ("POST", "/odpowiedzi-wzorcowe/{id}/usun", "SFFAAAA"),
    ("GET", "/kolejka/{number}/wzorce", "SFA++A+"),
    ("GET", "/skroty", "SFF++++"),
    ("POST", "/skroty", "SFF++++"),
    ("GET", "/kolejka/{number}", "S+A++A+"),
    ("GET", "/kolejka/{number}/uzasadnienie", "SFA++A+"),
    ("GET", "/kolejka/{number}/terminy", "SFA++A+"),
    // The ticket of this table is no incident.
    ("GET", "/kolejka/{number}/incydent", "SFAAAAA"),
    ("POST", "/kolejka/{number}/incydent", "SFAAAAA"),
    ("GET", "/kolejka/{number}/eskalacja", "SFAF+A+"),
    ("POST", "/kolejka/{number}/eskalacja", "SFAF+A+"),
    ("GET", "/kolejka/{number}/przekazanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/przekazanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/podejmij", "SFAF+A+"),
    ("POST", "/kolejka/{number}/oddanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/przyjecie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/rozwiazanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/zwrot", "SFAF+A+"),
    ("POST", "/kolejka/{number}/anulowanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/wstrzymanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/wznowienie", "SFAF+A+"),
    // The first line may note on, finish, reopen and say how presses what others hold.
    ("POST", "/kolejka/{number}/notatka", "SFA++A+"),
    ("POST", "/kolejka/{number}/ponowne-otwarcie", "SFA++A+"),
    ("POST", "/kolejka/{number}/zamkniecie", "SFA++A+"),
    ("POST", "/kolejka/{number}/priorytet", "SFA++A+"),
    ("GET", "/jakosc", "SFF+FF+"),
    // The file is none of the tables; the month is one.
    ("GET", "/analizy", "SFF++++"),
    ("GET", "/analizy/pliki/{file}", "SFFAAAA"),
    ("GET", "/analizy/raport/{month}", "SFF++++"),
    // Child tasks; the one named does not exist.
    // Duplicates; the ticket of this table is none, and the first line answers for every ticket.
    ("GET", "/kolejka/{number}/polaczenie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/polaczenie", "SFAF+A+"),
    ("GET", "/kolejka/{number}/rozlaczenie", "SFA++A+"),
    ("POST", "/kolejka/{number}/rozlaczenie", "SFA++A+"),
    ("GET", "/kolejka/{number}/zadanie", "SFAF+A+"),
    ("POST", "/kolejka/{number}/zadanie", "SFAF+A+"),
    ("GET", "/kolejka/{number}/zadania/{task}", "SFAAAAA"),
    ("POST", "/kolejka/{number}/zadania/{task}", "SFAAAAA"),
    // For whoever decides between two units while they disagree; this ticket is no such one.
    // Bookings; this ticket has none.
    ("GET", "/rezerwacje", "SFF++++"),
    ("GET", "/kolejka/{number}/rezerwacja", "SFAF+A+"),
    ("POST", "/kolejka/{number}/rezerwacja", "SFAF+A+"),
    ("GET", "/zgloszenie/{number}/rezerwacja.ics", "SAAAAAA"),
    ("GET", "/z/{token}/rezerwacja.ics", "AAAAAAA"),
    // Attachments; the one named does not exist.
    ("GET", "/kolejka/{number}/pliki/{id}", "SFAAAAA"),
    ("GET", "/zgloszenie/{number}/pliki/{id}", "SAAAAAA"),
    ("GET", "/z/{token}/pliki/{id}", "AAAAAAA"),
    // Drafts; of no form that there is.
    ("POST", "/szkice", "SAAAAAA"),
    ("POST", "/szkice/usun", "SAAAAAA"),
    ("GET", "/rozstrzygniecie/{number}", "SAAAAAA"),
    ("POST", "/rozstrzygniecie/{number}", "SAAAAAA"),
    // Outages; the one named is for people who are signed in.
    ("GET", "/awarie", "+++++++"),
    ("POST", "/awarie", "SFF+FF+"),
    ("GET", "/awarie/nowa", "SFF+FF+"),
    ("GET", "/awarie/{id}", "A++++++"),
    ("GET", "/awarie/{id}/tresc", "SFF+FF+"),
    ("POST", "/awarie/{id}/tresc", "SFF+FF+"),
    ("POST", "/awarie/{id}/wiadomosc", "SFF+FF+"),
    ("POST", "/awarie/{id}/koniec", "SFF+FF+"),
    ("POST", "/awarie/{id}/wznowienie", "SFF+FF+"),
    ("POST", "/awarie/{id}/rozwiazanie", "SFF+FF+"),
    ("POST", "/awarie/{id}/dolaczenie", "SFF+FF+"),
    // No ticket is named, neither here nor below.
    ("POST", "/awarie/{id}/odlaczenie", "SFFAFFA"),
    ("POST", "/awarie/{id}/mnie-tez", "S++++++"),
    ("POST", "/kolejka/{number}/awaria", "SAAAAAA"),
    ("GET", "/listy", "SFF+FF+"),
    ("GET", "/listy/{id}", "SFFAFFA"),
    ("GET", "/listy/{id}/html", "SFFAFFA"),
    ("GET", "/listy/niedoreczone", "SFF+FF+"),
    ("POST", "/listy/niedoreczone/{id}/{what}", "SFF+FF+"),
    ("GET", "/konta", "SFFFFF+"),
    ("POST", "/konta/{id}/{what}", "SFFFFFA"),
    ("GET", "/ustawienia", "SFFFFF+"),
    ("GET", "/powiadomienia", "S++++++"),
    ("POST", "/powiadomienia", "S++++++"),
    ("GET", "/trafnosc", "SFFFFF+"),
    ("POST", "/trafnosc/wersje/{id}", "SFFFFF+"),
    ("POST", "/trafnosc/uczenie/{what}", "SFFFFFA"),
    // Articles; the one named does not exist.
    ("GET", "/wiedza", "+++++++"),
    ("POST", "/wiedza", "SFF++++"),
    ("GET", "/wiedza/nowy", "SFF++++"),
    ("POST", "/wiedza/podpowiedzi", "+++++++"),
    ("GET", "/wiedza/{id}", "AAAAAAA"),
    ("GET", "/wiedza/{id}/zmiana", "SAAAAAA"),
    ("POST", "/wiedza/{id}/zmiana", "SAAAAAA"),
    ("GET", "/wiedza/{id}/wersje", "SAAAAAA"),
    ("POST", "/wiedza/{id}/{what}", "SAAAAAA"),
    ("GET", "/static/{file}", "AAAAAAA"),
    // Nothing there.
    ("GET", "/api", "AAAAAAA"),
    ("GET", "/api/", "AAAAAAA"),
    ("GET", "/api/{*rest}", "AAAAAAA"),
    // For whoever runs the program.
    ("GET", "/healthz", "+++++++"),
    ("GET", "/readyz", "+++++++"),
];

/// The API with each one's token: `T` a token is needed, the rest as above. With their cookies alone,
/// all are asked for a token.
const API: &[(&str, &str, &str)] = &[
    ("GET", "/api/v1/openapi.json", "+++++++"),
    ("GET", "/api/v1/tickets", "T++++++"),
    ("POST", "/api/v1/tickets", "T++++++"),
    ("POST", "/api/v1/suggestions", "T++++++"),
    ("POST", "/api/v1/suggestions/explanation", "T++++++"),
    ("GET", "/api/v1/tickets/{number}/explanation", "TFA++A+"),
    ("GET", "/api/v1/tickets/{number}", "T+A++A+"),
    ("GET", "/api/v1/tickets/{number}/attachments", "T+A++A+"),
    ("POST", "/api/v1/tickets/{number}/attachments", "T+A++A+"),
    // The one named does not exist.
    (
        "GET",
        "/api/v1/tickets/{number}/attachments/{id}",
        "TAAAAAA",
    ),
    ("GET", "/api/v1/tickets/{number}/clocks", "TFA++A+"),
    ("POST", "/api/v1/tickets/{number}/notes", "T+A++A+"),
    ("POST", "/api/v1/tickets/{number}/claim", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/put-down", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/escalate", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/transfer", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/accept", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/return", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/pause", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/resume", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/priority", "TFA++A+"),
    ("POST", "/api/v1/tickets/{number}/decision", "TAAAAAA"),
    ("POST", "/api/v1/tickets/{number}/tasks", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/tasks/act", "TFA++A+"),
    ("POST", "/api/v1/tickets/{number}/incident", "TFA++A+"),
    ("POST", "/api/v1/tickets/{number}/merge", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/unmerge", "TFA++A+"),
    ("GET", "/api/v1/bookings", "TFF++++"),
    ("GET", "/api/v1/analyses", "TFF++++"),
    ("POST", "/api/v1/tickets/{number}/booking", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/booking/end", "TFAF+A+"),
    ("GET", "/api/v1/articles", "T++++++"),
    ("GET", "/api/v1/articles/{id}", "TAAAAAA"),
    ("GET", "/api/v1/outages", "T++++++"),
    ("POST", "/api/v1/outages", "TFF+FF+"),
    ("GET", "/api/v1/outages/{id}", "T++++++"),
    ("POST", "/api/v1/outages/{id}/announcement", "TFF+FF+"),
    ("POST", "/api/v1/outages/{id}/update", "TFF+FF+"),
    ("POST", "/api/v1/outages/{id}/end", "TFF+FF+"),
    ("POST", "/api/v1/outages/{id}/reopen", "TFF+FF+"),
    ("POST", "/api/v1/outages/{id}/resolve", "TFF+FF+"),
    ("GET", "/api/v1/outages/{id}/results", "TFF+FF+"),
    ("POST", "/api/v1/outages/{id}/attach", "TFF+FF+"),
    ("POST", "/api/v1/outages/{id}/detach", "TFF+FF+"),
    ("POST", "/api/v1/tickets/{number}/resolve", "TFAF+A+"),
    ("POST", "/api/v1/tickets/{number}/reopen", "T+A++A+"),
    ("POST", "/api/v1/tickets/{number}/close", "T+A++A+"),
    ("POST", "/api/v1/tickets/{number}/cancel", "T+AF+A+"),
    ("GET", "/api/v1/tickets/{number}/ratings", "T+A++A+"),
    ("GET", "/api/v1/replies", "TFF++++"),
    ("POST", "/api/v1/tickets/{number}/ratings", "T+AFFAF"),
];

/// What a request carries.
enum Proof {
    Cookie(String),
    Token(Option<String>),
}

struct Desk<'a> {
    site: &'a Site,
    /// None of those who ask, because they may have been signed out.
    operator: Browser<'a>,
    people: Vec<Browser<'a>>,
    tokens: Vec<Option<String>>,
}

impl<'a> Desk<'a> {
    async fn open(site: &'a Site) -> Self {
        let people = vec![
            site.visitor(),
            site.requester().await,
            site.requester().await,
            site.first_line().await,
            site.member("IT-04-1").await,
            site.member("IT-04-2").await,
            site.administrator().await,
        ];
        let mut tokens = Vec::new();
        for browser in &people {
            tokens.push(token(site, browser).await);
        }
        Self {
            site,
            operator: site.first_line().await,
            people,
            tokens,
        }
    }

    /// A ticket held by IT-04-1, and the secret of its link.
    async fn ticket(&self) -> (Ticket, Token) {
        let owner = self.people[1].person.as_ref();
        let filed = self.site.filed("VPN", "Nie działa VPN.", owner).await;
        self.operator
            .act(&filed, "eskalacja", &FULL)
            .await
            .leads_to("/kolejka");
        let secret = Token::fresh().unwrap();
        let mut tx = self.site.store.write().await.unwrap();
        links::insert(&mut tx, filed.id, &secret.hash(), self.site.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        (self.site.fresh(filed.number).await, secret)
    }

    /// What `{id}` in a path stands for: an outage where it is one's, else nothing that there is.
    async fn id(&self, path: &str) -> Uuid {
        let id = Uuid::now_v7();
        if !path.contains("/awarie/") && !path.contains("/outages/") {
            return Uuid::nil();
        }
        let announcement = domain::Announcement {
            title: "Awaria".to_owned(),
            description: "Nie działa.".to_owned(),
            audience: domain::Audience::SignedIn,
            since: self.site.now(),
        };
        let by = domain::Author {
            user: None,
            name: "Olga".to_owned(),
            unit: None,
        };
        let moment = self.site.moment();
        let change = domain::Outage::declare(domain::OutageId(id), announcement, by, moment);
        let mut tx = self.site.store.write().await.unwrap();
        store::outages::apply(&mut tx, &change.unwrap())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The letter of the table that says what `proof` gets on a ticket of its own.
    async fn outcome(&self, method: &str, path: &str, proof: Proof, form_of: &Browser<'_>) -> char {
        let (ticket, secret) = self.ticket().await;
        let address = path
            .replace("{number}", &ticket.number.to_string())
            .replace("{token}", secret.secret())
            .replace("{id}", &self.id(path).await.to_string())
            .replace("{act}", "notatka")
            .replace("{month}", "2026-03")
            .replace(
                "{what}",
                if path.starts_with("/konta") {
                    "wylacz"
                } else {
                    "ponow"
                },
            )
            .replace("{file}", "nie-ma.css")
            .replace("{*rest}", "v1/nie-ma");
        let mut request = Request::builder().method(method).uri(&address);
        let body = match &proof {
            Proof::Cookie(cookie) => {
                request = request
                    .header(COOKIE, format!("dyspozytor={cookie}"))
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
                if method == "POST" {
                    let page = form_of.get("/dostepnosc").await;
                    let page = if page.html.contains("name=\"csrf\"") {
                        page
                    } else {
                        form_of.get("/logowanie").await
                    };
                    let csrf = between(&page.html, "name=\"csrf\" value=\"", "\"");
                    Body::from(format!("csrf={csrf}&version={}", ticket.version))
                } else {
                    Body::empty()
                }
            }
            Proof::Token(token) => {
                request = request.header(CONTENT_TYPE, "application/json");
                if let Some(token) = token {
                    request = request.header(AUTHORIZATION, format!("Bearer {token}"));
                }
                Body::from("{}")
            }
        };
        let response = self
            .site
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let to = response
            .headers()
            .get(LOCATION)
            .map_or("", |to| to.to_str().unwrap())
            .to_owned();
        let status = response.status();
        assert!(!status.is_server_error(), "{method} {address}: {status}");
        match status.as_u16() {
            303 if to.starts_with("/logowanie") => 'S',
            401 => 'T',
            403 => 'F',
            404 => 'A',
            _ => '+',
        }
    }
}

async fn token(site: &Site, browser: &Browser<'_>) -> Option<String> {
    let person = browser.person.as_ref()?;
    let (token, token_hash) = web::new_token().unwrap();
    let row = tokens::ApiToken {
        id: Uuid::new_v4(),
        name: "test".to_owned(),
        user: person.id,
        token_hash,
        created_at: site.now(),
        expires_at: Some(site.now().checked_add(1.hour()).unwrap()),
        last_used_at: Some(site.now()),
    };
    let mut tx = site.store.write().await.unwrap();
    tokens::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    Some(token)
}

#[tokio::test]
async fn attack_21_everybody_gets_of_every_address_what_the_table_says() {
    let site = Site::start().await;
    let mut wrong = Vec::new();
    for (method, path, expected) in PAGES.iter().copied() {
        // Anew each time, because some are signed out or change what they may.
        let desk = Desk::open(&site).await;
        let mut got = String::new();
        for browser in &desk.people {
            let proof = Proof::Cookie(browser.cookie.clone());
            got.push(desk.outcome(method, path, proof, browser).await);
        }
        if got != expected {
            wrong.push(format!("{method} {path}: {expected} but {got}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "columns: {PEOPLE:?}");
}

#[tokio::test]
async fn attack_21_the_api_gives_each_token_what_the_table_says() {
    let site = Site::start().await;
    let desk = Desk::open(&site).await;
    let mut wrong = Vec::new();
    for (method, path, expected) in API.iter().copied() {
        let (mut got, mut by_cookie) = (String::new(), BTreeSet::new());
        for (browser, token) in desk.people.iter().zip(&desk.tokens) {
            got.push(
                desk.outcome(method, path, Proof::Token(token.clone()), browser)
                    .await,
            );
            let cookie = Proof::Cookie(browser.cookie.clone());
            by_cookie.insert(desk.outcome(method, path, cookie, browser).await);
        }
        let open = expected.starts_with('+');
        if got != expected || by_cookie != BTreeSet::from([if open { '+' } else { 'T' }]) {
            wrong.push(format!(
                "{method} {path}: {expected} but {got}, by cookie {by_cookie:?}"
            ));
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "columns: {PEOPLE:?}");
}

/// Every path that the router holds, from its own description; fails when that no longer tells.
fn paths(site: &Site) -> BTreeSet<String> {
    let described = format!("{:?}", site.routes);
    let paths: BTreeSet<String> = described
        .split("RouteId(")
        .filter_map(|part| part.split_once("): \""))
        .filter(|(id, _)| id.parse::<u32>().is_ok())
        .filter_map(|(_, rest)| rest.split_once('"'))
        .map(|(path, _)| path.to_owned())
        .filter(|path| !path.contains("axum_fallback"))
        .collect();
    assert!(
        paths.len() > 20,
        "axum describes its routes otherwise now: {described}"
    );
    paths
}

/// The methods that a path takes, as its refusal of another method names them.
async fn methods(site: &Site, path: &str) -> BTreeSet<String> {
    let address = path.replace(['{', '}', '*'], "");
    let request = Request::builder()
        .method(Method::TRACE)
        .uri(address)
        .body(Body::empty());
    let response = site.router.clone().oneshot(request.unwrap()).await.unwrap();
    let Some(allow) = response.headers().get(ALLOW) else {
        let status = response.status();
        assert_eq!(status, 404, "{path}");
        return BTreeSet::from(["GET".to_owned()]);
    };
    let allow = allow.to_str().unwrap();
    allow
        .split(',')
        .map(str::to_owned)
        .filter(|method| method != "HEAD")
        .collect()
}

#[tokio::test]
async fn attack_21_no_address_is_missing_from_the_table() {
    let site = Site::start().await;
    let mut served = BTreeSet::new();
    for path in paths(&site) {
        for method in methods(&site, &path).await {
            served.insert(format!("{method} {path}"));
        }
    }
    let listed: BTreeSet<String> = PAGES
        .iter()
        .chain(API)
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(served, listed);
}
