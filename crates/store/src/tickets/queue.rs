//! The queue: one page, one walk of an index.

use domain::{OutageId, Priority, Status, TicketId, TicketNumber, UserId, Waiting};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use uuid::Uuid;

use super::admit::admit;
use super::row;
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
    /// Waits at this moment for the requester, a supplier or an agreed date.
    pub waits_at: Option<Timestamp>,
    /// Nobody works on it.
    pub unassigned: bool,
    /// In which order.
    pub sort: Sort,
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

/// The order of the queue; within it, no two tickets have the same place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Most urgent first, then newest.
    #[default]
    Pressing,
    /// Filed first, first.
    Oldest,
    /// The highest number first.
    Number,
    /// Due first, first; those without a due time at the end. Only open tickets are listed, and only
    /// those whose due time is worked out ([`super::dues`]).
    Due,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Pressing, Self::Oldest, Self::Number, Self::Due];

    /// The list that its cursors belong to.
    fn list(self) -> List {
        match self {
            Self::Pressing => List::Queue,
            Self::Oldest => List::QueueByAge,
            Self::Number => List::QueueByNumber,
            Self::Due => List::QueueByDue,
        }
    }
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
    /// Its row.
    pub id: TicketId,
    /// The number.
    pub number: TicketNumber,
    /// Its version, for acts on what was seen.
    pub version: i64,
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
    /// In the order asked for.
    pub rows: Vec<QueueRow>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<Cursor>,
}

/// Where a page of the queue ended, in one of its orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    sort: Sort,
    place: Place,
}

impl Cursor {
    /// The order in which it is a place.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// 40 characters that may stand in an address as they are.
    pub fn to_token(&self) -> String {
        self.place.to_token(self.sort.list())
    }

    /// The cursor that [`Cursor::to_token`] wrote.
    ///
    /// # Errors
    /// [`CursorError`] for any other text.
    pub fn from_token(token: &str) -> Result<Self, CursorError> {
        Sort::ALL
            .into_iter()
            .find_map(|sort| {
                let place = Place::from_token(sort.list(), token).ok()?;
                Some(Self { sort, place })
            })
            .ok_or(CursorError)
    }
}

#[cfg(test)]
impl Cursor {
    pub(super) fn new(sort: Sort, place: Place) -> Self {
        Self { sort, place }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    year: i16,
    sequence: i64,
    version: i64,
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
    next_due: Option<Ts>,
}

impl Row {
    fn place(&self, sort: Sort) -> Result<Place> {
        let due = self.next_due.map_or(self.created_at.0, |due| due.0);
        let number = (
            i64::from(self.year).cast_unsigned(),
            self.sequence.cast_unsigned(),
        );
        Ok(Place {
            weight: 6 - row::priority(self.priority)?.number(),
            at: if sort == Sort::Due {
                due
            } else {
                self.created_at.0
            },
            id: if sort == Sort::Number {
                Uuid::from_u64_pair(number.0, number.1)
            } else {
                self.id
            },
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
            version: self.version,
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
            "select t.id, t.year, t.sequence, t.version, t.subject, t.requester_name,
                    t.requester_department as department, t.unit, t.status, t.merged_into as main,
                    m.year as main_year, m.sequence as main_sequence, m.status as main_status,
                    t.waiting,
                    t.waiting_until, t.priority,
                    a.name as assignee_name, t.created_at, t.updated_at, t.outage,
                    o.title as outage_title,
                    s.proposed_unit, s.proposed_duty, s.proposed_confidence, t.next_due from ",
            $from,
            " left join accounts a on a.id = t.assignee
              left join outages o on o.id = t.outage
              left join tickets m on m.id = t.merged_into
              left join suggestions s on s.ticket = t.id and s.shadow = false"
        )
    };
}

/// One page of the tickets that `filter` admits, in its order; `after` is where the page before ended
/// (a cursor of another order counts as none). At most `limit` rows (1–500).
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
        Some(last) if more => Some(Cursor {
            sort: filter.sort,
            place: last.place(filter.sort)?,
        }),
        _ => None,
    };
    let rows = rows.into_iter().map(Row::read).collect::<Result<_>>()?;
    Ok(QueuePage { rows, next })
}

/// The end of a page's query by its order: the condition that a row stands behind a place, and the order.
fn order(sort: Sort, involved: bool) -> (&'static str, &'static str) {
    match (sort, involved) {
        (Sort::Pressing, false) => (
            "(t.weight, t.created_at, t.id) < (",
            " order by t.weight desc, t.created_at desc, t.id desc",
        ),
        (Sort::Pressing, true) => (
            "(u.weight, u.created_at, u.ticket) < (",
            " order by u.weight desc, u.created_at desc, u.ticket desc",
        ),
        (Sort::Oldest, false) => ("(t.created_at, t.id) > (", " order by t.created_at, t.id"),
        (Sort::Oldest, true) => (
            "(u.created_at, u.ticket) > (",
            " order by u.created_at, u.ticket",
        ),
        (Sort::Number, _) => (
            "(t.year, t.sequence) < (",
            " order by t.year desc, t.sequence desc",
        ),
        (Sort::Due, _) => ("(t.next_due, t.id) > (", " order by t.next_due, t.id"),
    }
}

/// One row more than the page has room for tells whether there is a next page.
pub(super) fn page_query<'c>(
    conn: &'c mut Conn,
    filter: &QueueFilter,
    after: Option<&Cursor>,
    limit: u32,
) -> Select<'c> {
    let (behind, order) = order(filter.sort, filter.involved.is_some());
    let select = if filter.involved.is_some() {
        // A cross join, because SQLite takes its tables in the order written: the unit's index first.
        conn.select(page!("ticket_units u cross join tickets t"))
    } else {
        conn.select(page!("tickets t"))
    };
    let mut select = admit(select, filter);
    if filter.sort == Sort::Due {
        select = select.and("t.is_open = true and t.next_due is not null");
    }
    if let Some(Cursor { place, .. }) = after.filter(|after| after.sort == filter.sort) {
        select = match filter.sort {
            Sort::Pressing => select
                .and_with(behind, i16::from(place.weight))
                .then_with(", ", Ts(place.at))
                .then_with(", ", place.id),
            Sort::Oldest | Sort::Due => select
                .and_with(behind, Ts(place.at))
                .then_with(", ", place.id),
            Sort::Number => {
                let (year, sequence) = place.id.as_u64_pair();
                select
                    .and_with(behind, i16::try_from(year).unwrap_or(i16::MAX))
                    .then_with(", ", i64::try_from(sequence).unwrap_or(i64::MAX))
            }
        }
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
