//! Note what was done about a security incident.

use axum::response::Response;
use domain::{
    ActKind, Action, Author, Authority, Change, Incident, IncidentStep, Leak, Moment, Refusal,
    Ticket,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::body::Body;
use crate::api::openapi::{ActRefused, Acted, ForVersion, Refused, TicketInPath};
use crate::api::problem::Problem;
use crate::api::target::Target;

/// What was done about an incident.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewIncidentStep)]
pub(crate) struct IncidentRequest {
    /// `csirt` or `data_protection`: it was reported there, or with a `reason`, it need not be. `leak`: it was
    /// found out whether personal data leaked.
    #[schema(required, value_type = String, example = "csirt")]
    what: Option<String>,
    /// For a report: under which number they know it.
    #[schema(max_length = 200)]
    reference: Option<String>,
    /// For a report: when; now, when it is left out.
    #[schema(format = DateTime)]
    reported_at: Option<String>,
    /// For a report that is not needed: why. Leave out `reference` and `reported_at` then.
    #[schema(example = "fałszywy alarm")]
    reason: Option<String>,
    /// For `leak`: `yes` or `no`. `yes` starts the 72 hours for the data-protection office.
    #[schema(example = "no")]
    leaked: Option<String>,
}

/// What was done about an incident.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = IncidentStep)]
pub(crate) struct IncidentStepBody {
    /// `csirt`, `data_protection` or `leak`.
    what: &'static str,
    /// Why it need not be reported there.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Under which number they know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// When it was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    reported_at: Option<Timestamp>,
    /// Whether personal data leaked.
    #[serde(skip_serializing_if = "Option::is_none")]
    leaked: Option<bool>,
}

impl From<IncidentStep> for IncidentStepBody {
    fn from(step: IncidentStep) -> Self {
        match step {
            IncidentStep::Reported {
                to,
                reference,
                reported_at,
            } => Self {
                what: to.as_str(),
                reason: None,
                reference: Some(reference),
                reported_at: Some(reported_at),
                leaked: None,
            },
            IncidentStep::NotNeeded { to, reason } => Self {
                what: to.as_str(),
                reason: Some(reason),
                reference: None,
                reported_at: None,
                leaked: None,
            },
            IncidentStep::DataLeak { leaked } => Self {
                what: "leak",
                reason: None,
                reference: None,
                reported_at: None,
                leaked: Some(leaked),
            },
        }
    }
}

/// What a body asks for.
pub(crate) enum Wish {
    /// It was reported there, under this number, at this moment or now.
    Report(Authority, String, Option<Timestamp>),
    /// It need not be reported there, for this reason.
    Spare(Authority, String),
    /// Whether personal data leaked.
    Leak(Leak),
}

impl Wish {
    /// Decides about a ticket whose incident stands so.
    ///
    /// # Errors
    /// Those of [`Ticket::report_incident`], [`Ticket::spare_report`] and [`Ticket::note_leak`].
    pub(crate) fn decide(
        &self,
        ticket: &Ticket,
        stands: Option<Incident>,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        match self {
            Self::Leak(leaked) => ticket.note_leak(stands, *leaked, by, moment),
            Self::Spare(to, reason) => ticket.spare_report(stands, (*to, reason), by, moment),
            Self::Report(to, reference, at) => {
                let report = (*to, reference.as_str(), at.unwrap_or(moment.now));
                ticket.report_incident(stands, report, by, moment)
            }
        }
    }
}

/// Note what was done about a security incident
///
/// A ticket held under a duty of § 7 pkt 5 has to be reported to the national CSIRT within 24 hours and,
/// when personal data leaked, to the data-protection office within 72; `GET /tickets/{number}/clocks`
/// shows both. Also for a closed ticket: until the report is noted, or that none is needed and why, people
/// are reminded. For the unit that holds the ticket and for the first line.
#[utoipa::path(
    post,
    path = "/tickets/{number}/incident",
    operation_id = "incident",
    tag = "acts",
    request_body = IncidentRequest,
    params(TicketInPath, ForVersion),
    responses(Acted, ActRefused, Refused),
)]
pub(crate) async fn note(
    target: Target,
    Body { fields, mut faults }: Body<IncidentRequest>,
) -> Result<Response, Problem> {
    let action = Action::Act(ActKind::Incident);
    target.ticket(action).await?;
    let what = faults.given("what", fields.what);
    let known = "csirt, data_protection or leak";
    let what = faults.named("what", what, known, |name| match name {
        "leak" => Some(None),
        name => Authority::from_name(name).map(Some),
    });
    let wish = match what {
        None => None,
        Some(None) => {
            let leaked = faults.given("leaked", fields.leaked);
            let leaked = faults.named("leaked", leaked, "yes or no", Leak::from_name);
            leaked.map(Wish::Leak)
        }
        Some(Some(to)) if fields.reason.is_some() => {
            Some(Wish::Spare(to, fields.reason.unwrap_or_default()))
        }
        Some(Some(to)) => {
            let at = faults.named(
                "reported_at",
                fields.reported_at,
                "a moment, such as 2026-12-03T10:30:00+01:00",
                |text| text.parse().ok(),
            );
            Some(Wish::Report(to, fields.reference.unwrap_or_default(), at))
        }
    };
    let wish = faults.or(wish)?;
    target.act_on_incident(&wish).await
}
