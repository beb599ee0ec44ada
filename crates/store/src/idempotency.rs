//! Requests that file one ticket however often they are sent.
//!
//! [`begin`] and [`finish`] belong into the transaction that files the ticket, `begin` first: a second
//! request with the same key waits there until the first has ended, then learns its number.

use domain::TicketNumber;
use jiff::Timestamp;

use crate::tickets::number;
use crate::types::Ts;
use crate::{Conn, Result};

/// What is known about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nothing was filed under it; go on.
    New,
    /// The same request filed this ticket.
    Same(TicketNumber),
    /// Another request used the key.
    Different,
}

#[derive(sqlx::FromRow)]
struct Row {
    request_hash: Vec<u8>,
    year: Option<i16>,
    sequence: Option<i64>,
}

/// Takes the key `key` within `scope` (whose key it is: the token's or the session's owner) for the
/// request that hashes to `request_hash`, or says who has taken it.
///
/// # Errors
/// [`crate::StoreError::Busy`] when the first request does not end in time.
pub async fn begin(
    conn: &mut Conn,
    scope: &str,
    key: &str,
    request_hash: &[u8],
    now: Timestamp,
) -> Result<Known> {
    let rows = conn
        .sql(
            "insert into idempotency_keys (scope, key, request_hash, created_at)
             values ($1, $2, $3, $4) on conflict (scope, key) do nothing",
        )
        .text(scope)
        .text(key)
        .bind(request_hash.to_vec())
        .bind(Ts(now))
        .run()
        .await?;
    if rows == 1 {
        return Ok(Known::New);
    }
    let row: Option<Row> = conn
        .sql(
            "select request_hash, year, sequence from idempotency_keys
             where scope = $1 and key = $2",
        )
        .text(scope)
        .text(key)
        .first()
        .await?;
    match row {
        Some(row) if row.request_hash != request_hash => Ok(Known::Different),
        Some(Row {
            year: Some(year),
            sequence: Some(sequence),
            ..
        }) => number(year, sequence).map(Known::Same),
        // Begun and committed without a ticket, or purged just now: nothing was filed.
        _ => Ok(Known::New),
    }
}

/// Notes that the request filed the ticket `number`, which must have been applied.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when there is no such ticket.
pub async fn finish(conn: &mut Conn, scope: &str, key: &str, number: TicketNumber) -> Result<()> {
    conn.sql("update idempotency_keys set year = $3, sequence = $4 where scope = $1 and key = $2")
        .text(scope)
        .text(key)
        .bind(number.year())
        .bind(number.sequence())
        .run()
        .await?;
    Ok(())
}

/// Forgets keys taken before `before`; how many.
///
/// # Errors
/// When the database cannot be written.
pub async fn purge(conn: &mut Conn, before: Timestamp) -> Result<u64> {
    conn.sql("delete from idempotency_keys where created_at < $1")
        .bind(Ts(before))
        .run()
        .await
}
