//! The matcher in force: what was shipped, or what was learned from past tickets on top of it.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use matcher::{Adaptation, Matcher};
use store::learning::models;
use store::{Store, StoreError};
use uuid::Uuid;

/// Holds the matcher that ranks now and lets it be exchanged without a pause: whoever ranks keeps
/// the one they began with. Cheap to clone; all clones hold the same.
#[derive(Clone)]
pub struct LiveMatcher(Arc<Held>);

struct Held {
    current: RwLock<Ranking>,
}

struct Ranking {
    /// Without anything learned.
    base: Arc<Matcher>,
    /// Its row among the learned versions; `None` for the shipped one.
    row: Option<Uuid>,
    matcher: Arc<Matcher>,
    /// Whether `matcher` still stands on the base before this one.
    is_outdated: bool,
}

/// What looking for another version has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The same as before.
    Same,
    /// Another version ranks from now on; the words name it.
    Exchanged(String),
    /// Another version should rank but cannot be used here, so the one before goes on; the words say why.
    Unusable(String),
}

impl fmt::Debug for LiveMatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveMatcher").finish_non_exhaustive()
    }
}

impl From<Arc<Matcher>> for LiveMatcher {
    fn from(base: Arc<Matcher>) -> Self {
        Self(Arc::new(Held {
            current: RwLock::new(Ranking {
                row: None,
                matcher: base.clone(),
                is_outdated: false,
                base,
            }),
        }))
    }
}

impl LiveMatcher {
    /// The matcher to rank with now. Take it once per request, so that everything shown together
    /// comes from one version.
    pub fn current(&self) -> Arc<Matcher> {
        self.in_force(|now| now.matcher.clone())
    }

    /// The matcher as shipped, without anything learned from past tickets.
    pub fn base(&self) -> Arc<Matcher> {
        self.in_force(|now| now.base.clone())
    }

    /// Ranks on top of this matcher from now on. When something was learned, the one before goes on
    /// until the next [`LiveMatcher::follow`].
    pub fn exchange_base(&self, base: Arc<Matcher>) {
        let mut current = self.write();
        if current.row.is_none() {
            current.matcher = base.clone();
        } else {
            current.is_outdated = true;
        }
        current.base = base;
    }

    /// The version of the matcher as shipped, as its suggestions name it.
    pub fn base_version(&self) -> String {
        version(&self.base())
    }

    /// Looks which version should rank, and exchanges the matcher when it is another one. Cheap when
    /// nothing has changed; else it takes as long as reading an adaptation does, beside the requests.
    ///
    /// # Errors
    /// When the database cannot be read; the matcher before goes on.
    pub async fn follow(&self, store: &Store) -> Result<Followed, StoreError> {
        let mut conn = store.read().await?;
        let row = models::active(&mut conn).await?;
        let is_same = |now: &Ranking| row == now.row && !now.is_outdated;
        if self.in_force(is_same) {
            return Ok(Followed::Same);
        }
        let bytes = match row {
            Some(id) => models::adaptation(&mut conn, id).await?,
            None => None,
        };
        drop(conn);
        let base = self.base();
        let under = base.clone();
        let matcher = match bytes {
            None => Ok(base.clone()),
            Some(bytes) => tokio::task::spawn_blocking(move || adapted(&under, &bytes))
                .await
                .unwrap_or_else(|_| Err("the program made a mistake reading it".to_owned())),
        };
        let followed = match &matcher {
            Ok(matcher) => Followed::Exchanged(version(matcher)),
            Err(reason) => Followed::Unusable(reason.clone()),
        };
        let mut current = self.write();
        // Also when it is unusable: it is not tried again.
        current.row = row;
        // Another base came meanwhile: the next look puts this right.
        current.is_outdated = !Arc::ptr_eq(&current.base, &base);
        if let Ok(matcher) = matcher {
            current.matcher = matcher;
        }
        Ok(followed)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Ranking> {
        let current = &self.0.current;
        current.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn in_force<T>(&self, read: impl FnOnce(&Ranking) -> T) -> T {
        read(
            &self
                .0
                .current
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}

/// The version as suggestions name it.
fn version(matcher: &Matcher) -> String {
    matcher.suggest("", "").vocabulary
}

/// The base with what was learned on top.
fn adapted(base: &Matcher, bytes: &[u8]) -> Result<Arc<Matcher>, String> {
    let adaptation = Adaptation::from_bytes(bytes).map_err(|error| error.to_string())?;
    let matcher = base.adapted(Arc::new(adaptation));
    matcher.map(Arc::new).map_err(|error| error.to_string())
}
