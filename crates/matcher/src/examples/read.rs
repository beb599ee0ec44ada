//! Files of example requests, read and refused.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ordinance::{Reference, UnitCode};
use serde::Deserialize;

use super::Example;

/// Largest file of examples, in bytes; 10,000 long requests are a fifth of it.
const MAX_BYTES: u64 = 32 << 20;

/// Why examples are refused; the message names file, line and reason.
#[derive(Debug, thiserror::Error)]
pub enum ExamplesError {
    /// A file or folder cannot be read.
    #[error("examples: {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A folder without `*.jsonl`, or a file that is too large.
    #[error("examples: {}: {reason}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// One line is wrong.
    #[error("examples: {file}:{line}: {reason}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// A line as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    duty: Option<Reference>,
    subject: String,
    body: String,
    #[serde(default)]
    also: Vec<UnitCode>,
}

/// What a line holds.
pub(super) enum Request {
    Covered(Example),
    Uncovered(String),
}

pub(super) fn example(file: &Arc<str>, line: usize, text: &str) -> Result<Request, ExamplesError> {
    let Line {
        duty,
        subject,
        body,
        also,
    } = serde_json::from_str(text).map_err(|error| ExamplesError::Line {
        file: file.to_string(),
        line,
        reason: error
            .to_string()
            .replacen(" at line 1 column ", ", at column ", 1),
    })?;
    let Some(duty) = duty else {
        return Ok(Request::Uncovered(format!("{subject}\n{body}")));
    };
    Ok(Request::Covered(Example {
        duty,
        subject,
        body,
        also,
        file: Arc::clone(file),
        line,
    }))
}

/// The `*.jsonl` of a folder in order.
pub(super) fn names(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let file = entry?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            files.push(file);
        }
    }
    files.sort_by_key(|file| (file.as_os_str().len(), file.clone()));
    Ok(files)
}

/// The text of a file, of bounded size.
pub(super) fn read(path: &Path) -> Result<String, ExamplesError> {
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_string(&mut text))
        .map_err(|source| failed(path, source))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(ExamplesError::File {
            path: path.to_owned(),
            reason: "is larger than 32 MiB".to_owned(),
        });
    }
    Ok(text)
}

pub(super) fn failed(path: &Path, source: std::io::Error) -> ExamplesError {
    ExamplesError::Read {
        path: path.to_owned(),
        source,
    }
}
