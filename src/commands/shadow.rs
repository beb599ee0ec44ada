//! `dyspozytor shadow report`

use domain::Accuracy;
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::learning::{self, Filed};

use crate::cli::{ShadowCommand, ShadowReport};
use crate::output::{self, Failure};

/// The most solved tickets that the figures are of; more than a big office has in two years.
const MOST: u32 = 200_000;

#[derive(Serialize)]
struct Report {
    /// First day of filing.
    from: Date,
    /// Last day of filing.
    to: Date,
    /// Tickets filed.
    filed: i64,
    /// Of those, tickets with a proposal, solved or not.
    proposed: i64,
    /// Figures over the solved ones.
    #[serde(flatten)]
    accuracy: Accuracy,
}

/// Says what would have happened if every proposal had been followed.
///
/// # Errors
/// [`Failure`] when configuration or database cannot be used, [`Failure::Input`] for days in the wrong order.
pub(super) async fn run(command: ShadowCommand) -> Result<(), Failure> {
    let ShadowCommand::Report(options) = command;
    let (first, last) = days(&options)?;
    let store = super::open_current(&options.config.config).await?;
    let (from, to) = (midnight(first)?, midnight(last.saturating_add(1.day()))?);
    let mut conn = store.read().await?;
    let judged = learning::judged(&mut conn, from, to, MOST).await?;
    let filed: Filed = learning::filed(&mut conn, from, to).await?;
    drop(conn);
    store.close().await;
    let report = Report {
        from: first,
        to: last,
        filed: filed.all,
        proposed: filed.proposed,
        accuracy: Accuracy::of(&judged),
    };
    if options.json {
        output::json(&report)
    } else {
        print(&report)
    }
}

fn days(options: &ShadowReport) -> Result<(Date, Date), Failure> {
    let today = Timestamp::now().to_zoned(zone()?).date();
    let last = options.to.unwrap_or(today);
    let first = options
        .from
        .unwrap_or_else(|| last.saturating_sub(30.days()));
    if first > last {
        return Err(Failure::Input(format!(
            "--from {first} is after --to {last}"
        )));
    }
    Ok((first, last))
}

/// The office's clock.
fn zone() -> Result<TimeZone, Failure> {
    Ok(TimeZone::get("Europe/Warsaw").map_err(anyhow::Error::from)?)
}

fn midnight(day: Date) -> Result<Timestamp, Failure> {
    let zoned = day.to_zoned(zone()?).map_err(anyhow::Error::from)?;
    Ok(zoned.timestamp())
}

fn print(report: &Report) -> Result<(), Failure> {
    let figures = &report.accuracy;
    output::line(format!(
        "filed {} to {}: {} tickets, {} with a proposal; {} are solved and had a suggestion",
        report.from, report.to, report.filed, report.proposed, figures.judged
    ))?;
    output::line(format!(
        "of the solved: proposed {} ({:.1} %), of these right {} ({:.1} %), wrongly assigned {}",
        figures.proposed,
        100.0 * figures.share_proposed(),
        figures.right,
        100.0 * figures.precision(),
        figures.misrouted()
    ))?;
    output::line(format!(
        "first unit right, proposed or not: {} ({:.1} %); calibration error {:.1} points",
        figures.first_right,
        100.0 * figures.share_first_right(),
        100.0 * figures.calibration_error
    ))?;
    for unit in &figures.units {
        output::line(format!(
            "  {:<8} solved {}, of these proposed to it {}; proposed to it in all {}",
            unit.unit, unit.solved, unit.found, unit.proposed
        ))?;
    }
    for wrong in &figures.wrong {
        output::line(format!(
            "  {} would have gone to {} (confidence {:.2}, {}); {} solved it",
            wrong.number,
            wrong.proposed.unit,
            wrong.proposed.confidence,
            wrong.proposed.duty,
            wrong.solved_by
        ))?;
    }
    Ok(())
}
