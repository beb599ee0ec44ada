//! Waiting, going on, and pressing more or less.

use axum::response::Response;
use domain::{ActKind, Action, Impact, Ticket, Urgency, WaitingFor};
use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::body::{Body, EmptyBody};
use crate::api::names::{LevelName, WaitingName};
use crate::api::openapi::{ActRefused, Acted, ForVersion, Refused, TicketInPath};
use crate::api::problem::Problem;
use crate::api::target::Target;

/// A pause.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Pause)]
pub(crate) struct PauseRequest {
    /// For what the ticket waits.
    #[schema(required, value_type = WaitingName)]
    why: Option<String>,
    /// When the waiting is over by itself; required for `date`.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<String>,
    /// In words for the requester, who gets them by e-mail.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
}

/// Another impact and urgency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPriority)]
pub(crate) struct PriorityRequest {
    /// How many people.
    #[schema(required, value_type = LevelName)]
    impact: Option<String>,
    /// How urgent.
    #[schema(required, value_type = LevelName)]
    urgency: Option<String>,
    /// Why.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
}

/// Let a ticket wait
///
/// For the requester (whose answer ends the waiting), for a supplier, or for an agreed date. The
/// requester gets the reason by e-mail; the ticket's clocks stand still.
#[utoipa::path(
    post,
    path = "/tickets/{number}/pause",
    tag = "acts",
    request_body = PauseRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn pause(
    target: Target,
    Body { fields, mut faults }: Body<PauseRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::Paused);
    target.ticket(action).await?;
    let why = faults.given("why", fields.why);
    let known = "requester, supplier or date";
    let why = faults.named("why", why, known, WaitingFor::from_name);
    let until: Option<Timestamp> = faults.named(
        "until",
        fields.until,
        "a moment, such as 2026-12-03T10:30:00+01:00",
        |text| text.parse().ok(),
    );
    let reason = faults.given("reason", fields.reason);
    let (why, reason) = faults.or(why.zip(reason))?;
    target
        .act(action, |ticket, by, moment| {
            ticket.pause(why, until, &reason, by, moment)
        })
        .await
}

/// Go on with a ticket that waits
///
/// The body may be empty.
#[utoipa::path(
    post,
    path = "/tickets/{number}/resume",
    tag = "acts",
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused)
)]
pub(crate) async fn resume(target: Target, _: EmptyBody) -> Result<Response, Problem> {
    target
        .act(Action::Act(ActKind::Resumed), Ticket::resume)
        .await
}

/// Change impact and urgency
///
/// The priority follows from them. Pauses that were are kept.
#[utoipa::path(
    post,
    path = "/tickets/{number}/priority",
    tag = "acts",
    request_body = PriorityRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn priority(
    target: Target,
    Body { fields, mut faults }: Body<PriorityRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::PriorityChanged);
    target.ticket(action).await?;
    let known = "low, medium or high";
    let impact = faults.given("impact", fields.impact);
    let impact = faults.named("impact", impact, known, Impact::from_name);
    let urgency = faults.given("urgency", fields.urgency);
    let urgency = faults.named("urgency", urgency, known, Urgency::from_name);
    let reason = faults.given("reason", fields.reason);
    let matrix = target.matrix();
    let ((impact, urgency), reason) = faults.or(impact.zip(urgency).zip(reason))?;
    target
        .act(action, |ticket, by, moment| {
            ticket.change_priority(impact, urgency, &reason, &matrix, by, moment)
        })
        .await
}
