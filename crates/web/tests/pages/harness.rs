//! A desk with people, and browsers that visit its pages.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock, Mutex};

use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use domain::{Desk, PriorityMatrix, Role, UserId};
use files::Files;
use jiff::{Timestamp, ToSpan};
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;
use store::Store;
use store::accounts::{self, Account};
use tempfile::TempDir;
use tokio::sync::Notify;
use tower::ServiceExt;
use uuid::Uuid;
use web::{App, Clock, InForce, RoutingRules, Settings};

pub(crate) const PASSWORD: &str = "poprawne hasło z kilku słów";
pub(crate) const HOST_NAME: &str = "127.0.0.1:8080";

const VOCABULARY: &str = r#"version = "1"
[[duty]]
ref = "§14 pkt 1 lit. l"
terms = ["VPN", "VPN nie łączy", "błąd VPN", "klient VPN", "VPN z domu"]
[[duty]]
ref = "§15 pkt 8"
terms = ["drukarka", "drukarka nie drukuje", "monitor miga", "monitor w pokoju"]
"#;

/// Knows the words of the ordinance and a few more: what pages need of it, built in a moment.
static MATCHER: LazyLock<Arc<Matcher>> = LazyLock::new(|| {
    let words = Vocabulary::parse(VOCABULARY).unwrap();
    Arc::new(Matcher::new(Ordinance::built_in(), &words).unwrap())
});

/// The pages of a desk, with a clock that tests move.
pub(crate) struct Pages {
    router: Router,
    pub(crate) store: Store,
    pub(crate) clock: Arc<Mutex<Timestamp>>,
    pub(crate) folder: TempDir,
}

/// Settings of a desk on this machine.
pub(crate) fn settings() -> Settings {
    Settings {
        secure_cookies: false,
        ..Settings::default()
    }
}

impl Pages {
    pub(crate) async fn start() -> Self {
        Self::with(settings()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        Self::routed(settings, RoutingRules::default()).await
    }

    /// With other rules for suggestions than the built-in ones.
    pub(crate) async fn routed(settings: Settings, routing: RoutingRules) -> Self {
        Self::keeping(settings, routing, 0).await
    }

    /// With attachments for which so many bytes of the disk must stay free.
    pub(crate) async fn keeping(settings: Settings, routing: RoutingRules, reserve: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(Mutex::new("2026-03-02T09:00:00Z".parse().unwrap()));
        let app = App::new(
            store.clone(),
            MATCHER.clone(),
            Arc::new(Desk::new(Arc::new(Ordinance::built_in().clone()))),
            Arc::new(PriorityMatrix::built_in()),
            settings,
            Clock::Fixed(clock.clone()),
            Arc::new(Notify::new()),
        )
        .with_routing(InForce::new(routing))
        .with_files(Files::new(folder.path().join("attachments")).with_reserve(reserve));
        Self {
            router: web::router(app),
            store,
            clock,
            folder,
        }
    }

    pub(crate) fn pass_minutes(&self, minutes: i64) {
        let mut clock = self.clock.lock().unwrap();
        *clock = clock.checked_add(minutes.minutes()).unwrap();
    }

    /// A person with the account `login`, the address `login@example.org` and [`PASSWORD`].
    pub(crate) async fn person(&self, login: &str, role: Role) -> UserId {
        let id = UserId(Uuid::new_v4());
        let account = Account {
            id,
            login: login.to_owned(),
            name: login.replace('.', " "),
            email: format!("{login}@example.org"),
            role,
            department: "Wydział Edukacji".to_owned(),
            room: "Stachowicza 18, pokój 4".to_owned(),
            phone: "12 345".to_owned(),
            password_hash: Some(cheap_hash(PASSWORD)),
            disabled: false,
            created_at: *self.clock.lock().unwrap(),
        };
        let mut tx = self.store.write().await.unwrap();
        accounts::insert(&mut tx, &account).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A browser of nobody yet.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser {
            pages: self,
            cookie: None,
            peer: "192.0.2.10:4000".parse().unwrap(),
        }
    }

    /// A browser in which somebody with a new account has signed in.
    pub(crate) async fn signed_in(&self, login: &str, role: Role) -> Browser<'_> {
        self.person(login, role).await;
        let mut browser = self.browser();
        browser.sign_in(login).await.assert_redirect("/");
        browser
    }

