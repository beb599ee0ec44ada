//! Trying every day on which something changes: circles and units with nobody above them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ordinance::Post;

use super::{Subordinate, Superiors};
use crate::SettingsError;

impl Superiors {
    /// # Errors
    /// The first day on which a chain runs in a circle or is empty, with the line to mend.
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        for date in self.days_to_try() {
            for person in 0..self.officials.len() {
                self.no_circle_of_substitutes(person, date)?;
            }
            for unit in self.units.keys() {
                self.no_circle_of_posts(&Subordinate::Unit(unit.clone()), date)?;
                if self.chain_for(unit, date).is_empty() {
                    return Err(SettingsError {
                        line: self.line_of_the_absence_at(date),
                        reason: format!(
                            "on {date} everybody above {unit} is away without a substitute, so its steps would go to nobody"
                        ),
                    });
                }
            }
        }
        Ok(())
    }

    /// Between two of these days nothing changes.
    fn days_to_try(&self) -> BTreeSet<Date> {
        let absences = self.absences.iter().map(|entry| (entry.from, entry.to));
        let overrides = self.overrides.iter().map(|entry| (entry.from, entry.to));
        absences
            .chain(overrides)
            .flat_map(|(from, to)| [from, to.tomorrow().unwrap_or(to)])
            .chain([Date::ZERO])
            .collect()
    }

    fn no_circle_of_substitutes(&self, person: usize, date: Date) -> Result<(), SettingsError> {
        let mut seen = vec![person];
        let mut at = person;
        while let Some(absence) = self.absence(at, date) {
            let Some(substitute) = absence.substitute else {
                break;
            };
            if seen.contains(&substitute) {
                let names: Vec<&str> = seen
                    .iter()
                    .chain([&substitute])
                    .map(|person| self.officials[*person].id.as_str())
                    .collect();
                return Err(SettingsError {
                    line: absence.line,
                    reason: format!(
                        "on {date} the substitutes go round in a circle: {}",
                        names.join(" → ")
                    ),
                });
            }
            seen.push(substitute);
            at = substitute;
        }
        Ok(())
    }

    fn no_circle_of_posts(&self, whom: &Subordinate, date: Date) -> Result<(), SettingsError> {
        let mut seen: Vec<Post> = Vec::new();
        let mut line = self.exception(whom, date).map_or(1, |entry| entry.line);
        let Subordinate::Unit(unit) = whom else {
            return Ok(());
        };
        let mut next = self
            .exception(whom, date)
            .map(|entry| entry.superior)
            .or_else(|| self.units.get(unit).copied());
        while let Some(post) = next {
            if seen.contains(&post) {
                let posts: Vec<String> = seen.iter().chain([&post]).map(Post::to_string).collect();
                return Err(SettingsError {
                    line,
                    reason: format!(
                        "on {date} the superiors of {unit} go round in a circle: {}",
                        posts.join(" → ")
                    ),
                });
            }
            seen.push(post);
            if let Some(entry) = self.exception(&Subordinate::Post(post), date) {
                line = entry.line;
            }
            next = self.above(post, date);
        }
        Ok(())
    }

    fn line_of_the_absence_at(&self, date: Date) -> usize {
        self.absences
            .iter()
            .rfind(|absence| absence.covers(date) && absence.substitute.is_none())
            .map_or(1, |absence| absence.line)
    }
}
