//! `dyspozytor evaluate`

mod answers;

use std::io::BufWriter;
use std::path::Path;

use matcher::{Comparison, Evaluation, Fall, Report};
use texts::Texts;

use self::answers::{asked, curve, other, read_again, saved};
use super::route::input;
use crate::cli::Evaluate;
use crate::config;
use crate::output::{self, Failure};

/// Measures the ranking on labelled tickets; writes what is asked for; then holds the figures to their bounds.
///
/// # Errors
/// [`Failure::Input`] naming the file and line that is not a labelled ticket, or when there is none; with
/// [`Failure::Worse`] naming each figure that does not keep its bound.
pub(super) fn run(options: &Evaluate) -> Result<(), Failure> {
    if options.curve {
        // Said before the tickets are ranked for nothing.
        read_again(options, "--curve")?;
    }
    let evaluation = match &options.answers {
        Some(path) => saved(path)?,
        None => asked(options, options.model.as_deref())?,
    };
    let mut report = evaluation.report();
    if let Some(path) = &options.compare {
        let other = other(options, path)?;
        report.comparison = Some(
            Comparison::of(&other, &evaluation, options.seed)
                .map_err(|error| Failure::chain("--compare", error))?,
        );
    }
    let falls = falls(options, &evaluation)?;
    if options.curve {
        report.learning_curve = Some(curve(options)?);
    }
    if let Some(path) = &options.save {
        write(path, "--save", |file| evaluation.save(file))?;
    }
    if let Some(path) = &options.html {
        let page = page(&report, options)?;
        write(path, "--html", |mut file| {
            std::io::Write::write_all(&mut file, page.as_bytes())
        })?;
    }
    if options.json {
        output::json(&report)?;
    } else {
        output::line(report.to_string().trim_end())?;
    }
    verdict(&falls)
}

/// Every figure that does not keep its bound.
fn falls(options: &Evaluate, evaluation: &Evaluation) -> Result<Vec<Fall>, Failure> {
    let figures = evaluation.figures();
    let mut falls = figures.below(&options.fail_under);
    if let Some(path) = &options.no_worse_than {
        let before = saved(path)?;
        // Figures of other tickets say nothing.
        before
            .same_tickets(evaluation)
            .map_err(|error| Failure::chain("--no-worse-than", error))?;
        falls.extend(figures.worse_than(&before.figures(), options.margin / 100.0));
    }
    Ok(falls)
}

fn verdict(falls: &[Fall]) -> Result<(), Failure> {
    if falls.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = falls.iter().map(ToString::to_string).collect();
    Err(Failure::Worse(format!(
        "worse than asked: {}",
        named.join("; ")
    )))
}

fn page(report: &Report, options: &Evaluate) -> Result<String, Failure> {
    let ordinance = config::ordinance(&options.data.ordinance)?;
    scorecard::page(report, &ordinance, Texts::pl()).map_err(|error| Failure::Outside(error.into()))
}

/// Writes a file anew.
fn write(
    path: &Path,
    option: &str,
    fill: impl FnOnce(BufWriter<std::fs::File>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    std::fs::File::create(path)
        .and_then(|file| fill(BufWriter::new(file)))
        .map_err(|error| Failure::Input(format!("{option} {}: {error}", path.display())))
}
