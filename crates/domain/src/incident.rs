//! What a law demands of a security incident (§ 7 pkt 5): its report to the national CSIRT, and to the
//! data-protection office when personal data leaked.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::{ClockKind, ClockState, Clocks};
use crate::text::{Faults, Need, SHORT_LIMIT};
use crate::{Act, Author, Change, Event, FieldFault, Moment, Refusal, Ticket};

/// To whom an incident is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The national CSIRT.
    Csirt,
    /// The data-protection office.
    DataProtection,
}

impl Authority {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csirt, Self::DataProtection];

    /// The name in the API and in forms: `csirt`.
    pub fn as_str(self) -> &'static str {
        self.clock().as_str()
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// The clock that the report stops.
    pub fn clock(self) -> ClockKind {
        match self {
            Self::Csirt => ClockKind::Csirt,
            Self::DataProtection => ClockKind::DataProtection,
        }
    }
}

/// What was done about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum IncidentStep {
    /// It was reported.
    Reported {
        /// To whom.
        to: Authority,
        /// Under which number they know it.
        reference: String,
        /// When; may be earlier than the moment at which it was noted here.
        reported_at: Timestamp,
    },
    /// It was found out whether personal data leaked; if so, the time for the data-protection office
    /// begins.
    DataLeak {
        /// Whether they did.
        leaked: bool,
    },
}

/// An incident as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Whether it still has to be reported to the national CSIRT.
    pub awaits_csirt: bool,
    /// Whether it still has to be reported to the data-protection office.
    pub awaits_data_protection: bool,
    /// Whether personal data leaked; `None` until somebody has said.
    pub leaked: Option<bool>,
}

/// The incident that a ticket is now; `None` when it is none.
pub fn incident(history: &[Event], clocks: &Clocks) -> Option<Incident> {
    let csirt = clocks.last(ClockKind::Csirt)?;
    if matches!(csirt.state, ClockState::Stopped { .. }) {
        return None;
    }
    let said = history.iter().rev().find_map(|event| match event.act {
        Act::Incident {
            step: IncidentStep::DataLeak { leaked },
        } if event.sequence > csirt.key.start => Some(leaked),
        _ => None,
    });
    let office = clocks.last(ClockKind::DataProtection);
    Some(Incident {
        awaits_csirt: csirt.is_live(),
        awaits_data_protection: office.is_some_and(crate::clock::Clock::is_live),
        leaked: said,
    })
}

impl Ticket {
    /// Notes that the incident was reported, under `reference`, at `reported_at`; its clock is met at that
    /// moment.
    ///
    /// # Errors
    /// [`Refusal::NoIncident`] when no such report is due, [`Refusal::Fields`] (`reference`;
    /// `reported_at` before the ticket was filed or after now), [`Refusal::Finished`].
    pub fn report_incident(
        &self,
        incident: Option<Incident>,
        (to, reference, reported_at): (Authority, &str, Timestamp),
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        let awaited = incident.is_some_and(|incident| match to {
            Authority::Csirt => incident.awaits_csirt,
            Authority::DataProtection => incident.awaits_data_protection,
        });
        if !awaited {
            return Err(Refusal::NoIncident);
        }
        let mut faults = Faults::default();
        let reference = faults.line("reference", reference, SHORT_LIMIT, Need::Required);
        let filed = self.created_at.as_second();
        if reported_at > moment.now || reported_at.as_second() < filed - filed % 60 {
            faults.note("reported_at", FieldFault::NotSinceFiled);
        }
        let step = faults.finish(IncidentStep::Reported {
            to,
            reference,
            reported_at,
        })?;
        Ok(self.change(Act::Incident { step }, by, moment))
    }

    /// Notes whether personal data leaked.
    ///
    /// # Errors
    /// [`Refusal::NoIncident`] when the ticket is none or this was said already,
    /// [`Refusal::Finished`].
    pub fn note_leak(
        &self,
        incident: Option<Incident>,
        leaked: Leak,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        let leaked = leaked == Leak::Yes;
        if incident.is_none_or(|incident| incident.leaked == Some(leaked)) {
            return Err(Refusal::NoIncident);
        }
        let step = IncidentStep::DataLeak { leaked };
        Ok(self.change(Act::Incident { step }, by, moment))
    }
}

/// Whether personal data leaked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leak {
    /// They did.
    Yes,
    /// They did not.
    No,
}

impl Leak {
    /// `yes` or `no`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            _ => None,
        }
    }
}
