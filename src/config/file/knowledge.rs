//! The knowledge base.

use serde::{Deserialize, Serialize};

use super::wrong;
use crate::config::ConfigError;

/// Ten years.
const MOST_DAYS: u32 = 3_650;

/// `[knowledge]`
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Knowledge {
    /// After so many days an article wants somebody to say that it still holds.
    pub check_after_days: u32,
}

impl Default for Knowledge {
    fn default() -> Self {
        Self {
            check_after_days: 180,
        }
    }
}

impl Knowledge {
    pub(in crate::config) fn check(&self) -> Result<(), ConfigError> {
        if (1..=MOST_DAYS).contains(&self.check_after_days) {
            Ok(())
        } else {
            Err(wrong(
                "knowledge.check_after_days",
                format!("must be between 1 and {MOST_DAYS}"),
            ))
        }
    }
}
