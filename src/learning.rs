//! Wiring of learning: the learner of a worker, and web processes that follow what was learned.

use std::time::Duration;

use store::Store;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};
use web::{Followed, LiveMatcher};
use worker::{Learner, LearningSettings};

use crate::config::Data;

/// How often a web process looks which version is in force.
const LOOK: Duration = Duration::from_secs(2);

/// A learner that goes by what `settings` last held; `None`: learning is off.
pub(crate) fn learner(
    data: &Data,
    store: &Store,
    settings: watch::Receiver<Option<LearningSettings>>,
) -> Learner {
    let (store, base) = (store.clone(), data.matcher.clone());
    Learner::new(store, base, data.desk.ordinance(), settings)
}

/// Exchanges the matcher whenever another version is in force, until `stop`. Trouble is logged once and waited out.
pub(crate) async fn follow(matcher: LiveMatcher, store: Store, stop: CancellationToken) {
    let mut is_troubled = false;
    while !stop.is_cancelled() {
        match matcher.follow(&store).await {
            Ok(Followed::Same) => is_troubled = false,
            Ok(Followed::Exchanged(version)) => {
                info!(model.version = %version, "ranking by version {version}");
            }
            Ok(Followed::Unusable(reason)) => {
                warn!("the version in force cannot be used, ranking goes on as before: {reason}");
            }
            Err(error) if !is_troubled => {
                is_troubled = true;
                error!(error = %error, "cannot see which version ranks");
            }
            Err(_) => {}
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
