//! What the API shows of tickets.

use domain::{
    Act, ActKind, Event, FullComment, OutageId, ReturnCause, Suggestion, Ticket, TicketNumber,
    Waiting,
};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::bookings::BookingBody;
use crate::api::explanations::NoteOfRankingBody;
use crate::api::incident::IncidentStepBody;
use crate::api::names::{ActName, DecisionName, LevelName, StatusName, VisibilityName};
use crate::api::view_parts::{CauseBody, CommentBody, TaskBody, WaitingBody};
use crate::api::view_steps::StepBody;

/// How much of a ticket the asker may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything (staff).
    Whole,
    /// Without internal notes, hand-over comments and reasons, and the suggestion (the requester).
    Public,
}

/// A ranking of units by the words of a text.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Suggestion)]
pub(crate) struct SuggestionBody {
    /// `suggest`: the first unit is proposed; `unsure`: the first line decides.
    #[schema(value_type = DecisionName)]
    decision: domain::Decision,
    /// At most five units, best first.
    units: Vec<SuggestedUnitBody>,
    /// Version of the ordinance that was in force.
    #[schema(example = "1756/2022@0f3a")]
    ordinance: String,
    /// Version of the vocabulary that was in use.
    vocabulary: String,
    /// What the ranking alone does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<NoteOfRankingBody>,
}

/// One unit of a ranking.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SuggestedUnit)]
pub(crate) struct SuggestedUnitBody {
    /// The symbol of the unit.
    #[schema(value_type = String, example = "IT-04-1")]
    unit: UnitCode,
    /// Probability that this is the competent unit.
    #[schema(minimum = 0.0, maximum = 1.0)]
    confidence: f64,
    /// The unit's provision that fits best.
    #[schema(value_type = String, example = "§14 pkt 1 lit. l")]
    duty: Reference,
    /// Words of the text that decided, strongest first.
    words: Vec<String>,
}

impl From<Suggestion> for SuggestionBody {
    fn from(suggestion: Suggestion) -> Self {
        Self {
            decision: suggestion.decision,
            units: suggestion
                .units
                .into_iter()
                .map(|unit| SuggestedUnitBody {
                    unit: unit.unit,
                    confidence: unit.confidence,
                    duty: unit.duty,
                    words: unit.words,
                })
                .collect(),
            ordinance: suggestion.ordinance,
            vocabulary: suggestion.vocabulary,
            note: suggestion.note.map(NoteOfRankingBody::from),
        }
    }
}

/// A ticket with its history.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Ticket)]
pub(crate) struct TicketBody {
    /// The number people quote.
    #[schema(example = "ZG-2026-000123")]
    number: String,
    /// Grows by one with each act.
    version: i64,
    /// The version as the headers `ETag` and `If-Match` write it.
    #[schema(example = "\"3\"")]
    pub(crate) etag: String,
    /// One line.
    subject: String,
    /// What happened, in the requester's words.
    body: String,
    /// Who needs help.
    requester: RequesterBody,
    /// How many people.
    #[schema(value_type = LevelName)]
    impact: &'static str,
    /// How urgent.
    #[schema(value_type = LevelName)]
    urgency: &'static str,
    /// 1 (critical) to 5 (planned), from impact and urgency.
    #[schema(minimum = 1, maximum = 5)]
    priority: u8,
    /// Where it stands.
    #[schema(value_type = StatusName)]
    status: &'static str,
    /// The ticket as which it goes on; null when it goes on by itself.
    merged_into: Option<String>,
    /// Its duplicates, which go on in it; empty for requesters.
    duplicates: Vec<String>,
    /// For what it waits; null when it does not.
    waiting: Option<WaitingBody>,
    /// The unit that holds it.
    #[schema(value_type = String, example = "IT-02-3")]
    unit: UnitCode,
    /// The provision under which the unit holds it; null until it is handed over.
    #[schema(value_type = Option<String>, example = "§14 pkt 1 lit. l")]
    duty: Option<Reference>,
    /// Name of the person who works on it.
    assignee: Option<String>,
    /// Units that hold or have held it, in order of first holding.
    #[schema(value_type = Vec<String>)]
    involved: Vec<UnitCode>,
    /// When it was filed.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When something last happened to it.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// When it was last solved.
    #[schema(value_type = Option<String>, format = DateTime)]
    resolved_at: Option<Timestamp>,
    /// When it was closed or cancelled.
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Timestamp>,
    /// The outage to which it belongs: `GET /outages/{id}`.
    #[schema(value_type = Option<uuid::Uuid>)]
    outage: Option<OutageId>,
    /// What the matcher said when the ticket was filed; null for requesters.
    suggestion: Option<SuggestionBody>,
    /// Work given to other units; empty for requesters.
    tasks: Vec<TaskBody>,
    /// Who was told that a clock of the ticket or of one of its tasks runs down, oldest first; empty for
    /// requesters.
    steps: Vec<StepBody>,
    /// What happened, oldest first; requesters see its public parts.
    history: Vec<EventBody>,
}

