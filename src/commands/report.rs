//! `dyspozytor report`

use analyses::Period;
use domain::Desk;
use jiff::Timestamp;
use texts::Texts;
use web::{ClockRules, MonthlyReport};

use crate::cli::Report;
use crate::config::{Clocks, Config, ordinance};
use crate::output::{self, Failure};

/// Counts the tickets of a month, all of them however many, and tells it in words, as JSON or as a page.
///
/// # Errors
/// [`Failure::Input`] for what is no month or a file of the configuration that cannot be used,
/// [`Failure::Outside`] when the database cannot be read or the page cannot be written.
pub(super) async fn run(options: Report) -> Result<(), Failure> {
    let first = web::month(&options.month)
        .ok_or_else(|| Failure::input("--month must be a month such as 2026-10"))?;
    let config = Config::load(&options.config.config)?;
    let desk = Desk::new(std::sync::Arc::new(ordinance(&config.data.ordinance)?));
    let rules = Clocks::load(&config.data, &desk)?;
    let rules = ClockRules {
        calendar: rules.calendar,
        targets: rules.targets,
    };
    let store = super::open(&config).await?;
    if !store.is_current().await? {
        let reason = "the database is not up to date; run `dyspozytor migrate`";
        return Err(Failure::input(reason));
    }
    let of = (Period::month(first), None);
    let counted = web::count_tickets(&store, &rules, of, u32::MAX, Timestamp::now()).await?;
    store.close().await;
    let (analyses, _) = counted;
    if options.json {
        return output::json(&analyses);
    }
    let report = MonthlyReport::new(Texts::pl(), &desk, &analyses, None);
    match options.html {
        Some(path) => {
            let page = report
                .html()
                .map_err(|error| Failure::chain("the page", error))?;
            std::fs::write(&path, page)?;
            Ok(())
        }
        None => output::line(report.text()),
    }
}
