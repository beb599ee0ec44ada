//! Work of several units on one ticket: child tasks, and a superior's decision whose it is.

use axum::response::Response;
use domain::{ActKind, Action, TaskKind, Work};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::body::Body;
use crate::api::openapi::{ActRefused, Acted, ForVersion, Refused, TicketInPath};
use crate::api::problem::Problem;
use crate::api::target::Target;
use crate::pages::tasks::What;

/// A superior's decision whose a ticket is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Ruling)]
pub(crate) struct DecisionRequest {
    /// One of the two units.
    #[schema(required, value_type = String, example = "IT-04-1")]
    to: Option<String>,
    /// The provision of that unit.
    #[schema(required, value_type = String, example = "§14 pkt 1 lit. l")]
    duty: Option<String>,
    /// Why.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
}

/// Work for another unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewTask)]
pub(crate) struct TaskRequest {
    /// `remote_hands` (place and contact are required) or `part`.
    #[schema(required, value_type = String, example = "remote_hands")]
    kind: Option<String>,
    /// The unit that does it.
    #[schema(required, value_type = String, example = "IT-04-2")]
    to: Option<String>,
    /// The provision of that unit.
    #[schema(required, value_type = String, example = "§15 pkt 8")]
    duty: Option<String>,
    /// Building and room.
    #[schema(max_length = 200)]
    place: Option<String>,
    /// Whom to ask on the spot.
    #[schema(max_length = 200)]
    contact: Option<String>,
    /// What is to be done.
    #[schema(required, value_type = String, max_length = 20_000)]
    what: Option<String>,
}

/// What happens to a task.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskAct)]
pub(crate) struct TaskActRequest {
    /// Its number within the ticket.
    #[schema(required, value_type = i64)]
    task: Option<i64>,
    /// `take`, `done`, `declined` or `withdrawn`.
    #[schema(required, value_type = String, example = "done")]
    what: Option<String>,
    /// What came of it; not for `take`.
    #[schema(max_length = 20_000)]
    result: Option<String>,
}

/// Decide between two units that disagree
///
/// Only their lowest common superior (or an administrator for them), and only after the third bounce
/// between the same two units. The decision binds both.
#[utoipa::path(
    post,
    path = "/tickets/{number}/decision",
    tag = "acts",
    request_body = DecisionRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn decide(
    target: Target,
    Body { fields, mut faults }: Body<DecisionRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::Decided);
    target.ticket(action).await?;
    let desk = target.desk();
    let receiver = faults.receiver(fields.to, fields.duty, &desk);
    let reason = faults.given("reason", fields.reason);
    let ((to, duty), reason) = faults.or(receiver.zip(reason))?;
    target
        .act(action, |ticket, by, moment| {
            ticket.decide(&to, duty, &reason, &desk, by, moment)
        })
        .await
}

/// Give a part of the work to another unit
///
/// Remote hands (only for the second line, § 15 pkt 8) or any part; the ticket stays where it is.
#[utoipa::path(
    post,
    path = "/tickets/{number}/tasks",
    tag = "acts",
    request_body = TaskRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn give_task(
    target: Target,
    Body { fields, mut faults }: Body<TaskRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::TaskGiven);
    target.ticket(action).await?;
    let desk = target.desk();
    let kind = faults.given("kind", fields.kind);
    let known = "remote_hands or part";
    let kind = faults.named("kind", kind, known, TaskKind::from_name);
    let receiver = faults.receiver(fields.to, fields.duty, &desk);
    let what = faults.given("what", fields.what);
    let ((kind, (to, duty)), what) = faults.or(kind.zip(receiver).zip(what))?;
    let work = Work {
        kind,
        to,
        duty,
        place: fields.place.unwrap_or_default(),
        contact: fields.contact.unwrap_or_default(),
        what,
    };
    target
        .act(action, |ticket, by, moment| {
            ticket.give_task(work.clone(), &desk, by, moment)
        })
        .await
}

/// Take or end a task
///
/// The task's unit takes it, has done it or declines it; the unit that holds the ticket withdraws it.
#[utoipa::path(
    post,
    path = "/tickets/{number}/tasks/act",
    tag = "acts",
    request_body = TaskActRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn act_on_task(
    target: Target,
    Body { fields, mut faults }: Body<TaskActRequest>,
) -> Result<Response, Problem> {
    target.ticket(Action::SeeInternals).await?;
    let known = "take, done, declined or withdrawn";
    let what = faults.given("what", fields.what);
    let what = faults.named("what", what, known, What::from_name);
    if fields.task.is_none() {
        faults.given("task", None);
    }
    let (what, number) = faults.or(what.zip(fields.task))?;
    let result = fields.result.unwrap_or_default();
    target.act_on_task(number, what, &result).await
}
