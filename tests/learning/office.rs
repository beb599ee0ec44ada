//! An office over either database, whose people decide and whose router learns.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use domain::{
    Author, Change, Desk, EventId, Filing, Impact, Moment, PriorityMatrix, Requester, Role, Ticket,
    TicketId, TicketNumber, Urgency, UserId,
};
use jiff::{SignedDuration, Timestamp};
use matcher::Matcher;
use ordinance::Ordinance;
use store::accounts::Account;
use store::learning::models::{self, ModelState};
use store::{Conn, Store, tickets};
use tempfile::TempDir;
use testkit::services::postgres;
use uuid::Uuid;
use web::LiveMatcher;
use worker::{Learner, LearningSettings};

/// Makes two tests of each function: one on `SQLite`, one on `PostgreSQL`.
macro_rules! both_databases {
    ($(async fn $name:ident($office:ident: Office) $body:block)*) => { $(
        mod $name {
            use super::*;

            async fn scenario($office: $crate::office::Office) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                scenario($crate::office::Office::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                scenario($crate::office::Office::on_postgres().await).await;
            }
        }
    )* };
}
pub(crate) use both_databases;

pub(crate) static MATCHER: LazyLock<Arc<Matcher>> = LazyLock::new(|| Arc::new(Matcher::built_in()));
static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::new(Arc::new(Ordinance::built_in().clone())));

/// A database with five operators, and a router over it.
pub(crate) struct Office {
    pub(crate) store: Store,
    pub(crate) url: String,
    pub(crate) learner: Learner,
    pub(crate) live: LiveMatcher,
    _database: Database,
}

/// A database that exists as long as this value.
enum Database {
    Sqlite(#[expect(dead_code, reason = "deletes the folder when dropped")] TempDir),
    Postgres(#[expect(dead_code, reason = "drops the database when dropped")] postgres::Database),
}

/// A matter of which no example and no provision speaks: the program "Kwadratura".
pub(crate) const NEXT: (&str, &str) = ("Kwadratura", "Znów nie widzę arkusza, proszę o pomoc.");

/// What was asked, by whom, and who decided.
pub(crate) struct Case<'a> {
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
    pub(crate) requester: usize,
    pub(crate) operator: usize,
    pub(crate) day: i64,
}

/// So many days after the first.
pub(crate) fn at(day: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(24 * day)
}

fn moment(day: i64) -> Moment {
    Moment {
        now: at(day),
        event: EventId(Uuid::now_v7()),
    }
}

fn operator(number: usize) -> Author {
    Author {
        user: Some(UserId(Uuid::from_u128(number as u128 + 1))),
        name: format!("Operator {number}"),
        unit: Some(DESK.first_line().clone()),
    }
}

fn account(by: &Author) -> Account {
    Account {
        id: by.user.unwrap(),
        login: by.name.replace(' ', "."),
        name: by.name.clone(),
        email: format!("{}@um.example", by.name.replace(' ', ".")),
        role: Role::FirstLine,
        department: String::new(),
        room: String::new(),
        phone: String::new(),
        password_hash: None,
        disabled: false,
        created_at: at(0),
    }
}

impl Office {
    pub(crate) async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/desk.db", folder.path().display());
        Self::over(url, Database::Sqlite(folder)).await
    }

    pub(crate) async fn on_postgres() -> Self {
        let database = postgres::fresh_database().await;
        Self::over(database.url().to_owned(), Database::Postgres(database)).await
    }

    async fn over(url: String, database: Database) -> Self {
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let mut tx = store.write().await.unwrap();
        for number in 0..5 {
            let account = account(&operator(number));
            store::accounts::insert(&mut tx, &account).await.unwrap();
        }
        tx.commit().await.unwrap();
        let settings = LearningSettings {
            after_decisions: 10,
            every: Duration::from_mins(1),
        };
        Self {
            learner: Learner::new(
                store.clone(),
                MATCHER.clone(),
                Ordinance::built_in(),
                tokio::sync::watch::channel(Some(settings)).1,
            ),
            live: LiveMatcher::from(MATCHER.clone()),
            store,
            url,
            _database: database,
        }
    }

