//! Bearer tokens of the API. Only a token's hash is kept.

use domain::UserId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::accounts::{self, Account};
use crate::types::Ts;
use crate::{Conn, Outcome, Result};

/// A bearer token.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its row.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// Who acts through it.
    pub user: UserId,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends; `None`: never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

impl std::fmt::Debug for ApiToken {
    /// Without its hash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApiToken")
            .field("id", &self.id)
            .field("user", &self.user)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    account: Uuid,
    token_hash: Vec<u8>,
    created_at: Ts,
    expires_at: Option<Ts>,
    last_used_at: Option<Ts>,
}

impl From<Row> for ApiToken {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            user: UserId(row.account),
            token_hash: row.token_hash,
            created_at: row.created_at.0,
            expires_at: row.expires_at.map(|at| at.0),
            last_used_at: row.last_used_at.map(|at| at.0),
        }
    }
}

/// Keeps a new token.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when there is no such account.
pub async fn insert(conn: &mut Conn, token: &ApiToken) -> Result<()> {
    conn.sql(
        "insert into api_tokens (id, name, account, token_hash, created_at, expires_at, last_used_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(token.id)
    .text(&token.name)
    .bind(token.user.0)
    .bind(token.token_hash.clone())
    .bind(Ts(token.created_at))
    .bind(token.expires_at.map(Ts))
    .bind(token.last_used_at.map(Ts))
    .run()
    .await?;
    Ok(())
}

/// The token with this hash and its account; never an expired one or a disabled account's.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token_hash(
    conn: &mut Conn,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<(ApiToken, Account)>> {
    let row: Option<Row> = conn
        .sql(
            "select id, name, account, token_hash, created_at, expires_at, last_used_at
             from api_tokens
             where token_hash = $1 and (expires_at is null or expires_at > $2)",
        )
        .bind(token_hash.to_vec())
        .bind(Ts(now))
        .first()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let account = accounts::active(conn, row.account).await?;
    Ok(account.map(|account| (row.into(), account)))
}

/// Notes that a token was used. [`Outcome::Stale`] when it was revoked.
/// Not worth a write more often than once a minute.
///
/// # Errors
/// When the database cannot be written.
pub async fn touch(conn: &mut Conn, id: Uuid, now: Timestamp) -> Result<Outcome> {
    let rows = conn
        .sql("update api_tokens set last_used_at = $2 where id = $1")
        .bind(id)
        .bind(Ts(now))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Ends a token for good. [`Outcome::Stale`] when there is no such token.
///
/// # Errors
/// When the database cannot be written.
pub async fn revoke(conn: &mut Conn, id: Uuid) -> Result<Outcome> {
    let rows = conn
        .sql("delete from api_tokens where id = $1")
        .bind(id)
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Every token, newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(conn: &mut Conn) -> Result<Vec<ApiToken>> {
    let rows: Vec<Row> = conn
        .sql(
            "select id, name, account, token_hash, created_at, expires_at, last_used_at
             from api_tokens order by created_at desc, id desc",
        )
        .all()
        .await?;
    Ok(rows.into_iter().map(ApiToken::from).collect())
}
