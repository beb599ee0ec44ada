//! The queue: one page, one walk of an index.

use domain::{OutageId, Priority, Status, TicketId, TicketNumber, UserId, Waiting};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use uuid::Uuid;

use super::{row, search};
use crate::conn::Dialect;
use crate::cursor::{List, Place};
use crate::sql::Select;
use crate::types::{Ts, parsed};
use crate::{Conn, CursorError, Result};

/// Largest page.
const PAGE_LIMIT: u32 = 500;

/// Which tickets to list. The default is every open ticket; conditions narrow it together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Held by one of these units; an empty list finds nothing.
    pub units: Option<Vec<UnitCode>>,
    /// The unit holds or has held it.
    pub involved: Option<UnitCode>,
    /// In one of these statuses; empty: every open one ([`Status::is_open`]).
    pub statuses: Vec<Status>,
    /// Of one of these priorities; empty: any.
    pub priorities: Vec<Priority>,
    /// This person works on it.
    pub assignee: Option<UserId>,
    /// Filed for the owner of this account.
    pub requester: Option<UserId>,
    /// Of tickets that go on as another one, only those of which that one is not finished.
    pub goes_on: bool,
    /// One of these tickets, up to 500.
    pub only: Option<Vec<TicketId>>,
    /// Belongs to this outage.
    pub outage: Option<OutageId>,
    /// Belongs to an outage, or to none; unset: either.
    pub in_outage: Option<bool>,
    /// Each word occurs in number, subject, body, requester's name, e-mail, department, room or telephone,
    /// in a note, a comment or a solution: whole or begun, in any form of the word; case and diacritics make no
    /// difference. `"two words"` stand so one after the other; `nadawca:nowak` looks at the requester only.
    /// Staff's internal words are looked through unless `requester` is set. The first 200 characters count.
    pub text: Option<String>,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
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
    /// Where it stands.
    pub status: Status,
    /// The ticket as which it goes on, and where that one stands.
    pub goes_on: Option<(TicketNumber, Status)>,
    /// For what it waits, when it does; may be over by now ([`Waiting::lasts_at`]).
    pub waiting: Option<Waiting>,
    /// How it presses.
    pub priority: Priority,
    /// Who works on it.
    pub assignee_name: Option<String>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// When something last happened to it.
    pub updated_at: Timestamp,
    /// The outage to which it belongs, and its title.
    pub outage: Option<(OutageId, String)>,
    /// Proposed unit, its provision and the confidence (0–1); `None` when the matcher was unsure or
    /// was not asked.
    pub suggested: Option<(UnitCode, Reference, f64)>,
}

/// One page of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueuePage {
    /// Most urgent first, then newest.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<Cursor>,
}

/// Where a page of the queue ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(Place);

impl Cursor {
    /// 40 characters that may stand in an address as they are.
    pub fn to_token(&self) -> String {
        self.0.to_token(List::Queue)
    }

    /// The cursor that [`Cursor::to_token`] wrote.
    ///
    /// # Errors
    /// [`CursorError`] for any other text.
    pub fn from_token(token: &str) -> Result<Self, CursorError> {
        Place::from_token(List::Queue, token).map(Self)
    }
}

#[cfg(test)]
impl Cursor {
    pub(super) fn from_place(place: Place) -> Self {
        Self(place)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    year: i16,
    sequence: i64,
    subject: String,
    requester_name: String,
    department: String,
    unit: String,
    status: String,
    main: Option<Uuid>,
    main_year: Option<i16>,
    main_sequence: Option<i64>,
    main_status: Option<String>,
    waiting: Option<String>,
    waiting_until: Option<Ts>,
    priority: i16,
    assignee_name: Option<String>,
    created_at: Ts,
    updated_at: Ts,
    outage: Option<Uuid>,
    outage_title: Option<String>,
    proposed_unit: Option<String>,
    proposed_duty: Option<String>,
    proposed_confidence: Option<f64>,
}

impl Row {
    fn place(&self) -> Result<Place> {
        Ok(Place {
            weight: 6 - row::priority(self.priority)?.number(),
            at: self.created_at.0,
            id: self.id,
        })
    }

