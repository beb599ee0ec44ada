//! What can be exchanged while the program runs.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// Holds what is in force now and lets it be exchanged without a pause. Cheap to clone; all clones
/// hold the same.
pub struct InForce<T>(Arc<RwLock<T>>);

impl<T: Clone> InForce<T> {
    /// Begins with this.
    pub fn new(first: T) -> Self {
        Self(Arc::new(RwLock::new(first)))
    }

    /// What is in force. Take it once per request, so that everything shown together agrees.
    pub fn current(&self) -> T {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Something else from now on.
    pub fn exchange(&self, next: T) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
    }
}

impl<T> Clone for InForce<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> fmt::Debug for InForce<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InForce").finish_non_exhaustive()
    }
}