/// Who needs help and how to reach them.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Requester)]
pub(crate) struct RequesterBody {
    /// Name.
    name: String,
    /// E-mail address.
    email: String,
    /// Department; may be empty.
    department: String,
    /// Building and room; may be empty.
    room: String,
    /// Telephone; may be empty.
    phone: String,
}

/// Something that happened to a ticket.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub(crate) struct EventBody {
    /// Its id.
    #[schema(value_type = uuid::Uuid)]
    id: domain::EventId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who.
    by: AuthorBody,
    /// What.
    #[schema(value_type = ActName)]
    act: &'static str,
    /// Who may read a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<VisibilityName>)]
    visibility: Option<&'static str>,
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The unit that received the ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    to: Option<UnitCode>,
    /// The provision cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    duty: Option<Reference>,
    /// The full comment of an escalation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<CommentBody>)]
    comment: Option<FullComment>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The other of two tickets that became one or came apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    ticket: Option<TicketNumber>,
    /// The task that was taken or ended: the sequence number of the event that gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<i64>,
    /// For what the ticket waits from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting: Option<WaitingBody>,
    /// What was booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    booking: Option<BookingBody>,
    /// What became of the booking: `carried_out`, `not_carried_out` or `cancelled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// How many people, from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<LevelName>)]
    impact: Option<&'static str>,
    /// How urgent, from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<LevelName>)]
    urgency: Option<&'static str>,
    /// 1 to 5, from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<u8>,
    /// What was wrong with the hand-over that is returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<CauseBody>)]
    cause: Option<ReturnCause>,
    /// What was done about an incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<IncidentStepBody>,
    /// How it was solved.
    #[serde(skip_serializing_if = "Option::is_none")]
    solution: Option<String>,
}

/// Who did something.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Author)]
pub(crate) struct AuthorBody {
    /// Name at the time.
    name: String,
    /// The unit they acted for; null for a requester.
    #[schema(value_type = Option<String>)]
    unit: Option<UnitCode>,
}

impl TicketBody {
    /// `ticket` with `history` (whole, oldest first), as far as `sight` goes.
    pub(crate) fn new(
        ticket: Ticket,
        history: Vec<Event>,
        suggestion: Option<Suggestion>,
        sight: Sight,
        now: Timestamp,
    ) -> Self {
        let assignee = assignee(&ticket, &history);
        Self {
            number: ticket.number.to_string(),
            version: ticket.version,
            etag: etag(ticket.version),
            subject: ticket.subject,
            body: ticket.body,
            requester: RequesterBody {
                name: ticket.requester.name,
                email: ticket.requester.email,
                department: ticket.requester.department,
                room: ticket.requester.room,
                phone: ticket.requester.phone,
            },
            impact: ticket.impact.as_str(),
            urgency: ticket.urgency.as_str(),
            priority: ticket.priority.number(),
            status: ticket.status.as_str(),
            merged_into: ticket.merging.into.map(|into| into.number.to_string()),
            duplicates: (ticket.merging.absorbed.iter())
                .filter(|_| sight == Sight::Whole)
                .map(|one| one.number.to_string())
                .collect(),
            waiting: ticket
                .waiting
                .filter(|waiting| waiting.lasts_at(now))
                .map(WaitingBody::from),
            unit: ticket.unit,
            duty: ticket.duty,
            assignee,
            involved: ticket.involved,
            created_at: ticket.created_at,
            updated_at: ticket.updated_at,
            resolved_at: ticket.resolved_at,
            finished_at: ticket.finished_at,
            outage: ticket.outage,
            suggestion: suggestion
                .filter(|_| sight == Sight::Whole)
                .map(SuggestionBody::from),
            tasks: domain::tasks(&history)
                .into_iter()
                .filter(|_| sight == Sight::Whole)
                .map(TaskBody::from)
                .collect(),
            steps: Vec::new(),
            history: history
                .into_iter()
                .filter(|event| sight == Sight::Whole || !event.is_internal())
                .map(|event| EventBody::new(event, sight))
                .collect(),
        }
    }
}

