//! Removes what has expired: sessions, keys of repeated requests, counts of tries.

use jiff::{SignedDuration, Timestamp};
use store::{Store, StoreError, idempotency, sessions, throttle};

/// How often it is done.
pub(crate) const EVERY: SignedDuration = SignedDuration::from_hours(1);
/// So long a repeated request is recognised.
const KEYS_KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Longer than any window in which tries are counted.
const TRIES_KEPT: SignedDuration = SignedDuration::from_hours(25);

/// Removes what has expired by `now`; any number of workers may do it at once.
///
/// # Errors
/// When the database cannot be written; the next hour tries again.
pub(crate) async fn tidy(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    sessions::purge_expired(&mut tx, now).await?;
    idempotency::purge(&mut tx, before(now, KEYS_KEPT)).await?;
    throttle::purge(&mut tx, before(now, TRIES_KEPT)).await?;
    tx.commit().await
}

fn before(now: Timestamp, kept: SignedDuration) -> Timestamp {
    now.saturating_sub(kept).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_time_has_nothing_before_it() {
        assert_eq!(before(Timestamp::MIN, KEYS_KEPT), Timestamp::MIN);
    }
}