    /// A ticket that is filed with a suggestion.
    async fn filed(&self, tx: &mut Conn, case: &Case<'_>) -> Change {
        let matcher = self.live.current();
        let filing = Filing {
            id: TicketId(Uuid::now_v7()),
            number: tickets::next_number(tx, 2026).await.unwrap(),
            subject: case.subject,
            body: case.body,
            requester: Requester {
                name: "Anna Nowak".to_owned(),
                email: format!("osoba{}@um.example", case.requester),
                ..Requester::default()
            },
            impact: Impact::Low,
            urgency: Urgency::Low,
            suggestion: Some(matcher.suggest(case.subject, case.body)),
        };
        let visitor = Author {
            user: None,
            name: "Anna Nowak".to_owned(),
            unit: None,
        };
        let matrix = PriorityMatrix::built_in();
        Ticket::register(filing, &DESK, &matrix, visitor, moment(case.day)).unwrap()
    }

    /// Files a ticket, which waits for the first line.
    pub(crate) async fn file(&self, case: &Case<'_>) -> TicketNumber {
        let mut tx = self.store.write().await.unwrap();
        let filed = self.filed(&mut tx, case).await;
        tickets::apply(&mut tx, &filed).await.unwrap();
        tx.commit().await.unwrap();
        filed.ticket.number
    }

    /// A ticket that is filed with a suggestion, sent to `unit` and solved there.
    pub(crate) async fn solved(&self, tx: &mut Conn, case: &Case<'_>, unit: &str, duty: &str) {
        let filed = self.filed(tx, case).await;
        let by = operator(case.operator);
        let sent = filed
            .ticket
            .transfer(
                &unit.parse().unwrap(),
                "to ich obowiązek",
                duty.parse().unwrap(),
                &DESK,
                by.clone(),
                moment(case.day),
            )
            .unwrap();
        let done: Change = sent
            .ticket
            .resolve("Zrobione.", by, moment(case.day))
            .unwrap();
        for change in [filed, sent, done] {
            tickets::apply(tx, &change).await.unwrap();
        }
    }

    /// Decisions of five operators for eight people: a program that nobody has described is the support's.
    pub(crate) async fn corrections(&self) {
        let mut tx = self.store.write().await.unwrap();
        let texts = [
            (
                "Kwadratura nie otwiera arkusza",
                "Po kliknięciu nic się nie dzieje.",
            ),
            ("Kwadratura zgubiła arkusz", "Wczoraj był, dziś go nie ma."),
            (
                "Proszę o pomoc z Kwadraturą",
                "Nie umiem dodać nowego arkusza w Kwadraturze.",
            ),
            (
                "arkusz w kwadraturze",
                "kwadratura mówi ze arkusz jest zajety",
            ),
            (
                "Kwadratura i podsumowanie",
                "Arkusz nie liczy podsumowania w programie Kwadratura.",
            ),
            (
                "Nie mogę zapisać",
                "Kwadratura nie zapisuje arkusza, pojawia się puste okno.",
            ),
            (
                "Kwadratura po urlopie",
                "Arkusz z Kwadratury wygląda inaczej niż przed urlopem.",
            ),
            (
                "Pilne: kwadratura",
                "Arkusz kwadratury potrzebny na jutro, a nie da się go wydrukować z programu.",
            ),
        ];
        for round in 0..3 {
            for (number, (subject, body)) in texts.into_iter().enumerate() {
                let body = format!(
                    "{body} {}",
                    ["Dziękuję.", "To już drugi raz.", "Koleżanka ma to samo."][round]
                );
                let case = Case {
                    subject,
                    body: &body,
                    requester: number,
                    operator: (number + round) % 5,
                    day: i64::try_from(round * 10 + number).unwrap(),
                };
                self.solved(&mut tx, &case, "IT-04-3", "§16 pkt 1").await;
            }
        }
        tx.commit().await.unwrap();
    }

    /// The unit on the first place.
    pub(crate) fn first(&self, subject: &str, body: &str) -> String {
        let suggestion = self.live.current().suggest(subject, body);
        suggestion
            .units
            .first()
            .map_or_else(String::new, |unit| unit.unit.to_string())
    }

    pub(crate) async fn states(&self) -> Vec<ModelState> {
        let mut conn = self.store.read().await.unwrap();
        let versions = models::list(&mut conn, 10).await.unwrap();
        versions.into_iter().map(|model| model.state).collect()
    }
}
