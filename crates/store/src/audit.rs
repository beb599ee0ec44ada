//! Reading a whole database over, ticket by ticket, to check it.

use std::collections::HashMap;

use domain::{JobId, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::Ts;
use crate::{Conn, Result};

/// A step that was taken, or that a later one stood for, as its row has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// `ticket/clock/event that started it/round/rule/occurrence`.
    pub key: String,
    /// When it was taken.
    pub fired_at: Timestamp,
    /// Whether it was told late, because no worker ran.
    pub caught_up: bool,
    /// The key of the later step that told of this one too.
    pub stood_in: Option<String>,
}

/// Something that was to be told to somebody, as its row has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// `unit:IT-04-1`, `account:…`, `official:…`, `requester:address`.
    pub recipient: String,
    /// The key of the step that it tells; `None`: it tells of a letter that was not sent alone.
    pub step: Option<String>,
    /// Not told before.
    pub release_at: Timestamp,
    /// The letter that told it.
    pub letter: Option<JobId>,
    /// When that letter was made.
    pub gathered_at: Option<Timestamp>,
}

/// At most `limit` tickets that come after this one in the order of their ids.
///
/// # Errors
/// When the database cannot be read.
pub async fn tickets(
    conn: &mut Conn,
    after: Option<TicketId>,
    limit: u32,
) -> Result<Vec<TicketId>> {
    let ids: Vec<Uuid> = conn
        .sql("select id from tickets where id > $1 order by id limit $2")
        .bind(after.map_or(Uuid::nil(), |id| id.0))
        .bind(i64::from(limit))
        .values()
        .await?;
    Ok(ids.into_iter().map(TicketId).collect())
}

#[derive(sqlx::FromRow)]
struct Step {
    ticket: Uuid,
    key: String,
    fired_at: Ts,
    caught_up: bool,
    stood_in: Option<String>,
}

/// Every step of these tickets (at most 1,000), also those that later ones stood for, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn steps(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<StepRow>>> {
    let rows: Vec<Step> = conn
        .select("select ticket, key, fired_at, caught_up, stood_in from steps")
        .and_any("ticket", tickets.iter().map(|ticket| ticket.0))
        .then(" order by fired_at, key")
        .finish()
        .all()
        .await?;
    let mut steps: HashMap<TicketId, Vec<StepRow>> = HashMap::new();
    for row in rows {
        steps
            .entry(TicketId(row.ticket))
            .or_default()
            .push(StepRow {
                key: row.key,
                fired_at: row.fired_at.0,
                caught_up: row.caught_up,
                stood_in: row.stood_in,
            });
    }
    Ok(steps)
}

#[derive(sqlx::FromRow)]
struct Notice {
    ticket: Uuid,
    recipient: String,
    step: Option<String>,
    release_at: Ts,
    letter: Option<Uuid>,
    gathered_at: Option<Ts>,
}

/// Everything that was to be told about these tickets (at most 1,000).
///
/// # Errors
/// When the database cannot be read.
pub async fn notices(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<NoticeRow>>> {
    let rows: Vec<Notice> = conn
        .select("select ticket, recipient, step, release_at, letter, gathered_at from notices")
        .and_any("ticket", tickets.iter().map(|ticket| ticket.0))
        .then(" order by created_at, id")
        .finish()
        .all()
        .await?;
    let mut notices: HashMap<TicketId, Vec<NoticeRow>> = HashMap::new();
    for row in rows {
        let of_ticket = notices.entry(TicketId(row.ticket)).or_default();
        of_ticket.push(NoticeRow {
            recipient: row.recipient,
            step: row.step,
            release_at: row.release_at.0,
            letter: row.letter.map(JobId),
            gathered_at: row.gathered_at.map(|at| at.0),
        });
    }
    Ok(notices)
}
