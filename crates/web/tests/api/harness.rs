//! A running API with people and their tokens, and the requests they make.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::{Desk, PriorityMatrix, Role, UserId};
use files::Files;
use jiff::Timestamp;
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;
use serde_json::{Value, json};
use store::Store;
use store::accounts::{self, Account};
use store::tokens::{self, ApiToken};
use tempfile::TempDir;
use tokio::sync::Notify;
use tower::ServiceExt;
use uuid::Uuid;
use web::{App, Clock, Settings, new_token};

pub(crate) const FIRST_LINE: &str = "IT-02-3";
pub(crate) const NETWORK: &str = "IT-04-1";
pub(crate) const VPN_DUTY: &str = "§14 pkt 1 lit. l";

/// Of its own, so that better words in the real one change nothing here.
const VOCABULARY: &str = r#"
    version = "test"
    stop = ["nie", "z", "się", "i"]
    [groups]
    [[duty]]
    ref = "§14 pkt 1 lit. l"
    terms = ["VPN", "klient VPN", "praca z domu"]
    [[duty]]
    ref = "§15 pkt 8"
    terms = ["drukarka nie drukuje", "monitor miga"]
"#;

pub(crate) struct Api {
    router: Router,
    pub(crate) store: Store,
    pub(crate) clock: Arc<Mutex<Timestamp>>,
    _folder: TempDir,
}

/// Somebody with a token.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) token: String,
    pub(crate) token_id: Uuid,
    pub(crate) user: UserId,
    pub(crate) email: String,
}

