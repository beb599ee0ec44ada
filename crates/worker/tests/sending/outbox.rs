//! An outbox on a real database, and people who fill it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::{
    Author, Change, Decision, Desk, EventId, FullComment, Impact, JobId, Moment, PriorityMatrix,
    Requester, Role, SuggestedUnit, Suggestion, Ticket, TicketId, Urgency, UserId, Visibility,
};
use jiff::Timestamp;
use mail::{Encryption, Smtp, SmtpSettings, Transport};
use ordinance::{Ordinance, UnitCode};
use store::accounts::{self, Account};
use store::jobs::UndeliveredLetter;
use store::letters::Letter;
use store::{Store, jobs, letters, tickets};
use testkit::services::{postgres, smtp};
use texts::Texts;
use uuid::Uuid;
use worker::{Settings, Worker};

/// A test on both databases.
macro_rules! both_databases {
    ($(async fn $name:ident($outbox:ident: Outbox) $body:block)+) => {
        $(mod $name {
            use super::*;

            async fn scenario($outbox: Outbox) $body

            #[tokio::test]
            async fn on_sqlite() {
                scenario(Outbox::on_sqlite().await).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                scenario(Outbox::on_postgres().await).await;
            }
        })+
    };
}
pub(crate) use both_databases;

/// An outbox and who can write to it.
pub(crate) struct Outbox {
    pub(crate) store: Store,
    pub(crate) desk: Arc<Desk>,
    _database: Database,
}

#[expect(
    dead_code,
    reason = "held so that the database exists as long as the outbox"
)]
enum Database {
    Sqlite(tempfile::TempDir),
    Postgres(postgres::Database),
}

/// 26 November 2026, 13:05 in Kraków.
pub(crate) fn now() -> Timestamp {
    "2026-11-26T12:05:00Z".parse().unwrap()
}

/// `minutes` after [`now`].
pub(crate) fn after(minutes: u64) -> Timestamp {
    now() + Duration::from_secs(minutes * 60)
}

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

/// The account of Jan Kowalski of the first line.
const OPERATOR: UserId = UserId(Uuid::from_u128(1));

pub(crate) fn moment() -> Moment {
    Moment {
        now: now(),
        event: EventId(Uuid::now_v7()),
    }
}

pub(crate) fn operator() -> Author {
    Author {
        user: Some(OPERATOR),
        name: "Jan Kowalski".to_owned(),
        unit: Some(unit("IT-02-3")),
    }
}

/// Settings that suit most tests; unit addresses are `it-04-1@coi.example` and the like.
pub(crate) fn settings() -> Settings {
    let units: BTreeMap<UnitCode, String> = Ordinance::built_in()
        .units()
        .iter()
        .map(|unit| {
            let name = unit.code.as_str().to_lowercase();
            (unit.code.clone(), format!("{name}@coi.example"))
        })
        .collect();
    Settings {
        public_url: "https://pomoc.example".to_owned(),
        from: "Centrum Obsługi Informatycznej <dyspozytor@coi.example>".to_owned(),
        units,
        superiors: Some(std::sync::Arc::new(domain::chain::Superiors::built_in())),
        requester_domains: Vec::new(),
        lease_seconds: 120,
        parallel: 4,
        poll: Duration::from_mins(1),
        give_up_after: Duration::from_hours(72),
    }
}

/// Plain SMTP to a port of this machine.
pub(crate) fn plain(port: u16) -> Transport {
    Transport::Smtp(Smtp::new(smtp_settings(port)).unwrap())
}

pub(crate) fn smtp_settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: smtp::HOST.to_owned(),
        port,
        encryption: Encryption::None,
        credentials: None,
        ca_file: None,
        timeout: Duration::from_secs(10),
        kept_connections: 4,
    }
}

