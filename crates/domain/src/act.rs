//! What happened to a ticket, as its history keeps it.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::{
    Booking, BookingState, EventId, FullComment, Impact, IncidentStep, OutageId, Priority,
    Registration, ReturnCause, TaskState, TicketId, TicketNumber, Urgency, UserId, WaitingFor,
    Work,
};

/// Who did something, as history keeps it: readable without the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The account; `None` for a requester who is not signed in.
    pub user: Option<UserId>,
    /// Name at the time.
    pub name: String,
    /// The unit they acted for; `None` for a requester.
    pub unit: Option<UnitCode>,
}

impl Author {
    /// The program itself, acting for the first line: it hands over what is sure, and closes what
    /// stayed solved.
    pub fn automatic(name: &str, first_line: &UnitCode) -> Self {
        Self {
            user: None,
            name: name.to_owned(),
            unit: Some(first_line.clone()),
        }
    }
}

/// Who may read a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Also the requester, who gets it by e-mail when staff wrote it.
    Public,
    /// Staff only.
    Internal,
}

/// One act with everything needed to repeat it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    /// Filed; the whole registration, so that the row can be rebuilt from history alone.
    Registered(Box<Registration>),
    /// Somebody of the holding unit took it up (or took it over from a colleague).
    Claimed,
    /// Nobody works on it any more; it stays with its unit, and anybody there may take it up.
    PutDown,
    /// A remark.
    Noted {
        /// Who may read it.
        visibility: Visibility,
        /// The remark.
        text: String,
    },
    /// Handed to the second line with a full comment (§ 8 pkt 2 lit. b).
    Escalated {
        /// The second-line unit.
        to: UnitCode,
        /// The provision of that unit.
        duty: Reference,
        /// The full comment.
        comment: FullComment,
    },
    /// Handed to the competent unit.
    Transferred {
        /// The receiving unit.
        to: UnitCode,
        /// Why.
        reason: String,
        /// The provision of that unit.
        duty: Reference,
    },
    /// The holding unit took a handed-over ticket.
    Accepted,
    /// Sent back to the first line.
    Returned {
        /// The first line.
        to: UnitCode,
        /// Why.
        reason: String,
        /// What was wrong with the hand-over, when that can be said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<ReturnCause>,
    },
    /// Nobody can go on with it for now; its clocks stand still.
    Paused {
        /// For what it waits.
        why: WaitingFor,
        /// When the waiting is over by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
        /// In words for the requester.
        reason: String,
    },
    /// Going on after waiting.
    Resumed,
    /// It presses more or less than was said before.
    PriorityChanged {
        /// How many people, from now on.
        impact: Impact,
        /// How urgent, from now on.
        urgency: Urgency,
        /// From impact × urgency, at the time.
        priority: Priority,
        /// Why.
        reason: String,
    },
    /// The superior of two units that did not agree has decided whose it is.
    Decided {
        /// Whose.
        to: UnitCode,
        /// The provision of that unit.
        duty: Reference,
        /// Why.
        reason: String,
    },
    /// Another unit does a part of the work; the ticket stays where it is.
    TaskGiven(Box<Work>),
    /// Somebody of that unit took the task.
    TaskTaken {
        /// The sequence of the event that gave it.
        task: i64,
    },
    /// The task has ended.
    TaskEnded {
        /// The sequence of the event that gave it.
        task: i64,
        /// Done, declined or withdrawn.
        how: TaskState,
        /// What came of it.
        result: String,
    },
    /// An occasion is booked, or the booking that stands changed; the ticket waits until it is over.
    Booked(Box<Booking>),
    /// What became of the booking that stands.
    BookingEnded {
        /// Carried out, not carried out or called off.
        how: BookingState,
        /// In words for the requester.
        note: String,
    },
    /// Something was done about a security incident.
    Incident {
        /// What.
        step: IncidentStep,
    },
    /// Attached to an outage: from now on its requester is told what is known of it.
    OutageJoined {
        /// The outage.
        outage: OutageId,
        /// Its title at the time.
        title: String,
    },
    /// Detached from its outage.
    OutageLeft {
        /// The outage.
        outage: OutageId,
        /// Its title at the time.
        title: String,
    },
    /// Solved.
    Resolved {
        /// How, in words for the requester.
        solution: String,
    },
    /// Not solved after all.
    Reopened {
        /// What still is wrong.
        reason: String,
    },
    /// Finished.
    Closed,
    /// Withdrawn, or not a matter for the desk.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// A duplicate: it goes on as another ticket.
    Merged {
        /// As which.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// For the staff; may be empty.
        reason: String,
    },
    /// It no longer goes on as another ticket: that was a mistake, or did not help its requester.
    Parted {
        /// As which it went on.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// Why.
        reason: String,
    },
    /// A duplicate goes on in this ticket from now on.
    Absorbed {
        /// Which.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The address of its requester.
        email: String,
    },
    /// A duplicate no longer goes on in this ticket.
    Released {
        /// Which.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
    },
    /// A message of the requester of a duplicate, for the staff.
    Heard {
        /// Which duplicate.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The message.
        text: String,
    },
}

