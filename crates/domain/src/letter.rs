//! Which letters an act calls for. What they say is written by `mail` from fresh data.

use ordinance::UnitCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{EventId, JobId, Ticket, TicketId, UserId};

/// The kind of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// To the requester: filed, under this number.
    Confirmation,
    /// To the second line: the full comment.
    Escalation,
    /// To the competent unit: reason and provision.
    Transfer,
    /// To the first line: came back, with the reason.
    Return,
    /// To the requester: a public note by staff.
    Answer,
    /// To the requester: solved.
    Resolution,
    /// To the holding unit: not solved after all.
    Reopening,
    /// To the requester: for what their ticket waits.
    Pause,
    /// To the holding unit: the answer that was waited for.
    Reply,
    /// To the superior of two units: they do not agree whose the ticket is.
    Arbitration,
    /// To both units: what their superior has decided.
    Ruling,
    /// To the unit that is to do a part of the work.
    Task,
    /// To the other side: what came of it.
    TaskResult,
    /// To the requester: an occasion is booked, called off, or was not served.
    Booking,
    /// To the requester: what is known of the outage to which their tickets belong.
    OutageNews,
    /// To the requester: it presses more or less than before, and what that means for its due times.
    Priority,
    /// To the holding unit: the same.
    PriorityForUnit,
    /// To the requester: closed by itself, some days after it was solved.
    Closing,
    /// To the requester of a duplicate: as which ticket theirs goes on.
    Merge,
    /// To the requester of what was taken for a duplicate: it goes on by itself again.
    Parting,
    /// To whoever a step tells: a clock of one ticket runs down.
    Reminder,
    /// To anybody: what would have been several letters.
    Summary,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [LetterKind; 22] = [
        Self::Confirmation,
        Self::Escalation,
        Self::Transfer,
        Self::Return,
        Self::Answer,
        Self::Resolution,
        Self::Reopening,
        Self::Pause,
        Self::Reply,
        Self::Arbitration,
        Self::Ruling,
        Self::Task,
        Self::TaskResult,
        Self::Booking,
        Self::OutageNews,
        Self::Priority,
        Self::PriorityForUnit,
        Self::Closing,
        Self::Merge,
        Self::Parting,
        Self::Reminder,
        Self::Summary,
    ];

    /// The name in the database: `escalation`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Escalation => "escalation",
            Self::Transfer => "transfer",
            Self::Return => "return",
            Self::Answer => "answer",
            Self::Resolution => "resolution",
            Self::Reopening => "reopening",
            Self::Pause => "pause",
            Self::Reply => "reply",
            Self::Arbitration => "arbitration",
            Self::Ruling => "ruling",
            Self::Task => "task",
            Self::TaskResult => "task_result",
            Self::Booking => "booking",
            Self::OutageNews => "outage_news",
            Self::Priority => "priority",
            Self::PriorityForUnit => "priority_for_unit",
            Self::Closing => "closing",
            Self::Merge => "merge",
            Self::Parting => "parting",
            Self::Reminder => "reminder",
            Self::Summary => "summary",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// To whom a letter goes; the address is looked up when it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", content = "unit", rename_all = "snake_case")]
pub enum Recipient {
    /// The ticket's requester.
    Requester,
    /// The requester of a duplicate that goes on in the ticket.
    RequesterOf(TicketId),
    /// A unit's own address (`config/units.toml`).
    Unit(UnitCode),
    /// Whoever decides between the two units that do not agree (`config/people.toml`).
    Arbiter,
    /// A person with an account, at their own address.
    Person(UserId),
    /// Somebody of `config/people.toml`, by their short name.
    Official(String),
}

/// A letter to be sent because of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its job, also its Message-ID; the same event, kind and recipient always give the same id.
    pub id: JobId,
    /// What it is.
    pub kind: LetterKind,
    /// To whom.
    pub to: Recipient,
}

impl Letter {
    /// The letters that `event` calls for to everybody who asked for the ticket, each address once.
    pub fn to_requesters(event: EventId, kind: LetterKind, ticket: &Ticket) -> Vec<Self> {
        let to = ticket.requesters().into_iter();
        to.map(|to| Self::new(event, kind, to)).collect()
    }

    /// The letter that `event` calls for.
    pub fn new(event: EventId, kind: LetterKind, to: Recipient) -> Self {
        let name = match &to {
            Recipient::Requester => format!("{}/requester", kind.as_str()),
            Recipient::RequesterOf(ticket) => format!("{}/requester:{ticket}", kind.as_str()),
            Recipient::Unit(unit) => format!("{}/{unit}", kind.as_str()),
            Recipient::Person(person) => format!("{}/account:{person}", kind.as_str()),
            Recipient::Official(official) => format!("{}/official:{official}", kind.as_str()),
            Recipient::Arbiter => format!("{}/arbiter", kind.as_str()),
        };
        Self {
            id: JobId(Uuid::new_v5(&event.0, name.as_bytes())),
            kind,
            to,
        }
    }
}
