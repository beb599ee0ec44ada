//! The form that lets a ticket go on as another one: first the number, then both side by side.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{ActKind, Action, Object, Refusal, Ticket, TicketNumber};
use serde::Deserialize;
use store::Outcome;
use texts::Texts;

use super::Changed;
use super::cards::SimilarLine;
use crate::auth::extract::{Number, Signed};
use crate::error::refusal_text;
use crate::fields::Fields;
use crate::frame::{Frame, page_with};
use crate::merging::{Both, moments, write};
use crate::pages::acts::opened;
use crate::pages::acts::typed::Typed;
use crate::pages::ticket::head::Head;
use crate::pages::ticket::history::Moment;
use crate::permit::{may, permit};
use crate::{App, WebError};

/// As many characters of a description are shown at first.
const SHOWN: usize = 1200;

#[derive(Template)]
#[template(path = "merge.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    fields: Fields,
    /// Tickets that say nearly the same, while no number is given.
    similar: Vec<SimilarLine>,
    preview: Option<Preview>,
}

/// Both tickets, and what happens when they become one.
struct Preview {
    sides: [Side; 2],
    /// Why they cannot become one; empty when they can.
    refusal: String,
    /// Somebody changed one of them meanwhile.
    stale: bool,
    changes: Vec<Changed>,
    /// What will happen, sentence by sentence.
    what: Vec<String>,
    button: String,
    /// The same the other way round, when this person may do that.
    swap: String,
    swap_words: String,
}

/// One of the two.
struct Side {
    title: &'static str,
    number: String,
    version: i64,
    subject: String,
    requester: String,
    department: String,
    unit: String,
    status: &'static str,
    filed: Moment,
    body: String,
    /// What follows in a long description, and how long that is.
    more: String,
    more_length: i64,
}

impl Side {
    fn new(t: Texts, title: &'static str, ticket: &Ticket) -> Self {
        let cut = ticket.body.char_indices().nth(SHOWN).map(|(at, _)| at);
        let (body, more) = ticket.body.split_at(cut.unwrap_or(ticket.body.len()));
        Self {
            title,
            number: ticket.number.to_string(),
            version: ticket.version,
            subject: ticket.subject.clone(),
            requester: ticket.requester.name.clone(),
            department: ticket.requester.department.clone(),
            unit: ticket.unit.to_string(),
            status: ticket.status.as_str(),
            filed: Moment::new(t, ticket.created_at),
            body: body.to_owned(),
            more: more.to_owned(),
            more_length: i64::try_from(more.chars().count()).unwrap_or(i64::MAX),
        }
    }
}

/// The number asked for in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Ask {
    z: String,
}

/// What is shown: what was typed, and what came of it.
#[derive(Default)]
struct Shown {
    main: String,
    reason: String,
    /// Versions that were seen, of a form that came too late.
    stale: Option<[i64; 2]>,
    refusal: Option<Refusal>,
}

pub(super) async fn form(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    Query(ask): Query<Ask>,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = mergeable(&app, &signed, number).await?;
    let shown = Shown {
        main: ask.z,
        ..Shown::default()
    };
    show(&app, &signed, frame, ticket, shown).await
}

pub(super) async fn act(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    if typed.version() == ticket.version {
        // Else somebody may have handed it over, and a page that says so helps more than a refusal.
        permit_merge(&app, &signed, &ticket)?;
    }
    let mut shown = Shown {
        main: typed.get("merge-main").to_owned(),
        reason: typed.get("merge-reason").to_owned(),
        ..Shown::default()
    };
    let Some(both) = found(&app, &signed, ticket.clone(), &shown.main).await? else {
        return show(&app, &signed, frame, ticket, shown).await;
    };
    let seen = [
        typed.version(),
        typed.get("main-version").parse().unwrap_or(0),
    ];
    if both.changed_since(seen) {
        shown.stale = Some(seen);
        return show(&app, &signed, frame, ticket, shown).await;
    }
    let by = signed.0.author(app.desk.first_line());
    let outcome =
        both.duplicate
            .merge_into(&both.main, both.bonds, &shown.reason, by, moments(&app)?);
    match outcome {
        Err(refusal) => shown.refusal = Some(refusal),
        Ok(joint) => match write(&app, &joint).await? {
            Outcome::Done => {
                let address = format!("/kolejka/{}?zrobiono=desk-merged", both.main.number);
                return Ok(Redirect::to(&address).into_response());
            }
            Outcome::Stale => shown.stale = Some(seen),
        },
    }
    let ticket = opened(&app, &signed, number).await?;
    show(&app, &signed, frame, ticket, shown).await
}

/// The ticket, for somebody who may merge it.
async fn mergeable(app: &App, signed: &Signed, number: TicketNumber) -> Result<Ticket, WebError> {
    let ticket = opened(app, signed, number).await?;
    permit_merge(app, signed, &ticket)?;
    Ok(ticket)
}

fn permit_merge(app: &App, signed: &Signed, ticket: &Ticket) -> Result<(), WebError> {
    let action = Action::Act(ActKind::Merged);
    permit(app, &signed.actor(), action, Object::Ticket(ticket))
}

