//! What is promised: how much time each clock has.
//!
//! Read from `config/targets.toml`: versions valid from a date, each with rules by clock, kind of
//! hand-over, priority and unit. A clock keeps the version in force on the day it started. Of two
//! rules that both apply, one must lie wholly inside the other, and the narrower counts; anything
//! else is ambiguous and refused, and so is a case for which there is no rule.

mod file;
mod table;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::clock::ClockKind;
use crate::{Desk, Priority, SettingsError};
use table::Table;

/// How a unit came to its share of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOver {
    /// Escalated to the second line.
    Escalation,
    /// Transferred to the competent unit.
    Transfer,
    /// Returned to the first line.
    Return,
    /// A child task; the ticket itself did not move.
    Task,
}

/// The promises of all versions.
#[derive(Clone, Debug)]
pub struct Targets {
    versions: Vec<TargetVersion>,
    security: Security,
}

/// The promises valid from a date.
#[derive(Clone, Debug)]
pub struct TargetVersion {
    /// Its name.
    pub name: Arc<str>,
    /// The first day on which clocks start under it.
    pub from: Date,
    /// Seconds of office time left at least when a ticket is reopened, or when a target becomes
    /// shorter than the time already used.
    pub grace: i64,
    begins: Timestamp,
    rules: Vec<Rule>,
    table: Table,
}

/// One rule.
#[derive(Clone, Debug)]
struct Rule {
    line: usize,
    seconds: Option<i64>,
    text: Arc<str>,
}

/// How much time a clock has, and which rule says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Seconds: of office time, or of wall time for the security clocks.
    pub seconds: i64,
    /// The version of the targets.
    pub version: Arc<str>,
    /// The line of `targets.toml` in which the rule begins.
    pub line: usize,
}

/// What a target depends on.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Which clock.
    pub clock: ClockKind,
    /// How the unit got the work; for [`ClockKind::Accept`] and [`ClockKind::Solve`]. A
    /// [`ClockKind::Task`] has the target of a [`ClockKind::Solve`] by [`HandOver::Task`].
    pub by: Option<HandOver>,
    /// The ticket's priority.
    pub priority: Priority,
    /// The unit that holds it.
    pub unit: &'a UnitCode,
}

/// Reports of a security incident that a law demands; on wall time, whatever the office hours.
#[derive(Clone, Debug)]
pub struct Security {
    /// A ticket held under one of these provisions is a security incident.
    pub duties: Vec<Reference>,
    /// To the national CSIRT.
    pub csirt: Target,
    /// To the data-protection office, when personal data leaked.
    pub data_protection: Target,
}

impl Targets {
    /// Reads `targets.toml`; units and provisions must be in the ordinance.
    ///
    /// # Errors
    /// [`SettingsError`] with the line: not the expected form, a time of zero or less, an unknown
    /// unit or provision, two rules neither of which is narrower (both lines named), a case without
    /// a rule, versions out of order.
    pub fn parse(text: &str, desk: &Desk) -> Result<Self, SettingsError> {
        file::read(text, desk)
    }

    /// The targets that ship with the program.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it with the built-in ordinance.
    #[expect(clippy::expect_used, reason = "the built-in file is checked by a test")]
    pub fn built_in() -> Self {
        let desk = Desk::new(Arc::new(ordinance::Ordinance::built_in().clone()));
        Self::parse(include_str!("../../../../config/targets.toml"), &desk)
            .expect("the built-in targets are valid")
    }

    /// The version for clocks that start at this moment; the first also holds for all time before it.
    pub fn at(&self, at: Timestamp) -> &TargetVersion {
        let after = self
            .versions
            .partition_point(|version| version.begins <= at);
        &self.versions[after.saturating_sub(1)]
    }

    /// Every version, in order.
    pub fn versions(&self) -> &[TargetVersion] {
        &self.versions
    }

    /// The rule behind a target as one line: `clock = "accept", priority = [1], within = "30m"`; `None`
    /// for the reports that a law demands and for a version that is no longer in the file.
    pub fn rule(&self, target: &Target) -> Option<&str> {
        self.versions
            .iter()
            .find(|version| version.name == target.version)?
            .rules
            .iter()
            .find(|rule| rule.line == target.line)
            .map(|rule| &*rule.text)
    }

    /// The reports that a law demands.
    pub fn security(&self) -> &Security {
        &self.security
    }
}

impl TargetVersion {
    /// Its rules, a line each: `clock = "accept", priority = [1], within = "30m"`.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| &*rule.text)
    }

    /// The target of a case; `None` when the rules say that nothing is promised.
    pub fn target(&self, case: Case<'_>) -> Option<Target> {
        let rule = &self.rules[self.table.rule(case)?];
        Some(Target {
            seconds: rule.seconds?,
            version: self.name.clone(),
            line: rule.line,
        })
    }
}

impl HandOver {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Escalation, Self::Transfer, Self::Return, Self::Task];

    /// The name in settings and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Escalation => "escalation",
            Self::Transfer => "transfer",
            Self::Return => "return",
            Self::Task => "task",
        }
    }
}
