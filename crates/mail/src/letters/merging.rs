//! A duplicate: as which ticket it goes on, or that it goes on by itself again.

use texts::Texts;

use super::requester::signed;
use super::{about, page};
use crate::document::Document;
use crate::{Merge, Parting};

pub(super) fn merge(facts: &Merge, texts: Texts) -> Document {
    let mut document = Document::new(texts.one("mail-merge-subject", "subject", &facts.subject));
    let (number, into) = (facts.number.to_string(), facts.into.to_string());
    document
        .paragraph(texts.with(
            "mail-merge-opening",
            &[("number", (&number).into()), ("into", (&into).into())],
        ))
        .paragraph(texts.get("mail-merge-nothing-lost"))
        .facts(signed(&facts.by, &facts.subject, texts))
        .paragraph(texts.get("mail-merge-answer"));
    page(&mut document, "mail-page", &facts.page, texts);
    document
}

pub(super) fn parting(facts: &Parting, texts: Texts) -> Document {
    let mut document = Document::new(texts.one("mail-parting-subject", "subject", &facts.subject));
    let from = facts.from.to_string();
    document
        .paragraph(about("mail-parting-opening", facts.number, texts))
        .paragraph(texts.one("mail-parting-before", "from", &from))
        .quote(&facts.reason)
        .facts(signed(&facts.by, &facts.subject, texts));
    page(&mut document, "mail-page", &facts.page, texts);
    document
}
