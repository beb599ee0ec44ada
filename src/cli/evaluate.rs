//! `dyspozytor evaluate`

use std::path::PathBuf;

use clap::Args;
use matcher::Floor;

use super::DataFiles;

/// `dyspozytor evaluate`
#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// Labelled tickets, one or more files of JSON lines; standard input when left out or `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Rank by this model (of `model build`) instead of the shipped one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Also measure the tickets without diacritics and with 5 and 10 % of their letters mistyped; `--html` does it always
    #[arg(long)]
    pub robust: bool,
    /// Also measure what past tickets help: each part of the tickets after 0, 50, 100, 200 and 400 of the others
    #[arg(long)]
    pub curve: bool,
    /// Into how many parts --curve divides the tickets
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=20), requires = "curve")]
    pub folds: u32,
    /// Seed of slips, folds and intervals; the same seed gives the same figures
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Write every answer to a file, for --answers, --compare and --no-worse-than
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Take the answers that --save wrote instead of ranking tickets
    #[arg(long, value_name = "SAVED", conflicts_with_all = ["files", "model", "robust", "curve"])]
    pub answers: Option<PathBuf>,
    /// Compare with another version on the same tickets: answers that --save wrote, or a file of `model build`
    #[arg(long, value_name = "OTHER")]
    pub compare: Option<PathBuf>,
    /// Fail (exit code 3) when a figure is worse than this: unit=0.88, ece=0.04 …; may be repeated
    #[arg(long, value_name = "FIGURE=NUMBER")]
    pub fail_under: Vec<Floor>,
    /// Fail (exit code 3) when a main figure is worse than in the answers that --save wrote
    #[arg(long, value_name = "SAVED")]
    pub no_worse_than: Option<PathBuf>,
    /// How many points worse --no-worse-than lets pass
    #[arg(long, value_name = "POINTS", default_value_t = 0.5, value_parser = points, requires = "no_worse_than")]
    pub margin: f64,
    /// Write everything as one page of HTML, in Polish
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    pub data: DataFiles,
}

/// A number of percentage points from 0 to 100.
fn points(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|points| (0.0..=100.0).contains(points))
        .ok_or_else(|| "expected points from 0 to 100, as in 0.5".to_owned())
}
