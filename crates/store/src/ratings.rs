//! What requesters say of solutions.

use std::collections::BTreeMap;

use domain::{EventId, Grade, Rating, TicketId};
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

use crate::types::{Ts, named, parsed};
use crate::{Conn, Result};

/// How often each word was said of one unit's solutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grades {
    /// In the order of [`Grade::ALL`]: well, fairly, badly.
    pub counts: [(Grade, i64); 3],
}

impl Default for Grades {
    fn default() -> Self {
        let counts = Grade::ALL.map(|grade| (grade, 0));
        Self { counts }
    }
}

impl Grades {
    /// All together.
    pub fn total(&self) -> i64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    solution: Uuid,
    ticket: Uuid,
    unit: String,
    grade: String,
    remark: String,
    rated_at: Ts,
    changed_at: Ts,
}

impl Row {
    fn read(self) -> Result<Rating> {
        Ok(Rating {
            ticket: TicketId(self.ticket),
            solution: EventId(self.solution),
            unit: parsed("unit", &self.unit)?,
            grade: named("grade", &self.grade, Grade::from_name(&self.grade))?,
            remark: self.remark,
            rated_at: self.rated_at.0,
            changed_at: self.changed_at.0,
        })
    }
}

/// What was said of a ticket's solutions, the oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Rating>> {
    conn.sql(
        "select solution, ticket, unit, grade, remark, rated_at, changed_at from ratings
         where ticket = $1 order by rated_at, solution",
    )
    .bind(ticket.0)
    .all::<Row>()
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// Keeps a rating; it takes the place of what was said of the same solution before.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when there is no such ticket or event.
pub async fn put(conn: &mut Conn, rating: &Rating) -> Result<()> {
    conn.sql(
        "insert into ratings (solution, ticket, unit, grade, remark, rated_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (solution) do update
         set grade = excluded.grade, remark = excluded.remark, changed_at = excluded.changed_at",
    )
    .bind(rating.solution.0)
    .bind(rating.ticket.0)
    .text(rating.unit.as_str())
    .text(rating.grade.as_str())
    .text(&rating.remark)
    .bind(Ts(rating.rated_at))
    .bind(Ts(rating.changed_at))
    .run()
    .await?;
    Ok(())
}

/// How often each word was said of each unit, of what was rated from `from` to before `to`. Units of which nothing
/// was said are missing.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_unit(
    conn: &mut Conn,
    from: Timestamp,
    to: Timestamp,
) -> Result<BTreeMap<UnitCode, Grades>> {
    let rows: Vec<(String, String, i64)> = conn
        .sql(
            "select unit, grade, count(*) from ratings
             where rated_at >= $1 and rated_at < $2 group by unit, grade",
        )
        .bind(Ts(from))
        .bind(Ts(to))
        .all()
        .await?;
    let mut found = BTreeMap::<UnitCode, Grades>::new();
    for (unit, grade, count) in rows {
        let grade = named("grade", &grade, Grade::from_name(&grade))?;
        let counts = &mut found.entry(parsed("unit", &unit)?).or_default().counts;
        for (_, kept) in counts.iter_mut().filter(|(one, _)| *one == grade) {
            *kept = count;
        }
    }
    Ok(found)
}
