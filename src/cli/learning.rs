//! Commands about what the router learns and how well it does.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::ConfigFile;
use crate::history::{Format, Mapping};

/// `dyspozytor history …`
#[derive(Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    /// Read requests solved in another system from a CSV export, show how they were understood, and bring them in
    Import(HistoryImport),
}

/// `dyspozytor history import`
#[derive(Debug, Args)]
pub(crate) struct HistoryImport {
    #[command(flatten)]
    pub config: ConfigFile,
    /// The export
    pub file: PathBuf,
    /// The system it comes from; by default its column names tell
    #[arg(long, value_enum, default_value_t = FormatName::Auto)]
    pub format: FormatName,
    /// What a column holds: id, subject, body, unit, duty, `decided_by`, requester, at, status; repeat for more
    #[arg(long, value_name = "COLUMN=FIELD")]
    pub map: Vec<Mapping>,
    /// File that says which unit a queue, group or category is: "Sieci" = "IT-04-1"
    #[arg(long, value_name = "FILE.toml")]
    pub units: Option<PathBuf>,
    /// Only show how it was understood (the default)
    #[arg(long, conflicts_with = "yes")]
    pub preview: bool,
    /// Bring it in; what is there already is not brought in again
    #[arg(long)]
    pub yes: bool,
}

/// A system, or whichever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    /// Its column names tell
    Auto,
    /// Request Tracker
    Rt,
    /// GLPI
    Glpi,
    /// Zammad
    Zammad,
    /// Columns id, subject, body, unit, duty, …
    Plain,
}

impl FormatName {
    /// The system that was named; `None` for `auto`.
    pub(crate) fn system(self) -> Option<Format> {
        match self {
            Self::Auto => None,
            Self::Rt => Some(Format::Rt),
            Self::Glpi => Some(Format::Glpi),
            Self::Zammad => Some(Format::Zammad),
            Self::Plain => Some(Format::Plain),
        }
    }
}

/// `dyspozytor shadow …`
#[derive(Debug, Subcommand)]
pub(crate) enum ShadowCommand {
    /// Say what would have happened if every proposal had been followed
    Report(ShadowReport),
}

/// `dyspozytor shadow report`
#[derive(Debug, Args)]
pub(crate) struct ShadowReport {
    #[command(flatten)]
    pub config: ConfigFile,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// First day of filing, such as 2026-11-01; 30 days ago by default
    #[arg(long)]
    pub from: Option<Date>,
    /// Last day of filing; today by default
    #[arg(long)]
    pub to: Option<Date>,
}
/// `dyspozytor model revert`
#[derive(Debug, Args)]
pub(crate) struct ModelRevert {
    #[command(flatten)]
    pub config: ConfigFile,
    /// Version to put in force again, as `model list` shows it, or `base` for the shipped one
    #[arg(default_value = "base")]
    pub version: String,
}

/// `dyspozytor model list`
#[derive(Debug, Args)]
pub(crate) struct ModelList {
    #[command(flatten)]
    pub config: ConfigFile,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `dyspozytor model …` about what was learned from past tickets
#[derive(Debug, Subcommand)]
pub(crate) enum LearnedCommand {
    /// List what was learned from past tickets, version by version
    List(ModelList),
    /// Learn from past tickets now
    Refit(ConfigFile),
    /// Put an earlier version or the shipped model in force again; learning waits from then on
    Revert(ModelRevert),
    /// Stop learning until `resume`
    Pause(ConfigFile),
    /// Let the router learn by itself again
    Resume(ConfigFile),
}
