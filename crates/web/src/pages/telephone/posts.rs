//! What the buttons of the form do.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Channel, FieldError, FieldFault, Impact, Refusal, Ticket, Urgency};
use store::accounts;

use super::admit;
use super::callers::Found;
use super::form::{Call, NAMES, Page};
use super::suggestion::Hint;
use crate::auth::extract::Signed;
use crate::filing::{Access, Filed, FilingRequest, Key, Then, file_ticket};
use crate::frame::Frame;
use crate::pages::acts::typed::Typed;
use crate::pages::ticket::suggestion::hand_over_address;
use crate::tokens::Token;
use crate::{App, WebError};

/// The buttons with which a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The operator goes on with it.
    Claimed,
    /// It was solved while they talked.
    Resolved,
    /// It is another unit's.
    HandedOver,
}

impl End {
    fn of(button: &str) -> Option<Self> {
        match button {
            "podejmij" => Some(Self::Claimed),
            "rozwiaz" => Some(Self::Resolved),
            "przekaz" => Some(Self::HandedOver),
            _ => None,
        }
    }
}

/// `POST /kolejka/telefon`
pub(super) async fn take(
    State(app): State<App>,
    signed: Signed,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    admit(&app, &signed)?;
    let call = Call::typed(&typed);
    match End::of(typed.get("co")) {
        Some(end) => save(&app, &signed, frame, call, typed.get("key"), end).await,
        None => look_up(&app, frame, call, &typed).await,
    }
}

/// Nothing is saved: the form again with the people who may be meant, the one who was chosen, or whose
/// matter it may be.
async fn look_up(
    app: &App,
    frame: Frame,
    mut call: Call,
    typed: &Typed,
) -> Result<Response, WebError> {
    let mut found = None;
    let chosen = typed.get("kto");
    if !chosen.is_empty() || typed.get("co") == "szukaj" {
        let people = Found::of(app, call.get("name")).await?;
        if chosen.is_empty() {
            found = Some(people);
        } else if let Some(caller) = people.chosen(chosen) {
            call.is_of(&caller);
        }
    }
    let hint = Hint::of(app, call.get("subject"), call.get("body")).await;
    let mut page = Page::new(app, frame, call.fields())?;
    page.found = found;
    page.hint = hint;
    page.into_response(StatusCode::OK)
}

async fn save(
    app: &App,
    signed: &Signed,
    frame: Frame,
    call: Call,
    key: &str,
    end: End,
) -> Result<Response, WebError> {
    let faults = faults(&call, end);
    let (Some(impact), Some(urgency), true) = (
        Impact::from_name(call.get("impact")),
        Urgency::from_name(call.get("urgency")),
        faults.is_empty(),
    ) else {
        return again(app, frame, call, &faults, None).await;
    };
    let mut requester = call.requester();
    if requester.has_address() {
        let mut conn = app.store.read().await?;
        let account = accounts::by_email(&mut conn, requester.email.trim()).await?;
        requester.account = account.map(|account| account.id);
    }
    let request = FilingRequest {
        subject: call.get("subject").to_owned(),
        body: call.body().to_owned(),
        requester,
        impact,
        urgency,
        by: signed.0.author(app.desk.first_line()),
        key: Token::parse(key).map(|key| Key {
            scope: format!("form {}", signed.0.id),
            key: key.secret().to_owned(),
        }),
        access: Access::Account,
        outage: None,
        channel: Channel::Telephone,
        then: match end {
            // Whoever hands it over has it in hand until then.
            End::Claimed | End::HandedOver => Then::Claimed,
            End::Resolved => Then::Resolved(call.get("solution").to_owned()),
        },
    };
    match file_ticket(app, request).await {
        Ok(filed) => Ok(Redirect::to(&next(app, &filed, end)).into_response()),
        Err(WebError::Refused(Refusal::Fields(faults))) => {
            again(app, frame, call, &faults, None).await
        }
        Err(WebError::KeyReused) => {
            let warning = app.texts.get("file-sent-already");
            again(app, frame, call, &[], Some(warning)).await
        }
        Err(other) => Err(other),
    }
}

/// The form as it was sent, with what is to be mended.
async fn again(
    app: &App,
    frame: Frame,
    call: Call,
    faults: &[FieldError],
    warning: Option<String>,
) -> Result<Response, WebError> {
    let status = match warning {
        None => StatusCode::UNPROCESSABLE_ENTITY,
        Some(_) => StatusCode::CONFLICT,
    };
    let hint = Hint::of(app, call.get("subject"), call.get("body")).await;
    let fields = call.fields().with_faults(app.texts, faults);
    let mut page = Page::new(app, frame, fields)?;
    page.hint = hint;
    page.warning = warning;
    page.into_response(status)
}

/// Everything to be mended, in the order of the form.
fn faults(call: &Call, end: End) -> Vec<FieldError> {
    let subject = call.get("subject");
    let mut faults = Ticket::faults_by(Channel::Telephone, subject, call.body(), &call.requester());
    // A description that is empty only because the subject is.
    faults.retain(|error| error.field != "body" || !subject.trim().is_empty());
    let unknown = |field| FieldError {
        field,
        fault: FieldFault::UnknownValue,
    };
    if Impact::from_name(call.get("impact")).is_none() {
        faults.push(unknown("impact"));
    }
    if Urgency::from_name(call.get("urgency")).is_none() {
        faults.push(unknown("urgency"));
    }
    if end == End::Resolved && call.get("solution").trim().is_empty() {
        faults.push(FieldError {
            field: "solution",
            fault: FieldFault::Missing,
        });
    }
    let place = |error: &FieldError| NAMES.iter().position(|name| *name == error.field);
    faults.sort_by_key(place);
    faults
}

/// Where to go on: to the ticket, or to the form of the hand-over, filled in as far as it can be.
fn next(app: &App, filed: &Filed, end: End) -> String {
    let ticket = &filed.ticket;
    let (address, done) = match end {
        End::Claimed => (format!("/kolejka/{}", ticket.number), "telephone-claimed"),
        End::Resolved => (format!("/kolejka/{}", ticket.number), "telephone-resolved"),
        End::HandedOver => {
            let proposed = filed.suggestion.as_ref().and_then(|found| found.proposed());
            let what = match proposed {
                Some(unit) if app.desk.is_second_line(&unit.unit) => "eskalacja",
                _ => "przekazanie",
            };
            let to = proposed.map(|unit| (&unit.unit, unit.duty));
            (hand_over_address(ticket, what, to), "telephone-hand-over")
        }
    };
    let glue = if address.contains('?') { '&' } else { '?' };
    format!("{address}{glue}zrobiono={done}")
}
