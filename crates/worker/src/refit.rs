//! Learning from what people decided, in the background.

mod learn;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use matcher::{Adaptation, Matcher};
use ordinance::Ordinance;
use store::learning::models::{self, ModelState, NewModel};
use store::learning::state::{self, Lease};
use store::learning::{self, PrivateClass};
use store::{Outcome, Store, StoreError};
use tokio::sync::watch;
use tokio::task::JoinError;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};
use uuid::Uuid;

use self::learn::Learned;
use crate::deliver::chain;

/// How long one worker may be at it, in seconds. Learning takes seconds; one that died is waited for so long.
const LEASE_SECONDS: i64 = 600;
/// The most solved tickets that are read, and as many of another system; the selection then takes fewer.
const MOST: u32 = 20_000;
/// How often a learner that does not learn looks up.
const NOT_LEARNING: Duration = Duration::from_hours(1);

/// When to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LearningSettings {
    /// So many decisions must be new.
    pub after_decisions: u32,
    /// Not more often than this.
    pub every: Duration,
}

/// Learns from past tickets when enough new ones stand in the ledger. Of any number of learners on one
/// database one is at it at a time.
#[derive(Clone, Debug)]
pub struct Learner {
    store: Store,
    base: watch::Receiver<Arc<Matcher>>,
    private: PrivateClass,
    settings: watch::Receiver<Option<LearningSettings>>,
}

/// What came of trying to learn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refit {
    /// Too little is new.
    NotDue,
    /// Another worker is at it, or a person has paused learning.
    NotNow,
    /// A person paused learning meanwhile, or it took longer than the lease; nothing was kept.
    Overtaken,
    /// There is nothing that may be learned from.
    Nothing,
    /// The same version as the one in force.
    Same(String),
    /// A new version is in force.
    Accepted(String),
    /// The new version is worse on the standing set and was refused.
    Refused(String),
}

/// Why learning failed.
#[derive(Debug, thiserror::Error)]
pub enum RefitError {
    /// The database did not answer.
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
    /// The program made a mistake.
    #[error("learning failed")]
    Crashed(#[from] JoinError),
}

impl Learner {
    /// A learner on top of the shipped matcher `base`, which goes by what `settings` last held; `None`:
    /// it does not learn by itself.
    pub fn new(
        store: Store,
        base: Arc<Matcher>,
        ordinance: &Ordinance,
        settings: watch::Receiver<Option<LearningSettings>>,
    ) -> Self {
        Self {
            store,
            base: watch::channel(base).1,
            private: learn::private_class(ordinance),
            settings,
        }
    }

    /// The same learner on top of what `base` last held.
    #[must_use]
    pub fn with_base(self, base: watch::Receiver<Arc<Matcher>>) -> Self {
        Self { base, ..self }
    }

    fn settings(&self) -> Option<LearningSettings> {
        *self.settings.borrow()
    }

    /// Waits for other settings; for ever when there can be none.
    async fn changed(&mut self) {
        if self.settings.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Learns whenever it is due, until `stop`. Trouble is logged and waited out.
    pub async fn run(mut self, stop: CancellationToken) {
        info!("learning from decisions");
        loop {
            let settings = self.settings();
            let wait = settings.map_or(NOT_LEARNING, |settings| settings.every);
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.changed() => continue,
                () = tokio::time::sleep(wait) => {}
            }
            match self.refit_if_due(Timestamp::now()).await {
                Ok(Refit::NotDue | Refit::NotNow) => {}
                Ok(Refit::Accepted(version)) => {
                    info!(model.version = %version, "learned version {version}");
                }
                Ok(Refit::Refused(version)) => {
                    warn!(model.version = %version, "version {version} is worse and was refused");
                }
                Ok(other) => info!("nothing new was learned: {other:?}"),
                Err(error) => error!(error = %chain(&error), "learning failed"),
            }
        }
    }

