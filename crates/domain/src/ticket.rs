//! The ticket's row.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::{
    Act, Event, Impact, Merging, OutageId, Priority, Quarrel, Requester, Status, TicketId,
    TicketNumber, Urgency, UserId, Waiting,
};

/// A ticket as it stands: the fold of its history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its row.
    pub id: TicketId,
    /// The number people quote.
    pub number: TicketNumber,
    /// Counts the events; grows by one with each act.
    pub version: i64,
    /// One line.
    pub subject: String,
    /// What happened, in the requester's words.
    pub body: String,
    /// Who needs help.
    pub requester: Requester,
    /// How many people.
    pub impact: Impact,
    /// How urgent.
    pub urgency: Urgency,
    /// From impact × urgency.
    pub priority: Priority,
    /// Where it stands.
    pub status: Status,
    /// For what it waits, when it does; see [`Ticket::waits_at`], because a waiting may be over by itself.
    pub waiting: Option<Waiting>,
    /// What has become of it between units that do not agree whose it is.
    #[serde(default)]
    pub quarrel: Quarrel,
    /// The outage to which it belongs.
    #[serde(default)]
    pub outage: Option<OutageId>,
    /// The ticket as which it goes on, or the duplicates that go on in it.
    #[serde(default)]
    pub merging: Merging,
    /// The unit that holds it; there always is exactly one.
    pub unit: UnitCode,
    /// Who in that unit works on it.
    pub assignee: Option<UserId>,
    /// The provision under which the unit holds it; `None` until it is handed over.
    pub duty: Option<Reference>,
    /// Units that hold or have held it, in order of first holding.
    pub involved: Vec<UnitCode>,
    /// Units that were given a part of the work, in order of the first.
    #[serde(default)]
    pub helpers: Vec<UnitCode>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// When its last event happened.
    pub updated_at: Timestamp,
    /// When it was last solved; `None` while it is open.
    pub resolved_at: Option<Timestamp>,
    /// When it was closed or cancelled.
    pub finished_at: Option<Timestamp>,
}

impl Ticket {
    /// The ticket that a registration makes.
    pub(crate) fn registered(event: &Event) -> Option<Self> {
        let Act::Registered(filed) = &event.act else {
            return None;
        };
        Some(Self {
            id: event.ticket,
            number: filed.number,
            version: event.sequence,
            subject: filed.subject.clone(),
            body: filed.body.clone(),
            requester: filed.requester.clone(),
            impact: filed.impact,
            urgency: filed.urgency,
            priority: filed.priority,
            status: Status::New,
            waiting: None,
            quarrel: Quarrel::default(),
            merging: Merging::default(),
            outage: None,
            unit: filed.unit.clone(),
            assignee: None,
            duty: None,
            involved: vec![filed.unit.clone()],
            helpers: Vec::new(),
            created_at: event.at,
            updated_at: event.at,
            resolved_at: None,
            finished_at: None,
        })
    }

    /// The row after `event`. Checks nothing: decisions are made in `transitions`, and history is
    /// replayed as it happened.
    pub(crate) fn after(&self, event: &Event) -> Self {
        let mut next = self.clone();
        next.version = event.sequence;
        next.updated_at = event.at;
        next.quarrel = self.quarrel.after(event, &self.unit);
        next.waiting = Waiting::after(self.waiting, event);
        next.merging = self.merging.after(event, self.status);
        match &event.act {
            Act::Registered(_)
            | Act::Noted { .. }
            | Act::Paused { .. }
            | Act::Resumed
            | Act::TaskTaken { .. }
            | Act::TaskEnded { .. }
            | Act::Booked(_)
            | Act::BookingEnded { .. }
            | Act::Incident { .. }
            | Act::Absorbed { .. }
            | Act::Released { .. }
            | Act::Heard { .. } => {}
            Act::OutageJoined { outage, .. } => next.outage = Some(*outage),
            Act::OutageLeft { .. } => next.outage = None,
            Act::TaskGiven(work) => {
                if !next.helpers.contains(&work.to) {
                    next.helpers.push(work.to.clone());
                }
            }
            Act::PriorityChanged {
                impact,
                urgency,
                priority,
                ..
            } => {
                next.impact = *impact;
                next.urgency = *urgency;
                next.priority = *priority;
            }
            Act::Claimed | Act::Accepted => {
                next.status = Status::InProgress;
                next.assignee = event.by.user;
            }
            Act::PutDown => next.assignee = None,
            Act::Escalated { to, duty, .. } | Act::Transferred { to, duty, .. } => {
                next.hold(to, Status::HandedOver);
                next.duty = Some(*duty);
            }
            Act::Returned { to, .. } => {
                next.hold(to, Status::Returned);
                next.duty = None;
            }
            Act::Decided { to, duty, .. } => {
                // The unit that has it goes on; the other one is asked to accept it.
                if next.unit != *to {
                    next.hold(to, Status::HandedOver);
                }
                next.duty = Some(*duty);
            }
            Act::Resolved { .. } => {
                next.status = Status::Resolved;
                next.resolved_at = Some(event.at);
                next.assignee = event.by.user.or(self.assignee);
            }
            Act::Reopened { .. } => {
                next.status = if self.assignee.is_some() {
                    Status::InProgress
                } else {
                    Status::New
                };
                next.resolved_at = None;
            }
            Act::Closed => {
                next.status = Status::Closed;
                next.finished_at = Some(event.at);
            }
            Act::Cancelled { .. } => {
                next.status = Status::Cancelled;
                next.finished_at = Some(event.at);
            }
            Act::Merged { .. } => {
                next.status = Status::Merged;
                next.finished_at = Some(event.at);
            }
            Act::Parted { .. } => {
                next.status = self.merging.into.map_or(Status::New, |into| into.was);
                next.finished_at = None;
            }
        }
        next
    }

    fn hold(&mut self, unit: &UnitCode, status: Status) {
        self.unit = unit.clone();
        self.status = status;
        self.assignee = None;
        if !self.involved.contains(unit) {
            self.involved.push(unit.clone());
        }
    }
}
