//! Requests solved in another system, read from its CSV export: Request Tracker, GLPI, Zammad, or plain columns.
//!
//! [`read`] is pure: bytes in, a [`Plan`] out, which says what was understood and what was left out and why. Whether
//! the plan is carried out is the command's business.

mod columns;
mod dates;
mod decode;
mod formats;
mod plan;
mod table;
mod units;

pub(crate) use columns::{Field, Mapping};
pub(crate) use formats::Format;
pub(crate) use plan::{Plan, read};
pub(crate) use units::UnitNames;

/// The largest file that is read, in bytes.
pub(crate) const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// The most rows that are read.
pub(crate) const MOST_ROWS: usize = 500_000;

/// Why a file cannot be used at all.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HistoryError {
    /// Nothing in it.
    #[error("the file has no line of column names")]
    Empty,
    /// Not a table.
    #[error("line {line}: {reason}")]
    Line {
        /// Where.
        line: u64,
        /// What is wrong and what to mend.
        reason: String,
    },
    /// A column that is needed is not there.
    #[error("{0}")]
    Columns(String),
}