    fn read(self) -> Result<QueueRow> {
        let suggested = match (
            self.proposed_unit,
            self.proposed_duty,
            self.proposed_confidence,
        ) {
            (Some(unit), Some(duty), Some(confidence)) => Some((
                parsed("unit", &unit)?,
                parsed("provision", &duty)?,
                confidence,
            )),
            _ => None,
        };
        let goes_on = match (self.main_year, self.main_sequence, self.main_status) {
            (Some(year), Some(sequence), Some(status)) => {
                Some((row::number(year, sequence)?, row::status(&status, None)?))
            }
            _ => None,
        };
        Ok(QueueRow {
            id: TicketId(self.id),
            number: row::number(self.year, self.sequence)?,
            subject: self.subject,
            requester_name: self.requester_name,
            department: self.department,
            unit: parsed("unit", &self.unit)?,
            status: row::status(&self.status, self.main.map(TicketId))?,
            goes_on,
            waiting: row::waiting(self.waiting.as_deref(), self.waiting_until)?,
            priority: row::priority(self.priority)?,
            assignee_name: self.assignee_name,
            created_at: self.created_at.0,
            updated_at: self.updated_at.0,
            outage: self.outage.map(OutageId).zip(self.outage_title),
            suggested,
        })
    }
}

/// The columns of [`Row`] and where they come from.
macro_rules! page {
    ($from:literal) => {
        concat!(
            "select t.id, t.year, t.sequence, t.subject, t.requester_name,
                    t.requester_department as department, t.unit, t.status, t.merged_into as main,
                    m.year as main_year, m.sequence as main_sequence, m.status as main_status,
                    t.waiting,
                    t.waiting_until, t.priority,
                    a.name as assignee_name, t.created_at, t.updated_at, t.outage,
                    o.title as outage_title,
                    s.proposed_unit, s.proposed_duty, s.proposed_confidence from ",
            $from,
            " left join accounts a on a.id = t.assignee
              left join outages o on o.id = t.outage
              left join tickets m on m.id = t.merged_into
              left join suggestions s on s.ticket = t.id and s.shadow = false"
        )
    };
}

/// One page of the tickets that `filter` admits, most urgent first, then newest; `after` is where
/// the page before ended. At most `limit` rows (1–500).
///
/// # Errors
/// When the database cannot be read.
pub async fn queue(
    conn: &mut Conn,
    filter: &QueueFilter,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<QueuePage> {
    let limit = limit.clamp(1, PAGE_LIMIT);
    let mut rows: Vec<Row> = page_query(conn, filter, after, limit)
        .finish()
        .all()
        .await?;
    let limit = limit as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = match rows.last() {
        Some(last) if more => Some(Cursor(last.place()?)),
        _ => None,
    };
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(QueuePage { rows, next })
}

/// One row more than the page has room for tells whether there is a next page.
pub(super) fn page_query<'c>(
    conn: &'c mut Conn,
    filter: &QueueFilter,
    after: Option<&Cursor>,
    limit: u32,
) -> Select<'c> {
    let (before, order) = if filter.involved.is_some() {
        (
            "(u.weight, u.created_at, u.ticket) < (",
            " order by u.weight desc, u.created_at desc, u.ticket desc",
        )
    } else {
        (
            "(t.weight, t.created_at, t.id) < (",
            " order by t.weight desc, t.created_at desc, t.id desc",
        )
    };
    let select = if filter.involved.is_some() {
        // A cross join, because SQLite takes its tables in the order written: the unit's index first.
        conn.select(page!("ticket_units u cross join tickets t"))
    } else {
        conn.select(page!("tickets t"))
    };
    let mut select = admit(select, filter);
    if let Some(Cursor(place)) = after {
        select = select
            .and_with(before, i16::from(place.weight))
            .then_with(", ", Ts(place.at))
            .then_with(", ", place.id)
            .then(")");
    }
    select
        .then(order)
        .then_with(" limit ", i64::from(limit) + 1)
}

/// How many open tickets there are in each open status, in the order of [`Status::ALL`]; statuses without
/// tickets are 0. Every condition of `filter` counts but its statuses, so that the answer can label
/// the choice of statuses. Finished tickets are not counted: they are as many as were ever filed.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(conn: &mut Conn, filter: &QueueFilter) -> Result<Vec<(Status, i64)>> {
    let filter = QueueFilter {
        statuses: Vec::new(),
        ..filter.clone()
    };
    let select = if filter.involved.is_some() {
        conn.select("select t.status, count(*) from ticket_units u cross join tickets t")
    } else {
        conn.select("select t.status, count(*) from tickets t")
    };
    let found: Vec<(String, i64)> = admit(select, &filter)
        .then(" group by t.status")
        .finish()
        .all()
        .await?;
    let open = Status::ALL.into_iter().filter(|status| status.is_open());
    Ok(open
        .map(|status| {
            let count = found.iter().find(|(name, _)| name == status.as_str());
            (status, count.map_or(0, |(_, count)| *count))
        })
        .collect())
}

