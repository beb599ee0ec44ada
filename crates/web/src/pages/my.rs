//! The requester's pages: their tickets, and one ticket in plain words. Somebody without an account
//! comes to theirs by a secret link.

use askama::Template;
use axum::Router;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{
    ActKind, Action, Actor, Change, Event, Joint, MergeRefusal, Object, Refusal, Status, Ticket,
    TicketId, TicketNumber, Visibility,
};
use serde::Deserialize;
use store::attachments::Home;
use store::tickets::{self, QueueFilter, QueueRow};
use store::{Outcome, links};
use texts::Texts;

use crate::auth::author;
use crate::auth::extract::Signed;
use crate::error::refusal_text;
use crate::fields::fault_text;
use crate::frame::{Frame, page};
use crate::pages::my_state::Standing;
use crate::pages::my_ticket::{self, Attempt};
use crate::pages::my_together::main_of;
use crate::pages::ticket::suggestion::unit_name;
use crate::permit::permit;
use crate::tokens::Token;
use crate::uploads::{FileFault, Posted, Uploads};
use crate::{App, WebError, clocks};

/// Tickets on one page of the list.
const PER_PAGE: u32 = 25;

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/moje", get(list))
        .route("/zgloszenie/{number}", get(show))
        .route("/zgloszenie/{number}/{act}", post(act))
        .route("/z/{token}", get(show))
        .route("/z/{token}/{act}", post(act))
}

#[derive(Template)]
#[template(path = "my.html")]
struct List {
    t: Texts,
    frame: Frame,
    rows: Vec<Line>,
    next: Option<String>,
    is_first: bool,
    finished_too: bool,
}

/// A ticket of the list.
struct Line {
    row: QueueRow,
    unit_name: String,
    state: Standing,
    /// Number of the ticket as which it goes on; empty when it goes on by itself.
    together: String,
    /// What may be expected, and when; empty when nothing is promised.
    due: String,
}

