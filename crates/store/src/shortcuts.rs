//! Whether a person wants shortcuts of single keys; everybody does who has not said otherwise.

use domain::UserId;

use crate::{Conn, Result};

/// Whether the person wants shortcuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcuts {
    /// Yes.
    On,
    /// No.
    Off,
}

/// What a person wants.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(conn: &mut Conn, person: UserId) -> Result<Shortcuts> {
    let off: i64 = conn
        .sql("select count(*) from shortcuts_off where account = $1")
        .bind(person.0)
        .value()
        .await?;
    Ok(if off == 0 {
        Shortcuts::On
    } else {
        Shortcuts::Off
    })
}

/// Keeps what a person wants.
///
/// # Errors
/// [`crate::StoreError::Dangling`] when there is no such account.
pub async fn set(conn: &mut Conn, person: UserId, wanted: Shortcuts) -> Result<()> {
    let sql = match wanted {
        Shortcuts::On => "delete from shortcuts_off where account = $1",
        Shortcuts::Off => {
            "insert into shortcuts_off (account) values ($1) on conflict (account) do nothing"
        }
    };
    conn.sql(sql).bind(person.0).run().await?;
    Ok(())
}
