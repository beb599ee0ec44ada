//! The pages over a fresh database, and people who look at them in a browser of few words.

use std::sync::{Arc, Mutex};

use axum::Router;
use domain::{
    Author, Decision, Desk, Event, EventId, Filing, Impact, Moment, Person, PriorityMatrix,
    Requester, Role, SuggestedDuty, SuggestedUnit, Suggestion, Ticket, TicketId, TicketNumber,
    Urgency, UserId,
};
use files::Files;
use jiff::{Timestamp, ToSpan};
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;
use store::accounts::Account;
use store::sessions::Session;
use store::{Store, tickets};
use tempfile::TempDir;
use tokio::sync::Notify;
use uuid::Uuid;
use web::{App, Clock, Settings, Token};

pub(crate) use crate::browser::{Browser, between};

/// Few words, so that a matcher is made at once.
const VOCABULARY: &str = r#"
version = "próbny"
[[duty]]
ref = "§14 pkt 1 lit. l"
terms = ["VPN", "FortiClient", "praca zdalna", "nie łączy się z domu", "tunel do sieci urzędu"]
[[duty]]
ref = "§15 pkt 2"
terms = ["komputer się nie włącza", "brak sieci w pokoju"]
[[duty]]
ref = "§9 pkt 2 lit. b"
terms = ["aplikacja nie działa", "błąd w programie"]
"#;

pub(crate) struct Site {
    pub(crate) router: Router,
    /// The same of one language, which describes its routes.
    pub(crate) routes: Router,
    pub(crate) store: Store,
    pub(crate) desk: Arc<Desk>,
    clock: Arc<Mutex<Timestamp>>,
    pub(crate) wake: Arc<Notify>,
    _folder: TempDir,
}

impl Site {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("desk.db").display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(Mutex::new("2026-03-02T09:00:00Z".parse().unwrap()));
        let desk = Arc::new(Desk::new(Arc::new(Ordinance::built_in().clone())));
        let vocabulary = Vocabulary::parse(VOCABULARY).unwrap();
        let wake = Arc::new(Notify::new());
        let settings = Settings {
            secure_cookies: false,
            ..Settings::default()
        };
        let app = App::new(
            store.clone(),
            Arc::new(Matcher::new(Ordinance::built_in(), &vocabulary).unwrap()),
            desk.clone(),
            Arc::new(PriorityMatrix::built_in()),
            settings,
            Clock::Fixed(clock.clone()),
            wake.clone(),
        )
        .with_files(Files::new(folder.path().join("attachments")))
        .with_superiors(Arc::new(domain::chain::Superiors::built_in()));
        Self {
            routes: web::router_in_one_language(app.clone()),
            router: web::router(app),
            store,
            desk,
            clock,
            wake,
            _folder: folder,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    pub(crate) fn minutes_pass(&self, minutes: i64) {
        let mut clock = self.clock.lock().unwrap();
        *clock = clock.checked_add(minutes.minutes()).unwrap();
    }

    pub(crate) async fn first_line(&self) -> Browser<'_> {
        self.person("Olga Operator", Role::FirstLine).await
    }

