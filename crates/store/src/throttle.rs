//! How often something may be tried: sign-ins per login and address, filings per address.

use jiff::Timestamp;

use crate::types::Ts;
use crate::{Conn, Result};

/// Counts one try under `key`; whether it still is among the first `limit` of the window, which
/// begins with the first try and lasts `window_seconds`. A window that begins further in the future than
/// it is long (the clock has been set back) is over too. Commit the transaction also when the try
/// itself fails, or it does not count.
///
/// # Errors
/// When the database cannot be written.
pub async fn hit(
    conn: &mut Conn,
    key: &str,
    now: Timestamp,
    window_seconds: i64,
    limit: i64,
) -> Result<bool> {
    let hits: i64 = conn
        .sql(
            "insert into throttle (key, started, hits) values ($1, $2, 1)
             on conflict (key) do update set
                 hits = case when throttle.started <= $3 or throttle.started > $4
                     then 1 else throttle.hits + 1 end,
                 started = case when throttle.started <= $3 or throttle.started > $4
                     then $2 else throttle.started end
             returning hits",
        )
        .text(key)
        .bind(Ts(now))
        .bind(Ts::plus_seconds(now, window_seconds.saturating_neg()))
        .bind(Ts::plus_seconds(now, window_seconds))
        .value()
        .await?;
    Ok(hits <= limit)
}

/// Takes one try under `key` back, one that turned out well.
///
/// # Errors
/// When the database cannot be written.
pub async fn take_back(conn: &mut Conn, key: &str) -> Result<()> {
    conn.sql("update throttle set hits = hits - 1 where key = $1 and hits > 0")
        .text(key)
        .run()
        .await?;
    Ok(())
}

/// Forgets the tries under `key`, as after a successful sign-in.
///
/// # Errors
/// When the database cannot be written.
pub async fn clear(conn: &mut Conn, key: &str) -> Result<()> {
    conn.sql("delete from throttle where key = $1")
        .text(key)
        .run()
        .await?;
    Ok(())
}

/// Forgets windows that began before `before`; how many.
///
/// # Errors
/// When the database cannot be written.
pub async fn purge(conn: &mut Conn, before: Timestamp) -> Result<u64> {
    conn.sql("delete from throttle where started < $1")
        .bind(Ts(before))
        .run()
        .await
}
