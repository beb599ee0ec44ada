//! Child tasks: kept with each event of their ticket, listed for the unit that does them.

use domain::{
    Act, Event, Priority, Task, TaskKind, TaskState, TicketId, TicketNumber, UserId, Work,
};
use ordinance::UnitCode;
use uuid::Uuid;

use crate::tickets::{number, priority};
use crate::types::{Ts, named, parsed};
use crate::{Conn, Result};

/// So many open tasks are listed at most.
const MOST: i64 = 200;

/// A task that waits for a unit, and its ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenTask {
    /// The ticket's row.
    pub id: TicketId,
    /// The ticket's number.
    pub ticket: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// The ticket's priority.
    pub priority: Priority,
    /// The task.
    pub task: Task,
}

#[derive(sqlx::FromRow)]
struct Row {
    ticket: Uuid,
    year: i16,
    sequence: i64,
    subject: String,
    priority: i16,
    number: i64,
    kind: String,
    unit: String,
    duty: String,
    place: String,
    contact: String,
    what: String,
    state: String,
    assignee: Option<Uuid>,
    result: String,
    opened_at: Ts,
    ended_at: Option<Ts>,
}

impl Row {
    fn read(self) -> Result<OpenTask> {
        Ok(OpenTask {
            id: TicketId(self.ticket),
            ticket: number(self.year, self.sequence)?,
            subject: self.subject,
            priority: priority(self.priority)?,
            task: Task {
                number: self.number,
                work: Work {
                    kind: named("kind of task", &self.kind, TaskKind::from_name(&self.kind))?,
                    to: parsed("unit", &self.unit)?,
                    duty: parsed("provision", &self.duty)?,
                    place: self.place,
                    contact: self.contact,
                    what: self.what,
                },
                state: named("state", &self.state, TaskState::from_name(&self.state))?,
                assignee: self.assignee.map(UserId),
                result: self.result,
                opened_at: self.opened_at.0,
                ended_at: self.ended_at.map(|at| at.0),
            },
        })
    }
}

macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "select k.ticket, t.year, t.sequence, t.subject, t.priority, k.number, k.kind, k.unit, k.duty,
                    k.place, k.contact, k.what, k.state, k.assignee, k.result, k.opened_at,
                    k.ended_at
             from tasks k join tickets t on t.id = k.ticket ",
            $conditions
        )
    };
}

/// The tasks that wait for a unit, of tickets that are not finished, oldest first; at most 200.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_of_unit(conn: &mut Conn, unit: &UnitCode) -> Result<Vec<OpenTask>> {
    conn.sql(select!(
        "where k.unit = $1 and k.ended_at is null and t.finished_at is null
         order by k.opened_at, k.ticket, k.number limit $2"
    ))
    .text(unit.as_str())
    .bind(MOST)
    .all::<Row>()
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// Every task of a ticket, in the order in which they were given; the same as [`domain::tasks`] of
/// its history.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Task>> {
    conn.sql(select!("where k.ticket = $1 order by k.number"))
        .bind(ticket.0)
        .all::<Row>()
        .await?
        .into_iter()
        .map(|row| Ok(row.read()?.task))
        .collect()
}

/// Keeps what an event does to the tasks of its ticket.
pub(crate) async fn keep(conn: &mut Conn, event: &Event) -> Result<()> {
    match &event.act {
        Act::TaskGiven(work) => {
            conn.later(
                "insert into tasks (ticket, number, kind, unit, duty, place, contact, what, state,
                     result, opened_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', '', $9)",
            )
            .bind(event.ticket.0)
            .bind(event.sequence)
            .text(work.kind.as_str())
            .text(work.to.as_str())
            .bind(work.duty.to_string())
            .text(&work.place)
            .text(&work.contact)
            .text(&work.what)
            .bind(Ts(event.at))
            .run()
            .await?;
        }
        Act::TaskTaken { task } => {
            conn.later(
                "update tasks set state = 'taken', assignee = $3 where ticket = $1 and number = $2",
            )
            .bind(event.ticket.0)
            .bind(*task)
            .bind(event.by.user.map(|user| user.0))
            .run()
            .await?;
        }
        Act::TaskEnded { task, how, result } => {
            conn.later(
                "update tasks set state = $3, result = $4, ended_at = $5
                 where ticket = $1 and number = $2",
            )
            .bind(event.ticket.0)
            .bind(*task)
            .text(how.as_str())
            .text(result)
            .bind(Ts(event.at))
            .run()
            .await?;
        }
        _ => {}
    }
    Ok(())
}
