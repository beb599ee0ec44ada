//! What is wrong with a request, collected so that everything is said at once.

use domain::{ChoiceReason, Desk, FieldError, FullComment, Refusal};
use ordinance::{Reference, UnitCode};

use crate::api::problem::{FieldProblem, Problem};

/// Fields to mend. A field is named once, for the first thing found wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FieldProblem>);

impl Faults {
    /// Notes what is wrong with a field.
    pub(crate) fn push(&mut self, fault: FieldProblem) {
        if !self.0.iter().any(|known| known.field == fault.field) {
            self.0.push(fault);
        }
    }

    /// Notes that a value is not one of those known.
    pub(crate) fn unknown_value(&mut self, field: &'static str, known: &str) {
        let detail = format!("must be {known}");
        self.push(FieldProblem::new(field, "unknown_value", detail));
    }

    /// Notes what the desk says about the fields of a text.
    pub(crate) fn of_desk(&mut self, errors: Vec<FieldError>) {
        for error in errors {
            self.push(error.into());
        }
    }

    /// `text` when there is some; an absent, null or blank field is missing.
    pub(crate) fn given(&mut self, field: &'static str, text: Option<String>) -> Option<String> {
        let text = text.filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.push(FieldProblem::new(field, "missing", "must not be empty"));
        }
        text
    }

    /// The value of an optional field with its own names, such as an impact.
    pub(crate) fn named<T>(
        &mut self,
        field: &'static str,
        name: Option<String>,
        known: &str,
        from_name: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = from_name(&name?);
        if value.is_none() {
            self.unknown_value(field, known);
        }
        value
    }

    /// The unit in the field `to`.
    pub(crate) fn to(&mut self, text: Option<String>) -> Option<UnitCode> {
        let unit = self.given("to", text)?.parse().ok();
        if unit.is_none() {
            self.unknown_value("to", "the symbol of a unit, such as IT-04-1");
        }
        unit
    }

    /// The provision in the field `duty`, a duty of `unit` when that is known.
    pub(crate) fn duty(
        &mut self,
        text: Option<String>,
        unit: Option<&UnitCode>,
        desk: &Desk,
    ) -> Option<Reference> {
        let Ok(duty) = self.given("duty", text)?.parse() else {
            self.unknown_value("duty", "a provision, such as §14 pkt 1 lit. l");
            return None;
        };
        if let Some(unit) = unit {
            self.check(desk.duty_of(unit, duty))?;
        }
        Some(duty)
    }

    /// The unit in the field `to` and its provision in the field `duty`.
    pub(crate) fn receiver(
        &mut self,
        to: Option<String>,
        duty: Option<String>,
        desk: &Desk,
    ) -> Option<(UnitCode, Reference)> {
        let unit = self.to(to);
        let unit = unit.filter(|unit| self.check(desk.known(unit)).is_some());
        let duty = self.duty(duty, unit.as_ref(), desk);
        unit.zip(duty)
    }

    /// What `result` holds; a refusal about the unit or the provision is noted.
    pub(crate) fn check<T>(&mut self, result: Result<T, Refusal>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(refusal) => {
                if let Some(fault) = FieldProblem::of_refusal(&refusal) {
                    self.push(fault);
                }
                None
            }
        }
    }

    /// The full comment; every missing part is noted.
    pub(crate) fn comment(&mut self, parts: [Option<String>; 4]) -> Option<FullComment> {
        let [symptoms, tried, why_not_solved, contact] = parts.map(Option::unwrap_or_default);
        match FullComment::new(&symptoms, &tried, &why_not_solved, &contact) {
            Ok(comment) => Some(comment),
            Err(errors) => {
                self.of_desk(errors);
                None
            }
        }
    }

    /// Why another unit than the proposed one is chosen; none when nothing is said about it.
    pub(crate) fn choice(
        &mut self,
        name: Option<String>,
        words: Option<String>,
    ) -> Option<ChoiceReason> {
        match ChoiceReason::new(&name?, &words.unwrap_or_default()) {
            Ok(reason) => Some(reason),
            Err(errors) => {
                self.of_desk(errors);
                None
            }
        }
    }

    /// Whether nothing was noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Nothing is wrong.
    ///
    /// # Errors
    /// The problem that names everything noted.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.into_problem())
        }
    }

    /// `value` when nothing is wrong.
    ///
    /// # Errors
    /// The problem that names everything noted, also when there is no value.
    pub(crate) fn or<T>(self, value: Option<T>) -> Result<T, Problem> {
        match value {
            Some(value) => self.finish().map(|()| value),
            None => Err(self.into_problem()),
        }
    }

    pub(crate) fn into_problem(self) -> Problem {
        Problem::fields(self.0)
    }
}
