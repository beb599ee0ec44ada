//! Canned answers: texts with variables that stand for what is known of a ticket.
//!
//! `{numer}` stands for the number, and so on for every [`ReplyVariable`]. `{{` and `}}` stand for
//! braces. A variable only ever stands for what the requester may read.

use std::fmt::Write as _;

use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

use crate::text::{Faults, Need, several_lines};
use crate::{FieldError, FieldFault, Person, Role, SHORT_LIMIT, TEXT_LIMIT, UserId};

/// What stands for something of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplyVariable {
    /// Name of the requester.
    Requester,
    /// The number people quote.
    Number,
    /// The subject.
    Subject,
    /// The unit that holds it.
    Unit,
    /// When a solution is due, as the requester is told.
    Due,
    /// Who writes.
    Operator,
}

impl ReplyVariable {
    /// Every variable.
    pub const ALL: [Self; 6] = [
        Self::Requester,
        Self::Number,
        Self::Subject,
        Self::Unit,
        Self::Due,
        Self::Operator,
    ];

    /// Its name between the braces; a word of the desk's own language, as the texts are.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requester => "zgłaszający",
            Self::Number => "numer",
            Self::Subject => "temat",
            Self::Unit => "komórka",
            Self::Due => "termin",
            Self::Operator => "operator",
        }
    }

    /// The variable with this name, in small or capital letters.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// Why a text is no text of a canned answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplyFault {
    /// A title or text that is missing or too long.
    #[error("{0}")]
    Field(#[from] FieldError),
    /// There is no variable of this name.
    #[error("unknown variable {{{0}}}")]
    UnknownVariable(String),
    /// A brace that neither begins nor ends a variable.
    #[error("a brace that stands alone")]
    LoneBrace,
}

/// A text with variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyText {
    source: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Variable(ReplyVariable),
}

impl ReplyText {
    /// Reads a text as people write it.
    ///
    /// # Errors
    /// The first [`ReplyFault::UnknownVariable`] or [`ReplyFault::LoneBrace`].
    pub fn parse(source: &str) -> Result<Self, ReplyFault> {
        let source = several_lines(source);
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = source.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            words.push_str(before);
            rest = if let Some(after) = from.strip_prefix("{{") {
                words.push('{');
                after
            } else if let Some(after) = from.strip_prefix("}}") {
                words.push('}');
                after
            } else {
                let inside = from.strip_prefix('{').and_then(|rest| rest.split_once('}'));
                let (name, after) = inside.ok_or(ReplyFault::LoneBrace)?;
                if name.contains(['{', '\n']) {
                    return Err(ReplyFault::LoneBrace);
                }
                let variable = ReplyVariable::from_name(name)
                    .ok_or_else(|| ReplyFault::UnknownVariable(name.to_owned()))?;
                pieces.push(Piece::Words(std::mem::take(&mut words)));
                pieces.push(Piece::Variable(variable));
                after
            };
        }
        words.push_str(rest);
        pieces.push(Piece::Words(words));
        Ok(Self { source, pieces })
    }

    /// As people wrote it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The words, each variable replaced by what `value` gives for it. What is put in is not looked
    /// through for variables.
    pub fn filled<'a>(&self, value: impl Fn(ReplyVariable) -> &'a str) -> String {
        self.pieces.iter().fold(String::new(), |mut text, piece| {
            // Writing to a string cannot fail.
            let _ = match piece {
                Piece::Words(words) => text.write_str(words),
                Piece::Variable(variable) => text.write_str(value(*variable)),
            };
            text
        })
    }
}

/// Whose a canned answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyOwner {
    /// One person's alone.
    Person(UserId),
    /// Everybody's who works in a unit; of the first line's unit, the whole first line's.
    Unit(UnitCode),
}

impl ReplyOwner {
    /// Whether it is for this person to use, change and delete.
    pub fn is(&self, person: &Person, first_line: &UnitCode) -> bool {
        match self {
            Self::Person(id) => *id == person.id && person.role != Role::Requester,
            Self::Unit(unit) => person.author(first_line).unit.as_ref() == Some(unit),
        }
    }
}

/// A canned answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its row.
    pub id: Uuid,
    /// What people look for.
    pub title: String,
    /// What it says.
    pub text: ReplyText,
    /// Whose it is.
    pub owner: ReplyOwner,
    /// Grows by one with each change.
    pub version: i64,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl Reply {
    /// Title and text, checked and cleaned.
    ///
    /// # Errors
    /// Everything that is wrong, each with the name of its field: `title` or `text`.
    pub fn checked(
        title: &str,
        text: &str,
    ) -> Result<(String, ReplyText), Vec<(&'static str, ReplyFault)>> {
        let mut faults = Faults::default();
        let title = faults.line("title", title, SHORT_LIMIT, Need::Required);
        let clean = faults.required("text", text, TEXT_LIMIT);
        let mut all: Vec<(&'static str, ReplyFault)> = faults
            .finish(())
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|error| (error.field, ReplyFault::Field(error)))
            .collect();
        match ReplyText::parse(&clean) {
            Ok(text) if all.is_empty() => return Ok((title, text)),
            Ok(_) => {}
            Err(fault) => all.push(("text", fault)),
        }
        Err(all)
    }
}

