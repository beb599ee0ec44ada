//! What a step has to tell, until it is told in a letter.

use jiff::Timestamp;
use uuid::Uuid;

use super::StepKey;
use crate::{EventId, JobId, LetterKind, Recipient, TicketId};

/// Something to tell somebody; it becomes a letter alone or together with others of its lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The ticket.
    pub ticket: TicketId,
    /// Whom to tell.
    pub to: Recipient,
    /// With which others it may share a letter.
    pub lane: Lane,
    /// What.
    pub about: About,
    /// When there was something to tell.
    pub created_at: Timestamp,
    /// Not told before.
    pub release_at: Timestamp,
}

/// What a notice tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A step.
    Step(StepKey),
    /// A letter that was not sent alone, because there were too many.
    Letter(JobId),
}

/// Notices of one lane to one recipient become one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Of a security incident: told at once, day and night.
    Security,
    /// Told in office hours.
    Office,
    /// Told when the office opens, to those who want it so.
    Morning,
    /// Letters of one kind, beyond what an address gets within the time set.
    Capped(LetterKind),
}

impl Lane {
    /// The name in the database: `office`, `capped/escalation`.
    pub fn name(self) -> String {
        match self {
            Self::Security => "security".to_owned(),
            Self::Office => "office".to_owned(),
            Self::Morning => "morning".to_owned(),
            Self::Capped(kind) => format!("capped/{}", kind.as_str()),
        }
    }

    /// The lane of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "security" => Some(Self::Security),
            "office" => Some(Self::Office),
            "morning" => Some(Self::Morning),
            other => LetterKind::from_name(other.strip_prefix("capped/")?).map(Self::Capped),
        }
    }
}

impl Notice {
    /// Its row: what is told and to whom always give the same.
    pub fn id(&self) -> Uuid {
        let to = match &self.to {
            Recipient::Requester => "requester".to_owned(),
            Recipient::RequesterOf(ticket) => format!("requester:{ticket}"),
            Recipient::Arbiter => "arbiter".to_owned(),
            Recipient::Unit(unit) => format!("unit:{unit}"),
            Recipient::Person(person) => format!("account:{person}"),
            Recipient::Official(official) => format!("official:{official}"),
        };
        let name = match &self.about {
            About::Step(key) => format!("{key}/{to}"),
            About::Letter(job) => format!("letter/{job}"),
        };
        Uuid::new_v5(&self.ticket.0, name.as_bytes())
    }
}

/// The letter that tells notices of which this is the first; the same for whoever gathers them.
pub fn letter_of(first: Uuid) -> JobId {
    JobId(Uuid::new_v5(&first, b"letter"))
}

/// The event by which a ticket of this version closes by itself; the same for whoever closes it.
pub fn closing_event(ticket: TicketId, version: i64) -> EventId {
    EventId(Uuid::new_v5(
        &ticket.0,
        format!("closing/{version}").as_bytes(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_reads_back() {
        let capped = LetterKind::ALL.map(Lane::Capped);
        for lane in [Lane::Security, Lane::Office, Lane::Morning]
            .into_iter()
            .chain(capped)
        {
            assert_eq!(Lane::from_name(&lane.name()), Some(lane));
        }
        assert_eq!(Lane::from_name("capped/pigeon"), None);
    }
}
