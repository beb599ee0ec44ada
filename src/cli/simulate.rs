//! `dyspozytor simulate`.

use clap::Args;

/// `dyspozytor simulate`
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// Days, from 1 January 2026 on
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// Tickets filed in that time
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub tickets: u32,
    /// Everything random comes from it: the same seed gives the same days
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Workers that look after clocks and letters
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub workers: u32,
    /// Folder in which to keep the database afterwards, or the address (`sqlite://…`, `postgres://…`) of an
    /// empty one on which to live as a desk does, durably and slower; without it, nothing is kept
    #[arg(long, value_name = "DIR|URL")]
    pub database: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}
