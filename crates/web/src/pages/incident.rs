//! `/kolejka/{number}/incydent`: what a law demands of a security incident, and noting that it was done.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::clock::Clocks;
use domain::{
    ActKind, Action, Authority, Change, Event, FieldError, FieldFault, Incident, Leak, Object,
    Refusal, Status, Ticket, incident,
};
use store::tickets;
use texts::Texts;

use super::acts::extra::moment;
use super::acts::opened;
use super::acts::typed::Typed;
use super::late::Late;
use super::ticket::due::DueLine;
use super::ticket::head::Head;
use crate::auth::extract::{Number, Signed};
use crate::clocks;
use crate::error::refusal_text;
use crate::fields::{Fields, fault_text, label};
use crate::frame::{Frame, page_with};
use crate::permit::{may, permit};
use crate::{App, WebError};

/// What stands before the authority in the button that says that no report is needed.
const SPARE: &str = "spare_";

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/kolejka/{number}/incydent", get(page).post(note))
}

/// What is said of an incident on its ticket's page.
pub(crate) struct Card {
    /// The reports that are due or were made.
    pub(crate) reports: Vec<DueLine>,
    /// "Wyciekły dane osobowe: nie wiadomo".
    pub(crate) leak: String,
    /// Whether something still has to be done.
    pub(crate) is_open: bool,
}

impl Card {
    /// `None` when the ticket is no incident.
    pub(crate) fn new(app: &App, history: &[Event], clocks: &Clocks) -> Option<Self> {
        let incident = incident(history, clocks)?;
        let t = app.texts;
        let answer = t.get(match incident.leaked {
            Some(true) => "incident-leak-yes",
            Some(false) => "incident-leak-no",
            None => "incident-leak-unknown",
        });
        let reports = Authority::ALL
            .into_iter()
            .filter_map(|to| clocks.last(to.clock()))
            .filter(|clock| clock.is_live() || clock.met_at().is_some())
            .map(|clock| DueLine::of(app, clocks, clock))
            .collect();
        Some(Self {
            reports,
            leak: t.one("incident-leak", "answer", &answer),
            is_open: incident.awaits_csirt
                || incident.awaits_data_protection
                || incident.leaked.is_none(),
        })
    }
}

#[derive(Template)]
#[template(path = "incident.html")]
struct Page {
    t: Texts,
    frame: Frame,
    head: Head,
    version: i64,
    card: Card,
    may_act: bool,
    stands: Incident,
    fields: Fields,
    refusal: String,
    /// What happened since the form was shown, when it came too late.
    late: Option<Late>,
}

/// The incident with its ticket, for somebody who may see them.
struct Found {
    ticket: Ticket,
    history: Vec<Event>,
    clocks: Clocks,
    stands: Option<Incident>,
}

async fn found(
    app: &App,
    signed: &Signed,
    number: domain::TicketNumber,
) -> Result<Found, WebError> {
    let ticket = opened(app, signed, number).await?;
    let mut conn = app.store.read().await?;
    let history = tickets::history(&mut conn, ticket.id).await?;
    drop(conn);
    let clocks = clocks::of(app, &app.clocks.current(), &history)?;
    Ok(Found {
        stands: incident(&history, &clocks),
        ticket,
        history,
        clocks,
    })
}

/// What came of the form that was sent.
enum Outcome {
    /// None was, or something in it is to be mended.
    Nothing,
    /// It was refused as a whole; the words say why.
    Refused(String),
    /// It showed this version of the ticket, which is not the last one.
    Late(i64),
}

async fn page(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
) -> Result<Response, WebError> {
    let found = found(&app, &signed, number).await?;
    let fields = fresh(&app);
    show(&app, &signed, frame, &found, fields, Outcome::Nothing).await
}

/// Forms as they are first shown: the reports were made just now.
fn fresh(app: &App) -> Fields {
    let local = app.texts.local(app.now());
    let now = local.strftime("%Y-%m-%dT%H:%M").to_string();
    Fields::new([
        ("csirt.reported_at", now.clone()),
        ("data_protection.reported_at", now),
    ])
}

