//! Letters to units: escalation, transfer, return, reopening.

use texts::{Arg, Texts};

use super::{about, fact, unit, writer};
use crate::document::{Block, Document, Entry};
use crate::{
    Arbitration, Basis, Case, Escalation, HistoryEntry, Reopening, Reply, Return, Ruling,
    TaskLetter, TaskResult, Transfer, Writer,
};

/// So many entries of a history are shown, the newest; the others are only counted.
const MOST_ENTRIES: usize = 50;
/// So many characters of what an entry says are shown.
const ENTRY_LIMIT: usize = 2_000;

pub(super) fn escalation(facts: &Escalation, texts: Texts) -> Document {
    let mut document = opening("escalation", &facts.case, &facts.by, texts);
    document.heading(texts.get("mail-escalation-comment"));
    for (key, words) in [
        ("mail-escalation-symptoms", facts.comment.symptoms()),
        ("mail-escalation-tried", facts.comment.tried()),
        (
            "mail-escalation-why-not-solved",
            facts.comment.why_not_solved(),
        ),
        ("mail-escalation-contact", facts.comment.contact()),
    ] {
        document
            .block(Block::Subheading(texts.get(key)))
            .quote(words);
    }
    basis(&mut document, &facts.basis, texts);
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn transfer(facts: &Transfer, texts: Texts) -> Document {
    let mut document = opening("transfer", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-heading-reason"))
        .quote(&facts.reason);
    basis(&mut document, &facts.basis, texts);
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn give_back(facts: &Return, texts: Texts) -> Document {
    let mut document = opening("return", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-heading-reason"))
        .quote(&facts.reason);
    if !facts.incomplete.is_empty() {
        let parts = facts
            .incomplete
            .iter()
            .map(|part| texts.get(&format!("comment-{}", part.as_str())));
        document
            .heading(texts.get("mail-return-incomplete"))
            .paragraph(parts.collect::<Vec<_>>().join(", "));
    }
    if let Some((competent, its_duty)) = &facts.points_to {
        document
            .heading(texts.get("mail-return-points-to"))
            .paragraph(unit(competent, texts));
        basis(&mut document, its_duty, texts);
    }
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn reopening(facts: &Reopening, texts: Texts) -> Document {
    let mut document = opening("reopening", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-reopening-reason"))
        .quote(&facts.reason);
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn reply(facts: &Reply, texts: Texts) -> Document {
    let mut document = opening("reply", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-reply-text"))
        .quote(&facts.text);
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn arbitration(facts: &Arbitration, texts: Texts) -> Document {
    let mut document = opening("arbitration", &facts.case, &facts.by, texts);
    document.heading(texts.get("mail-arbitration-between"));
    for one in &facts.between {
        document.paragraph(unit(one, texts));
    }
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn ruling(facts: &Ruling, texts: Texts) -> Document {
    let mut document = opening("ruling", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-ruling-to"))
        .paragraph(unit(&facts.to, texts))
        .heading(texts.get("mail-heading-reason"))
        .quote(&facts.reason);
    basis(&mut document, &facts.basis, texts);
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn task(facts: &TaskLetter, texts: Texts) -> Document {
    let mut document = opening("task", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-task-what"))
        .quote(&facts.what)
        .facts(vec![
            fact(
                "mail-task-kind",
                texts.get(&format!("task-kind-{}", facts.kind.as_str())),
                texts,
            ),
            fact("mail-task-place", &facts.place, texts),
            fact("mail-task-contact", &facts.contact, texts),
        ]);
    basis(&mut document, &facts.basis, texts);
    ticket(&mut document, &facts.case, texts);
    document
}

pub(super) fn task_result(facts: &TaskResult, texts: Texts) -> Document {
    let mut document = opening("task_result", &facts.case, &facts.by, texts);
    document
        .heading(texts.get(&format!("task-state-{}", facts.how.as_str())))
        .quote(&facts.result);
    ticket(&mut document, &facts.case, texts);
    document
}

/// Subject, what is asked, the page to do it on, and who asks; the sentences are those of `letter`.
pub(super) fn opening(letter: &str, case: &Case, by: &Writer, texts: Texts) -> Document {
    let number = case.priority.number();
    let name = texts.get(&format!("priority-{number}"));
    let number = number.to_string();
    let priority = texts.with(
        "mail-priority",
        &[("number", Arg::from(&number)), ("name", Arg::from(&name))],
    );
    let subject = texts.with(
        &format!("mail-{letter}-subject"),
        &[
            ("priority", Arg::from(&priority)),
            ("subject", Arg::from(&case.subject)),
        ],
    );
    let mut document = Document::new(subject);
    document
        .paragraph(about(&format!("mail-{letter}-opening"), case.number, texts))
        .link(texts.get("mail-open-desk"), &case.url)
        .facts(vec![
            fact("mail-fact-subject", &case.subject, texts),
            fact("mail-fact-priority", priority, texts),
            fact(
                "mail-fact-impact",
                texts.get(&format!("impact-{}", case.impact.as_str())),
                texts,
            ),
            fact(
                "mail-fact-urgency",
                texts.get(&format!("urgency-{}", case.urgency.as_str())),
                texts,
            ),
            fact("mail-fact-filed", texts.date_time(case.filed_at), texts),
            fact(&format!("mail-{letter}-by"), writer(by, texts), texts),
        ]);
    document
}

fn basis(document: &mut Document, basis: &Basis, texts: Texts) {
    let heading = texts.one("mail-heading-basis", "ordinance", &basis.ordinance);
    document
        .heading(heading)
        .block(Block::Subheading(basis.reference.shown()))
        .quote(&basis.words);
}

/// The requester, their words and the history.
pub(super) fn ticket(document: &mut Document, case: &Case, texts: Texts) {
    let requester = &case.requester;
    document
        .heading(texts.get("mail-heading-body"))
        .quote(&case.body)
        .heading(texts.get("mail-heading-requester"))
        .facts(vec![
            fact("mail-fact-name", &requester.name, texts),
            fact("mail-fact-email", &requester.email, texts),
            fact("mail-fact-phone", &requester.phone, texts),
            fact("mail-fact-department", &requester.department, texts),
            fact("mail-fact-room", &requester.room, texts),
        ]);
    let left_out = case.history.len().saturating_sub(MOST_ENTRIES);
    let entries = case
        .history
        .iter()
        .skip(left_out)
        .map(|entry| history_entry(entry, texts))
        .collect();
    document.heading(texts.get("mail-heading-history"));
    if left_out > 0 {
        let count = i64::try_from(left_out).unwrap_or(i64::MAX);
        document.paragraph(texts.count("mail-history-more", count));
    }
    document.block(Block::Entries(entries));
}

fn history_entry(entry: &HistoryEntry, texts: Texts) -> Entry {
    let act = texts.get(&format!("act-{}", entry.act.as_str()));
    let who = writer(&entry.by, texts);
    let mut args = vec![("act", Arg::from(&act)), ("who", Arg::from(&who))];
    let what = match &entry.to {
        None => texts.with("mail-entry", &args),
        Some(to) => {
            args.push(("to", Arg::from(to.as_str())));
            texts.with("mail-entry-to", &args)
        }
    };
    Entry {
        when: texts.date_time(entry.at),
        what,
        words: entry.words.as_deref().map(|words| cut(words, texts)),
    }
}

/// The beginning of a long text, and where the rest is.
fn cut(words: &str, texts: Texts) -> String {
    match words.char_indices().nth(ENTRY_LIMIT) {
        None => words.to_owned(),
        Some((end, _)) => format!("{}…\n{}", &words[..end], texts.get("mail-cut")),
    }
}
