//! Who stands above a unit on a day, read from the bare TOML of `people.toml`, to check the other by.

use std::collections::BTreeMap;

use domain::Desk;
use toml::{Table, Value};

use crate::office::{dated, day_number, tables};

/// The posts above each unit, who holds them, and who is away.
#[derive(Debug)]
pub(crate) struct Posts {
    /// Unit → posts, the nearest first.
    above: BTreeMap<String, Vec<String>>,
    /// Post → person.
    holders: BTreeMap<String, String>,
    absences: Vec<Absence>,
    /// Those who want everything that is not urgent in the morning.
    pub(crate) mornings: Vec<String>,
}

#[derive(Debug)]
struct Absence {
    person: String,
    /// First and last day.
    days: (i64, i64),
    substitute: Option<String>,
}

impl Posts {
    /// # Errors
    /// In words, when the text is not what the file is documented to be.
    pub(crate) fn new(people: &str, desk: &Desk) -> Result<Self, String> {
        let file: Table = people.parse().map_err(|error| format!("{error}"))?;
        let text =
            |entry: &Table, key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        let mut holders = BTreeMap::new();
        for person in tables(&file, "person") {
            let posts = person.get("posts").and_then(Value::as_array);
            for post in posts.into_iter().flatten().filter_map(Value::as_str) {
                holders.insert(
                    post.to_owned(),
                    text(person, "id").ok_or("a person without an id")?,
                );
            }
        }
        let in_the_morning =
            |person: &&Table| text(person, "letters").as_deref() == Some("morning");
        let mornings = tables(&file, "person").filter(in_the_morning);
        let mornings = mornings.filter_map(|person| text(person, "id")).collect();
        let absence = |entry: &Table| {
            Ok(Absence {
                person: text(entry, "person").ok_or("an absence of nobody")?,
                days: (
                    day_number(dated(entry, "from")?),
                    day_number(dated(entry, "to")?),
                ),
                substitute: text(entry, "substitute"),
            })
        };
        let units = desk.ordinance().units().iter();
        Ok(Self {
            above: units
                .map(|unit| {
                    let posts = desk.ordinance().chain(&unit.code);
                    (
                        unit.code.to_string(),
                        posts.iter().map(ToString::to_string).collect(),
                    )
                })
                .collect(),
            holders,
            mornings,
            absences: tables(&file, "absence")
                .map(absence)
                .collect::<Result<_, String>>()?,
        })
    }

    /// The superior of this level, 1 the nearest, who is at work or stood in for; the highest when there
    /// are fewer.
    pub(crate) fn superior(&self, unit: &str, level: usize, day: i64) -> Option<String> {
        let mut people: Vec<String> = Vec::new();
        for post in self.above.get(unit).into_iter().flatten() {
            if let Some(person) = self
                .holders
                .get(post)
                .and_then(|person| self.acting(person, day))
                && !people.contains(&person)
            {
                people.push(person);
            }
        }
        let last = people.len().checked_sub(1)?;
        people.get(level.saturating_sub(1).min(last)).cloned()
    }

    fn acting(&self, person: &str, day: i64) -> Option<String> {
        let away = |absence: &&Absence| {
            absence.person == person && (absence.days.0..=absence.days.1).contains(&day)
        };
        match self.absences.iter().find(away) {
            None => Some(person.to_owned()),
            Some(absence) => absence
                .substitute
                .as_ref()
                .and_then(|next| self.acting(next, day)),
        }
    }
}
