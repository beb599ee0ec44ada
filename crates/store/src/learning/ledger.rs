//! The ledger: what people made of tickets that had a suggestion.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use uuid::Uuid;

use super::{LONGEST_BODY, Solved, person};
use crate::tickets::number;
use crate::types::{Ts, parsed};
use crate::{Conn, Result, StoreError};

/// Tickets that nothing is learned from: their words do not leave the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrivateClass {
    /// Units of which no ticket that they hold or have held is read.
    pub units: Vec<UnitCode>,
    /// Provisions of which no ticket is read.
    pub duties: Vec<Reference>,
}

#[derive(sqlx::FromRow)]
struct Row {
    year: i16,
    sequence: i64,
    subject: String,
    body: String,
    unit: String,
    duty: Option<String>,
    resolved_at: Ts,
    requester_account: Option<Uuid>,
    requester_email: String,
    handed_kind: Option<String>,
    handed_author: Option<Uuid>,
    solved_author: Option<Uuid>,
    solved_name: String,
}

impl TryFrom<Row> for Solved {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        // After a return the first line kept it; and what the program handed over by itself, the
        // one who solved it has confirmed.
        let handed = row
            .handed_author
            .filter(|_| row.handed_kind.as_deref() != Some("returned"));
        Ok(Self {
            id: number(row.year, row.sequence)?.to_string(),
            subject: row.subject,
            body: row.body,
            unit: parsed("unit", &row.unit)?,
            duty: row
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
            decided_by: person(handed.or(row.solved_author), &row.solved_name),
            requester: person(row.requester_account, &row.requester_email),
            at: row.resolved_at.0,
        })
    }
}

/// Tickets that count as solved; `t` and its suggestion `s`.
macro_rules! solved_tickets {
    ($columns:literal) => {
        concat!(
            "select ",
            $columns,
            " from tickets t join suggestions s on s.ticket = t.id "
        )
    };
}

/// The last hand-over and the solution of each.
const COLUMNS: &str = concat!(
    solved_tickets!(
        "t.year, t.sequence, t.subject, substr(t.body, 1, $1) as body, t.unit, t.duty,
         t.resolved_at, t.requester_account, t.requester_email, h.kind as handed_kind,
         h.author as handed_author, r.author as solved_author, r.author_name as solved_name"
    ),
    "join events r on r.ticket = t.id and r.sequence =
         (select max(e.sequence) from events e where e.ticket = t.id and e.kind = 'resolved')
     left join events h on h.ticket = t.id and h.sequence =
         (select max(e.sequence) from events e
          where e.ticket = t.id and e.kind in ('escalated', 'transferred', 'returned'))"
);

/// Narrows a query of solved tickets to those that may be read.
macro_rules! readable {
    ($select:expr, $private:expr) => {{
        let select = $select
            .and("t.resolved_at is not null and t.status in ('resolved', 'closed')")
            .and_any(
                "not exists (select 1 from ticket_units u where u.ticket = t.id and u.unit",
                $private.units.iter().map(|unit| unit.as_str().to_owned()),
            )
            .then(")");
        if $private.duties.is_empty() {
            select
        } else {
            select
                .and_any(
                    "(t.duty is null or t.duty not",
                    $private.duties.iter().map(ToString::to_string),
                )
                .then(")")
        }
    }};
}

/// At most `limit` solved tickets that had a suggestion, the latest first, with the unit that solved
/// each and its provision. Tickets of `private` are not read.
///
/// # Errors
/// When the database cannot be read.
pub async fn solved(conn: &mut Conn, private: &PrivateClass, limit: u32) -> Result<Vec<Solved>> {
    let select = conn.select(COLUMNS).with_first(LONGEST_BODY);
    readable!(select, private)
        .then_with(
            " order by t.resolved_at desc, t.id desc limit ",
            i64::from(limit),
        )
        .finish()
        .all::<Row>()
        .await?
        .into_iter()
        .map(Solved::try_from)
        .collect()
}

/// How much there is to learn from that was not there at `since`: tickets solved and requests brought
/// in after it (all, when it is `None`).
///
/// # Errors
/// When the database cannot be read.
pub async fn fresh(
    conn: &mut Conn,
    private: &PrivateClass,
    since: Option<Timestamp>,
) -> Result<i64> {
    let since = Ts(since.unwrap_or(Timestamp::UNIX_EPOCH));
    let select = conn
        .select(solved_tickets!("count(*)"))
        .and_with("t.resolved_at > ", since);
    let solved: i64 = readable!(select, private).finish().value().await?;
    let brought: i64 = conn
        .sql("select count(*) from past_tickets where imported_at > $1")
        .bind(since)
        .value()
        .await?;
    Ok(solved + brought)
}
