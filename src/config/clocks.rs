//! What the clocks run by: `calendar.toml`, `targets.toml`, `escalation.toml`, `people.toml`.

use std::sync::Arc;

use domain::calendar::Calendar;
use domain::chain::Superiors;
use domain::steps::StepRules;
use domain::targets::Targets;
use domain::{Desk, SettingsError};

use sha2::{Digest, Sha256};

use super::ConfigError;
use super::data::text;
use super::file::DataFiles;

const CALENDAR: &str = include_str!("../../config/calendar.toml");
const TARGETS: &str = include_str!("../../config/targets.toml");
const ESCALATION: &str = include_str!("../../config/escalation.toml");
const PEOPLE: &str = include_str!("../../config/people.toml");

/// The files, read and checked.
#[derive(Clone)]
pub(crate) struct Clocks {
    /// When the office works.
    pub calendar: Arc<Calendar>,
    /// How much time each clock has.
    pub targets: Arc<Targets>,
    /// Who is told when it runs down.
    pub steps: Arc<StepRules>,
    /// Who stands above the units.
    pub superiors: Arc<Superiors>,
    /// Differs when any of the files does.
    fingerprint: String,
}

impl Clocks {
    /// Reads the files; an empty path means the one built into the program.
    ///
    /// # Errors
    /// [`ConfigError`] with the file, the line and the reason.
    pub(crate) fn load(files: &DataFiles, desk: &Desk) -> Result<Self, ConfigError> {
        let mut seen = Sha256::new();
        let calendar = (CALENDAR, "calendar.toml");
        let targets = (TARGETS, "targets.toml");
        let steps = (ESCALATION, "escalation.toml");
        let people = (PEOPLE, "people.toml");
        Ok(Self {
            calendar: read(&files.calendar, calendar, &mut seen, Calendar::parse)?,
            targets: read(&files.targets, targets, &mut seen, |text| {
                Targets::parse(text, desk)
            })?,
            steps: read(&files.escalation, steps, &mut seen, |text| {
                StepRules::parse(text, desk)
            })?,
            superiors: read(&files.people, people, &mut seen, |text| {
                Superiors::parse(text, desk)
            })?,
            fingerprint: format!("{:?}", seen.finalize()),
        })
    }

    /// What the worker takes steps by.
    pub(crate) fn clockwork(&self) -> worker::Clockwork {
        worker::Clockwork {
            calendar: self.calendar.clone(),
            targets: self.targets.clone(),
            steps: self.steps.clone(),
            superiors: self.superiors.clone(),
            fingerprint: self.fingerprint.clone(),
        }
    }

    /// What the pages show due times by.
    pub(crate) fn rules(&self) -> web::ClockRules {
        web::ClockRules {
            calendar: self.calendar.clone(),
            targets: self.targets.clone(),
        }
    }

    /// What is in force, a line each.
    pub(crate) fn lines(&self, desk: &Desk) -> Vec<String> {
        let now = jiff::Timestamp::now();
        let today = self.calendar.date(now);
        let hours: Vec<String> = self
            .calendar
            .versions()
            .map(|(name, from)| format!("`{name}` from {from}"))
            .collect();
        let targets: Vec<String> = self
            .targets
            .versions()
            .iter()
            .map(|version| format!("`{}` from {}", version.name, version.from))
            .collect();
        let in_force = self.targets.at(now);
        let mut lines = vec![
            format!("Office hours: {}.", hours.join(", ")),
            format!("Office hours of today, {today}: {}.", self.hours_of(today)),
            format!("Targets: {}.", targets.join(", ")),
            format!("Targets in force, `{}`:", in_force.name),
        ];
        lines.extend(in_force.rules().map(|rule| format!("  {rule}")));
        let security = self.targets.security();
        let duties: Vec<String> = security.duties.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "Security incidents, under {}: CSIRT within {} h, data-protection office within {} h.",
            duties.join(", "),
            security.csirt.seconds / 3600,
            security.data_protection.seconds / 3600,
        ));
        lines.push("Steps:".to_owned());
        lines.extend(self.steps.lines().iter().map(|line| format!("  {line}")));
        lines.extend(self.superiors_of(desk, today));
        lines
    }

    /// "07:30-15:30", or "closed".
    fn hours_of(&self, day: jiff::civil::Date) -> String {
        let plan = self.calendar.day(day);
        let time = |second: i64| format!("{:02}:{:02}", second / 3600, second / 60 % 60);
        let ranges: Vec<String> = (plan.hours.iter())
            .map(|range| format!("{}-{}", time(range.from), time(range.to)))
            .collect();
        if ranges.is_empty() {
            "closed".to_owned()
        } else {
            ranges.join(", ")
        }
    }

    /// Who stands above the units on a day; units with the same superiors together.
    fn superiors_of(&self, desk: &Desk, day: jiff::civil::Date) -> Vec<String> {
        let mut chains: Vec<(Vec<&str>, String)> = Vec::new();
        for unit in desk.ordinance().units() {
            let above: Vec<String> = (self.superiors.chain_for(&unit.code, day).iter())
                .map(|superior| format!("{} ({})", superior.person.name, superior.post))
                .collect();
            let above = above.join(", ");
            match chains.iter_mut().find(|(_, other)| *other == above) {
                Some((units, _)) => units.push(unit.code.as_str()),
                None => chains.push((vec![unit.code.as_str()], above)),
            }
        }
        chains
            .into_iter()
            .map(|(units, above)| format!("Above {} today: {above}.", units.join(", ")))
            .collect()
    }
}

