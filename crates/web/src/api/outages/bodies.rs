//! Bodies of requests and answers about outages.

use domain::{Outage, OutageAct, OutageEvent, OutageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::outages::tickets as belonging;
use utoipa::{IntoParams, ToSchema};

/// An announcement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewOutage)]
pub(crate) struct AnnouncementRequest {
    /// One line, in plain language.
    #[schema(required, value_type = String, max_length = 200)]
    pub(super) title: Option<String>,
    /// What does not work, for whom, and what to do meanwhile.
    #[schema(required, value_type = String, max_length = 2_000)]
    pub(super) description: Option<String>,
    /// Who is shown it: `everyone`, also without signing in, or `signed_in`.
    #[schema(required, value_type = String, example = "everyone")]
    pub(super) audience: Option<String>,
    /// Since when it lasts, within the last 31 days; now, when it is left out.
    #[schema(format = DateTime)]
    pub(super) since: Option<String>,
    /// A ticket that is attached at once; only for a new outage.
    #[schema(example = "ZG-2026-000123")]
    pub(super) ticket: Option<String>,
}

/// Words for everybody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutageNews)]
pub(crate) struct NewsRequest {
    /// The words, which each address gets in one letter.
    #[schema(required, value_type = String, max_length = 2_000)]
    pub(super) text: Option<String>,
}

/// How all tickets of an outage were solved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutageSolution)]
pub(crate) struct SolutionRequest {
    /// In words for the requesters.
    #[schema(required, value_type = String, max_length = 20_000)]
    pub(super) solution: Option<String>,
}

/// Tickets to attach.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketsToAttach)]
pub(crate) struct TicketsRequest {
    /// Their numbers, at most 100.
    #[serde(default)]
    #[schema(required, max_items = 100)]
    pub(super) tickets: Vec<String>,
}

/// A ticket to detach.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketToDetach)]
pub(crate) struct TicketRequest {
    /// Its number.
    #[schema(required, value_type = String, example = "ZG-2026-000123")]
    pub(super) ticket: Option<String>,
}

/// Something that happened to an outage.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutageEvent)]
pub(crate) struct OutageEventBody {
    /// Its place in the history, from 1.
    pub(super) sequence: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub(super) at: Timestamp,
    /// `declared`, `reworded`, `updated`, `resolved_all`, `ended` or `reopened`.
    pub(super) act: &'static str,
    /// Who; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) by: Option<String>,
    /// The words.
    pub(super) text: String,
}

/// An outage.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outage)]
pub(crate) struct OutageBody {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    pub(super) id: OutageId,
    /// Counts its events; the `ETag`.
    pub(super) version: i64,
    /// One line.
    pub(super) title: String,
    /// What does not work.
    pub(super) description: String,
    /// `everyone` or `signed_in`.
    pub(super) audience: &'static str,
    /// Since when it lasts.
    #[schema(value_type = String, format = DateTime)]
    pub(super) since: Timestamp,
    /// The latest news.
    pub(super) news: String,
    /// When they came.
    #[schema(value_type = String, format = DateTime)]
    pub(super) news_at: Timestamp,
    /// When it was over; null while it lasts.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) ended_at: Option<Timestamp>,
    /// How many tickets are attached; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tickets: Option<i64>,
    /// How many of them are open; only for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) open_tickets: Option<i64>,
    /// What happened, oldest first; left out in lists. Others than staff see news only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub(super) history: Vec<OutageEventBody>,
}

/// Outages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outages)]
pub(crate) struct ListBody {
    /// Those that last, the one that began last first.
    pub(super) lasting: Vec<OutageBody>,
    /// Those that are over, the one that ended last first; at most 100.
    pub(super) past: Vec<OutageBody>,
}

/// What became of tickets that were to be attached.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attached)]
pub(crate) struct AttachedBody {
    /// How many were attached.
    pub(super) attached: i64,
    /// Those that were not.
    pub(super) refused: Vec<NotAttachedBody>,
}

/// A ticket that was not attached.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NotAttached)]
pub(crate) struct NotAttachedBody {
    /// Its number, as sent.
    pub(super) ticket: String,
    /// Why: the name of a refusal, `not_found`, `forbidden` or `stale`.
    pub(super) code: &'static str,
}

/// What came of having all tickets solved.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutageResult)]
pub(crate) struct ResultBody {
    /// The event that asked for it.
    pub(super) sequence: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub(super) at: Timestamp,
    /// Who asked for it.
    pub(super) by: String,
    /// How many wait for their turn.
    pub(super) waiting: i64,
    /// How many were solved.
    pub(super) resolved: i64,
    /// How many had been solved or ended before.
    pub(super) already: i64,
    /// How many could not be solved.
    pub(super) refused: i64,
    /// At most 200 tickets, in the order of their numbers.
    pub(super) tickets: Vec<TicketResultBody>,
}

/// What became of one ticket.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutageTicketResult)]
pub(crate) struct TicketResultBody {
    /// Its number.
    pub(super) ticket: String,
    /// `waiting`, `resolved`, `already` or `refused`.
    pub(super) state: &'static str,
    /// Why it was refused: the name of a refusal, `not_held`, `no_person` or `unreadable`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(required = false)]
    pub(super) reason: String,
}

/// Which results are read.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct ResultParameters {
    /// How many tickets to leave out at the beginning
    #[param(required = false)]
    pub(super) skip: u32,
}

impl OutageBody {
    pub(super) fn new(outage: &Outage, counts: Option<belonging::Counts>) -> Self {
        let announcement = &outage.announcement;
        Self {
            id: outage.id,
            version: outage.version,
            title: announcement.title.clone(),
            description: announcement.description.clone(),
            audience: announcement.audience.as_str(),
            since: announcement.since,
            news: outage.news.text.clone(),
            news_at: outage.news.at,
            ended_at: outage.ended_at,
            tickets: counts.map(|counts| counts.all),
            open_tickets: counts.map(|counts| counts.open),
            history: Vec::new(),
        }
    }
}

/// What is shown of an event.
pub(super) fn event(event: OutageEvent, is_staff: bool) -> OutageEventBody {
    let text = match &event.act {
        OutageAct::Reworded { announcement } => announcement.description.clone(),
        OutageAct::ResolvedAll { solution } => solution.clone(),
        act => act.news().unwrap_or_default().to_owned(),
    };
    OutageEventBody {
        sequence: event.sequence,
        at: event.at,
        act: event.act.name(),
        by: is_staff.then_some(event.by.name),
        text,
    }
}
