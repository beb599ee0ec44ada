//! The tickets of an outage: attached, detached, solved together.

use axum::Json;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{ActKind, Action, OutageAct};
use store::outages as stored;
use store::outages::resolving::{self, Which};

use super::bodies::{
    AttachedBody, NotAttachedBody, OutageBody, ResultBody, ResultParameters, SolutionRequest,
    TicketRequest, TicketResultBody, TicketsRequest,
};
use super::{OutageInPath, OutageTarget, shown};
use crate::WebError;
use crate::api::body::Body;
use crate::api::openapi::{ActRefused, ForVersion, Refused};
use crate::api::problem::Problem;
use crate::outages::{self, Belonging};

/// Have all tickets of an outage solved
///
/// Each is solved by an act of its own, with a letter of its own; a worker does it, and goes on with the rest
/// whatever stops it. `GET /outages/{id}/results` tells what became of each.
#[utoipa::path(
    post,
    path = "/outages/{id}/resolve",
    operation_id = "resolve_outage",
    tag = "outages",
    request_body = SolutionRequest,
    params(OutageInPath, ForVersion),
    responses((status = 202, description = "The tickets are being solved", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn resolve(
    target: OutageTarget,
    Body { fields, mut faults }: Body<SolutionRequest>,
) -> Result<Response, Problem> {
    let outage = target.outage(Action::Act(ActKind::Resolved)).await?;
    let solution = faults.given("solution", fields.solution);
    let solution = faults.or(solution)?;
    let by = target.who.person.author(target.app.desk.first_line());
    let change = outage.resolve_all(&solution, by, target.app.moment()?)?;
    target.write(StatusCode::ACCEPTED, &change).await
}

/// Read what became of each ticket that was to be solved
///
/// For those who see every ticket: the first line and administrators. The latest attempt comes first.
#[utoipa::path(
    get,
    path = "/outages/{id}/results",
    operation_id = "outage_results",
    tag = "outages",
    params(OutageInPath, ResultParameters),
    responses((status = 200, description = "The results", body = Vec<ResultBody>), ActRefused, Refused),
)]
pub(crate) async fn results(
    target: OutageTarget,
    Query(ResultParameters { skip }): Query<ResultParameters>,
) -> Result<Response, Problem> {
    target.outage(Action::Act(ActKind::Resolved)).await?;
    let mut conn = target.app.store.read().await?;
    let history = stored::history(&mut conn, target.id).await?;
    let mut all = Vec::new();
    for event in history.into_iter().rev() {
        if !matches!(event.act, OutageAct::ResolvedAll { .. }) {
            continue;
        }
        let tally = resolving::tally(&mut conn, target.id, event.sequence).await?;
        let which = Which::All { skip };
        let found = resolving::results(&mut conn, target.id, event.sequence, which).await?;
        let count = |wanted: resolving::State| {
            let found = tally.iter().find(|(state, _)| *state == wanted);
            found.map_or(0, |(_, count)| *count)
        };
        all.push(ResultBody {
            sequence: event.sequence,
            at: event.at,
            by: event.by.name,
            waiting: count(resolving::State::Waiting),
            resolved: count(resolving::State::Resolved),
            already: count(resolving::State::Already),
            refused: count(resolving::State::Refused),
            tickets: found
                .into_iter()
                .map(|one| TicketResultBody {
                    ticket: one.number.to_string(),
                    state: one.state.as_str(),
                    reason: one.reason,
                })
                .collect(),
        });
    }
    Ok(Json(all).into_response())
}

/// Attach tickets to an outage
///
/// Each by itself: those that cannot be attached are named in the answer.
#[utoipa::path(
    post,
    path = "/outages/{id}/attach",
    operation_id = "attach_tickets",
    tag = "outages",
    request_body = TicketsRequest,
    params(OutageInPath),
    responses((status = 200, description = "What became of each", body = AttachedBody), ActRefused, Refused),
)]
pub(crate) async fn attach(
    target: OutageTarget,
    Body { fields, mut faults }: Body<TicketsRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::OutageJoined);
    target.outage(action).await?;
    let given = fields.tickets.iter().map(String::as_str);
    let numbers = outages::numbers(given);
    if fields.tickets.len() > outages::MOST_AT_ONCE || numbers.is_empty() {
        faults.unknown_value("tickets", "1 to 100 numbers of tickets");
    }
    faults.finish()?;
    let actor = target.who.actor();
    let by = target.who.person.author(target.app.desk.first_line());
    let (attached, left_out) =
        outages::attach(&target.app, &actor, &by, target.id, &numbers).await?;
    let refused = left_out.into_iter().map(|one| NotAttachedBody {
        ticket: one.number,
        code: match &one.why {
            WebError::Refused(refusal) => refusal.code(),
            WebError::Forbidden => "forbidden",
            WebError::Stale => "stale",
            _ => "not_found",
        },
    });
    Ok(Json(AttachedBody {
        attached,
        refused: refused.collect(),
    })
    .into_response())
}

/// Detach a ticket from an outage
#[utoipa::path(
    post,
    path = "/outages/{id}/detach",
    operation_id = "detach_ticket",
    tag = "outages",
    request_body = TicketRequest,
    params(OutageInPath),
    responses((status = 200, description = "The outage", body = OutageBody), ActRefused, Refused),
)]
pub(crate) async fn detach(
    target: OutageTarget,
    Body { fields, mut faults }: Body<TicketRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::OutageLeft);
    target.outage(action).await?;
    let ticket = faults.given("ticket", fields.ticket);
    let known = "the number of a ticket, such as ZG-2026-000123";
    let ticket = faults.named("ticket", ticket, known, |text| text.parse().ok());
    let number = faults.or(ticket)?;
    let actor = target.who.actor();
    let by = target.who.person.author(target.app.desk.first_line());
    let which = (target.id, number);
    outages::settle(&target.app, &actor, &by, which, Belonging::Leaves).await?;
    shown(&target.app, &target.who, target.id, StatusCode::OK).await
}
