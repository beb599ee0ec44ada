//! Every address of the program for everybody: what the table does not list fails the test.

mod table;

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

use self::table::{API, PAGES, PEOPLE};
use crate::harness::{Browser, FULL, Site, between};

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
