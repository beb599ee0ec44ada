//! Solving every ticket of an outage: each in a transaction of its own, by an act of its own. What became
//! of each is kept, so that whoever goes on after a stop does none twice and leaves none out.

use domain::{OutageId, TicketId, TicketNumber};
use jiff::Timestamp;
use uuid::Uuid;

use crate::conn::Dialect;
use crate::tickets::number;
use crate::types::{Ts, named};
use crate::{Conn, Outcome, Result};

/// So many refused tickets are listed at most.
const MOST: i64 = 200;

/// What became of a ticket that was to be solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its turn has not come.
    Waiting,
    /// Solved.
    Resolved,
    /// Somebody had solved it, or ended it otherwise.
    Already,
    /// It could not be solved; the reason says why.
    Refused,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Resolved, Self::Already, Self::Refused];

    /// The name in the database and the API: `already`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Resolved => "resolved",
            Self::Already => "already",
            Self::Refused => "refused",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A ticket whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The outage.
    pub outage: OutageId,
    /// The event of the outage that asked for it.
    pub sequence: i64,
    /// The ticket.
    pub ticket: TicketId,
}

/// Puts every ticket of the outage that is not finished in line.
pub(super) async fn begin(conn: &mut Conn, outage: OutageId, sequence: i64) -> Result<()> {
    conn.sql(
        "insert into outage_results (outage, sequence, ticket, state)
         select outage, $2, id, 'waiting' from tickets
         where outage = $1 and finished_at is null",
    )
    .bind(outage.0)
    .bind(sequence)
    .run()
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TurnRow {
    outage: Uuid,
    sequence: i64,
    ticket: Uuid,
}

macro_rules! next {
    ($lock:literal) => {
        concat!(
            "select outage, sequence, ticket from outage_results where state = 'waiting'
             order by outage, sequence, ticket limit 1",
            $lock
        )
    };
}

/// The next ticket whose turn it is; nobody else gets it until the transaction ends. `None` when none waits,
/// or others are at work on those that do.
///
/// # Errors
/// When the database cannot be read.
pub async fn next(conn: &mut Conn) -> Result<Option<Turn>> {
    let sql = match conn.dialect() {
        // One writer at a time: nothing to lock.
        Dialect::Sqlite => next!(""),
        Dialect::Postgres => next!(" for update skip locked"),
    };
    let row: Option<TurnRow> = conn.sql(sql).first().await?;
    Ok(row.map(|row| Turn {
        outage: OutageId(row.outage),
        sequence: row.sequence,
        ticket: TicketId(row.ticket),
    }))
}

/// Notes what became of a ticket; in the transaction that solves it. [`Outcome::Stale`] when that was noted
/// before: then nothing may be written.
///
/// # Errors
/// When the database cannot be written.
pub async fn settle(
    conn: &mut Conn,
    turn: Turn,
    state: State,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update outage_results set state = $4, reason = $5, at = $6
             where outage = $1 and sequence = $2 and ticket = $3 and state = 'waiting'",
        )
        .bind(turn.outage.0)
        .bind(turn.sequence)
        .bind(turn.ticket.0)
        .text(state.as_str())
        .text_or_null(reason)
        .bind(Ts(now))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// How many tickets have come to what, for the event `sequence` of an outage; in the order of [`State::ALL`].
///
/// # Errors
/// When the database cannot be read.
pub async fn tally(conn: &mut Conn, outage: OutageId, sequence: i64) -> Result<Vec<(State, i64)>> {
    let found: Vec<(String, i64)> = conn
        .sql(
            "select state, count(*) from outage_results where outage = $1 and sequence = $2
             group by state",
        )
        .bind(outage.0)
        .bind(sequence)
        .all()
        .await?;
    let count = |state: State| {
        let found = found.iter().find(|(name, _)| name == state.as_str());
        found.map_or(0, |(_, count)| *count)
    };
    Ok(State::ALL.map(|state| (state, count(state))).into())
}

/// What became of one ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketResult {
    /// The ticket.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// What became of it.
    pub state: State,
    /// The name of the refusal; empty when it was not refused.
    pub reason: String,
}

#[derive(sqlx::FromRow)]
struct ResultRow {
    ticket: Uuid,
    year: i16,
    number: i64,
    state: String,
    reason: Option<String>,
}

/// What became of tickets for the event `sequence` of an outage, in the order of their numbers: of those that
/// were refused only, or of all from the `skip`-th on; at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn results(
    conn: &mut Conn,
    outage: OutageId,
    sequence: i64,
    which: Which,
) -> Result<Vec<TicketResult>> {
    let (all, skip) = match which {
        Which::Refused => (false, 0),
        Which::All { skip } => (true, i64::from(skip)),
    };
    let rows: Vec<ResultRow> = conn
        .sql(
            "select r.ticket, t.year, t.sequence as number, r.state, r.reason
             from outage_results r join tickets t on t.id = r.ticket
             where r.outage = $1 and r.sequence = $2 and ($3 or r.state = 'refused')
             order by t.year, t.sequence limit $4 offset $5",
        )
        .bind(outage.0)
        .bind(sequence)
        .bind(all)
        .bind(MOST)
        .bind(skip)
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(TicketResult {
                ticket: TicketId(row.ticket),
                number: number(row.year, row.number)?,
                state: named("state", &row.state, State::from_name(&row.state))?,
                reason: row.reason.unwrap_or_default(),
            })
        })
        .collect()
}

/// Which results are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Tickets that could not be solved.
    Refused,
    /// All, but for so many.
    All {
        /// How many to leave out at the beginning.
        skip: u32,
    },
}
