//! Letters as they were sent.

use domain::{JobId, LetterKind, Recipient, TicketId, TicketNumber, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::cursor::{List, Place};
use crate::tickets::number;
use crate::types::{Ts, clean, named, parsed};
use crate::{Conn, CursorError, Result, StoreError};

/// Largest page.
const PAGE_LIMIT: u32 = 500;

/// A letter as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its job, also its Message-ID.
    pub id: JobId,
    /// The ticket it is about.
    pub number: TicketNumber,
    /// What it is.
    pub kind: LetterKind,
    /// To whom.
    pub recipient: Recipient,
    /// The address it went to.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// When it was handed over to the mail server.
    pub sent_at: Timestamp,
}

/// One page of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPage {
    /// Newest first.
    pub rows: Vec<Letter>,
    /// Where the next page begins; `None` on the last page.
    pub next: Option<Cursor>,
}

/// Where a page of letters ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(Place);

impl Cursor {
    /// 40 characters that may stand in an address as they are.
    pub fn to_token(&self) -> String {
        self.0.to_token(List::Letters)
    }

    /// The cursor that [`Cursor::to_token`] wrote.
    ///
    /// # Errors
    /// [`CursorError`] for any other text.
    pub fn from_token(token: &str) -> Result<Self, CursorError> {
        Place::from_token(List::Letters, token).map(Self)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    year: i16,
    sequence: i64,
    kind: String,
    to_unit: Option<String>,
    address: String,
    subject: String,
    text: String,
    html: String,
    sent_at: Ts,
}

impl TryFrom<Row> for Letter {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: JobId(row.id),
            number: number(row.year, row.sequence)?,
            kind: kind(&row.kind)?,
            recipient: recipient(row.to_unit.as_deref())?,
            to: row.address,
            subject: row.subject,
            text: row.text,
            html: row.html,
            sent_at: row.sent_at.0,
        })
    }
}

/// # Errors
/// [`StoreError::Corrupt`] when there is no such kind.
pub(crate) fn kind(name: &str) -> Result<LetterKind> {
    named("kind of letter", name, LetterKind::from_name(name))
}

/// Stands for whoever decides between two units, where else a unit's symbol stands.
pub(crate) const ARBITER: &str = "arbiter";
/// Before the id of a duplicate whose requester gets a letter, where else a unit's symbol stands.
const REQUESTER_OF: &str = "ticket:";
/// Before the id of the account of a person, where else a unit's symbol stands.
const ACCOUNT: &str = "account:";
/// Before the short name of somebody of `people.toml`, where else a unit's symbol stands.
const OFFICIAL: &str = "official:";

/// # Errors
/// [`StoreError::Corrupt`] when it is not the symbol of a unit.
pub(crate) fn recipient(to_unit: Option<&str>) -> Result<Recipient> {
    Ok(match to_unit {
        None => Recipient::Requester,
        Some(ARBITER) => Recipient::Arbiter,
        Some(other) => {
            if let Some(id) = other.strip_prefix(REQUESTER_OF) {
                Recipient::RequesterOf(TicketId(parsed("ticket", id)?))
            } else if let Some(id) = other.strip_prefix(ACCOUNT) {
                Recipient::Person(UserId(parsed("account", id)?))
            } else if let Some(id) = other.strip_prefix(OFFICIAL) {
                Recipient::Official(id.to_owned())
            } else {
                Recipient::Unit(parsed("unit", other)?)
            }
        }
    })
}

/// A recipient as it stands in a row; nothing for the requester.
pub(crate) fn recipient_name(to: &Recipient) -> Option<String> {
    match to {
        Recipient::Requester => None,
        Recipient::RequesterOf(ticket) => Some(format!("{REQUESTER_OF}{ticket}")),
        Recipient::Unit(unit) => Some(unit.as_str().to_owned()),
        Recipient::Arbiter => Some(ARBITER.to_owned()),
        Recipient::Person(id) => Some(format!("{ACCOUNT}{id}")),
        Recipient::Official(id) => Some(format!("{OFFICIAL}{id}")),
    }
}

/// The columns of [`Row`] and where they come from.
macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "select l.id, t.year, t.sequence, j.kind, j.to_unit, l.address, l.subject, l.text,
                    l.html, l.sent_at
             from letters l join jobs j on j.id = l.id join tickets t on t.id = l.ticket",
            $conditions
        )
    };
}
/// Every letter sent about a ticket, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn sent_of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Letter>> {
    conn.sql(select!(" where l.ticket = $1 order by l.sent_at, l.id"))
        .bind(ticket.0)
        .all::<Row>()
        .await?
        .into_iter()
        .map(Letter::try_from)
        .collect()
}

/// One page of all letters, newest first; `after` is where the page before ended. At most `limit`
/// rows (1–500).
///
/// # Errors
/// When the database cannot be read.
pub async fn recent(conn: &mut Conn, limit: u32, after: Option<&Cursor>) -> Result<LetterPage> {
    let limit = limit.clamp(1, PAGE_LIMIT);
    let mut select = conn.select(select!(""));
    if let Some(Cursor(place)) = after {
        select = select
            .and_with("(l.sent_at, l.id) < (", Ts(place.at))
            .then_with(", ", place.id)
            .then(")");
    }
    let mut rows: Vec<Row> = select
        .then(" order by l.sent_at desc, l.id desc")
        .then_with(" limit ", i64::from(limit) + 1)
        .finish()
        .all()
        .await?;
    let limit = limit as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| {
        Cursor(Place {
            weight: 0,
            at: last.sent_at.0,
            id: last.id,
        })
    });
    let rows = rows
        .into_iter()
        .map(Letter::try_from)
        .collect::<Result<_>>()?;
    Ok(LetterPage { rows, next })
}

/// The letter of this job; `None` while it has not been sent.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, id: JobId) -> Result<Option<Letter>> {
    conn.sql(select!(" where l.id = $1"))
        .bind(id.0)
        .first::<Row>()
        .await?
        .map(Letter::try_from)
        .transpose()
}

/// How many letters of one kind about one ticket went to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentTo {
    /// The address.
    pub address: String,
    /// What they are.
    pub kind: LetterKind,
    /// The ticket.
    pub ticket: TicketId,
    /// How many.
    pub letters: i64,
}

#[derive(sqlx::FromRow)]
struct SentRow {
    address: String,
    kind: String,
    ticket: Uuid,
    letters: i64,
}

/// Which letters went to these addresses (at most 1,000) after a moment.
///
/// # Errors
/// When the database cannot be read.
pub async fn sent_to(conn: &mut Conn, addresses: &[&str], since: Timestamp) -> Result<Vec<SentTo>> {
    let rows: Vec<SentRow> = conn
        .select(
            "select l.address, j.kind, l.ticket, count(*) as letters
             from letters l join jobs j on j.id = l.id",
        )
        .and_with("l.sent_at > ", Ts(since))
        .and_any(
            "l.address",
            addresses.iter().map(|address| clean(address).into_owned()),
        )
        .then(" group by l.address, j.kind, l.ticket")
        .finish()
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(SentTo {
                address: row.address,
                kind: kind(&row.kind)?,
                ticket: TicketId(row.ticket),
                letters: row.letters,
            })
        })
        .collect()
}
