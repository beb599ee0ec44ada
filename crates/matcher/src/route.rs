//! Routes a stream of tickets: one line of JSON in, one line out.

use std::io::{BufRead, Write};

use domain::{Decision, SuggestedUnit, SuggestionNote};
use ordinance::{Reference, UnitCode};
use serde::Serialize;

use crate::Matcher;
use crate::ticket::{LinesError, TicketId, TicketLine, each_line};

#[derive(Serialize)]
struct Answer {
    id: TicketId,
    units: Vec<AnsweredUnit>,
    decision: Decision,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<SuggestionNote>,
}

#[derive(Serialize)]
struct AnsweredUnit {
    unit: UnitCode,
    confidence: f64,
    duty: Reference,
    words: Vec<String>,
}

impl From<SuggestedUnit> for AnsweredUnit {
    fn from(unit: SuggestedUnit) -> Self {
        Self {
            unit: unit.unit,
            confidence: unit.confidence,
            duty: unit.duty,
            words: unit.words,
        }
    }
}

/// Reads tickets `{"id","subject","body"}`, one a line, and writes for each
/// `{"id","units":[{"unit","confidence","duty","words"}],"decision":"suggest"|"unsure"}` with up to five
/// units, best first; and `note` where there is a second matter or no provision ([`SuggestionNote`]).
///
/// Identifiers may be texts or numbers; subject and body may be missing; other fields are ignored; blank
/// lines, a byte-order mark and `\r\n` are passed over.
///
/// ```
/// let matcher = matcher::Matcher::built_in();
/// let mut answers = Vec::new();
/// matcher::route(&matcher, &br#"{"id":1,"subject":"Brak tonera"}"#[..], &mut answers)?;
/// assert!(answers.starts_with(br#"{"id":1,"units":[{"unit":"IT-04-"#));
/// # Ok::<(), matcher::LinesError>(())
/// ```
///
/// # Errors
/// [`LinesError`] stops at the first bad line and names it; the answers to the lines before it are written.
pub fn route(
    matcher: &Matcher,
    input: impl BufRead,
    mut output: impl Write,
) -> Result<(), LinesError> {
    each_line(input, |ticket: TicketLine| {
        let suggestion = matcher.suggest(&ticket.subject, &ticket.body);
        let answer = Answer {
            id: ticket.id,
            units: suggestion
                .units
                .into_iter()
                .map(AnsweredUnit::from)
                .collect(),
            decision: suggestion.decision,
            note: suggestion.note,
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")
    })?;
    output
        .flush()
        .map_err(|source| LinesError::Io { line: 0, source })
}
