//! `dyspozytor config check`

use std::path::Path;

use crate::config::{Config, Data, secret};
use crate::output::{self, Failure};

/// Reads the configuration and every file it names, and says what is in force.
///
/// # Errors
/// [`Failure::Input`] with the first thing that is wrong.
pub(super) fn check(path: &Path) -> Result<(), Failure> {
    let config = Config::load(path)?;
    let data = Data::load(&config.data)?;
    secret("database.password_file", &config.database.password_file)?;
    crate::serve::transport(&config.mail, config.worker.parallel)?;
    let ordinance = data.desk.ordinance();
    output::line(format!(
        "{}: all is well. Ordinance {} of {}: {} units, {} provisions; first line {}, second line {}.",
        path.display(),
        ordinance.number(),
        ordinance.date(),
        ordinance.units().len(),
        ordinance.provisions().len(),
        data.desk.first_line(),
        data.desk
            .second_line()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
    ))?;
    let least = data.matcher.threshold();
    let lines = [
        data.routing.lines(least),
        data.routing.learning_lines(),
        data.clocks.lines(&data.desk),
        config.accessibility.lines(),
    ]
    .concat();
    lines.iter().try_for_each(output::line)
}
