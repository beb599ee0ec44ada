//! `dyspozytor simulate`: months of a desk in minutes, checked.

use std::time::Instant;

use serde::Serialize;
use simulation::{
    Database, Fault, Plan, Report, SimulationError, Violation, on_one_processor, run as live,
};

use crate::cli::Simulate;
use crate::output::{self, Failure};

/// Of so many violations the history is printed.
const SHOWN: usize = 10;

#[derive(Serialize)]
struct Answer {
    tickets: u64,
    acts: u64,
    steps: u64,
    letters: u64,
    violations: usize,
    seconds: f64,
}

/// Lives through the days, prints what happened, and what should not have.
///
/// # Errors
/// [`Failure::Worse`] when anything should not have happened.
pub(crate) fn run(options: Simulate) -> Result<(), Failure> {
    on_one_processor(simulate(options))?
}

async fn simulate(options: Simulate) -> Result<(), Failure> {
    let plan = Plan {
        days: options.days,
        tickets: options.tickets,
        seed: options.seed,
        workers: options.workers,
        database: database(options.database),
        fault: Fault::None,
    };
    let began = Instant::now();
    let report = live(&plan, || began.elapsed()).await?;
    for violation in report.violations.iter().take(SHOWN) {
        output::remark(shown(violation));
    }
    if options.json {
        output::json(&Answer {
            tickets: report.tally.tickets,
            acts: report.tally.acts,
            steps: report.tally.steps,
            letters: report.tally.letters,
            violations: report.violations.len(),
            seconds: began.elapsed().as_secs_f64(),
        })?;
    } else {
        output::line(text(&plan, &report))?;
    }
    match report.violations.len() {
        0 => Ok(()),
        many => Err(Failure::Worse(format!(
            "{many} times something happened that should not have; seed {}",
            plan.seed
        ))),
    }
}

fn database(named: Option<String>) -> Database {
    match named {
        None => Database::None,
        Some(url) if url.contains("://") => Database::Address(url),
        Some(folder) => Database::Folder(folder.into()),
    }
}

fn text(plan: &Plan, report: &Report) -> String {
    let tally = &report.tally;
    let rows: [(&str, u64, &str); 16] = [
        ("tickets", tally.tickets, "filed"),
        ("acts", tally.acts, "written"),
        (
            "refused",
            tally.refused,
            "acts refused by the rules of the desk",
        ),
        (
            "stale",
            tally.stale,
            "acts that came too late and were not written",
        ),
        (
            "closings",
            tally.closings,
            "tickets that closed by themselves",
        ),
        (
            "open",
            tally.open,
            "tickets open at the end, each with a reason",
        ),
        ("steps", tally.steps, "taken, each once"),
        (
            "together",
            tally.together,
            "of these, told with a later one",
        ),
        (
            "caught up",
            tally.caught_up,
            "of these, told late because no worker ran",
        ),
        (
            "bookings",
            tally.bookings,
            "made, none of them twice by mistake",
        ),
        ("letters", tally.letters, "arrived, each once"),
        (
            "digests",
            tally.digests,
            "of these, once a day at an hour that was asked for",
        ),
        ("gathered", tally.gathered, "told of in a summary instead"),
        (
            "repeated",
            tally.repeated,
            "arrived again with the same Message-ID, after a worker died",
        ),
        (
            "refusals",
            tally.refusals,
            "letters refused by the mail server for good",
        ),
        ("deaths", tally.deaths, "of workers at work"),
    ];
    let mut lines = vec![format!(
        "{} days, seed {}, workers: {}",
        plan.days, plan.seed, plan.workers
    )];
    lines.extend(rows.map(|(name, count, what)| format!("{name:>10} {count:>9}  {what}")));
    lines.push(format!("violations {:>9}", report.violations.len()));
    lines.push(format!(
        "lived in {:.1} s ({} looks of the workers), checked in {:.1} s",
        report.lived.as_secs_f64(),
        tally.looks,
        report.checked.as_secs_f64()
    ));
    lines.join("\n")
}

fn shown(violation: &Violation) -> String {
    let number = violation.ticket.map(|number| format!("{number}: "));
    let mut text = format!("{}{}", number.unwrap_or_default(), violation.what);
    for line in &violation.history {
        text.push_str("\n    ");
        text.push_str(line);
    }
    text
}

impl From<SimulationError> for Failure {
    fn from(error: SimulationError) -> Self {
        match error {
            SimulationError::Plan(reason) => Self::Input(reason),
            other => Self::Outside(anyhow::Error::new(other)),
        }
    }
}
