//! The acts on an outage: from an outage, an author and a moment to a change, or a named refusal.

use super::{Announcement, Outage, OutageAct, OutageChange, OutageEvent};
use crate::text::{Faults, TEXT_LIMIT};
use crate::{Author, Moment, OUTAGE_TEXT_LIMIT, OutageId, Refusal};

impl Outage {
    /// Declares an outage.
    ///
    /// # Errors
    /// [`Refusal::Fields`], as [`Announcement::checked`].
    pub fn declare(
        id: OutageId,
        announcement: Announcement,
        by: Author,
        moment: Moment,
    ) -> Result<OutageChange, Refusal> {
        let announcement = announcement.checked(moment.now)?;
        let event = OutageEvent {
            id: moment.event,
            outage: id,
            sequence: 1,
            at: moment.now,
            by,
            act: OutageAct::Declared { announcement },
        };
        // The event is a declaration, so there is an outage; the error is unreachable by construction.
        let outage = Self::declared(&event).ok_or(Refusal::OutageEnded)?;
        Ok(OutageChange {
            before: None,
            outage,
            event,
        })
    }

    /// Mends what people are told; nobody is written to.
    ///
    /// # Errors
    /// [`Refusal::OutageEnded`]; [`Refusal::Fields`], as [`Announcement::checked`].
    pub fn reword(
        &self,
        announcement: Announcement,
        by: Author,
        moment: Moment,
    ) -> Result<OutageChange, Refusal> {
        self.lasting()?;
        let announcement = announcement.checked(moment.now)?;
        Ok(self.change(OutageAct::Reworded { announcement }, by, moment))
    }

    /// News for everybody whose ticket belongs to it: one letter to each address.
    ///
    /// # Errors
    /// [`Refusal::OutageEnded`], [`Refusal::Fields`] (`text`).
    pub fn update(&self, text: &str, by: Author, moment: Moment) -> Result<OutageChange, Refusal> {
        self.lasting()?;
        let text = required("text", text, OUTAGE_TEXT_LIMIT)?;
        Ok(self.change(OutageAct::Updated { text }, by, moment))
    }

    /// Has every ticket that belongs to it solved, each by an act of its own. Also after the outage has
    /// ended: tickets may still be open then.
    ///
    /// # Errors
    /// [`Refusal::Fields`] (`solution`).
    pub fn resolve_all(
        &self,
        solution: &str,
        by: Author,
        moment: Moment,
    ) -> Result<OutageChange, Refusal> {
        let solution = required("solution", solution, TEXT_LIMIT)?;
        Ok(self.change(OutageAct::ResolvedAll { solution }, by, moment))
    }

    /// Says that it is over. Its tickets stay as they are; requesters of open ones are told.
    ///
    /// # Errors
    /// [`Refusal::OutageEnded`], [`Refusal::Fields`] (`text`).
    pub fn end(&self, text: &str, by: Author, moment: Moment) -> Result<OutageChange, Refusal> {
        self.lasting()?;
        let text = required("text", text, OUTAGE_TEXT_LIMIT)?;
        Ok(self.change(OutageAct::Ended { text }, by, moment))
    }

    /// Says that it was not over after all; requesters of its tickets are told.
    ///
    /// # Errors
    /// [`Refusal::OutageLasts`], [`Refusal::Fields`] (`text`).
    pub fn reopen(&self, text: &str, by: Author, moment: Moment) -> Result<OutageChange, Refusal> {
        if self.lasts() {
            return Err(Refusal::OutageLasts);
        }
        let text = required("text", text, OUTAGE_TEXT_LIMIT)?;
        Ok(self.change(OutageAct::Reopened { text }, by, moment))
    }

    pub(super) fn lasting(&self) -> Result<(), Refusal> {
        if self.lasts() {
            Ok(())
        } else {
            Err(Refusal::OutageEnded)
        }
    }

    fn change(&self, act: OutageAct, by: Author, moment: Moment) -> OutageChange {
        // A clock that steps back must not put an event before the one it follows.
        let event = OutageEvent {
            id: moment.event,
            outage: self.id,
            sequence: self.version + 1,
            at: moment.now.max(self.updated_at),
            by,
            act,
        };
        OutageChange {
            before: Some(self.version),
            outage: self.after(&event),
            event,
        }
    }
}

fn required(field: &'static str, text: &str, limit: usize) -> Result<String, Refusal> {
    let mut faults = Faults::default();
    let clean = faults.required(field, text, limit);
    Ok(faults.finish(clean)?)
}
