//! `dyspozytor explain-route`

use std::io::Read;
use std::sync::Arc;

use domain::{Decision, Suggestion, TicketNumber};
use matcher::{Adaptation, Examples, Explanation, Matcher, Replay, ReplayVerdict, WordWeight};
use ordinance::Ordinance;
use store::learning::models;
use store::{Conn, tickets};

use super::route::{input, matcher};
use crate::cli::ExplainRoute;
use crate::config::{self, Config, Data};
use crate::output::{self, Failure};

/// Longest text read, in bytes.
const MAX_BYTES: u64 = 16 << 20;
/// Versions learned from past tickets that are looked through for the one of a suggestion.
const VERSIONS: u32 = 10_000;
/// Words named in one line.
const WORDS: usize = 3;

/// Explains where a text goes.
///
/// # Errors
/// [`Failure::Input`] for a file that cannot be read or is not UTF-8.
pub(super) fn run(options: &ExplainRoute) -> Result<(), Failure> {
    if let Some(number) = options.ticket {
        return super::asynchronous(of_ticket(options, number));
    }
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

/// Explains where a ticket of the database goes and makes its stored suggestion again: with the threshold and with
/// what was learned from past tickets as it was then, where they are kept.
///
/// # Errors
/// [`Failure::Input`] when there is no such ticket, [`Failure::Worse`] when the same data give another answer than
/// the stored one or when what was learned then is gone or altered, [`Failure::Outside`] when the database cannot
/// be read.
async fn of_ticket(options: &ExplainRoute, number: TicketNumber) -> Result<(), Failure> {
    let config = Config::load(&options.config.config)?;
    let data = Data::load(&config.data)?;
    let store = super::open(&config).await?;
    if !store.is_current().await? {
        let reason = "the database is not up to date; run `dyspozytor migrate`";
        return Err(Failure::input(reason));
    }
    let mut conn = store.read().await?;
    let ticket = tickets::by_number(&mut conn, number)
        .await?
        .ok_or_else(|| Failure::Input(format!("there is no ticket {number}")))?;
    let stored = tickets::suggestion(&mut conn, ticket.id).await?;
    let Then { matcher, lost } = match &stored {
        Some(stored) => Then::of(&data.matcher, stored, &mut conn).await?,
        None => Then::now(&data.matcher),
    };
    drop(conn);
    store.close().await;
    let examples = data.matcher.neighbours(&Examples::built_in());
    let mut why = matcher.explain(&ticket.subject, &ticket.body, Some(&examples));
    if let Some(stored) = &stored {
        why = why.against(stored);
    }
    if options.json {
        output::json(&why)?;
    } else {
        output::line(readable(&why, data.desk.ordinance()).trim_end())?;
        if stored.is_none() {
            output::line("stored: no suggestion was stored with this ticket")?;
        }
    }
    if let Some(lost) = lost {
        return Err(Failure::Worse(format!(
            "{number}: the stored suggestion cannot be made again: {lost}"
        )));
    }
    match why.replay {
        Some(replay) if replay.verdict == ReplayVerdict::Broken => Err(Failure::Worse(format!(
            "{number}: the same data give another suggestion than the stored one"
        ))),
        _ => Ok(()),
    }
}

/// The matcher as it was when a suggestion was made, as far as its parts are kept: what is not will be named as
/// different.
struct Then {
    matcher: Matcher,
    lost: Option<Lost>,
}

/// Why what was learned from past tickets is not what it was. Each holds the version.
#[derive(Debug, thiserror::Error)]
enum Lost {
    /// Deleted, or too old to be kept.
    #[error("version {0}, learned from past tickets, is no longer kept")]
    Gone(String),
    /// The bytes kept under this version are others than those it was named after.
    #[error("version {0}, learned from past tickets, was altered")]
    Altered(String),
}

impl Then {
    /// The matcher of now.
    fn now(matcher: &Matcher) -> Self {
        Self {
            matcher: matcher.clone(),
            lost: None,
        }
    }

    async fn of(now: &Matcher, stored: &Suggestion, conn: &mut Conn) -> Result<Self, Failure> {
        let mut then = Self::now(now);
        if let Some(threshold) = stored.threshold {
            then.matcher = then.matcher.with_threshold(threshold);
        }
        let Some(version) = stored.vocabulary.splitn(3, '+').nth(2) else {
            return Ok(then);
        };
        match learned(version, conn).await? {
            // One that was learned on another model does not fit: the model will be named as different.
            Ok(adaptation) => {
                if let Ok(adapted) = then.matcher.adapted(Arc::new(adaptation)) {
                    then.matcher = adapted;
                }
            }
            Err(lost) => then.lost = Some(lost),
        }
        Ok(then)
    }
}

/// What was learned as `version`, if it is still there and still that.
async fn learned(version: &str, conn: &mut Conn) -> Result<Result<Adaptation, Lost>, Failure> {
    let gone = || Err(Lost::Gone(version.to_owned()));
    let all = models::list(conn, VERSIONS).await?;
    let Some(row) = all.iter().find(|one| one.is_kept && one.version == version) else {
        return Ok(gone());
    };
    let Some(bytes) = models::adaptation(conn, row.id).await? else {
        return Ok(gone());
    };
    Ok(Adaptation::from_bytes(&bytes)
        .ok()
        .filter(|adaptation| adaptation.version() == version)
        .ok_or_else(|| Lost::Altered(version.to_owned())))
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
        for past in &reasons.past {
            say(format!(
                "    like: ticket {} ({:.2})",
                past.id, past.similarity
            ));
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
    if let Some(replay) = &why.replay {
        say(format!("stored: {}", compared(replay)));
        for one in &replay.differences {
            let version = |text: &str| match text {
                "" => "none".to_owned(),
                text => text.to_owned(),
            };
            say(format!(
                "    {}: {} then, {} now",
                one.what,
                version(&one.stored),
                version(&one.now)
            ));
        }
    }
    text
}

fn compared(replay: &Replay) -> &'static str {
    match (replay.verdict, replay.same_answer) {
        (ReplayVerdict::Same, _) => "the same bit for bit",
        (ReplayVerdict::OtherData, true) => "made from other data, the same answer",
        (ReplayVerdict::OtherData, false) => "made from other data, another answer",
        (ReplayVerdict::Broken, _) => "made from the same data, and yet another answer",
    }
}

fn words(words: &[WordWeight]) -> String {
    let each: Vec<String> = words
        .iter()
        .map(|one| format!("{} +{:.2}", one.word, one.weight))
        .collect();
    each.join(", ")
}
