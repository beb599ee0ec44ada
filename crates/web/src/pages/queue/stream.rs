//! `/kolejka/na-zywo`: tells a page of the queue that stands open what changes, as server-sent events.
//!
//! `change` brings the rows that changed as HTML, the numbers that left the view, the numbers that
//! the page would have now, and the counts; `present` says who has which ticket open; `anew` asks
//! for the whole page. Each event carries the position up to which it tells, so that a browser that
//! lost the connection goes on where it was. Nothing is told of tickets that the person may not see.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use domain::{Action, Object, Person, Status, TicketId};
use hyper::body::Frame;
use serde::Serialize;
use store::Conn;
use store::changes::{self, Position, Since};
use store::presence::{self, Present};
use store::tickets::{self, QueueFilter, Sort};
use tokio::sync::mpsc::{self, Sender};
use tokio::time::Instant;
use tracing::{Instrument, debug};

use super::feed::Seat;
use super::filter::Filter;
use super::place::Place;
use super::row::{Alone, Row, in_words};
use super::{PAGE, dues, tabs, wanted};
use crate::auth::extract::Signed;
use crate::auth::session::{self, Visit};
use crate::listen::Stopping;
use crate::pages::presence::heard_since;
use crate::permit::permit;
use crate::tokens::Token;
use crate::{App, WebError};

/// So often the browser hears something, lest anything between takes the connection for dead.
const BEAT: Duration = Duration::from_secs(15);

/// After so long the browser is to ask anew, and is looked at anew.
const LONGEST: Duration = Duration::from_mins(5);

/// Tickets that are told one by one; when more have changed, the page is to be loaded anew.
const MOST: u32 = 200;

/// The longest that a database may take before the browser is to ask anew.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) async fn stream(
    State(app): State<App>,
    signed: Signed,
    Extension(visit): Extension<Visit>,
    stopping: Stopping,
    headers: HeaderMap,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeQueue, Object::Desk)?;
    let usual = Filter::usual(&signed.0.role, app.desk.first_line());
    let (filter, _) = Filter::read(&pairs, usual, app.desk.ordinance());
    let place = Place::read(&pairs, filter.order()).ok_or(WebError::BadRequest)?;
    let seat = app.feed.seat(&app.store, signed.0.id)?;
    let teller = Teller {
        told: told(&headers, &pairs),
        app,
        person: signed.0,
        cookie: visit.cookie,
        filter,
        place,
        page: Vec::new(),
        present: BTreeMap::new(),
    };
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(teller.tell(seat, sender, stopping).in_current_span());
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // A proxy that gathers answers before it passes them on would pass nothing on.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::new(Events(receiver))).into_response())
}

/// Up to where the page was told: by the last event it got, else as it was loaded.
fn told(headers: &HeaderMap, pairs: &[(String, String)]) -> Position {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok());
    let loaded = || {
        let (_, position) = pairs.iter().find(|(name, _)| name == "od")?;
        position.parse().ok()
    };
    last.or_else(loaded).unwrap_or_default()
}

/// What a page is told.
struct Teller {
    app: App,
    person: Person,
    cookie: Token,
    filter: Filter,
    place: Place,
    /// Up to where it was told.
    told: Position,
    /// The tickets that the page would have now.
    page: Vec<(TicketId, String)>,
    /// What was said last of who has them open, by number.
    present: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct News {
    rows: BTreeMap<String, String>,
    gone: Vec<String>,
    page: Vec<String>,
    tabs: String,
}

impl Teller {
    /// Tells until the browser has gone, the program stops, the session ends or it has been long.
    async fn tell(mut self, mut seat: Seat, sender: Sender<Bytes>, mut stopping: Stopping) {
        let end = Instant::now() + LONGEST;
        // Asks for another try two seconds after the end.
        let mut next = "retry: 2000\n\n".to_owned();
        loop {
            match tokio::time::timeout(PATIENCE, self.news()).await {
                Ok(Ok(Some(news))) => next.push_str(&news),
                Ok(Ok(None)) => return,
                Ok(Err(error)) => {
                    error.log();
                    return;
                }
                Err(_) => {
                    debug!("the database is too slow for live rows");
                    return;
                }
            }
            if next.is_empty() {
                next.push_str(":\n\n");
            }
            if sender
                .send(Bytes::from(std::mem::take(&mut next)))
                .await
                .is_err()
            {
                return;
            }
            tokio::select! {
                () = sender.closed() => return,
                () = stopping.stops() => return,
                () = tokio::time::sleep_until(end) => return,
                () = seat.news() => {}
                () = tokio::time::sleep(BEAT) => {}
            }
        }
    }

