//! What is done to an outage by the forms of its page.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{
    ActKind, Action, Actor, Author, Channel, Impact, Moment, Outage, OutageChange, OutageId,
    Refusal, Requester, Urgency,
};
use store::accounts;
use store::outages::tickets as belonging;
use texts::Texts;

use super::Id;
use super::late::Late;
use super::one::{Tried, render};
use crate::auth::extract::Signed;
use crate::error::refusal_text;
use crate::fields::{Fields, fault_text, label};
use crate::filing::{Access, FilingRequest, Key, Then, file_ticket};
use crate::frame::Frame;
use crate::outages::{self, Belonging, permit_outage, seen, write};
use crate::pages::acts::typed::Typed;
use crate::{App, WebError};

/// Reads, decides, writes once, redirects; with words to mend or too late, the page again with everything
/// typed.
async fn act(
    app: &App,
    signed: &Signed,
    (outage, typed, frame): (Outage, Typed, Frame),
    field: &'static str,
    decided: Result<OutageChange, Refusal>,
) -> Result<Response, WebError> {
    let actor = signed.actor();
    let mut fields = Fields::new([(field, typed.get(field).to_owned())]);
    if typed.version() != outage.version {
        return late(app, &actor, frame, outage.id, (field, &typed)).await;
    }
    let (status, refusal) = match decided {
        Ok(change) => match write(app, &change).await {
            Ok(()) => {
                let done = change.event.act.name();
                let address = format!("/awarie/{}?zrobiono=outage-{done}", outage.id);
                return Ok(Redirect::to(&address).into_response());
            }
            Err(WebError::Stale) => {
                return late(app, &actor, frame, outage.id, (field, &typed)).await;
            }
            Err(other) => return Err(other),
        },
        Err(Refusal::Fields(errors)) => {
            for error in errors {
                fields.fault_at(field, fault_text(app.texts, error.fault));
            }
            (StatusCode::UNPROCESSABLE_ENTITY, String::new())
        }
        Err(refusal) => (StatusCode::CONFLICT, refusal_text(app.texts, &refusal)),
    };
    let outage = seen(app, &actor, outage.id).await?;
    let tried = Tried {
        fields,
        refusal,
        ..Tried::default()
    };
    render(app, &actor, frame, &outage, status, tried).await
}

/// The page after the form of `field` came too late: with what happened since, and the words to copy when that
/// form is no longer on the page.
async fn late(
    app: &App,
    actor: &Actor,
    frame: Frame,
    id: OutageId,
    (field, typed): (&'static str, &Typed),
) -> Result<Response, WebError> {
    let t = app.texts;
    let outage = seen(app, actor, id).await?;
    let mut conn = app.store.read().await?;
    let history = store::outages::history(&mut conn, id).await?;
    let counts = belonging::counts(&mut conn, &[id]).await?;
    drop(conn);
    let is_there = match field {
        "outage.solution" => counts.first().is_some_and(|(_, counts)| counts.open > 0),
        "outage.reopen" => !outage.lasts(),
        _ => outage.lasts(),
    };
    let mut late = Late::since(t, &outage, &history, typed.version());
    if !is_there {
        late = late.keeping(t.get(&label(field)), typed.get(field));
    }
    let tried = Tried {
        fields: Fields::new([(field, typed.get(field).to_owned())]),
        late: Some(late),
        ..Tried::default()
    };
    render(app, actor, frame, &outage, StatusCode::CONFLICT, tried).await
}

/// A form of one text, and the act that it is for.
struct Form {
    field: &'static str,
    action: Action,
    decide: fn(&Outage, &str, Author, Moment) -> Result<OutageChange, Refusal>,
}

/// Does what a form is for.
async fn posted(
    app: &App,
    signed: &Signed,
    id: Id,
    (typed, frame): (Typed, Frame),
    form: Form,
) -> Result<Response, WebError> {
    let outage = of(app, signed, id, form.action).await?;
    let by = signed.0.author(app.desk.first_line());
    let decided = (form.decide)(&outage, typed.get(form.field), by, app.moment()?);
    act(app, signed, (outage, typed, frame), form.field, decided).await
}

/// The outage, for somebody who may do this to it.
async fn of(app: &App, signed: &Signed, id: Id, action: Action) -> Result<Outage, WebError> {
    let outage = seen(app, &signed.actor(), id.0).await?;
    permit_outage(app, &signed.actor(), action, Some(&outage))?;
    Ok(outage)
}

pub(super) async fn update(
    State(app): State<App>,
    signed: Signed,
    id: Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let form = Form {
        field: "outage.update",
        action: Action::RunOutage,
        decide: Outage::update,
    };
    posted(&app, &signed, id, (typed, frame), form).await
}

pub(super) async fn end(
    State(app): State<App>,
    signed: Signed,
    id: Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let form = Form {
        field: "outage.end",
        action: Action::RunOutage,
        decide: Outage::end,
    };
    posted(&app, &signed, id, (typed, frame), form).await
}

pub(super) async fn reopen(
    State(app): State<App>,
    signed: Signed,
    id: Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let form = Form {
        field: "outage.reopen",
        action: Action::RunOutage,
        decide: Outage::reopen,
    };
    posted(&app, &signed, id, (typed, frame), form).await
}

pub(super) async fn resolve_all(
    State(app): State<App>,
    signed: Signed,
    id: Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let form = Form {
        field: "outage.solution",
        action: Action::Act(ActKind::Resolved),
        decide: Outage::resolve_all,
    };
    posted(&app, &signed, id, (typed, frame), form).await
}

pub(super) async fn attach(
    State(app): State<App>,
    signed: Signed,
    id: Id,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let outage = of(&app, &signed, id, Action::Act(ActKind::OutageJoined)).await?;
    let t = app.texts;
    let actor = signed.actor();
    let by = signed.0.author(app.desk.first_line());
    let given = [typed.get("outage.numbers")];
    let numbers = outages::numbers(given.into_iter().chain(typed.all("chosen")));
    let mut tried = Tried::default();
    if numbers.is_empty() {
        tried
            .fields
            .fault_at("outage.numbers", t.get("fault-missing"));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&app, &actor, frame, &outage, status, tried).await;
    }
    let (attached, left_out) = outages::attach(&app, &actor, &by, outage.id, &numbers).await?;
    if left_out.is_empty() {
        let address = format!("/awarie/{}?zrobiono=outage-joined", outage.id);
        return Ok(Redirect::to(&address).into_response());
    }
    if attached > 0 {
        tried.attached = t.count("outage-attach-done", attached);
    }
    for one in &left_out {
        let why = match &one.why {
            WebError::Refused(refusal) => refusal_text(t, refusal),
            _ => t.get("outage-attach-unknown"),
        };
        let args = [("number", (&one.number).into()), ("reason", (&why).into())];
        tried.not_attached.push(t.with("outage-attach-line", &args));
    }
    let left: Vec<&str> = left_out.iter().map(|one| one.number.as_str()).collect();
    tried.fields = Fields::new([("outage.numbers", left.join(" "))]);
    render(&app, &actor, frame, &outage, StatusCode::CONFLICT, tried).await
}