impl Api {
    pub(crate) async fn start() -> Self {
        Self::with(Settings::default()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(Mutex::new("2026-03-02T09:00:00Z".parse().unwrap()));
        let ordinance = Arc::new(Ordinance::built_in().clone());
        let matcher = matcher();
        let app = App::new(
            store.clone(),
            Arc::new(matcher),
            Arc::new(Desk::new(ordinance)),
            Arc::new(PriorityMatrix::built_in()),
            settings,
            Clock::Fixed(clock.clone()),
            Arc::new(Notify::new()),
        )
        .with_files(Files::new(folder.path().join("attachments")));
        Self {
            router: web::router(app),
            store,
            clock,
            _folder: folder,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    pub(crate) async fn first_line(&self) -> Client {
        self.person("anna.nowak", Role::FirstLine).await
    }

    pub(crate) async fn member(&self, unit: &str) -> Client {
        let login = format!("member.of.{}", unit.to_lowercase());
        self.person(&login, Role::Unit(unit.parse().unwrap())).await
    }

    pub(crate) async fn requester(&self) -> Client {
        self.person("jan.kowalski", Role::Requester).await
    }

    /// An account `login` with the address `login@example.org` and a token.
    pub(crate) async fn person(&self, login: &str, role: Role) -> Client {
        let email = format!("{login}@example.org");
        let user = UserId(Uuid::new_v4());
        let account = Account {
            id: user,
            login: login.to_owned(),
            name: login.to_owned(),
            email: email.clone(),
            role,
            department: String::new(),
            room: String::new(),
            phone: String::new(),
            password_hash: None,
            disabled: false,
            created_at: self.now(),
        };
        let (token, token_hash) = new_token().unwrap();
        let api_token = ApiToken {
            id: Uuid::new_v4(),
            name: "test".to_owned(),
            user,
            token_hash,
            created_at: self.now(),
            expires_at: Some("2026-04-01T00:00:00Z".parse().unwrap()),
            last_used_at: None,
        };
        let mut tx = self.store.write().await.unwrap();
        accounts::insert(&mut tx, &account).await.unwrap();
        tokens::insert(&mut tx, &api_token).await.unwrap();
        tx.commit().await.unwrap();
        Client {
            token,
            token_id: api_token.id,
            user,
            email,
        }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub(crate) async fn get(&self, client: &Client, path: &str) -> Reply {
        self.send(client.request(Method::GET, path, Body::empty()))
            .await
    }

    pub(crate) async fn post(&self, client: &Client, path: &str, body: &Value) -> Reply {
        self.post_raw(client, path, body.to_string()).await
    }

    pub(crate) async fn post_raw(
        &self,
        client: &Client,
        path: &str,
        body: impl Into<Body>,
    ) -> Reply {
        self.send(client.request(Method::POST, path, body.into()))
            .await
    }

    pub(crate) async fn post_with(
        &self,
        client: &Client,
        path: &str,
        header: (&'static str, &str),
        body: &Value,
    ) -> Reply {
        let mut request = client.request(Method::POST, path, Body::from(body.to_string()));
        let value = header.1.parse().unwrap();
        request.headers_mut().insert(header.0, value);
        self.send(request).await
    }

    /// Files a ticket for `requester` and gives its number.
    pub(crate) async fn ticket(&self, by: &Client, requester: &Client) -> String {
        let reply = self
            .post(by, "/api/v1/tickets", &new_ticket(&requester.email))
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
        reply.json()["number"].as_str().unwrap().to_owned()
    }

    /// Does an act that must succeed and gives the ticket after it.
    pub(crate) async fn act(&self, by: &Client, number: &str, act: &str, body: &Value) -> Value {
        let reply = self.post(by, &path(number, act), body).await;
        assert!(reply.status.is_success(), "{act}: {}", reply.text);
        reply.json()
    }
}

/// The matcher that serves.
pub(crate) fn matcher() -> Matcher {
    let vocabulary = Vocabulary::parse(VOCABULARY).unwrap();
    Matcher::new(Ordinance::built_in(), &vocabulary).unwrap()
}

pub(crate) fn path(number: &str, act: &str) -> String {
    format!("/api/v1/tickets/{number}/{act}")
}

pub(crate) fn new_ticket(email: &str) -> Value {
    json!({
        "subject": "Nie działa VPN",
        "body": "Pracuję z domu i klient VPN nie łączy się z siecią urzędu.",
        "requester": {"name": "Jan Kowalski", "email": email},
    })
}

pub(crate) fn full_comment() -> Value {
    json!({
        "symptoms": "Klient VPN zgłasza błąd 809.",
        "tried": "Ponowne uruchomienie, inne łącze.",
        "why_not_solved": "Potrzebny wgląd w bramę VPN.",
        "contact": "Telefon 12 34, po 10.00.",
    })
}

pub(crate) fn escalation() -> Value {
    json!({"to": NETWORK, "duty": VPN_DUTY, "comment": full_comment()})
}

impl Client {
    pub(crate) fn request(&self, method: Method, path: &str, body: Body) -> Request<Body> {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(body)
            .unwrap()
    }
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    /// The body of a problem, after everything that every problem must have was looked at.
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        let body = self.json();
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json")
        );
        assert_eq!(
            (self.status.as_u16(), body["code"].as_str()),
            (status, Some(code)),
            "{body}"
        );
        assert_eq!(body["status"], status);
        assert_eq!(body["type"], format!("urn:problem-type:dyspozytor:{code}"));
        assert!(body["title"].is_string() && body["detail"].is_string());
        assert_eq!(body["instance"].as_str(), self.header("x-request-id"));
        body
    }

    /// The fields of a problem that are to be mended, with the code of each.
    pub(crate) fn fields(&self, status: u16, code: &str) -> Vec<(String, String)> {
        let body = self.problem(status, code);
        let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
        body["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| {
                assert!(error["detail"].is_string());
                (text(error, "field"), text(error, "code"))
            })
            .collect()
    }

    /// The names of those fields, all of which are missing.
    pub(crate) fn missing(&self) -> Vec<String> {
        self.fields(422, "fields")
            .into_iter()
            .map(|(field, code)| {
                assert_eq!(code, "missing", "{field}");
                field
            })
            .collect()
    }
}