    /// The events to tell now, which may be none; `None` when the person is not to be told any more.
    async fn news(&mut self) -> Result<Option<String>, WebError> {
        let app = self.app.clone();
        if session::still(&app, &self.cookie).await?.as_ref() != Some(&self.person) {
            return Ok(None);
        }
        if self.filter.order() == Sort::Due {
            dues::freshen(&app).await?;
        }
        let mut conn = app.store.read().await?;
        let (since, position) = changes::since(&mut conn, self.told, MOST).await?;
        self.told = position;
        let mut events = String::new();
        match since {
            Since::TooMany => {
                self.look(&mut conn).await?;
                events.push_str(&event("anew", position, &()));
            }
            Since::Tickets(ids) if ids.is_empty() => {
                if self.page.is_empty() {
                    self.look(&mut conn).await?;
                }
            }
            Since::Tickets(ids) => {
                if let Some(news) = self.changes(&mut conn, ids).await? {
                    events.push_str(&event("change", position, &news));
                }
            }
        }
        let present = self.presence(&mut conn).await?;
        let present: BTreeMap<String, String> = self
            .page
            .iter()
            .filter_map(|(id, number)| {
                let people = present.get(id)?;
                Some((number.clone(), in_words(app.texts, people)))
            })
            .collect();
        if present != self.present {
            events.push_str(&event("present", position, &present));
            self.present = present;
        }
        Ok(Some(events))
    }

    /// What is to be told of these tickets; `None` when the person may see none of them.
    async fn changes(
        &mut self,
        conn: &mut Conn,
        ids: Vec<TicketId>,
    ) -> Result<Option<News>, WebError> {
        let wanted = wanted(&self.app, &self.filter, &self.person);
        let visible = QueueFilter {
            involved: wanted.involved.clone(),
            statuses: Status::ALL.to_vec(),
            only: Some(ids.clone()),
            ..QueueFilter::default()
        };
        let visible = tickets::queue(conn, &visible, None, MOST).await?.rows;
        self.look(conn).await?;
        if visible.is_empty() {
            return Ok(None);
        }
        let in_view = QueueFilter {
            only: Some(ids),
            ..wanted.clone()
        };
        let in_view = tickets::queue(conn, &in_view, None, MOST).await?.rows;
        let ids: Vec<TicketId> = in_view.iter().map(|row| row.id).collect();
        let histories = tickets::histories(conn, &ids).await?;
        let present = presence::others(conn, &ids, self.person.id, heard_since(&self.app)).await?;
        let counts = tickets::counts(conn, &wanted).await?;
        let t = self.app.texts;
        let mut rows = BTreeMap::new();
        for row in Row::all(&self.app, &in_view, &histories, &present)? {
            rows.insert(row.number.clone(), Alone { t, row: &row }.render()?);
        }
        let tabs = Tabs {
            tabs: tabs(t, &self.filter, &counts),
        };
        Ok(Some(News {
            gone: visible
                .iter()
                .filter(|row| !ids.contains(&row.id))
                .map(|row| row.number.to_string())
                .collect(),
            rows,
            page: self.page.iter().map(|(_, number)| number.clone()).collect(),
            tabs: tabs.render()?,
        }))
    }

    /// Looks which tickets the page has now.
    async fn look(&mut self, conn: &mut Conn) -> Result<(), WebError> {
        let wanted = wanted(&self.app, &self.filter, &self.person);
        let page = tickets::queue(conn, &wanted, self.place.after.as_ref(), PAGE).await?;
        let line = |row: tickets::QueueRow| (row.id, row.number.to_string());
        self.page = page.rows.into_iter().map(line).collect();
        Ok(())
    }

    async fn presence(&self, conn: &mut Conn) -> Result<HashMap<TicketId, Vec<Present>>, WebError> {
        let ids: Vec<TicketId> = self.page.iter().map(|(id, _)| *id).collect();
        Ok(presence::others(conn, &ids, self.person.id, heard_since(&self.app)).await?)
    }
}

/// The counts alone.
#[derive(Template)]
#[template(path = "queue_tabs.html")]
struct Tabs {
    tabs: Vec<super::Tab>,
}

/// One event as it goes over the line; JSON has no line ends.
fn event(name: &str, position: Position, data: &impl Serialize) -> String {
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("id: {position}\nevent: {name}\ndata: {data}\n\n")
}

/// The events as the body of an answer.
struct Events(mpsc::Receiver<Bytes>);

impl HttpBody for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0
            .poll_recv(context)
            .map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
