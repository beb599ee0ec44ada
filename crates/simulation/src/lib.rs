//! Lives through months of a service desk in minutes, and checks that everything went as promised.
//!
//! [`run`] makes a database, files tickets at the pace of an office, lets random people do with them
//! what people do, and workers look after clocks and letters: the real acts, the real store, the real
//! worker, on a simulated clock and with a mail server that only counts. The mail server is down at
//! times, the workers stop for hours or days, die between sending a letter and writing that down,
//! and work two at once. Then every ticket is checked from its history with code that shares nothing
//! with what it checks: its own calendar minute by minute, its own reading of the settings, its own clocks.
//!
//! Everything depends on the seed alone, so whatever it finds can be seen again.

mod acting;
mod check;
mod city;
mod crew;
mod doing;
mod filing;
mod life;
mod mailbox;
mod office;
mod people;
mod posts;
mod processors;
mod random;
mod rules;
mod settings;
mod tally;

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::TicketNumber;
use jiff::Timestamp;
use store::{Store, StoreError};

pub use processors::on_one_processor;
pub use tally::Tally;

use check::Checks;
use city::City;
use crew::Crew;
use life::Life;
use mailbox::Mailbox;
use office::Office;
use posts::Posts;
use random::Dice;
use rules::Rules;

/// What to live through.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Days, from 1 January 2026 on; 1 to 3650.
    pub days: u32,
    /// Tickets filed in that time.
    pub tickets: u32,
    /// Everything random comes from it.
    pub seed: u64,
    /// Workers on the outbox; at least one.
    pub workers: u32,
    /// Where.
    pub database: Database,
    /// A mistake for the engine to make, to see that it is found.
    pub fault: Fault,
}

/// On which database to live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Database {
    /// A quick one, deleted at the end.
    #[default]
    None,
    /// A quick one in this folder, which is kept. There must be none in it yet.
    Folder(PathBuf),
    /// That at this address, as a desk uses it: durable, people and workers each with connections of their
    /// own as if they were two processes. It must hold no tickets.
    Address(String),
}

/// Mistakes that the engine can be told to make, so that a test sees them found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// None.
    #[default]
    None,
    /// A letter is taken and thrown away.
    LosesLetter,
    /// A letter is delivered twice.
    SendsTwice,
    /// The office counts as open day and night.
    NeverCloses,
    /// A step comes at another share of the time than it should.
    ForgetsRule,
    /// There is a step that nobody has asked for.
    OneRuleTwice,
    /// A target is longer than it should be.
    WrongTarget,
    /// Settings that were changed while it ran are not read.
    ForgetsSettings,
    /// At which hour people want their letters is not kept.
    ForgetsHours,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Report {
    /// What happened.
    pub tally: Tally,
    /// What should not have happened.
    pub violations: Vec<Violation>,
    /// How long living took.
    pub lived: Duration,
    /// How long checking took.
    pub checked: Duration,
}

/// Something that should not have happened.
#[derive(Clone, Debug)]
pub struct Violation {
    /// To which ticket.
    pub ticket: Option<TicketNumber>,
    /// What.
    pub what: String,
    /// The history that shows it, a line an event, step or letter; only of the first ones.
    pub history: Vec<String>,
}

impl Violation {
    fn of(ticket: TicketNumber, what: impl Into<String>) -> Self {
        Self {
            ticket: Some(ticket),
            what: what.into(),
            history: Vec::new(),
        }
    }

    fn about(what: String) -> Self {
        Self {
            ticket: None,
            what,
            history: Vec::new(),
        }
    }
}

