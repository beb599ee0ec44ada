//! What the office says in its accessibility statement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::wrong;
use crate::config::ConfigError;

/// `[accessibility]`; what is empty is not filled in yet.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Accessibility {
    /// The public body that publishes the pages.
    pub entity: String,
    /// A day: `2026-11-26`.
    pub published: String,
    /// A day.
    pub updated: String,
    /// A day.
    pub prepared: String,
    /// A day.
    pub reviewed: String,
    /// Who answers for accessibility.
    pub person: String,
    /// Where to write.
    pub email: String,
    /// Where to call.
    pub phone: String,
    /// How people get into the building.
    pub building: String,
}

impl Accessibility {
    pub(in crate::config) fn check(&self) -> Result<(), ConfigError> {
        for (key, day) in [
            ("accessibility.published", &self.published),
            ("accessibility.updated", &self.updated),
            ("accessibility.prepared", &self.prepared),
            ("accessibility.reviewed", &self.reviewed),
        ] {
            if !day.is_empty() && day.parse::<Date>().is_err() {
                return Err(wrong(key, "must be a day like 2026-11-26, or empty"));
            }
        }
        Ok(())
    }

    /// The same for the pages.
    pub(crate) fn statement(&self) -> web::Statement {
        web::Statement {
            entity: self.entity.clone(),
            published: self.published.parse().ok(),
            updated: self.updated.parse().ok(),
            prepared: self.prepared.parse().ok(),
            reviewed: self.reviewed.parse().ok(),
            person: self.person.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            building: self.building.clone(),
        }
    }

    /// What `config check` says of it: nothing when the statement is whole.
    pub(crate) fn lines(&self) -> Vec<String> {
        let missing = self.statement().missing();
        if missing.is_empty() {
            return Vec::new();
        }
        vec![format!(
            "Accessibility statement (/dostepnosc): not complete, the law demands it; fill in [accessibility] {}.",
            missing.join(", ")
        )]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_and_what_is_missing_is_named() {
        let mut office = Accessibility {
            published: "2026-11-01".to_owned(),
            email: "dostepnosc@um.krakow.example".to_owned(),
            ..Accessibility::default()
        };
        assert!(office.check().is_ok());
        let said = office.lines().join("\n");
        assert!(said.contains("entity, updated, prepared"), "{said}");
        office.reviewed = "wczoraj".to_owned();
        let refused = office.check().unwrap_err().to_string();
        assert!(refused.contains("accessibility.reviewed"), "{refused}");
    }
}