impl Outbox {
    pub(crate) async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/test.db", folder.path().display());
        Self::at(&url, Database::Sqlite(folder)).await
    }

    pub(crate) async fn on_postgres() -> Self {
        let database = postgres::fresh_database().await;
        let url = database.url().to_owned();
        Self::at(&url, Database::Postgres(database)).await
    }

    async fn at(url: &str, database: Database) -> Self {
        let store = Store::open(url).await.unwrap();
        store.migrate().await.unwrap();
        let outbox = Self {
            store,
            desk: Arc::new(Desk::new(Arc::new(Ordinance::built_in().clone()))),
            _database: database,
        };
        outbox
            .insert(OPERATOR, Role::FirstLine, "jan.kowalski@coi.example")
            .await;
        outbox
    }

    pub(crate) fn worker(&self, transport: Transport, settings: Settings) -> Worker {
        Worker::new(
            self.store.clone(),
            transport,
            settings,
            Texts::pl(),
            self.desk.clone(),
        )
    }

    /// A requester with an account under this address.
    pub(crate) async fn account(&self, email: &str) -> UserId {
        let id = UserId(Uuid::now_v7());
        self.insert(id, Role::Requester, email).await;
        id
    }

    async fn insert(&self, id: UserId, role: Role, email: &str) {
        let account = Account {
            id,
            login: id.to_string(),
            name: "Anna Nowak".to_owned(),
            email: email.to_owned(),
            role,
            department: String::new(),
            room: String::new(),
            phone: String::new(),
            password_hash: None,
            disabled: false,
            created_at: now(),
        };
        let mut conn = self.store.write().await.unwrap();
        accounts::insert(&mut conn, &account).await.unwrap();
        conn.commit().await.unwrap();
    }

    /// A ticket filed without signing in.
    pub(crate) async fn filed(&self, email: &str) -> Ticket {
        self.filed_by(email, None).await
    }

    pub(crate) async fn filed_by(&self, email: &str, account: Option<UserId>) -> Ticket {
        let duty = "§14 pkt 1 lit. l".parse().unwrap();
        let suggestion = Suggestion {
            decision: Decision::Suggest,
            units: vec![SuggestedUnit {
                unit: unit("IT-04-1"),
                confidence: 0.9,
                duty,
                words: vec!["VPN".to_owned()],
                duties: Vec::new(),
            }],
            ordinance: Ordinance::built_in().version().to_owned(),
            vocabulary: "test".to_owned(),
            input: "0".repeat(64),
            note: None,
            threshold: None,
        };
        let mut conn = self.store.write().await.unwrap();
        let filing = domain::Filing {
            id: TicketId(Uuid::now_v7()),
            number: tickets::next_number(&mut conn, 2026).await.unwrap(),
            subject: "Nie łączy się VPN",
            body: "Od rana nie mogę połączyć się z siecią urzędu.",
            requester: Requester {
                account,
                name: "Anna Nowak".to_owned(),
                email: email.to_owned(),
                phone: "12 616 00 00".to_owned(),
                ..Requester::default()
            },
            impact: Impact::Medium,
            urgency: Urgency::High,
            suggestion: Some(suggestion),
        };
        let by = Author {
            user: account,
            name: "Anna Nowak".to_owned(),
            unit: None,
        };
        let matrix = PriorityMatrix::built_in();
        let change = Ticket::register(filing, &self.desk, &matrix, by, moment()).unwrap();
        tickets::apply(&mut conn, &change).await.unwrap();
        conn.commit().await.unwrap();
        change.ticket
    }

    /// Escalates to IT-04-1; answers the letter's job.
    pub(crate) async fn escalated(&self, ticket: &Ticket) -> (Ticket, JobId) {
        let to = self.desk.second_line_unit(&unit("IT-04-1")).unwrap();
        let duty = "§14 pkt 1 lit. l".parse().unwrap();
        let comment = FullComment::new(
            "Klient VPN przerywa łączenie.",
            "Ponowna instalacja klienta, nowe hasło.",
            "Przyczyna leży po stronie bramy.",
            "12 616 00 00, do 15:30.",
        );
        let change = ticket.escalate(
            &to,
            duty,
            comment.unwrap(),
            &self.desk,
            operator(),
            moment(),
        );
        self.applied(change.unwrap()).await
    }

    /// Returns what IT-04-1 holds; answers all jobs of letters.
    pub(crate) async fn returned(&self, ticket: &Ticket) -> (Ticket, Vec<JobId>) {
        let by = Author {
            unit: Some(unit("IT-04-1")),
            ..operator()
        };
        let change = ticket.give_back("Sprawa stanowiska.", &self.desk, by, moment());
        let change = change.unwrap();
        self.apply(&change).await;
        let jobs = change.letters.iter().map(|letter| letter.id).collect();
        (change.ticket, jobs)
    }

    pub(crate) async fn transferred(&self, ticket: &Ticket, to: &str, duty: &str) -> JobId {
        let duty = duty.parse().unwrap();
        let reason = "Sprawa należy do Państwa zadań.";
        let change = ticket.transfer(&unit(to), reason, duty, &self.desk, operator(), moment());
        self.applied(change.unwrap()).await.1
    }

    /// Books a session for a ticket, as IT-04-2; answers the letter's job.
    pub(crate) async fn booked(&self, ticket: &Ticket) -> (Ticket, JobId) {
        self.transferred(ticket, "IT-04-2", "§15 pkt 6").await;
        let mut conn = self.store.read().await.unwrap();
        let held = tickets::by_number(&mut conn, ticket.number)
            .await
            .unwrap()
            .unwrap();
        drop(conn);
        let accepted = held.accept(operator(), moment()).unwrap();
        self.apply(&accepted).await;
        let wanted = domain::Wanted {
            duty: "§15 pkt 6".parse().unwrap(),
            place: "Sala Obrad",
            from: "2026-12-02T08:00:00Z".parse().unwrap(),
            to: "2026-12-02T14:30:00Z".parse().unwrap(),
            crew: "Ewa Lis",
            equipment: "",
            setup_minutes: 60,
        };
        let calendar = domain::calendar::Calendar::built_in();
        let booking = domain::Booking::plan(&wanted, &calendar, now()).unwrap();
        let overlap = domain::Overlap::Ask;
        let change = accepted
            .ticket
            .book(booking, [], overlap, &self.desk, operator(), moment());
        self.applied(change.unwrap()).await
    }

    pub(crate) async fn noted(&self, ticket: &Ticket, text: &str) -> (Ticket, JobId) {
        let change = ticket.note(Visibility::Public, text, operator(), moment());
        self.applied(change.unwrap()).await
    }

    pub(crate) async fn noted_internally(&self, ticket: &Ticket, text: &str) -> Ticket {
        let change = ticket.note(Visibility::Internal, text, operator(), moment());
        let change = change.unwrap();
        self.apply(&change).await;
        change.ticket
    }

    pub(crate) async fn resolved(&self, ticket: &Ticket, solution: &str) -> (Ticket, JobId) {
        let change = ticket.resolve(solution, operator(), moment());
        self.applied(change.unwrap()).await
    }

    async fn applied(&self, change: Change) -> (Ticket, JobId) {
        self.apply(&change).await;
        (change.ticket, change.letters[0].id)
    }

    pub(crate) async fn apply(&self, change: &Change) {
        let mut conn = self.store.write().await.unwrap();
        let outcome = tickets::apply(&mut conn, change).await.unwrap();
        assert_eq!(outcome, store::Outcome::Done);
        conn.commit().await.unwrap();
    }

    pub(crate) async fn undelivered(&self) -> Vec<UndeliveredLetter> {
        let mut conn = self.store.read().await.unwrap();
        jobs::undelivered(&mut conn, 100).await.unwrap()
    }

    /// How many letters neither arrived nor were given up.
    pub(crate) async fn queued(&self) -> i64 {
        let mut conn = self.store.read().await.unwrap();
        jobs::backlog(&mut conn, now()).await.unwrap().queued
    }

    pub(crate) async fn kept_copy(&self, id: JobId) -> Option<Letter> {
        let mut conn = self.store.read().await.unwrap();
        letters::by_id(&mut conn, id).await.unwrap()
    }

    pub(crate) async fn requeue(&self, id: JobId, at: Timestamp) {
        let mut conn = self.store.write().await.unwrap();
        let outcome = jobs::requeue(&mut conn, id, at).await.unwrap();
        assert_eq!(outcome, store::Outcome::Done);
        conn.commit().await.unwrap();
    }
}

