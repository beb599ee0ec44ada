//! Another priority: what it was, what it is, why, and when things are due now.

use domain::Priority;
use texts::{Arg, Texts};

use super::requester::signed;
use super::staff::{opening, ticket};
use super::{fact, page};
use crate::document::Document;
use crate::{PriorityChange, PriorityForUnit, PriorityLetter};

pub(super) fn to_requester(facts: &PriorityLetter, texts: Texts) -> Document {
    let subject = texts.one("mail-priority-changed-subject", "subject", &facts.subject);
    let mut document = Document::new(subject);
    let presses_more = facts.change.to.number() < facts.change.from.number();
    let key = if presses_more {
        "mail-priority-changed-more"
    } else {
        "mail-priority-changed-less"
    };
    let number = facts.number.to_string();
    document
        .paragraph(texts.one(key, "number", &number))
        .quote(&facts.change.reason);
    changed(&mut document, &facts.change, texts);
    document.facts(signed(&facts.by, &facts.subject, texts));
    page(&mut document, "mail-page", &facts.page, texts);
    document
}

pub(super) fn to_unit(facts: &PriorityForUnit, texts: Texts) -> Document {
    let mut document = opening("priority_for_unit", &facts.case, &facts.by, texts);
    document
        .heading(texts.get("mail-priority-changed-reason"))
        .quote(&facts.change.reason);
    changed(&mut document, &facts.change, texts);
    ticket(&mut document, &facts.case, texts);
    document
}

fn changed(document: &mut Document, change: &PriorityChange, texts: Texts) {
    let mut facts = vec![
        fact(
            "mail-priority-changed-from",
            named(change.from, texts),
            texts,
        ),
        fact("mail-priority-changed-to", named(change.to, texts), texts),
    ];
    facts.extend(change.due.iter().cloned());
    document.facts(facts);
}

/// `2 (wysoki)`.
fn named(priority: Priority, texts: Texts) -> String {
    let number = priority.number().to_string();
    let name = texts.get(&format!("priority-{number}"));
    let args = [("number", Arg::from(&number)), ("name", Arg::from(&name))];
    texts.with("mail-priority", &args)
}
