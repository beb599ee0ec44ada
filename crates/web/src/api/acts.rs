//! Acts on a ticket.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{
    ActKind, Action, Author, Change, CommentPart, Moment, Refusal, ReturnCause, Ticket, Visibility,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::body::{Body, EmptyBody, object};
use crate::api::faults::Faults;
use crate::api::names::{PartName, VisibilityName};
use crate::api::openapi::{ActRefused, Acted, ForVersion, Refused, TicketInPath};
use crate::api::problem::Problem;
use crate::api::target::Target;
use crate::api::view::TicketBody;

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewNote)]
pub(crate) struct NoteRequest {
    /// Who may read it: `public` (also the requester, who gets it by e-mail) or `internal` (staff).
    /// Without it: `internal` from staff, `public` from the requester.
    #[schema(value_type = Option<VisibilityName>)]
    visibility: Option<String>,
    /// The remark.
    #[schema(required, value_type = String, max_length = 20_000)]
    text: Option<String>,
}

/// An escalation to the second line (§ 8 pkt 2 lit. b of the ordinance).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Escalation)]
pub(crate) struct EscalationRequest {
    /// The second-line unit.
    #[schema(required, value_type = String, example = "IT-04-1")]
    to: Option<String>,
    /// The provision of that unit.
    #[schema(required, value_type = String, example = "§14 pkt 1 lit. l")]
    duty: Option<String>,
    /// What the second line needs to start at once.
    #[serde(default, deserialize_with = "object")]
    #[schema(required, value_type = CommentRequest)]
    comment: Option<CommentRequest>,
    /// Why this unit and not the proposed one, when they differ: `other_scope`, `wrong_suggestion` or
    /// `other` (then also `choice_words`).
    #[schema(value_type = Option<String>, example = "other_scope")]
    choice: Option<String>,
    /// A word or a line of one's own, for `other`.
    #[schema(max_length = 200)]
    choice_words: Option<String>,
}

/// The full comment of an escalation.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewComment)]
pub(crate) struct CommentRequest {
    /// What goes wrong.
    #[schema(required, value_type = String, max_length = 20_000)]
    symptoms: Option<String>,
    /// What the first line has tried.
    #[schema(required, value_type = String, max_length = 20_000)]
    tried: Option<String>,
    /// Why the first line could not solve it.
    #[schema(required, value_type = String, max_length = 20_000)]
    why_not_solved: Option<String>,
    /// How and when to reach the requester.
    #[schema(required, value_type = String, max_length = 20_000)]
    contact: Option<String>,
}

/// A transfer to the competent unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Transfer)]
pub(crate) struct TransferRequest {
    /// The receiving unit.
    #[schema(required, value_type = String, example = "IT-04-2")]
    to: Option<String>,
    /// The provision of that unit.
    #[schema(required, value_type = String, example = "§15 pkt 1 lit. b")]
    duty: Option<String>,
    /// Why.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
    /// Why this unit and not the proposed one, when they differ: `other_scope`, `wrong_suggestion` or
    /// `other` (then also `choice_words`).
    #[schema(value_type = Option<String>, example = "other_scope")]
    choice: Option<String>,
    /// A word or a line of one's own, for `other`.
    #[schema(max_length = 200)]
    choice_words: Option<String>,
}

/// Why something is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Reason)]
pub(crate) struct ReasonRequest {
    /// Why.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
}

/// A return to the first line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewReturn)]
pub(crate) struct ReturnRequest {
    /// Why.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
    /// What was wrong with the hand-over: `incomplete_comment` (then also `parts`) or `not_competent`
    /// (then also `to` and `duty`).
    #[schema(value_type = Option<String>, example = "not_competent")]
    cause: Option<String>,
    /// Parts of the full comment that say too little.
    #[schema(value_type = Option<Vec<PartName>>)]
    parts: Option<Vec<String>>,
    /// The competent unit.
    #[schema(value_type = Option<String>, example = "IT-04-2")]
    to: Option<String>,
    /// Its provision that says so.
    #[schema(value_type = Option<String>, example = "§15 pkt 8")]
    duty: Option<String>,
}

