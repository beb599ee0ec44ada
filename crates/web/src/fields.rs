//! A form on its way back to the person: everything typed, and what is to be mended.

use axum::http::StatusCode;
use domain::{FieldError, FieldFault};
use texts::{Arg, Texts};

/// The words of a form and its faults, by the names of the fields (`email`, `comment.symptoms`).
///
/// Labels are sentences `field-<name>` and hints `hint-<name>`, with dots written as hyphens;
/// `templates/fields.html` shows them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    values: Vec<(&'static str, String)>,
    faults: Vec<(String, String)>,
}

/// One line of the summary above a form.
#[derive(Clone, Debug)]
pub(crate) struct FaultLine {
    /// Id of the field, to jump to.
    pub(crate) id: String,
    /// Label of the field and what is wrong with it.
    pub(crate) text: String,
}

impl Fields {
    /// The words of a form.
    pub(crate) fn new(values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self {
            values: values.into_iter().collect(),
            faults: Vec::new(),
        }
    }

    /// With what the desk says is to be mended.
    pub(crate) fn with_faults(mut self, t: Texts, errors: &[FieldError]) -> Self {
        for error in errors {
            self.fault_at(error.field, fault_text(t, error.fault));
        }
        self
    }

    /// Notes a fault in words; the first one of a field counts.
    pub(crate) fn fault_at(&mut self, field: &str, text: String) {
        if self.fault(field).is_none() {
            self.faults.push((field.to_owned(), text));
        }
    }

    /// Whether nothing is to be mended.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Of the page that shows the form again: 409 with a refusal of the act as a whole, 422 with faults.
    pub(crate) fn status(&self, refusal: &str) -> StatusCode {
        match (refusal, self.is_sound()) {
            ("", true) => StatusCode::OK,
            ("", false) => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::CONFLICT,
        }
    }

    /// What was typed.
    pub(crate) fn value(&self, name: &str) -> &str {
        self.values
            .iter()
            .find(|(field, _)| *field == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether this is the choice made.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.value(name) == value
    }

    /// What is wrong with a field.
    pub(crate) fn fault(&self, name: &str) -> Option<&str> {
        self.faults
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, text)| text.as_str())
    }

    /// Everything to be mended, in the order it was found.
    pub(crate) fn summary(&self, t: Texts) -> Vec<FaultLine> {
        self.faults
            .iter()
            .map(|(field, text)| FaultLine {
                id: id(field),
                text: match t.get(&label(field)) {
                    question if question.ends_with('?') => format!("{question} {text}"),
                    label => format!("{label}: {text}"),
                },
            })
            .collect()
    }

    /// Ids of hint and fault for `aria-describedby`; empty when the field has neither.
    pub(crate) fn described_by(&self, t: Texts, name: &str) -> String {
        let mut ids = Vec::new();
        if t.has(&hint(name)) {
            ids.push(format!("{}-hint", id(name)));
        }
        if self.fault(name).is_some() {
            ids.push(format!("{}-fault", id(name)));
        }
        ids.join(" ")
    }
}

/// Id of a field's element.
pub(crate) fn id(name: &str) -> String {
    format!("field-{}", dashed(name))
}

/// Key of a field's label.
pub(crate) fn label(name: &str) -> String {
    format!("field-{}", dashed(name))
}

/// Key of a field's hint.
pub(crate) fn hint(name: &str) -> String {
    format!("hint-{}", dashed(name))
}

fn dashed(name: &str) -> String {
    name.replace('.', "-")
}

/// What is wrong with a field, in words.
pub(crate) fn fault_text(t: Texts, fault: FieldFault) -> String {
    match fault {
        FieldFault::Missing => t.get("fault-missing"),
        FieldFault::TooLong { limit } => {
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            t.with("fault-too_long", &[("limit", Arg::Number(limit))])
        }
        FieldFault::NotAnEmail => t.get("fault-not_an_email"),
        FieldFault::UnknownValue => t.get("fault-unknown_value"),
        FieldFault::NotAMoment => t.get("fault-not_a_moment"),
        FieldFault::NotWithinAYear => t.get("fault-not_within_a_year"),
        FieldFault::NotAPeriod => t.get("fault-not_a_period"),
        FieldFault::NotLately => t.get("fault-not_lately"),
        FieldFault::NotSinceFiled => t.get("fault-not_since_filed"),
    }
}
