//! A database of its own for each test, and people and tickets to put into it.

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use domain::*;
use jiff::Timestamp;
use ordinance::{Ordinance, Reference, UnitCode};
use sqlx::{AssertSqlSafe, Connection as _};
use store::accounts::Account;
use store::{Conn, Outcome, Store, StoreError, tickets};
use tempfile::TempDir;
use uuid::Uuid;

/// The variable that names the `PostgreSQL` server.
pub(crate) const VARIABLE: &str = "DYSPOZYTOR_TEST_POSTGRES";

/// Makes two tests of each function: one on `SQLite`, one on `PostgreSQL`.
macro_rules! both_databases {
    ($(async fn $name:ident($db:ident: Db) $body:block)*) => { $(
        mod $name {
            use super::*;

            async fn check($db: &$crate::support::Db) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let db = $crate::support::Db::sqlite().await;
                db.migrate().await.unwrap();
                check(&db).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let db = $crate::support::Db::postgres().await;
                db.migrate().await.unwrap();
                check(&db).await;
            }
        }
    )* };
}
pub(crate) use both_databases;

/// A database that exists as long as this value.
pub(crate) struct Db {
    pub(crate) store: Store,
    pub(crate) url: String,
    place: Place,
}

enum Place {
    Sqlite(#[expect(dead_code, reason = "deletes the folder when dropped")] TempDir),
    Postgres { server: String, name: String },
}

impl Deref for Db {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Db {
    /// An empty file.
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/desk.db", folder.path().display());
        Self {
            store: Store::open(&url).await.unwrap(),
            url,
            place: Place::Sqlite(folder),
        }
    }

    /// An empty database on the server that [`VARIABLE`] names.
    pub(crate) async fn postgres() -> Self {
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!(
                "this test needs PostgreSQL: run `bash tests/run`, or set {VARIABLE}=\
                 postgres://user:password@127.0.0.1:5432/postgres to a server on which that user \
                 may create databases"
            )
        });
        let name = format!("test_{}", Uuid::now_v7().simple());
        raw(
            &server,
            &format!("create database {name} template template0"),
        )
        .await
        .unwrap();
        let (address, _) = server.rsplit_once('/').unwrap();
        let url = format!("{address}/{name}");
        Self {
            store: Store::open(&url).await.unwrap(),
            url,
            place: Place::Postgres { server, name },
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.place, Place::Postgres { .. })
    }

    /// Runs SQL past the store.
    pub(crate) async fn raw(&self, sql: &str) -> Result<(), sqlx::Error> {
        raw(&self.url, sql).await
    }

    /// The first column of the first row, as a number.
    pub(crate) async fn raw_number(&self, sql: &str) -> i64 {
        if self.is_postgres() {
            let mut conn = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
                .fetch_one(&mut conn)
                .await
                .unwrap()
        } else {
            let mut conn = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
                .fetch_one(&mut conn)
                .await
                .unwrap()
        }
    }
}

async fn raw(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    if url.starts_with("sqlite") {
        let mut conn = sqlx::SqliteConnection::connect(url).await?;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .execute(&mut conn)
            .await?;
        conn.close().await
    } else {
        let mut conn = sqlx::PgConnection::connect(url).await?;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
            .execute(&mut conn)
            .await?;
        conn.close().await
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        let Place::Postgres { server, name } = &self.place else {
            return;
        };
        let (server, sql) = (
            server.clone(),
            format!("drop database if exists {name} with (force)"),
        );
        // A thread, because the test's own runtime may be the one that is dropping us.
        let dropping = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map(|runtime| runtime.block_on(raw(&server, &sql)))
        });
        let _ = dropping.join();
    }
}

pub(crate) static DESK: LazyLock<Desk> =
    LazyLock::new(|| Desk::new(Arc::new(Ordinance::built_in().clone())));
static MATRIX: LazyLock<PriorityMatrix> = LazyLock::new(PriorityMatrix::built_in);

pub(crate) fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

pub(crate) fn duty(reference: &str) -> Reference {
    reference.parse().unwrap()
}

/// A moment, `seconds` after the tests' beginning of time.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

/// A moment with a fresh event id.
pub(crate) fn moment(seconds: i64) -> Moment {
    Moment {
        now: at(seconds),
        event: EventId(Uuid::now_v7()),
    }
}

pub(crate) fn account(login: &str, name: &str, role: Role) -> Account {
    Account {
        id: UserId(Uuid::now_v7()),
        login: login.to_owned(),
        name: name.to_owned(),
        email: format!("{login}@example.org"),
        role,
        department: "Wydział Spraw Społecznych".to_owned(),
        room: "pok. 12".to_owned(),
        phone: "12 345".to_owned(),
        password_hash: Some("$argon2id$…".to_owned()),
        disabled: false,
        created_at: at(0),
    }
}

