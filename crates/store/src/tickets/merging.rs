//! Duplicates: two changes at once, the words of one ticket in the search of the other, and tickets that
//! may be duplicates because they say nearly the same.

use domain::{Act, Change, Joint, Ticket, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use super::likeness::alike;
use super::{apply, row, words};
use crate::types::{Ts, json};
use crate::{Conn, Outcome, Result};

/// Open tickets among which similar ones are looked for, the latest first.
const MOST_COMPARED: i64 = 400;
/// Two tickets are alike from this share of common words on, each word weighed by how rare it is.
const ALIKE: f64 = 0.5;

/// Writes both changes, or neither. The ticket with the smaller id comes first, so that two people who
/// merge the same tickets the other way round wait for each other and one of them is late.
///
/// [`Outcome::Stale`]: somebody else was quicker with one of them; roll back.
///
/// # Errors
/// As [`apply`].
pub async fn apply_joint(conn: &mut Conn, joint: &Joint) -> Result<Outcome> {
    let mut changes = [&joint.duplicate, &joint.main];
    changes.sort_by_key(|change| change.ticket.id);
    for change in changes {
        if apply(conn, change).await? == Outcome::Stale {
            return Ok(Outcome::Stale);
        }
    }
    Ok(Outcome::Done)
}

/// Keeps as which ticket one goes on, or which go on in it.
pub(super) async fn keep(conn: &mut Conn, change: &Change) -> Result<()> {
    if !matches!(
        change.event.act,
        Act::Merged { .. } | Act::Parted { .. } | Act::Absorbed { .. } | Act::Released { .. }
    ) {
        return Ok(());
    }
    let merging = &change.ticket.merging;
    conn.later("update tickets set merged_into = $2, merging = $3 where id = $1")
        .bind(change.ticket.id.0)
        .bind(merging.into.map(|into| into.ticket.0))
        .json(json("merging", merging)?)
        .run()
        .await?;
    Ok(())
}

/// The tickets that go on as this one, in the order of their numbers.
///
/// # Errors
/// When the database cannot be read.
pub async fn duplicates(conn: &mut Conn, main: TicketId) -> Result<Vec<Ticket>> {
    conn.sql(row::select!(
        "where t.merged_into = $1 order by t.year, t.sequence"
    ))
    .bind(main.0)
    .all::<row::TicketRow>()
    .await?
    .into_iter()
    .map(Ticket::try_from)
    .collect()
}

/// Open tickets filed at `since` or later that say nearly the same as `ticket`, the most similar first, at
/// most `limit`. Compares the words of subject and description in whatever form they have; rare words weigh
/// more. Looks at the latest 400 open tickets, and
/// at the first 4,000 characters of each.
///
/// # Errors
/// When the database cannot be read.
pub async fn similar(
    conn: &mut Conn,
    ticket: &Ticket,
    since: Timestamp,
    limit: usize,
) -> Result<Vec<TicketId>> {
    let others: Vec<(Uuid, String)> = conn
        .sql(
            "select t.id, substr(w.words, 1, 4000) from tickets t
                 join ticket_words w on w.ticket = t.id and w.place = 1 and w.field = 'filed'
             where t.is_open = true and t.created_at >= $1
             order by t.created_at desc, t.id desc limit $2",
        )
        .bind(Ts(since))
        .bind(MOST_COMPARED)
        .all()
        .await?;
    let found = alike(&words::filed(ticket), ticket.id, &others, ALIKE);
    Ok(found.into_iter().take(limit).map(TicketId).collect())
}
