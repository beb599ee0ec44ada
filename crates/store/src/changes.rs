//! What has changed since: the feed of pages that stay open.
//!
//! Each act notes its ticket in `ticket_changes`, in its own transaction. A reader that knows the
//! [`Position`] up to which it was told gets every ticket that has changed since, each once, whichever
//! process changed it. In `PostgreSQL` transactions are not committed in the order in which they took
//! their numbers; so a change is told only once every transaction before it has ended, and none is
//! missed.

use std::fmt;
use std::str::FromStr;

use domain::TicketId;
use uuid::Uuid;

use crate::conn::Dialect;
use crate::{Conn, Result, Store};

/// Up to where somebody was told of changes. Written as `writer.place`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    writer: i64,
    place: i64,
}

/// The text is not a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a position among the changes")]
pub struct NoPosition;

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.writer, self.place)
    }
}

impl FromStr for Position {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Self, NoPosition> {
        let number = |part: &str| part.parse().ok().filter(|number: &i64| *number >= 0);
        let (writer, place) = text.split_once('.').ok_or(NoPosition)?;
        Ok(Self {
            writer: number(writer).ok_or(NoPosition)?,
            place: number(place).ok_or(NoPosition)?,
        })
    }
}

/// What has changed since a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// These tickets, the one that changed last at the end.
    Tickets(Vec<TicketId>),
    /// More than was asked for: whoever asks should look at everything anew.
    TooMany,
}

#[derive(sqlx::FromRow)]
struct Row {
    ticket: Uuid,
    writer: i64,
    place: i64,
}

/// Notes that a ticket has changed.
pub(crate) async fn note(conn: &mut Conn, ticket: TicketId) -> Result<()> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "insert into ticket_changes (ticket, writer, place)
             values ($1, 0, 1 + coalesce(
                 (select place from ticket_changes where writer = 0 order by place desc limit 1), 0))
             on conflict (ticket) do update set place = excluded.place"
        }
        Dialect::Postgres => {
            "insert into ticket_changes (ticket, writer, place)
             values ($1, pg_current_xact_id()::text::bigint, nextval('ticket_change_places'))
             on conflict (ticket) do update set writer = excluded.writer, place = excluded.place"
        }
    };
    conn.later(sql).bind(ticket.0).run().await?;
    Ok(())
}

/// The position of the last change that can be told.
///
/// # Errors
/// When the database cannot be read.
pub async fn position(conn: &mut Conn) -> Result<Position> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "select ticket, writer, place from ticket_changes order by writer desc, place desc limit 1"
        }
        Dialect::Postgres => {
            "select ticket, writer, place from ticket_changes
             where writer < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
             order by writer desc, place desc limit 1"
        }
    };
    let row: Option<Row> = conn.sql(sql).first().await?;
    Ok(row.map_or_else(Position::default, |row| row.position()))
}

/// The tickets that have changed after `since`, at most `most` of them, and the position after them.
///
/// # Errors
/// When the database cannot be read.
pub async fn since(conn: &mut Conn, since: Position, most: u32) -> Result<(Since, Position)> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => {
            "select ticket, writer, place from ticket_changes where (writer, place) > ($1, $2)
             order by writer, place limit $3"
        }
        Dialect::Postgres => {
            "select ticket, writer, place from ticket_changes where (writer, place) > ($1, $2)
                 and writer < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
             order by writer, place limit $3"
        }
    };
    let rows: Vec<Row> = conn
        .sql(sql)
        .bind(since.writer)
        .bind(since.place)
        .bind(i64::from(most) + 1)
        .all()
        .await?;
    if rows.len() > most as usize {
        return Ok((Since::TooMany, position(conn).await?));
    }
    let position = rows.last().map_or(since, Row::position);
    let tickets = rows.into_iter().map(|row| TicketId(row.ticket)).collect();
    Ok((Since::Tickets(tickets), position))
}

impl Row {
    fn position(&self) -> Position {
        Position {
            writer: self.writer,
            place: self.place,
        }
    }
}

impl Store {
    /// Numbers of transactions begin anew in a database that was restored into another server; what
    /// was noted under greater ones counts as written by nobody in particular, so that changes from
    /// now on come after it.
    pub(crate) async fn order_restored_changes(&self) -> Result<()> {
        let mut tx = self.write().await?;
        if matches!(tx.dialect(), Dialect::Postgres) {
            tx.sql(
                "update ticket_changes set writer = 0
                 where writer >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint",
            )
            .run()
            .await?;
        }
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_reads_back_and_nothing_else_is_one() {
        let position = Position {
            writer: 7,
            place: 12,
        };
        assert_eq!(position.to_string().parse(), Ok(position));
        for text in [
            "",
            "7",
            "7.",
            ".1",
            "-1.2",
            "1.-2",
            "a.b",
            "1.2.3",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(text.parse::<Position>(), Err(NoPosition), "{text}");
        }
    }
}
