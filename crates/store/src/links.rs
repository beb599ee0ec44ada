//! Secret links: whoever shows one may read its ticket, without an account. Only the hash is kept.

use domain::TicketId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::Ts;
use crate::{Conn, Result};

/// Keeps a link to `ticket`; a ticket may have several.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when there is no such ticket.
pub async fn insert(
    conn: &mut Conn,
    ticket: TicketId,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<()> {
    conn.sql("insert into ticket_links (token_hash, ticket, created_at) values ($1, $2, $3)")
        .bind(token_hash.to_vec())
        .bind(ticket.0)
        .bind(Ts(now))
        .run()
        .await?;
    Ok(())
}

/// The ticket that a link with this secret's hash leads to.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_token_hash(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<TicketId>> {
    let row: Option<(Uuid,)> = conn
        .sql("select ticket from ticket_links where token_hash = $1")
        .bind(token_hash.to_vec())
        .first()
        .await?;
    Ok(row.map(|(ticket,)| TicketId(ticket)))
}
