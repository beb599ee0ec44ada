//! The schema and its versions.

use sqlx::ConnectOptions as _;
use sqlx::Connection as _;
use sqlx::migrate::Migrator;

use crate::conn::{Dialect, Pools};
use crate::{Result, Store, StoreError};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

impl Store {
    /// Brings the schema up to date, and the words of the search; does nothing when they are. A step is done wholly or
    /// not at all, and several programs may call it at once.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer program has migrated the database, [`StoreError::Migration`]
    /// when a step fails or a step that was done has since been edited.
    pub async fn migrate(&self) -> Result<()> {
        self.migrate_schema().await?;
        self.order_restored_changes().await?;
        self.make_missing_words().await
    }

    async fn migrate_schema(&self) -> Result<()> {
        match &self.pools {
            // One transaction around all steps: SQLite has no other lock that keeps a second program out.
            Pools::Sqlite { write, .. } => {
                let mut tx = write.begin_with("begin immediate").await?;
                SQLITE.run_direct(None, &mut *tx, false).await?;
                Ok(tx.commit().await?)
            }
            // A connection of its own: without the time limits, and with it goes the lock if a step fails.
            Pools::Postgres { unlimited, .. } => {
                let mut conn = unlimited.connect().await?;
                let done = POSTGRES.run_direct(None, &mut conn, false).await;
                conn.close().await?;
                Ok(done?)
            }
        }
    }

    /// The version of the schema: the number of the last migration done; `None` for an empty database.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn schema_version(&self) -> Result<Option<i64>> {
        let mut conn = self.read().await?;
        let tables = match conn.dialect() {
            Dialect::Sqlite => {
                conn.sql("select count(*) from sqlite_schema where name = '_sqlx_migrations'")
                    .value::<i64>()
                    .await?
            }
            Dialect::Postgres => {
                conn.sql(
                    "select count(*) from pg_class where oid = to_regclass('_sqlx_migrations')",
                )
                .value::<i64>()
                .await?
            }
        };
        if tables == 0 {
            return Ok(None);
        }
        conn.sql("select max(version) from _sqlx_migrations where success = true")
            .value()
            .await
    }

    /// Whether the schema is exactly the one this program works with.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer program has migrated the database.
    pub async fn is_current(&self) -> Result<bool> {
        let newest = SQLITE.iter().map(|migration| migration.version).max();
        let stored = self.schema_version().await?;
        match stored {
            Some(version) if stored > newest => Err(StoreError::Newer(version)),
            _ => Ok(stored == newest),
        }
    }
}
