//! Bookings of council sessions, meetings and trainings: the list, the form of one ticket, the file
//! for people's calendars.

pub(crate) mod form;
mod list;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{
    Author, Booked, Booking, BookingState, CalendarEntry, Change, EntryStatus, Moment, Overlap,
    Ticket,
};
use jiff::Timestamp;
use store::{Conn, bookings};
use texts::Texts;

use super::my::Door;
use crate::{App, WebError};

/// The routes of these pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/rezerwacje", get(list::list))
        .route(
            "/kolejka/{number}/rezerwacja",
            get(form::page).post(form::post),
        )
        .route("/zgloszenie/{number}/rezerwacja.ics", get(file))
        .route("/z/{token}/rezerwacja.ics", get(file))
}

/// The last booking of a ticket as a file for a calendar.
async fn file(State(app): State<App>, door: Door) -> Result<Response, WebError> {
    let ticket = door.ticket(&app).await?;
    let mut conn = app.store.read().await?;
    let booked = bookings::of_ticket(&mut conn, ticket.id).await?.pop();
    drop(conn);
    let booked = booked.ok_or(WebError::NotFound)?;
    let name = format!("attachment; filename=\"{}.ics\"", ticket.number);
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, entry(app.texts, &ticket, &booked).file()).into_response())
}

fn entry(t: Texts, ticket: &Ticket, booked: &Booked) -> CalendarEntry {
    let about = [
        t.one("booking-entry-ticket", "number", &ticket.number.to_string()),
        booked.booking.equipment.join("\n"),
    ];
    CalendarEntry {
        uid: booked.uid(ticket.id),
        sequence: booked.revision,
        stamp: booked.changed_at,
        from: booked.booking.from,
        to: booked.booking.to,
        summary: t.one("booking-entry-summary", "subject", &ticket.subject),
        place: booked.booking.place.clone(),
        description: about.join("\n").trim_end().to_owned(),
        status: match booked.state {
            BookingState::Planned | BookingState::CarriedOut => EntryStatus::Confirmed,
            BookingState::NotCarriedOut | BookingState::Cancelled => EntryStatus::Cancelled,
        },
    }
}

/// Decides about a booking inside the transaction that will write it, so that nothing is booked in
/// between.
///
/// # Errors
/// The desk's refusals; when the database cannot be read.
pub(crate) async fn decide(
    app: &App,
    tx: &mut Conn,
    ticket: &Ticket,
    booking: Booking,
    overlap: Overlap,
    (by, moment): (Author, Moment),
) -> Result<Change, WebError> {
    let others = bookings::planned_beside(tx, ticket.id, &booking).await?;
    let others = others.iter().map(|(number, booking)| (*number, booking));
    Ok(ticket.book(booking, others, overlap, &app.desk, by, moment)?)
}

/// "2 grudnia 2026, 09:00–15:30", or both ends in full when they are not of one day.
pub(crate) fn period(t: Texts, from: Timestamp, to: Timestamp) -> String {
    let (begin, end) = (t.local(from), t.local(to));
    let until = if begin.date() == end.date() {
        format!("{:02}:{:02}", end.hour(), end.minute())
    } else {
        t.date_time(to)
    };
    format!("{}–{until}", t.date_time(from))
}

/// A booking as pages show it.
pub(crate) struct BookingLine {
    /// Name of the state, for tests and colours.
    pub(crate) state: &'static str,
    pub(crate) state_words: String,
    pub(crate) when: String,
    pub(crate) place: String,
    pub(crate) crew: String,
    pub(crate) equipment: String,
    pub(crate) duty: String,
    /// "do 2 grudnia 2026, 07:30"; empty when nothing is set up.
    pub(crate) setup: String,
    pub(crate) note: String,
    /// What was taken and booked all the same.
    pub(crate) despite: Vec<String>,
}

impl BookingLine {
    pub(crate) fn new(t: Texts, booked: &Booked, now: Timestamp) -> Self {
        let booking = &booked.booking;
        // Over, and nobody has said how it went: a state of its own for whoever reads.
        let state = if booked.awaits_a_word(now) {
            "awaits"
        } else {
            booked.state.as_str()
        };
        Self {
            state,
            state_words: t.get(&format!("booking-state-{state}")),
            when: period(t, booking.from, booking.to),
            place: booking.place.clone(),
            crew: booking.crew.join(", "),
            equipment: booking.equipment.join(", "),
            duty: booking.duty.shown(),
            setup: if booking.setup_minutes == 0 {
                String::new()
            } else {
                t.date_time(booking.setup_at)
            },
            note: booked.note.clone(),
            despite: clashes(t, &booking.despite),
        }
    }
}

/// "miejsce: Sala Obrad (ZG-2026-000123)", one for each.
pub(crate) fn clashes(t: Texts, clashes: &[domain::Clash]) -> Vec<String> {
    clashes
        .iter()
        .map(|clash| {
            let what = t.get(&format!("booking-taken-{}", clash.what.as_str()));
            t.with(
                "booking-taken",
                &[
                    ("what", (&what).into()),
                    ("name", (&clash.name).into()),
                    ("number", (&clash.ticket.to_string()).into()),
                ],
            )
        })
        .collect()
}
