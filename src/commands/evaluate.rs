//! `dyspozytor evaluate`

use super::route::{input, lines, matcher};
use crate::cli::Evaluate;
use crate::output::{self, Failure};

/// Measures the ranking on labelled tickets.
///
/// # Errors
/// [`Failure::Input`] naming the line that is not a labelled ticket, or when there is none.
pub(super) fn run(options: &Evaluate) -> Result<(), Failure> {
    let matcher = matcher(&options.data)?;
    let report = matcher::evaluate(&matcher, input(options.file.as_deref())?).map_err(lines)?;
    if report.tickets == 0 {
        return Err(Failure::Input(
            "there are no labelled tickets in the input".to_owned(),
        ));
    }
    if options.json {
        output::json(&report)
    } else {
        output::line(report.to_string().trim_end())
    }
}