/// What a test looks at in a letter that arrived.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arrived {
    pub(crate) id: String,
    pub(crate) to: String,
    pub(crate) to_name: Option<String>,
    pub(crate) reply_to: Option<String>,
    pub(crate) subject: String,
    pub(crate) references: Vec<String>,
    pub(crate) text: String,
    pub(crate) html: String,
}

impl Arrived {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let message = mail_parser::MessageParser::default().parse(bytes).unwrap();
        let to = message.to().and_then(|to| to.first()).unwrap();
        let reply_to = message.reply_to().and_then(|to| to.first());
        let references = match message.references() {
            mail_parser::HeaderValue::TextList(ids) => {
                ids.iter().map(ToString::to_string).collect()
            }
            mail_parser::HeaderValue::Text(id) => vec![id.to_string()],
            _ => Vec::new(),
        };
        Self {
            id: message.message_id().unwrap().to_owned(),
            to: to.address().unwrap().to_owned(),
            to_name: to.name().map(ToOwned::to_owned),
            reply_to: reply_to.and_then(|to| to.address()).map(ToOwned::to_owned),
            subject: message.subject().unwrap().to_owned(),
            references,
            text: message.body_text(0).unwrap().replace("\r\n", "\n"),
            html: message.body_html(0).unwrap().replace("\r\n", "\n"),
        }
    }

    pub(crate) fn all(letters: &[Vec<u8>]) -> Vec<Self> {
        letters.iter().map(|bytes| Self::read(bytes)).collect()
    }

    /// The secret at the end of the link, if there is one.
    pub(crate) fn secret(&self) -> Option<&str> {
        let (_, rest) = self.text.split_once("https://pomoc.example/z/")?;
        rest.lines().next()
    }
}

/// The Message-ID of a job's letter.
pub(crate) fn message_id(job: JobId) -> String {
    format!("{job}@coi.example")
}
