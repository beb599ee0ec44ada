//! Signed-in browsers. Only the hash of a session's secret is kept.

use domain::UserId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::accounts::{self, Account};
use crate::types::Ts;
use crate::{Conn, Outcome, Result};

/// A signed-in browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the cookie's secret.
    pub token_hash: Vec<u8>,
    /// Who is signed in.
    pub user: UserId,
    /// What forms must carry.
    pub csrf: String,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When they last did something.
    pub last_seen_at: Timestamp,
    /// When it ends in any case.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Session {
    /// Without its secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("user", &self.user)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    token_hash: Vec<u8>,
    account: Uuid,
    csrf: String,
    created_at: Ts,
    last_seen_at: Ts,
    expires_at: Ts,
}

impl Row {
    fn read(self) -> Session {
        Session {
            token_hash: self.token_hash,
            user: UserId(self.account),
            csrf: self.csrf,
            created_at: self.created_at.0,
            last_seen_at: self.last_seen_at.0,
            expires_at: self.expires_at.0,
        }
    }
}

/// Keeps a new session.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when there is no such account.
pub async fn insert(conn: &mut Conn, session: &Session) -> Result<()> {
    conn.sql(
        "insert into sessions (token_hash, account, csrf, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(session.token_hash.clone())
    .bind(session.user.0)
    .text(&session.csrf)
    .bind(Ts(session.created_at))
    .bind(Ts(session.last_seen_at))
    .bind(Ts(session.expires_at))
    .run()
    .await?;
    Ok(())
}

/// The session with this secret's hash and its account; never an expired one or a disabled account's.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token_hash(
    conn: &mut Conn,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<(Session, Account)>> {
    let row: Option<Row> = conn
        .sql(
            "select token_hash, account, csrf, created_at, last_seen_at, expires_at
             from sessions where token_hash = $1 and expires_at > $2",
        )
        .bind(token_hash.to_vec())
        .bind(Ts(now))
        .first()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let account = accounts::active(conn, row.account).await?;
    Ok(account.map(|account| (row.read(), account)))
}

/// The session with this secret's hash even after it has ended, as long as it is not forgotten: to know
/// whose words arrive too late. Nobody is let in by it.
///
/// # Errors
/// When the database cannot be read.
pub async fn ended(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<Session>> {
    let row: Option<Row> = conn
        .sql(
            "select token_hash, account, csrf, created_at, last_seen_at, expires_at
             from sessions where token_hash = $1",
        )
        .bind(token_hash.to_vec())
        .first()
        .await?;
    Ok(row.map(Row::read))
}

/// Notes that the person did something. [`Outcome::Stale`] when the session has ended.
/// Not worth a write more often than once a minute.
///
/// # Errors
/// When the database cannot be written.
pub async fn touch(conn: &mut Conn, token_hash: &[u8], now: Timestamp) -> Result<Outcome> {
    let rows = conn
        .sql("update sessions set last_seen_at = $2 where token_hash = $1")
        .bind(token_hash.to_vec())
        .bind(Ts(now))
        .run()
        .await?;
    Ok(Outcome::of(rows))
}

/// Ends a session; nothing happens when it has ended.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete(conn: &mut Conn, token_hash: &[u8]) -> Result<()> {
    conn.sql("delete from sessions where token_hash = $1")
        .bind(token_hash.to_vec())
        .run()
        .await?;
    Ok(())
}

/// Ends every session of a person; how many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete_for_user(conn: &mut Conn, user: UserId) -> Result<u64> {
    conn.sql("delete from sessions where account = $1")
        .bind(user.0)
        .run()
        .await
}

/// Forgets sessions that have expired; how many.
///
/// # Errors
/// When the database cannot be written.
pub async fn purge_expired(conn: &mut Conn, now: Timestamp) -> Result<u64> {
    conn.sql("delete from sessions where expires_at <= $1")
        .bind(Ts(now))
        .run()
        .await
}
