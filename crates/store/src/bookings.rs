//! Bookings: kept with each event of their ticket, listed by time.

use domain::{Act, Booked, Booking, BookingState, Event, TicketId, TicketNumber};
use jiff::Timestamp;
use ordinance::UnitCode;
use sqlx::types::Json;

use crate::tickets::number;
use crate::types::{Ts, json, named};
use crate::{Conn, Result};

/// So many bookings are listed at most.
const MOST: i64 = 500;

/// A booking and its ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The ticket.
    pub id: TicketId,
    /// The ticket's number.
    pub ticket: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who asked for it.
    pub requester: String,
    /// The booking.
    pub booked: Booked,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: uuid::Uuid,
    year: i16,
    sequence: i64,
    subject: String,
    requester_name: String,
    number: i64,
    revision: i64,
    booking: Json<Booking>,
    state: String,
    note: String,
    changed_at: Ts,
}

impl Row {
    fn read(self) -> Result<Listed> {
        Ok(Listed {
            id: TicketId(self.id),
            ticket: number(self.year, self.sequence)?,
            subject: self.subject,
            requester: self.requester_name,
            booked: Booked {
                number: self.number,
                revision: self.revision,
                booking: self.booking.0,
                state: named(
                    "state of a booking",
                    &self.state,
                    BookingState::from_name(&self.state),
                )?,
                note: self.note,
                changed_at: self.changed_at.0,
            },
        })
    }
}

macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "select t.id, t.year, t.sequence, t.subject, t.requester_name, b.number, b.revision,
                    b.booking, b.state, b.note, b.changed_at
             from bookings b join tickets t on t.id = b.ticket ",
            $conditions
        )
    };
}

fn read(rows: Vec<Row>) -> Result<Vec<Listed>> {
    rows.into_iter().map(Row::read).collect()
}

/// Every booking of a ticket, the oldest first; the same as [`domain::bookings`] of its history.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Booked>> {
    let rows = conn
        .sql(select!("where b.ticket = $1 order by b.number"))
        .bind(ticket.0)
        .all::<Row>()
        .await?;
    Ok(read(rows)?.into_iter().map(|row| row.booked).collect())
}

/// Bookings that touch the time from `from` to before `to`, in the order in which they begin; only
/// those of tickets that `unit` holds, has held or helps with, when one is given. At most 500.
///
/// # Errors
/// When the database cannot be read.
pub async fn between(
    conn: &mut Conn,
    from: Timestamp,
    to: Timestamp,
    unit: Option<&UnitCode>,
) -> Result<Vec<Listed>> {
    let rows = conn
        .sql(select!(
            "where b.ends_at > $1 and b.starts_at < $2
               and ($3 = '' or exists (select 1 from ticket_units u where u.ticket = t.id and u.unit = $3))
             order by b.starts_at, b.ticket, b.number limit $4"
        ))
        .bind(Ts(from))
        .bind(Ts(to))
        .text(unit.map_or("", UnitCode::as_str))
        .bind(MOST)
        .all::<Row>()
        .await?;
    read(rows)
}

/// Planned bookings whose time is over, the longest ago first, for whom somebody has to say how they
/// went; `unit` as in [`between`]. At most 500.
///
/// # Errors
/// When the database cannot be read.
pub async fn without_a_word(
    conn: &mut Conn,
    now: Timestamp,
    unit: Option<&UnitCode>,
) -> Result<Vec<Listed>> {
    let rows = conn
        .sql(select!(
            "where b.state = 'planned' and b.ends_at <= $1
               and ($2 = '' or exists (select 1 from ticket_units u where u.ticket = t.id and u.unit = $2))
             order by b.ends_at, b.ticket, b.number limit $3"
        ))
        .bind(Ts(now))
        .text(unit.map_or("", UnitCode::as_str))
        .bind(MOST)
        .all::<Row>()
        .await?;
    read(rows)
}

/// Planned bookings of other tickets that need the same time as `booking`, setting up included. Until
/// the transaction ends nobody else books: whoever asks at the same time waits, and then sees this
/// one's booking.
///
/// # Errors
/// [`StoreError::Busy`](crate::StoreError::Busy) when another booking took too long.
pub async fn planned_beside(
    conn: &mut Conn,
    ticket: TicketId,
    booking: &Booking,
) -> Result<Vec<(TicketNumber, Booking)>> {
    conn.sql("update booking_turn set taken = taken + 1 where one = 1")
        .run()
        .await?;
    let rows = conn
        .sql(select!(
            "where b.state = 'planned' and b.ends_at > $1 and b.setup_at < $2 and b.ticket <> $3
             order by b.setup_at, b.ticket"
        ))
        .bind(Ts(booking.setup_at))
        .bind(Ts(booking.to))
        .bind(ticket.0)
        .all::<Row>()
        .await?;
    Ok(read(rows)?
        .into_iter()
        .map(|row| (row.ticket, row.booked.booking))
        .collect())
}

/// Keeps what an event does to the bookings of its ticket.
pub(crate) async fn keep(conn: &mut Conn, event: &Event) -> Result<()> {
    if !matches!(
        event.act,
        Act::Booked(_) | Act::BookingEnded { .. } | Act::Resolved { .. } | Act::Cancelled { .. }
    ) {
        return Ok(());
    }
    let before = of_ticket(conn, event.ticket).await?.pop();
    let Some(after) = Booked::after(before.as_ref(), event) else {
        return Ok(());
    };
    if before.as_ref() == Some(&after) {
        return Ok(());
    }
    let booking = json("booking", &after.booking)?;
    conn.later(
        "insert into bookings (ticket, number, revision, booking, setup_at, starts_at, ends_at,
             state, note, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (ticket, number) do update
         set revision = excluded.revision, booking = excluded.booking, setup_at = excluded.setup_at,
             starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = excluded.state,
             note = excluded.note, changed_at = excluded.changed_at",
    )
    .bind(event.ticket.0)
    .bind(after.number)
    .bind(after.revision)
    .json(booking)
    .bind(Ts(after.booking.setup_at))
    .bind(Ts(after.booking.from))
    .bind(Ts(after.booking.to))
    .text(after.state.as_str())
    .text(&after.note)
    .bind(Ts(after.changed_at))
    .run()
    .await?;
    Ok(())
}
