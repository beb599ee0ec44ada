//! `/rozstrzygniecie/{number}`: the superior of two units decides whose a ticket is.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::{ActKind, Action, Author, Moment, Refusal, Ticket, TicketNumber};
use store::{Outcome, tickets};
use texts::Texts;

use super::acts::typed::Typed;
use super::duties::{UnitDuties, chosen};
use super::ticket::head::Head;
use super::ticket::history::{Entry, entry};
use crate::auth::extract::{Number, Signed};
use crate::error::refusal_text;
use crate::fields::Fields;
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
}

async fn form(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let ticket = asked(&app, &signed, number).await?;
    show(&app, &signed, frame, &ticket, Fields::default(), None).await
}

async fn decide(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = asked(&app, &signed, number).await?;
    let fields = || Fields::new(["duty", "reason"].map(|name| (name, typed.get(name).to_owned())));
    if typed.version() != ticket.version {
        let again = Some(app.texts.get("ruling-stale"));
        return show(&app, &signed, frame, &ticket, fields(), again).await;
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
                return Err(WebError::Stale);
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
    let t = app.texts;
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let refusal = refusal.unwrap_or_default();
    let status = fields.status(&refusal);
    let between = ticket.quarrel.open.iter().flatten();
    let page = Page {
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
        refusal,
    };
    page_with(status, &page)
}
