//! The only crate with SQL: migrations, reads, changes, jobs.
//!
//! One set of SQL serves two databases: `SQLite` (one writer, several readers) and `PostgreSQL` (one
//! pool). [`Store::read`] gives a snapshot, [`Store::write`] a transaction that is rolled back unless
//! [`Conn::commit`] is called; every query is a plain function that takes the [`Conn`].
//!
//! Nothing here reads a clock, makes an id or logs: times and ids come from outside. Times are kept
//! in whole microseconds, so what is read back lacks finer parts.

mod conn;
mod cursor;
mod error;
mod migrations;
mod sql;
mod types;

pub mod accounts;
pub mod articles;
pub mod attachments;
pub mod audit;
pub mod bookings;
pub mod callers;
pub mod changes;
pub mod drafts;
pub mod figures;
pub mod idempotency;
pub mod jobs;
pub mod learning;
pub mod letters;
pub mod links;
pub mod outages;
pub mod presence;
pub mod quality;
pub mod ratings;
pub mod replies;
pub mod sessions;
pub mod settings_reads;
pub mod shortcuts;
pub mod steps;
pub mod tasks;
pub mod throttle;
pub mod tickets;
pub mod tokens;
pub mod views;
pub mod wishes;

pub use conn::{Conn, Store};
pub use cursor::CursorError;
pub use error::{Duplicate, StoreError};

/// What a store function returns.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Whether a write that depends on what was read before still found it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Written.
    Done,
    /// The row has changed or gone in the meantime; nothing was written.
    Stale,
}

impl Outcome {
    /// `rows` is what a statement that should change one row has changed.
    fn of(rows: u64) -> Self {
        if rows == 0 { Self::Stale } else { Self::Done }
    }
}
