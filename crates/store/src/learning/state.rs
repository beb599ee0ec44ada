//! Whether learning goes on, and who is at it.

use jiff::Timestamp;

use crate::types::Ts;
use crate::{Conn, Outcome, Result};

/// Longer than any lease, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// The one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    /// The person who stopped it and when, while it is stopped.
    pub paused: Option<(String, Timestamp)>,
    /// Up to when decisions have been looked at; `None` before the first time.
    pub tried_at: Option<Timestamp>,
}

/// The right to learn, for one worker at a time.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "finish it, or nobody learns until it runs out"]
pub struct Lease {
    until: Timestamp,
    began: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    paused: bool,
    paused_by: Option<String>,
    paused_at: Option<Ts>,
    tried_at: Option<Ts>,
}

/// Whether learning goes on, and since when nothing has been looked at.
///
/// # Errors
/// When the database cannot be read.
pub async fn read(conn: &mut Conn) -> Result<Learning> {
    let row: Option<Row> = conn
        .sql("select paused, paused_by, paused_at, tried_at from learning where id = 1")
        .first()
        .await?;
    Ok(row.map_or(
        Learning {
            paused: None,
            tried_at: None,
        },
        |row| Learning {
            paused: row
                .paused_at
                .filter(|_| row.paused)
                .map(|at| (row.paused_by.unwrap_or_default(), at.0)),
            tried_at: row.tried_at.map(|at| at.0),
        },
    ))
}

/// Takes the right to learn for `seconds` (less than a day); `None` while somebody else has it or
/// learning is paused. A lease that would last longer than any can is void: the clock was set back.
///
/// # Errors
/// When the database cannot be written.
pub async fn take(conn: &mut Conn, now: Timestamp, seconds: i64) -> Result<Option<Lease>> {
    let until = Ts::plus_seconds(now, seconds);
    let rows = conn
        .sql(
            "update learning set lease_until = $2
             where id = 1 and paused = false and (lease_until <= $1 or lease_until > $3)",
        )
        .bind(Ts(now))
        .bind(until)
        .bind(Ts::plus_seconds(now, seconds.saturating_add(DAY)))
        .run()
        .await?;
    Ok((rows > 0).then_some(Lease {
        until: until.0,
        began: now,
    }))
}

/// Gives the right back and notes up to when decisions have been looked at. [`Outcome::Stale`] when
/// the lease has run out and somebody else took it, or a person paused learning in the meantime:
/// then nothing that was learned may be kept.
///
/// # Errors
/// When the database cannot be written.
pub async fn finish(conn: &mut Conn, lease: Lease, now: Timestamp) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update learning set lease_until = $3, tried_at = $2
             where id = 1 and paused = false and lease_until = $1",
        )
        .bind(Ts(lease.until))
        .bind(Ts(lease.began))
        .bind(Ts(now))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Stops learning until a person turns it on again; whoever is at it keeps nothing.
///
/// # Errors
/// When the database cannot be written.
pub async fn pause(conn: &mut Conn, by: &str, now: Timestamp) -> Result<()> {
    conn.sql(
        "update learning set paused = true, paused_by = $1, paused_at = $2, lease_until = $2
         where id = 1",
    )
    .text(by)
    .bind(Ts(now))
    .run()
    .await?;
    Ok(())
}

/// Turns learning on again. [`Outcome::Stale`] when it is on.
///
/// # Errors
/// When the database cannot be written.
pub async fn resume(conn: &mut Conn) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update learning set paused = false, paused_by = null, paused_at = null, tried_at = null
             where id = 1 and paused = true",
        )
        .run()
        .await?;
    Ok(Outcome::of(rows))
}
