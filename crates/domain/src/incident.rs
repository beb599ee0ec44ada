//! What a law demands of a security incident (§ 7 pkt 5): its report to the national CSIRT, and to the
//! data-protection office when personal data leaked.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::clock::{ClockKind, ClockState, Clocks};
use crate::text::{Faults, Need, SHORT_LIMIT, TEXT_LIMIT};
use crate::{Act, Author, Change, Event, FieldFault, Moment, Refusal, Status, Ticket};

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
    /// It was found that it need not be reported, so its time ends.
    NotNeeded {
        /// To whom.
        to: Authority,
        /// Why.
        reason: String,
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
    let since = |event: &&Event| event.sequence > csirt.key.start;
    let spared = history.iter().filter(since).any(|event| {
        matches!(
            &event.act,
            Act::Incident {
                step: IncidentStep::NotNeeded {
                    to: Authority::Csirt,
                    ..
                },
            }
        )
    });
    let is_over = matches!(csirt.state, ClockState::Stopped { .. });
    if is_over && !spared {
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

impl Incident {
    fn awaits(self, to: Authority) -> bool {
        match to {
            Authority::Csirt => self.awaits_csirt,
            Authority::DataProtection => self.awaits_data_protection,
        }
    }
}

impl Ticket {
    /// A closed ticket may still be an incident, one that was withdrawn or goes on as another may not.
    fn may_be_incident(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Closed => Ok(()),
            _ => self.unfinished(),
        }
    }

    /// Notes that the incident was reported, under `reference`, at `reported_at`; its clock is met at that
    /// moment. Also when the ticket is closed: the law does not ask whether it is solved.
    ///
    /// # Errors
    /// [`Refusal::NoIncident`] when no such report is due, [`Refusal::Fields`] (`reference`;
    /// `reported_at` before the ticket was filed or after now), [`Refusal::Finished`] when it was cancelled
    /// or merged.
    pub fn report_incident(
        &self,
        incident: Option<Incident>,
        (to, reference, reported_at): (Authority, &str, Timestamp),
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.may_be_incident()?;
        if !incident.is_some_and(|incident| incident.awaits(to)) {
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

    /// Notes that the incident need not be reported there, and why. Also when the ticket is closed.
    ///
    /// # Errors
    /// [`Refusal::NoIncident`] when no such report is due, [`Refusal::Fields`] (`reason`),
    /// [`Refusal::Finished`] when it was cancelled or merged.
    pub fn spare_report(
        &self,
        incident: Option<Incident>,
        (to, reason): (Authority, &str),
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.may_be_incident()?;
        if !incident.is_some_and(|incident| incident.awaits(to)) {
            return Err(Refusal::NoIncident);
        }
        let mut faults = Faults::default();
        let reason = faults.required("reason", reason, TEXT_LIMIT);
        let step = faults.finish(IncidentStep::NotNeeded { to, reason })?;
        Ok(self.change(Act::Incident { step }, by, moment))
    }

    /// Notes whether personal data leaked. Also when the ticket is closed.
    ///
    /// # Errors
    /// [`Refusal::NoIncident`] when the ticket is none or this was said already,
    /// [`Refusal::Finished`] when it was cancelled or merged.
    pub fn note_leak(
        &self,
        incident: Option<Incident>,
        leaked: Leak,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.may_be_incident()?;
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
