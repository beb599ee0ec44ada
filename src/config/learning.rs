//! When the router learns by itself (`config/routing.toml`).

use std::time::Duration;

use serde::Deserialize;
use web::{Learns, Showing};
use worker::LearningSettings;

/// `[learning]`
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Learning {
    /// Learn from decisions in the background.
    pub(crate) enabled: bool,
    /// So many solved tickets must be new.
    pub(crate) after_decisions: u32,
    /// Not more often than this.
    pub(crate) every_seconds: u64,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            enabled: true,
            after_decisions: 20,
            every_seconds: 60,
        }
    }
}

impl Learning {
    /// As the pages are told.
    pub(crate) fn learns(self) -> Learns {
        if self.enabled {
            Learns::ByItself
        } else {
            Learns::Never
        }
    }

    /// As the learner is told; `None` when it is off.
    pub(crate) fn settings(self) -> Option<LearningSettings> {
        self.enabled.then(|| LearningSettings {
            after_decisions: self.after_decisions,
            every: Duration::from_secs(self.every_seconds),
        })
    }

    /// What is wrong with it and what would be right.
    pub(super) fn fault(self) -> Option<String> {
        if self.after_decisions == 0 {
            return Some("learning.after_decisions: 0 must be at least 1".to_owned());
        }
        let seconds = self.every_seconds;
        (!(5..=86_400).contains(&seconds)).then(|| {
            format!("learning.every_seconds: {seconds} must be between 5 and 86400 (a day)")
        })
    }

    /// What is in force, a line each.
    pub(super) fn lines(self, showing: Showing) -> Vec<String> {
        let shown = match showing {
            Showing::Shown => "Suggestions are shown to the desk.",
            Showing::Shadow => {
                "Suggestions are recorded and shown to nobody; `shadow report` compares them."
            }
        };
        let learning = if self.enabled {
            format!(
                "Learning: after {} new decisions, at most every {} s.",
                self.after_decisions, self.every_seconds
            )
        } else {
            "Learning: off.".to_owned()
        };
        vec![shown.to_owned(), learning]
    }
}
