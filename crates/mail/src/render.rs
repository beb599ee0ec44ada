//! Facts to subject, plain text and HTML.

use askama::Template;
use texts::Texts;

use crate::address::one_line;
use crate::document::{Block, Document};
use crate::{Content, letters, plain};

/// Longest subject line, in characters.
const SUBJECT_LIMIT: usize = 300;

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line, beginning with the ticket number in square brackets when it is about one ticket.
    pub subject: String,
    /// Plain text, lines of at most 74 characters ended by `\n`.
    pub text: String,
    /// The same as a whole HTML document.
    pub html: String,
    /// A file for the reader's calendar (iCalendar), to be attached.
    pub calendar: Option<String>,
}

/// A template that could not be written out.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the letter's HTML")]
pub struct RenderError(#[from] askama::Error);

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    subject: &'a str,
    greeting: String,
    blocks: &'a [Block],
    regards: String,
    signature: String,
    notes: &'a [String],
}

/// Writes the letter.
///
/// # Errors
/// [`RenderError`] when the HTML template fails, which a test of every letter rules out.
pub fn render(content: &Content, texts: Texts) -> Result<Rendered, RenderError> {
    render_with_files(content, &[], texts)
}

/// The same, naming files that wait at the ticket's page. (They are not sent: a letter is no place for
/// many megabytes, and whoever may have them is asked there.)
///
/// # Errors
/// As [`render`].
pub fn render_with_files(
    content: &Content,
    files: &[String],
    texts: Texts,
) -> Result<Rendered, RenderError> {
    let (number, mut document) = letters::compose(content, texts);
    if !files.is_empty() {
        document
            .heading(texts.get("mail-files"))
            .quote(&files.join("\n"))
            .paragraph(texts.get("mail-files-where"));
    }
    let ticket = number.map_or_else(String::new, |number| format!("[{number}] "));
    let subject = one_line(&format!("{ticket}{}", document.subject), SUBJECT_LIMIT);
    let html = html(&subject, &document, texts)?;
    Ok(Rendered {
        text: plain::letter(&document, texts),
        html,
        subject,
        calendar: letters::calendar(content, texts),
    })
}

fn html(subject: &str, document: &Document, texts: Texts) -> Result<String, RenderError> {
    let page = Html {
        subject,
        greeting: texts.get("mail-greeting"),
        blocks: &document.blocks,
        regards: texts.get("mail-regards"),
        signature: texts.get("mail-signature"),
        notes: &document.notes,
    };
    Ok(page.render()?)
}
