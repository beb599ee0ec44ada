//! Letters about clocks, and those that stand for several letters.

use texts::{Arg, Texts};

use super::{about, fact, page, unit};
use crate::document::{Block, Document, Entry};
use crate::notices::{Closing, Reminder, Summary, SummaryItem, SummaryOf};

/// So many stretches of time are shown, the newest; the others are only counted.
const MOST_ROWS: usize = 20;

pub(super) fn reminder(facts: &Reminder, texts: Texts) -> Document {
    let subject = if facts.late {
        "mail-reminder-subject-late"
    } else {
        "mail-reminder-subject"
    };
    let opening = match (facts.to_superior, facts.late) {
        (true, true) => "mail-reminder-opening-superior-late",
        (true, false) => "mail-reminder-opening-superior",
        (false, true) => "mail-reminder-opening-late",
        (false, false) => "mail-reminder-opening",
    };
    let number = facts.priority.number();
    let priority = number.to_string();
    let mut document = Document::new(texts.one(subject, "subject", &facts.subject));
    document
        .paragraph(about(opening, facts.number, texts))
        .paragraph(sentence(&facts.line))
        .facts(vec![
            fact("mail-fact-subject", &facts.subject, texts),
            fact("mail-fact-unit", unit(&facts.unit, texts), texts),
            fact(
                "mail-fact-priority",
                texts.with(
                    "mail-priority",
                    &[
                        ("number", (&priority).into()),
                        ("name", (&texts.get(&format!("priority-{number}"))).into()),
                    ],
                ),
                texts,
            ),
        ])
        .link(texts.get("mail-open-desk"), &facts.url)
        .heading(texts.get("mail-reminder-why"));
    for words in &facts.why {
        document.paragraph(sentence(words));
    }
    let hidden = facts.rows.len().saturating_sub(MOST_ROWS);
    if hidden > 0 {
        let hidden = i64::try_from(hidden).unwrap_or(i64::MAX);
        document.paragraph(texts.count("mail-reminder-rows-more", hidden));
    }
    let rows = facts.rows.iter().skip(hidden);
    document.block(Block::Entries(
        rows.map(|row| Entry {
            when: format!(
                "{} – {}",
                texts.short_date_time(row.from),
                texts.short_date_time(row.to)
            ),
            what: row.words.clone(),
            words: None,
        })
        .collect(),
    ));
    document.note(texts.get("mail-reminder-note"));
    document
}

pub(super) fn summary(facts: &Summary, texts: Texts) -> Document {
    let count = i64::try_from(facts.items.len()).unwrap_or(i64::MAX);
    let (key, kind) = match facts.about {
        SummaryOf::Steps => ("steps", None),
        SummaryOf::CatchUp => ("catch-up", None),
        SummaryOf::Letters(kind) => ("letters", Some(kind)),
        SummaryOf::OwnLetters(kind) => ("own", Some(kind)),
    };
    let kind = kind.map(|kind| texts.get(&format!("letter-{}", kind.as_str())));
    let kind = kind.unwrap_or_default();
    let say = |part: &str| {
        texts.with(
            &format!("mail-summary-{part}-{key}"),
            &[("count", Arg::Number(count)), ("kind", Arg::Text(&kind))],
        )
    };
    let mut document = Document::new(say("subject"));
    document
        .paragraph(say("opening"))
        .link(texts.get("mail-summary-all"), &facts.url)
        .heading(texts.get("mail-summary-tickets"));
    for item in &facts.items {
        ticket(&mut document, item);
    }
    document
}

fn ticket(document: &mut Document, item: &SummaryItem) {
    let number = item.number.to_string();
    if item.url.is_empty() {
        document.paragraph(number);
    } else {
        document.link(number, &item.url);
    }
    for line in &item.lines {
        document.paragraph(sentence(line));
    }
    if !item.subject.is_empty() {
        document.quote(&item.subject);
    }
}

pub(super) fn closing(facts: &Closing, texts: Texts) -> Document {
    let mut document = Document::new(texts.one("mail-closing-subject", "subject", &facts.subject));
    let number = facts.number.to_string();
    let solved = texts.date(facts.resolved_at);
    document
        .paragraph(texts.with(
            "mail-closing-opening",
            &[("number", (&number).into()), ("solved", (&solved).into())],
        ))
        .paragraph(texts.get("mail-closing-next"));
    page(&mut document, "mail-page", &facts.page, texts);
    document
}

/// With a capital at the beginning and a full stop at the end.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    let end = if words.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
