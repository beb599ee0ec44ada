//! Tickets one by one, for a file.

use analyses::{Ended, Period};
use domain::{Priority, Status, TicketId, TicketNumber};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use uuid::Uuid;

use crate::tickets::{number, priority, status};
use crate::types::{Ts, named, parsed};
use crate::{Conn, Result};

/// One ticket of the file, as it stands now. What is figured out of its history is empty while its
/// figures are unknown ([`super::catch_up`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// Its row.
    pub id: TicketId,
    /// The number.
    pub number: TicketNumber,
    /// The subject.
    pub subject: String,
    /// Who needs help.
    pub requester_name: String,
    /// Where they work; may be empty.
    pub department: String,
    /// The unit that holds it.
    pub unit: UnitCode,
    /// The provision under which it holds it.
    pub duty: Option<Reference>,
    /// Where it stands.
    pub status: Status,
    /// How it presses.
    pub priority: Priority,
    /// When it was filed.
    pub registered_at: Timestamp,
    /// When the requester got the first answer.
    pub answered_at: Option<Timestamp>,
    /// Whether that was or can still be in time, as far as its last event tells; `None` when nothing was promised.
    pub answer_in_time: Option<bool>,
    /// When and how it ended.
    pub end: Option<(Timestamp, Ended)>,
    /// As for the answer.
    pub solution_in_time: Option<bool>,
    /// Seconds of office time up to the solution or up to its last event.
    pub used: Option<i64>,
    /// Escalations, transfers, returns, reopenings.
    pub moves: [i16; 4],
}

/// Where a piece of the file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportPlace {
    at: Timestamp,
    id: Uuid,
}

impl ExportRow {
    /// The place behind this row.
    pub fn place(&self) -> ExportPlace {
        ExportPlace {
            at: self.registered_at,
            id: self.id.0,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    year: i16,
    sequence: i64,
    subject: String,
    requester_name: String,
    requester_department: String,
    unit: String,
    duty: Option<String>,
    status: String,
    merged_into: Option<Uuid>,
    priority: i16,
    created_at: Ts,
    ended_at: Option<Ts>,
    ended: Option<String>,
    answer_promised: Option<bool>,
    answer_met_at: Option<Ts>,
    answer_breached_at: Option<Ts>,
    solution_promised: Option<bool>,
    solution_breached_at: Option<Ts>,
    solution_used: Option<i64>,
    escalations: Option<i16>,
    transfers: Option<i16>,
    returns: Option<i16>,
    reopenings: Option<i16>,
}

impl TryFrom<Row> for ExportRow {
    type Error = crate::StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let in_time = |promised: Option<bool>, breached: Option<Ts>| {
            promised
                .filter(|promised| *promised)
                .map(|_| breached.is_none())
        };
        let end = match (row.ended_at, row.ended) {
            (Some(at), Some(name)) => Some((at.0, named("end", &name, Ended::from_name(&name))?)),
            _ => None,
        };
        let moves = [row.escalations, row.transfers, row.returns, row.reopenings];
        Ok(Self {
            id: TicketId(row.id),
            number: number(row.year, row.sequence)?,
            subject: row.subject,
            requester_name: row.requester_name,
            department: row.requester_department,
            unit: parsed("unit", &row.unit)?,
            duty: row
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
            status: status(&row.status, row.merged_into.map(TicketId))?,
            priority: priority(row.priority)?,
            registered_at: row.created_at.0,
            answered_at: row.answer_met_at.map(|at| at.0),
            answer_in_time: in_time(row.answer_promised, row.answer_breached_at),
            end,
            solution_in_time: in_time(row.solution_promised, row.solution_breached_at),
            used: row.solution_used,
            moves: moves.map(Option::unwrap_or_default),
        })
    }
}

/// Tickets filed in the period, oldest first, at most `limit` of them (1–5,000) behind `after`; only
/// those held by the given units, when there are any given.
///
/// # Errors
/// When the database cannot be read.
pub async fn export(
    conn: &mut Conn,
    period: &Period,
    units: Option<&[UnitCode]>,
    after: Option<ExportPlace>,
    limit: u32,
) -> Result<Vec<ExportRow>> {
    let mut select = conn
        .select(
            "select t.id, t.year, t.sequence, t.subject, t.requester_name,
                 t.requester_department, t.unit, t.duty, t.status, t.merged_into, t.priority,
                 t.created_at, f.ended_at, f.ended, f.answer_promised, f.answer_met_at,
                 f.answer_breached_at, f.solution_promised, f.solution_breached_at,
                 f.solution_used, f.escalations, f.transfers, f.returns, f.reopenings
             from tickets t left join ticket_figures f
                 on f.ticket = t.id and f.version = t.version",
        )
        .and_with("t.created_at < ", Ts(period.to()));
    select = match after {
        Some(place) => select
            .and_with("(t.created_at, t.id) > (", Ts(place.at))
            .then_with(", ", place.id)
            .then(")"),
        None => select.and_with("t.created_at >= ", Ts(period.from())),
    };
    if let Some(units) = units {
        select = select.and_any("t.unit", units.iter().map(UnitCode::to_string));
    }
    let rows: Vec<Row> = select
        .then(" order by t.created_at, t.id")
        .then_with(" limit ", i64::from(limit.clamp(1, 5_000)))
        .finish()
        .all()
        .await?;
    rows.into_iter().map(ExportRow::try_from).collect()
}
