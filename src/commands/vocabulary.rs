//! `dyspozytor vocabulary …`

use matcher::{Examples, Finding, Severity};
use serde::Serialize;

use crate::cli::{VocabularyCheck, VocabularyCommand};
use crate::config;
use crate::output::{self, Failure};

/// What `check --json` prints.
#[derive(Serialize)]
struct Review<'a> {
    vocabulary: &'a str,
    terms: usize,
    examples_version: &'a str,
    examples: usize,
    errors: usize,
    warnings: usize,
    findings: &'a [Finding],
}

/// Reviews vocabulary and examples.
///
/// # Errors
/// [`Failure::Input`] for a file that cannot be read, and, after all findings, when one is an error.
pub(super) fn run(command: &VocabularyCommand) -> Result<(), Failure> {
    let VocabularyCommand::Check(options) = command;
    check(options)
}

fn check(options: &VocabularyCheck) -> Result<(), Failure> {
    let ordinance = config::ordinance(&options.data.ordinance)?;
    let vocabulary = config::vocabulary(&options.data.vocabulary)?;
    let examples = match &options.examples {
        Some(folder) => {
            Examples::from_dir(folder).map_err(|error| Failure::chain("--examples", error))?
        }
        None => Examples::built_in(),
    };
    let findings = matcher::review(&ordinance, &vocabulary, &examples);
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    let review = Review {
        vocabulary: vocabulary.version(),
        terms: vocabulary
            .duties()
            .iter()
            .map(|entry| entry.terms.len())
            .sum(),
        examples_version: examples.version(),
        examples: examples.all().len(),
        errors,
        warnings: findings.len() - errors,
        findings: &findings,
    };
    if options.json {
        output::json(&review)?;
    } else {
        print(&review)?;
    }
    if errors == 0 {
        Ok(())
    } else {
        Err(Failure::Input(format!(
            "vocabulary check: {errors} errors must be mended"
        )))
    }
}

/// The findings under a heading for each kind, then the sums.
fn print(review: &Review<'_>) -> Result<(), Failure> {
    for group in review.findings.chunk_by(|one, next| one.kind == next.kind) {
        let severity = match group[0].severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        output::line(format_args!(
            "{severity}: {} ({})",
            group[0].kind.title(),
            group.len()
        ))?;
        for finding in group {
            output::line(format_args!("  {finding}"))?;
        }
        output::line("")?;
    }
    output::line(format_args!(
        "vocabulary {}, {} terms; examples {}, {} requests: {} errors, {} warnings",
        review.vocabulary,
        review.terms,
        review.examples_version,
        review.examples,
        review.errors,
        review.warnings
    ))
}