impl TicketBody {
    /// With the steps that were taken about it.
    pub(crate) fn with_steps(self, steps: Vec<StepBody>) -> Self {
        Self { steps, ..self }
    }
}

/// A version of a ticket as a strong entity tag.
pub(crate) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Name of the assignee: whoever last took the ticket up.
fn assignee(ticket: &Ticket, history: &[Event]) -> Option<String> {
    let takes_up = |kind| {
        matches!(
            kind,
            ActKind::Claimed | ActKind::Accepted | ActKind::Resolved
        )
    };
    let user = ticket.assignee?;
    history
        .iter()
        .rev()
        .find(|event| event.by.user == Some(user) && takes_up(event.act.kind()))
        .map(|event| event.by.name.clone())
}

impl EventBody {
    /// Who did something of what kind, and when.
    fn bare(event: &Event) -> Self {
        Self {
            id: event.id,
            at: event.at,
            by: AuthorBody {
                name: event.by.name.clone(),
                unit: event.by.unit.clone(),
            },
            act: event.act.kind().as_str(),
            visibility: None,
            text: None,
            to: None,
            duty: None,
            comment: None,
            reason: None,
            ticket: None,
            task: None,
            waiting: None,
            booking: None,
            outcome: None,
            impact: None,
            urgency: None,
            priority: None,
            cause: None,
            incident: None,
            solution: None,
        }
    }

    fn new(event: Event, sight: Sight) -> Self {
        let mut body = Self::bare(&event);
        // How units talk to each other about a ticket is not for the requester.
        let inner = |text: String| (sight == Sight::Whole).then_some(text);
        match event.act {
            Act::Registered(_)
            | Act::Claimed
            | Act::PutDown
            | Act::Accepted
            | Act::Resumed
            | Act::Closed => {}
            Act::Noted { visibility, text } => {
                body.visibility = Some(match visibility {
                    domain::Visibility::Public => "public",
                    domain::Visibility::Internal => "internal",
                });
                body.text = Some(text);
            }
            Act::Escalated { to, duty, comment } => {
                body.to = Some(to);
                body.duty = Some(duty);
                body.comment = (sight == Sight::Whole).then_some(comment);
            }
            Act::Transferred { to, reason, duty } | Act::Decided { to, reason, duty } => {
                body.to = Some(to);
                body.duty = Some(duty);
                body.reason = inner(reason);
            }
            Act::Returned { to, reason, cause } => {
                body.to = Some(to);
                body.reason = inner(reason);
                body.cause = cause.filter(|_| sight == Sight::Whole);
            }
            Act::Paused { why, until, reason } => {
                body.waiting = Some(Waiting { on: why, until }.into());
                body.reason = Some(reason);
            }
            Act::PriorityChanged {
                impact,
                urgency,
                priority,
                reason,
            } => {
                body.impact = Some(impact.as_str());
                body.urgency = Some(urgency.as_str());
                body.priority = Some(priority.number());
                body.reason = inner(reason);
            }
            Act::TaskGiven(work) => {
                body.to = Some(work.to);
                body.duty = Some(work.duty);
                body.text = Some(work.what);
            }
            Act::Booked(booking) => {
                body.duty = Some(booking.duty);
                body.booking = Some((*booking).into());
            }
            Act::BookingEnded { how, note } => {
                body.outcome = Some(how.as_str());
                body.text = Some(note).filter(|note| !note.is_empty());
            }
            Act::TaskTaken { task } => body.task = Some(task),
            Act::TaskEnded { task, result, .. } => {
                body.task = Some(task);
                body.text = Some(result);
            }
            Act::Incident { step } => body.incident = (sight == Sight::Whole).then(|| step.into()),
            Act::OutageJoined { title, .. } | Act::OutageLeft { title, .. } => {
                body.text = Some(title);
            }
            Act::Merged { number, reason, .. } => {
                body.ticket = Some(number);
                body.reason = inner(reason).filter(|reason| !reason.is_empty());
            }
            Act::Parted { number, reason, .. } => {
                body.ticket = Some(number);
                body.reason = Some(reason);
            }
            Act::Absorbed { number, .. } | Act::Released { number, .. } => {
                body.ticket = Some(number);
            }
            Act::Heard { number, text, .. } => {
                body.ticket = Some(number);
                body.text = Some(text);
            }
            Act::Resolved { solution } => body.solution = Some(solution),
            Act::Reopened { reason } | Act::Cancelled { reason } => body.reason = Some(reason),
        }
        body
    }
}
