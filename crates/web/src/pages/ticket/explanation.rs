//! `/kolejka/{number}/uzasadnienie`: why the suggestion is what it is.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::{Action, Object, Role, SuggestedUnit, TicketNumber};
use matcher::{
    Decisive, Explanation, NearExample, NearPast, Replay, ReplayDifference, ReplayVerdict,
    WordWeight,
};
use store::tickets;
use texts::{Arg, Texts};

use super::head::Head;
use super::suggestion::{Maker, Offer, Second, UnitLine, percent};
use crate::auth::extract::{Number, Signed};
use crate::explaining::explain;
use crate::frame::{Frame, page_with};
use crate::pages::acts::opened;
use crate::permit::permit;
use crate::routing::Showing;
use crate::said::Said;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/kolejka/{number}/uzasadnienie", get(page))
}

#[derive(Template)]
#[template(path = "explanation.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    /// Key of the sentence that says what is proposed, or why nothing is.
    decision: &'static str,
    /// A second matter in the text.
    second: Option<Second>,
    units: Vec<Reasons>,
    /// Why the first unit and not the second; `None` when there is no second.
    contrast: Option<Contrast>,
    /// "Bez słowa … trafiłoby do …".
    without: Vec<Said>,
    replayed: Replayed,
    versions: String,
}

/// Why one unit.
struct Reasons {
    rank: usize,
    line: UnitLine,
    words: Vec<WordLine>,
    /// Past tickets of the unit.
    past: Vec<PastLine>,
    nearest: Vec<NearLine>,
}

/// A past ticket like this one: its number only.
struct PastLine {
    number: String,
    /// Empty when the reader may not see every ticket, or it is of another system.
    address: String,
    similarity: String,
}

/// A word and what it adds.
struct WordLine {
    word: String,
    /// "+0,42".
    weight: String,
    /// Of the heaviest word of the page, 0–100, for the bar.
    percent: i64,
}

/// An example like the ticket.
struct NearLine {
    duty: String,
    subject: String,
    /// "podobieństwo 43%".
    similarity: String,
}

/// Why the runner-up lost.
struct Contrast {
    heading: String,
    lead: String,
    words: Vec<WordLine>,
}

/// How the answer compares with the stored one.
struct Replayed {
    /// Modifier of the notice: `ok`, `warn`, `danger`.
    tone: &'static str,
    text: String,
    differences: Vec<String>,
}

async fn page(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    let actor = signed.actor();
    permit(&app, &actor, Action::SeeInternals, Object::Ticket(&ticket))?;
    if app.routing.current().showing == Showing::Shadow {
        return Err(WebError::NotFound);
    }
    let mut conn = app.store.read().await?;
    let stored = tickets::suggestion(&mut conn, ticket.id).await?;
    drop(conn);
    let why = explain(&app, &ticket.subject, &ticket.body, stored)
        .await
        .ok_or(WebError::Busy)?;
    let t = app.texts;
    let matcher = app.matcher.current();
    let (card, units) = {
        let maker = Maker {
            t,
            desk: &app.desk,
            ticket: &ticket,
            acts: &ticket.possible_acts(&actor, &app.desk),
            mark: &|text, words| matcher.marks(text, words),
        };
        let links = match signed.0.role {
            Role::FirstLine | Role::Administrator => Links::All,
            Role::Unit(_) | Role::Requester => Links::None,
        };
        let card = maker.card(Some(&why.suggestion));
        (card, reasons(&maker, &why, links))
    };
    let page = Page {
        t,
        frame,
        head: Head::new(&app, &signed, &ticket).await?,
        decision: if card.proposed.is_some() {
            "explain-proposed"
        } else {
            card.undecided
        },
        second: card.second,
        units,
        contrast: contrast(t, &why),
        without: why.decisive.iter().map(|one| without(t, one)).collect(),
        replayed: replayed(t, why.replay.as_ref()),
        versions: card.versions,
    };
    page_with(StatusCode::OK, &page)
}

fn reasons(maker: &Maker<'_>, why: &Explanation, links: Links) -> Vec<Reasons> {
    let words = why.units.iter().flat_map(|unit| &unit.words);
    let heaviest = heaviest(words);
    let line = |unit: &SuggestedUnit| UnitLine {
        is_proposed: why.suggestion.proposed() == Some(unit),
        ..maker.unit(unit)
    };
    why.suggestion
        .units
        .iter()
        .zip(&why.units)
        .enumerate()
        .map(|(at, (unit, reasons))| Reasons {
            rank: at + 1,
            line: line(unit),
            words: word_lines(maker.t, &reasons.words, heaviest),
            past: reasons
                .past
                .iter()
                .map(|past| past_line(maker.t, past, links))
                .collect(),
            nearest: reasons
                .nearest
                .iter()
                .map(|near| near_line(maker.t, near))
                .collect(),
        })
        .collect()
}

fn near_line(t: Texts, near: &NearExample) -> NearLine {
    NearLine {
        duty: near.duty.shown(),
        subject: near.subject.clone(),
        similarity: t.one("explain-similarity", "percent", percent(near.similarity)),
    }
}

/// Which past tickets can be opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    All,
    None,
}

fn past_line(t: Texts, past: &NearPast, links: Links) -> PastLine {
    let number: Option<TicketNumber> = past.id.parse().ok();
    PastLine {
        number: past.id.clone(),
        address: match (links, number) {
            (Links::All, Some(number)) => format!("/kolejka/{number}"),
            _ => String::new(),
        },
        similarity: t.one("explain-similarity", "percent", percent(past.similarity)),
    }
}

