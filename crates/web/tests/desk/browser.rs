//! A browser of few words: it keeps its cookie, sends forms and reads pages.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{Method, Request, StatusCode};
use domain::{Actor, Person, Ticket};
use tower::ServiceExt;

use crate::harness::Site;

/// Somebody signed in, with the cookie of their browser.
#[derive(Clone)]
pub(crate) struct Browser<'a> {
    pub(crate) site: &'a Site,
    pub(crate) cookie: String,
    pub(crate) person: Option<Person>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) html: String,
}

impl Browser<'_> {
    pub(crate) fn actor(&self) -> Actor {
        self.person.clone().map_or(Actor::Visitor, Actor::Person)
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, Body::empty()).await
    }

    /// Posts a form with the token of a page that this browser was shown.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let shown = self.get("/logowanie").await;
        let shown = if shown.html.contains("name=\"csrf\"") {
            shown
        } else {
            self.get("/").await
        };
        let token = between(&shown.html, "name=\"csrf\" value=\"", "\"");
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", token).extend_pairs(fields);
        self.send(Method::POST, path, Body::from(form.finish()))
            .await
    }

    pub(crate) async fn post_without_token(&self, path: &str, form: &'static str) -> Page {
        self.send(Method::POST, path, Body::from(form)).await
    }

    /// Does an act to a ticket as it stands.
    pub(crate) async fn act(&self, ticket: &Ticket, act: &str, fields: &[(&str, &str)]) -> Page {
        let version = self.site.fresh(ticket.number).await.version.to_string();
        self.act_in(ticket, act, &version, fields).await
    }

    /// Does an act to a ticket as this version showed it.
    pub(crate) async fn act_in(
        &self,
        ticket: &Ticket,
        act: &str,
        version: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let mut all = vec![("version", version)];
        all.extend_from_slice(fields);
        self.post(&format!("/kolejka/{}/{act}", ticket.number), &all)
            .await
    }

    /// The desk's page of a ticket.
    pub(crate) async fn look(&self, ticket: &Ticket) -> Page {
        self.get(&format!("/kolejka/{}", ticket.number)).await
    }

    async fn send(&self, method: Method, path: &str, body: Body) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(COOKIE, format!("dyspozytor={}", self.cookie))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .unwrap();
        let response = self.site.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response
            .headers()
            .get(LOCATION)
            .map_or_else(String::new, |to| to.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        crate::structure::check(&html);
        Page {
            status,
            location,
            html,
        }
    }
}

impl Page {
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.html);
        assert!(
            !self.html.contains('⟦'),
            "a sentence is missing: {}",
            self.html
        );
        self
    }

    /// Was sent on to an address that begins so.
    #[track_caller]
    pub(crate) fn leads_to(&self, address: &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.html);
        assert!(self.location.starts_with(address), "{}", self.location);
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Self {
        assert!(self.html.contains(text), "`{text}` is not in {}", self.html);
        self
    }

    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Self {
        assert!(!self.html.contains(text), "`{text}` is in {}", self.html);
        self
    }

    /// Ticket numbers in the order of the table.
    pub(crate) fn numbers(&self) -> Vec<String> {
        self.html
            .match_indices("href=\"/kolejka/ZG-")
            .map(|(at, _)| self.html[at + 15..at + 29].to_owned())
            .collect()
    }
}

/// What stands between two texts.
#[track_caller]
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("`{before}` is not in {text}"));
    rest.split_once(after).unwrap().0
}
