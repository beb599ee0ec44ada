//! Waiting, going on, and pressing more or less.

use jiff::{Timestamp, ToSpan};

use crate::transitions::required;
use crate::{
    Act, Author, Change, FieldError, FieldFault, Impact, Letter, LetterKind, Moment,
    PriorityMatrix, Recipient, Refusal, Status, Ticket, Urgency, WaitingFor,
};

/// Statuses in which somebody of the holding unit could work, so that waiting means something. A
/// ticket that was handed over is accepted first.
pub(crate) const WORKED_ON: [Status; 3] = [Status::New, Status::InProgress, Status::Returned];

impl Ticket {
    /// Whether the ticket waits at this moment: its clocks stand still.
    pub fn waits_at(&self, now: Timestamp) -> bool {
        self.waiting.is_some_and(|waiting| waiting.lasts_at(now))
    }

    /// Lets the ticket wait. `reason` is read by the requester, who gets it in a letter; `until` is the
    /// moment at which the waiting is over by itself, and must be given for [`WaitingFor::Date`]. Pausing
    /// a ticket that waits already says anew for what.
    ///
    /// # Errors
    /// [`Refusal::Fields`] (`reason`, `until`: missing, past, or more than a year ahead),
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`].
    pub fn pause(
        &self,
        why: WaitingFor,
        until: Option<Timestamp>,
        reason: &str,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.in_status(&WORKED_ON)?;
        let (reason, until) = both(
            required("reason", reason),
            sound_until(why, until, moment.now),
        )?;
        let mut change = self.change(Act::Paused { why, until, reason }, by, moment);
        change.write_to_requesters(LetterKind::Pause);
        Ok(change)
    }

    /// Goes on with a ticket that waits.
    ///
    /// # Errors
    /// [`Refusal::NotWaiting`], [`Refusal::Finished`].
    pub fn resume(&self, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.unfinished()?;
        if self.waiting.is_none() {
            return Err(Refusal::NotWaiting);
        }
        Ok(self.change(Act::Resumed, by, moment))
    }

    /// Changes impact and urgency, and with them the priority. When that is another one, whoever asked gets a
    /// letter, and so does the holding unit if somebody else changed it.
    ///
    /// # Errors
    /// [`Refusal::SamePriority`] when both already are so, [`Refusal::Fields`] (`reason`),
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`] when it is solved.
    pub fn change_priority(
        &self,
        impact: Impact,
        urgency: Urgency,
        reason: &str,
        matrix: &PriorityMatrix,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.in_status(&[
            Status::New,
            Status::InProgress,
            Status::Returned,
            Status::HandedOver,
        ])?;
        let reason = required("reason", reason)?;
        if (impact, urgency) == (self.impact, self.urgency) {
            return Err(Refusal::SamePriority);
        }
        let priority = matrix.priority(impact, urgency);
        let act = Act::PriorityChanged {
            impact,
            urgency,
            priority,
            reason,
        };
        let by_holder = by.unit.as_ref() == Some(&self.unit);
        let mut change = self.change(act, by, moment);
        if priority != self.priority {
            let all = Letter::to_requesters(moment.event, LetterKind::Priority, self);
            change.letters.extend(all);
            if !by_holder {
                change.write(
                    LetterKind::PriorityForUnit,
                    Recipient::Unit(self.unit.clone()),
                );
            }
        }
        Ok(change)
    }
}

fn sound_until(
    why: WaitingFor,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let fault = |fault| {
        Refusal::Fields(vec![FieldError {
            field: "until",
            fault,
        }])
    };
    let Some(until) = until else {
        return match why {
            WaitingFor::Date => Err(fault(FieldFault::Missing)),
            WaitingFor::Requester | WaitingFor::Supplier => Ok(None),
        };
    };
    let last = now.saturating_add((366 * 24).hours()).unwrap_or(now);
    if until <= now || until > last {
        return Err(fault(FieldFault::NotWithinAYear));
    }
    Ok(Some(until))
}

/// Both, or everything that is wrong with either.
fn both<A, B>(one: Result<A, Refusal>, other: Result<B, Refusal>) -> Result<(A, B), Refusal> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(Refusal::Fields(mut faults)), Err(Refusal::Fields(more))) => {
            faults.extend(more);
            Err(Refusal::Fields(faults))
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    }
}
