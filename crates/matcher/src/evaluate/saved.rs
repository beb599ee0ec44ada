//! An evaluation as a file: a head and a line of JSON for each ticket, so that a fault can be named by its line.

use std::io::{BufRead, Error, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::{Evaluation, MOST_TICKETS};
use crate::report::{Latency, Versions};
use crate::ticket::{LinesError, each_line};

/// What the first line says the file is.
const FORMAT: &str = "dyspozytor-evaluation-1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: String,
    tickets: usize,
    ticket_set: String,
    versions: Versions,
    latency: Latency,
}

impl Evaluation {
    /// Writes every answer, without the texts of the tickets but with the deciding words of wrong answers; for
    /// [`Self::read`].
    ///
    /// # Errors
    /// Those of `output`.
    pub fn save(&self, mut output: impl Write) -> std::io::Result<()> {
        let head = Head {
            format: FORMAT.to_owned(),
            tickets: self.answers.len(),
            ticket_set: self.digest(),
            versions: self.versions.clone().unwrap_or_default(),
            latency: self.latency(),
        };
        serde_json::to_writer(&mut output, &head)?;
        for answer in &self.answers {
            output.write_all(b"\n")?;
            serde_json::to_writer(&mut output, answer)?;
        }
        output.write_all(b"\n")?;
        output.flush()
    }

    /// Reads what [`Self::save`] wrote. Other writings of the tickets are not among it.
    ///
    /// # Errors
    /// [`LinesError`] at the first line that is not as it was written, and for a file that is cut off.
    pub fn read(input: impl BufRead) -> Result<Self, LinesError> {
        let mut head: Option<Head> = None;
        let mut answers: Vec<Answer> = Vec::new();
        each_line(input, |value: serde_json::Value| {
            let Some(head) = &head else {
                let begin: Head = typed(value).map_err(|_| not_saved())?;
                if begin.format != FORMAT {
                    return Err(not_saved());
                }
                head = Some(begin);
                return Ok(());
            };
            if answers.len() == head.tickets.min(MOST_TICKETS) {
                return Err(Error::other(format!(
                    "more answers than the {} that the first line announces",
                    answers.len()
                )));
            }
            answers.push(typed(value)?);
            Ok(())
        })?;
        let end = |line: usize, reason: String| LinesError::Line { line, reason };
        let head = head.ok_or_else(|| end(1, not_saved().to_string()))?;
        if answers.len() != head.tickets {
            return Err(end(
                answers.len() + 2,
                format!(
                    "cut off: {} answers were saved and {} are here; save it anew",
                    head.tickets,
                    answers.len()
                ),
            ));
        }
        Ok(Self {
            answers,
            latency: Some(head.latency),
            versions: Some(head.versions),
            ticket_set: Some(head.ticket_set),
            ..Self::default()
        })
    }
}

fn typed<T: DeserializeOwned>(value: serde_json::Value) -> std::io::Result<T> {
    serde_json::from_value(value).map_err(Error::other)
}

fn not_saved() -> Error {
    Error::other("no saved evaluation begins here; `evaluate --save FILE` writes one")
}
