//! `/rozstrzygniecie/{number}`: the superior of two units decides whose a ticket is.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::{ActKind, Action, Author, Event, Moment, Refusal, Ticket, TicketNumber, replay};
use store::{Outcome, tickets};
use texts::Texts;

use super::acts::typed::Typed;
use super::duties::{UnitDuties, chosen};
use super::late::Late;
use super::ticket::head::Head;
use super::ticket::history::{Entry, entry};
use crate::auth::extract::{Number, Signed};
use crate::error::refusal_text;
use crate::fields::{Fields, label};
use crate::frame::{Frame, page_with};
use crate::permit::permit;
use crate::{App, WebError};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/rozstrzygniecie/{number}", get(form).post(decide))
}

#[derive(Template)]
#[template(path = "ruling.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    body: String,
    version: i64,
    /// The post whose holder is asked; empty when nobody is known.
    post: String,
    units: Vec<UnitDuties>,
    entries: Vec<Entry>,
    fields: Fields,
    refusal: String,
    /// What happened since the form was shown, when it came too late.
    late: Option<Late>,
}

async fn form(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = asked(&app, &signed, number).await?;
    let fields = Fields::default();
    show(&app, &signed, frame, &ticket, fields, None).await
}

async fn decide(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let fields = || Fields::new(["duty", "reason"].map(|name| (name, typed.get(name).to_owned())));
    let seen = typed.version();
    let ticket = match asked(&app, &signed, number).await {
        Ok(ticket) => ticket,
        // Somebody may have decided meanwhile; then there is nothing to decide any more.
        Err(WebError::NotFound) => {
            let (ticket, history) = was_asked(&app, &signed, number, seen).await?;
            return show_late(&app, &signed, frame, &ticket, &history, fields(), seen).await;
        }
        Err(error) => return Err(error),
    };
    if seen != ticket.version {
        let history = history(&app, &ticket).await?;
        return show_late(&app, &signed, frame, &ticket, &history, fields(), seen).await;
    }
    let Some((unit, duty)) = chosen(&app.desk, typed.get("duty")) else {
        let mut fields = fields();
        fields.fault_at("duty", app.texts.get("fault-missing"));
        return show(&app, &signed, frame, &ticket, fields, None).await;
    };
    let moment: Moment = app.moment()?;
    match ticket.decide(
        &unit,
        duty,
        typed.get("reason"),
        &app.desk,
        author(&signed),
        moment,
    ) {
        Ok(change) => {
            let mut tx = app.store.write().await?;
            if tickets::apply(&mut tx, &change).await? == Outcome::Stale {
                tx.rollback().await?;
                let (ticket, history) = was_asked(&app, &signed, number, seen).await?;
                return show_late(&app, &signed, frame, &ticket, &history, fields(), seen).await;
            }
            tx.commit().await?;
            app.wake.notify_one();
            Ok(Redirect::to("/?zrobiono=desk-decided").into_response())
        }
        Err(Refusal::Fields(errors)) => {
            let fields = fields().with_faults(app.texts, &errors);
            show(&app, &signed, frame, &ticket, fields, None).await
        }
        Err(refusal) => {
            let refusal = Some(refusal_text(app.texts, &refusal));
            show(&app, &signed, frame, &ticket, fields(), refusal).await
        }
    }
}

/// The ticket, for somebody who decides about it today.
async fn asked(app: &App, signed: &Signed, number: TicketNumber) -> Result<Ticket, WebError> {
    let mut conn = app.store.read().await?;
    let ticket = tickets::by_number(&mut conn, number)
        .await?
        .ok_or(WebError::NotFound)?;
    let action = Action::Act(ActKind::Decided);
    permit(app, &signed.actor(), action, app.dispute(&ticket).object())?;
    Ok(ticket)
}

/// The ticket with its history up to the moment at which this person was no longer asked, for somebody who was
/// asked when the form showed version `seen`.
async fn was_asked(
    app: &App,
    signed: &Signed,
    number: TicketNumber,
    seen: i64,
) -> Result<(Ticket, Vec<Event>), WebError> {
    let mut conn = app.store.read().await?;
    let ticket = tickets::by_number(&mut conn, number)
        .await?
        .ok_or(WebError::NotFound)?;
    let mut history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let action = Action::Act(ActKind::Decided);
    let mut until = usize::try_from(seen).map_err(|_| WebError::NotFound)?;
    let at = |until: usize| history.get(..until).and_then(|past| replay(past).ok());
    let then = at(until).ok_or(WebError::NotFound)?;
    permit(app, &signed.actor(), action, app.dispute(&then).object())?;
    while let Some(then) = at(until) {
        if until == history.len() || then.quarrel.open.is_none() {
            break;
        }
        until += 1;
    }
    let stood = at(until).ok_or(WebError::NotFound)?;
    history.truncate(until);
    Ok((stood, history))
}

async fn history(app: &App, ticket: &Ticket) -> Result<Vec<Event>, WebError> {
    let mut conn = app.store.read().await?;
    Ok(tickets::history(&mut conn, ticket.id).await?)
}

/// A superior acts for no unit.
fn author(signed: &Signed) -> Author {
    Author {
        user: Some(signed.0.id),
        name: signed.0.name.clone(),
        unit: None,
    }
}

async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    fields: Fields,
    refusal: Option<String>,
) -> Result<Response, WebError> {
    let refusal = refusal.unwrap_or_default();
    let status = fields.status(&refusal);
    let history = history(app, ticket).await?;
    let page = page(app, signed, frame, ticket, &history, fields).await?;
    page_with(status, &Page { refusal, ..page })
}

/// The page after the form came too late: with what happened since, and the words to copy when there is nothing
/// to decide any more.
async fn show_late(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    history: &[Event],
    fields: Fields,
    seen: i64,
) -> Result<Response, WebError> {
    let t = app.texts;
    let mut late = Late::since(t, history, seen);
    if ticket.quarrel.open.is_none() {
        late = late.keeping(t.get(&label("reason")), fields.value("reason"));
    }
    let page = page(app, signed, frame, ticket, history, fields).await?;
    let late = Some(late);
    page_with(StatusCode::CONFLICT, &Page { late, ..page })
}

async fn page(
    app: &App,
    signed: &Signed,
    frame: Frame,
    ticket: &Ticket,
    history: &[Event],
    fields: Fields,
) -> Result<Page, WebError> {
    let t = app.texts;
    let between = ticket.quarrel.open.iter().flatten();
    Ok(Page {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        body: ticket.body.clone(),
        version: ticket.version,
        post: app
            .arbiter(ticket)
            .map_or_else(String::new, |superior| superior.post.to_string()),
        units: between
            .map(|unit| UnitDuties::of(&app.desk, unit, None))
            .collect(),
        entries: history.iter().rev().map(|event| entry(t, event)).collect(),
        fields,
        refusal: String::new(),
        late: None,
    })
}
