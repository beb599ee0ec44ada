//! The one way of every act: read, decide, write once.

use axum::http::StatusCode;
use domain::{
    ActKind, Action, Author, Change, Moment, Object, Refusal, Ticket, TicketNumber, Visibility,
};
use store::attachments::Home;
use store::{Outcome, tickets};
use texts::Texts;

use crate::auth::extract::Signed;
use crate::error::refusal_text;
use crate::fields::fault_text;
use crate::permit::permit;
use crate::uploads::{FileFault, Uploads};
use crate::{App, WebError};

/// The requester reads how their ticket was solved.
const PUBLIC_SOLUTION: Action = Action::Act(ActKind::Resolved);

/// What became of an act.
pub(crate) enum Attempt {
    /// Written.
    Done,
    /// Somebody was faster; nothing was written. The ticket as it stands now.
    Stale(Box<Ticket>),
    /// There is something to mend; nothing was written.
    Faulty(Faults),
}

/// Why an act did not happen, for the form it came from.
#[derive(Debug)]
pub(crate) struct Faults {
    /// 422 when other words would do, 409 when the act does not fit where the ticket stands.
    pub(crate) status: StatusCode,
    /// Faults by name of the field.
    pub(crate) fields: Vec<(&'static str, String)>,
    /// What is wrong with the act as a whole; empty when only fields are.
    pub(crate) whole: String,
}

impl Faults {
    /// Fields to mend.
    pub(crate) fn of_fields(fields: Vec<(&'static str, String)>) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            fields,
            whole: String::new(),
        }
    }

    /// A file that did not come along.
    pub(crate) fn of_file(t: Texts, fault: &FileFault) -> Self {
        Self::of_fields(vec![("files", fault.text(t))])
    }

    /// A refusal of the desk, at the field it is about.
    pub(crate) fn of(t: Texts, refusal: &Refusal) -> Self {
        let text = refusal_text(t, refusal);
        match refusal {
            Refusal::Fields(errors) => Self::of_fields(
                errors
                    .iter()
                    .map(|error| (error.field, fault_text(t, error.fault)))
                    .collect(),
            ),
            Refusal::UnknownUnit { .. }
            | Refusal::NotSecondLine { .. }
            | Refusal::NeedsEscalation { .. }
            | Refusal::AlreadyThere { .. } => Self::of_fields(vec![("unit", text)]),
            Refusal::UnknownDuty { .. } | Refusal::ForeignDuty { .. } => {
                Self::of_fields(vec![("duty", text)])
            }
            Refusal::Finished { .. }
            | Refusal::WrongStatus { .. }
            | Refusal::NotFirstLine { .. }
            | Refusal::NothingToReturn
            | Refusal::NoFullComment { .. }
            | Refusal::NotWaiting
            | Refusal::OutageEnded
            | Refusal::OutageLasts
            | Refusal::InOutage
            | Refusal::NotInOutage
            | Refusal::SecurityMatter
            | Refusal::NoIncident
            | Refusal::NoRemoteHands
            | Refusal::TaskEnded
            | Refusal::Taken(_)
            | Refusal::NoOccasion { .. }
            | Refusal::NoBooking
            | Refusal::BookingBegun
            | Refusal::BookingAhead
            | Refusal::AwaitsDecision { .. }
            | Refusal::Settled { .. }
            | Refusal::NoDispute
            | Refusal::NotOfTheTwo { .. }
            | Refusal::SamePriority
            | Refusal::Merge(_)
            | Refusal::NobodysYet
            | Refusal::AlreadyYours => Self {
                status: StatusCode::CONFLICT,
                fields: Vec::new(),
                whole: text,
            },
        }
    }

    /// What is wrong with a field; empty when nothing is.
    pub(crate) fn at(&self, field: &str) -> &str {
        self.fields
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, text)| text)
    }
}

/// The ticket with this number, for somebody who may see the desk's side of it.
///
/// # Errors
/// [`WebError::NotFound`] when there is none or the person may not see it, [`WebError::Forbidden`]
/// for its requester, who has a page of their own.
pub(crate) async fn opened(
    app: &App,
    signed: &Signed,
    number: TicketNumber,
) -> Result<Ticket, WebError> {
    let mut conn = app.store.read().await?;
    let ticket = tickets::by_number(&mut conn, number)
        .await?
        .ok_or(WebError::NotFound)?;
    permit(
        app,
        &signed.actor(),
        Action::SeeInternals,
        Object::Ticket(&ticket),
    )?;
    Ok(ticket)
}

/// An act that somebody tries.
pub(crate) struct Act<'a> {
    /// The ticket as it stands.
    pub(crate) ticket: &'a Ticket,
    /// The version that the form showed.
    pub(crate) version: i64,
    /// For the permission.
    pub(crate) action: Action,
    /// The files that came with the form.
    pub(crate) uploads: &'a Uploads,
}

/// Does an act to a ticket: asks whether the person may, decides, writes row, history and letters in one
/// transaction, and wakes the worker. The files of the form are attached with it: those that come with
/// words the requester reads are the requester's too, others the desk's alone.
///
/// # Errors
/// [`WebError::Forbidden`] when the person may not do it to the ticket as they saw it.
pub(crate) async fn attempt(
    app: &App,
    signed: &Signed,
    act: Act<'_>,
    decide: impl FnOnce(Author, Moment) -> Result<Change, Faults>,
) -> Result<Attempt, WebError> {
    let Act {
        ticket,
        version,
        action,
        uploads,
    } = act;
    // Before the permission: when a colleague handed the ticket over meanwhile, the page that tells
    // so is of more help than a refusal, and keeps the words.
    if ticket.version != version {
        return Ok(Attempt::Stale(Box::new(ticket.clone())));
    }
    permit(app, &signed.actor(), action, Object::Ticket(ticket))?;
    let by = signed.0.author(app.desk.first_line());
    let change = match decide(by, app.moment()?) {
        Ok(change) => change,
        Err(faults) => return Ok(Attempt::Faulty(faults)),
    };
    if let Some(fault) = uploads.faults.first() {
        return Ok(Attempt::Faulty(Faults::of_file(app.texts, fault)));
    }
    let mut tx = app.store.write().await?;
    if tickets::apply(&mut tx, &change).await? == Outcome::Stale {
        drop(tx);
        let now = opened(app, signed, ticket.number).await?;
        return Ok(Attempt::Stale(Box::new(now)));
    }
    let home = Home {
        ticket: ticket.id,
        event: change.event.id,
        is_internal: !matches!(action, Action::Note(Visibility::Public) | PUBLIC_SOLUTION),
    };
    if let Some(fault) = uploads.attach(app, &mut tx, home).await? {
        tx.rollback().await?;
        return Ok(Attempt::Faulty(Faults::of_file(app.texts, &fault)));
    }
    tx.commit().await?;
    app.wake.notify_one();
    Ok(Attempt::Done)
}