/// A solution.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Resolution)]
pub(crate) struct SolutionRequest {
    /// How it was solved, in words for the requester.
    #[schema(required, value_type = String, max_length = 20_000)]
    solution: Option<String>,
}

/// Add a note
///
/// A public note by staff is also sent to the requester.
#[utoipa::path(
    post,
    path = "/tickets/{number}/notes",
    tag = "acts",
    request_body = NoteRequest,
    params(TicketInPath, ForVersion),
    responses((status = 201, description = "The ticket with the note", body = TicketBody), ActRefused, Refused),
)]
pub(crate) async fn note(
    target: Target,
    Body { fields, mut faults }: Body<NoteRequest>,
) -> Result<Response, Problem> {
    let named = faults.named(
        "visibility",
        fields.visibility,
        "public or internal",
        |name| match name {
            "public" => Some(Visibility::Public),
            "internal" => Some(Visibility::Internal),
            _ => None,
        },
    );
    let internal = Action::Note(Visibility::Internal);
    let visibility = match named {
        Some(visibility) => visibility,
        None if target.may(internal).await? => Visibility::Internal,
        None => Visibility::Public,
    };
    let action = Action::Note(visibility);
    target.ticket(action).await?;
    let text = faults.given("text", fields.text);
    let text = faults.or(text)?;
    let ticket = target
        .act(action, |ticket, by, moment| {
            ticket.note(visibility, &text, by, moment)
        })
        .await?;
    Ok((StatusCode::CREATED, ticket).into_response())
}

/// Take a ticket up
///
/// Or over from a colleague of the same unit. The body may be empty.
#[utoipa::path(
    post,
    path = "/tickets/{number}/claim",
    tag = "acts",
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused)
)]
pub(crate) async fn claim(target: Target, _: EmptyBody) -> Result<Response, Problem> {
    target
        .act(Action::Act(ActKind::Claimed), Ticket::claim)
        .await
}

/// Put a ticket down
///
/// It stays with its unit and in progress; anybody there may take it up. The body may be empty.
#[utoipa::path(
    post,
    path = "/tickets/{number}/put-down",
    tag = "acts",
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused)
)]
pub(crate) async fn put_down(target: Target, _: EmptyBody) -> Result<Response, Problem> {
    target
        .act(Action::Act(ActKind::PutDown), Ticket::put_down)
        .await
}

/// Escalate a ticket to the second line
///
/// Only from the first line, only to a second-line unit, only with a full comment
/// (§ 8 pkt 2 lit. b).
#[utoipa::path(
    post,
    path = "/tickets/{number}/escalate",
    tag = "acts",
    request_body = EscalationRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn escalate(
    target: Target,
    Body { fields, mut faults }: Body<EscalationRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::Escalated);
    target.ticket(action).await?;
    let desk = target.desk();
    let to = faults.to(fields.to);
    let unit = to
        .as_ref()
        .and_then(|to| faults.check(desk.second_line_unit(to)));
    let duty = faults.duty(fields.duty, to.as_ref(), &desk);
    let comment = fields.comment.unwrap_or_default();
    let comment = faults.comment([
        comment.symptoms,
        comment.tried,
        comment.why_not_solved,
        comment.contact,
    ]);
    let choice = faults.choice(fields.choice, fields.choice_words);
    let all = unit.zip(duty).zip(comment);
    let ((to, duty), comment) = faults.or(all)?;
    target
        .because(choice)
        .act(action, |ticket, by, moment| {
            ticket.escalate(&to, duty, comment.clone(), &desk, by, moment)
        })
        .await
}

/// Transfer a ticket to the competent unit
///
/// With a reason and a provision of that unit. From the first line to the second, escalate
/// instead.
#[utoipa::path(
    post,
    path = "/tickets/{number}/transfer",
    tag = "acts",
    request_body = TransferRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn transfer(
    target: Target,
    Body { fields, mut faults }: Body<TransferRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::Transferred);
    target.ticket(action).await?;
    let desk = target.desk();
    let receiver = faults.receiver(fields.to, fields.duty, &desk);
    let reason = faults.given("reason", fields.reason);
    let choice = faults.choice(fields.choice, fields.choice_words);
    let ((to, duty), reason) = faults.or(receiver.zip(reason))?;
    target
        .because(choice)
        .act(action, |ticket, by, moment| {
            ticket.transfer(&to, &reason, duty, &desk, by, moment)
        })
        .await
}

