//! Writing a change: row, event, letters, suggestion and what became of it, or nothing.

use domain::{
    Change, Decision, Event, Letter, Quarrel, Suggestion, Ticket, TicketId, TicketNumber,
};

use serde_json::Value;
use sqlx::types::Json;

use super::{choices, merging, words};
use crate::letters::recipient_name;
use crate::types::{Ts, json};
use crate::{Conn, Outcome, Result, StoreError};

/// Takes the next number of `year` (the year in Europe/Warsaw, 1000–9999), from 1. Numbers have no
/// gaps: the taker's transaction holds the counter until it ends, and gives the number back when it
/// is rolled back. So take it as late as possible, just before [`apply`].
///
/// # Errors
/// [`StoreError::OutOfRange`] for any other year; [`StoreError::Busy`] when another filing held the
/// counter too long.
pub async fn next_number(conn: &mut Conn, year: i16) -> Result<TicketNumber> {
    TicketNumber::new(year, 1).map_err(|_| StoreError::OutOfRange { what: "year" })?;
    let sequence: i64 = conn
        .sql(
            "insert into ticket_numbers (year, last) values ($1, 1)
             on conflict (year) do update set last = ticket_numbers.last + 1
             returning last",
        )
        .bind(year)
        .value()
        .await?;
    super::row::number(year, sequence)
}

/// Writes everything an act changes: the row (only while its version is `change.before`), the
/// event, one job per letter, the suggestion, the choice. Nothing is kept before [`Conn::commit`].
///
/// [`Outcome::Stale`]: somebody else was quicker; nothing was written, and the transaction may go on.
///
/// # Errors
/// [`StoreError::Conflict`] when the ticket, its number, the event or a letter exists already,
/// [`StoreError::Dangling`] when the requester's or the assignee's account does not exist. After an
/// error the transaction cannot be committed.
pub async fn apply(conn: &mut Conn, change: &Change) -> Result<Outcome> {
    let outcome = match change.before {
        None => {
            insert(conn, &change.ticket).await?;
            Outcome::Done
        }
        Some(version) => update(conn, &change.ticket, version).await?,
    };
    if outcome == Outcome::Stale {
        return Ok(Outcome::Stale);
    }
    involve(conn, &change.ticket).await?;
    crate::changes::note(conn, change.ticket.id).await?;
    record(conn, &change.event).await?;
    merging::keep(conn, change).await?;
    words::keep(conn, &change.event).await?;
    crate::tasks::keep(conn, &change.event).await?;
    crate::bookings::keep(conn, &change.event).await?;
    crate::outages::keep(conn, &change.event).await?;
    for letter in &change.letters {
        enqueue(conn, letter, &change.event).await?;
    }
    if let Some(suggestion) = &change.suggestion {
        suggest(conn, change.ticket.id, suggestion).await?;
    }
    if let Some(choice) = &change.choice {
        choices::insert(conn, choice, &change.event).await?;
    }
    conn.settle().await?;
    Ok(Outcome::Done)
}

/// Binds the columns of a row in the order that [`insert`] and [`update`] share, `$1` being the id.
macro_rules! bind_row {
    ($query:expr, $ticket:ident, $quarrel:ident) => {
        $query
            .bind($ticket.id.0)
            .bind($ticket.version)
            .text(super::row::status_name($ticket.status))
            .text($ticket.unit.as_str())
            .bind($ticket.assignee.map(|user| user.0))
            .bind($ticket.duty.map(|duty| duty.to_string()))
            .text($ticket.impact.as_str())
            .text($ticket.urgency.as_str())
            .bind(i16::from($ticket.priority.number()))
            .bind(Ts($ticket.updated_at))
            .bind($ticket.resolved_at.map(Ts))
            .bind($ticket.finished_at.map(Ts))
            .bind($ticket.requester.account.map(|user| user.0))
            .text(&$ticket.requester.name)
            .text(&$ticket.requester.email)
            .text(&$ticket.requester.department)
            .text(&$ticket.requester.room)
            .text(&$ticket.requester.phone)
            .text(&$ticket.subject)
            .text(&$ticket.body)
            .text_or_null($ticket.waiting.map(|waiting| waiting.on.as_str()))
            .bind($ticket.waiting.and_then(|waiting| waiting.until).map(Ts))
            .bind($quarrel)
    };
}

/// What is kept of a ticket's hand-overs; nothing before the first.
fn quarrel(ticket: &Ticket) -> Result<Option<Json<Value>>> {
    if ticket.quarrel == Quarrel::default() {
        return Ok(None);
    }
    json("quarrel", &ticket.quarrel).map(Some)
}

