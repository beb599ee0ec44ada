//! A database of its own for each test, on the PostgreSQL server that `DYSPOZYTOR_TEST_POSTGRES` names.

use super::must;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::thread;
use url::Url;

/// The variable that names the server: `postgres://user:password@host:port/database`, a user who may create databases.
pub const VARIABLE: &str = "DYSPOZYTOR_TEST_POSTGRES";

/// An empty database that exists as long as this value; UTF-8, the collation of the server's `template0`.
#[derive(Debug)]
pub struct Database {
    server: Url,
    url: Url,
    name: String,
}

impl Database {
    /// `postgres://…` of this database.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }
}

/// Creates a database with a name of its own (`test_` and a time-ordered UUID). Takes about 50 ms.
///
/// # Panics
/// When [`VARIABLE`] is not set or the server cannot be reached: the PostgreSQL half of a test is never skipped.
pub async fn fresh_database() -> Database {
    let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "this test needs PostgreSQL: run the tests with `bash tests/run` (or `bash tests/run --only test`), which \
             starts a server for them, or set {VARIABLE}=postgres://user:password@127.0.0.1:5432/postgres to a server \
             on which that user may create databases"
        )
    });
    let server = must(Url::parse(&server), VARIABLE);
    let name = format!("test_{}", uuid::Uuid::now_v7().simple());
    let mut url = server.clone();
    url.set_path(&name);
    must(
        run(
            &server,
            format!("create database {name} template template0"),
        )
        .await,
        &format!("cannot create a database on the server that {VARIABLE} names"),
    );
    Database { server, url, name }
}

async fn run(server: &Url, statement: String) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(server.as_str()).await?;
    sqlx::raw_sql(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

impl Drop for Database {
    /// Drops the database, connections and all; if that fails it stays behind and the test does not mind.
    fn drop(&mut self) {
        let server = self.server.clone();
        let statement = format!("drop database if exists {} with (force)", self.name);
        // A thread, because the test's own runtime may be the one that is dropping us.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.map(|runtime| runtime.block_on(run(&server, statement)))
        });
        let _ = dropping.join();
    }
}
