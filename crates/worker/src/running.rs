//! Letters on their way, and what becomes of them.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use domain::JobId;
use jiff::Timestamp;
use store::StoreError;
use store::jobs::Job;
use tokio::task::{Id, JoinError, JoinSet};

use crate::deliver::{Post, Report, Reported};

/// Letters on their way.
#[derive(Default)]
pub(crate) struct Running {
    /// Each answers what to write down, or nothing when it has done so.
    pub(crate) tasks: JoinSet<Option<Report>>,
    /// What each task sends, and when it began.
    pub(crate) jobs: HashMap<Id, (Job, Timestamp)>,
}

/// What a future comes to; `None` when it panics. Nothing that it used is used again but the database, where
/// what it had not committed is undone.
async fn caught<F: Future>(future: F) -> Option<F::Output> {
    let mut future = Box::pin(future);
    std::future::poll_fn(move |context| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Some(output)),
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}

/// A task that is done.
type Done = Result<(Id, Option<Report>), JoinError>;

impl Running {
    /// Reads what the letters are written from, all at once, and sends each.
    pub(crate) async fn start(&mut self, post: &Arc<Post>, jobs: Vec<Job>, now: Timestamp) {
        if jobs.is_empty() {
            return;
        }
        let reader = post.clone();
        let own: Vec<Job> = jobs
            .iter()
            .filter(|job| !post.ended_workers(job))
            .cloned()
            .collect();
        // Should it panic, the letters are read one by one, and only that panics again with which something
        // is wrong. The same when what one letter needs makes no sense.
        let read = caught(async move {
            let drafts = reader.drafts(&own, now).await?;
            Ok::<_, StoreError>(own.into_iter().map(|job| job.id).zip(drafts).collect())
        });
        let mut drafts: HashMap<JobId, _> = match read.await {
            Some(Ok(drafts)) => drafts,
            _ => HashMap::new(),
        };
        for job in jobs {
            let post = post.clone();
            let draft = drafts.remove(&job.id);
            let own = job.clone();
            let task = self
                .tasks
                .spawn(async move { Some(post.deliver(&own, draft, now).await) });
            self.jobs.insert(task.id(), (job, now));
        }
    }

    /// Writes down what became of these letters, and of all others that are done by now. A panic ends
    /// one letter only, and is not tried again: it would panic again.
    pub(crate) async fn some_done(
        &mut self,
        post: &Arc<Post>,
        done: impl IntoIterator<Item = Done>,
    ) {
        let mut reports = Vec::new();
        let more = std::iter::from_fn(|| self.tasks.try_join_next_with_id());
        for done in done.into_iter().chain(more) {
            let id = match &done {
                Ok((id, _)) => *id,
                Err(failed) => failed.id(),
            };
            let Some((job, began)) = self.jobs.remove(&id) else {
                continue;
            };
            let report = match done {
                Ok((_, report)) => report,
                Err(_) => Some(Post::crashed(&job)),
            };
            reports.extend(report.map(|report| Reported { job, began, report }));
        }
        if reports.is_empty() || post.report_all(&reports).await.is_ok() {
            return;
        }
        // One by one: what cannot be written down about one letter holds up no other.
        for reported in reports {
            let (job, began) = (reported.job.clone(), reported.began);
            let post = post.clone();
            let task = self.tasks.spawn(async move {
                post.report(&reported).await;
                None
            });
            self.jobs.insert(task.id(), (job, began));
        }
    }
}
