//! `dyspozytor route`

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::Path;

use matcher::{LinesError, Matcher};

use crate::cli::{DataFiles, Route};
use crate::config;
use crate::output::Failure;

/// Ranks units for each ticket.
///
/// # Errors
/// [`Failure::Input`] naming the line that is not a ticket; earlier lines have been answered.
pub(super) fn run(options: &Route) -> Result<(), Failure> {
    let matcher = matcher(&options.data)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let outcome = matcher::route(&matcher, input(options.file.as_deref())?, &mut out);
    // What was answered before a bad line is not lost.
    out.flush()?;
    outcome.map_err(lines)
}

/// A bad line is bad input; a reader of ours that went away is not.
pub(super) fn lines(error: LinesError) -> Failure {
    match error {
        LinesError::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe => source.into(),
        other => Failure::input(other),
    }
}

/// A matcher over the data files asked for.
///
/// # Errors
/// [`Failure::Input`] for a file that cannot be used.
pub(super) fn matcher(files: &DataFiles) -> Result<Matcher, Failure> {
    let ordinance = config::ordinance(&files.ordinance)?;
    let vocabulary = config::vocabulary(&files.vocabulary)?;
    Matcher::with_shipped_examples(&ordinance, &vocabulary).map_err(Failure::input)
}

/// The file, or standard input.
///
/// # Errors
/// [`Failure::Input`] for a file that cannot be opened.
pub(super) fn input(file: Option<&Path>) -> Result<Box<dyn BufRead>, Failure> {
    match file {
        Some(path) if path.as_os_str() != "-" => {
            let file = File::open(path)
                .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
            Ok(Box::new(BufReader::new(file)))
        }
        _ => Ok(Box::new(std::io::stdin().lock())),
    }
}
