//! Tickets: rows, histories, suggestions, the queue.

mod admit;
mod apply;
mod choices;
pub mod dues;
mod later;
mod likeness;
mod merging;
#[cfg(test)]
mod plan;
mod queue;
mod row;
pub(crate) mod search;
pub(crate) mod words;

use std::collections::HashMap;

use domain::{Event, EventId, Suggestion, Ticket, TicketId, TicketNumber};
use sqlx::types::Json;

use crate::{Conn, Result, StoreError};

pub use apply::{apply, next_number};
pub use choices::{Choice, choices};
pub use later::histories_after;
pub use likeness::solved_alike;
pub use merging::{apply_joint, duplicates, similar};
pub use queue::{Cursor, QueueFilter, QueuePage, QueueRow, Sort, counts, queue};
pub(crate) use row::{number, priority, status};

/// The ticket with this number.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_number(conn: &mut Conn, number: TicketNumber) -> Result<Option<Ticket>> {
    conn.sql(row::select!("where t.year = $1 and t.sequence = $2"))
        .bind(number.year())
        .bind(number.sequence())
        .first::<row::TicketRow>()
        .await?
        .map(Ticket::try_from)
        .transpose()
}

/// The ticket with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, id: TicketId) -> Result<Option<Ticket>> {
    conn.sql(row::select!("where t.id = $1"))
        .bind(id.0)
        .first::<row::TicketRow>()
        .await?
        .map(Ticket::try_from)
        .transpose()
}

/// The tickets with these ids; for ids without a ticket there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_ids(conn: &mut Conn, ids: &[TicketId]) -> Result<HashMap<TicketId, Ticket>> {
    let mut tickets = HashMap::new();
    for ids in ids.chunks(500) {
        let rows: Vec<row::TicketRow> = conn
            .select(row::select!(""))
            .and_any("t.id", ids.iter().map(|id| id.0))
            .finish()
            .all()
            .await?;
        for row in rows {
            let ticket = Ticket::try_from(row)?;
            tickets.insert(ticket.id, ticket);
        }
    }
    Ok(tickets)
}

/// Every event of a ticket, oldest first; empty when there is no such ticket. Their fold
/// ([`domain::replay`]) is the row.
///
/// # Errors
/// When the database cannot be read.
pub async fn history(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Event>> {
    conn.sql(
        "select id, ticket, sequence, at, author, author_name, author_unit, act
         from events where ticket = $1 order by sequence",
    )
    .bind(ticket.0)
    .all::<row::EventRow>()
    .await?
    .into_iter()
    .map(Event::try_from)
    .collect()
}

/// The histories of some tickets, each as [`history`] gives it, in one reading; for tickets that do not
/// exist there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn histories(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<Event>>> {
    let mut histories: HashMap<TicketId, Vec<Event>> = HashMap::new();
    for ids in tickets.chunks(500) {
        let rows: Vec<row::EventRow> = conn
            .select(
                "select id, ticket, sequence, at, author, author_name, author_unit, act
                 from events",
            )
            .and_any("ticket", ids.iter().map(|id| id.0))
            .then(" order by ticket, sequence")
            .finish()
            .all()
            .await?;
        for row in rows {
            let event = Event::try_from(row)?;
            histories.entry(event.ticket).or_default().push(event);
        }
    }
    Ok(histories)
}

/// The events with these ids; for ids without an event there is none. At most 1,000.
///
/// # Errors
/// When the database cannot be read.
pub async fn events(conn: &mut Conn, ids: &[EventId]) -> Result<HashMap<EventId, Event>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<row::EventRow> = conn
        .select(
            "select id, ticket, sequence, at, author, author_name, author_unit, act
             from events",
        )
        .and_any("id", ids.iter().map(|id| id.0))
        .finish()
        .all()
        .await?;
    let mut events = HashMap::new();
    for row in rows {
        let event = Event::try_from(row)?;
        events.insert(event.id, event);
    }
    Ok(events)
}

#[derive(sqlx::FromRow)]
struct SuggestionRow {
    decision: String,
    units: Json<Vec<domain::SuggestedUnit>>,
    ordinance: String,
    vocabulary: String,
    input: String,
    note: Option<Json<domain::SuggestionNote>>,
    threshold: Option<f64>,
}

impl TryFrom<SuggestionRow> for Suggestion {
    type Error = StoreError;

    fn try_from(row: SuggestionRow) -> Result<Self> {
        Ok(Suggestion {
            decision: match row.decision.as_str() {
                "suggest" => domain::Decision::Suggest,
                "unsure" => domain::Decision::Unsure,
                other => return Err(StoreError::corrupt("decision", other.to_owned())),
            },
            units: row.units.0,
            ordinance: row.ordinance,
            vocabulary: row.vocabulary,
            input: row.input,
            note: row.note.map(|note| note.0),
            threshold: row.threshold,
        })
    }
}

/// What the matcher said when the ticket was filed; `None` when it was not asked.
///
/// # Errors
/// When the database cannot be read.
pub async fn suggestion(conn: &mut Conn, ticket: TicketId) -> Result<Option<Suggestion>> {
    let row: Option<SuggestionRow> = conn
        .sql(
            "select decision, units, ordinance, vocabulary, input, note, threshold
             from suggestions where ticket = $1 and shadow = false",
        )
        .bind(ticket.0)
        .first()
        .await?;
    row.map(Suggestion::try_from).transpose()
}

#[derive(sqlx::FromRow)]
struct SuggestionOf {
    ticket: uuid::Uuid,
    #[sqlx(flatten)]
    suggestion: SuggestionRow,
}

/// The same for some tickets; for those about which the matcher was not asked there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn suggestions(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Suggestion>> {
    let mut suggestions = HashMap::new();
    for ids in tickets.chunks(500) {
        let rows: Vec<SuggestionOf> = conn
            .select(
                "select ticket, decision, units, ordinance, vocabulary, input, note, threshold
                 from suggestions",
            )
            .and("shadow = false")
            .and_any("ticket", ids.iter().map(|id| id.0))
            .finish()
            .all()
            .await?;
        for row in rows {
            suggestions.insert(TicketId(row.ticket), row.suggestion.try_into()?);
        }
    }
    Ok(suggestions)
}
