//! A booking: confirmed, called off, or not served; with a file for the requester's calendar.

use domain::{BookingState, CalendarEntry, EntryStatus};
use texts::Texts;

use super::requester::signed;
use super::{about, fact, page};
use crate::BookingLetter;
use crate::document::Document;

pub(super) fn letter(facts: &BookingLetter, texts: Texts) -> Document {
    let (subject, opening) = match facts.booked.state {
        BookingState::Planned | BookingState::CarriedOut => {
            ("mail-booking-subject", "mail-booking-opening")
        }
        BookingState::Cancelled => (
            "mail-booking-cancelled-subject",
            "mail-booking-cancelled-opening",
        ),
        BookingState::NotCarriedOut => (
            "mail-booking-not_carried_out-subject",
            "mail-booking-not_carried_out-opening",
        ),
    };
    let booking = &facts.booked.booking;
    let mut document = Document::new(texts.one(subject, "subject", &facts.subject));
    document.paragraph(about(opening, facts.number, texts));
    if !facts.booked.note.is_empty() {
        document.quote(&facts.booked.note);
    }
    let period = format!(
        "{} – {}",
        texts.date_time(booking.from),
        texts.date_time(booking.to)
    );
    let mut known = vec![
        fact("mail-booking-when", period, texts),
        fact("mail-booking-place", &booking.place, texts),
        fact(
            "mail-booking-equipment",
            booking.equipment.join(", "),
            texts,
        ),
    ];
    known.extend(signed(&facts.by, &facts.subject, texts));
    document.facts(known);
    if facts.booked.state == BookingState::Planned {
        document.paragraph(texts.get("mail-booking-changed"));
    }
    page(&mut document, "mail-answer-page", &facts.page, texts);
    document
}

/// The booking as an event of a calendar.
pub(super) fn entry(facts: &BookingLetter, texts: Texts) -> CalendarEntry {
    let booked = &facts.booked;
    let number = facts.number.to_string();
    CalendarEntry {
        uid: booked.uid(facts.ticket),
        sequence: booked.revision,
        stamp: booked.changed_at,
        from: booked.booking.from,
        to: booked.booking.to,
        summary: texts.one("booking-entry-summary", "subject", &facts.subject),
        place: booked.booking.place.clone(),
        description: texts.one("booking-entry-ticket", "number", &number),
        status: match booked.state {
            BookingState::Planned | BookingState::CarriedOut => EntryStatus::Confirmed,
            BookingState::NotCarriedOut | BookingState::Cancelled => EntryStatus::Cancelled,
        },
    }
}