impl ReplyFault {
    /// What is wrong with a field as of any form; `None` for faults of variables.
    pub fn field(&self) -> Option<FieldFault> {
        match self {
            Self::Field(error) => Some(error.fault),
            Self::UnknownVariable(_) | Self::LoneBrace => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Action, Actor, Object, authorize};

    fn values(variable: ReplyVariable) -> &'static str {
        match variable {
            ReplyVariable::Requester => "Anna {numer}",
            ReplyVariable::Number => "ZG-2026-000001",
            _ => "x",
        }
    }

    #[test]
    fn variables_are_filled_once_and_braces_are_written_twice() {
        let text = ReplyText::parse("{Zgłaszający}: {{{ numer }}} – 5 }} {{x}}").unwrap();
        assert_eq!(
            text.filled(values),
            "Anna {numer}: {ZG-2026-000001} – 5 } {x}"
        );
    }

    #[test]
    fn what_is_no_variable_is_named() {
        let unknown = |name: &str| Err(ReplyFault::UnknownVariable(name.to_owned()));
        assert_eq!(ReplyText::parse("Numer: {nr}"), unknown("nr"));
        assert_eq!(ReplyText::parse("{}"), unknown(""));
        for lone in ["{numer", "numer}", "{a{numer}", "{nu\nmer}"] {
            assert_eq!(ReplyText::parse(lone), Err(ReplyFault::LoneBrace), "{lone}");
        }
        let faults = Reply::checked(" ", "{nr}").unwrap_err();
        let fields: Vec<_> = faults.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["title", "text"]);
    }

    #[test]
    fn a_canned_answer_is_for_its_owner_or_whoever_acts_for_its_unit() {
        let first_line: UnitCode = "IT-02-3".parse().unwrap();
        let second_line: UnitCode = "IT-04-1".parse().unwrap();
        let person = |number: u128, role| Person {
            id: UserId(Uuid::from_u128(number)),
            name: "Ktoś".into(),
            email: "ktos@example.org".into(),
            role,
        };
        let own = ReplyOwner::Person(UserId(Uuid::from_u128(1)));
        let of = |unit: &UnitCode| ReplyOwner::Unit(unit.clone());
        let owners = [own, of(&first_line), of(&second_line)];
        for (person, may) in [
            (person(1, Role::FirstLine), [true, true, false]),
            (person(2, Role::FirstLine), [false, true, false]),
            (person(3, Role::Administrator), [false, true, false]),
            (
                person(4, Role::Unit(second_line.clone())),
                [false, false, true],
            ),
            (person(1, Role::Requester), [false; 3]),
        ] {
            let actor = Actor::Person(person);
            let found = owners.each_ref().map(|owner| {
                let object = Object::Reply(owner);
                assert!(authorize(&actor, Action::SeeQueue, object, &first_line).is_err());
                authorize(&actor, Action::KeepReply, object, &first_line).is_ok()
            });
            assert_eq!(found, may, "{actor:?}");
        }
    }

    /// Words without braces, as a person leaves them.
    fn words() -> impl Strategy<Value = String> {
        "[^{}\\p{C}]{0,30}".prop_map(|words| several_lines(&words))
    }

    proptest! {
        #[test]
        fn a_text_without_variables_stays_as_it_is(text in words()) {
            prop_assert_eq!(ReplyText::parse(&text).unwrap().filled(values), text);
        }

        #[test]
        fn escaped_braces_come_back(text in "[a-z{} ]{0,40}") {
            let text = several_lines(&text);
            let escaped = text.replace('{', "{{").replace('}', "}}");
            prop_assert_eq!(ReplyText::parse(&escaped).unwrap().filled(values), text);
        }

        #[test]
        fn no_variable_is_left(before in words(), after in words(), which in 0..6_usize) {
            let variable = ReplyVariable::ALL[which];
            let source = format!("a{before}{{{}}}{after}z", variable.name());
            let filled = ReplyText::parse(&source).unwrap().filled(|_| "X");
            prop_assert_eq!(filled, format!("a{before}X{after}z"));
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(text in ".{0,60}") {
            if let Ok(read) = ReplyText::parse(&text) {
                prop_assert_eq!(ReplyText::parse(read.source()), Ok(read.clone()));
            }
        }
    }
}
