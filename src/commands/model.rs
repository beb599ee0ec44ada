//! `dyspozytor model …`

use matcher::Examples;

use crate::cli::{ModelBuild, ModelCommand};
use crate::config;
use crate::output::{self, Failure};

/// Learns a model.
///
/// # Errors
/// [`Failure::Input`] for data that cannot be used, and with `--check` for a file that is not current.
pub(super) fn run(command: &ModelCommand) -> Result<(), Failure> {
    match command {
        ModelCommand::Build(options) => build(options),
        ModelCommand::Learned(command) => super::asynchronous(super::learned::run(command)),
    }
}

fn build(options: &ModelBuild) -> Result<(), Failure> {
    let ordinance = config::ordinance(&options.data.ordinance)?;
    let vocabulary = config::vocabulary(&options.data.vocabulary)?;
    let examples = Examples::from_dir(&options.examples)
        .map_err(|error| Failure::chain("--examples", error))?;
    examples.check(&ordinance).map_err(Failure::input)?;
    let model = matcher::learn(&ordinance, &vocabulary, &examples).map_err(Failure::input)?;
    let bytes = model.to_bytes();
    let file = options.out.display();
    if options.check {
        let found = std::fs::read(&options.out).map_err(|error| Failure::chain("--out", error))?;
        if found != bytes {
            return Err(Failure::Input(format!(
                "{file} is not what the data give; build it anew without --check"
            )));
        }
    } else {
        std::fs::write(&options.out, &bytes).map_err(|error| Failure::chain("--out", error))?;
    }
    output::line(format!(
        "{file}: model {} of {} examples, {} bytes",
        model.version(),
        examples.all().len(),
        bytes.len()
    ))
}