/// The conditions of `filter`. Openness and weight are asked of the table whose index orders the page.
fn admit<'c>(mut select: Select<'c>, filter: &QueueFilter) -> Select<'c> {
    let involved = filter.involved.is_some();
    if let Some(unit) = &filter.involved {
        select = select
            .and("t.id = u.ticket")
            .and_with("u.unit = ", unit.as_str().to_owned());
    }
    select = statuses(select, &filter.statuses, involved);
    select = priorities(select, &filter.priorities, involved);
    match filter.units.as_deref() {
        None => {}
        Some([unit]) => select = select.and_with("t.unit = ", unit.as_str().to_owned()),
        Some(units) => {
            select = select.and_any("t.unit", units.iter().map(|unit| unit.as_str().to_owned()));
        }
    }
    if let Some(assignee) = filter.assignee {
        select = select.and_with("t.assignee = ", assignee.0);
    }
    if let Some(requester) = filter.requester {
        select = select.and_with("t.requester_account = ", requester.0);
    }
    if let Some(only) = &filter.only {
        select = select.and_any("t.id", only.iter().map(|ticket| ticket.0));
    }
    if filter.goes_on {
        select = select.and(
            "(t.merged_into is null or exists (
                 select 1 from tickets g where g.id = t.merged_into and g.finished_at is null))",
        );
    }
    if let Some(outage) = filter.outage {
        select = select.and_with("t.outage = ", outage.0);
    }
    match filter.in_outage {
        None => {}
        Some(true) => select = select.and("t.outage is not null"),
        Some(false) => select = select.and("t.outage is null"),
    }
    if let Some(text) = &filter.text {
        select = says(select, text, filter.requester.is_some());
    }
    select
}

/// The condition that a ticket has every word of a search; blank text is no search.
fn says<'c>(mut select: Select<'c>, text: &str, public_only: bool) -> Select<'c> {
    if text.trim().is_empty() {
        return select;
    }
    let Some(terms) = search::terms(text) else {
        return select.and("1 = 0");
    };
    let dialect = select.dialect();
    for term in terms {
        select = select
            .and_with(
                match dialect {
                    Dialect::Sqlite => {
                        "t.id in (select w.ticket from ticket_words_index i
                             join ticket_words w on w.id = i.rowid
                             where ticket_words_index match "
                    }
                    Dialect::Postgres => {
                        "t.id in (select w.ticket from ticket_words w
                             where to_tsvector('simple', w.words) @@ to_tsquery('simple', "
                    }
                },
                term.written(dialect),
            )
            .then(match dialect {
                Dialect::Sqlite => "",
                Dialect::Postgres => ")",
            });
        if let Some(field) = term.field {
            select = select.then_with(" and w.field = ", field.as_str().to_owned());
        }
        if public_only {
            // Not even by whom a duplicate was filed.
            select = select
                .then(" and w.field <> 'internal' and (w.field <> 'requester' or w.place = 1)");
        }
        select = select.then(")");
    }
    select
}

fn statuses<'c>(mut select: Select<'c>, statuses: &[Status], involved: bool) -> Select<'c> {
    let chosen: Vec<Status> = Status::ALL
        .into_iter()
        .filter(|status| match statuses {
            [] => status.is_open(),
            statuses => statuses.contains(status),
        })
        .collect();
    let open = |status: &&Status| status.is_open();
    let chosen_open = chosen.iter().filter(open).count();
    let chosen_rest = chosen.len() - chosen_open;
    let all_open = Status::ALL.iter().filter(open).count();
    let all_rest = Status::ALL.len() - all_open;
    if chosen_rest == 0 {
        select = select.and(if involved {
            "u.is_open = true"
        } else {
            "t.is_open = true"
        });
    } else if chosen_open == 0 {
        select = select.and(if involved {
            "u.is_open = false"
        } else {
            "t.is_open = false"
        });
    }
    let whole = [0, all_open].contains(&chosen_open) && [0, all_rest].contains(&chosen_rest);
    if !whole {
        select = select.and_any(
            "t.status",
            (chosen.iter()).map(|status| row::status_name(*status).to_owned()),
        );
    }
    // Both stand in the row as cancelled.
    let asked = [Status::Merged, Status::Cancelled].map(|status| chosen.contains(&status));
    match asked {
        [true, false] => {
            select = select.and("(t.status <> 'cancelled' or t.merged_into is not null)");
        }
        [false, true] => select = select.and("t.merged_into is null"),
        _ => {}
    }
    select
}

fn priorities<'c>(mut select: Select<'c>, priorities: &[Priority], involved: bool) -> Select<'c> {
    let weight = |priority: &Priority| 6 - i16::from(priority.number());
    let (Some(least), Some(most)) = (
        priorities.iter().map(weight).min(),
        priorities.iter().map(weight).max(),
    ) else {
        return select;
    };
    // The ends are a range of the index; what lies between is looked at only when some are left out.
    if involved {
        select = select
            .and_with("u.weight >= ", least)
            .and_with("u.weight <= ", most);
    } else {
        select = select
            .and_with("t.weight >= ", least)
            .and_with("t.weight <= ", most);
    }
    if (least..=most).any(|between| {
        !priorities
            .iter()
            .any(|priority| weight(priority) == between)
    }) {
        select = select.and_any(
            "t.priority",
            priorities
                .iter()
                .map(|priority| i16::from(priority.number())),
        );
    }
    select
}
