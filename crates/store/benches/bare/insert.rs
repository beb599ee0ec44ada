//! The bare work of registering: three rows in one durable transaction, by nothing but the driver, into tables with
//! nothing but a key.

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, SqliteConnection, query,
};
use uuid::Uuid;

/// Three tables in a database of either kind.
pub(crate) enum Bare {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Bare {
    /// A new file, with durable commits like the program's own.
    pub(crate) async fn sqlite(path: &std::path::Path) -> Self {
        let mut conn = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .disable_statement_logging()
            .connect()
            .await
            .unwrap();
        sqlx::raw_sql(AssertSqlSafe(tables("blob")))
            .execute(&mut conn)
            .await
            .unwrap();
        Self::Sqlite(conn)
    }

    /// In the database at `url`.
    pub(crate) async fn postgres(url: &str) -> Self {
        let mut conn = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(tables("uuid")))
            .execute(&mut conn)
            .await
            .unwrap();
        Self::Postgres(conn)
    }

    /// Writes a ticket, an event and a job.
    pub(crate) async fn insert(&mut self, subject: &str, body: &str) {
        /// The same statements by either driver.
        macro_rules! insert {
            ($conn:expr) => {{
                let (ticket, event, job) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
                let mut tx = $conn.begin().await.unwrap();
                query("insert into bare_tickets (id, subject, body) values ($1, $2, $3)")
                    .bind(ticket)
                    .bind(subject)
                    .bind(body)
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                query("insert into bare_events (id, ticket, act) values ($1, $2, $3)")
                    .bind(event)
                    .bind(ticket)
                    .bind(body)
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                query("insert into bare_jobs (id, ticket, kind) values ($1, $2, $3)")
                    .bind(job)
                    .bind(ticket)
                    .bind("confirmation")
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
            }};
        }
        match self {
            Self::Sqlite(conn) => insert!(conn),
            Self::Postgres(conn) => insert!(conn),
        }
    }
}

fn tables(id: &str) -> String {
    format!(
        "create table bare_tickets (id {id} primary key, subject text not null, body text not null);
         create table bare_events (id {id} primary key, ticket {id} not null, act text not null);
         create table bare_jobs (id {id} primary key, ticket {id} not null, kind text not null);"
    )
}
