//! `cargo bench -p store`: filing a ticket, from the matcher to the durable commit, against three bare rows.
//!
//! `PostgreSQL` is measured when `DYSPOZYTOR_TEST_POSTGRES` names a server:
//! `POSTGRES_FSYNC=on bash tests/run --with cargo bench -p store` brings one.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

#[path = "bare/insert.rs"]
mod bare;
#[path = "../../../benches/support/ratios.rs"]
mod ratios;

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};

use domain::{
    Author, Desk, EventId, Filing, Impact, Moment, PriorityMatrix, Requester, Suggestion, Ticket,
    TicketId, Urgency, UserId,
};
use jiff::Timestamp;
use matcher::Matcher;
use ordinance::Ordinance;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use store::{Outcome, Store, tickets};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::bare::Bare;
use crate::ratios::Ratios;

const VARIABLE: &str = "DYSPOZYTOR_TEST_POSTGRES";
const SUBJECT: &str = "Nie łączy z domu";
/// About fifty words, the usual length of a ticket.
const BODY: &str = "Dzień dobry, od wczoraj wieczorem nie mogę połączyć się z siecią urzędu z domu. FortiClient dochodzi do \
połowy i pokazuje błąd, a kod z tokena jest przyjmowany. Internet w domu działa, sprawdzałam na telefonie i na \
drugim laptopie. Próbowałam już ponownie uruchomić komputer i router. Jutro mam pracę zdalną cały dzień, proszę o pomoc.";

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);
static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::new(Arc::new(Ordinance::built_in().clone())));
static MATRIX: LazyLock<PriorityMatrix> = LazyLock::new(PriorityMatrix::built_in);
/// The folder goes when the benchmark ends by itself; what is left else lies under `target`.
static SQLITE: LazyLock<(Database, Mutex<Option<TempDir>>)> = LazyLock::new(|| {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let database = RUNTIME.block_on(Database::sqlite(folder.path().to_owned()));
    (database, Mutex::new(Some(folder)))
});

fn main() {
    divan::main();
    if ratios::wanted() {
        let mut ratios = Ratios::new();
        measure(&mut ratios, "SQLite", &SQLITE.0);
        postgres(&mut ratios);
        ratios.print();
    }
    drop(SQLITE.1.lock().unwrap().take());
}

#[divan::bench(max_time = 2)]
fn register() {
    RUNTIME.block_on(SQLITE.0.register());
}

#[divan::bench(max_time = 2)]
fn three_bare_rows() {
    SQLITE.0.three_rows();
}

/// The program's tables and the bare ones.
struct Database {
    store: Store,
    bare: Mutex<Bare>,
}

impl Database {
    async fn sqlite(folder: PathBuf) -> Self {
        let url = format!("sqlite://{}", folder.join("desk.db").display());
        Self::new(&url, Bare::sqlite(&folder.join("bare.db")).await).await
    }

    async fn new(url: &str, bare: Bare) -> Self {
        let store = Store::open(url).await.unwrap();
        store.migrate().await.unwrap();
        Self {
            store,
            bare: Mutex::new(bare),
        }
    }

    /// What filing does between the form and the answer.
    async fn register(&self) {
        let suggestion = MATCHER.suggest(SUBJECT, BODY);
        self.write(suggestion).await;
    }

    async fn write(&self, suggestion: Suggestion) {
        let moment = Moment {
            now: Timestamp::now(),
            event: EventId(Uuid::now_v7()),
        };
        let mut tx = self.store.write().await.unwrap();
        let filing = Filing {
            id: TicketId(Uuid::now_v7()),
            number: tickets::next_number(&mut tx, 2026).await.unwrap(),
            subject: SUBJECT,
            body: BODY,
            requester: Requester {
                account: None::<UserId>,
                name: "Anna Nowak".to_owned(),
                email: "anna.nowak@example.org".to_owned(),
                department: "Wydział Geodezji".to_owned(),
                room: "pok. 12".to_owned(),
                phone: "1234".to_owned(),
            },
            impact: Impact::Low,
            urgency: Urgency::Medium,
            suggestion: Some(suggestion),
        };
        let by = Author {
            user: None,
            name: "Anna Nowak".to_owned(),
            unit: None,
        };
        let change = Ticket::register(filing, &DESK, &MATRIX, by, moment).unwrap();
        let outcome = tickets::apply(&mut tx, &change).await.unwrap();
        assert_eq!(outcome, Outcome::Done);
        tx.commit().await.unwrap();
    }

    fn three_rows(&self) {
        RUNTIME.block_on(self.bare.lock().unwrap().insert(SUBJECT, BODY));
    }
}

fn measure(ratios: &mut Ratios, kind: &str, database: &Database) {
    ratios.compare(
        &format!("register, {kind}"),
        1_000,
        || RUNTIME.block_on(database.register()),
        || database.three_rows(),
    );
    let suggestion = MATCHER.suggest(SUBJECT, BODY);
    ratios.compare(
        &format!("register, {kind}, without the matcher"),
        1_000,
        || RUNTIME.block_on(database.write(suggestion.clone())),
        || database.three_rows(),
    );
}

/// Measures in a database of its own, or says that nothing was measured.
fn postgres(ratios: &mut Ratios) {
    let Ok(server) = std::env::var(VARIABLE) else {
        ratios.note(format!(
            "register, PostgreSQL: NOT MEASURED, because {VARIABLE} names no server"
        ));
        return;
    };
    let name = format!("bench_{}", Uuid::now_v7().simple());
    let fsync = RUNTIME.block_on(async {
        let mut conn = PgConnection::connect(&server).await.unwrap();
        let create = format!("create database {name} template template0");
        sqlx::raw_sql(AssertSqlSafe(create))
            .execute(&mut conn)
            .await
            .unwrap();
        let shown = sqlx::query_scalar::<_, String>("show fsync").fetch_one(&mut conn);
        shown.await.unwrap()
    });
    let kind = format!("PostgreSQL with fsync = {fsync}");
    let (address, _) = server.rsplit_once('/').unwrap();
    let url = format!("{address}/{name}");
    let database =
        RUNTIME.block_on(async { Database::new(&url, Bare::postgres(&url).await).await });
    measure(ratios, &kind, &database);
    drop(database);
    RUNTIME.block_on(async {
        let mut conn = PgConnection::connect(&server).await.unwrap();
        let drop = format!("drop database {name} with (force)");
        sqlx::raw_sql(AssertSqlSafe(drop))
            .execute(&mut conn)
            .await
            .unwrap();
    });
}
