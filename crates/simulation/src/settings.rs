//! The settings under which the desk lives: those that ship, with a few days that test more.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::Desk;
use domain::calendar::Calendar;
use domain::chain::Superiors;
use domain::steps::StepRules;
use domain::targets::Targets;
use jiff::civil::{Date, date};

use crate::{Fault, SimulationError};

/// The first day.
pub(crate) const FIRST_DAY: Date = date(2026, 1, 1);
/// So many days at most, so that the days off of all of them are known twice.
pub(crate) const MOST_DAYS: u32 = 3650;
/// Seconds for which a worker has what it claimed.
pub(crate) const LEASE_SECONDS: i64 = 300;

pub(crate) const SHIPPED_CALENDAR: &str = include_str!("../../../config/calendar.toml");
const SHIPPED_TARGETS: &str = include_str!("../../../config/targets.toml");
const SHIPPED_ESCALATION: &str = include_str!("../../../config/escalation.toml");
const SHIPPED_PEOPLE: &str = include_str!("../../../config/people.toml");

/// Days that are made known while the program runs: days off, Saturdays on which they are worked off, a
/// short day.
const MORE_DAYS: &str = r#"
[[closed]]
date = 2026-01-16
reason = "przenosiny"
[[working]]
date = 2026-01-17
hours = ["08:00-14:00"]
reason = "odpracowanie 16 stycznia"
[[closed]]
date = 2026-06-05
reason = "dzień po Bożym Ciele"
[[working]]
date = 2026-06-13
hours = ["08:00-12:00", "12:30-14:00"]
reason = "odpracowanie 5 czerwca"
[[short]]
date = 2026-12-31
hours = ["07:30-12:00"]
reason = "skrócony dzień pracy"
"#;

/// A superior on leave with a substitute, and one without.
const ABSENCES: &str = r#"
[[absence]]
person = "zastepca-1"
from = 2026-01-19
to = 2026-02-06
substitute = "zastepca-2"
[[absence]]
person = "zastepca-3"
from = 2026-07-06
to = 2026-07-24
"#;

/// The targets as they ship, and shorter ones from 12 January on.
fn targets() -> String {
    let shipped = SHIPPED_TARGETS;
    let (from, to) = (shipped.find("[[version]]"), shipped.find("[security]"));
    let version = from.zip(to).and_then(|(from, to)| shipped.get(from..to));
    let shorter = version
        .unwrap_or_default()
        .replace("podstawowa", "krótsza")
        .replace("2022-06-23", "2026-01-12")
        .replace("within = \"24h\"", "within = \"20h\"")
        .replace("within = \"16h\"", "within = \"12h\"")
        .replace("grace = \"1h\"", "grace = \"45m\"");
    format!("{shipped}\n{shorter}")
}

/// The people as they ship, one of whom wants everything in the morning.
fn people() -> String {
    let wish = "posts = [\"II Zastępca Dyrektora\"]";
    SHIPPED_PEOPLE.replace(wish, &format!("{wish}\nletters = \"morning\""))
}

/// On the day after so many, at ten, the settings are changed: from then on days off and absences are known,
/// and shorter targets, all of them of days still to come.
pub(crate) const CHANGED_AFTER: i64 = 7;

/// The settings as texts: what the engine reads and what the checks read.
pub(crate) struct Texts {
    pub(crate) calendar: String,
    pub(crate) targets: String,
    pub(crate) escalation: String,
    pub(crate) people: String,
}

/// The settings as the engine has them.
pub(crate) struct Settings {
    pub(crate) desk: Arc<Desk>,
    pub(crate) calendar: Calendar,
    pub(crate) targets: Targets,
    pub(crate) rules: StepRules,
    pub(crate) superiors: Superiors,
}

impl Texts {
    /// Those with which the program starts: of days on which nothing has changed yet they say the same as the
    /// right ones.
    fn at_first() -> Self {
        Self {
            calendar: SHIPPED_CALENDAR.to_owned(),
            targets: SHIPPED_TARGETS.to_owned(),
            escalation: SHIPPED_ESCALATION.to_owned(),
            people: people(),
        }
    }

    /// The right ones.
    pub(crate) fn right() -> Self {
        Self {
            calendar: format!("{SHIPPED_CALENDAR}\n{MORE_DAYS}"),
            targets: targets(),
            escalation: SHIPPED_ESCALATION.to_owned(),
            people: format!("{}\n{ABSENCES}", people()),
        }
    }

    /// Those that the engine gets at first, and those that it reads later: the right ones, unless it is to
    /// make a mistake.
    pub(crate) fn for_engine(fault: Fault) -> [Self; 2] {
        let later = match fault {
            Fault::ForgetsSettings => Self::at_first(),
            _ => Self::right(),
        };
        [Self::at_first().with(fault), later.with(fault)]
    }

    fn with(self, fault: Fault) -> Self {
        let right = self;
        match fault {
            Fault::NeverCloses => Self {
                calendar: right.calendar.replace("07:30-15:30", "00:00-24:00"),
                ..right
            },
            Fault::ForgetsRule => Self {
                escalation: right.escalation.replacen("at = \"75%\"", "at = \"99%\"", 1),
                ..right
            },
            Fault::OneRuleTwice => Self {
                escalation: format!(
                    "{}\n[[step]]\nname = \"drugi-raz\"\nclocks = [\"solution\"]\nat = \"due\"\nto = [\"unit\"]\n",
                    right.escalation
                ),
                ..right
            },
            Fault::WrongTarget => Self {
                targets: right
                    .targets
                    .replacen("within = \"24h\"", "within = \"25h\"", 1),
                ..right
            },
            _ => right,
        }
    }

    /// Reads them as the engine does.
    ///
    /// # Errors
    /// [`SimulationError::Settings`].
    pub(crate) fn read(&self) -> Result<Settings, SimulationError> {
        let desk = Arc::new(Desk::new(Arc::new(
            ordinance::Ordinance::built_in().clone(),
        )));
        let refused = |error: domain::SettingsError| SimulationError::Settings(error.to_string());
        Ok(Settings {
            calendar: Calendar::parse(&self.calendar).map_err(refused)?,
            targets: Targets::parse(&self.targets, &desk).map_err(refused)?,
            rules: StepRules::parse(&self.escalation, &desk).map_err(refused)?,
            superiors: Superiors::parse(&self.people, &desk).map_err(refused)?,
            desk,
        })
    }
}

/// How the workers work.
pub(crate) fn worker(settings: &Settings, parallel: usize) -> worker::Settings {
    let units = settings.desk.ordinance().units().iter();
    let address = |code: &str| format!("{}@coi.example", code.to_lowercase());
    let units: BTreeMap<_, _> = units
        .map(|unit| (unit.code.clone(), address(unit.code.as_str())))
        .collect();
    worker::Settings {
        public_url: "https://pomoc.example".to_owned(),
        from: "dyspozytor@coi.example".to_owned(),
        units,
        superiors: Some(Arc::new(settings.superiors.clone())),
        requester_domains: Vec::new(),
        lease_seconds: LEASE_SECONDS,
        parallel,
        poll: Duration::from_mins(1),
        give_up_after: Duration::from_hours(72),
    }
}