    pub(crate) async fn member(&self, unit: &str) -> Browser<'_> {
        self.person("Sylwia Sieciowa", Role::Unit(unit.parse().unwrap()))
            .await
    }

    pub(crate) async fn administrator(&self) -> Browser<'_> {
        self.person("Adam Administrator", Role::Administrator).await
    }

    pub(crate) async fn requester(&self) -> Browser<'_> {
        self.person("Anna Nowak", Role::Requester).await
    }

    pub(crate) fn visitor(&self) -> Browser<'_> {
        Browser {
            site: self,
            cookie: Token::fresh().unwrap().secret().to_owned(),
            person: None,
        }
    }

    pub(crate) async fn person(&self, name: &str, role: Role) -> Browser<'_> {
        let address = format!("{}@example.org", Uuid::new_v4());
        self.person_at(name, &address, role).await
    }

    /// Somebody with this address.
    pub(crate) async fn person_at(&self, name: &str, email: &str, role: Role) -> Browser<'_> {
        let id = UserId(Uuid::new_v4());
        let account = Account {
            id,
            login: id.to_string(),
            name: name.to_owned(),
            email: email.to_owned(),
            role,
            department: String::new(),
            room: String::new(),
            phone: String::new(),
            password_hash: None,
            disabled: false,
            created_at: self.now(),
        };
        let secret = Token::fresh().unwrap();
        let session = Session {
            token_hash: secret.hash().to_vec(),
            user: id,
            csrf: Token::fresh().unwrap().secret().to_owned(),
            created_at: self.now(),
            last_seen_at: self.now(),
            expires_at: self.now().checked_add(12.hours()).unwrap(),
        };
        let mut tx = self.store.write().await.unwrap();
        store::accounts::insert(&mut tx, &account).await.unwrap();
        store::sessions::insert(&mut tx, &session).await.unwrap();
        tx.commit().await.unwrap();
        Browser {
            site: self,
            cookie: secret.secret().to_owned(),
            person: Some(account.person()),
        }
    }

    /// A ticket of somebody without an account, with a suggestion for the VPN.
    pub(crate) async fn ticket(&self) -> Ticket {
        self.filed("Nie działa VPN", "Od rana VPN nie łączy się z domu.", None)
            .await
    }

    /// A ticket as filed; with an account, it is the account's own.
    pub(crate) async fn filed(
        &self,
        subject: &str,
        body: &str,
        account: Option<&Person>,
    ) -> Ticket {
        self.filed_with(
            subject,
            body,
            account,
            Urgency::Medium,
            Some(vpn_suggestion()),
        )
        .await
    }

    pub(crate) async fn filed_with(
        &self,
        subject: &str,
        body: &str,
        account: Option<&Person>,
        urgency: Urgency,
        suggestion: Option<Suggestion>,
    ) -> Ticket {
        let requester = Requester {
            account: account.map(|person| person.id),
            name: account
                .map_or("Anna Nowak", |person| &person.name)
                .to_owned(),
            email: "anna.nowak@example.org".into(),
            department: "Wydział Spraw Społecznych".into(),
            room: "al. Powstania 10, p. 12".into(),
            phone: "12 616 00 00".into(),
        };
        let mut tx = self.store.write().await.unwrap();
        let number = tickets::next_number(&mut tx, 2026).await.unwrap();
        let change = Ticket::register(
            Filing {
                id: TicketId(Uuid::now_v7()),
                number,
                subject,
                body,
                requester,
                impact: Impact::Low,
                urgency,
                suggestion,
            },
            &self.desk,
            &PriorityMatrix::built_in(),
            Author {
                user: None,
                name: "Anna Nowak".into(),
                unit: None,
            },
            self.moment(),
        )
        .unwrap();
        tickets::apply(&mut tx, &change).await.unwrap();
        tx.commit().await.unwrap();
        change.ticket
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            now: self.now(),
            event: EventId(Uuid::now_v7()),
        }
    }

    /// The ticket as it stands.
    pub(crate) async fn fresh(&self, number: TicketNumber) -> Ticket {
        let mut conn = self.store.read().await.unwrap();
        tickets::by_number(&mut conn, number)
            .await
            .unwrap()
            .unwrap()
    }

    /// What the first line made of the proposal.
    pub(crate) async fn choices(&self, ticket: &Ticket) -> Vec<tickets::Choice> {
        let mut conn = self.store.read().await.unwrap();
        tickets::choices(&mut conn, ticket.id).await.unwrap()
    }

    pub(crate) async fn history(&self, ticket: &Ticket) -> Vec<Event> {
        let mut conn = self.store.read().await.unwrap();
        tickets::history(&mut conn, ticket.id).await.unwrap()
    }
}

/// What a matcher would say about a VPN that does not work.
pub(crate) fn vpn_suggestion() -> Suggestion {
    let unit = |code: &str, confidence, duties: &[&str], words: &[&str]| SuggestedUnit {
        unit: code.parse().unwrap(),
        confidence,
        duty: duties[0].parse().unwrap(),
        words: words.iter().map(ToString::to_string).collect(),
        duties: duties
            .iter()
            .map(|duty| SuggestedDuty {
                duty: duty.parse().unwrap(),
                score: 1.0,
            })
            .collect(),
    };
    Suggestion {
        decision: Decision::Suggest,
        units: vec![
            unit(
                "IT-04-1",
                0.83,
                &["§14 pkt 1 lit. l", "§14 pkt 1 lit. a"],
                &["VPN"],
            ),
            unit("IT-04-2", 0.09, &["§15 pkt 2"], &["łączy"]),
        ],
        ordinance: "1756/2022@0123456789ab".into(),
        vocabulary: "próbny@ba9876543210".into(),
        input: "00".into(),
        note: None,
        threshold: None,
    }
}

/// The four parts of a full comment, and where to.
pub(crate) const FULL: [(&str, &str); 6] = [
    ("unit", "IT-04-1"),
    ("duty", "§14 pkt 1 lit. l"),
    ("comment.symptoms", "VPN nie łączy"),
    ("comment.tried", "ponowna instalacja"),
    ("comment.why_not_solved", "brak uprawnień do bramy"),
    ("comment.contact", "tel. 1234"),
];
