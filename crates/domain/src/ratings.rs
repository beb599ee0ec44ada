//! What a requester says of a solution: one word, and a remark if they like.
//!
//! A rating is no act: it changes nothing about the ticket, so it needs no version and disturbs nobody who
//! works on it. It belongs to the event that solved the ticket; a ticket that was opened again and solved
//! again is rated again, and what was said before stays.

use jiff::Timestamp;
use ordinance::UnitCode;
use serde::{Deserialize, Serialize};

use crate::text::Faults;
use crate::{ActKind, Event, EventId, Refusal, Status, Ticket, TicketId};

/// Longest remark, in characters.
pub const REMARK_LIMIT: usize = 2_000;

/// How well a ticket was solved, in the requester's eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Well.
    Good,
    /// Neither well nor badly.
    Fair,
    /// Badly.
    Bad,
}

impl Grade {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Good, Self::Fair, Self::Bad];

    /// The name in forms, the API and the database: `good`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Bad => "bad",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// What the requester said of one solution. It names nobody: whose it is only the ticket tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The ticket.
    pub ticket: TicketId,
    /// The event that solved it.
    pub solution: EventId,
    /// The unit that solved it.
    pub unit: UnitCode,
    /// How well.
    pub grade: Grade,
    /// In the requester's words; may be empty.
    pub remark: String,
    /// When they first said so.
    pub rated_at: Timestamp,
    /// When they last changed their mind; `rated_at` when they did not.
    pub changed_at: Timestamp,
}

impl Ticket {
    /// The solution that its requester may rate now, with what they said of it already.
    ///
    /// `history` is the ticket's, `given` all its ratings.
    ///
    /// # Errors
    /// [`Refusal::WrongStatus`] while it is not solved, [`Refusal::Finished`] once it is closed and rated.
    pub fn to_rate<'r>(
        &self,
        history: &[Event],
        given: &'r [Rating],
    ) -> Result<(EventId, Option<&'r Rating>), Refusal> {
        let status = self.status;
        let solution = history
            .iter()
            .rfind(|event| event.act.kind() == ActKind::Resolved)
            .filter(|_| matches!(status, Status::Resolved | Status::Closed))
            .ok_or(Refusal::WrongStatus { status })?;
        let said = given.iter().find(|one| one.solution == solution.id);
        if status == Status::Closed && said.is_some() {
            return Err(Refusal::Finished { status });
        }
        Ok((solution.id, said))
    }

    /// Rates the solution: for the first time as long as the ticket stays solved, even closed; anew until
    /// it is closed.
    ///
    /// # Errors
    /// As [`Ticket::to_rate`]; [`Refusal::Fields`] for a `remark` above [`REMARK_LIMIT`] characters.
    pub fn rate(
        &self,
        history: &[Event],
        given: &[Rating],
        grade: Grade,
        remark: &str,
        now: Timestamp,
    ) -> Result<Rating, Refusal> {
        let (solution, said) = self.to_rate(history, given)?;
        let mut faults = Faults::default();
        let remark = faults.optional("remark", remark, REMARK_LIMIT);
        let remark = faults.finish(remark)?;
        let rated_at = said.map_or(now, |said| said.rated_at);
        Ok(Rating {
            ticket: self.id,
            solution,
            unit: self.unit.clone(),
            grade,
            remark,
            rated_at,
            changed_at: now.max(rated_at),
        })
    }
}
