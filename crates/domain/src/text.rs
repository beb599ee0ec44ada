//! Text that people type: trimmed, cleaned, bounded; what is wrong is named per field.

use std::fmt;

/// Longest subject, in characters.
pub const SUBJECT_LIMIT: usize = 200;
/// Longest description of a ticket, in characters.
pub const BODY_LIMIT: usize = 100_000;
/// Longest comment, reason or solution, in characters.
pub const TEXT_LIMIT: usize = 20_000;
/// Longest name, address, room or telephone, in characters.
pub const SHORT_LIMIT: usize = 200;

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldFault {
    /// Nothing was typed.
    Missing,
    /// More characters than the limit.
    TooLong {
        /// The limit in characters.
        limit: usize,
    },
    /// Not an e-mail address of the form `name@host`.
    NotAnEmail,
    /// Not one of the values offered.
    UnknownValue,
    /// Not a day and hour.
    NotAMoment,
    /// A moment that is past or more than a year ahead.
    NotWithinAYear,
    /// Not a moment of the last 31 days.
    NotLately,
    /// Not a moment between filing and now.
    NotSinceFiled,
    /// An end that is not after its beginning, or more than 31 days after it.
    NotAPeriod,
}

impl fmt::Display for FieldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("must not be empty"),
            Self::TooLong { limit } => write!(f, "must have at most {limit} characters"),
            Self::NotAnEmail => {
                f.write_str("must be an e-mail address such as anna.nowak@example.org")
            }
            Self::UnknownValue => f.write_str("must be one of the known values"),
            Self::NotAMoment => f.write_str("must be a day and hour such as 2026-12-03T10:30"),
            Self::NotSinceFiled => {
                f.write_str("must be a moment since the ticket was filed, and not after now")
            }
            Self::NotLately => f.write_str("must not be after now, nor more than 31 days ago"),
            Self::NotWithinAYear => f.write_str("must be a moment within a year from now"),
            Self::NotAPeriod => f.write_str("must be after the beginning, by at most 31 days"),
        }
    }
}

/// One field that has to be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {fault}")]
pub struct FieldError {
    /// Name of the field as in the form and the API.
    pub field: &'static str,
    /// What is wrong with it.
    pub fault: FieldFault,
}

/// Collects what is wrong with a form, so that everything is said at once.
#[derive(Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    /// `text` of several lines, cleaned; a fault is noted when it is empty or too long.
    pub(crate) fn required(&mut self, field: &'static str, text: &str, limit: usize) -> String {
        let clean = self.optional(field, text, limit);
        if clean.is_empty() {
            self.note(field, FieldFault::Missing);
        }
        clean
    }

    /// `text` of several lines, cleaned; a fault is noted when it is too long.
    pub(crate) fn optional(&mut self, field: &'static str, text: &str, limit: usize) -> String {
        let clean = several_lines(text);
        if clean.chars().count() > limit {
            self.note(field, FieldFault::TooLong { limit });
        }
        clean
    }

    /// One line: line breaks become spaces.
    pub(crate) fn line(
        &mut self,
        field: &'static str,
        text: &str,
        limit: usize,
        required: Need,
    ) -> String {
        let one = one_line(text);
        match required {
            Need::Required => self.required(field, &one, limit),
            Need::Optional => self.optional(field, &one, limit),
        }
    }

    /// An e-mail address, one line.
    pub(crate) fn email(&mut self, field: &'static str, text: &str, need: Need) -> String {
        let address = self.line(field, text, SHORT_LIMIT, need);
        if !address.is_empty() && !looks_like_email(&address) {
            self.note(field, FieldFault::NotAnEmail);
        }
        address
    }

    pub(crate) fn note(&mut self, field: &'static str, fault: FieldFault) {
        self.0.push(FieldError { field, fault });
    }

    pub(crate) fn finish<T>(self, value: T) -> Result<T, Vec<FieldError>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }
}

/// Whether a field may stay empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// Keeps what people can read: line ends become `\n`; control characters, direction overrides and
/// zero-width marks (which hide or reorder text) go; surrounding blank space goes.
pub(crate) fn several_lines(text: &str) -> String {
    let clean: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|&c| c == '\n' || c == '\t' || !(c.is_control() || is_hidden(c)))
        .collect();
    clean.trim().to_owned()
}

/// The same on one line: every run of blank space is one space.
pub(crate) fn one_line(text: &str) -> String {
    several_lines(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Direction overrides, isolates and zero-width characters; U+200D stays, it joins emoji.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}

/// `name@host`, printable ASCII, a dot inside the host. Whether anybody reads it only a letter tells.
fn looks_like_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let name_ok = !name.is_empty()
        && name.len() <= 64
        && !name.starts_with(['-', '.'])
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let labels_ok = host.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    name_ok && labels_ok && host.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_09_a_line_break_cannot_reach_a_header() {
        let mut faults = Faults::default();
        assert_eq!(
            faults.line(
                "subject",
                "a\r\nBcc: b@example.org\u{0}",
                100,
                Need::Required
            ),
            "a Bcc: b@example.org"
        );
        assert_eq!(
            faults.email("email", "a@example.org\r\nX: y", Need::Required),
            "a@example.org X: y"
        );
        assert_eq!(
            faults.finish(()),
            Err(vec![FieldError {
                field: "email",
                fault: FieldFault::NotAnEmail
            }])
        );
    }

    #[test]
    fn attack_15_hidden_characters_go_and_letters_stay() {
        assert_eq!(
            several_lines("\u{202E}Zażółć\u{200B} gęślą\u{FEFF}\r\njaźń 👩‍💻\n"),
            "Zażółć gęślą\njaźń 👩‍💻"
        );
    }

    #[test]
    fn addresses_are_told_from_other_texts() {
        for good in ["a@b.pl", "anna.nowak+it@um.krakow.pl", "o'neil@example.org"] {
            assert!(looks_like_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.pl",
            "a@b..pl",
            "-oProxy@b.pl",
            "a b@c.pl",
            "a@b.pl>",
            "ą@b.pl",
            "a@-b.pl",
        ] {
            assert!(!looks_like_email(bad), "{bad}");
        }
    }
}
