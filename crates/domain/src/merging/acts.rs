//! Merging, taking apart, and the word of a duplicate's requester. Each changes two tickets at once.

use super::{Bonds, MergeRefusal};
use crate::pausing::WORKED_ON;
use crate::text::{Faults, TEXT_LIMIT};
use crate::transitions::required;
use crate::{
    Act, Author, Change, LetterKind, Moment, Recipient, Refusal, Status, Ticket, Visibility,
    waiting,
};

/// The changes of two tickets, written in one transaction: both or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Of the duplicate.
    pub duplicate: Change,
    /// Of the ticket in which it goes on, or went on.
    pub main: Change,
}

impl Ticket {
    /// Lets the ticket go on as `main`, of which it is a duplicate. Its requester is told so, and from
    /// then on gets the letters that go to the requester of `main`. `reason` is for the staff and may be
    /// empty; `bonds` are those of this ticket and of `main`.
    ///
    /// # Errors
    /// [`Refusal::Merge`] with what stands in the way, [`Refusal::AwaitsDecision`] while two units do
    /// not agree about this ticket, [`Refusal::Finished`], [`Refusal::WrongStatus`] when it is solved,
    /// [`Refusal::Fields`] (`reason`, too long).
    pub fn merge_into(
        &self,
        main: &Self,
        bonds: [Bonds; 2],
        reason: &str,
        by: Author,
        moments: [Moment; 2],
    ) -> Result<Joint, Refusal> {
        self.free_to_merge(bonds[0])?;
        self.fits_into(main, bonds[1])?;
        let mut faults = Faults::default();
        let reason = faults.optional("reason", reason, TEXT_LIMIT);
        let reason = faults.finish(reason)?;
        let mut duplicate = self.change(
            Act::Merged {
                ticket: main.id,
                number: main.number,
                reason,
            },
            by.clone(),
            moments[0],
        );
        duplicate.write_to_requester(LetterKind::Merge);
        let main = main.change(
            Act::Absorbed {
                ticket: self.id,
                number: self.number,
                email: self.requester.email.clone(),
            },
            by,
            moments[1],
        );
        Ok(Joint { duplicate, main })
    }

    /// Whether nothing about this ticket itself keeps it from going on as another one.
    ///
    /// # Errors
    /// As [`Ticket::merge_into`].
    pub fn free_to_merge(&self, bonds: Bonds) -> Result<(), Refusal> {
        self.unfinished()?;
        if self.status == Status::HandedOver {
            return Err(Refusal::Merge(MergeRefusal::HandedOver {
                unit: self.unit.clone(),
            }));
        }
        self.in_status(&WORKED_ON)?;
        if let Some([one, other]) = &self.quarrel.open {
            let unit = if *one == self.unit { other } else { one };
            return Err(Refusal::AwaitsDecision { unit: unit.clone() });
        }
        let refusal = if !self.merging.absorbed.is_empty() {
            let duplicates = &self.merging.absorbed;
            MergeRefusal::HasDuplicates {
                duplicates: duplicates.iter().map(|one| one.number).collect(),
            }
        } else if bonds.security {
            MergeRefusal::Security
        } else if bonds.open_tasks > 0 {
            let count = bonds.open_tasks;
            MergeRefusal::OpenTasks { count }
        } else if bonds.booked {
            MergeRefusal::Booked
        } else if self.outage.is_some() {
            MergeRefusal::InOutage
        } else {
            return Ok(());
        };
        Err(Refusal::Merge(refusal))
    }

    fn fits_into(&self, main: &Self, bonds: Bonds) -> Result<(), Refusal> {
        let number = main.number;
        let refusal = if main.id == self.id {
            MergeRefusal::Itself
        } else if let Some(into) = main.merging.into {
            let into = into.number;
            MergeRefusal::Chain { number, into }
        } else if !main.status.is_open() {
            let status = main.status;
            MergeRefusal::NotOpen { number, status }
        } else if bonds.security {
            MergeRefusal::Security
        } else {
            return Ok(());
        };
        Err(Refusal::Merge(refusal))
    }

    /// Takes the ticket out of `main` again: it stands where it stood before. A requester whose `main`
    /// was solved does so by saying what still is wrong, which opens their own ticket and leaves `main`
    /// as it is; the holding unit is told. When the staff do so the requester is told, and the holding
    /// unit if it is another one.
    ///
    /// # Errors
    /// [`MergeRefusal::NotMerged`] when it does not go on as `main`, [`Refusal::WrongStatus`] for a
    /// requester whose `main` is not solved, [`Refusal::Finished`] when it is closed for them too,
    /// [`Refusal::Fields`] (`reason`).
    pub fn part_from(
        &self,
        main: &Self,
        reason: &str,
        by: Author,
        moments: [Moment; 2],
    ) -> Result<Joint, Refusal> {
        self.goes_on_in(main)?;
        if by.unit.is_none() {
            main.in_status(&[Status::Resolved])?;
        }
        let reason = required("reason", reason)?;
        let told = match &by.unit {
            None => Some(self.unit.clone()),
            Some(unit) => Some(self.unit.clone()).filter(|holding| holding != unit),
        };
        let staff = by.unit.is_some();
        let act = Act::Parted {
            ticket: main.id,
            number: main.number,
            reason,
        };
        let mut duplicate = self.change(act, by.clone(), moments[0]);
        if staff {
            duplicate.write_to_requester(LetterKind::Parting);
        }
        if let Some(unit) = told {
            duplicate.write(LetterKind::Reopening, Recipient::Unit(unit));
        }
        let act = Act::Released {
            ticket: self.id,
            number: self.number,
        };
        let main = main.change(act, by, moments[1]);
        Ok(Joint { duplicate, main })
    }

    /// A message of the requester of a duplicate. It stays with their own ticket, and staff read it in
    /// `main`; the unit that holds `main` gets it in a letter, and it ends a waiting for the requester.
    ///
    /// # Errors
    /// [`MergeRefusal::NotMerged`], [`Refusal::Finished`] when `main` is, [`Refusal::Fields`] (`text`).
    pub fn say_in(
        &self,
        main: &Self,
        text: &str,
        by: Author,
        moments: [Moment; 2],
    ) -> Result<Joint, Refusal> {
        self.goes_on_in(main)?;
        main.unfinished()?;
        let text = required("text", text)?;
        let visibility = Visibility::Public;
        let said = Act::Noted {
            visibility,
            text: text.clone(),
        };
        let heard = Act::Heard {
            ticket: self.id,
            number: self.number,
            text,
        };
        let answer = waiting::answers(main.waiting, visibility, &by);
        let duplicate = self.change(said, by.clone(), moments[0]);
        let unit = main.unit.clone();
        let mut main = main.change(heard, by, moments[1]);
        if answer {
            main.write(LetterKind::Reply, Recipient::Unit(unit));
        }
        Ok(Joint { duplicate, main })
    }

    fn goes_on_in(&self, main: &Self) -> Result<(), Refusal> {
        match self.merging.into {
            Some(into) if into.ticket == main.id => Ok(()),
            _ => Err(Refusal::Merge(MergeRefusal::NotMerged)),
        }
    }
}
