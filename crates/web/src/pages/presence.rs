//! Who else has a ticket open, and whether they are answering.
//!
//! The page of a ticket says every so often that it is still before somebody
//! (`/kolejka/{number}/obecnosc`) and is told who else has it open and whether it has changed. Of a
//! page that is not heard of, because its browser was killed, nothing is told after a short while.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::post;
use domain::{Ticket, TicketId, UserId};
use jiff::{SignedDuration, Timestamp};
use store::presence::{self, Doing, OpenPage};
use store::{Conn, tickets};
use texts::Texts;
use uuid::Uuid;

use super::acts::opened;
use super::acts::typed::Typed;
use super::queue::in_words;
use super::ticket::history::{Entry, entry};
use crate::auth::extract::{Number, Signed};
use crate::{App, WebError};

/// A page that has not been heard of for so long counts no more; pages say that they are there every
/// 20 seconds.
const SILENCE: SignedDuration = SignedDuration::from_secs(50);

/// A page that has not been heard of for so long is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_mins(10);

/// The routes of presence.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/kolejka/{number}/obecnosc", post(heard))
}

/// Pages heard of before count no more.
pub(crate) fn heard_since(app: &App) -> Timestamp {
    before(app.now(), SILENCE)
}

fn before(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// What a page of a ticket says of itself and of others; a template reaches it as `presence`.
pub(crate) struct Presence {
    /// Where the page says that it is there.
    pub(crate) address: String,
    /// Which page it is.
    pub(crate) page: Uuid,
    /// The version of the ticket that it shows.
    pub(crate) version: i64,
    /// `answering` where the page is a form, else `looking`.
    pub(crate) doing: &'static str,
    /// Who else is there, in words; empty when nobody is.
    pub(crate) people: String,
}

impl Presence {
    /// What the page of this ticket says.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn new(
        app: &App,
        conn: &mut Conn,
        ticket: &Ticket,
        reader: UserId,
        doing: Doing,
    ) -> Result<Self, WebError> {
        Ok(Self {
            address: format!("/kolejka/{}/obecnosc", ticket.number),
            page: app.fresh_id()?,
            version: ticket.version,
            doing: doing.as_str(),
            people: others(app, conn, ticket.id, reader).await?,
        })
    }
}

async fn others(
    app: &App,
    conn: &mut Conn,
    ticket: TicketId,
    reader: UserId,
) -> Result<String, WebError> {
    let found = presence::others(conn, &[ticket], reader, heard_since(app)).await?;
    let people = found.get(&ticket).map_or(&[][..], Vec::as_slice);
    Ok(in_words(app.texts, people))
}

/// What is told to a page that is still there.
#[derive(Template)]
#[template(path = "presence_news.html")]
struct News {
    t: Texts,
    number: String,
    people: String,
    /// What has happened to the ticket since the page was loaded, the latest; `None` when nothing has.
    latest: Option<Entry>,
}

async fn heard(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    let page = OpenPage {
        ticket: ticket.id,
        account: signed.0.id,
        page: typed
            .get("strona")
            .parse()
            .map_err(|_| WebError::BadRequest)?,
    };
    let now = app.now();
    let mut tx = app.store.write().await?;
    match Doing::from_name(typed.get("robi")) {
        Some(doing) => {
            presence::note(&mut tx, &page, doing, now, before(now, FORGOTTEN)).await?;
        }
        None => presence::leave(&mut tx, &page).await?,
    }
    tx.commit().await?;
    let mut conn = app.store.read().await?;
    let people = others(&app, &mut conn, ticket.id, signed.0.id).await?;
    let seen = typed.version();
    let latest = if (1..ticket.version).contains(&seen) {
        let history = tickets::history(&mut conn, ticket.id).await?;
        history.last().map(|event| entry(app.texts, event))
    } else {
        None
    };
    drop(conn);
    let news = News {
        t: app.texts,
        number: ticket.number.to_string(),
        people,
        latest,
    };
    Ok(Html(news.render()?).into_response())
}
