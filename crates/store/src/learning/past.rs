//! Requests solved in another system, brought in to learn from.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

use super::{LONGEST_BODY, PrivateClass, Solved};
use crate::types::{Ts, parsed};
use crate::{Conn, Result, StoreError};

/// A solved request of another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// SHA-256 of what was read: the same request has the same key.
    pub key: [u8; 32],
    /// The system: `rt`, `glpi`, `zammad`, `plain`.
    pub source: String,
    /// Its number there.
    pub number: String,
    /// One line.
    pub subject: String,
    /// What happened.
    pub body: String,
    /// The unit that solved it.
    pub unit: UnitCode,
    /// The provision, where the other system knew it.
    pub duty: Option<Reference>,
    /// Who decided, in the other system's words.
    pub decided_by: String,
    /// Who asked, in the other system's words.
    pub requester: String,
    /// When it was solved (or filed, where the other system tells no more).
    pub at: Timestamp,
}

/// Keeps a request unless it is there already; whether it is new.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert_past(conn: &mut Conn, request: &Imported, now: Timestamp) -> Result<bool> {
    let rows = conn
        .sql(
            "insert into past_tickets (id, source, number, subject, body, unit, duty, decided_by,
                 requester, at, imported_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing",
        )
        .bind(request.key.to_vec())
        .text(&request.source)
        .text(&request.number)
        .text(&request.subject)
        .text(&request.body)
        .text(request.unit.as_str())
        .bind(request.duty.map(|duty| duty.to_string()))
        .text(&request.decided_by)
        .text(&request.requester)
        .bind(Ts(request.at))
        .bind(Ts(now))
        .run()
        .await?;
    Ok(rows > 0)
}

/// How many requests were brought in.
///
/// # Errors
/// When the database cannot be read.
pub async fn past_count(conn: &mut Conn) -> Result<i64> {
    conn.sql("select count(*) from past_tickets").value().await
}

#[derive(sqlx::FromRow)]
struct Row {
    source: String,
    number: String,
    subject: String,
    body: String,
    unit: String,
    duty: Option<String>,
    decided_by: String,
    requester: String,
    at: Ts,
}

impl TryFrom<Row> for Solved {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: format!("{}:{}", row.source, row.number),
            subject: row.subject,
            body: row.body,
            unit: parsed("unit", &row.unit)?,
            duty: row
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
            decided_by: row.decided_by,
            requester: row.requester,
            at: row.at.0,
        })
    }
}

/// At most `limit` requests that were brought in, the latest first. Those of `private` are not read.
///
/// # Errors
/// When the database cannot be read.
pub async fn past(conn: &mut Conn, private: &PrivateClass, limit: u32) -> Result<Vec<Solved>> {
    let mut select = conn
        .select(
            "select p.source, p.number, p.subject, substr(p.body, 1, $1) as body, p.unit, p.duty,
                 p.decided_by, p.requester, p.at from past_tickets p",
        )
        .with_first(LONGEST_BODY);
    if !private.units.is_empty() {
        select = select.and_any(
            "p.unit not",
            private.units.iter().map(|unit| unit.as_str().to_owned()),
        );
    }
    if !private.duties.is_empty() {
        select = select
            .and_any(
                "(p.duty is null or p.duty not",
                private.duties.iter().map(ToString::to_string),
            )
            .then(")");
    }
    select
        .then_with(" order by p.at desc, p.id desc limit ", i64::from(limit))
        .finish()
        .all::<Row>()
        .await?
        .into_iter()
        .map(Solved::try_from)
        .collect()
}