async fn insert(conn: &mut Conn, ticket: &Ticket) -> Result<()> {
    let quarrel = quarrel(ticket)?;
    let query = conn.later(
        "insert into tickets (id, version, status, unit, assignee, duty, impact, urgency, priority,
             updated_at, resolved_at, finished_at, requester_account, requester_name,
             requester_email, requester_department, requester_room, requester_phone, subject,
             body, waiting, waiting_until, quarrel, year, sequence, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $20, $21, $22, $23, $24, $25, $26)",
    );
    bind_row!(query, ticket, quarrel)
        .bind(ticket.number.year())
        .bind(ticket.number.sequence())
        .bind(Ts(ticket.created_at))
        .run()
        .await
}

async fn update(conn: &mut Conn, ticket: &Ticket, before: i64) -> Result<Outcome> {
    let quarrel = quarrel(ticket)?;
    let query = conn.sql(
        "update tickets set version = $2, status = $3, unit = $4, assignee = $5, duty = $6,
             impact = $7, urgency = $8, priority = $9, updated_at = $10, resolved_at = $11,
             finished_at = $12, requester_account = $13, requester_name = $14,
             requester_email = $15, requester_department = $16, requester_room = $17,
             requester_phone = $18, subject = $19, body = $20,
             waiting = $21, waiting_until = $22, quarrel = $23,
             steps_due_at = $25, steps_lease = null
         where id = $1 and version = $24",
    );
    // The clocks have to be looked at anew. Those of a closed ticket too: it may be an incident that still has to be
    // reported.
    let over = ticket.status.is_final() && ticket.status != domain::Status::Closed;
    let look = (!over).then_some(Ts(jiff::Timestamp::UNIX_EPOCH));
    let rows = bind_row!(query, ticket, quarrel)
        .bind(before)
        .bind(look)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Keeps the units that hold or have held the ticket, and their copies of what orders the queue.
async fn involve(conn: &mut Conn, ticket: &Ticket) -> Result<()> {
    for (position, unit) in (0_i64..).zip(&ticket.involved) {
        conn.later(
            "insert into ticket_units (ticket, unit, position, is_open, weight, created_at)
             select id, $2, $3, is_open, weight, created_at from tickets where id = $1
             on conflict (ticket, unit) do update
             set is_open = excluded.is_open, weight = excluded.weight",
        )
        .bind(ticket.id.0)
        .text(unit.as_str())
        .bind(position)
        .run()
        .await?;
    }
    Ok(())
}

async fn record(conn: &mut Conn, event: &Event) -> Result<()> {
    let act = json("act", &event.act)?;
    conn.later(
        "insert into events (id, ticket, sequence, at, author, author_name, author_unit, kind, act)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(event.id.0)
    .bind(event.ticket.0)
    .bind(event.sequence)
    .bind(Ts(event.at))
    .bind(event.by.user.map(|user| user.0))
    .text(&event.by.name)
    .text_or_null(event.by.unit.as_ref().map(ordinance::UnitCode::as_str))
    .text(event.act.kind().as_str())
    .json(act)
    .run()
    .await?;
    Ok(())
}

async fn enqueue(conn: &mut Conn, letter: &Letter, event: &Event) -> Result<()> {
    let to_unit = recipient_name(&letter.to);
    conn.later(
        "insert into jobs (id, ticket, event, kind, to_unit, state, attempts, due_at, created_at)
         values ($1, $2, $3, $4, $5, 'queued', 0, $6, $6)",
    )
    .bind(letter.id.0)
    .bind(event.ticket.0)
    .bind(event.id.0)
    .text(letter.kind.as_str())
    .text_or_null(to_unit.as_deref())
    .bind(Ts(event.at))
    .run()
    .await?;
    Ok(())
}

async fn suggest(conn: &mut Conn, ticket: TicketId, suggestion: &Suggestion) -> Result<()> {
    let decision = match suggestion.decision {
        Decision::Suggest => "suggest",
        Decision::Unsure => "unsure",
    };
    let proposed = suggestion.proposed();
    let units = json("suggestion", &suggestion.units)?;
    let note = suggestion.note.as_ref();
    let note = note.map(|note| json("suggestion", note)).transpose()?;
    conn.later(
        "insert into suggestions (ticket, decision, proposed_unit, proposed_duty,
             proposed_confidence, units, ordinance, vocabulary, input, threshold, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(ticket.0)
    .text(decision)
    .text_or_null(proposed.map(|proposed| proposed.unit.as_str()))
    .bind(proposed.map(|proposed| proposed.duty.to_string()))
    .bind(proposed.map(|proposed| proposed.confidence))
    .json(units)
    .text(&suggestion.ordinance)
    .text(&suggestion.vocabulary)
    .text(&suggestion.input)
    .bind(suggestion.threshold)
    .bind(note)
    .run()
    .await?;
    Ok(())
}
