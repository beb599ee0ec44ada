//! When tickets are due next: a cache beside the tickets, by which the queue is put in order.
//!
//! A due time is the fold of a ticket's history by calendar and targets, and is never taken from
//! here for a decision. What was worked out holds for one version of the ticket and one state of the
//! rules; an act or other rules make it unknown, and whoever wants the order works out anew what is
//! [`unknown`] and [`keep`]s it.

use domain::TicketId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::Ts;
use crate::{Conn, Result};

/// Stands for "no clock runs": behind every due time. 9999-01-01T00:00:00Z.
const NEVER: i64 = 253_370_764_800;

/// A due time that was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The ticket.
    pub ticket: TicketId,
    /// Its version, from whose history it was worked out.
    pub version: i64,
    /// When the first of its clocks is due; `None` when none runs.
    pub at: Option<Timestamp>,
}

/// The fingerprint of the rules by which due times were worked out; `None` before the first.
///
/// # Errors
/// When the database cannot be read.
pub async fn rules(conn: &mut Conn) -> Result<Option<String>> {
    let row: Option<(String,)> = conn
        .sql("select fingerprint from due_rules where id = 1")
        .first()
        .await?;
    Ok(row.map(|(fingerprint,)| fingerprint))
}

/// Notes by which rules due times are worked out from now on; other ones make every due time unknown.
///
/// # Errors
/// When the database cannot be written.
pub async fn use_rules(conn: &mut Conn, fingerprint: &str) -> Result<()> {
    let others = conn
        .sql(
            "insert into due_rules (id, fingerprint) values (1, $1)
             on conflict (id) do update set fingerprint = excluded.fingerprint
             where due_rules.fingerprint <> excluded.fingerprint",
        )
        .text(fingerprint)
        .run()
        .await?;
    if others == 1 {
        conn.sql(
            "update tickets set due_version = null where is_open = true and due_version is not null",
        )
        .run()
        .await?;
    }
    Ok(())
}

/// Open tickets whose due time is not known as they stand now, at most `limit` of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn unknown(conn: &mut Conn, limit: u32) -> Result<Vec<TicketId>> {
    let ids: Vec<Uuid> = conn
        .sql(
            "select id from tickets
             where is_open = true and (due_version is null or due_version <> version)
             order by id limit $1",
        )
        .bind(i64::from(limit))
        .values()
        .await?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// Keeps due times. One of a ticket that has changed meanwhile is not kept: it stays unknown.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep(conn: &mut Conn, dues: &[Due]) -> Result<()> {
    let never = Timestamp::from_second(NEVER).unwrap_or(Timestamp::MAX);
    for due in dues {
        conn.sql(
            "update tickets set next_due = $3, due_version = $2 where id = $1 and version = $2",
        )
        .bind(due.ticket.0)
        .bind(due.version)
        .bind(Ts(due.at.map_or(never, |at| at.min(never))))
        .run()
        .await?;
    }
    Ok(())
}