/// The acts without their content, for forms, filters and permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the act of the same name in `Act`")]
pub enum ActKind {
    Registered,
    Claimed,
    PutDown,
    Noted,
    Escalated,
    Transferred,
    Accepted,
    Returned,
    Paused,
    Resumed,
    PriorityChanged,
    Decided,
    TaskGiven,
    TaskTaken,
    TaskEnded,
    Booked,
    BookingEnded,
    Incident,
    OutageJoined,
    OutageLeft,
    Resolved,
    Reopened,
    Closed,
    Cancelled,
    Merged,
    Parted,
    Absorbed,
    Released,
    Heard,
}

impl Act {
    /// Which act it is.
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Registered(_) => ActKind::Registered,
            Self::Claimed => ActKind::Claimed,
            Self::PutDown => ActKind::PutDown,
            Self::Noted { .. } => ActKind::Noted,
            Self::Escalated { .. } => ActKind::Escalated,
            Self::Transferred { .. } => ActKind::Transferred,
            Self::Accepted => ActKind::Accepted,
            Self::Returned { .. } => ActKind::Returned,
            Self::Paused { .. } => ActKind::Paused,
            Self::Resumed => ActKind::Resumed,
            Self::PriorityChanged { .. } => ActKind::PriorityChanged,
            Self::Decided { .. } => ActKind::Decided,
            Self::TaskGiven(_) => ActKind::TaskGiven,
            Self::TaskTaken { .. } => ActKind::TaskTaken,
            Self::TaskEnded { .. } => ActKind::TaskEnded,
            Self::Booked(_) => ActKind::Booked,
            Self::BookingEnded { .. } => ActKind::BookingEnded,
            Self::Incident { .. } => ActKind::Incident,
            Self::OutageJoined { .. } => ActKind::OutageJoined,
            Self::OutageLeft { .. } => ActKind::OutageLeft,
            Self::Resolved { .. } => ActKind::Resolved,
            Self::Reopened { .. } => ActKind::Reopened,
            Self::Closed => ActKind::Closed,
            Self::Cancelled { .. } => ActKind::Cancelled,
            Self::Merged { .. } => ActKind::Merged,
            Self::Parted { .. } => ActKind::Parted,
            Self::Absorbed { .. } => ActKind::Absorbed,
            Self::Released { .. } => ActKind::Released,
            Self::Heard { .. } => ActKind::Heard,
        }
    }
}

impl ActKind {
    /// The name in the database and in text keys: `escalated`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Claimed => "claimed",
            Self::PutDown => "put_down",
            Self::Noted => "noted",
            Self::Escalated => "escalated",
            Self::Transferred => "transferred",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::PriorityChanged => "priority_changed",
            Self::Decided => "decided",
            Self::TaskGiven => "task_given",
            Self::TaskTaken => "task_taken",
            Self::TaskEnded => "task_ended",
            Self::Booked => "booked",
            Self::BookingEnded => "booking_ended",
            Self::Incident => "incident",
            Self::OutageJoined => "outage_joined",
            Self::OutageLeft => "outage_left",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
            Self::Merged => "merged",
            Self::Parted => "parted",
            Self::Absorbed => "absorbed",
            Self::Released => "released",
            Self::Heard => "heard",
        }
    }
}

/// One entry of a ticket's history; entries are only ever added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its row.
    pub id: EventId,
    /// The ticket.
    pub ticket: TicketId,
    /// Place in the ticket's history from 1; equals the row's version after the act.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Author,
    /// What.
    pub act: Act,
}

impl Event {
    /// Whether the requester may not read it: internal notes, child tasks, what is done about an
    /// incident, and duplicates of others. (Of a hand-over they see
    /// "przekazane do …" without the comment.)
    pub fn is_internal(&self) -> bool {
        matches!(
            self.act,
            Act::Noted {
                visibility: Visibility::Internal,
                ..
            } | Act::TaskGiven(_)
                | Act::TaskTaken { .. }
                | Act::TaskEnded { .. }
                | Act::Incident { .. }
                | Act::Absorbed { .. }
                | Act::Released { .. }
                | Act::Heard { .. }
        )
    }
}