/// Adds an account.
pub(crate) async fn add(store: &Store, account: &Account) {
    let mut tx = store.write().await.unwrap();
    store::accounts::insert(&mut tx, account).await.unwrap();
    tx.commit().await.unwrap();
}

/// Adds an operator of the first line.
pub(crate) async fn operator(store: &Store) -> Author {
    let account = account("olga", "Olga Operator", Role::FirstLine);
    add(store, &account).await;
    Author {
        user: Some(account.id),
        name: account.name,
        unit: Some(unit("IT-02-3")),
    }
}

pub(crate) fn visitor() -> Author {
    Author {
        user: None,
        name: "Anna Nowak".to_owned(),
        unit: None,
    }
}

pub(crate) fn requester(name: &str) -> Requester {
    Requester {
        account: None,
        name: name.to_owned(),
        email: "anna.nowak@example.org".to_owned(),
        department: "Wydział Geodezji".to_owned(),
        room: "3/14".to_owned(),
        phone: "tel. 1234".to_owned(),
    }
}

pub(crate) fn comment() -> FullComment {
    FullComment::new(
        "VPN nie łączy",
        "ponowna instalacja",
        "brak uprawnień do bramy",
        "tel. 1234, do 15:00",
    )
    .unwrap()
}

pub(crate) fn suggestion() -> Suggestion {
    Suggestion {
        decision: Decision::Suggest,
        units: vec![SuggestedUnit {
            unit: unit("IT-04-1"),
            // Not every reader of JSON gives this back bit for bit.
            confidence: 0.123_456_789_012_345_68,
            duty: duty("§14 pkt 1 lit. l"),
            words: vec!["VPN".to_owned(), "łączy".to_owned()],
            duties: vec![SuggestedDuty {
                duty: duty("§14 pkt 1 lit. l"),
                score: 1.0 / 3.0,
            }],
        }],
        ordinance: "1756/2022@abc".to_owned(),
        vocabulary: "1@def".to_owned(),
        input: "00ff".to_owned(),
        note: Some(SuggestionNote::TwoMatters {
            unit: unit("IT-04-2"),
            duty: duty("§15 pkt 2"),
            words: vec!["drukarka".to_owned()],
            excerpt: "Poza tym drukarka…".to_owned(),
        }),
        threshold: Some(2.0 / 3.0),
    }
}

/// What to file; everything else is the same for all.
pub(crate) struct Draft<'a> {
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
    pub(crate) requester: Requester,
    pub(crate) impact: Impact,
    pub(crate) urgency: Urgency,
    pub(crate) suggestion: Option<Suggestion>,
    pub(crate) seconds: i64,
}

impl Default for Draft<'_> {
    fn default() -> Self {
        Self {
            subject: "Nie działa VPN",
            body: "Od rana nie łączy się z domu.",
            requester: requester("Anna Nowak"),
            impact: Impact::Medium,
            urgency: Urgency::High,
            suggestion: Some(suggestion()),
            seconds: 10,
        }
    }
}

/// Files a ticket within `conn`: the next number of 2026, then the change.
pub(crate) async fn file_in(conn: &mut Conn, draft: Draft<'_>) -> Result<Change, StoreError> {
    let number = tickets::next_number(conn, 2026).await?;
    let change = Ticket::register(
        Filing {
            id: TicketId(Uuid::now_v7()),
            number,
            subject: draft.subject,
            body: draft.body,
            requester: draft.requester,
            impact: draft.impact,
            urgency: draft.urgency,
            suggestion: draft.suggestion,
        },
        &DESK,
        &MATRIX,
        visitor(),
        moment(draft.seconds),
    )
    .unwrap();
    assert_eq!(tickets::apply(conn, &change).await?, Outcome::Done);
    Ok(change)
}

/// Files a ticket.
pub(crate) async fn file(store: &Store, draft: Draft<'_>) -> Change {
    let mut tx = store.write().await.unwrap();
    let change = file_in(&mut tx, draft).await.unwrap();
    tx.commit().await.unwrap();
    change
}

/// Applies a change.
pub(crate) async fn apply(store: &Store, change: &Change) -> Outcome {
    let mut tx = store.write().await.unwrap();
    let outcome = tickets::apply(&mut tx, change).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

/// Escalates a ticket to IT-04-1.
pub(crate) fn escalate(ticket: &Ticket, by: &Author, seconds: i64) -> Change {
    let to = DESK.second_line_unit(&unit("IT-04-1")).unwrap();
    ticket
        .escalate(
            &to,
            duty("§14 pkt 1 lit. l"),
            comment(),
            &DESK,
            by.clone(),
            moment(seconds),
        )
        .unwrap()
}

/// The row of a ticket.
pub(crate) async fn row(store: &Store, id: TicketId) -> Ticket {
    let mut conn = store.read().await.unwrap();
    tickets::by_id(&mut conn, id).await.unwrap().unwrap()
}

/// Numbers that look random and are the same in every run (xorshift64*).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap() % bound
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}
