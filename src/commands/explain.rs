//! `dyspozytor explain`

use domain::clock::clocks;
use jiff::Timestamp;
use store::tickets;
use texts::Texts;

use crate::cli::Explain;
use crate::config::{Clocks, Config, ordinance};
use crate::output::{self, Failure};

/// Says when a ticket of the database is due now, and why.
///
/// # Errors
/// [`Failure::Input`] when there is no such ticket or a file of the configuration cannot be used,
/// [`Failure::Outside`] when the database cannot be read.
pub(super) async fn run(options: Explain) -> Result<(), Failure> {
    let number = options.number;
    let config = Config::load(&options.config.config)?;
    let desk = domain::Desk::new(std::sync::Arc::new(ordinance(&config.data.ordinance)?));
    let rules = Clocks::load(&config.data, &desk)?;
    let store = super::open(&config).await?;
    if !store.is_current().await? {
        let reason = "the database is not up to date; run `dyspozytor migrate`";
        return Err(Failure::input(reason));
    }
    let mut conn = store.read().await?;
    let ticket = tickets::by_number(&mut conn, number)
        .await?
        .ok_or_else(|| Failure::Input(format!("there is no ticket {number}")))?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    store.close().await;
    let now = Timestamp::now();
    let clocks = clocks(&history, &rules.calendar, &rules.targets, now)
        .map_err(|error| Failure::chain("the history", error))?;
    let t = Texts::pl();
    let report = deadlines::report(number, &clocks, &rules.calendar, &rules.targets, t);
    if options.json {
        output::json(&report)
    } else {
        output::line(report.text(t))
    }
}