pub(super) async fn detach(
    State(app): State<App>,
    signed: Signed,
    id: Id,
    typed: Typed,
) -> Result<Response, WebError> {
    let outage = of(&app, &signed, id, Action::Act(ActKind::OutageLeft)).await?;
    let number = typed
        .get("ticket")
        .parse()
        .map_err(|_| WebError::NotFound)?;
    let by = signed.0.author(app.desk.first_line());
    let which = (outage.id, number);
    outages::settle(&app, &signed.actor(), &by, which, Belonging::Leaves).await?;
    Ok(Redirect::to(&format!("/awarie/{}?zrobiono=outage-left", outage.id)).into_response())
}

/// One click of somebody who is signed in: a ticket of their own, attached; the one they have, when they
/// have one.
pub(super) async fn me_too(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
) -> Result<Response, WebError> {
    let outage = seen(&app, &signed.actor(), id).await?;
    if !outage.lasts() {
        return Err(Refusal::OutageEnded.into());
    }
    let person = &signed.0;
    let mut conn = app.store.read().await?;
    let own = belonging::own(&mut conn, id, person.id).await?;
    let account = accounts::by_id(&mut conn, person.id).await?;
    drop(conn);
    if let Some(number) = own {
        return Ok(Redirect::to(&format!("/zgloszenie/{number}")).into_response());
    }
    let account = account.ok_or(WebError::NotFound)?;
    let title = &outage.announcement.title;
    let request = FilingRequest {
        subject: title.clone(),
        // What is kept is Polish, whatever language the button was in.
        body: Texts::pl().one("outage-me-too-body", "title", title),
        requester: Requester {
            account: Some(person.id),
            name: account.name,
            email: account.email,
            department: account.department,
            room: account.room,
            phone: account.phone,
        },
        impact: Impact::Low,
        urgency: Urgency::Medium,
        by: domain::Author {
            user: Some(person.id),
            name: person.name.clone(),
            unit: None,
        },
        // Two clicks at once file one ticket.
        key: Some(Key {
            scope: format!("outage {}", person.id),
            key: format!("{id} {}", outage.version),
        }),
        access: Access::Account,
        outage: Some(id),
        channel: Channel::Written,
        then: Then::Waits,
    };
    let filed = file_ticket(&app, request).await?;
    let number = filed.ticket.number;
    Ok(Redirect::to(&format!("/zgloszenie/{number}?zrobiono=outage-me-too")).into_response())
}
