//! Opening a database, and connections to it.

use std::fmt;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::sql::{Later, Patience, Pending, Query, Select, Target};
use crate::{Result, StoreError};

/// How long to wait for a free connection before the database counts as unavailable.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long one process waits for another that is writing to the same `SQLite` file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Statements that an `SQLite` connection keeps prepared: more than there are texts in use, lists of many
/// lengths and acts that write together included.
const STATEMENTS: usize = 400;
/// `SQLite` connections that only read.
const READERS: u32 = 4;
/// `PostgreSQL` connections.
const CONNECTIONS: u32 = 16;
/// Bounds on what one statement or one idle transaction may hold up in `PostgreSQL`.
const POSTGRES_LIMITS: [(&str, &str); 3] = [
    ("statement_timeout", "30s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "60s"),
];

/// A database. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) pools: Pools,
}

#[derive(Clone)]
pub(crate) enum Pools {
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
        patience: Patience,
    },
    Postgres {
        pool: PgPool,
        unlimited: Box<PgConnectOptions>,
    },
}

impl fmt::Debug for Store {
    /// Names the kind of database only: an address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.pools {
            Pools::Sqlite { .. } => "Store(SQLite)",
            Pools::Postgres { .. } => "Store(PostgreSQL)",
        })
    }
}

impl Store {
    /// Opens the database at `url`: `sqlite:///path/file.db` or `sqlite://relative.db` (made when
    /// missing; its folder must exist) or `postgres://user:password@host:port/database`.
    /// The schema is left as it is; see [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Address`] for any other address (also for `SQLite` in memory, where nothing
    /// would be kept), [`StoreError::Unavailable`] when the database cannot be reached.
    pub async fn open(url: &str) -> Result<Self> {
        let pools = if url.starts_with("sqlite:") {
            open_sqlite(url, Durability::Full).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            open_postgres(url).await?
        } else {
            return Err(StoreError::Address(
                "it must begin with sqlite:// or postgres://".to_owned(),
            ));
        };
        Ok(Self { pools })
    }

    /// Opens an `SQLite` database that is thrown away afterwards, through a single connection: what is
    /// committed outlives the end of this program when it is closed, but not a crash, so it is written
    /// much faster. Whoever holds a snapshot here waits for ever for a transaction. Not for a desk.
    ///
    /// # Errors
    /// As [`Store::open`]; also [`StoreError::Address`] for `PostgreSQL`.
    pub async fn open_scratch(url: &str) -> Result<Self> {
        if !url.starts_with("sqlite:") {
            return Err(StoreError::Address(
                "a database to throw away must begin with sqlite://".to_owned(),
            ));
        }
        let pools = open_sqlite(url, Durability::None).await?;
        Ok(Self { pools })
    }

    /// A snapshot for reading: everything read through it is as of one moment. Writing through it fails.
    /// Hold it shortly; give it back by dropping it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is free within ten seconds.
    pub async fn read(&self) -> Result<Conn> {
        let tx = match &self.pools {
            Pools::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Pools::Postgres { pool, .. } => Tx::Postgres(
                pool.begin_with("begin isolation level repeatable read, read only")
                    .await?,
            ),
        };
        Ok(Conn::new(tx, self.patience()))
    }

    /// A transaction for writing; rolled back shortly after it is dropped without [`Conn::commit`]. `SQLite` has one
    /// at a time, so do slow work (hashing, sending) before or after, never while holding it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is free within ten seconds,
    /// [`StoreError::Busy`] when another process writes to the `SQLite` file as long.
    pub async fn write(&self) -> Result<Conn> {
        let tx = match &self.pools {
            Pools::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Pools::Postgres { pool, .. } => Tx::Postgres(pool.begin().await?),
        };
        Ok(Conn::new(tx, self.patience()))
    }

    fn patience(&self) -> Patience {
        match &self.pools {
            Pools::Sqlite { patience, .. } => *patience,
            Pools::Postgres { .. } => Patience::None,
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        self.read()
            .await?
            .sql("select 1")
            .value::<i32>()
            .await
            .map(|_| ())
    }

    /// Waits until every connection is given back, then closes them. Later calls are refused with
    /// [`StoreError::Unavailable`].
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write, .. } => {
                read.close().await;
                // Last, so that it folds the write-ahead log into the file.
                write.close().await;
            }
            Pools::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// What a commit outlives.
#[derive(Clone, Copy)]
enum Durability {
    /// A loss of power.
    Full,
    /// The end of the program only.
    None,
}

async fn open_sqlite(url: &str, durability: Durability) -> Result<Pools> {
    let options: SqliteConnectOptions = url.parse().map_err(|_| {
        StoreError::Address("expected sqlite:///path/file.db or sqlite://file.db".to_owned())
    })?;
    let rest = url.trim_start_matches("sqlite:").trim_start_matches('/');
    if rest.starts_with(":memory:") || rest.contains("mode=memory") || rest.is_empty() {
        return Err(StoreError::Address(
            "SQLite needs a file; in memory nothing would be kept".to_owned(),
        ));
    }
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging();
    let pool = || {
        SqlitePoolOptions::new()
            .acquire_timeout(ACQUIRE_TIMEOUT)
            // A file does not go away as a server does, and asking costs as much as a statement.
            .test_before_acquire(false)
            // When the disk is full, SQLite ends the transaction by itself, the driver's own end of
            // it fails, and it would refuse to begin another on that connection for ever.
            .before_acquire(|conn, _| Box::pin(async { Ok(!conn.is_in_transaction()) }))
    };
    let one = pool().max_connections(1);
    if let Durability::None = durability {
        let write = one.connect_with(scratch(options)).await?;
        let read = write.clone();
        return Ok(Pools::Sqlite {
            read,
            write,
            patience: Patience::Yields,
        });
    }
    let write = one.connect_with(options.clone()).await?;
    let read = pool()
        .max_connections(READERS)
        .connect_lazy_with(options.read_only(true));
    Ok(Pools::Sqlite {
        read,
        write,
        patience: Patience::None,
    })
}

/// One connection that writes and reads, so that all it has read stays in its memory, and no log: what
/// is rolled back stands in memory meanwhile.
fn scratch(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Memory)
        .locking_mode(SqliteLockingMode::Exclusive)
        .synchronous(SqliteSynchronous::Off)
        // 16 MB. The system has the rest in memory, and a larger cache makes every commit dearer.
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "memory")
}