async fn note(
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let found = found(&app, &signed, number).await?;
    let names = [
        "csirt.reference",
        "csirt.reported_at",
        "data_protection.reference",
        "data_protection.reported_at",
        "csirt.reason",
        "data_protection.reason",
        "leaked",
    ];
    let mut fields = fresh(&app);
    if names.iter().any(|name| !typed.get(name).is_empty()) {
        fields = Fields::new(names.map(|name| (name, typed.get(name).to_owned())));
    }
    if typed.version() != found.ticket.version {
        let late = Outcome::Late(typed.version());
        return show(&app, &signed, frame, &found, fields, late).await;
    }
    let action = Action::Act(ActKind::Incident);
    permit(&app, &signed.actor(), action, Object::Ticket(&found.ticket))?;
    let what = typed.get("what");
    match decide(&app, &signed, &found, what, &typed)? {
        Ok(change) => match written(&app, &change).await {
            Err(WebError::Stale) => {
                let found = self::found(&app, &signed, number).await?;
                let late = Outcome::Late(typed.version());
                show(&app, &signed, frame, &found, fields, late).await
            }
            written => written,
        },
        Err(Refusal::Fields(errors)) => {
            for error in errors {
                let field = match Authority::from_name(what.trim_start_matches(SPARE)) {
                    Some(to) => format!("{}.{}", to.as_str(), error.field),
                    None => error.field.to_owned(),
                };
                fields.fault_at(&field, fault_text(app.texts, error.fault));
            }
            show(&app, &signed, frame, &found, fields, Outcome::Nothing).await
        }
        Err(refusal) => {
            let refusal = Outcome::Refused(refusal_text(app.texts, &refusal));
            show(&app, &signed, frame, &found, fields, refusal).await
        }
    }
}

/// What the form asks for, decided.
///
/// # Errors
/// [`WebError::NotFound`] for something that no form asks.
fn decide(
    app: &App,
    signed: &Signed,
    found: &Found,
    what: &str,
    typed: &Typed,
) -> Result<Result<Change, Refusal>, WebError> {
    let by = signed.0.author(app.desk.first_line());
    let now = app.moment()?;
    let (ticket, stands) = (&found.ticket, found.stands);
    let missing = |field| {
        Refusal::Fields(vec![FieldError {
            field,
            fault: FieldFault::Missing,
        }])
    };
    if what == "leak" {
        return Ok(Leak::from_name(typed.get("leaked"))
            .ok_or_else(|| missing("leaked"))
            .and_then(|leaked| ticket.note_leak(stands, leaked, by, now)));
    }
    if let Some(to) = what.strip_prefix(SPARE) {
        let to = Authority::from_name(to).ok_or(WebError::NotFound)?;
        let reason = match to {
            Authority::Csirt => "csirt.reason",
            Authority::DataProtection => "data_protection.reason",
        };
        return Ok(ticket.spare_report(stands, (to, typed.get(reason)), by, now));
    }
    let to = Authority::from_name(what).ok_or(WebError::NotFound)?;
    let (reference, at) = match to {
        Authority::Csirt => ("csirt.reference", "csirt.reported_at"),
        Authority::DataProtection => ("data_protection.reference", "data_protection.reported_at"),
    };
    let at = match moment("reported_at", &typed.only(at, "reported_at")) {
        Ok(at) => at.ok_or_else(|| missing("reported_at")),
        Err(refusal) => Err(refusal),
    };
    Ok(at.and_then(|at| ticket.report_incident(stands, (to, typed.get(reference), at), by, now)))
}

async fn written(app: &App, change: &Change) -> Result<Response, WebError> {
    let mut tx = app.store.write().await?;
    if tickets::apply(&mut tx, change).await? == store::Outcome::Stale {
        return Err(WebError::Stale);
    }
    tx.commit().await?;
    app.wake.notify_one();
    let address = format!("/kolejka/{}", change.ticket.number);
    Ok(Redirect::to(&format!("{address}?zrobiono=desk-incident")).into_response())
}

async fn show(
    app: &App,
    signed: &Signed,
    frame: Frame,
    found: &Found,
    fields: Fields,
    outcome: Outcome,
) -> Result<Response, WebError> {
    let ticket = &found.ticket;
    let (Some(stands), Some(card)) = (found.stands, Card::new(app, &found.history, &found.clocks))
    else {
        return Err(WebError::NotFound);
    };
    let t = app.texts;
    let action = Action::Act(ActKind::Incident);
    let may_act = (!ticket.status.is_final() || ticket.status == Status::Closed)
        && may(app, &signed.actor(), action, Object::Ticket(ticket));
    let (refusal, late) = match outcome {
        Outcome::Nothing => (String::new(), None),
        Outcome::Refused(words) => (words, None),
        Outcome::Late(seen) => {
            let mut late = Late::since(t, &found.history, seen);
            // Words whose form is gone: others made the report, or this person may do it no more.
            for (waits, names) in [
                (stands.awaits_csirt, ["csirt.reference", "csirt.reason"]),
                (
                    stands.awaits_data_protection,
                    ["data_protection.reference", "data_protection.reason"],
                ),
            ] {
                for name in names.into_iter().filter(|_| !(may_act && waits)) {
                    late = late.keeping(t.get(&label(name)), fields.value(name));
                }
            }
            (String::new(), Some(late))
        }
    };
    let status = match &late {
        Some(_) => StatusCode::CONFLICT,
        None => fields.status(&refusal),
    };
    let page = Page {
        t,
        frame,
        head: Head::new(app, signed, ticket).await?,
        version: ticket.version,
        card,
        may_act,
        stands,
        fields,
        refusal,
        late,
    };
    page_with(status, &page)
}
