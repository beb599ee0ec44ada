//! Where answers come from: tickets that are ranked now, or a file of answers.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use matcher::{Evaluation, LabelledTickets, LearningCurve, LinesError, Matcher, Model};

use super::input;
use crate::cli::Evaluate;
use crate::commands::route::{lines, matcher};
use crate::config;
use crate::output::Failure;

/// A file of `model build` is not larger than this.
const LARGEST_MODEL: u64 = 256 << 20;
/// Every file of `model build` begins with these.
const MODEL: &[u8] = b"dyspozytor-mod-";

/// Ranks the tickets of all files.
///
/// # Errors
/// [`Failure::Input`] naming file and line, or when there is no ticket at all.
pub(super) fn asked(options: &Evaluate, model: Option<&Path>) -> Result<Evaluation, Failure> {
    let matcher = ranking(options, model)?;
    let mut evaluation = Evaluation::new();
    if options.robust || options.html.is_some() {
        evaluation = evaluation.with_other_writings(options.seed);
    }
    for path in sources(options) {
        evaluation
            .add(&matcher, input(path)?)
            .map_err(|error| within(path, error))?;
    }
    if evaluation.tickets() == 0 {
        let names: Vec<String> = sources(options).into_iter().map(named).collect();
        return Err(Failure::Input(format!(
            "{}: line 1: there is no labelled ticket; each is one line of JSON with id, subject, body, unit and duty",
            names.join(", ")
        )));
    }
    Ok(evaluation)
}

/// The matcher asked for.
fn ranking(options: &Evaluate, model: Option<&Path>) -> Result<Matcher, Failure> {
    match model {
        Some(path) => with_model(options, path),
        None => matcher(&options.data),
    }
}

/// What past tickets help, by cross-validation over the files.
///
/// # Errors
/// As [`asked`].
pub(super) fn curve(options: &Evaluate) -> Result<LearningCurve, Failure> {
    let mut tickets = LabelledTickets::new();
    for path in sources(options) {
        tickets
            .add(input(path)?)
            .map_err(|error| within(path, error))?;
    }
    let matcher = ranking(options, options.model.as_deref())?;
    let folds = usize::try_from(options.folds).unwrap_or(usize::MAX);
    Ok(tickets.learning_curve(&matcher, folds, options.seed))
}

/// Holds that tickets can be read a second time.
///
/// # Errors
/// [`Failure::Input`] when they come from standard input or are answers.
pub(super) fn read_again(options: &Evaluate, option: &str) -> Result<(), Failure> {
    let standard = |path: Option<&Path>| path.is_none_or(|path| path.as_os_str() == "-");
    if options.answers.is_some() || sources(options).into_iter().any(standard) {
        return Err(Failure::Input(format!(
            "{option} reads the tickets a second time; give their files, not standard input or --answers"
        )));
    }
    Ok(())
}

/// Every file asked for; `None` is standard input.
fn sources(options: &Evaluate) -> Vec<Option<&Path>> {
    if options.files.is_empty() {
        vec![None]
    } else {
        options
            .files
            .iter()
            .map(|file| Some(file.as_path()))
            .collect()
    }
}

fn named(path: Option<&Path>) -> String {
    match path {
        Some(path) if path.as_os_str() != "-" => path.display().to_string(),
        _ => "standard input".to_owned(),
    }
}

/// The line with its file.
fn within(path: Option<&Path>, error: LinesError) -> Failure {
    match lines(error) {
        Failure::Input(line) => Failure::Input(format!("{}: {line}", named(path))),
        other => other,
    }
}

/// Reads answers.
///
/// # Errors
/// [`Failure::Input`] naming file and line.
pub(super) fn saved(path: &Path) -> Result<Evaluation, Failure> {
    Evaluation::read(input(Some(path))?).map_err(|error| within(Some(path), error))
}

/// The answers of another version: read, or given now by another model to the same tickets.
///
/// # Errors
/// As [`asked`] and [`saved`]; and when tickets would have to be read twice from standard input.
pub(super) fn other(options: &Evaluate, path: &Path) -> Result<Evaluation, Failure> {
    if !is_model(path)? {
        return saved(path);
    }
    read_again(options, "--compare with a model")?;
    asked(options, Some(path))
}

fn is_model(path: &Path) -> Result<bool, Failure> {
    let mut start = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MODEL.len() as u64).read_to_end(&mut start))
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
    Ok(start == MODEL)
}

/// Ranks by the model in a file.
fn with_model(options: &Evaluate, path: &Path) -> Result<Matcher, Failure> {
    let wrong = |error: String| Failure::Input(format!("{}: {error}", path.display()));
    let mut bytes = Vec::new();
    File::open(path)
        .map(|file| BufReader::new(file).take(LARGEST_MODEL))
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(|error| wrong(error.to_string()))?;
    let model = Model::from_bytes(&bytes)
        .map_err(|error| wrong(format!("{error}; `model build` writes one")))?;
    let ordinance = config::ordinance(&options.data.ordinance)?;
    let vocabulary = config::vocabulary(&options.data.vocabulary)?;
    Matcher::with_model(&ordinance, &vocabulary, model).map_err(|error| wrong(error.to_string()))
}
