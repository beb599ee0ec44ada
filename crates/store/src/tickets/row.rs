//! Rows of tickets and events as the domain's types.

use domain::{
    Act, Author, Event, EventId, Impact, Merging, OutageId, Priority, Quarrel, Requester, Status,
    Ticket, TicketId, TicketNumber, Urgency, UserId, Waiting, WaitingFor,
};
use ordinance::UnitCode;
use sqlx::types::Json;
use uuid::Uuid;

use crate::types::{Ts, named, parsed};
use crate::{Result, StoreError};

/// A query for [`TicketRow`]s; the table is `t`.
macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "select t.id, t.year, t.sequence, t.version, t.subject, t.body,
                    t.requester_account, t.requester_name, t.requester_email,
                    t.requester_department, t.requester_room, t.requester_phone,
                    t.impact, t.urgency, t.priority, t.status, t.waiting,
                    t.waiting_until, t.quarrel, t.merging, t.outage, t.unit, t.assignee, t.duty,
                    t.created_at, t.updated_at, t.resolved_at, t.finished_at,
                    (select string_agg(u.unit, ' ' order by u.position)
                     from ticket_units u where u.ticket = t.id) as involved,
                    (select string_agg(k.unit, ' ' order by k.number)
                     from tasks k where k.ticket = t.id) as helpers
             from tickets t ",
            $conditions
        )
    };
}
pub(super) use select;

#[derive(sqlx::FromRow)]
pub(super) struct TicketRow {
    id: Uuid,
    year: i16,
    sequence: i64,
    version: i64,
    subject: String,
    body: String,
    requester_account: Option<Uuid>,
    requester_name: String,
    requester_email: String,
    requester_department: String,
    requester_room: String,
    requester_phone: String,
    impact: String,
    urgency: String,
    priority: i16,
    status: String,
    waiting: Option<String>,
    waiting_until: Option<Ts>,
    quarrel: Option<Json<Quarrel>>,
    merging: Option<Json<Merging>>,
    outage: Option<Uuid>,
    unit: String,
    assignee: Option<Uuid>,
    duty: Option<String>,
    created_at: Ts,
    updated_at: Ts,
    resolved_at: Option<Ts>,
    finished_at: Option<Ts>,
    involved: Option<String>,
    helpers: Option<String>,
}

impl TryFrom<TicketRow> for Ticket {
    type Error = StoreError;

    fn try_from(row: TicketRow) -> Result<Self> {
        let merging = row.merging.map(|merging| merging.0).unwrap_or_default();
        Ok(Self {
            id: TicketId(row.id),
            number: number(row.year, row.sequence)?,
            version: row.version,
            subject: row.subject,
            body: row.body,
            requester: Requester {
                account: row.requester_account.map(UserId),
                name: row.requester_name,
                email: row.requester_email,
                department: row.requester_department,
                room: row.requester_room,
                phone: row.requester_phone,
            },
            impact: named("impact", &row.impact, Impact::from_name(&row.impact))?,
            urgency: named("urgency", &row.urgency, Urgency::from_name(&row.urgency))?,
            priority: priority(row.priority)?,
            status: status(&row.status, merging.into.map(|into| into.ticket))?,
            waiting: waiting(row.waiting.as_deref(), row.waiting_until)?,
            quarrel: row.quarrel.map(|quarrel| quarrel.0).unwrap_or_default(),
            merging,
            outage: row.outage.map(OutageId),
            unit: parsed("unit", &row.unit)?,
            assignee: row.assignee.map(UserId),
            duty: row
                .duty
                .map(|duty| parsed("provision", &duty))
                .transpose()?,
            involved: units(row.involved)?,
            helpers: units(row.helpers)?,
            created_at: row.created_at.0,
            updated_at: row.updated_at.0,
            resolved_at: row.resolved_at.map(|at| at.0),
            finished_at: row.finished_at.map(|at| at.0),
        })
    }
}

/// Units with a space between them, each once.
fn units(text: Option<String>) -> Result<Vec<UnitCode>> {
    let mut units: Vec<UnitCode> = Vec::new();
    for unit in text.unwrap_or_default().split_whitespace() {
        let unit = parsed("unit", unit)?;
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    Ok(units)
}

/// # Errors
/// [`StoreError::Corrupt`] when they are not a ticket number.
pub(crate) fn number(year: i16, sequence: i64) -> Result<TicketNumber> {
    TicketNumber::new(year, sequence).map_err(|error| StoreError::corrupt("ticket number", error))
}

/// # Errors
/// [`StoreError::Corrupt`] when there is no such priority.
pub(crate) fn priority(number: i16) -> Result<Priority> {
    u8::try_from(number)
        .map_err(|error| error.to_string())
        .and_then(Priority::try_from)
        .map_err(|error| StoreError::corrupt("priority", error))
}

/// The status of a row; one that goes on as another ticket stands there as cancelled.
///
/// # Errors
/// [`StoreError::Corrupt`] when there is no such status.
pub(crate) fn status(name: &str, merged_into: Option<TicketId>) -> Result<Status> {
    let kept = named("status", name, Status::from_name(name))?;
    Ok(merged_into.map_or(kept, |_| Status::Merged))
}

/// How a status stands in a row.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Merged => Status::Cancelled.as_str(),
        other => other.as_str(),
    }
}

/// # Errors
/// [`StoreError::Corrupt`] when nothing of this name is waited for.
pub(super) fn waiting(on: Option<&str>, until: Option<Ts>) -> Result<Option<Waiting>> {
    let Some(name) = on else {
        return Ok(None);
    };
    let on = named("waiting", name, WaitingFor::from_name(name))?;
    let until = until.map(|until| until.0);
    Ok(Some(Waiting { on, until }))
}

#[derive(sqlx::FromRow)]
pub(super) struct EventRow {
    id: Uuid,
    ticket: Uuid,
    sequence: i64,
    at: Ts,
    author: Option<Uuid>,
    author_name: String,
    author_unit: Option<String>,
    act: Json<Act>,
}

impl TryFrom<EventRow> for Event {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            id: EventId(row.id),
            ticket: TicketId(row.ticket),
            sequence: row.sequence,
            at: row.at.0,
            by: Author {
                user: row.author.map(UserId),
                name: row.author_name,
                unit: row
                    .author_unit
                    .map(|unit| parsed("unit", &unit))
                    .transpose()?,
            },
            act: row.act.0,
        })
    }
}
