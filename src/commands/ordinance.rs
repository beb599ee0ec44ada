//! `dyspozytor ordinance …`

use std::path::Path;

use ordinance::{Ordinance, report};

use crate::cli::OrdinanceCommand;
use crate::config;
use crate::output::{self, Failure};

/// Shows or checks an ordinance.
///
/// # Errors
/// [`Failure::Input`] with file, line and reason.
pub(super) fn run(command: OrdinanceCommand) -> Result<(), Failure> {
    match command {
        OrdinanceCommand::Show { json, file } => {
            let ordinance = match file {
                Some(file) => read(&file)?,
                None => config::ordinance("")?,
            };
            if json {
                output::json(&report::show_json(&ordinance))
            } else {
                output::line(report::show_text(&ordinance).trim_end())
            }
        }
        OrdinanceCommand::Check { file } => {
            let ordinance = read(&file)?;
            output::line(format!(
                "{}: ordinance {} of {}, {} units, {} provisions",
                file.display(),
                ordinance.number(),
                ordinance.date(),
                ordinance.units().len(),
                ordinance.provisions().len()
            ))
        }
    }
}

fn read(file: &Path) -> Result<Ordinance, Failure> {
    Ok(config::ordinance(&file.display().to_string())?)
}
