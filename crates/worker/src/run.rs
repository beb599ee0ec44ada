//! Looking after the outbox.

use std::sync::Arc;
use std::time::Duration;

use domain::Desk;
use files::{Files, Swept};
use jiff::Timestamp;
use mail::Transport;
use store::jobs::{self, Job};
use store::{Store, StoreError};
use texts::Texts;
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use tracing::{error, info};

use crate::caps::Caps;
use crate::clockwork::Clockwork;
use crate::deliver::{Post, chain};
use crate::outages::OutagesDone;
use crate::running::Running;
use crate::steps::StepsDone;
use crate::tidy;
use crate::{Settings, UnitAddresses};

/// Sends the letters that the outbox holds. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Worker {
    pub(crate) post: Arc<Post>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl Worker {
    /// A worker on this outbox.
    pub fn new(
        store: Store,
        transport: Transport,
        settings: Settings,
        texts: Texts,
        desk: Arc<Desk>,
    ) -> Self {
        let post = Arc::new(Post {
            store,
            transport: Arc::new(transport),
            settings,
            texts,
            desk,
            clockwork: None,
            addresses: None,
            caps: Caps::default(),
            histories: Arc::default(),
            files: None,
        });
        Self { post }
    }

    /// The same worker, which also takes steps: looks at clocks by what `clockwork` last held, tells
    /// people, and closes what was solved.
    #[must_use]
    pub fn with_clockwork(self, clockwork: watch::Receiver<Arc<Clockwork>>) -> Self {
        let mut post = (*self.post).clone();
        post.clockwork = Some(clockwork);
        Self {
            post: Arc::new(post),
        }
    }

    /// The same worker, which writes to units where `addresses` last said instead of the settings.
    #[must_use]
    pub fn with_addresses(self, addresses: watch::Receiver<Arc<UnitAddresses>>) -> Self {
        let mut post = (*self.post).clone();
        post.addresses = Some(addresses);
        Self {
            post: Arc::new(post),
        }
    }

    /// The same worker with other caps.
    #[must_use]
    pub fn with_caps(self, caps: Caps) -> Self {
        let mut post = (*self.post).clone();
        post.caps = caps;
        Self {
            post: Arc::new(post),
        }
    }

    /// The same worker, which also removes attachments that were never sent.
    #[must_use]
    pub fn with_files(self, files: Files) -> Self {
        let mut post = (*self.post).clone();
        post.files = Some(files);
        Self {
            post: Arc::new(post),
        }
    }

    /// Removes what has expired by `now`: sessions, drafts, files that wait for a form that never came and
    /// their content. [`Worker::run`] does it every hour. Trouble is logged, and the next hour tries again.
    pub async fn tidy(&self, now: Timestamp) {
        if let Err(error) = tidy::tidy(&self.post.store, now).await {
            error!(error = %chain(&error), "what has expired cannot be removed");
            return;
        }
        let Some(files) = &self.post.files else {
            return;
        };
        match tidy::sweep(&self.post.store, files, now).await {
            Ok(swept) if swept == Swept::default() => {}
            Ok(swept) => info!(
                files.unused = swept.kept,
                files.unfinished = swept.unfinished,
                "removed files that belong to nothing"
            ),
            Err(error) => error!(error = %chain(&error), "files cannot be swept"),
        }
    }

    /// Takes the steps that are due at `now` and makes letters of what they tell, until there is
    /// nothing left to do; [`Worker::run_until_idle`] sends them. For tests and simulations; nothing
    /// without [`Worker::with_clockwork`].
    ///
    /// # Errors
    /// When the database cannot be read or written; what was not written is due again.
    pub async fn run_steps(&self, now: Timestamp) -> Result<StepsDone, StoreError> {
        let mut all = StepsDone::default();
        loop {
            let done = self.post.steps(now).await?;
            all.looked_at += done.looked_at;
            all.steps += done.steps;
            all.closed += done.closed;
            all.letters += done.letters;
            if done.is_all() {
                return Ok(all);
            }
        }
    }

    /// Notes by which settings clocks run from now on. When they are others than before, every open ticket
    /// is looked at anew. [`Worker::run`] does so by itself; for tests and simulations.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn use_settings(&self) -> Result<(), StoreError> {
        match self.post.clockwork() {
            Some(clockwork) => self.post.use_settings(&clockwork).await,
            None => Ok(()),
        }
    }

    /// When there will be a ticket to look at or something to tell, unless an act happens before;
    /// `None` when never.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_steps(&self) -> Result<Option<Timestamp>, StoreError> {
        self.post.next_steps().await
    }

    /// Sends letters until `stop`, then waits for those on their way. Looks at the outbox when `wake`
    /// is notified, when a letter is due, and at the latest after the poll interval. Trouble with the
    /// database is logged and waited out.
    pub async fn run(self, stop: CancellationToken, wake: Arc<Notify>) {
        let mut running = Running::default();
        let mut tidy_at = Timestamp::now();
        let mut tidying = None;
        let mut fingerprint = String::new();
        info!("worker started");
        while !stop.is_cancelled() {
            let now = Timestamp::now();
            if now >= tidy_at {
                tidy_at = now.saturating_add(tidy::EVERY).unwrap_or(now);
                // Beside the letters, because a folder of many files takes a while to look through.
                tidying = Some(tokio::spawn({
                    let worker = self.clone();
                    async move { worker.tidy(now).await }
                }));
            }
            let worked =
                self.take_steps(&mut fingerprint, now).await | self.see_to_outages(now).await;
            let room = self.parallel().saturating_sub(running.tasks.len());
            let pause = match self.start_due(&mut running, room, now).await {
                Ok(_) if worked => Duration::ZERO,
                Ok(pause) => pause,
                Err(error) => {
                    error!(error = %chain(&error), "the outbox cannot be read");
                    self.post.settings.poll
                }
            };
            let full = running.tasks.len() >= self.parallel();
            let done = tokio::select! {
                () = stop.cancelled() => None,
                done = running.tasks.join_next_with_id(), if !running.tasks.is_empty() => done,
                () = wake.notified(), if !full => None,
                () = tokio::time::sleep(pause), if !full => None,
            };
            running.some_done(&self.post, done).await;
        }
        while let Some(done) = running.tasks.join_next_with_id().await {
            running.some_done(&self.post, [done]).await;
        }
        if let Some(tidying) = tidying {
            // What is not removed now is next time.
            tidying.abort();
        }
        info!("worker stopped");
    }

    /// Sees to some of what outages ask for; whether there was anything to do. Trouble is logged and waited
    /// out.
    async fn see_to_outages(&self, now: Timestamp) -> bool {
        match self.post.outages(now).await {
            Ok(done) => done != OutagesDone::default(),
            Err(error) => {
                error!(error = %chain(&error), "outages cannot be seen to");
                false
            }
        }
    }

    /// Sees to everything that outages ask for at `now`; [`Worker::run_until_idle`] sends the letters. For
    /// tests and simulations.
    ///
    /// # Errors
    /// When the database cannot be read or written; what was not written is done next time.
    pub async fn run_outages(&self, now: Timestamp) -> Result<OutagesDone, StoreError> {
        let mut all = OutagesDone::default();
        loop {
            let done = self.post.outages(now).await?;
            if done == OutagesDone::default() {
                return Ok(all);
            }
            all.tickets += done.tickets;
            all.resolved += done.resolved;
            all.told += done.told;
        }
    }

    /// Takes some of the steps that are due; whether there was anything to do. Trouble is logged and
    /// waited out.
    async fn take_steps(&self, fingerprint: &mut String, now: Timestamp) -> bool {
        let Some(clockwork) = self.post.clockwork() else {
            return false;
        };
        if *fingerprint != clockwork.fingerprint {
            match self.post.use_settings(&clockwork).await {
                Ok(()) => fingerprint.clone_from(&clockwork.fingerprint),
                Err(error) => {
                    error!(error = %chain(&error), "the settings of clocks cannot be written down");
                    return false;
                }
            }
        }
        match self.post.steps(now).await {
            Ok(done) => done != StepsDone::default(),
            Err(error) => {
                error!(error = %chain(&error), "steps cannot be taken");
                false
            }
        }
    }

    /// When there will be a letter to send, a ticket to look at or something to tell, unless an act
    /// happens before; `None` when never.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let mut conn = self.post.store.read().await?;
        let letters = jobs::next_due(&mut conn, now).await?;
        if self.post.clockwork.is_none() {
            return Ok(letters);
        }
        let waiting = store::steps::waiting(&mut conn).await?;
        let all = [letters, waiting.look, waiting.release];
        Ok(all.into_iter().flatten().min())
    }

    pub(crate) fn parallel(&self) -> usize {
        self.post.settings.parallel.max(1)
    }

    /// Starts what is due, as far as there is room; answers how long until the next look.
    async fn start_due(
        &self,
        running: &mut Running,
        room: usize,
        now: Timestamp,
    ) -> Result<Duration, StoreError> {
        let poll = self.post.settings.poll;
        let mut conn = self.post.store.read().await?;
        let due = jobs::next_due(&mut conn, now).await?;
        drop(conn);
        // Reading first: an idle worker writes nothing.
        match due {
            None => Ok(poll),
            Some(due) if due > now => {
                let until = Duration::try_from(due.duration_since(now)).unwrap_or(poll);
                Ok(until.min(poll))
            }
            Some(_) => {
                let jobs = self.claim(room, now).await?;
                // Nothing although something was due: another worker was quicker.
                let pause = if jobs.is_empty() {
                    poll
                } else {
                    Duration::ZERO
                };
                running.start(&self.post, jobs, now).await;
                Ok(pause)
            }
        }
    }

    pub(crate) async fn claim(&self, room: usize, now: Timestamp) -> Result<Vec<Job>, StoreError> {
        if room == 0 {
            return Ok(Vec::new());
        }
        let lease = self.post.settings.lease_seconds;
        let mut conn = self.post.store.write().await?;
        let limit = u32::try_from(room).unwrap_or(u32::MAX);
        let jobs = jobs::claim(&mut conn, now, lease, limit).await?;
        conn.commit().await?;
        Ok(jobs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        Author, EventId, Filing, Impact, Moment, PriorityMatrix, Requester, Ticket, TicketId,
        Urgency,
    };
    use ordinance::Ordinance;
    use store::tickets;
    use uuid::Uuid;

    /// A worker whose outbox holds one letter.
    async fn worker(folder: &std::path::Path, now: Timestamp) -> Worker {
        let url = format!("sqlite://{}/test.db", folder.display());
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let desk = Arc::new(Desk::new(Arc::new(Ordinance::built_in().clone())));
        let mut conn = store.write().await.unwrap();
        let filing = Filing {
            id: TicketId(Uuid::now_v7()),
            number: tickets::next_number(&mut conn, 2026).await.unwrap(),
            subject: "Drukarka",
            body: "Nie drukuje.",
            requester: Requester {
                name: "Anna Nowak".to_owned(),
                email: "anna.nowak@um.example".to_owned(),
                ..Requester::default()
            },
            impact: Impact::Low,
            urgency: Urgency::Low,
            suggestion: None,
        };
        let by = Author {
            user: None,
            name: "Anna Nowak".to_owned(),
            unit: None,
        };
        let event = EventId(Uuid::now_v7());
        let matrix = PriorityMatrix::built_in();
        let change = Ticket::register(filing, &desk, &matrix, by, Moment { now, event }).unwrap();
        tickets::apply(&mut conn, &change).await.unwrap();
        conn.commit().await.unwrap();
        let settings = Settings {
            public_url: "https://pomoc.example".to_owned(),
            from: "dyspozytor@coi.example".to_owned(),
            units: std::collections::BTreeMap::new(),
            superiors: None,
            requester_domains: Vec::new(),
            lease_seconds: 120,
            parallel: 2,
            poll: Duration::from_mins(1),
            give_up_after: Duration::from_hours(72),
        };
        let transport = Transport::Folder(mail::Folder::new(folder.join("letters")));
        Worker::new(store, transport, settings, Texts::pl(), desk)
    }

    #[tokio::test]
    async fn a_panic_ends_one_letter_and_not_the_worker() {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::now();
        let worker = worker(folder.path(), now).await;
        let mut running = Running::default();
        let job = worker.claim(1, now).await.unwrap().remove(0);
        let task = running
            .tasks
            .spawn(async { panic!("a mistake in the program") });
        running.jobs.insert(task.id(), (job.clone(), now));
        let done = running.tasks.join_next_with_id().await;
        running.some_done(&worker.post, done).await;
        assert!(running.jobs.is_empty());

        let mut conn = worker.post.store.read().await.unwrap();
        let undelivered = jobs::undelivered(&mut conn, 10).await.unwrap();
        assert_eq!(undelivered.len(), 1);
        assert_eq!(undelivered[0].id, job.id);
        assert!(undelivered[0].error.contains("Błąd programu"));
    }
}
