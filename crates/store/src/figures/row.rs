//! Rows of figures as the type that is counted.

use analyses::{Deadline, End, Ended, TicketFigures};
use domain::TicketId;
use jiff::Timestamp;
use uuid::Uuid;

use super::never;
use crate::tickets::priority;
use crate::types::{Ts, named, parsed};
use crate::{Conn, Result};

/// A query for [`Row`]s.
macro_rules! select {
    () => {
        "select ticket, version, registered_at, ended_at, ended, priority, unit, duty, first_target,
             escalations, transfers, returns, reopenings, questions, tasks,
             answer_promised, answer_met_at, answer_breached_at, answer_due_at, answer_used,
             solution_promised, solution_met_at, solution_breached_at, solution_due_at, solution_used
         from ticket_figures"
    };
}
pub(super) use select;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    ticket: Uuid,
    version: i64,
    registered_at: Ts,
    ended_at: Ts,
    ended: Option<String>,
    priority: i16,
    unit: String,
    duty: Option<String>,
    first_target: Option<String>,
    escalations: i16,
    transfers: i16,
    returns: i16,
    reopenings: i16,
    questions: i16,
    tasks: i16,
    answer_promised: bool,
    answer_met_at: Option<Ts>,
    answer_breached_at: Option<Ts>,
    answer_due_at: Option<Ts>,
    answer_used: i64,
    solution_promised: bool,
    solution_met_at: Option<Ts>,
    solution_breached_at: Option<Ts>,
    solution_due_at: Option<Ts>,
    solution_used: i64,
}

impl Row {
    /// Its place in the order of ends.
    pub(super) fn place(&self) -> (Timestamp, Uuid) {
        (self.ended_at.0, self.ticket)
    }

    /// # Errors
    /// [`crate::StoreError::Corrupt`] when it is not what [`write`] wrote.
    pub(super) fn read(self) -> Result<TicketFigures> {
        let end = match self.ended {
            Some(name) => Some(End {
                at: self.ended_at.0,
                how: named("end", &name, Ended::from_name(&name))?,
            }),
            None => None,
        };
        let unit = |text: Option<String>| text.map(|text| parsed("unit", &text)).transpose();
        Ok(TicketFigures {
            ticket: TicketId(self.ticket),
            version: self.version,
            registered_at: self.registered_at.0,
            priority: priority(self.priority)?,
            unit: parsed("unit", &self.unit)?,
            duty: self
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
            first_target: unit(self.first_target)?,
            escalations: self.escalations.unsigned_abs(),
            transfers: self.transfers.unsigned_abs(),
            returns: self.returns.unsigned_abs(),
            reopenings: self.reopenings.unsigned_abs(),
            questions: self.questions.unsigned_abs(),
            tasks: self.tasks.unsigned_abs(),
            answer: Deadline {
                promised: self.answer_promised,
                met_at: self.answer_met_at.map(|at| at.0),
                breached_at: self.answer_breached_at.map(|at| at.0),
                due_at: self.answer_due_at.map(|at| at.0),
                used: self.answer_used,
            },
            solution: Deadline {
                promised: self.solution_promised,
                met_at: self.solution_met_at.map(|at| at.0),
                breached_at: self.solution_breached_at.map(|at| at.0),
                due_at: self.solution_due_at.map(|at| at.0),
                used: self.solution_used,
            },
            end,
        })
    }
}

/// A count as it is kept; what nobody ever does so often stays at the most that can be kept.
fn count(count: u16) -> i16 {
    i16::try_from(count).unwrap_or(i16::MAX)
}

/// Writes the row, in place of the one that was there.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write(conn: &mut Conn, figures: &TicketFigures) -> Result<()> {
    let (answer, solution) = (&figures.answer, &figures.solution);
    conn.sql(
        "insert into ticket_figures (ticket, version, registered_at, ended_at, ended, priority,
             unit, duty, first_target, escalations, transfers, returns, reopenings, questions,
             tasks, answer_promised, answer_met_at, answer_breached_at, answer_due_at, answer_used,
             solution_promised, solution_met_at, solution_breached_at, solution_due_at,
             solution_used)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
             $19, $20, $21, $22, $23, $24, $25)
         on conflict (ticket) do update set version = excluded.version,
             registered_at = excluded.registered_at, ended_at = excluded.ended_at,
             ended = excluded.ended, priority = excluded.priority, unit = excluded.unit,
             duty = excluded.duty, first_target = excluded.first_target,
             escalations = excluded.escalations, transfers = excluded.transfers,
             returns = excluded.returns, reopenings = excluded.reopenings,
             questions = excluded.questions, tasks = excluded.tasks,
             answer_promised = excluded.answer_promised, answer_met_at = excluded.answer_met_at,
             answer_breached_at = excluded.answer_breached_at,
             answer_due_at = excluded.answer_due_at, answer_used = excluded.answer_used,
             solution_promised = excluded.solution_promised,
             solution_met_at = excluded.solution_met_at,
             solution_breached_at = excluded.solution_breached_at,
             solution_due_at = excluded.solution_due_at, solution_used = excluded.solution_used",
    )
    .bind(figures.ticket.0)
    .bind(figures.version)
    .bind(Ts(figures.registered_at))
    .bind(figures.end.map_or(never(), |end| Ts(end.at)))
    .text_or_null(figures.end.map(|end| end.how.as_str()))
    .bind(i16::from(figures.priority.number()))
    .text(figures.unit.as_str())
    .bind(figures.duty.map(|duty| duty.to_string()))
    .text_or_null(
        figures
            .first_target
            .as_ref()
            .map(ordinance::UnitCode::as_str),
    )
    .bind(count(figures.escalations))
    .bind(count(figures.transfers))
    .bind(count(figures.returns))
    .bind(count(figures.reopenings))
    .bind(count(figures.questions))
    .bind(count(figures.tasks))
    .bind(answer.promised)
    .bind(answer.met_at.map(Ts))
    .bind(answer.breached_at.map(Ts))
    .bind(answer.due_at.map(Ts))
    .bind(answer.used)
    .bind(solution.promised)
    .bind(solution.met_at.map(Ts))
    .bind(solution.breached_at.map(Ts))
    .bind(solution.due_at.map(Ts))
    .bind(solution.used)
    .run()
    .await?;
    Ok(())
}
