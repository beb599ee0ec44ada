//! What the API shows of lists of tickets.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::Serialize;
use store::tickets::QueueRow;
use utoipa::ToSchema;

use crate::api::names::StatusName;
use crate::api::view::Sight;

/// One page of a list of tickets.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TicketPage)]
pub(crate) struct PageBody {
    /// The most urgent first, then the newest.
    pub(crate) tickets: Vec<LineBody>,
    /// Give it as `cursor` to get the next page; null on the last one.
    pub(crate) next: Option<String>,
}

/// One ticket of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TicketLine)]
pub(crate) struct LineBody {
    /// The number.
    #[schema(example = "ZG-2026-000123")]
    number: String,
    /// One line.
    subject: String,
    /// Name of the person who needs help.
    requester: String,
    /// Where they work; may be empty.
    department: String,
    /// The unit that holds it.
    #[schema(value_type = String, example = "IT-02-3")]
    unit: UnitCode,
    /// Where it stands.
    #[schema(value_type = StatusName)]
    status: &'static str,
    /// The ticket as which it goes on; null when it goes on by itself.
    merged_into: Option<String>,
    /// 1 (critical) to 5 (planned).
    priority: u8,
    /// Name of the person who works on it.
    assignee: Option<String>,
    /// When it was filed.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When something last happened to it.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// The unit that the matcher proposed; null when it was unsure, and for requesters.
    suggested: Option<ProposalBody>,
}

/// The unit that the matcher proposed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Proposal)]
pub(crate) struct ProposalBody {
    /// The symbol of the unit.
    #[schema(value_type = String)]
    unit: UnitCode,
    /// The unit's provision that fits best.
    #[schema(value_type = String)]
    duty: Reference,
    /// Probability that this is the competent unit.
    confidence: f64,
}

impl LineBody {
    /// A row of the queue, as far as `sight` goes.
    pub(crate) fn new(row: QueueRow, sight: Sight) -> Self {
        Self {
            number: row.number.to_string(),
            subject: row.subject,
            requester: row.requester_name,
            department: row.department,
            unit: row.unit,
            status: row.status.as_str(),
            merged_into: row.goes_on.map(|(number, _)| number.to_string()),
            priority: row.priority.number(),
            assignee: row.assignee_name,
            created_at: row.created_at,
            updated_at: row.updated_at,
            suggested: row.suggested.filter(|_| sight == Sight::Whole).map(
                |(unit, duty, confidence)| ProposalBody {
                    unit,
                    duty,
                    confidence,
                },
            ),
        }
    }
}
