//! Sending a ticket back to the first line, and saying what was wrong with the hand-over.

use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::transitions::required;
use crate::{
    Act, Author, Change, Desk, FieldError, FieldFault, LetterKind, Moment, Recipient, Refusal,
    Status, Ticket,
};

/// A part of the full comment (§ 8 pkt 2 lit. b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentPart {
    /// What the requester sees going wrong.
    Symptoms,
    /// What the first line has tried.
    Tried,
    /// Why the first line could not solve it.
    WhyNotSolved,
    /// How to reach the requester.
    Contact,
}

impl CommentPart {
    /// Every part, in the order of the form.
    pub const ALL: [Self; 4] = [
        Self::Symptoms,
        Self::Tried,
        Self::WhyNotSolved,
        Self::Contact,
    ];

    /// The name in the database, the API and forms: `why_not_solved`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Symptoms => "symptoms",
            Self::Tried => "tried",
            Self::WhyNotSolved => "why_not_solved",
            Self::Contact => "contact",
        }
    }

    /// The part with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == name)
    }
}

/// What was wrong with the hand-over; counted, so that the first line learns from it (§ 8 pkt 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum ReturnCause {
    /// Parts of the full comment say too little to start with.
    IncompleteComment {
        /// Which; each once, in the order of the form, at least one.
        parts: Vec<CommentPart>,
    },
    /// The matter is another unit's.
    NotCompetent {
        /// Whose.
        unit: UnitCode,
        /// By which of its duties.
        duty: Reference,
    },
}

impl ReturnCause {
    /// The name in the API and forms: `not_competent`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::IncompleteComment { .. } => "incomplete_comment",
            Self::NotCompetent { .. } => "not_competent",
        }
    }
}

impl Ticket {
    /// Sends the ticket back to the first line with a reason.
    ///
    /// # Errors
    /// [`Refusal::NothingToReturn`] when the first line holds it, [`Refusal::AwaitsDecision`],
    /// [`Refusal::Settled`], [`Refusal::Fields`] (`reason`), [`Refusal::Finished`],
    /// [`Refusal::WrongStatus`].
    pub fn give_back(
        &self,
        reason: &str,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.give_back_for(None, reason, desk, by, moment)
    }

    /// Sends the ticket back to the first line with a reason and, when there is one, the fault of the
    /// hand-over.
    ///
    /// # Errors
    /// Those of [`Ticket::give_back`]; for an incomplete comment [`Refusal::NoFullComment`] unless the
    /// second line holds it, [`Refusal::Fields`] (`parts`) when no part is named; for another unit's
    /// matter [`Refusal::AlreadyThere`] when it is the holding unit's own, [`Refusal::UnknownUnit`],
    /// [`Refusal::UnknownDuty`], [`Refusal::ForeignDuty`].
    pub fn give_back_for(
        &self,
        cause: Option<ReturnCause>,
        reason: &str,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        if self.unit == *desk.first_line() {
            return Err(Refusal::NothingToReturn);
        }
        self.in_status(&[Status::New, Status::HandedOver, Status::InProgress])?;
        self.quarrel.allows(&self.unit, desk.first_line())?;
        let cause = cause.map(|cause| self.sound(cause, desk)).transpose()?;
        let reason = required("reason", reason)?;
        let first_line = desk.first_line().clone();
        let act = Act::Returned {
            to: first_line.clone(),
            reason,
            cause,
        };
        let mut change = self.change(act, by, moment);
        change.write(LetterKind::Return, Recipient::Unit(first_line));
        Ok(change.ask_the_arbiter(self))
    }

    fn sound(&self, cause: ReturnCause, desk: &Desk) -> Result<ReturnCause, Refusal> {
        match cause {
            ReturnCause::IncompleteComment { mut parts } => {
                if !desk.is_second_line(&self.unit) {
                    return Err(Refusal::NoFullComment {
                        unit: self.unit.clone(),
                    });
                }
                parts.sort_unstable();
                parts.dedup();
                if parts.is_empty() {
                    return Err(Refusal::Fields(vec![FieldError {
                        field: "parts",
                        fault: FieldFault::Missing,
                    }]));
                }
                Ok(ReturnCause::IncompleteComment { parts })
            }
            ReturnCause::NotCompetent { unit, duty } => {
                desk.known(&unit)?;
                if unit == self.unit {
                    return Err(Refusal::AlreadyThere { unit });
                }
                desk.duty_of(&unit, duty)?;
                Ok(ReturnCause::NotCompetent { unit, duty })
            }
        }
    }
}
