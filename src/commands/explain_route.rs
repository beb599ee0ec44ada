//! `dyspozytor explain-route`

use std::io::Read;

use domain::Decision;
use matcher::{Examples, Explanation, WordWeight};
use ordinance::Ordinance;

use super::route::{input, matcher};
use crate::cli::ExplainRoute;
use crate::config;
use crate::output::{self, Failure};

/// Longest text read, in bytes.
const MAX_BYTES: u64 = 16 << 20;
/// Words named in one line.
const WORDS: usize = 3;

/// Explains where a text goes.
///
/// # Errors
/// [`Failure::Input`] for a file that cannot be read or is not UTF-8.
pub(super) fn run(options: &ExplainRoute) -> Result<(), Failure> {
    let matcher = matcher(&options.data)?;
    let mut text = String::new();
    input(options.file.as_deref())?
        .take(MAX_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| Failure::Input(format!("the text: {error}")))?;
    let (subject, body) = text.split_once('\n').unwrap_or((&text, ""));
    let examples = matcher.neighbours(&Examples::built_in());
    let explanation = matcher.explain(subject, body, Some(&examples));
    if options.json {
        return output::json(&explanation);
    }
    let ordinance = config::ordinance(&options.data.ordinance)?;
    output::line(readable(&explanation, &ordinance).trim_end())
}

fn readable(why: &Explanation, ordinance: &Ordinance) -> String {
    let mut text = String::new();
    let mut say = |line: String| {
        text.push_str(&line);
        text.push('\n');
    };
    say(match why.suggestion.decision {
        Decision::Suggest => "proposed".to_owned(),
        Decision::Unsure => "unsure: the first line decides".to_owned(),
    });
    for (unit, reasons) in why.suggestion.units.iter().zip(&why.units) {
        say(format!(
            "{}  {:.0} %  {}  {}",
            unit.unit,
            unit.confidence * 100.0,
            unit.duty,
            ordinance.full_text(&unit.duty).unwrap_or_default()
        ));
        if !reasons.words.is_empty() {
            say(format!("    words: {}", words(&reasons.words)));
        }
        for near in &reasons.nearest {
            say(format!(
                "    like: {} ({}, {:.2}) {}",
                near.place, near.duty, near.similarity, near.subject
            ));
        }
    }
    if let ([_, second, ..], [_, ..]) = (&why.units[..], &why.against_runner_up[..]) {
        let few = &why.against_runner_up[..why.against_runner_up.len().min(WORDS)];
        say(format!("not {}: {}", second.unit, words(few)));
    }
    for one in &why.decisive {
        say(format!(
            "without \"{}\" it would go to {} by {}",
            one.without, one.unit, one.duty
        ));
    }
    say(format!(
        "ordinance {}, vocabulary {}, examples {}, model {}, text {}",
        why.suggestion.ordinance,
        why.suggestion.vocabulary,
        why.examples,
        why.model,
        why.suggestion.input
    ));
    text
}

fn words(words: &[WordWeight]) -> String {
    let each: Vec<String> = words
        .iter()
        .map(|one| format!("{} +{:.2}", one.word, one.weight))
        .collect();
    each.join(", ")
}
