//! Duplicates: a ticket goes on as another one, or no longer does.

use axum::response::Response;
use domain::{ActKind, Action, TicketNumber};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::body::Body;
use crate::api::openapi::{ActRefused, Acted, ForVersion, Refused, TicketInPath};
use crate::api::problem::Problem;
use crate::api::target::Target;

/// Of which ticket it is a duplicate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Merge)]
pub(crate) struct MergeRequest {
    /// Number of the ticket as which it goes on.
    #[schema(required, value_type = String, example = "ZG-2026-000123")]
    into: Option<String>,
    /// Why they are the same, for the staff.
    #[schema(max_length = 20_000)]
    reason: Option<String>,
}

/// Why it is no duplicate after all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Unmerge)]
pub(crate) struct UnmergeRequest {
    /// In words for the requester, who gets it in a letter.
    #[schema(required, value_type = String, max_length = 20_000)]
    reason: Option<String>,
}

/// Let a ticket go on as another one
///
/// For duplicates. No word and no requester is lost: the ticket is `merged`, its requester is told and from
/// then on gets the letters of the other ticket. Answers with the merged ticket. A ticket that has
/// duplicates itself, was handed over and not accepted, has open tasks or a booking, is a security
/// incident or belongs to an outage is not merged; nor is one merged into a ticket that is not open.
#[utoipa::path(
    post,
    path = "/tickets/{number}/merge",
    tag = "acts",
    request_body = MergeRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn merge(
    target: Target,
    Body { fields, mut faults }: Body<MergeRequest>,
) -> Result<Response, Problem> {
    target.ticket(Action::Act(ActKind::Merged)).await?;
    let into = faults.given("into", fields.into);
    let known = "the number of a ticket, such as ZG-2026-000123";
    let into = faults.named("into", into, known, |text| {
        text.trim().parse::<TicketNumber>().ok()
    });
    let into = faults.or(into)?;
    target.merge(into, &fields.reason.unwrap_or_default()).await
}

/// Take a ticket out of the one as which it goes on
///
/// It stands where it stood before the merge, and its clocks go on. Possible also when the other ticket is
/// finished.
#[utoipa::path(
    post,
    path = "/tickets/{number}/unmerge",
    tag = "acts",
    request_body = UnmergeRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn unmerge(
    target: Target,
    Body { fields, mut faults }: Body<UnmergeRequest>,
) -> Result<Response, Problem> {
    target.ticket(Action::Act(ActKind::Parted)).await?;
    let reason = faults.given("reason", fields.reason);
    let reason = faults.or(reason)?;
    target.unmerge(&reason).await
}
