//! What was learned, version by version.

use jiff::Timestamp;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::types::{Ts, json, named};
use crate::{Conn, Outcome, Result, StoreError};

/// Versions that can be returned to, besides the one in force.
const KEPT: i64 = 20;

/// What became of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelState {
    /// Ranks now.
    Active,
    /// Worse than the one before; never ranked.
    Refused,
    /// Gave way to a newer one.
    Retired,
    /// Taken back by a person.
    Reverted,
}

impl ModelState {
    /// The name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Refused => "refused",
            Self::Retired => "retired",
            Self::Reverted => "reverted",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Refused, Self::Retired, Self::Reverted]
            .into_iter()
            .find(|state| state.as_str() == name)
    }
}

/// A version that was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct RoutingModel {
    /// Its row.
    pub id: Uuid,
    /// What names it: hash of its bytes.
    pub version: String,
    /// The shipped model it stands on.
    pub base: String,
    /// How many past tickets it learned from.
    pub based_on: i64,
    /// Past tickets it did not learn from, by reason.
    pub left_out: Value,
    /// Figures of its trial.
    pub figures: Value,
    /// What became of it.
    pub state: ModelState,
    /// When it was learned.
    pub created_at: Timestamp,
    /// Since when it has been in this state.
    pub settled_at: Timestamp,
    /// The person who put it there; `None` for the program.
    pub settled_by: Option<String>,
    /// Whether it can be returned to.
    pub is_kept: bool,
}

/// A version that has just been learned and tried.
#[derive(Clone, Debug)]
pub struct NewModel<'a> {
    /// Its row.
    pub id: Uuid,
    /// What names it.
    pub version: &'a str,
    /// The shipped model it stands on.
    pub base: &'a str,
    /// Its bytes.
    pub adaptation: &'a [u8],
    /// How many past tickets it learned from.
    pub based_on: i64,
    /// Past tickets it did not learn from, by reason.
    pub left_out: &'a Value,
    /// Figures of its trial.
    pub figures: &'a Value,
    /// [`ModelState::Active`] or [`ModelState::Refused`].
    pub state: ModelState,
}

/// Keeps a version. One that becomes active takes the place of the one before; versions too old to
/// return to lose their bytes.
///
/// # Errors
/// When the database cannot be written.
pub async fn insert(conn: &mut Conn, model: &NewModel<'_>, now: Timestamp) -> Result<()> {
    if model.state == ModelState::Active {
        settle(conn, ModelState::Retired, None, now).await?;
    }
    conn.sql(
        "insert into routing_models (id, version, base, adaptation, based_on, left_out, figures,
             state, created_at, settled_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
    )
    .bind(model.id)
    .text(model.version)
    .text(model.base)
    .bind((model.state == ModelState::Active).then(|| model.adaptation.to_vec()))
    .bind(model.based_on)
    .json(json("left out", model.left_out)?)
    .json(json("figures", model.figures)?)
    .text(model.state.as_str())
    .bind(Ts(now))
    .run()
    .await?;
    conn.sql(
        "update routing_models set adaptation = null
         where adaptation is not null and state <> 'active' and id not in
             (select id from routing_models where adaptation is not null
              order by created_at desc, id desc limit $1)",
    )
    .bind(KEPT)
    .run()
    .await?;
    Ok(())
}

/// Ends the one in force, if any.
async fn settle(
    conn: &mut Conn,
    to: ModelState,
    by: Option<&str>,
    now: Timestamp,
) -> Result<Outcome> {
    let rows = conn
        .sql(
            "update routing_models set state = $1, settled_at = $2, settled_by = $3
             where state = 'active'",
        )
        .text(to.as_str())
        .bind(Ts(now))
        .text_or_null(by)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// The row of the version in force; `None` when the shipped model ranks.
///
/// # Errors
/// When the database cannot be read.
pub async fn active(conn: &mut Conn) -> Result<Option<Uuid>> {
    let found: Vec<Uuid> = conn
        .sql("select id from routing_models where state = 'active'")
        .values()
        .await?;
    Ok(found.into_iter().next())
}

/// The bytes of a version; `None` when there is none or it is too old to return to.
///
/// # Errors
/// When the database cannot be read.
pub async fn adaptation(conn: &mut Conn, id: Uuid) -> Result<Option<Vec<u8>>> {
    let found: Vec<Vec<u8>> = conn
        .sql("select adaptation from routing_models where id = $1 and adaptation is not null")
        .bind(id)
        .values()
        .await?;
    Ok(found.into_iter().next())
}

/// Puts the shipped model in force again. [`Outcome::Stale`] when it is already.
///
/// # Errors
/// When the database cannot be written.
pub async fn revert_to_base(conn: &mut Conn, by: &str, now: Timestamp) -> Result<Outcome> {
    settle(conn, ModelState::Reverted, Some(by), now).await
}

/// Puts an earlier version in force again. [`Outcome::Stale`] when there is none such, it was
/// refused, or it is too old to return to; nothing was written then.
///
/// # Errors
/// When the database cannot be written.
pub async fn revert_to(conn: &mut Conn, id: Uuid, by: &str, now: Timestamp) -> Result<Outcome> {
    let can: i64 = conn
        .sql(
            "select count(*) from routing_models
             where id = $1 and state in ('retired', 'reverted') and adaptation is not null",
        )
        .bind(id)
        .value()
        .await?;
    if can == 0 {
        return Ok(Outcome::Stale);
    }
    settle(conn, ModelState::Reverted, Some(by), now).await?;
    let rows = conn
        .sql(
            "update routing_models set state = 'active', settled_at = $2, settled_by = $3
             where id = $1",
        )
        .bind(id)
        .bind(Ts(now))
        .text(by)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    version: String,
    base: String,
    based_on: i64,
    left_out: Json<Value>,
    figures: Json<Value>,
    state: String,
    created_at: Ts,
    settled_at: Ts,
    settled_by: Option<String>,
    is_kept: bool,
}

impl TryFrom<Row> for RoutingModel {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            version: row.version,
            base: row.base,
            based_on: row.based_on,
            left_out: row.left_out.0,
            figures: row.figures.0,
            state: named("state", &row.state, ModelState::from_name(&row.state))?,
            created_at: row.created_at.0,
            settled_at: row.settled_at.0,
            settled_by: row.settled_by,
            is_kept: row.is_kept,
        })
    }
}

/// At most `limit` versions, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(conn: &mut Conn, limit: u32) -> Result<Vec<RoutingModel>> {
    conn.sql(
        "select id, version, base, based_on, left_out, figures, state, created_at, settled_at,
             settled_by, adaptation is not null as is_kept
         from routing_models order by created_at desc, id desc limit $1",
    )
    .bind(i64::from(limit))
    .all::<Row>()
    .await?
    .into_iter()
    .map(RoutingModel::try_from)
    .collect()
}
