//! Tickets and outages: a ticket belongs to one outage or to none.

use super::Outage;
use crate::targets::Targets;
use crate::{Act, Author, Change, Moment, Refusal, Status, Ticket};

impl Ticket {
    /// Whether it is held as a security incident, of which nothing is told outside its unit.
    pub fn is_security_matter(&self, targets: &Targets) -> bool {
        self.duty
            .is_some_and(|duty| targets.security().duties.contains(&duty))
    }

    /// Attaches the ticket to an outage. Its requester is told what is known of it (which answers them), and
    /// every update from now on; its own clocks, its unit and its status stay as they are.
    ///
    /// # Errors
    /// [`Refusal::OutageEnded`], [`Refusal::InOutage`] when it belongs to this or another one,
    /// [`Refusal::SecurityMatter`], [`Refusal::Finished`], [`Refusal::WrongStatus`] when it is solved.
    pub fn join_outage(
        &self,
        outage: &Outage,
        targets: &Targets,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        outage.lasting()?;
        self.in_status(&[
            Status::New,
            Status::InProgress,
            Status::HandedOver,
            Status::Returned,
        ])?;
        if self.outage.is_some() {
            return Err(Refusal::InOutage);
        }
        if self.is_security_matter(targets) {
            return Err(Refusal::SecurityMatter);
        }
        let act = Act::OutageJoined {
            outage: outage.id,
            title: outage.announcement.title.clone(),
        };
        Ok(self.change(act, by, moment))
    }

    /// Detaches the ticket from its outage: its requester is told no more of it.
    ///
    /// # Errors
    /// [`Refusal::NotInOutage`] when it does not belong to this one, [`Refusal::Finished`].
    pub fn leave_outage(
        &self,
        outage: &Outage,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        if self.outage != Some(outage.id) {
            return Err(Refusal::NotInOutage);
        }
        let act = Act::OutageLeft {
            outage: outage.id,
            title: outage.announcement.title.clone(),
        };
        Ok(self.change(act, by, moment))
    }
}
