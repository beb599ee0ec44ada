//! Tickets as lines of JSON.

use std::io::BufRead;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One line is at most this long, in bytes; enough for any text a person pastes.
const LONGEST_LINE: usize = 64 * 1024 * 1024;

/// Why lines of JSON cannot be read; the message names the line.
#[derive(Debug, thiserror::Error)]
pub enum LinesError {
    /// The line is not what is expected.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from 1, blank lines included.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The input ended with a fault, or the output did.
    #[error("line {line}: {source}")]
    Io {
        /// Counted from 1.
        line: usize,
        /// The fault.
        source: std::io::Error,
    },
}

/// The identifier of a ticket as given: a text, or a number kept as it was.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum TicketId {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
}

impl std::fmt::Display for TicketId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A ticket to be routed: `{"id","subject","body"}`; other fields are ignored.
#[derive(Clone, Debug, Deserialize)]
pub struct TicketLine {
    /// Handed back with the answer.
    pub id: TicketId,
    /// One line; may be missing.
    #[serde(default, deserialize_with = "nullable")]
    pub subject: String,
    /// The text; may be missing.
    #[serde(default, deserialize_with = "nullable")]
    pub body: String,
}

/// A text that may also be `null`, which is the empty text.
pub(crate) fn nullable<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
}

/// Calls `each` with the value of every line, in order. A byte-order mark, blank lines and `\r\n` are passed over.
///
/// # Errors
/// [`LinesError`] at the first line that is no UTF-8, no JSON object of the shape, longer than 64 MiB, or
/// that `each` refuses; the lines before it were handed on.
pub(crate) fn each_line<T: DeserializeOwned>(
    mut input: impl BufRead,
    mut each: impl FnMut(T) -> std::io::Result<()>,
) -> Result<(), LinesError> {
    let mut buffer = Vec::new();
    for line in 1.. {
        let failed = |source| LinesError::Io { line, source };
        buffer.clear();
        let mut limited = std::io::Read::take(&mut input, LONGEST_LINE as u64 + 1);
        if limited.read_until(b'\n', &mut buffer).map_err(failed)? == 0 {
            break;
        }
        let wrong = |reason: String| LinesError::Line { line, reason };
        if buffer.len() > LONGEST_LINE {
            return Err(wrong("longer than 64 MiB".to_owned()));
        }
        let text = std::str::from_utf8(&buffer).map_err(|_| wrong("not UTF-8".to_owned()))?;
        let text = if line == 1 {
            text.trim_start_matches('\u{feff}')
        } else {
            text
        }
        .trim();
        if text.is_empty() {
            continue;
        }
        if !text.starts_with('{') {
            return Err(wrong("expected a JSON object `{…}`".to_owned()));
        }
        let value = serde_json::from_str(text).map_err(|error| wrong(reason(&error)))?;
        each(value).map_err(failed)?;
    }
    Ok(())
}

/// The parser's words without its own line number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((words, _)) if error.column() > 0 => format!("{words} (column {})", error.column()),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Result<Vec<TicketLine>, String> {
        let mut tickets = Vec::new();
        each_line(input, |ticket| {
            tickets.push(ticket);
            Ok(())
        })
        .map_err(|error| error.to_string())?;
        Ok(tickets)
    }

    #[test]
    fn blank_lines_marks_and_line_ends_are_passed_over() {
        let tickets = read(
            "\u{feff}{\"id\":\"a\",\"body\":\"x\"}\r\n\r\n  \n{\"id\":7,\"subject\":null}"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(tickets.len(), 2);
        assert_eq!(tickets[0].id, TicketId::Text("a".to_owned()));
        assert_eq!(tickets[1].id, TicketId::Number(7));
        assert_eq!(
            (tickets[0].subject.as_str(), tickets[1].body.as_str()),
            ("", "")
        );
    }

    #[test]
    fn a_bad_line_is_named_with_the_reason() {
        assert_eq!(
            read(b"{\"id\":1}\n\n{\"id\":}").unwrap_err(),
            "line 3: expected value (column 7)"
        );
        assert_eq!(
            read(b"{\"subject\":\"x\"}").unwrap_err(),
            "line 1: missing field `id` (column 15)"
        );
        assert_eq!(
            read(b"[1]").unwrap_err(),
            "line 1: expected a JSON object `{…}`"
        );
        assert_eq!(read(b"{\"id\":\"\xff\"}").unwrap_err(), "line 1: not UTF-8");
        assert!(
            read(br#"{"id":1,"body":"\ud800"}"#)
                .unwrap_err()
                .starts_with("line 1: ")
        );
    }
}
