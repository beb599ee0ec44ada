//! Booking, changing a booking, and saying what became of it.

use super::{Booked, Booking, BookingState};
use crate::pausing::WORKED_ON;
use crate::text::{Faults, Need, TEXT_LIMIT};
use crate::{
    Act, Author, Change, Desk, FieldFault, LetterKind, Moment, Refusal, Ticket, TicketNumber,
};

/// What to do when something is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// Say so, and book nothing.
    Ask,
    /// Book all the same; history keeps what was taken.
    Confirmed,
}

impl Ticket {
    /// Books, or puts another booking in the place of the one that stands. The ticket waits until the
    /// booking is over; the requester gets a confirmation. `others` are the planned bookings of other
    /// tickets at that time.
    ///
    /// # Errors
    /// [`Refusal::NoOccasion`] when the duty is none of serving occasions or not the holding unit's,
    /// [`Refusal::Taken`] when something is taken and that was not confirmed,
    /// [`Refusal::WrongStatus`] unless somebody of the unit works on the ticket, [`Refusal::Finished`].
    pub fn book<'a>(
        &self,
        mut booking: Booking,
        others: impl IntoIterator<Item = (TicketNumber, &'a Booking)>,
        overlap: Overlap,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.in_status(&WORKED_ON)?;
        if !desk.occasions_of(&self.unit).contains(&booking.duty) {
            return Err(Refusal::NoOccasion {
                unit: self.unit.clone(),
            });
        }
        booking.despite = booking.clashes(others);
        if !booking.despite.is_empty() && overlap == Overlap::Ask {
            return Err(Refusal::Taken(booking.despite));
        }
        let mut change = self.change(Act::Booked(Box::new(booking)), by, moment);
        change.write_to_requesters(LetterKind::Booking);
        Ok(change)
    }

    /// Says what became of the booking that stands; the ticket no longer waits. The requester gets a
    /// letter unless it was carried out.
    ///
    /// # Errors
    /// [`Refusal::NoBooking`] when none stands, [`Refusal::BookingBegun`] when it is called off after it
    /// began, [`Refusal::BookingAhead`] when it is said to be carried out, or not, before;
    /// [`Refusal::Fields`] (`how`; `note`, required unless it was carried out), [`Refusal::Finished`].
    pub fn end_booking(
        &self,
        booked: Option<&Booked>,
        how: BookingState,
        note: &str,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        let standing = booked.filter(|booked| booked.state == BookingState::Planned);
        let standing = standing.ok_or(Refusal::NoBooking)?;
        let begun = standing.booking.from <= moment.now;
        let mut faults = Faults::default();
        let need = match how {
            BookingState::Planned => {
                faults.note("how", FieldFault::UnknownValue);
                Need::Optional
            }
            BookingState::CarriedOut => Need::Optional,
            BookingState::NotCarriedOut | BookingState::Cancelled => Need::Required,
        };
        match how {
            BookingState::Cancelled if begun => return Err(Refusal::BookingBegun),
            BookingState::CarriedOut | BookingState::NotCarriedOut if !begun => {
                return Err(Refusal::BookingAhead);
            }
            _ => {}
        }
        let note = match need {
            Need::Required => faults.required("note", note, TEXT_LIMIT),
            Need::Optional => faults.optional("note", note, TEXT_LIMIT),
        };
        let note = faults.finish(note)?;
        let mut change = self.change(Act::BookingEnded { how, note }, by, moment);
        if how != BookingState::CarriedOut {
            change.write_to_requesters(LetterKind::Booking);
        }
        Ok(change)
    }
}
