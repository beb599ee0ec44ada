//! Two units that send a ticket back and forth, and their lowest common superior, who decides.

use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::transitions::required;
use crate::{Act, Author, Change, Desk, Event, LetterKind, Moment, Recipient, Refusal, Ticket};

/// The bounce between the same two units at which their superior is asked.
const TOO_MANY: u32 = 3;

/// Two units, the smaller symbol first.
pub type Pair = [UnitCode; 2];

/// How often a ticket was handed over between two units, in either direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passes {
    /// The units.
    pub between: Pair,
    /// How often; the first is no bounce, each further one is.
    pub times: u32,
}

/// What has become of a ticket between units that do not agree whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarrel {
    /// Hand-overs so far, by pair.
    pub passes: Vec<Passes>,
    /// The two units whose superior is asked; neither can send the ticket to the other meanwhile.
    pub open: Option<Pair>,
    /// Pairs about which a superior has decided; the ticket never goes between them again.
    pub settled: Vec<Pair>,
}

impl Quarrel {
    /// After an event of a ticket that `holder` held before it.
    pub(crate) fn after(&self, event: &Event, holder: &UnitCode) -> Self {
        let mut next = self.clone();
        match &event.act {
            Act::Escalated { to, .. } | Act::Transferred { to, .. } | Act::Returned { to, .. } => {
                next.passed(pair(holder, to));
            }
            Act::Decided { .. } => next.settled.extend(next.open.take()),
            // Nothing is left to disagree about.
            Act::Resolved { .. } | Act::Closed | Act::Cancelled { .. } => next.open = None,
            Act::Registered(_)
            | Act::Claimed
            | Act::PutDown
            | Act::Noted { .. }
            | Act::Accepted
            | Act::Paused { .. }
            | Act::Resumed
            | Act::TaskGiven(_)
            | Act::TaskTaken { .. }
            | Act::TaskEnded { .. }
            | Act::Booked(_)
            | Act::BookingEnded { .. }
            | Act::Incident { .. }
            | Act::OutageJoined { .. }
            | Act::OutageLeft { .. }
            | Act::PriorityChanged { .. }
            | Act::Reopened { .. }
            | Act::Merged { .. }
            | Act::Parted { .. }
            | Act::Absorbed { .. }
            | Act::Released { .. }
            | Act::Heard { .. } => {}
        }
        next
    }

    fn passed(&mut self, between: Pair) {
        let known = self.passes.iter().position(|pass| pass.between == between);
        let at = known.unwrap_or_else(|| {
            self.passes.push(Passes {
                between: between.clone(),
                times: 0,
            });
            self.passes.len() - 1
        });
        self.passes[at].times += 1;
        // A ticket that went to a third unit is no longer between the two.
        self.open = (self.passes[at].times > TOO_MANY).then_some(between);
    }

    /// Whether the ticket may go from one unit to the other.
    ///
    /// # Errors
    /// [`Refusal::AwaitsDecision`] while their superior is asked, [`Refusal::Settled`] once they have
    /// decided.
    pub(crate) fn allows(&self, from: &UnitCode, to: &UnitCode) -> Result<(), Refusal> {
        let between = pair(from, to);
        let unit = to.clone();
        if self.open.as_ref() == Some(&between) {
            return Err(Refusal::AwaitsDecision { unit });
        }
        if self.settled.contains(&between) {
            return Err(Refusal::Settled { unit });
        }
        Ok(())
    }
}

fn pair(one: &UnitCode, other: &UnitCode) -> Pair {
    let mut pair = [one.clone(), other.clone()];
    pair.sort();
    pair
}

impl Ticket {
    /// Decides, as the lowest common superior of two units that do not agree, which of them holds the
    /// ticket and by which of its duties. The decision binds: the ticket never again goes from one of
    /// the two to the other.
    ///
    /// # Errors
    /// [`Refusal::NoDispute`], [`Refusal::NotOfTheTwo`] for a third unit, [`Refusal::UnknownDuty`],
    /// [`Refusal::ForeignDuty`], [`Refusal::Fields`] (`reason`), [`Refusal::Finished`].
    pub fn decide(
        &self,
        to: &UnitCode,
        duty: Reference,
        reason: &str,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        let between = self.quarrel.open.clone().ok_or(Refusal::NoDispute)?;
        if !between.contains(to) {
            return Err(Refusal::NotOfTheTwo { unit: to.clone() });
        }
        desk.duty_of(to, duty)?;
        let act = Act::Decided {
            to: to.clone(),
            duty,
            reason: required("reason", reason)?,
        };
        let mut change = self.change(act, by, moment);
        for unit in between {
            change.write(LetterKind::Ruling, Recipient::Unit(unit));
        }
        Ok(change)
    }
}

impl Change {
    /// Asks the superior of two units when this hand-over is one too many between them.
    pub(crate) fn ask_the_arbiter(mut self, before: &Ticket) -> Self {
        if self.ticket.quarrel.open.is_some() && before.quarrel.open.is_none() {
            self.write(LetterKind::Arbitration, Recipient::Arbiter);
        }
        self
    }
}
