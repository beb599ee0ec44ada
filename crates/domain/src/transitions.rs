//! The acts: from a ticket, an author and a moment to a change, or a named refusal.

use ordinance::{Reference, UnitCode};

use crate::text::{Faults, TEXT_LIMIT};
use crate::{
    Act, Author, Change, Channel, Desk, Event, FieldError, FullComment, Impact, Letter, LetterKind,
    MergeRefusal, Moment, PriorityMatrix, Recipient, Refusal, Registration, Requester,
    SecondLineUnit, Status, Suggestion, Ticket, TicketId, TicketNumber, Urgency, Visibility,
    registration, waiting,
};

/// What is needed to file a ticket.
pub struct Filing<'a> {
    /// A fresh id.
    pub id: TicketId,
    /// The next number of the year, taken in the same transaction.
    pub number: TicketNumber,
    /// One line.
    pub subject: &'a str,
    /// What happened.
    pub body: &'a str,
    /// Who needs help.
    pub requester: Requester,
    /// How many people.
    pub impact: Impact,
    /// How urgent.
    pub urgency: Urgency,
    /// What the matcher says.
    pub suggestion: Option<Suggestion>,
}

impl Ticket {
    /// What has to be mended before the ticket can be filed; empty when it can. Lets a page say
    /// everything at once, before a number is taken.
    pub fn faults(subject: &str, body: &str, requester: &Requester) -> Vec<FieldError> {
        Self::faults_by(Channel::Written, subject, body, requester)
    }

    /// The same for a ticket that comes by `channel`.
    pub fn faults_by(
        channel: Channel,
        subject: &str,
        body: &str,
        requester: &Requester,
    ) -> Vec<FieldError> {
        let checked = requester.clone().checked_for(channel);
        let mut faults = checked.err().unwrap_or_default();
        faults.extend(
            registration::checked_text(subject, body)
                .err()
                .unwrap_or_default(),
        );
        faults
    }

    /// Files a ticket: held by the first line, new, with a confirmation to the requester.
    ///
    /// # Errors
    /// [`Refusal::Fields`] naming every field to mend.
    pub fn register(
        filing: Filing<'_>,
        desk: &Desk,
        matrix: &PriorityMatrix,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        Self::register_by(Channel::Written, filing, desk, matrix, by, moment)
    }

    /// The same for a ticket that comes by `channel`; without a confirmation to a caller who has no
    /// e-mail address.
    ///
    /// # Errors
    /// As [`Ticket::register`].
    pub fn register_by(
        channel: Channel,
        filing: Filing<'_>,
        desk: &Desk,
        matrix: &PriorityMatrix,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        let Filing { subject, body, .. } = filing;
        let faults = Self::faults_by(channel, subject, body, &filing.requester);
        if !faults.is_empty() {
            return Err(Refusal::Fields(faults));
        }
        let (subject, body) = registration::checked_text(subject, body)?;
        let registered = Registration {
            number: filing.number,
            unit: desk.first_line().clone(),
            subject,
            body,
            requester: filing.requester.checked_for(channel)?,
            impact: filing.impact,
            urgency: filing.urgency,
            priority: matrix.priority(filing.impact, filing.urgency),
            channel,
        };
        let event = Event {
            id: moment.event,
            ticket: filing.id,
            sequence: 1,
            at: moment.now,
            by,
            act: Act::Registered(Box::new(registered)),
        };
        // The event is a registration, so there is a ticket; the error is unreachable by construction.
        let ticket = Self::registered(&event).ok_or(Refusal::WrongStatus {
            status: Status::New,
        })?;
        let letters = Letter::to_requesters(event.id, LetterKind::Confirmation, &ticket);
        Ok(Change {
            before: None,
            ticket,
            event,
            letters,
            suggestion: filing.suggestion,
            choice: None,
        })
    }

