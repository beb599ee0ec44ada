//! Why a file did not come along.

use texts::{Arg, Texts};

use super::MOST_FILES;
use super::view::size;

/// Why a file did not come along; shown with the form, whose words and other files are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileFault {
    /// Longer than a file may be.
    TooLarge {
        /// Its name.
        name: String,
        /// Bytes.
        limit: u64,
    },
    /// There is nothing in it.
    Empty {
        /// Its name.
        name: String,
    },
    /// More than [`MOST_FILES`] in one form.
    TooMany,
    /// The form was longer than any may be, and was not read to its end.
    TooMuch {
        /// Bytes.
        limit: u64,
    },
    /// The ticket would have too many bytes.
    TicketQuota {
        /// Bytes.
        quota: u64,
    },
    /// The person would have too many bytes.
    PersonQuota {
        /// Bytes.
        quota: u64,
    },
    /// Too many files from one machine in an hour.
    TooOften,
    /// The disk has no room.
    DiskFull,
}

impl FileFault {
    /// In words.
    pub(crate) fn text(&self, t: Texts) -> String {
        let of = |key: &str, bytes: u64| t.one(key, "limit", &size(t, bytes));
        match self {
            Self::TooLarge { name, limit } => t.with(
                "file-fault-too-large",
                &[("name", name.into()), ("limit", (&size(t, *limit)).into())],
            ),
            Self::Empty { name } => t.one("file-fault-empty", "name", name),
            Self::TooMany => {
                let most = i64::try_from(MOST_FILES).unwrap_or(i64::MAX);
                t.with("file-fault-too-many", &[("count", Arg::Number(most))])
            }
            Self::TooMuch { limit } => of("file-fault-too-much", *limit),
            Self::TicketQuota { quota } => of("file-fault-ticket-quota", *quota),
            Self::PersonQuota { quota } => of("file-fault-person-quota", *quota),
            Self::TooOften => t.get("file-fault-too-often"),
            Self::DiskFull => t.get("file-fault-disk-full"),
        }
    }

    /// The name of it for programs: `too_large`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "file_too_large",
            Self::Empty { .. } => "file_empty",
            Self::TooMany => "too_many_files",
            Self::TooMuch { .. } => "too_large",
            Self::TicketQuota { .. } => "ticket_quota",
            Self::PersonQuota { .. } => "person_quota",
            Self::TooOften => "too_many",
            Self::DiskFull => "disk_full",
        }
    }
}
