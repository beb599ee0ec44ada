//! What each letter says.

mod booking;
mod merging;
mod notices;
mod outages;
mod priority;
mod requester;
mod staff;

use domain::TicketNumber;
use texts::{Arg, Texts};

use crate::document::Document;
use crate::{Content, Page, Summary, UnitName, Writer};

/// The letter's ticket, when it is about one, and its body.
pub(crate) fn compose(content: &Content, texts: Texts) -> (Option<TicketNumber>, Document) {
    let (number, mut document) = match content {
        Content::Summary(facts) => return summary(facts, texts),
        Content::Reminder(facts) => (facts.number, notices::reminder(facts, texts)),
        Content::OutageNews(facts) => (facts.number, outages::news(facts, texts)),
        Content::Priority(facts) => (facts.number, priority::to_requester(facts, texts)),
        Content::PriorityForUnit(facts) => (facts.case.number, priority::to_unit(facts, texts)),
        Content::Closing(facts) => (facts.number, notices::closing(facts, texts)),
        Content::Merge(facts) => (facts.number, merging::merge(facts, texts)),
        Content::Parting(facts) => (facts.number, merging::parting(facts, texts)),
        Content::Confirmation(facts) => (facts.number, requester::confirmation(facts, texts)),
        Content::Answer(facts) => (facts.number, requester::answer(facts, texts)),
        Content::Resolution(facts) => (facts.number, requester::resolution(facts, texts)),
        Content::Escalation(facts) => (facts.case.number, staff::escalation(facts, texts)),
        Content::Transfer(facts) => (facts.case.number, staff::transfer(facts, texts)),
        Content::Return(facts) => (facts.case.number, staff::give_back(facts, texts)),
        Content::Reopening(facts) => (facts.case.number, staff::reopening(facts, texts)),
        Content::Pause(facts) => (facts.number, requester::pause(facts, texts)),
        Content::Arbitration(facts) => (facts.case.number, staff::arbitration(facts, texts)),
        Content::Task(facts) => (facts.case.number, staff::task(facts, texts)),
        Content::Booking(facts) => (facts.number, booking::letter(facts, texts)),
        Content::TaskResult(facts) => (facts.case.number, staff::task_result(facts, texts)),
        Content::Ruling(facts) => (facts.case.number, staff::ruling(facts, texts)),
        Content::Reply(facts) => (facts.case.number, staff::reply(facts, texts)),
    };
    document.note(texts.get("mail-note-automatic"));
    (Some(number), document)
}

/// About several tickets, so it names none in its subject.
fn summary(facts: &Summary, texts: Texts) -> (Option<TicketNumber>, Document) {
    let mut document = notices::summary(facts, texts);
    document.note(texts.get("mail-note-automatic"));
    (None, document)
}

/// A file for the reader's calendar, of the letters that bring one.
pub(crate) fn calendar(content: &Content, texts: Texts) -> Option<String> {
    match content {
        Content::Booking(facts) => Some(booking::entry(facts, texts).file()),
        _ => None,
    }
}

/// `IT-04-1 (Referat ds. …)`.
fn unit(unit: &UnitName, texts: Texts) -> String {
    let code = unit.code.as_str();
    texts.with(
        "mail-unit",
        &[("code", code.into()), ("name", (&unit.name).into())],
    )
}

/// `Jan Kowalski, IT-02-3`, or the name alone for a requester.
fn writer(by: &Writer, texts: Texts) -> String {
    match &by.unit {
        None => by.name.clone(),
        Some(unit) => texts.with(
            "mail-writer-unit",
            &[
                ("name", (&by.name).into()),
                ("code", unit.code.as_str().into()),
            ],
        ),
    }
}

/// A sentence that names the ticket.
fn about(key: &str, number: TicketNumber, texts: Texts) -> String {
    let number = number.to_string();
    texts.with(key, &[("number", Arg::from(&number))])
}

/// A fact: label and value.
fn fact(key: &str, value: impl Into<String>, texts: Texts) -> (String, String) {
    (texts.get(key), value.into())
}

/// The address of the requester's page under `label`, with a word of caution when it is secret.
fn page(document: &mut Document, label: &str, page: &Page, texts: Texts) {
    if let Some(main) = page.goes_on {
        document.paragraph(about("mail-page-together", main, texts));
    }
    document.link(texts.get(label), &page.url);
    if page.secret {
        document.paragraph(texts.get("mail-page-secret"));
    }
}