    /// Learns when enough is new, or when what was learned stands on another shipped model.
    ///
    /// # Errors
    /// [`RefitError`]; nothing was kept then.
    pub async fn refit_if_due(&self, now: Timestamp) -> Result<Refit, RefitError> {
        let Some(settings) = self.settings() else {
            return Ok(Refit::NotNow);
        };
        let mut conn = self.store.read().await?;
        let learning = state::read(&mut conn).await?;
        if learning.paused.is_some() {
            return Ok(Refit::NotNow);
        }
        let fresh = learning::fresh(&mut conn, &self.private, learning.tried_at).await?;
        let newest = models::list(&mut conn, 1).await?.into_iter().next();
        drop(conn);
        let base = self.base.borrow().model_version().to_owned();
        let is_outdated = newest.is_some_and(|model| model.base != base);
        if fresh < i64::from(settings.after_decisions) && !is_outdated {
            return Ok(Refit::NotDue);
        }
        self.refit(now).await
    }

    /// Learns now: reads what was solved, chooses what may be learned from, adapts, tries the result on the
    /// standing set, and keeps it: in force when it is no worse, else refused.
    ///
    /// # Errors
    /// [`RefitError`]; nothing was kept then.
    pub async fn refit(&self, now: Timestamp) -> Result<Refit, RefitError> {
        let mut tx = self.store.write().await?;
        let lease = state::take(&mut tx, now, LEASE_SECONDS).await?;
        tx.commit().await?;
        let Some(lease) = lease else {
            return Ok(Refit::NotNow);
        };
        let mut conn = self.store.read().await?;
        let mut solved = learning::solved(&mut conn, &self.private, MOST).await?;
        solved.extend(learning::past(&mut conn, &self.private, MOST).await?);
        let active = models::active(&mut conn).await?;
        let bytes = match active {
            Some(id) => models::adaptation(&mut conn, id).await?,
            None => None,
        };
        drop(conn);
        let (base, private) = (self.base.borrow().clone(), self.private.clone());
        let learned = tokio::task::spawn_blocking(move || {
            let current = in_force(&base, bytes.as_deref());
            learn::learn(&current, solved, &private)
        })
        .await?;
        self.keep(lease, &learned, now).await
    }

    async fn keep(
        &self,
        lease: Lease,
        learned: &Learned,
        now: Timestamp,
    ) -> Result<Refit, RefitError> {
        let version = learned.adaptation.version().to_owned();
        let mut tx = self.store.write().await?;
        if state::finish(&mut tx, lease, now).await? == Outcome::Stale {
            tx.rollback().await?;
            return Ok(Refit::Overtaken);
        }
        let outcome = if learned.adaptation.learned() == 0 {
            Refit::Nothing
        } else if learned.is_same {
            Refit::Same(version)
        } else {
            let is_accepted = learned.verdict.is_accepted();
            let model = NewModel {
                id: Uuid::now_v7(),
                version: &version,
                base: learned.adaptation.base(),
                adaptation: &learned.adaptation.to_bytes(),
                based_on: i64::try_from(learned.adaptation.learned()).unwrap_or(i64::MAX),
                left_out: &learned.left_out(),
                figures: &learned.figures(),
                state: if is_accepted {
                    ModelState::Active
                } else {
                    ModelState::Refused
                },
            };
            models::insert(&mut tx, &model, now).await?;
            if is_accepted {
                Refit::Accepted(version)
            } else {
                Refit::Refused(version)
            }
        };
        tx.commit().await?;
        Ok(outcome)
    }
}

/// The matcher in force; the shipped one when what was learned does not stand on it.
fn in_force(base: &Matcher, bytes: Option<&[u8]>) -> Matcher {
    bytes
        .and_then(|bytes| Adaptation::from_bytes(bytes).ok())
        .and_then(|adaptation| base.adapted(Arc::new(adaptation)).ok())
        .unwrap_or_else(|| base.shipped())
}
