//! Which facts a letter shows: from a ticket, its history and the ordinance. Pure.

use domain::{
    Act, CommentPart, Desk, Event, EventId, LetterKind, Pair, ReturnCause, Suggestion, Ticket,
};
use mail::{
    Answer, Arbitration, Basis, BookingLetter, Case, Closing, Confirmation, Content, Escalation,
    HistoryEntry, Merge, Page, Parting, Pause, PriorityForUnit, PriorityLetter, Reopening, Reply,
    Resolution, Return, Ruling, TaskLetter, TaskResult, Transfer, UnitName, Writer,
};
use ordinance::{Reference, UnitCode};

use texts::Texts;

use crate::clockwork::Clockwork;
use crate::priority::Reader;
use crate::undeliverable::Undeliverable;

/// Everything a letter is written from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) ticket: &'a Ticket,
    /// The ticket of whoever gets a letter for requesters: this one, or a duplicate that goes on in it.
    pub(crate) own: &'a Ticket,
    pub(crate) history: &'a [Event],
    pub(crate) suggestion: Option<&'a Suggestion>,
    /// Where staff see the ticket.
    pub(crate) desk_url: &'a str,
    /// The sentences, for due times.
    pub(crate) texts: Texts,
    /// By what clocks run, to say when a solved ticket closes by itself.
    pub(crate) clockwork: Option<&'a Clockwork>,
}