fn read<T>(
    path: &str,
    (built_in, name): (&str, &str),
    seen: &mut Sha256,
    parse: impl FnOnce(&str) -> Result<T, SettingsError>,
) -> Result<Arc<T>, ConfigError> {
    let (origin, content) = match path {
        "" => (format!("config/{name} (built in)"), built_in.to_owned()),
        path => (path.to_owned(), text(path)?),
    };
    seen.update(content.len().to_le_bytes());
    seen.update(&content);
    parse(&content)
        .map(Arc::new)
        .map_err(|error| ConfigError::Form {
            origin,
            reason: error.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Desk {
        Desk::new(Arc::new(ordinance::Ordinance::built_in().clone()))
    }

    #[test]
    fn the_built_in_files_are_valid_and_said() {
        let clocks = Clocks::load(&DataFiles::default(), &desk()).unwrap();
        let lines = clocks.lines(&desk());
        assert_eq!(lines[0], "Office hours: `podstawowa` from 2022-06-23.");
        assert!(lines[1].starts_with("Office hours of today, "), "{lines:?}");
        assert_eq!(lines[2], "Targets: `podstawowa` from 2022-06-23.");
        let has = |part: &str| lines.iter().any(|line| line.contains(part));
        assert!(has(
            "  clock = \"accept\", priority = [1], within = \"30m\""
        ));
        assert!(has(
            "§7 pkt 5: CSIRT within 24 h, data-protection office within 72 h."
        ));
        assert!(
            has("Steps:") && has("  po-terminie: each further 4h"),
            "{lines:?}"
        );
        let first_line = desk().first_line().to_string();
        let above = lines.iter().find(|line| line.contains(&first_line));
        assert!(above.is_some_and(|line| line.contains("(I Zastępca Dyrektora), ")));
    }

    #[test]
    fn a_refusal_names_file_line_and_reason() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let refused = |files: &DataFiles| match Clocks::load(files, &desk()) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        let calendar = file(
            "a.toml",
            &CALENDAR.replacen("\"07:30-15:30\"", "\"07:30-12:00\", \"11:00-15:30\"", 1),
        );
        let found = refused(&DataFiles {
            calendar: calendar.clone(),
            ..DataFiles::default()
        });
        assert!(found.starts_with(&format!("{calendar}: line ")), "{found}");
        assert!(
            found.contains("`07:30-12:00` and `11:00-15:30` overlap"),
            "{found}"
        );
        let targets = file("b.toml", &TARGETS.replacen("\"30m\"", "\"0m\"", 1));
        let found = refused(&DataFiles {
            targets,
            ..DataFiles::default()
        });
        assert!(
            found.ends_with("`0m` must be longer than nothing"),
            "{found}"
        );
        let escalation = file("c.toml", &ESCALATION.replacen("[\"assignee\"]", "[]", 1));
        let found = refused(&DataFiles {
            escalation,
            ..DataFiles::default()
        });
        assert!(found.ends_with("`przypomnienie` goes to nobody"), "{found}");
        let people = file("d.toml", &PEOPLE.replacen("[\"Dyrektor\"]", "[]", 1));
        let found = refused(&DataFiles {
            people,
            ..DataFiles::default()
        });
        assert!(
            found.contains("nobody holds the post `Dyrektor`"),
            "{found}"
        );
    }
}