/// Why a simulation could not be run to its end.
#[derive(Debug, thiserror::Error)]
pub enum SimulationError {
    /// The plan cannot be lived.
    #[error("{0}")]
    Plan(String),
    /// The settings cannot be read.
    #[error("settings: {0}")]
    Settings(String),
    /// The database failed.
    #[error("database")]
    Store(#[from] StoreError),
    /// No folder for the database.
    #[error("folder for the database")]
    Folder(#[from] std::io::Error),
    /// A ticket could not be filed.
    #[error("a ticket was refused")]
    Refused(#[from] domain::Refusal),
}

/// Lives through a plan and checks it. `clock` tells how much real time has gone since some moment.
///
/// # Errors
/// [`SimulationError`]; what went wrong at the desk is in the report.
pub async fn run(plan: &Plan, clock: impl Fn() -> Duration) -> Result<Report, SimulationError> {
    if !(1..=settings::MOST_DAYS).contains(&plan.days) {
        return Err(SimulationError::Plan(format!(
            "days must be 1 to {}",
            settings::MOST_DAYS
        )));
    }
    let temporary = tempfile::tempdir()?;
    let [store, of_workers] = match &plan.database {
        Database::None => quick(temporary.path()).await?,
        Database::Folder(folder) => quick(folder).await?,
        Database::Address(url) => as_a_desk(url).await?,
    };
    let report = live_and_check(plan, &store, &of_workers, clock).await;
    of_workers.close().await;
    store.close().await;
    report
}

async fn as_a_desk(url: &str) -> Result<[Store; 2], SimulationError> {
    let store = Store::open(url).await?;
    store.migrate().await?;
    let mut conn = store.read().await?;
    if !store::audit::tickets(&mut conn, None, 1).await?.is_empty() {
        return Err(SimulationError::Plan(
            "there are tickets in this database".to_owned(),
        ));
    }
    drop(conn);
    Ok([store, Store::open(url).await?])
}

async fn quick(folder: &Path) -> Result<[Store; 2], SimulationError> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join("simulation.db");
    if file.exists() {
        return Err(SimulationError::Plan(format!(
            "{} exists already",
            file.display()
        )));
    }
    let store = Store::open_scratch(&format!("sqlite://{}", file.display())).await?;
    store.migrate().await?;
    // One connection for everybody.
    Ok([store.clone(), store])
}

async fn live_and_check(
    plan: &Plan,
    store: &Store,
    of_workers: &Store,
    clock: impl Fn() -> Duration,
) -> Result<Report, SimulationError> {
    let began = clock();
    let right = settings::Texts::right();
    let [at_first, settings] = settings::Texts::for_engine(plan.fault);
    let (at_first, settings) = (at_first.read()?, settings.read()?);
    let days = i64::from(plan.days);
    let office = Office::new(&right.calendar, settings::FIRST_DAY, days + 120)
        .map_err(SimulationError::Settings)?;
    let rules = Rules::new(&right.targets, &right.escalation).map_err(SimulationError::Settings)?;
    let posts = Posts::new(&right.people, &settings.desk).map_err(SimulationError::Settings)?;
    let first = office::day_number(settings::FIRST_DAY);
    let (from, to) = (office::midnight(first), office::midnight(first + days));
    let mut dice = Dice::new(plan.seed);
    let mail_down = life::outages(from, to, 12, (600, 20 * 3600), &mut dice.fork());
    let mailbox = Mailbox::new(mail_down.clone(), plan.fault);
    let down = life::outages(from, to, 12, (3600, 72 * 3600), &mut dice.fork());
    let incidents = settings.targets.security().duties.clone();
    let city = City::settle(
        store,
        &settings.desk,
        &incidents,
        &mut dice.fork(),
        timestamp(from),
        plan.fault,
    )
    .await?;
    let workers = usize::try_from(plan.workers).unwrap_or(1);
    let crew = Crew::new(
        workers,
        of_workers,
        &mailbox,
        [&at_first, &settings],
        office::midnight(first + settings::CHANGED_AFTER) + 10 * 3600,
        [&down, &mail_down],
        dice.fork(),
    );
    let many = usize::try_from(plan.tickets).unwrap_or(usize::MAX);
    let mut life = Life::new(store, &settings, &city, &office, crew, dice.fork());
    let end = life.live(from, to, many).await?;
    let lived = clock();

    let mut violations = std::mem::take(&mut life.violations);
    violations.extend(life.forgotten(to));
    let mut tally = life.tally.clone();
    tally.put_aside = life.put_aside.len() as u64;
    tally.looks = life.crew.looks;
    tally.settings_read = life.crew.settings_read;
    tally.deaths = life.crew.deaths;
    tally.refusals = mailbox.refusals();
    let checks = Checks {
        office: &office,
        rules: &rules,
        posts: &posts,
        hours: &city.hours,
        down: &down,
        deaths: &life.crew.died_with_steps,
        arrived: mailbox.open(),
        orphans: mailbox.orphans(),
        put_aside: std::mem::take(&mut life.put_aside),
        end,
    };
    checks.all(store, &mut tally, &mut violations).await?;
    Ok(Report {
        tally,
        violations,
        lived: lived.saturating_sub(began),
        checked: clock().saturating_sub(lived),
    })
}

fn timestamp(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}
