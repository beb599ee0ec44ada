//! What the office itself has to say in its accessibility statement.

use jiff::civil::Date;

/// Facts that only the office knows; an empty text or no date is not filled in yet. What the law demands: art. 10 of
/// the act of 4 April 2019 on digital accessibility of websites and mobile applications of public bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The public body that publishes the pages.
    pub entity: String,
    /// Since when people use them.
    pub published: Option<Date>,
    /// When they last changed in a way that people notice.
    pub updated: Option<Date>,
    /// When the statement was written.
    pub prepared: Option<Date>,
    /// When it was last held against the pages.
    pub reviewed: Option<Date>,
    /// Who answers for accessibility.
    pub person: String,
    /// Where to write.
    pub email: String,
    /// Where to call.
    pub phone: String,
    /// How people get into the building where the office receives them, and move within.
    pub building: String,
}

impl Statement {
    /// What is not filled in yet, by the names of the configuration's keys; nothing when the statement is whole.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            ("entity", self.entity.is_empty()),
            ("published", self.published.is_none()),
            ("updated", self.updated.is_none()),
            ("prepared", self.prepared.is_none()),
            ("reviewed", self.reviewed.is_none()),
            ("person", self.person.is_empty()),
            ("email", self.email.is_empty()),
            ("phone", self.phone.is_empty()),
            ("building", self.building.is_empty()),
        ]
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_office_has_not_said_is_named() {
        let mut statement = Statement::default();
        assert_eq!(statement.missing().len(), 9);
        statement.email = "dostepnosc@um.krakow.example".to_owned();
        statement.published = "2026-11-01".parse().ok();
        let missing = statement.missing();
        assert!(!missing.contains(&"email") && !missing.contains(&"published"));
        assert_eq!(missing.len(), 7);
    }
}