async fn found(
    app: &App,
    signed: &Signed,
    ticket: Ticket,
    main: &str,
) -> Result<Option<Both>, WebError> {
    match main.trim().parse() {
        Ok(number) => Both::with(app, &signed.actor(), ticket, number).await,
        Err(_) => Ok(None),
    }
}

async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: Ticket,
    shown: Shown,
) -> Result<Response, WebError> {
    let t = app.texts;
    let head = Head::new(app, signed, &ticket).await?;
    let mut fields = Fields::new([
        ("merge-main", shown.main.clone()),
        ("merge-reason", shown.reason.clone()),
    ]);
    let both = found(app, signed, ticket.clone(), &shown.main).await?;
    if both.is_none() && !shown.main.trim().is_empty() {
        fields.fault_at("merge-main", t.get("merge-no-such"));
    }
    let mut status = if fields.is_sound() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let preview = match both {
        None => None,
        Some(both) => {
            let tried = shown.refusal.is_some();
            let refusal = match shown.refusal {
                Some(Refusal::Fields(errors)) => {
                    for error in errors {
                        let text = crate::fields::fault_text(t, error.fault);
                        fields.fault_at("merge-reason", text);
                    }
                    status = StatusCode::UNPROCESSABLE_ENTITY;
                    None
                }
                refused => refused.or_else(|| standing(app, signed, &both)),
            };
            if shown.stale.is_some() || (tried && refusal.is_some()) {
                status = StatusCode::CONFLICT;
            }
            Some(preview(app, signed, &both, refusal, shown.stale))
        }
    };
    let similar = match &preview {
        Some(_) => Vec::new(),
        None => SimilarLine::of(app, signed, &ticket).await?,
    };
    let page = Page {
        t,
        frame,
        head,
        fields,
        similar,
        preview,
    };
    page_with(status, &page)
}

/// What keeps them from becoming one as they stand.
fn standing(app: &App, signed: &Signed, both: &Both) -> Option<Refusal> {
    let by = signed.0.author(app.desk.first_line());
    let moments = moments(app).ok()?;
    both.duplicate
        .merge_into(&both.main, both.bonds, "", by, moments)
        .err()
}

fn preview(
    app: &App,
    signed: &Signed,
    both: &Both,
    refusal: Option<Refusal>,
    seen: Option<[i64; 2]>,
) -> Preview {
    let t = app.texts;
    let (duplicate, main) = (&both.duplicate, &both.main);
    let [one, other] = &both.histories;
    let changes = seen.map(|[first, second]| {
        [
            Changed::since(t, &duplicate.number.to_string(), one, first),
            Changed::since(t, &main.number.to_string(), other, second),
        ]
    });
    let action = Action::Act(ActKind::Merged);
    let swaps = may(app, &signed.actor(), action, Object::Ticket(main))
        && main.free_to_merge(both.bonds[1]).is_ok()
        && duplicate.status.is_open()
        && duplicate.id != main.id;
    let swap = if swaps {
        format!("/kolejka/{}/polaczenie?z={}", main.number, duplicate.number)
    } else {
        String::new()
    };
    Preview {
        sides: [
            Side::new(t, "merge-this", duplicate),
            Side::new(t, "merge-main", main),
        ],
        refusal: match refusal {
            Some(refusal) => refusal_text(t, &refusal),
            None if may(app, &signed.actor(), action, Object::Ticket(duplicate)) => String::new(),
            None => t.get("stale-not-possible"),
        },
        stale: seen.is_some(),
        changes: changes.into_iter().flatten().flatten().collect(),
        what: what(t, duplicate, main),
        button: about(t, "merge-button", duplicate, main),
        swap,
        swap_words: about(t, "merge-swap", duplicate, main),
    }
}

/// What will happen to whom.
fn what(t: Texts, duplicate: &Ticket, main: &Ticket) -> Vec<String> {
    let same = same_address(duplicate, main);
    let told = if same {
        "merge-what-told-same"
    } else {
        "merge-what-told"
    };
    let mut what = vec![
        about(t, told, duplicate, main),
        about(t, "merge-what-words", duplicate, main),
    ];
    if !same {
        what.push(t.get("merge-what-private"));
    }
    what.push(about(t, "merge-what-clocks", duplicate, main));
    what.push(about(t, "merge-what-back", duplicate, main));
    what
}

/// A sentence about both.
fn about(t: Texts, key: &str, duplicate: &Ticket, main: &Ticket) -> String {
    let (number, main) = (duplicate.number.to_string(), main.number.to_string());
    let name = &duplicate.requester.name;
    let args = [
        ("number", (&number).into()),
        ("main", (&main).into()),
        ("name", name.into()),
    ];
    t.with(key, &args)
}

fn same_address(one: &Ticket, other: &Ticket) -> bool {
    let address = |ticket: &Ticket| ticket.requester.email.trim().to_lowercase();
    one.requester.has_address() && address(one) == address(other)
}
