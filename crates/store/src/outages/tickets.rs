//! Tickets and outages: how many belong to one, and which could.

use domain::{OutageId, TicketId, TicketNumber, UserId};
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

use crate::tickets::number;
use crate::types::Ts;
use crate::{Conn, Result};

/// How many tickets belong to an outage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Somebody still has to work on them.
    pub open: i64,
    /// All of them.
    pub all: i64,
}

#[derive(sqlx::FromRow)]
struct CountRow {
    outage: Uuid,
    open: i64,
    tickets: i64,
}

/// How many tickets belong to each outage; those without any are left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(conn: &mut Conn, outages: &[OutageId]) -> Result<Vec<(OutageId, Counts)>> {
    let rows: Vec<CountRow> = conn
        .select(
            "select outage, count(case when is_open = true then 1 end) as open, count(*) as tickets
             from tickets",
        )
        .and_any("outage", outages.iter().map(|id| id.0))
        .then(" group by outage")
        .finish()
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let counts = Counts {
                open: row.open,
                all: row.tickets,
            };
            (OutageId(row.outage), counts)
        })
        .collect())
}

/// The newest open ticket of an account that belongs to an outage.
///
/// # Errors
/// When the database cannot be read.
pub async fn own(
    conn: &mut Conn,
    outage: OutageId,
    account: UserId,
) -> Result<Option<TicketNumber>> {
    let row: Option<(i16, i64)> = conn
        .sql(
            "select year, sequence from tickets
             where outage = $1 and requester_account = $2 and is_open = true
             order by created_at desc, id desc limit 1",
        )
        .bind(outage.0)
        .bind(account.0)
        .first()
        .await?;
    row.map(|(year, sequence)| number(year, sequence))
        .transpose()
}

/// Subjects of the newest tickets of an outage; at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn subjects(conn: &mut Conn, outage: OutageId, limit: u32) -> Result<Vec<String>> {
    conn.sql(
        "select subject from tickets where outage = $1
         order by created_at desc, id desc limit $2",
    )
    .bind(outage.0)
    .bind(i64::from(limit))
    .values()
    .await
}

/// A ticket that could belong to an outage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The ticket.
    pub id: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// Its subject.
    pub subject: String,
    /// The first 2,000 characters of its body.
    pub body: String,
}

#[derive(sqlx::FromRow)]
struct CandidateRow {
    id: Uuid,
    year: i16,
    sequence: i64,
    subject: String,
    body: String,
}

/// Open tickets of `unit` that were filed since a moment, belong to no outage, and of which nobody has said
/// that they do not belong to this one; the newest first, at most `limit`.
///
/// # Errors
/// When the database cannot be read.
pub async fn candidates(
    conn: &mut Conn,
    outage: OutageId,
    unit: &UnitCode,
    since: Timestamp,
    limit: u32,
) -> Result<Vec<Candidate>> {
    let rows: Vec<CandidateRow> = conn
        .sql(
            "select t.id, t.year, t.sequence, t.subject, substr(t.body, 1, 2000) as body
             from tickets t
             where t.unit = $2 and t.is_open = true and t.created_at >= $3 and t.outage is null
               and not exists (select 1 from outage_strangers s
                               where s.outage = $1 and s.ticket = t.id)
             order by t.created_at desc, t.id desc limit $4",
        )
        .bind(outage.0)
        .text(unit.as_str())
        .bind(Ts(since))
        .bind(i64::from(limit))
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Candidate {
                id: TicketId(row.id),
                number: number(row.year, row.sequence)?,
                subject: row.subject,
                body: row.body,
            })
        })
        .collect()
}

/// Notes that a ticket does not belong to an outage, so that nobody is asked again.
///
/// # Errors
/// When the database cannot be written.
pub async fn tell_apart(conn: &mut Conn, outage: OutageId, ticket: TicketId) -> Result<()> {
    conn.sql(
        "insert into outage_strangers (outage, ticket) values ($1, $2) on conflict do nothing",
    )
    .bind(outage.0)
    .bind(ticket.0)
    .run()
    .await?;
    Ok(())
}

/// The outages of which somebody said that the ticket does not belong to them.
///
/// # Errors
/// When the database cannot be read.
pub async fn told_apart(conn: &mut Conn, ticket: TicketId) -> Result<Vec<OutageId>> {
    let ids: Vec<Uuid> = conn
        .sql("select outage from outage_strangers where ticket = $1")
        .bind(ticket.0)
        .values()
        .await?;
    Ok(ids.into_iter().map(OutageId).collect())
}
