//! The matcher in force: what was shipped, or what was learned from past tickets on top of it.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use matcher::Matcher;

/// Holds the matcher that ranks now and lets it be exchanged without a pause: whoever ranks keeps
/// the one they began with. Cheap to clone; all clones hold the same.
#[derive(Clone)]
pub struct LiveMatcher(Arc<Held>);

struct Held {
    base: Arc<Matcher>,
    current: RwLock<Arc<Matcher>>,
}

impl fmt::Debug for LiveMatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveMatcher").finish_non_exhaustive()
    }
}

impl From<Arc<Matcher>> for LiveMatcher {
    fn from(base: Arc<Matcher>) -> Self {
        Self(Arc::new(Held {
            current: RwLock::new(base.clone()),
            base,
        }))
    }
}

impl LiveMatcher {
    /// The matcher to rank with now. Take it once per request, so that everything shown together
    /// comes from one version.
    pub fn current(&self) -> Arc<Matcher> {
        self.0
            .current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The matcher as shipped, without anything learned from past tickets.
    pub fn base(&self) -> &Arc<Matcher> {
        &self.0.base
    }
}