impl Line {
    /// With what its history (empty: not asked) promises.
    fn new(app: &App, row: QueueRow, history: &[Event]) -> Result<Self, WebError> {
        let t = app.texts;
        let state = match &row.goes_on {
            Some((_, status)) => Standing::of(t, *status, None, app.now()),
            None => Standing::of(t, row.status, row.waiting, app.now()),
        };
        let due = if history.is_empty() {
            None
        } else {
            let clocks = clocks::of(app, &app.clocks.current(), history)?;
            clocks::wording(app, &clocks).for_requester(&clocks)
        };
        Ok(Self {
            unit_name: unit_name(&app.desk, &row.unit),
            state,
            together: row
                .goes_on
                .as_ref()
                .map_or_else(String::new, |(number, _)| number.to_string()),
            due: due.unwrap_or_default(),
            row,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    zakonczone: String,
    od: String,
}

async fn list(
    State(app): State<App>,
    signed: Signed,
    Query(query): Query<ListQuery>,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::ListOwn, Object::Desk)?;
    let finished_too = !query.zakonczone.is_empty();
    let filter = QueueFilter {
        requester: Some(signed.0.id),
        statuses: Status::ALL
            .into_iter()
            .filter(|status| finished_too || !status.is_final() || *status == Status::Merged)
            .collect(),
        goes_on: !finished_too,
        ..QueueFilter::default()
    };
    let after = if query.od.is_empty() {
        None
    } else {
        Some(tickets::Cursor::from_token(&query.od).map_err(|_| WebError::NotFound)?)
    };
    let mut conn = app.store.read().await?;
    let found = tickets::queue(&mut conn, &filter, after.as_ref(), PER_PAGE).await?;
    let open: Vec<TicketId> = (found.rows.iter())
        .filter(|row| row.status.is_open())
        .map(|row| row.id)
        .collect();
    let mut histories = tickets::histories(&mut conn, &open).await?;
    drop(conn);
    let rows = found.rows.into_iter().map(|row| {
        let history = histories.remove(&row.id).unwrap_or_default();
        Line::new(&app, row, &history)
    });
    page(&List {
        t: app.texts,
        frame,
        rows: rows.collect::<Result<_, _>>()?,
        next: found.next.map(|cursor| cursor.to_token()),
        is_first: after.is_none(),
        finished_too,
    })
}

/// The way by which somebody comes to a ticket of theirs.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    /// Who they are.
    pub(crate) actor: Actor,
    /// Address of the ticket's page by this way.
    pub(crate) address: String,
    /// Number or id of the ticket.
    ticket: Which,
    /// The whole address of the secret link, to be kept.
    pub(crate) link: Option<String>,
}

#[derive(Clone, Copy, Debug)]
enum Which {
    Number(TicketNumber),
    Id(TicketId),
}

impl Door {
    /// The ticket behind it, which the actor may see.
    pub(crate) async fn ticket(&self, app: &App) -> Result<Ticket, WebError> {
        let mut conn = app.store.read().await?;
        let ticket = match self.ticket {
            Which::Number(number) => tickets::by_number(&mut conn, number).await?,
            Which::Id(id) => tickets::by_id(&mut conn, id).await?,
        };
        let ticket = ticket.ok_or(WebError::NotFound)?;
        permit(app, &self.actor, Action::SeeTicket, Object::Ticket(&ticket))?;
        Ok(ticket)
    }
}

impl FromRequestParts<App> for Door {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        #[derive(Deserialize)]
        struct Place {
            number: Option<String>,
            token: Option<String>,
        }
        let Path(place) = Path::<Place>::from_request_parts(parts, app)
            .await
            .map_err(|_| WebError::NotFound)?;
        if let Some(token) = place.token {
            let token = Token::parse(&token).ok_or(WebError::NotFound)?;
            let mut conn = app.store.read().await?;
            let id = links::by_token_hash(&mut conn, &token.hash()).await?;
            let id = id.ok_or(WebError::NotFound)?;
            let address = format!("/z/{}", token.secret());
            return Ok(Self {
                actor: Actor::LinkHolder(id),
                link: Some(format!("{}{address}", app.settings.public_url)),
                address,
                ticket: Which::Id(id),
            });
        }
        let signed = Signed::from_request_parts(parts, app).await?;
        let number = place.number.unwrap_or_default();
        let number: TicketNumber = number.parse().map_err(|_| WebError::NotFound)?;
        Ok(Self {
            actor: signed.actor(),
            address: format!("/zgloszenie/{number}"),
            ticket: Which::Number(number),
            link: None,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Fresh {
    nowe: Option<String>,
}

async fn show(
    State(app): State<App>,
    door: Door,
    Query(fresh): Query<Fresh>,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = door.ticket(&app).await?;
    if !is_own(&door.actor, &ticket) {
        // Staff have a page of their own for it.
        return Ok(Redirect::to(&format!("/kolejka/{}", ticket.number)).into_response());
    }
    let attempt = Attempt::default();
    my_ticket::show(&app, &door, frame, &ticket, fresh.nowe.is_some(), attempt).await
}

pub(crate) fn is_own(actor: &Actor, ticket: &Ticket) -> bool {
    match actor {
        Actor::Visitor => false,
        Actor::LinkHolder(id) => *id == ticket.id,
        Actor::Person(person) => ticket.requester.account == Some(person.id),
    }
}

/// What the requester does, and what they type.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ActForm {
    version: i64,
    text: String,
}

#[derive(Deserialize)]
struct Slug {
    act: String,
}

async fn act(
    State(app): State<App>,
    door: Door,
    Path(Slug { act }): Path<Slug>,
    frame: Frame,
    Posted { form, uploads }: Posted<ActForm>,
) -> Result<Response, WebError> {
    let (kind, done) = match act.as_str() {
        "notatka" => (ActKind::Noted, "noted"),
        "ponowne-otwarcie" => (ActKind::Reopened, "reopened"),
        "zamkniecie" => (ActKind::Closed, "closed"),
        "anulowanie" => (ActKind::Cancelled, "cancelled"),
        _ => return Err(WebError::NotFound),
    };
    let ticket = door.ticket(&app).await?;
    if !is_own(&door.actor, &ticket) {
        return Err(WebError::NotFound);
    }
    let action = match kind {
        ActKind::Noted => Action::Note(Visibility::Public),
        kind => Action::Act(kind),
    };
    permit(&app, &door.actor, action, Object::Ticket(&ticket))?;
    // A message is as true after a colleague's act as before; everything else is decided anew.
    let is_stale = kind != ActKind::Noted && form.version != ticket.version;
    let fault = if is_stale {
        Some((StatusCode::CONFLICT, app.texts.get("my-stale")))
    } else {
        let words = match kind {
            ActKind::Noted => uploads.words(Texts::pl(), &form.text),
            _ => form.text.clone(),
        };
        let main = main_of(&mut app.store.read().await?, &ticket).await?;
        match decide(&app, &door.actor, (&ticket, main.as_ref()), kind, &words) {
            Err(WebError::Refused(Refusal::Fields(faults))) => {
                let fault = faults
                    .first()
                    .map(|error| fault_text(app.texts, error.fault));
                Some((StatusCode::UNPROCESSABLE_ENTITY, fault.unwrap_or_default()))
            }
            Err(WebError::Refused(refusal)) => {
                Some((StatusCode::CONFLICT, refusal_text(app.texts, &refusal)))
            }
            Err(other) => return Err(other),
            Ok(deed) => match write(&app, &deed, &uploads).await? {
                Written::Done => {
                    let address = format!("{}?zrobiono=my-{done}", door.address);
                    return Ok(Redirect::to(&address).into_response());
                }
                Written::Stale => Some((StatusCode::CONFLICT, app.texts.get("my-stale"))),
                Written::Without(fault) => {
                    let text = fault.text(app.texts);
                    Some((StatusCode::UNPROCESSABLE_ENTITY, text))
                }
            },
        }
    };
    let attempt = Attempt {
        kind: Some(kind),
        text: form.text,
        uploads,
        fault,
        rating: None,
    };
    let ticket = door.ticket(&app).await?;
    my_ticket::show(&app, &door, frame, &ticket, false, attempt).await
}

fn decide(
    app: &App,
    actor: &Actor,
    (ticket, main): (&Ticket, Option<&Ticket>),
    kind: ActKind,
    text: &str,
) -> Result<Deed, WebError> {
    let by = author::requester(actor, ticket);
    let moment = app.moment()?;
    if let Some(main) = main {
        let moments = [moment, app.moment()?];
        let joint = match kind {
            ActKind::Noted => ticket.say_in(main, text, by, moments),
            ActKind::Reopened => ticket.part_from(main, text, by, moments),
            _ => Err(Refusal::Merge(MergeRefusal::Merged { into: main.number })),
        };
        return Ok(Deed::Both(Box::new(joint?)));
    }
    let change = match kind {
        ActKind::Noted => ticket.note(Visibility::Public, text, by, moment),
        ActKind::Reopened => ticket.reopen(text, by, moment),
        ActKind::Closed => ticket.close(by, moment),
        ActKind::Cancelled => ticket.cancel(text, by, moment),
        _ => return Err(WebError::NotFound),
    };
    Ok(Deed::One(Box::new(change?)))
}

/// What is to be written: of one ticket, or of a duplicate and the one as which it goes on.
enum Deed {
    One(Box<Change>),
    Both(Box<Joint>),
}

/// What became of an act.
enum Written {
    Done,
    /// Somebody was faster.
    Stale,
    /// Not done, because a file did not come along.
    Without(FileFault),
}

async fn write(app: &App, deed: &Deed, uploads: &Uploads) -> Result<Written, WebError> {
    if let Some(fault) = uploads.faults.first() {
        return Ok(Written::Without(fault.clone()));
    }
    let mut tx = app.store.write().await?;
    let (own, outcome) = match deed {
        Deed::One(change) => (&**change, tickets::apply(&mut tx, change).await?),
        Deed::Both(joint) => (
            &joint.duplicate,
            tickets::apply_joint(&mut tx, joint).await?,
        ),
    };
    if outcome == Outcome::Stale {
        tx.rollback().await?;
        return Ok(Written::Stale);
    }
    let home = Home {
        ticket: own.ticket.id,
        event: own.event.id,
        is_internal: false,
    };
    if let Some(fault) = uploads.attach(app, &mut tx, home).await? {
        tx.rollback().await?;
        return Ok(Written::Without(fault));
    }
    tx.commit().await?;
    app.wake.notify_one();
    Ok(Written::Done)
}
