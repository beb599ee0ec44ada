//! What became of suggestions, for the figures.

use domain::{Decision, Guess, Judged, TicketId};
use jiff::Timestamp;

use super::Gap;
use crate::tickets::number;
use crate::types::{Ts, parsed};
use crate::{Conn, Result, StoreError};

#[derive(sqlx::FromRow)]
struct Row {
    year: i16,
    sequence: i64,
    decision: String,
    top_unit: Option<String>,
    top_duty: Option<String>,
    top_confidence: Option<f64>,
    chosen: Option<String>,
    reason: Option<String>,
    unit: String,
    duty: Option<String>,
}

impl TryFrom<Row> for Judged {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let guess = match (row.top_unit, row.top_duty, row.top_confidence) {
            (Some(unit), Some(duty), Some(confidence)) => Some(Guess {
                unit: parsed("unit", &unit)?,
                duty: parsed("provision", &duty)?,
                confidence,
            }),
            _ => None,
        };
        Ok(Self {
            number: number(row.year, row.sequence)?,
            decision: match row.decision.as_str() {
                "suggest" => Decision::Suggest,
                _ => Decision::Unsure,
            },
            guess,
            chosen: row.chosen.map(|unit| parsed("unit", &unit)).transpose()?,
            reason: row.reason,
            unit: parsed("unit", &row.unit)?,
            duty: row
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
        })
    }
}

/// At most `limit` solved tickets filed in `[from, to)` that had a suggestion, the latest first: what
/// was guessed, what the first line chose, and who solved it.
///
/// # Errors
/// When the database cannot be read.
pub async fn judged(
    conn: &mut Conn,
    from: Timestamp,
    to: Timestamp,
    limit: u32,
) -> Result<Vec<Judged>> {
    conn.sql(
        "select t.year, t.sequence, s.decision, s.units -> 0 ->> 'unit' as top_unit,
             s.units -> 0 ->> 'duty' as top_duty,
             cast(s.units -> 0 ->> 'confidence' as double precision) as top_confidence,
             c.chosen_unit as chosen, c.reason, t.unit, t.duty
         from tickets t join suggestions s on s.ticket = t.id
             left join suggestion_choices c on c.event =
                 (select f.event from suggestion_choices f where f.ticket = t.id
                  order by f.at, f.event limit 1)
         where t.created_at >= $1 and t.created_at < $2 and t.resolved_at is not null
             and t.status in ('resolved', 'closed')
         order by t.created_at desc, t.id desc limit $3",
    )
    .bind(Ts(from))
    .bind(Ts(to))
    .bind(i64::from(limit))
    .all::<Row>()
    .await?
    .into_iter()
    .map(Judged::try_from)
    .collect()
}

/// How many tickets were filed, and how many of them with a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Filed {
    /// All of them.
    pub all: i64,
    /// Those for which the router was asked.
    pub suggested: i64,
    /// Those for which it proposed a unit.
    pub proposed: i64,
}

/// How many tickets were filed in `[from, to)`.
///
/// # Errors
/// When the database cannot be read.
pub async fn filed(conn: &mut Conn, from: Timestamp, to: Timestamp) -> Result<Filed> {
    let found: Option<Filed> = conn
        .sql(
            "select count(*) as \"all\", count(s.ticket) as suggested,
                 count(case when s.decision = 'suggest' then 1 end) as proposed
             from tickets t left join suggestions s on s.ticket = t.id
             where t.created_at >= $1 and t.created_at < $2",
        )
        .bind(Ts(from))
        .bind(Ts(to))
        .first()
        .await?;
    Ok(found.unwrap_or_default())
}

#[derive(sqlx::FromRow)]
struct GapRow {
    year: i16,
    sequence: i64,
    subject: String,
    unit: String,
    resolved_at: Ts,
}

/// At most `limit` tickets filed in `[from, to)` and solved without any provision, or of which the
/// router said that none covers them, the latest first: what people ask for and nobody's duty says.
///
/// # Errors
/// When the database cannot be read.
pub async fn gaps(conn: &mut Conn, from: Timestamp, to: Timestamp, limit: u32) -> Result<Vec<Gap>> {
    let rows: Vec<GapRow> = conn
        .sql(
            "select t.year, t.sequence, t.subject, t.unit, t.resolved_at
             from tickets t left join suggestions s on s.ticket = t.id
             where t.created_at >= $1 and t.created_at < $2 and t.resolved_at is not null
                 and t.status in ('resolved', 'closed') 
                 and (t.duty is null or s.note ->> 'kind' = 'no_provision')
             order by t.resolved_at desc, t.id desc limit $3",
        )
        .bind(Ts(from))
        .bind(Ts(to))
        .bind(i64::from(limit))
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Gap {
                number: number(row.year, row.sequence)?,
                subject: row.subject,
                unit: parsed("unit", &row.unit)?,
                at: row.resolved_at.0,
            })
        })
        .collect()
}

/// Makes a ticket's suggestion one that is recorded and shown to nobody: from now on only the figures
/// read it. Write it with the filing.
///
/// # Errors
/// When the database cannot be written.
pub async fn hide_suggestion(conn: &mut Conn, ticket: TicketId) -> Result<()> {
    conn.sql("update suggestions set shadow = true where ticket = $1")
        .bind(ticket.0)
        .run()
        .await?;
    Ok(())
}
