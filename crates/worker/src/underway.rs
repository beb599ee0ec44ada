//! Letters that were handed over and are not written down yet.

use std::sync::Arc;

use jiff::Timestamp;
use store::StoreError;

use crate::deliver::Post;
use crate::run::Worker;
use crate::running::Running;

/// Letters on their way, of a worker that does something else meanwhile. Dropped, it is as if the worker had
/// died: what arrived may be sent again.
#[must_use = "what becomes of the letters is written down by `finish`"]
pub struct UnderWay {
    worker: Worker,
    running: Running,
    now: Timestamp,
    tried: usize,
    /// Whether there may be more to send.
    more: bool,
}

impl std::fmt::Debug for UnderWay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnderWay").finish_non_exhaustive()
    }
}

impl Worker {
    /// Hands over letters that are due at `now`, as many at once as the settings say, and waits for none of
    /// them: they are written and sent by tasks of their own. For simulations.
    ///
    /// # Errors
    /// When the outbox cannot be read.
    pub async fn start_letters(&self, now: Timestamp) -> Result<UnderWay, StoreError> {
        let mut started = UnderWay {
            worker: self.clone(),
            running: Running::default(),
            now,
            tried: 0,
            more: true,
        };
        started.start().await?;
        Ok(started)
    }

    /// Tries every letter that is due at `now` once and waits for the outcome; for tests and for
    /// commands that end. As many at once as the settings say; what became of those is written down
    /// when all are done. Answers how many were tried.
    ///
    /// # Errors
    /// When the outbox cannot be read; what becomes of a letter is in the outbox.
    pub async fn run_until_idle(&self, now: Timestamp) -> Result<usize, StoreError> {
        self.start_letters(now).await?.finish().await
    }
}

impl UnderWay {
    /// Waits for the letters, writes down what became of them, and tries all others that are due. Answers
    /// how many were tried.
    ///
    /// # Errors
    /// When the outbox cannot be read; what becomes of a letter is in the outbox.
    pub async fn finish(mut self) -> Result<usize, StoreError> {
        loop {
            let post = self.post().clone();
            while !self.running.tasks.is_empty() {
                let mut done = Vec::with_capacity(self.running.tasks.len());
                while let Some(one) = self.running.tasks.join_next_with_id().await {
                    done.push(one);
                }
                self.running.some_done(&post, done).await;
            }
            if !self.more {
                return Ok(self.tried);
            }
            self.start().await?;
        }
    }

    async fn start(&mut self) -> Result<(), StoreError> {
        let parallel = self.worker.parallel();
        let jobs = self.worker.claim(parallel, self.now).await?;
        self.more = jobs.len() >= parallel;
        self.tried += jobs.len();
        let post = self.post().clone();
        self.running.start(&post, jobs, self.now).await;
        Ok(())
    }

    fn post(&self) -> &Arc<Post> {
        &self.worker.post
    }
}
