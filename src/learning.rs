//! Wiring of learning: the learner of a worker, and web processes that follow what was learned.

use std::time::Duration;

use store::Store;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};
use web::{Followed, LiveMatcher};
use worker::{Learner, LearningSettings};

use crate::config::Data;

/// How often a web process looks which version is in force.
const LOOK: Duration = Duration::from_secs(2);

/// The learner that `config/routing.toml` describes; `None` when learning is off.
pub(crate) fn learner(data: &Data, store: &Store) -> Option<Learner> {
    let learning = data.routing.learning;
    learning.enabled.then(|| any_learner(data, store))
}

/// A learner, whether or not it would learn by itself.
pub(crate) fn any_learner(data: &Data, store: &Store) -> Learner {
    let learning = data.routing.learning;
    let settings = LearningSettings {
        after_decisions: learning.after_decisions,
        every: Duration::from_secs(learning.every_seconds),
    };
    Learner::new(
        store.clone(),
        data.matcher.clone(),
        data.desk.ordinance(),
        settings,
    )
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
