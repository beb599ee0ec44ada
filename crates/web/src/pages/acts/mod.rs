//! Everything that staff can do to a ticket, one address an act.

mod attempt;
mod bulk;
pub(crate) mod extra;
pub(crate) mod form;
mod hand_over;
mod hand_over_form;
mod stale;
pub(crate) mod typed;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::{
    ActKind, Action, Author, Change, Impact, Moment, Object, Refusal, Ticket, Urgency, Visibility,
    WaitingFor,
};

use self::attempt::{Act, Attempt, Faults, attempt};
use texts::Texts;

use self::form::{ON_THE_PAGE, Tried};
use self::typed::Typed;
use super::ticket;
use crate::auth::extract::{Number, Signed};
use crate::frame::Frame;
use crate::pages::replies::picker;
use crate::permit::permit;
use crate::{App, WebError};

pub(crate) use self::attempt::opened;
pub(crate) use self::bulk::{KINDS as BULK_KINDS, title as bulk_title};
pub(crate) use self::hand_over_form::PARTS;

/// The routes of the acts.
pub(crate) fn routes() -> Router<App> {
    let hand_overs = Router::new()
        .route(
            "/kolejka/{number}/eskalacja",
            get(hand_over::escalation).post(hand_over::escalate),
        )
        .route(
            "/kolejka/{number}/przekazanie",
            get(hand_over::transferral).post(hand_over::transfer),
        );
    ON_THE_PAGE
        .into_iter()
        .fold(hand_overs.merge(bulk::routes()), |routes, (kind, slug)| {
            routes.route(
                &format!("/kolejka/{{number}}/{slug}"),
                post(move |app, who, number, frame, typed| {
                    act(kind, app, who, number, frame, typed)
                }),
            )
        })
}

/// An act whose form is on the ticket's page.
async fn act(
    kind: ActKind,
    State(app): State<App>,
    signed: Signed,
    Number(number): Number,
    frame: Frame,
    typed: Typed,
) -> Result<Response, WebError> {
    let ticket = opened(&app, &signed, number).await?;
    if picker::is_asked(&typed) && typed.version() == ticket.version {
        // Nothing is done: the words are longer, and the form is before them again.
        permit(
            &app,
            &signed.actor(),
            action(kind, &typed),
            Object::Ticket(&ticket),
        )?;
        let typed = picker::put_in(&app, &signed, &ticket, &typed, form::field(kind)).await?;
        let tried = Tried {
            kind,
            typed: &typed,
            faults: None,
        };
        return ticket::show(&app, &signed, frame, &ticket, Some(&tried)).await;
    }
    match acted(&app, &signed, &ticket, typed.version(), kind, &typed).await? {
        Attempt::Done => Ok(done(&ticket, kind, &typed)),
        Attempt::Stale(now) => stale::page(&app, &signed, frame, &now, kind, &typed).await,
        Attempt::Faulty(faults) => {
            let tried = Tried {
                kind,
                typed: &typed,
                faults: Some(&faults),
            };
            ticket::show(&app, &signed, frame, &ticket, Some(&tried)).await
        }
    }
}

/// Does an act whose form is on the ticket's page to the ticket as it was in `version`.
///
/// # Errors
/// As [`attempt`].
async fn acted(
    app: &App,
    signed: &Signed,
    ticket: &Ticket,
    version: i64,
    kind: ActKind,
    typed: &Typed,
) -> Result<Attempt, WebError> {
    let tried = Act {
        ticket,
        version,
        action: action(kind, typed),
        uploads: &typed.uploads,
    };
    attempt(app, signed, tried, |by, moment| {
        decide(kind, ticket, typed, app, by, moment)
            .map_err(|refusal| Faults::of(app.texts, &refusal))
    })
    .await
}

fn action(kind: ActKind, typed: &Typed) -> Action {
    match kind {
        ActKind::Noted => Action::Note(visibility(typed)),
        kind => Action::Act(kind),
    }
}

/// Internal unless the form says public in so many words.
fn visibility(typed: &Typed) -> Visibility {
    match typed.get("visibility") {
        "public" => Visibility::Public,
        _ => Visibility::Internal,
    }
}

fn decide(
    kind: ActKind,
    ticket: &Ticket,
    typed: &Typed,
    app: &App,
    by: Author,
    moment: Moment,
) -> Result<Change, Refusal> {
    let words = typed.get(form::field(kind));
    match kind {
        ActKind::Claimed => ticket.claim(by, moment),
        ActKind::PutDown => ticket.put_down(by, moment),
        ActKind::Accepted => ticket.accept(by, moment),
        ActKind::Noted => {
            let words = typed.uploads.words(Texts::pl(), words);
            ticket.note(visibility(typed), &words, by, moment)
        }
        ActKind::Returned => {
            let cause = extra::cause(typed, &app.desk)?;
            ticket.give_back_for(cause, words, &app.desk, by, moment)
        }
        ActKind::Paused => {
            let why = extra::named("why", typed, WaitingFor::from_name)?;
            let until = extra::moment("until", typed)?;
            ticket.pause(why, until, words, by, moment)
        }
        ActKind::Resumed => ticket.resume(by, moment),
        ActKind::PriorityChanged => {
            let impact = extra::named("impact", typed, Impact::from_name)?;
            let urgency = extra::named("urgency", typed, Urgency::from_name)?;
            let matrix = app.matrix.current();
            ticket.change_priority(impact, urgency, words, &matrix, by, moment)
        }
        ActKind::Resolved => ticket.resolve(words, by, moment),
        ActKind::Reopened => ticket.reopen(words, by, moment),
        ActKind::Closed => ticket.close(by, moment),
        ActKind::Cancelled => ticket.cancel(words, by, moment),
        // Not acts of the ticket's page: there are no routes for them.
        ActKind::Registered
        | ActKind::Escalated
        | ActKind::Transferred
        | ActKind::TaskGiven
        | ActKind::TaskTaken
        | ActKind::TaskEnded
        | ActKind::Booked
        | ActKind::BookingEnded
        | ActKind::Merged
        | ActKind::Parted
        | ActKind::Absorbed
        | ActKind::Released
        | ActKind::Heard
        | ActKind::Incident
        | ActKind::OutageJoined
        | ActKind::OutageLeft
        | ActKind::Decided => Err(Refusal::WrongStatus {
            status: ticket.status,
        }),
    }
}

/// Back to where the next thing to do is: to the queue when the ticket has left the unit, to the
/// ticket otherwise; with a sentence about what was done.
fn done(ticket: &Ticket, kind: ActKind, typed: &Typed) -> Response {
    let code = match kind {
        ActKind::Noted => match visibility(typed) {
            Visibility::Public => "noted-public",
            Visibility::Internal => "noted-internal",
        },
        kind => kind.as_str(),
    };
    let address = match kind {
        ActKind::Escalated | ActKind::Transferred | ActKind::Returned => "/kolejka".to_owned(),
        _ => format!("/kolejka/{}", ticket.number),
    };
    Redirect::to(&format!("{address}?zrobiono=desk-{code}")).into_response()
}
