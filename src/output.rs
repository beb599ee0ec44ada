//! What the command line prints, and how it ends.

use std::io::Write;
use std::process::ExitCode;

use clap::error::ErrorKind;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Wrong usage or bad input: exit code 2.
    Input(String),
    /// Something outside failed (database, network, disk): exit code 1.
    Outside(anyhow::Error),
    /// A measurement is worse than was asked: exit code 3.
    Worse(String),
    /// The reader of our output went away (`| head`): not an error.
    OutputClosed,
}

impl Failure {
    /// Prints one line on standard error and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (line, code) = match self {
            Self::Input(line) => (line, 2),
            Self::Outside(error) => (format!("{error:#}"), 1),
            Self::Worse(line) => (line, 3),
            Self::OutputClosed => return ExitCode::SUCCESS,
        };
        remark(format_args!("dyspozytor: {}", line.replace('\n', " · ")));
        ExitCode::from(code)
    }

    /// Wrong usage, in the words of the command line's reader: what is wrong, its tips, and where to read on.
    pub(crate) fn usage(error: &clap::Error) -> Self {
        if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            return Self::input("a command is missing; `--help` lists the commands");
        }
        let text = error.to_string();
        let words: Vec<&str> = text
            .lines()
            .map(str::trim)
            .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
            .filter(|line| !line.is_empty())
            .collect();
        let said = words.join(" ");
        let said = said.strip_prefix("error: ").unwrap_or(&said);
        Self::Input(format!("{said}; `--help` says more"))
    }

    /// Bad input, in the words of `error` and its causes.
    pub(crate) fn chain(key: &str, error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Input(format!("{key}: {:#}", anyhow::Error::new(error)))
    }

    /// Bad input, in the words of `error`.
    pub(crate) fn input(error: impl std::fmt::Display) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<crate::config::ConfigError> for Failure {
    fn from(error: crate::config::ConfigError) -> Self {
        Self::input(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Outside(error)
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::Outside(anyhow::Error::new(error).context("database"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::Outside(error.into())
        }
    }
}

/// One line on standard output, at once.
///
/// # Errors
/// [`Failure::OutputClosed`] when nobody reads any more.
pub(crate) fn line(text: impl std::fmt::Display) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}

/// One line on standard error; whether anybody reads it does not matter.
pub(crate) fn remark(text: impl std::fmt::Display) {
    drop(writeln!(std::io::stderr(), "{text}"));
}

/// A value as indented JSON on standard output.
///
/// # Errors
/// As [`line()`].
pub(crate) fn json(value: &impl serde::Serialize) -> Result<(), Failure> {
    line(serde_json::to_string_pretty(value).map_err(anyhow::Error::from)?)
}
