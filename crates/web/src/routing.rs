//! What suggestions may do.

use crate::assignment::Assignment;

/// What suggestions may do (`config/routing.toml`).
#[derive(Clone, Debug, Default)]
pub struct RoutingRules {
    /// What is handed over at filing without a click.
    pub assignment: Assignment,
    /// Whether suggestions are shown.
    pub showing: Showing,
    /// Whether the router learns from past tickets.
    pub learning: Learns,
}

/// Whether suggestions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// To everybody who may see them.
    #[default]
    Shown,
    /// To nobody: they are recorded, for a report of what would have happened.
    Shadow,
}

/// Whether the router learns from past tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Learns {
    /// Whenever enough is new, unless a person pauses it.
    #[default]
    ByItself,
    /// Switched off in the configuration.
    Never,
}
