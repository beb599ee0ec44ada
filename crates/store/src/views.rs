//! Views of the queue that people saved: filters and order under a name, for themselves or for their
//! unit.

use domain::UserId;
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

use crate::types::{Ts, parsed};
use crate::{Conn, Outcome, Result};

/// Most views that one person keeps.
pub const MOST: i64 = 50;

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its row.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Filters and order as they stand behind `?` in an address.
    pub query: String,
    /// Who saved it.
    pub owner: UserId,
    /// The unit it is shared with; `None`: the owner's alone.
    pub unit: Option<UnitCode>,
    /// When it was saved.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    query: String,
    owner: Uuid,
    unit: Option<String>,
    created_at: Ts,
}

impl Row {
    fn read(self) -> Result<View> {
        let unit = self.unit.map(|unit| parsed("unit", &unit)).transpose()?;
        Ok(View {
            id: self.id,
            name: self.name,
            query: self.query,
            owner: UserId(self.owner),
            unit,
            created_at: self.created_at.0,
        })
    }
}

/// The views of a person and those that are shared with `unit`; by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(conn: &mut Conn, person: UserId, unit: Option<&UnitCode>) -> Result<Vec<View>> {
    conn.sql(
        "select id, name, query, owner, unit, created_at from saved_views
         where owner = $1 or unit = $2 order by name, created_at, id",
    )
    .bind(person.0)
    .text_or_null(unit.map(UnitCode::as_str))
    .all::<Row>()
    .await?
    .into_iter()
    .map(Row::read)
    .collect()
}

/// Keeps a view. [`Outcome::Stale`] when its owner has [`MOST`] already; nothing was written.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when the owner does not exist.
pub async fn insert(conn: &mut Conn, view: &View) -> Result<Outcome> {
    let kept: i64 = conn
        .sql("select count(*) from saved_views where owner = $1")
        .bind(view.owner.0)
        .value()
        .await?;
    if kept >= MOST {
        return Ok(Outcome::Stale);
    }
    let rows = conn
        .sql(
            "insert into saved_views (id, name, query, owner, unit, created_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(view.id)
        .text(&view.name)
        .text(&view.query)
        .bind(view.owner.0)
        .text_or_null(view.unit.as_ref().map(UnitCode::as_str))
        .bind(Ts(view.created_at))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Forgets a view of this person. [`Outcome::Stale`] when they have no such one.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete(conn: &mut Conn, id: Uuid, owner: UserId) -> Result<Outcome> {
    let rows = conn
        .sql("delete from saved_views where id = $1 and owner = $2")
        .bind(id)
        .bind(owner.0)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}