    /// Takes the ticket up, or over from a colleague of the same unit.
    ///
    /// # Errors
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`] (a handed-over ticket is accepted instead),
    /// [`Refusal::AlreadyYours`].
    pub fn claim(&self, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[Status::New, Status::InProgress, Status::Returned])?;
        if self.assignee.is_some() && self.assignee == by.user {
            return Err(Refusal::AlreadyYours);
        }
        Ok(self.change(Act::Claimed, by, moment))
    }

    /// Puts the ticket down for the colleagues of the unit: nobody works on it until somebody takes it up.
    ///
    /// # Errors
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`] unless it is in progress, [`Refusal::NobodysYet`]
    /// when nobody works on it.
    pub fn put_down(&self, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[Status::InProgress])?;
        if self.assignee.is_none() {
            return Err(Refusal::NobodysYet);
        }
        Ok(self.change(Act::PutDown, by, moment))
    }

    /// Adds a note. A public note by staff is also sent to the requester; the answer of a requester who
    /// was waited for ends the waiting and is sent to the holding unit.
    ///
    /// # Errors
    /// [`Refusal::Finished`], [`Refusal::Fields`] (`text`).
    pub fn note(
        &self,
        visibility: Visibility,
        text: &str,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        let text = required("text", text)?;
        let staff = by.unit.is_some();
        let answer = waiting::answers(self.waiting, visibility, &by);
        let mut change = self.change(Act::Noted { visibility, text }, by, moment);
        if staff && visibility == Visibility::Public {
            change.write_to_requesters(LetterKind::Answer);
        }
        if answer {
            change.write(LetterKind::Reply, Recipient::Unit(self.unit.clone()));
        }
        Ok(change)
    }

    /// Hands the ticket to the second line with a full comment (§ 8 pkt 2 lit. b).
    ///
    /// # Errors
    /// [`Refusal::NotFirstLine`] when another unit holds the ticket, [`Refusal::UnknownDuty`] or
    /// [`Refusal::ForeignDuty`] for the provision, [`Refusal::AwaitsDecision`], [`Refusal::Settled`],
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`].
    pub fn escalate(
        &self,
        to: &SecondLineUnit,
        duty: Reference,
        comment: FullComment,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.in_status(&[Status::New, Status::InProgress, Status::Returned])?;
        if self.unit != *desk.first_line() {
            return Err(Refusal::NotFirstLine {
                unit: self.unit.clone(),
            });
        }
        self.quarrel.allows(&self.unit, to.code())?;
        desk.duty_of(to.code(), duty)?;
        let mut change = self.change(
            Act::Escalated {
                to: to.code().clone(),
                duty,
                comment,
            },
            by,
            moment,
        );
        change.write(LetterKind::Escalation, Recipient::Unit(to.code().clone()));
        Ok(change.ask_the_arbiter(self))
    }

    /// Hands the ticket to the competent unit, with a reason and a provision of that unit.
    ///
    /// # Errors
    /// [`Refusal::NeedsEscalation`] from the first line to a second-line unit,
    /// [`Refusal::AlreadyThere`], [`Refusal::UnknownUnit`], [`Refusal::UnknownDuty`],
    /// [`Refusal::ForeignDuty`], [`Refusal::AwaitsDecision`], [`Refusal::Settled`],
    /// [`Refusal::Fields`] (`reason`), [`Refusal::Finished`], [`Refusal::WrongStatus`].
    pub fn transfer(
        &self,
        to: &UnitCode,
        reason: &str,
        duty: Reference,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.in_status(&[
            Status::New,
            Status::InProgress,
            Status::Returned,
            Status::HandedOver,
        ])?;
        desk.known(to)?;
        if self.unit == *to {
            return Err(Refusal::AlreadyThere { unit: to.clone() });
        }
        if self.unit == *desk.first_line() && desk.is_second_line(to) {
            return Err(Refusal::NeedsEscalation { unit: to.clone() });
        }
        self.quarrel.allows(&self.unit, to)?;
        desk.duty_of(to, duty)?;
        let reason = required("reason", reason)?;
        let mut change = self.change(
            Act::Transferred {
                to: to.clone(),
                reason,
                duty,
            },
            by,
            moment,
        );
        change.write(LetterKind::Transfer, Recipient::Unit(to.clone()));
        Ok(change.ask_the_arbiter(self))
    }

    /// Takes a handed-over ticket for the holding unit; the author works on it from now on.
    ///
    /// # Errors
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`] unless it is handed over.
    pub fn accept(&self, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[Status::HandedOver])?;
        Ok(self.change(Act::Accepted, by, moment))
    }

    /// Solves the ticket; the requester gets the solution and may reopen.
    ///
    /// # Errors
    /// [`Refusal::Fields`] (`solution`), [`Refusal::Finished`], [`Refusal::WrongStatus`] when it
    /// already is solved.
    pub fn resolve(&self, solution: &str, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[
            Status::New,
            Status::InProgress,
            Status::Returned,
            Status::HandedOver,
        ])?;
        let solution = required("solution", solution)?;
        let mut change = self.change(Act::Resolved { solution }, by, moment);
        change.write_to_requesters(LetterKind::Resolution);
        Ok(change)
    }

    /// Opens a solved ticket again; the unit that solved it holds it on.
    ///
    /// # Errors
    /// [`Refusal::Fields`] (`reason`), [`Refusal::Finished`], [`Refusal::WrongStatus`] unless solved.
    pub fn reopen(&self, reason: &str, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[Status::Resolved])?;
        let reason = required("reason", reason)?;
        let mut change = self.change(Act::Reopened { reason }, by, moment);
        change.write(LetterKind::Reopening, Recipient::Unit(self.unit.clone()));
        Ok(change)
    }

    /// Finishes a solved ticket.
    ///
    /// # Errors
    /// [`Refusal::Finished`], [`Refusal::WrongStatus`] unless solved.
    pub fn close(&self, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[Status::Resolved])?;
        Ok(self.change(Act::Closed, by, moment))
    }

    /// Ends an open ticket without a solution.
    ///
    /// # Errors
    /// [`Refusal::Fields`] (`reason`), [`Refusal::Finished`], [`Refusal::WrongStatus`] when solved.
    pub fn cancel(&self, reason: &str, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.in_status(&[
            Status::New,
            Status::InProgress,
            Status::Returned,
            Status::HandedOver,
        ])?;
        let reason = required("reason", reason)?;
        Ok(self.change(Act::Cancelled { reason }, by, moment))
    }

    pub(crate) fn unfinished(&self) -> Result<(), Refusal> {
        if let Some(into) = self.merging.into {
            let into = into.number;
            Err(Refusal::Merge(MergeRefusal::Merged { into }))
        } else if self.status.is_final() {
            Err(Refusal::Finished {
                status: self.status,
            })
        } else {
            Ok(())
        }
    }

    pub(crate) fn in_status(&self, allowed: &[Status]) -> Result<(), Refusal> {
        self.unfinished()?;
        if allowed.contains(&self.status) {
            Ok(())
        } else {
            Err(Refusal::WrongStatus {
                status: self.status,
            })
        }
    }

    pub(crate) fn change(&self, act: Act, by: Author, moment: Moment) -> Change {
        // A clock that steps back must not put an event before the one it follows.
        let at = moment.now.max(self.updated_at);
        let event = Event {
            id: moment.event,
            ticket: self.id,
            sequence: self.version + 1,
            at,
            by,
            act,
        };
        Change {
            before: Some(self.version),
            ticket: self.after(&event),
            event,
            letters: Vec::new(),
            suggestion: None,
            choice: None,
        }
    }
}

impl Change {
    pub(crate) fn write(&mut self, kind: LetterKind, to: Recipient) {
        self.letters.push(Letter::new(self.event.id, kind, to));
    }

    /// The change without a letter of this kind: another one that is written at the same time says more.
    #[must_use]
    pub fn without_letter(mut self, kind: LetterKind) -> Self {
        self.letters.retain(|letter| letter.kind != kind);
        self
    }

    /// To the requester of this ticket alone, when they have an address.
    pub(crate) fn write_to_requester(&mut self, kind: LetterKind) {
        if self.ticket.requester.has_address() {
            self.write(kind, Recipient::Requester);
        }
    }

    /// To everybody who asked for the ticket.
    pub(crate) fn write_to_requesters(&mut self, kind: LetterKind) {
        let letters = Letter::to_requesters(self.event.id, kind, &self.ticket);
        self.letters.extend(letters);
    }
}

pub(crate) fn required(field: &'static str, text: &str) -> Result<String, Refusal> {
    let mut faults = Faults::default();
    let clean = faults.required(field, text, TEXT_LIMIT);
    Ok(faults.finish(clean)?)
}
