//! Removes what has expired: sessions, keys of repeated requests, counts of tries, drafts, and files whose
//! form was never sent.

use std::collections::BTreeSet;
use std::time::SystemTime;

use files::{Files, Hash, Swept};
use jiff::{SignedDuration, Timestamp};
use store::{Store, StoreError, attachments, drafts, idempotency, sessions, throttle};

/// How often it is done.
pub(crate) const EVERY: SignedDuration = SignedDuration::from_hours(1);
/// So long a repeated request is recognised.
const KEYS_KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Longer than any window in which tries are counted.
const TRIES_KEPT: SignedDuration = SignedDuration::from_hours(25);

/// So long words that were not sent are offered again.
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// So long a file waits for its form.
const FILES_WAIT: SignedDuration = SignedDuration::from_hours(24);
/// Content that no row names is removed after this: longer than its row may wait.
const CONTENT_WAITS: SignedDuration = SignedDuration::from_hours(26);

/// Why something is not removed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SweepError {
    /// The database does not say what is in use.
    #[error("the database does not say which files are in use")]
    Store(#[from] StoreError),
    /// The folder cannot be read or written.
    #[error("the folder of files cannot be swept")]
    Folder(#[from] std::io::Error),
}

/// Removes what has expired by `now`; any number of workers may do it at once.
///
/// # Errors
/// When the database cannot be written; the next hour tries again.
pub(crate) async fn tidy(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    sessions::purge_expired(&mut tx, now).await?;
    idempotency::purge(&mut tx, before(now, KEYS_KEPT)).await?;
    throttle::purge(&mut tx, before(now, TRIES_KEPT)).await?;
    drafts::purge(&mut tx, before(now, DRAFTS_KEPT)).await?;
    attachments::forget_waiting(&mut tx, before(now, FILES_WAIT)).await?;
    tx.commit().await
}

/// Removes content that no ticket and no form refers to any more.
///
/// # Errors
/// When folder or database cannot be read; the next hour tries again.
pub(crate) async fn sweep(
    store: &Store,
    files: &Files,
    now: Timestamp,
) -> Result<Swept, SweepError> {
    let used = |hashes: Vec<Hash>| async move {
        let hashes: Vec<[u8; 32]> = hashes.into_iter().map(|hash| hash.0).collect();
        let mut conn = store.read().await?;
        let named = attachments::named(&mut conn, &hashes).await?;
        Ok::<BTreeSet<Hash>, SweepError>(named.into_iter().map(Hash).collect())
    };
    let before = SystemTime::from(before(now, CONTENT_WAITS));
    files.sweep(before, used).await
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