impl Source<'_> {
    /// The event that called for a letter.
    pub(crate) fn event(&self, id: EventId) -> Result<&Event, Undeliverable> {
        self.history
            .iter()
            .find(|event| event.id == id)
            .ok_or(Undeliverable::NoTicket)
    }

    /// The facts of the letter of this kind because of `event`. `page` is where the requester sees
    /// the ticket, for the letters that go to them.
    ///
    /// # Errors
    /// [`Undeliverable::WrongAct`] when such an event calls for no such letter.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of letter")]
    pub(crate) fn letter(
        &self,
        kind: LetterKind,
        event: &Event,
        page: Page,
    ) -> Result<Content, Undeliverable> {
        let by = self.writer(event);
        let number = self.own.number;
        let subject = self.own.subject.clone();
        Ok(match (kind, &event.act) {
            (LetterKind::Confirmation, Act::Registered(_)) => Content::Confirmation(Confirmation {
                number,
                first_line: self.unit(self.desk.first_line()),
                proposed: self.proposed(),
                page,
            }),
            (LetterKind::Escalation, Act::Escalated { duty, comment, .. }) => {
                Content::Escalation(Box::new(Escalation {
                    case: self.case(event),
                    by,
                    basis: self.basis(*duty),
                    comment: comment.clone(),
                }))
            }
            (LetterKind::Transfer, Act::Transferred { duty, reason, .. }) => {
                Content::Transfer(Box::new(Transfer {
                    case: self.case(event),
                    by,
                    basis: self.basis(*duty),
                    reason: reason.clone(),
                }))
            }
            (LetterKind::Return, Act::Returned { reason, cause, .. }) => {
                let (incomplete, points_to) = self.fault(cause.as_ref());
                Content::Return(Box::new(Return {
                    incomplete,
                    points_to,
                    case: self.case(event),
                    by,
                    reason: reason.clone(),
                }))
            }
            // An internal note is never a letter, whatever the job says.
            (LetterKind::Answer, Act::Noted { text, .. }) if !event.is_internal() => {
                Content::Answer(Answer {
                    number,
                    subject,
                    by,
                    note: text.clone(),
                    page,
                })
            }
            (LetterKind::Resolution, Act::Resolved { solution }) => {
                Content::Resolution(Resolution {
                    number,
                    subject,
                    by,
                    solution: solution.clone(),
                    reopen_until: self.clockwork.and_then(|work| work.reopen_until(event.at)),
                    page,
                })
            }
            (LetterKind::Merge, Act::Merged { number: into, .. }) => Content::Merge(Merge {
                number,
                subject,
                by,
                into: *into,
                page,
            }),
            (
                LetterKind::Parting,
                Act::Parted {
                    number: from,
                    reason,
                    ..
                },
            ) => Content::Parting(Parting {
                number,
                subject,
                by,
                from: *from,
                reason: reason.clone(),
                page,
            }),
            (LetterKind::Priority, Act::PriorityChanged { .. }) => {
                Content::Priority(PriorityLetter {
                    number,
                    subject,
                    by,
                    change: self.priority_change(event, Reader::Requester)?,
                    page,
                })
            }
            (LetterKind::PriorityForUnit, Act::PriorityChanged { .. }) => {
                Content::PriorityForUnit(Box::new(PriorityForUnit {
                    case: self.case(event),
                    by,
                    change: self.priority_change(event, Reader::Unit)?,
                }))
            }
            (LetterKind::Closing, Act::Closed) => Content::Closing(Closing {
                number,
                subject,
                resolved_at: self.ticket.resolved_at.unwrap_or(event.at),
                page,
            }),
            (LetterKind::Pause, Act::Paused { why, until, reason }) => Content::Pause(Pause {
                number,
                subject,
                by,
                why: *why,
                until: *until,
                reason: reason.clone(),
                page,
            }),
            (LetterKind::Reply, Act::Noted { text, .. }) if !event.is_internal() => {
                Content::Reply(Box::new(Reply {
                    case: self.case(event),
                    by,
                    text: text.clone(),
                }))
            }
            (LetterKind::Reply, Act::Heard { text, .. }) => Content::Reply(Box::new(Reply {
                case: self.case(event),
                by,
                text: text.clone(),
            })),
            (LetterKind::Arbitration, _) => {
                let [one, other] = self.dispute(event).ok_or(Undeliverable::WrongAct)?;
                let mut case = self.case(event);
                case.url = case.url.replace("/kolejka/", "/rozstrzygniecie/");
                Content::Arbitration(Box::new(Arbitration {
                    case,
                    by,
                    between: [self.unit(&one), self.unit(&other)],
                }))
            }
            (LetterKind::Ruling, Act::Decided { to, duty, reason }) => {
                Content::Ruling(Box::new(Ruling {
                    case: self.case(event),
                    by,
                    to: self.unit(to),
                    basis: self.basis(*duty),
                    reason: reason.clone(),
                }))
            }
            (LetterKind::Task, Act::TaskGiven(work)) => Content::Task(Box::new(TaskLetter {
                case: self.task_case(event, event.sequence),
                by,
                kind: work.kind,
                basis: self.basis(work.duty),
                place: work.place.clone(),
                contact: work.contact.clone(),
                what: work.what.clone(),
            })),
            (LetterKind::Booking, Act::Booked(_) | Act::BookingEnded { .. }) => {
                let booked = self.booked(event).ok_or(Undeliverable::WrongAct)?;
                Content::Booking(Box::new(BookingLetter {
                    number,
                    subject,
                    by,
                    ticket: self.ticket.id,
                    booked,
                    page,
                }))
            }
            (LetterKind::TaskResult, Act::TaskEnded { task, how, result }) => {
                Content::TaskResult(Box::new(TaskResult {
                    case: self.task_case(event, *task),
                    by,
                    how: *how,
                    result: result.clone(),
                }))
            }
            (LetterKind::Reopening, Act::Reopened { reason } | Act::Parted { reason, .. }) => {
                Content::Reopening(Box::new(Reopening {
                    case: self.case(event),
                    by,
                    reason: reason.clone(),
                }))
            }
            _ => return Err(Undeliverable::WrongAct),
        })
    }

    /// The proposed unit and the words of its duty; `None` when the matcher was unsure, and when the
    /// ordinance has changed since and no longer has them.
    fn proposed(&self) -> Option<(UnitName, Basis)> {
        let proposed = self.suggestion?.proposed()?;
        let unit = self.desk.ordinance().unit(&proposed.unit)?;
        let basis = self.basis(proposed.duty);
        (!basis.words.is_empty()).then(|| (named(&unit.code, &unit.name), basis))
    }

    /// The booking as `event` left it.
    fn booked(&self, event: &Event) -> Option<domain::Booked> {
        let until = usize::try_from(event.sequence).ok()?;
        domain::bookings(self.history.get(..until)?).pop()
    }

    /// The two units that did not agree after `event`.
    pub(crate) fn dispute(&self, event: &Event) -> Option<Pair> {
        let until = usize::try_from(event.sequence).ok()?;
        domain::replay(self.history.get(..until)?)
            .ok()?
            .quarrel
            .open
    }

    /// What was wrong with a hand-over: the parts of the comment that say too little, the unit that is
    /// competent and its provision.
    fn fault(&self, cause: Option<&ReturnCause>) -> (Vec<CommentPart>, Option<(UnitName, Basis)>) {
        match cause {
            None => (Vec::new(), None),
            Some(ReturnCause::IncompleteComment { parts }) => (parts.clone(), None),
            Some(ReturnCause::NotCompetent { unit, duty }) => {
                (Vec::new(), Some((self.unit(unit), self.basis(*duty))))
            }
        }
    }

    fn basis(&self, reference: Reference) -> Basis {
        let ordinance = self.desk.ordinance();
        Basis {
            reference,
            words: ordinance.full_text(&reference).unwrap_or_default(),
            ordinance: ordinance.number().to_owned(),
        }
    }

    fn unit(&self, code: &UnitCode) -> UnitName {
        let unit = self.desk.ordinance().unit(code);
        named(code, unit.map_or("", |unit| &unit.name))
    }

    fn writer(&self, event: &Event) -> Writer {
        Writer {
            name: event.by.name.clone(),
            unit: event.by.unit.as_ref().map(|code| self.unit(code)),
        }
    }

    /// The ticket with its history up to and including `event`.
    fn case(&self, event: &Event) -> Case {
        let ticket = self.ticket;
        let before = |other: &&Event| other.sequence <= event.sequence;
        Case {
            number: ticket.number,
            subject: ticket.subject.clone(),
            body: ticket.body.clone(),
            requester: ticket.requester.clone(),
            impact: ticket.impact,
            urgency: ticket.urgency,
            priority: ticket.priority,
            filed_at: ticket.created_at,
            url: self.desk_url.to_owned(),
            history: self
                .history
                .iter()
                .filter(before)
                .map(|other| self.entry(other, other.id == event.id))
                .collect(),
        }
    }

    /// The same with the address of a task.
    fn task_case(&self, event: &Event, task: i64) -> Case {
        let case = self.case(event);
        let url = format!("{}/zadania/{task}", case.url);
        Case { url, ..case }
    }

    /// One line of history. What the letter itself quotes is not repeated.
    fn entry(&self, event: &Event, is_quoted: bool) -> HistoryEntry {
        let (to, words) = match &event.act {
            Act::Registered(_)
            | Act::Claimed
            | Act::PutDown
            | Act::Accepted
            | Act::Resumed
            | Act::TaskTaken { .. }
            | Act::Incident { .. }
            | Act::Absorbed { .. }
            | Act::Released { .. }
            | Act::Closed => (None, None),
            Act::Paused { reason, .. }
            | Act::PriorityChanged { reason, .. }
            | Act::Merged { reason, .. }
            | Act::Parted { reason, .. }
            | Act::Reopened { reason }
            | Act::Cancelled { reason }
            | Act::Noted { text: reason, .. }
            | Act::Heard { text: reason, .. }
            | Act::TaskEnded { result: reason, .. }
            | Act::OutageJoined { title: reason, .. }
            | Act::OutageLeft { title: reason, .. }
            | Act::BookingEnded { note: reason, .. }
            | Act::Resolved { solution: reason } => (None, Some(reason)),
            Act::Escalated { to, comment, .. } => {
                return HistoryEntry {
                    words: (!is_quoted).then(|| comment.symptoms().to_owned()),
                    to: Some(to.clone()),
                    ..self.bare(event)
                };
            }
            Act::Transferred { to, reason, .. }
            | Act::Returned { to, reason, .. }
            | Act::Decided { to, reason, .. } => (Some(to), Some(reason)),
            Act::TaskGiven(work) => (Some(&work.to), Some(&work.what)),
            Act::Booked(booking) => (None, Some(&booking.place)),
        };
        HistoryEntry {
            to: to.cloned(),
            words: words.filter(|_| !is_quoted).cloned(),
            ..self.bare(event)
        }
    }

    fn bare(&self, event: &Event) -> HistoryEntry {
        HistoryEntry {
            at: event.at,
            act: event.act.kind(),
            by: self.writer(event),
            to: None,
            words: None,
        }
    }
}

fn named(code: &UnitCode, name: &str) -> UnitName {
    UnitName {
        code: code.clone(),
        name: name.to_owned(),
    }
}
