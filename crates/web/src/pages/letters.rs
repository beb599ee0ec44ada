//! Letters: those sent, one as it was sent, and those that could not be delivered.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{Action, JobId, Object, Recipient};
use serde::Deserialize;
use store::Outcome;
use store::jobs::{self, UndeliveredLetter};
use store::letters::{self, Cursor, Letter};
use texts::Texts;
use uuid::Uuid;

use crate::auth::extract::Signed;
use crate::frame::{Frame, page};
use crate::permit::{may, permit};
use crate::{App, WebError};

/// Letters on one page of the list.
const PER_PAGE: u32 = 50;
/// Most undelivered letters shown; dealing with some brings up the rest.
const MOST_UNDELIVERED: u32 = 200;
/// The page around a letter also shows a frame of ours.
const WITH_FRAME: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'; \
     frame-src 'self'";
/// Inside that frame nothing runs, nothing is fetched, and nothing is sent.
const INSIDE: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/listy", get(sent))
        .route("/listy/{id}", get(one))
        .route("/listy/{id}/html", get(html))
        .route("/listy/niedoreczone", get(undelivered))
        .route("/listy/niedoreczone/{id}/{what}", post(settle))
}

#[derive(Template)]
#[template(path = "letters.html")]
struct Sent {
    t: Texts,
    frame: Frame,
    rows: Vec<Letter>,
    next: Option<String>,
    is_first: bool,
    waiting: i64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct From {
    od: String,
}

async fn sent(
    State(app): State<App>,
    signed: Signed,
    Query(from): Query<From>,
    frame: Frame,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::SeeLetters, Object::Desk)?;
    let after = if from.od.is_empty() {
        None
    } else {
        Some(Cursor::from_token(&from.od).map_err(|_| WebError::NotFound)?)
    };
    let mut conn = app.store.read().await?;
    let found = letters::recent(&mut conn, PER_PAGE, after.as_ref()).await?;
    let waiting = jobs::backlog(&mut conn, app.now()).await?.queued;
    drop(conn);
    page(&Sent {
        t: app.texts,
        frame,
        rows: found.rows,
        next: found.next.map(|cursor| cursor.to_token()),
        is_first: after.is_none(),
        waiting,
    })
}

#[derive(Template)]
#[template(path = "letter.html")]
struct One {
    t: Texts,
    frame: Frame,
    letter: Letter,
}

async fn one(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
    frame: Frame,
) -> Result<Response, WebError> {
    let letter = letter(&app, &signed, &id).await?;
    let mut response = page(&One {
        t: app.texts,
        frame,
        letter,
    })?;
    response.headers_mut().insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(WITH_FRAME),
    );
    Ok(response)
}

async fn html(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let letter = letter(&app, &signed, &id).await?;
    let headers = [
        (CONTENT_SECURITY_POLICY, INSIDE),
        (X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    Ok((headers, Html(letter.html)).into_response())
}

/// The letter with this id, for somebody who may see letters. Letters to requesters carry what any
/// reader of the ticket may read, so whoever sees letters sees all of them.
async fn letter(app: &App, signed: &Signed, id: &str) -> Result<Letter, WebError> {
    permit(app, &signed.actor(), Action::SeeLetters, Object::Desk)?;
    let id: Uuid = id.parse().map_err(|_| WebError::NotFound)?;
    let mut conn = app.store.read().await?;
    let letter = letters::by_id(&mut conn, JobId(id)).await?;
    letter.ok_or(WebError::NotFound)
}

#[derive(Template)]
#[template(path = "undelivered.html")]
struct Undelivered {
    t: Texts,
    frame: Frame,
    rows: Vec<UndeliveredLetter>,
    total: i64,
    may_settle: bool,
}

impl Undelivered {
    fn recipient(&self, letter: &UndeliveredLetter) -> String {
        match &letter.to {
            Recipient::Requester => self.t.get("letter-to-requester"),
            Recipient::Unit(unit) => unit.to_string(),
            Recipient::Person(_) => self.t.get("letter-to-person"),
            Recipient::Official(_) => self.t.get("letter-to-official"),
            Recipient::RequesterOf(_) => self.t.get("letter-to-requester-of"),
            Recipient::Arbiter => self.t.get("letter-to-arbiter"),
        }
    }
}

async fn undelivered(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
) -> Result<Response, WebError> {
    let actor = signed.actor();
    permit(&app, &actor, Action::SeeLetters, Object::Desk)?;
    let mut conn = app.store.read().await?;
    let rows = jobs::undelivered(&mut conn, MOST_UNDELIVERED).await?;
    let total = jobs::undelivered_count(&mut conn).await?;
    drop(conn);
    page(&Undelivered {
        t: app.texts,
        frame,
        rows,
        total,
        may_settle: may(&app, &actor, Action::RetryLetter, Object::Desk),
    })
}

/// Tries an undelivered letter again (`ponow`) or puts it aside (`porzuc`).
async fn settle(
    State(app): State<App>,
    signed: Signed,
    Path((id, what)): Path<(String, String)>,
) -> Result<Response, WebError> {
    permit(&app, &signed.actor(), Action::RetryLetter, Object::Desk)?;
    let id = JobId(id.parse().map_err(|_| WebError::NotFound)?);
    let now = app.now();
    let mut tx = app.store.write().await?;
    let (outcome, done) = match what.as_str() {
        "ponow" => (jobs::requeue(&mut tx, id, now).await?, "letter-requeued"),
        "porzuc" => (jobs::discard(&mut tx, id, now).await?, "letter-discarded"),
        _ => return Err(WebError::NotFound),
    };
    tx.commit().await?;
    app.wake.notify_one();
    let done = match outcome {
        Outcome::Done => done,
        Outcome::Stale => "letter-settled-already",
    };
    Ok(Redirect::to(&format!("/listy/niedoreczone?zrobiono={done}")).into_response())
}
