//! Which acts somebody could do to a ticket right now, so that a page offers only those.

use ordinance::{Reference, UnitCode};

use crate::pausing::WORKED_ON;
use crate::{
    ActKind, Action, Actor, Author, Bonds, Change, Desk, EventId, FullComment, Moment, Object,
    PriorityMatrix, Refusal, Ticket, Visibility, WaitingFor, authorize,
};

impl ActKind {
    /// The acts on a ticket that exists: all but registering.
    pub const ON_A_TICKET: [Self; 28] = [
        Self::Claimed,
        Self::Accepted,
        Self::Noted,
        Self::Escalated,
        Self::Transferred,
        Self::Resolved,
        Self::Resumed,
        Self::Paused,
        Self::PutDown,
        Self::Returned,
        Self::PriorityChanged,
        Self::Decided,
        Self::TaskGiven,
        Self::TaskTaken,
        Self::TaskEnded,
        Self::Booked,
        Self::BookingEnded,
        Self::Incident,
        Self::OutageJoined,
        Self::OutageLeft,
        Self::Merged,
        Self::Parted,
        Self::Absorbed,
        Self::Released,
        Self::Heard,
        Self::Reopened,
        Self::Closed,
        Self::Cancelled,
    ];
}

impl Ticket {
    /// The acts that `actor` may do ([`authorize`]) and that fit where the ticket stands, in the
    /// order of [`ActKind::ON_A_TICKET`]. Each act is tried with nothing typed: one that is refused
    /// only for what was typed is possible.
    pub fn possible_acts(&self, actor: &Actor, desk: &Desk) -> Vec<ActKind> {
        ActKind::ON_A_TICKET
            .into_iter()
            .filter(|kind| self.permits(actor, *kind, desk) && self.fits(*kind, actor, desk))
            .collect()
    }

    fn permits(&self, actor: &Actor, kind: ActKind, desk: &Desk) -> bool {
        let actions = match kind {
            ActKind::Noted => vec![
                Action::Note(Visibility::Public),
                Action::Note(Visibility::Internal),
            ],
            other => vec![Action::Act(other)],
        };
        actions
            .into_iter()
            .any(|action| authorize(actor, action, Object::Ticket(self), desk.first_line()).is_ok())
    }

    fn fits(&self, kind: ActKind, actor: &Actor, desk: &Desk) -> bool {
        let by = match actor {
            Actor::Person(person) => person.author(desk.first_line()),
            Actor::Visitor | Actor::LinkHolder(_) => Author {
                user: None,
                name: self.requester.name.clone(),
                unit: None,
            },
        };
        let moment = Moment {
            now: self.updated_at,
            event: EventId(self.id.0),
        };
        let outcome = match kind {
            // On pages of their own: a superior's decision, what happens to a task, and outages.
            ActKind::Registered
            | ActKind::Decided
            | ActKind::TaskTaken
            | ActKind::TaskEnded
            | ActKind::BookingEnded
            | ActKind::Absorbed
            | ActKind::Released
            | ActKind::Heard
            | ActKind::Incident
            | ActKind::OutageJoined
            | ActKind::OutageLeft => {
                return false;
            }
            ActKind::Merged => return self.free_to_merge(Bonds::default()).is_ok(),
            ActKind::Parted => return self.merging.into.is_some(),
            ActKind::TaskGiven => return self.status.is_open(),
            ActKind::Booked => {
                let serves = !desk.occasions_of(&self.unit).is_empty();
                return serves && self.in_status(&WORKED_ON).is_ok();
            }
            ActKind::Claimed => self.claim(by, moment),
            ActKind::PutDown => self.put_down(by, moment),
            ActKind::Noted => self.note(Visibility::Internal, "", by, moment),
            ActKind::Escalated => {
                return desk.second_line().iter().any(|to| {
                    only_words_missing(&self.try_escalation(to, desk, by.clone(), moment))
                });
            }
            ActKind::Transferred => {
                let nowhere = Reference::to_paragraph(1);
                return desk.ordinance().units().iter().any(|unit| {
                    let by = by.clone();
                    only_words_missing(&self.transfer(&unit.code, "", nowhere, desk, by, moment))
                });
            }
            ActKind::Accepted => self.accept(by, moment),
            ActKind::Returned => self.give_back("", desk, by, moment),
            ActKind::Paused => self.pause(WaitingFor::Supplier, None, "", by, moment),
            ActKind::Resumed => self.resume(by, moment),
            ActKind::PriorityChanged => {
                let matrix = PriorityMatrix::built_in();
                self.change_priority(self.impact, self.urgency, "", &matrix, by, moment)
            }
            ActKind::Resolved => self.resolve("", by, moment),
            ActKind::Reopened => self.reopen("", by, moment),
            ActKind::Closed => self.close(by, moment),
            ActKind::Cancelled => self.cancel("", by, moment),
        };
        only_words_missing(&outcome)
    }

    fn try_escalation(
        &self,
        to: &UnitCode,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        let to = desk.second_line_unit(to)?;
        let comment = FullComment::new("-", "-", "-", "-")?;
        self.escalate(&to, Reference::to_paragraph(1), comment, desk, by, moment)
    }
}

/// Whether an act went through or was refused only for what was (not) typed.
fn only_words_missing(outcome: &Result<Change, Refusal>) -> bool {
    matches!(
        outcome,
        Ok(_) | Err(Refusal::Fields(_) | Refusal::UnknownDuty { .. } | Refusal::ForeignDuty { .. })
    )
}
