//! Where the files of tickets are kept, and how many.

use serde::{Deserialize, Serialize};

use super::{at_least_one, wrong};
use crate::config::ConfigError;

/// `[attachments]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Attachments {
    /// Where; empty: none are taken.
    pub folder: String,
    /// One file.
    pub file_megabytes: u32,
    /// The files of one ticket.
    pub ticket_megabytes: u32,
    /// One person's files of open tickets.
    pub person_megabytes: u32,
    /// The files of one ticket from somebody without an account.
    pub visitor_megabytes: u32,
    /// What stays free on the disk.
    pub reserve_megabytes: u32,
}

impl Default for Attachments {
    fn default() -> Self {
        Self {
            folder: "attachments".into(),
            file_megabytes: 25,
            ticket_megabytes: 100,
            person_megabytes: 500,
            visitor_megabytes: 20,
            reserve_megabytes: 500,
        }
    }
}

impl Attachments {
    /// The folder, when there is one.
    pub(crate) fn files(&self) -> Option<files::Files> {
        let reserve = u64::from(self.reserve_megabytes) * 1_000_000;
        (!self.folder.is_empty()).then(|| files::Files::new(&self.folder).with_reserve(reserve))
    }

    pub(in crate::config) fn check(&self) -> Result<(), ConfigError> {
        for (key, megabytes) in [
            ("attachments.file_megabytes", self.file_megabytes),
            ("attachments.person_megabytes", self.person_megabytes),
            ("attachments.visitor_megabytes", self.visitor_megabytes),
        ] {
            at_least_one(key, megabytes.into())?;
        }
        if self.ticket_megabytes < self.file_megabytes {
            return Err(wrong(
                "attachments.ticket_megabytes",
                format!(
                    "must be at least attachments.file_megabytes ({}), or no file of that size fits",
                    self.file_megabytes
                ),
            ));
        }
        Ok(())
    }
}
