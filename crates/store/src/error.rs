//! Why the store did not do what it was asked.

use std::error::Error;
use std::fmt;

use sqlx::migrate::MigrateError;

/// Why the store did not do what it was asked. Whatever the reason, nothing of the statement was
/// written, and a transaction in which one occurred (but [`StoreError::Conflict`] of an account) cannot be committed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address names no database that can be used.
    #[error("not a database address: {0}")]
    Address(String),
    /// The database cannot be reached, has no free connection, no room, may not be written (a
    /// read-only disk, a standby), or is shutting down.
    #[error("the database cannot be reached")]
    Unavailable(#[source] sqlx::Error),
    /// Others held the rows too long, or two transactions could not be put in an order; trying the
    /// whole transaction again may help.
    #[error("the database is busy")]
    Busy(#[source] sqlx::Error),
    /// A row with this value exists.
    #[error("{0} is already in use")]
    Conflict(Duplicate),
    /// Something that the new row refers to does not exist.
    #[error("the new row refers to one that does not exist")]
    Dangling(#[source] sqlx::Error),
    /// An earlier statement of the transaction failed, so the transaction was rolled back.
    #[error("an earlier statement of the transaction failed")]
    Broken,
    /// What is stored is not what the program writes.
    #[error("the stored {what} cannot be read")]
    Corrupt {
        /// The thing, such as `unit`.
        what: &'static str,
        /// Why.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// A value that the store cannot keep, such as the year 0 in a ticket number.
    #[error("{what} is out of range")]
    OutOfRange {
        /// The value's name.
        what: &'static str,
    },
    /// The database was migrated by a newer program; this one must not touch it.
    #[error("the database belongs to a newer version of the program (migration {0} is unknown)")]
    Newer(i64),
    /// The schema could not be brought up to date; the failed step was rolled back.
    #[error("the migration of the database failed")]
    Migration(#[source] Box<MigrateError>),
    /// Anything else; a mistake in the program rather than in its use.
    #[error("the database refused a statement")]
    Database(#[source] sqlx::Error),
}

/// What exists already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duplicate {
    /// An account with this login.
    Login,
    /// An account with this e-mail address.
    Email,
    /// A row with this id, number or secret.
    Key,
}

impl fmt::Display for Duplicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Login => "the login",
            Self::Email => "the e-mail address",
            Self::Key => "the key",
        })
    }
}

impl StoreError {
    /// Whether the same transaction, begun anew, may well succeed.
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    /// What is stored under `what` does not parse.
    pub(crate) fn corrupt(
        what: &'static str,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self::Corrupt {
            what,
            source: source.into(),
        }
    }
}

/// <https://www.sqlite.org/rescode.html#constraint_trigger>
const SQLITE_CONSTRAINT_TRIGGER: &str = "1811";

/// What a database means by an error code.
enum Meaning {
    Unavailable,
    Busy,
    Broken,
    Other,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        use sqlx::error::ErrorKind;
        match &error {
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::BeginFailed => Self::Unavailable(error),
            E::ColumnDecode { .. } | E::Decode(_) => Self::corrupt("row", error),
            E::Database(reported) => match reported.kind() {
                ErrorKind::UniqueViolation => Self::Conflict(Duplicate::Key),
                // In SQLite a trigger keeps history; all it refuses here is an event that exists.
                _ if reported.code().as_deref() == Some(SQLITE_CONSTRAINT_TRIGGER) => {
                    Self::Conflict(Duplicate::Key)
                }
                ErrorKind::ForeignKeyViolation => Self::Dangling(error),
                _ => match reported
                    .code()
                    .map_or(Meaning::Other, |code| meaning(&code))
                {
                    Meaning::Unavailable => Self::Unavailable(error),
                    Meaning::Busy => Self::Busy(error),
                    Meaning::Broken => Self::Broken,
                    Meaning::Other => Self::Database(error),
                },
            },
            _ => Self::Database(error),
        }
    }
}

/// `PostgreSQL` codes have five characters, `SQLite` codes are numbers whose low byte is the primary code.
/// Sources: `PostgreSQL` manual, appendix A; <https://www.sqlite.org/rescode.html>.
fn meaning(code: &str) -> Meaning {
    if code.len() == 5 {
        return match code {
            // serialization failure, deadlock, lock timeout, statement timeout
            "40001" | "40P01" | "55P03" | "57014" => Meaning::Busy,
            "25P02" => Meaning::Broken,
            // no such database, too many connections, shutting down, starting up, idle too long,
            // read-only (a standby)
            "3D000" | "53300" | "57P01" | "57P02" | "57P03" | "57P05" | "25P03" | "25006" => {
                Meaning::Unavailable
            }
            // connection, authorization, resources, system
            _ if ["08", "28", "53", "58"].contains(&&code[..2]) => Meaning::Unavailable,
            _ => Meaning::Other,
        };
    }
    match code.parse::<i32>().map(|code| code & 0xff) {
        Ok(5 | 6) => Meaning::Busy,
        // no permission, read-only, input or output, damaged, disk full, cannot open, not a database
        Ok(3 | 8 | 10 | 11 | 13 | 14 | 26) => Meaning::Unavailable,
        _ => Meaning::Other,
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::Execute(error) => Self::from(error),
            other => Self::Migration(Box::new(other)),
        }
    }
}
