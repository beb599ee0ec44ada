//! Attachments: what is told of files, whose bytes are in a folder. A file first waits for its form to
//! be sent ([`keep`]), then belongs to a ticket and the event it came with ([`attach`]), for good.

use std::collections::{BTreeSet, HashMap};

use domain::{EventId, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::Ts;
use crate::{Conn, Result, StoreError};

/// A file that has just arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its row.
    pub id: Uuid,
    /// Whose it is: `user …` or `browser …`.
    pub owner: String,
    /// Its name, as people see it.
    pub name: String,
    /// What it is by its first bytes: `image`.
    pub kind: &'static str,
    /// Bytes, at least one.
    pub size: u64,
    /// SHA-256 of the content.
    pub hash: [u8; 32],
}

/// A file as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its row.
    pub id: Uuid,
    /// The event it came with; `None` while it waits for its form.
    pub event: Option<EventId>,
    /// The requester may not have it.
    pub is_internal: bool,
    /// Its name, as people see it.
    pub name: String,
    /// What it is by its first bytes: `image`.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content.
    pub hash: [u8; 32],
    /// When it arrived.
    pub created_at: Timestamp,
}

/// What a file belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Home {
    /// The ticket.
    pub ticket: TicketId,
    /// The event it comes with, which must have been applied.
    pub event: EventId,
    /// The requester may not have it.
    pub is_internal: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    event: Option<Uuid>,
    internal: bool,
    name: String,
    kind: String,
    size: i64,
    hash: Vec<u8>,
    created_at: Ts,
}

impl Row {
    fn read(self) -> Result<Attachment> {
        Ok(Attachment {
            id: self.id,
            event: self.event.map(EventId),
            is_internal: self.internal,
            name: self.name,
            kind: self.kind,
            size: bytes(self.size)?,
            hash: hash(self.hash)?,
            created_at: self.created_at.0,
        })
    }
}

fn bytes(size: i64) -> Result<u64> {
    u64::try_from(size).map_err(|error| StoreError::corrupt("size", error))
}

fn hash(bytes: Vec<u8>) -> Result<[u8; 32]> {
    bytes
        .try_into()
        .map_err(|_| StoreError::corrupt("hash", "not 32 bytes".to_owned()))
}

macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "select id, event, internal, name, kind, size, hash, created_at from attachments ",
            $conditions
        )
    };
}

fn read(rows: Vec<Row>) -> Result<Vec<Attachment>> {
    rows.into_iter().map(Row::read).collect()
}

/// Notes a file that has arrived and waits for its form.
///
/// # Errors
/// [`StoreError::OutOfRange`] for a size that no database can keep.
pub async fn keep(conn: &mut Conn, file: &NewFile, now: Timestamp) -> Result<()> {
    let size = i64::try_from(file.size).map_err(|_| StoreError::OutOfRange { what: "size" })?;
    conn.sql(
        "insert into attachments (id, internal, owner, name, kind, size, hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(file.id)
    .bind(true)
    .text(&file.owner)
    .text(&file.name)
    .text(file.kind)
    .bind(size)
    .bind(file.hash.to_vec())
    .bind(Ts(now))
    .run()
    .await?;
    Ok(())
}

/// Those of `ids` that wait and are the owner's, in the order in which they arrived.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(conn: &mut Conn, owner: &str, ids: &[Uuid]) -> Result<Vec<Attachment>> {
    let rows = conn
        .select("select id, event, internal, name, kind, size, hash, created_at from attachments")
        .and("ticket is null")
        .and_with("owner = ", owner.to_owned())
        .and_any("id", ids.iter().copied())
        .then(" order by created_at, id")
        .finish()
        .all()
        .await?;
    read(rows)
}

/// Gives waiting files of `owner` to a ticket; how many. What does not wait or is another's is left out.
///
/// # Errors
/// [`StoreError::Dangling`] when ticket or event do not exist.
pub async fn attach(conn: &mut Conn, owner: &str, ids: &[Uuid], home: Home) -> Result<u64> {
    let mut attached = 0;
    for id in ids {
        attached += conn
            .sql(
                "update attachments set ticket = $3, event = $4, internal = $5
                 where id = $1 and owner = $2 and ticket is null",
            )
            .bind(*id)
            .text(owner)
            .bind(home.ticket.0)
            .bind(home.event.0)
            .bind(home.is_internal)
            .run()
            .await?;
    }
    Ok(attached)
}

/// The files of a ticket, in the order in which they arrived.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Attachment>> {
    let rows = conn
        .sql(select!("where ticket = $1 order by created_at, id"))
        .bind(ticket.0)
        .all()
        .await?;
    read(rows)
}

/// The files of some tickets, each as [`of_ticket`] gives them, in one reading; none for those without.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_tickets(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<Attachment>>> {
    #[derive(sqlx::FromRow)]
    struct OfTicket {
        ticket: Uuid,
        #[sqlx(flatten)]
        row: Row,
    }
    let mut all: HashMap<TicketId, Vec<Attachment>> = HashMap::new();
    for ids in tickets.chunks(500) {
        let rows: Vec<OfTicket> = conn
            .select(
                "select ticket, id, event, internal, name, kind, size, hash, created_at
                 from attachments",
            )
            .and_any("ticket", ids.iter().map(|id| id.0))
            .then(" order by created_at, id")
            .finish()
            .all()
            .await?;
        for OfTicket { ticket, row } in rows {
            all.entry(TicketId(ticket)).or_default().push(row.read()?);
        }
    }
    Ok(all)
}

/// One file of a ticket.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, ticket: TicketId, id: Uuid) -> Result<Option<Attachment>> {
    let row: Option<Row> = conn
        .sql(select!("where ticket = $1 and id = $2"))
        .bind(ticket.0)
        .bind(id)
        .first()
        .await?;
    row.map(Row::read).transpose()
}

/// Bytes of a ticket's files.
///
/// # Errors
/// When the database cannot be read.
pub async fn size_of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<u64> {
    let size: i64 = conn
        .sql("select cast(coalesce(sum(size), 0) as bigint) from attachments where ticket = $1")
        .bind(ticket.0)
        .value()
        .await?;
    bytes(size)
}

/// Bytes that `owner` takes: of files that wait, and of files of tickets that are not finished.
///
/// # Errors
/// When the database cannot be read.
pub async fn size_of_owner(conn: &mut Conn, owner: &str) -> Result<u64> {
    let size: i64 = conn
        .sql(
            "select cast(coalesce(sum(a.size), 0) as bigint)
             from attachments a left join tickets t on t.id = a.ticket
             where a.owner = $1 and t.finished_at is null",
        )
        .text(owner)
        .value()
        .await?;
    bytes(size)
}

/// Forgets files that have waited since before `before`; how many. Their bytes go with the next sweep.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_waiting(conn: &mut Conn, before: Timestamp) -> Result<u64> {
    conn.sql("delete from attachments where ticket is null and created_at < $1")
        .bind(Ts(before))
        .run()
        .await
}

/// Those of `hashes` that some row names.
///
/// # Errors
/// When the database cannot be read.
pub async fn named(conn: &mut Conn, hashes: &[[u8; 32]]) -> Result<BTreeSet<[u8; 32]>> {
    let rows: Vec<Vec<u8>> = conn
        .select("select distinct hash from attachments")
        .and_any("hash", hashes.iter().map(|hash| hash.to_vec()))
        .finish()
        .values()
        .await?;
    rows.into_iter().map(hash).collect()
}