fn contrast(t: Texts, why: &Explanation) -> Option<Contrast> {
    let [first, second, ..] = &why.units[..] else {
        return None;
    };
    let key = if why.against_runner_up.is_empty() {
        "explain-not-no-words"
    } else {
        "explain-not-words"
    };
    Some(Contrast {
        heading: t.one("explain-not", "unit", second.unit.as_str()),
        lead: t.with(
            key,
            &[
                ("first", Arg::Text(first.unit.as_str())),
                ("second", Arg::Text(second.unit.as_str())),
            ],
        ),
        words: word_lines(t, &why.against_runner_up, heaviest(&why.against_runner_up)),
    })
}

fn heaviest<'a>(words: impl IntoIterator<Item = &'a WordWeight>) -> f64 {
    words.into_iter().map(|one| one.weight).fold(0.0, f64::max)
}

fn word_lines(t: Texts, words: &[WordWeight], heaviest: f64) -> Vec<WordLine> {
    let mark = t.decimal_mark().to_string();
    words
        .iter()
        .map(|one| WordLine {
            word: one.word.clone(),
            weight: format!("+{:.2}", one.weight).replace('.', &mark),
            percent: percent(one.weight / heaviest.max(f64::MIN_POSITIVE)),
        })
        .collect()
}

fn without(t: Texts, one: &Decisive) -> Said {
    Said::quoting(
        t,
        "explain-without",
        one.without.clone(),
        &[
            ("unit", Arg::Text(one.unit.as_str())),
            ("duty", Arg::Text(&one.duty.shown())),
        ],
    )
}

fn replayed(t: Texts, replay: Option<&Replay>) -> Replayed {
    let Some(replay) = replay else {
        return Replayed {
            tone: "warn",
            text: t.get("replay-none"),
            differences: Vec::new(),
        };
    };
    let (tone, key) = match (replay.verdict, replay.same_answer) {
        (ReplayVerdict::Same, _) => ("ok", "replay-same"),
        (ReplayVerdict::OtherData, true) => ("ok", "replay-other-data-same-answer"),
        (ReplayVerdict::OtherData, false) => ("warn", "replay-other-data"),
        (ReplayVerdict::Broken, _) => ("danger", "replay-broken"),
    };
    Replayed {
        tone,
        text: t.get(key),
        differences: replay
            .differences
            .iter()
            .map(|one| difference(t, one))
            .collect(),
    }
}

fn difference(t: Texts, one: &ReplayDifference) -> String {
    let version = |text: &str| {
        if text.is_empty() {
            t.get("replay-nothing")
        } else {
            text.to_owned()
        }
    };
    let what = t.get(&format!("replay-part-{}", one.what));
    t.with(
        "replay-difference",
        &[
            ("what", Arg::Text(&what)),
            ("stored", Arg::Text(&version(&one.stored))),
            ("now", Arg::Text(&version(&one.now))),
        ],
    )
}

#[cfg(test)]
mod tests {
    use matcher::ReplayPart;

    use super::*;

    #[test]
    fn the_comparison_with_what_was_stored_is_said_in_words() {
        let t = Texts::pl();
        let mut replay = Replay {
            verdict: ReplayVerdict::Same,
            same_answer: true,
            differences: Vec::new(),
        };
        assert_eq!(replayed(t, Some(&replay)).tone, "ok");
        replay.verdict = ReplayVerdict::Broken;
        assert_eq!(replayed(t, Some(&replay)).tone, "danger");
        replay.verdict = ReplayVerdict::OtherData;
        for what in [
            ReplayPart::Text,
            ReplayPart::Ordinance,
            ReplayPart::Vocabulary,
            ReplayPart::Model,
            ReplayPart::Adaptation,
            ReplayPart::Threshold,
        ] {
            replay.differences.push(ReplayDifference {
                what,
                stored: String::new(),
                now: "b2".to_owned(),
            });
        }
        let said = replayed(t, Some(&replay));
        assert_eq!(said.differences[3], "model: wtedy brak, teraz b2");
        assert!(said.differences.iter().all(|line| !line.contains('⟦')));
        assert!(!replayed(t, None).text.contains('⟦'));
    }

    #[test]
    fn past_tickets_are_named_by_number_and_open_for_those_who_see_all() {
        let t = Texts::pl();
        let past = |id: &str| NearPast {
            id: id.to_owned(),
            duty: None,
            similarity: 0.42,
        };
        let line = past_line(t, &past("ZG-2026-000007"), Links::All);
        assert_eq!(line.address, "/kolejka/ZG-2026-000007");
        assert_eq!(line.similarity, "podobieństwo 42%");
        let closed = past_line(t, &past("ZG-2026-000007"), Links::None);
        assert_eq!(
            (closed.number.as_str(), closed.address.as_str()),
            ("ZG-2026-000007", "")
        );
        assert_eq!(past_line(t, &past("rt/123"), Links::All).address, "");
    }

    #[test]
    fn bars_are_as_long_as_their_weight() {
        let word = |word: &str, weight| WordWeight {
            word: word.to_owned(),
            weight,
        };
        let words = [word("VPN", 0.8), word("łączy", 0.2)];
        let lines = word_lines(Texts::pl(), &words, heaviest(&words));
        assert_eq!((lines[0].weight.as_str(), lines[0].percent), ("+0,80", 100));
        assert_eq!((lines[1].weight.as_str(), lines[1].percent), ("+0,20", 25));
        assert!(word_lines(Texts::pl(), &[], heaviest(&[])).is_empty());
    }
}