    pub(crate) async fn requester(&self) -> Browser<'_> {
        self.signed_in("jan.kowalski", Role::Requester).await
    }

    pub(crate) async fn first_line(&self) -> Browser<'_> {
        self.signed_in("anna.nowak", Role::FirstLine).await
    }

    pub(crate) async fn administrator(&self) -> Browser<'_> {
        self.signed_in("ewa.zarzadca", Role::Administrator).await
    }

    pub(crate) async fn respond(&self, mut request: Request<Body>, peer: SocketAddr) -> Response {
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn send(&self, request: Request<Body>, peer: SocketAddr) -> Reply {
        let response = self.respond(request, peer).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        crate::structure::check(&html);
        Reply {
            status: parts.status,
            headers: parts.headers,
            html,
        }
    }
}

/// The parameters are in the hash, so a cheap one serves as well in tests.
fn cheap_hash(password: &str) -> String {
    let params = Params::new(8, 1, 1, None).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password.as_bytes())
        .unwrap()
        .to_string()
}

/// A browser: keeps the cookie and sends forms of the pages it has loaded.
pub(crate) struct Browser<'a> {
    pub(crate) pages: &'a Pages,
    pub(crate) cookie: Option<String>,
    pub(crate) peer: SocketAddr,
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, address: &str) -> Reply {
        let reply = self
            .pages
            .send(self.request(Method::GET, address, Body::empty()), self.peer)
            .await;
        self.keep_cookie(&reply);
        reply
    }

    /// Sends a form as it stands, without adding a token.
    pub(crate) async fn send(&mut self, address: &str, fields: &[(&str, &str)]) -> Reply {
        let mut request = self.request(Method::POST, address, Body::from(encoded(fields)));
        request.headers_mut().insert(
            CONTENT_TYPE,
            "application/x-www-form-urlencoded".parse().unwrap(),
        );
        let reply = self.pages.send(request, self.peer).await;
        self.keep_cookie(&reply);
        reply
    }

    /// Loads `page`, fills in its token and hidden key, and sends `fields` to `address`.
    pub(crate) async fn submit(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
    ) -> Reply {
        let loaded = self.get(page).await;
        let mut all: Vec<(&str, String)> = vec![("csrf", loaded.hidden("csrf"))];
        for name in ["key", "version"] {
            if loaded.html.contains(&format!("name=\"{name}\"")) {
                all.push((name, loaded.hidden(name)));
            }
        }
        all.extend(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        let all: Vec<(&str, &str)> = all
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.send(address, &all).await
    }

    pub(crate) async fn sign_in(&mut self, login: &str) -> Reply {
        self.submit(
            "/logowanie",
            "/logowanie",
            &[("login", login), ("password", PASSWORD)],
        )
        .await
    }

    /// Files a ticket; the address where the browser is sent.
    pub(crate) async fn file(&mut self, subject: &str) -> String {
        let reply = self
            .submit(
                "/zgloszenia/nowe",
                "/zgloszenia",
                &[
                    ("name", "Jan Kowalski"),
                    ("email", "jan.kowalski@example.org"),
                    ("subject", subject),
                    ("body", "Od rana nic nie działa."),
                    ("impact", "low"),
                    ("urgency", "high"),
                ],
            )
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.html);
        reply.location()
    }

    pub(crate) fn request(&self, method: Method, address: &str, body: Body) -> Request<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(HOST, HOST_NAME);
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        request.body(body).unwrap()
    }

    fn keep_cookie(&mut self, reply: &Reply) {
        if let Some(cookie) = reply.headers.get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            self.cookie = Some(cookie.split(';').next().unwrap().to_owned());
        }
    }
}

pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .unwrap_or_else(|| panic!("no header {name}"))
            .to_str()
            .unwrap()
    }

    pub(crate) fn location(&self) -> String {
        self.header(LOCATION.as_str()).to_owned()
    }

    #[track_caller]
    pub(crate) fn assert_redirect(&self, to: &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.html);
        assert_eq!(self.location(), to);
    }

    #[track_caller]
    pub(crate) fn assert_shows(&self, text: &str) {
        assert!(self.html.contains(text), "no {text:?} in {}", self.html);
    }

    /// The value of a hidden field.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self
            .html
            .split_once(&start)
            .unwrap_or_else(|| panic!("no field {name} in {}", self.html));
        rest.split('"').next().unwrap().to_owned()
    }
}
