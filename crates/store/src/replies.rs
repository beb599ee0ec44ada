//! Canned answers: one person's, or a unit's.

use domain::{Reply, ReplyOwner, ReplyText, UserId};
use ordinance::UnitCode;
use uuid::Uuid;

use crate::types::{Ts, parsed};
use crate::{Conn, Outcome, Result, StoreError};

/// Most canned answers that one person or one unit keeps.
pub const MOST: i64 = 200;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    body: String,
    owner: Option<Uuid>,
    unit: Option<String>,
    version: i64,
    changed_at: Ts,
}

impl TryFrom<Row> for Reply {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let owner = match (row.owner, row.unit) {
            (Some(person), _) => ReplyOwner::Person(UserId(person)),
            (None, Some(unit)) => ReplyOwner::Unit(parsed("unit", &unit)?),
            (None, None) => return Err(StoreError::corrupt("owner", String::new())),
        };
        Ok(Self {
            id: row.id,
            title: row.title,
            text: ReplyText::parse(&row.body)
                .map_err(|error| StoreError::corrupt("canned answer", error))?,
            owner,
            version: row.version,
            changed_at: row.changed_at.0,
        })
    }
}

/// The canned answers of a person and of `unit`, by title (without regard to case and diacritics).
///
/// # Errors
/// When the database cannot be read.
pub async fn of(conn: &mut Conn, person: UserId, unit: Option<&UnitCode>) -> Result<Vec<Reply>> {
    let mut replies = conn
        .sql(
            "select id, title, body, owner, unit, version, changed_at from replies
             where owner = $1 or unit = $2",
        )
        .bind(person.0)
        .text_or_null(unit.map(UnitCode::as_str))
        .all::<Row>()
        .await?
        .into_iter()
        .map(Reply::try_from)
        .collect::<Result<Vec<_>>>()?;
    // Sorted here: the two databases do not sort Polish alike.
    replies.sort_by_cached_key(|reply| (polish::fold(&reply.title), reply.id));
    Ok(replies)
}

/// The canned answer with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Reply>> {
    conn.sql("select id, title, body, owner, unit, version, changed_at from replies where id = $1")
        .bind(id)
        .first::<Row>()
        .await?
        .map(Reply::try_from)
        .transpose()
}

fn columns(owner: &ReplyOwner) -> (Option<Uuid>, Option<&str>) {
    match owner {
        ReplyOwner::Person(person) => (Some(person.0), None),
        ReplyOwner::Unit(unit) => (None, Some(unit.as_str())),
    }
}

/// Keeps a new canned answer. [`Outcome::Stale`] when its owner has [`MOST`] already; nothing was
/// written.
///
/// # Errors
/// [`StoreError::Dangling`] when the owner does not exist.
pub async fn insert(conn: &mut Conn, reply: &Reply) -> Result<Outcome> {
    let (person, unit) = columns(&reply.owner);
    let kept: i64 = conn
        .sql("select count(*) from replies where owner = $1 or unit = $2")
        .bind(person)
        .text_or_null(unit)
        .value()
        .await?;
    if kept >= MOST {
        return Ok(Outcome::Stale);
    }
    let rows = conn
        .sql(
            "insert into replies (id, title, body, owner, unit, version, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(reply.id)
        .text(&reply.title)
        .text(reply.text.source())
        .bind(person)
        .text_or_null(unit)
        .bind(reply.version)
        .bind(Ts(reply.changed_at))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Writes a canned answer in place of the version before. [`Outcome::Stale`] when that is no longer
/// the one kept.
///
/// # Errors
/// [`StoreError::Dangling`] when the owner does not exist.
pub async fn update(conn: &mut Conn, reply: &Reply) -> Result<Outcome> {
    let (person, unit) = columns(&reply.owner);
    let rows = conn
        .sql(
            "update replies set title = $2, body = $3, owner = $4, unit = $5, version = $6,
                 changed_at = $7
             where id = $1 and version = $6 - 1",
        )
        .bind(reply.id)
        .text(&reply.title)
        .text(reply.text.source())
        .bind(person)
        .text_or_null(unit)
        .bind(reply.version)
        .bind(Ts(reply.changed_at))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Forgets a canned answer. [`Outcome::Stale`] when there is none.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete(conn: &mut Conn, id: Uuid) -> Result<Outcome> {
    let rows = conn
        .sql("delete from replies where id = $1")
        .bind(id)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}