async fn open_postgres(url: &str) -> Result<Pools> {
    let options: PgConnectOptions = url.parse().map_err(|_| {
        StoreError::Address("expected postgres://user:password@host:port/database".to_owned())
    })?;
    let unlimited = options
        .application_name("dyspozytor")
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(unlimited.clone().options(POSTGRES_LIMITS))
        .await?;
    Ok(Pools::Postgres {
        pool,
        unlimited: Box::new(unlimited),
    })
}

/// A snapshot ([`Store::read`]) or a transaction ([`Store::write`]).
pub struct Conn {
    tx: Tx,
    /// A statement failed or was abandoned half-way.
    broken: bool,
    /// Statements that have not gone to the database yet.
    pending: Pending,
}

enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conn")
            .field("broken", &self.broken)
            .finish_non_exhaustive()
    }
}

/// Which database a connection leads to, for the few statements that differ.
#[derive(Clone, Copy)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Conn {
    fn new(tx: Tx, patience: Patience) -> Self {
        Self {
            tx,
            broken: false,
            pending: Pending::new(patience),
        }
    }

    /// Makes everything written through this connection durable, or nothing of it.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when a statement failed before (the transaction is rolled back: a part
    /// is never kept), and what the database reports; then the outcome is unknown if the connection broke.
    pub async fn commit(mut self) -> Result<()> {
        if self.broken {
            self.rollback().await?;
            return Err(StoreError::Broken);
        }
        self.settle().await?;
        match self.tx {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Undoes everything written through this connection, now. Dropping it does so too, but only
    /// shortly after: until then what it wrote to stays locked.
    ///
    /// # Errors
    /// What the database reports; nothing is kept in any case.
    pub async fn rollback(self) -> Result<()> {
        match self.tx {
            Tx::Sqlite(tx) => tx.rollback().await?,
            Tx::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    /// Runs the statements that were put off until now ([`Later`]), and reports what is wrong with any.
    ///
    /// # Errors
    /// What the database reports; after that the transaction cannot be committed.
    pub(crate) async fn settle(&mut self) -> Result<()> {
        if let Tx::Sqlite(tx) = &mut self.tx {
            self.broken = true;
            self.pending.run(tx).await?;
            self.broken = false;
        }
        Ok(())
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self.tx {
            Tx::Sqlite(_) => Dialect::Sqlite,
            Tx::Postgres(_) => Dialect::Postgres,
        }
    }

    /// One statement for both databases.
    pub(crate) fn sql(&mut self, sql: &'static str) -> Query<'_> {
        let target = match &mut self.tx {
            Tx::Sqlite(tx) => Target::Sqlite(tx, <_>::default(), &mut self.pending),
            Tx::Postgres(tx) => Target::Postgres(tx, <_>::default()),
        };
        Query::new(target, &mut self.broken, sql)
    }

    /// One statement for both databases that may wait for others.
    pub(crate) fn later(&mut self, sql: &'static str) -> Later<'_> {
        Later::new(self.sql(sql))
    }

    /// One query for both databases whose conditions are chosen when it runs.
    pub(crate) fn select(&mut self, head: &'static str) -> Select<'_> {
        Select::new(self.sql(head))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sqlite_commits_are_durable_and_references_are_checked() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/desk.db", folder.path().display());
        let store = Store::open(&url).await.unwrap();
        for mut conn in [store.write().await.unwrap(), store.read().await.unwrap()] {
            let mode: String = conn.sql("pragma journal_mode").value().await.unwrap();
            let synchronous: i64 = conn.sql("pragma synchronous").value().await.unwrap();
            let foreign_keys: i64 = conn.sql("pragma foreign_keys").value().await.unwrap();
            // 2 is FULL.
            assert_eq!((mode.as_str(), synchronous, foreign_keys), ("wal", 2, 1));
        }
    }

    #[tokio::test]
    async fn attack_38_a_full_disk_ends_one_transaction_and_not_the_writer() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/desk.db", folder.path().display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let key = "k".repeat(100_000);
        let fill = "insert into throttle (key, started, hits) values ($1, 0, 1)";
        let mut tx = store.write().await.unwrap();
        // The database may not grow any more: SQLite reports the same as for a full disk.
        let full: i64 = tx.sql("pragma max_page_count = 1").value().await.unwrap();
        assert!(full > 1);
        let error = tx.sql(fill).text(&key).run().await.unwrap_err();
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
        assert!(tx.commit().await.is_err());
        // The limit went with the connection, as room comes back on a disk.
        let mut tx = store.write().await.unwrap();
        tx.sql(fill).text(&key).run().await.unwrap();
        tx.commit().await.unwrap();
    }
}