/// Accept a ticket that was handed over
///
/// The body may be empty.
#[utoipa::path(
    post,
    path = "/tickets/{number}/accept",
    tag = "acts",
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused)
)]
pub(crate) async fn accept(target: Target, _: EmptyBody) -> Result<Response, Problem> {
    target
        .act(Action::Act(ActKind::Accepted), Ticket::accept)
        .await
}

/// Return a ticket to the first line
#[utoipa::path(
    post,
    path = "/tickets/{number}/return",
    tag = "acts",
    request_body = ReturnRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn give_back(
    target: Target,
    Body { fields, mut faults }: Body<ReturnRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::Returned);
    target.ticket(action).await?;
    let desk = target.desk();
    let cause = match fields.cause.as_deref() {
        None => None,
        Some("incomplete_comment") => {
            let parts = fields.parts.unwrap_or_default().into_iter();
            let parts = parts.filter_map(|part| {
                let known = "symptoms, tried, why_not_solved or contact";
                faults.named("parts", Some(part), known, CommentPart::from_name)
            });
            let parts = parts.collect();
            Some(ReturnCause::IncompleteComment { parts })
        }
        Some("not_competent") => {
            let receiver = faults.receiver(fields.to, fields.duty, &desk);
            receiver.map(|(unit, duty)| ReturnCause::NotCompetent { unit, duty })
        }
        Some(_) => {
            faults.unknown_value("cause", "incomplete_comment or not_competent");
            None
        }
    };
    let reason = faults.given("reason", fields.reason);
    let reason = faults.or(reason)?;
    target
        .act(action, |ticket, by, moment| {
            ticket.give_back_for(cause.clone(), &reason, &desk, by, moment)
        })
        .await
}

/// Solve a ticket
///
/// The requester gets the solution by e-mail and may reopen the ticket.
#[utoipa::path(
    post,
    path = "/tickets/{number}/resolve",
    tag = "acts",
    request_body = SolutionRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn resolve(
    target: Target,
    Body { fields, faults }: Body<SolutionRequest>,
) -> Result<Response, Problem> {
    let words = ("solution", fields.solution);
    worded(target, ActKind::Resolved, words, faults, Ticket::resolve).await
}

/// Reopen a solved ticket
#[utoipa::path(
    post,
    path = "/tickets/{number}/reopen",
    tag = "acts",
    request_body = ReasonRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn reopen(
    target: Target,
    Body { fields, faults }: Body<ReasonRequest>,
) -> Result<Response, Problem> {
    let words = ("reason", fields.reason);
    worded(target, ActKind::Reopened, words, faults, Ticket::reopen).await
}

/// Close a solved ticket
///
/// The body may be empty.
#[utoipa::path(
    post,
    path = "/tickets/{number}/close",
    tag = "acts",
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused)
)]
pub(crate) async fn close(target: Target, _: EmptyBody) -> Result<Response, Problem> {
    target
        .act(Action::Act(ActKind::Closed), Ticket::close)
        .await
}

/// Cancel an open ticket
#[utoipa::path(
    post,
    path = "/tickets/{number}/cancel",
    tag = "acts",
    request_body = ReasonRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn cancel(
    target: Target,
    Body { fields, faults }: Body<ReasonRequest>,
) -> Result<Response, Problem> {
    let words = ("reason", fields.reason);
    worded(target, ActKind::Cancelled, words, faults, Ticket::cancel).await
}

/// An act that says one thing, which the body has in the field of that name.
async fn worded(
    target: Target,
    kind: ActKind,
    (field, words): (&'static str, Option<String>),
    mut faults: Faults,
    decide: impl Fn(&Ticket, &str, Author, Moment) -> Result<Change, Refusal>,
) -> Result<Response, Problem> {
    let action = Action::Act(kind);
    // Who may not act is not told what is wrong with the words.
    target.ticket(action).await?;
    let words = faults.given(field, words);
    let words = faults.or(words)?;
    target
        .act(action, |ticket, by, moment| {
            decide(ticket, &words, by, moment)
        })
        .await
}
