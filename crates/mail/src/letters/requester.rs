//! Letters to the requester: confirmation, answer, resolution.

use domain::WaitingFor;
use texts::Texts;

use super::{about, fact, page, unit, writer};
use crate::document::Document;
use crate::{Answer, Basis, Confirmation, Pause, Resolution, UnitName, Writer};

pub(super) fn confirmation(facts: &Confirmation, texts: Texts) -> Document {
    let mut document = Document::new(texts.get("mail-confirmation-subject"));
    document
        .paragraph(about("mail-confirmation-received", facts.number, texts))
        .heading(texts.get("mail-confirmation-who"));
    match &facts.proposed {
        None => {
            let first_line = unit(&facts.first_line, texts);
            document.paragraph(texts.one("mail-confirmation-unsure", "unit", &first_line));
        }
        Some((proposed, basis)) => why(&mut document, facts, proposed, basis, texts),
    }
    document
        .heading(texts.get("mail-confirmation-next"))
        .paragraph(texts.get("mail-confirmation-will-write"));
    page(&mut document, "mail-page", &facts.page, texts);
    document.note(texts.get("mail-note-forwarded"));
    document
}

/// Which unit, and the words of the ordinance that say so.
fn why(
    document: &mut Document,
    facts: &Confirmation,
    proposed: &UnitName,
    basis: &Basis,
    texts: Texts,
) {
    let itself = proposed.code == facts.first_line.code;
    let key = if itself {
        "mail-confirmation-proposed-first-line"
    } else {
        "mail-confirmation-proposed"
    };
    let words = texts.with(
        key,
        &[
            ("unit", (&unit(proposed, texts)).into()),
            ("ordinance", (&basis.ordinance).into()),
            ("duty", (&basis.reference.shown()).into()),
        ],
    );
    let next = if itself {
        texts.get("mail-confirmation-helps")
    } else {
        texts.one(
            "mail-confirmation-reads-first",
            "code",
            facts.first_line.code.as_str(),
        )
    };
    document
        .paragraph(words)
        .quote(&basis.words)
        .paragraph(next);
}

pub(super) fn answer(facts: &Answer, texts: Texts) -> Document {
    let mut document = Document::new(texts.one("mail-answer-subject", "subject", &facts.subject));
    document
        .paragraph(about("mail-answer-opening", facts.number, texts))
        .quote(&facts.note)
        .facts(signed(&facts.by, &facts.subject, texts));
    page(&mut document, "mail-answer-page", &facts.page, texts);
    document
}

pub(super) fn resolution(facts: &Resolution, texts: Texts) -> Document {
    let mut document =
        Document::new(texts.one("mail-resolution-subject", "subject", &facts.subject));
    document
        .paragraph(about("mail-resolution-opening", facts.number, texts))
        .quote(&facts.solution)
        .facts(signed(&facts.by, &facts.subject, texts))
        .paragraph(texts.get("mail-resolution-fine"));
    // Whose ticket goes on as another one has no solution of its own to rate.
    if facts.page.goes_on.is_none() {
        document.paragraph(texts.get("mail-resolution-rate"));
    }
    document
        .heading(texts.get("mail-resolution-if-not"))
        .paragraph(match facts.reopen_until {
            None => texts.get("mail-resolution-reopen"),
            Some(day) => texts.one("mail-resolution-reopen-until", "until", &texts.date(day)),
        });
    page(&mut document, "mail-resolution-page", &facts.page, texts);
    document
}

pub(super) fn pause(facts: &Pause, texts: Texts) -> Document {
    let mut document = Document::new(texts.one("mail-pause-subject", "subject", &facts.subject));
    let opening = format!("mail-pause-opening-{}", facts.why.as_str());
    let mut about_it = signed(&facts.by, &facts.subject, texts);
    if let Some(until) = facts.until {
        about_it.push(fact("mail-pause-until", texts.date_time(until), texts));
    }
    let next = match facts.why {
        WaitingFor::Requester => "mail-pause-answer",
        WaitingFor::Supplier | WaitingFor::Date => "mail-pause-no-answer",
    };
    document
        .paragraph(about(&opening, facts.number, texts))
        .quote(&facts.reason)
        .facts(about_it)
        .paragraph(texts.get(next));
    page(&mut document, "mail-answer-page", &facts.page, texts);
    document
}

/// Who wrote what stands above, and about which ticket.
pub(super) fn signed(by: &Writer, subject: &str, texts: Texts) -> Vec<(String, String)> {
    let from = by
        .unit
        .as_ref()
        .map_or_else(String::new, |name| unit(name, texts));
    let writer = writer(
        &Writer {
            unit: None,
            ..by.clone()
        },
        texts,
    );
    vec![
        fact("mail-fact-writer", writer, texts),
        fact("mail-fact-unit", from, texts),
        fact("mail-fact-subject", subject, texts),
    ]
}
