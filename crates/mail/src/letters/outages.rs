//! Letters about outages.

use texts::Texts;

use super::{about, fact, page};
use crate::document::Document;
use crate::outages::{OutageNews, OutageNewsOf};

pub(super) fn news(facts: &OutageNews, texts: Texts) -> Document {
    let what = match facts.of {
        OutageNewsOf::Declared => "declared",
        OutageNewsOf::Updated => "updated",
        OutageNewsOf::Ended => "ended",
        OutageNewsOf::Reopened => "reopened",
    };
    let say = |part: &str| format!("mail-outage-{part}-{what}");
    let mut document = Document::new(texts.one(&say("subject"), "title", &facts.title));
    let mut known = vec![
        fact("mail-outage-title", &facts.title, texts),
        fact("mail-outage-since", texts.date_time(facts.since), texts),
    ];
    if facts.tickets.len() > 1 {
        let numbers: Vec<String> = facts.tickets.iter().map(ToString::to_string).collect();
        known.push(fact("mail-outage-tickets", numbers.join(", "), texts));
    }
    document
        .paragraph(about(&say("opening"), facts.number, texts))
        .quote(&facts.text)
        .facts(known)
        .paragraph(texts.get(&say("next")));
    page(&mut document, "mail-page", &facts.page, texts);
    document.note(texts.get("mail-outage-once"));
    document
}
