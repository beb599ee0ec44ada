//! Somebody was faster: what changed and by whom, and everything typed, ready to be sent again.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{ActKind, Ticket};
use store::tickets;
use texts::Texts;

use super::attempt::Faults;
use super::extra::Extra;
use super::form::{ActForm, Tried, slug};
use super::hand_over::form;
use super::hand_over_form::{HandOver, HandOverForm};
use super::typed::Typed;
use crate::auth::extract::Signed;
use crate::frame::{Frame, page_with};
use crate::pages::ticket::head::Head;
use crate::pages::ticket::history::{Entry, Part, entry};
use crate::{App, WebError};

/// The fields in which people type words.
const WORDS: [(&str, &str); 7] = [
    ("text", "act-form-noted-label"),
    ("reason", "history-reason"),
    ("solution", "history-solution"),
    ("comment.symptoms", "history-symptoms"),
    ("comment.tried", "history-tried"),
    ("comment.why_not_solved", "history-why"),
    ("comment.contact", "history-contact"),
];

#[derive(Template)]
#[template(path = "stale.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    /// What happened since the version that was seen.
    entries: Vec<Entry>,
    /// The form again, when the act still is possible.
    again: Option<Again>,
    /// The words, when it is not.
    words: Vec<Part>,
}

/// The form of the act for the ticket as it stands now.
enum Again {
    OnThePage(Box<ActForm>),
    HandOver(Box<HandOverForm>),
}

/// The page for an act of `kind` that came too late to `ticket`, which is given as it stands now.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn page(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    kind: ActKind,
    typed: &Typed,
) -> Result<Response, WebError> {
    let seen = typed.version();
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let t = app.texts;
    let entries = if (1..ticket.version).contains(&seen) {
        history
            .iter()
            .filter(|event| event.sequence > seen)
            .map(|event| entry(t, event))
            .collect()
    } else {
        Vec::new()
    };
    let possible = ticket
        .possible_acts(&signed.actor(), &app.desk)
        .contains(&kind);
    let words = WORDS
        .into_iter()
        .filter(|(name, _)| !possible && !typed.get(name).trim().is_empty())
        .map(|(name, label)| Part {
            label: t.get(label),
            text: typed.get(name).to_owned(),
        })
        .collect();
    let page = Page {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        entries,
        again: if possible {
            again(app, ticket, kind, typed).await?
        } else {
            None
        },
        words,
    };
    page_with(StatusCode::CONFLICT, &page)
}

async fn again(
    app: &App,
    ticket: &Ticket,
    kind: ActKind,
    typed: &Typed,
) -> Result<Option<Again>, WebError> {
    if let Some(what) = HandOver::of(kind) {
        let no_faults = Faults::of_fields(Vec::new());
        let mut form = form(app, ticket, |maker| maker.typed(what, typed, &no_faults)).await?;
        form.take_files(app, &typed.uploads);
        return Ok(Some(Again::HandOver(Box::new(form))));
    }
    let tried = Tried {
        kind,
        typed,
        faults: None,
    };
    Ok(slug(kind).map(|slug| {
        let form = ActForm::new(app.texts, kind, slug, ticket, &app.desk, Some(&tried));
        let form = form.with_files(app, Some(&tried));
        Again::OnThePage(Box::new(form))
    }))
}
