//! Who has a ticket open before them, and whether they are answering.
//!
//! A page says every few seconds that it is still there ([`note`]) and takes leave when it is closed
//! ([`leave`]); of one that does neither, because its browser was killed, nothing is told after the
//! time that the reader names.

use std::collections::HashMap;

use domain::{TicketId, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::{Ts, named};
use crate::{Conn, Result};

/// What somebody does with a ticket that is open before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// Reads it.
    Looking,
    /// Has typed into one of its forms.
    Answering,
}

impl Doing {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Looking => "looking",
            Self::Answering => "answering",
        }
    }

    /// The value with this name; `None` for any other.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Looking, Self::Answering]
            .into_iter()
            .find(|doing| doing.as_str() == name)
    }
}

/// A page that is open before somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenPage {
    /// What it shows.
    pub ticket: TicketId,
    /// Before whom.
    pub account: UserId,
    /// Which of theirs; made by whoever shows it.
    pub page: Uuid,
}

/// Somebody who has a ticket open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Their account.
    pub account: UserId,
    /// Their name.
    pub name: String,
    /// The most they do in any of their pages.
    pub doing: Doing,
}

/// Notes that a page is open at `now`, and forgets pages last heard of before `forgotten_before`.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when ticket or account do not exist.
pub async fn note(
    conn: &mut Conn,
    page: &OpenPage,
    doing: Doing,
    now: Timestamp,
    forgotten_before: Timestamp,
) -> Result<()> {
    conn.sql("delete from presence where seen_at < $1")
        .bind(Ts(forgotten_before))
        .run()
        .await?;
    conn.sql(
        "insert into presence (ticket, account, page, doing, seen_at) values ($1, $2, $3, $4, $5)
         on conflict (ticket, account, page) do update
         set doing = excluded.doing, seen_at = excluded.seen_at",
    )
    .bind(page.ticket.0)
    .bind(page.account.0)
    .bind(page.page)
    .text(doing.as_str())
    .bind(Ts(now))
    .run()
    .await?;
    Ok(())
}

/// Notes that a page was closed; nothing happens when it is not known.
///
/// # Errors
/// When the database cannot be written.
pub async fn leave(conn: &mut Conn, page: &OpenPage) -> Result<()> {
    conn.sql("delete from presence where ticket = $1 and account = $2 and page = $3")
        .bind(page.ticket.0)
        .bind(page.account.0)
        .bind(page.page)
        .run()
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    ticket: Uuid,
    account: Uuid,
    name: String,
    doing: String,
}

/// Who has these tickets open but `reader`, as far as their pages were heard of at `heard_since` or
/// later; by name. A ticket that nobody else has open is left out.
///
/// # Errors
/// When the database cannot be read.
pub async fn others(
    conn: &mut Conn,
    tickets: &[TicketId],
    reader: UserId,
    heard_since: Timestamp,
) -> Result<HashMap<TicketId, Vec<Present>>> {
    let rows: Vec<Row> = conn
        .select(
            "select p.ticket, p.account, a.name, p.doing
             from presence p join accounts a on a.id = p.account",
        )
        .and_with("p.seen_at >= ", Ts(heard_since))
        .and_with("p.account <> ", reader.0)
        .and_any("p.ticket", tickets.iter().map(|ticket| ticket.0))
        .then(" order by a.name, p.account")
        .finish()
        .all()
        .await?;
    let mut found: HashMap<TicketId, Vec<Present>> = HashMap::new();
    for row in rows {
        let doing = named("presence", &row.doing, Doing::from_name(&row.doing))?;
        let people = found.entry(TicketId(row.ticket)).or_default();
        match people.last_mut() {
            Some(last) if last.account.0 == row.account => last.doing = last.doing.max(doing),
            _ => people.push(Present {
                account: UserId(row.account),
                name: row.name,
                doing,
            }),
        }
    }
    Ok(found)
}
