//! SIGHUP: office hours, targets, steps, people and what suggestions may do are read again while the
//! program runs.
//!
//! Files with a mistake change nothing: what was in force stays in force, all of it, and the log says
//! which file, which line and why; so does the administrator's page of settings.

use std::sync::Arc;

use anyhow::Context;
use domain::Desk;
use jiff::Timestamp;
use matcher::Matcher;
use store::Store;
use store::settings_reads::{self, Program, SettingsRead};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{error, info};
use uuid::Uuid;
use worker::{Clockwork, LearningSettings};

use crate::config::{Clocks, ConfigError, Data, DataFiles, Routing};

/// What is in force, and who is told when it changes.
pub(crate) struct Live {
    files: DataFiles,
    desk: Arc<Desk>,
    shipped: Matcher,
    clockwork: watch::Sender<Arc<Clockwork>>,
    learning: watch::Sender<Option<LearningSettings>>,
    pages: Option<web::App>,
    program: Program,
    store: Store,
    signal: Signal,
}

impl Live {
    /// Begins with what `data` has read from `files`, and notes in the database that it is in force;
    /// `pages` are those that go by it.
    ///
    /// # Errors
    /// When the signal cannot be watched, or the database cannot be written.
    pub(crate) async fn new(
        files: &DataFiles,
        data: &Data,
        store: &Store,
        pages: Option<web::App>,
    ) -> anyhow::Result<Self> {
        let (clockwork, _) = watch::channel(Arc::new(data.clocks.clockwork()));
        let (learning, _) = watch::channel(data.routing.learning.settings());
        let live = Self {
            files: files.clone(),
            desk: data.desk.clone(),
            shipped: data.shipped.clone(),
            clockwork,
            learning,
            program: match &pages {
                Some(_) => Program::Serve,
                None => Program::Worker,
            },
            pages,
            store: store.clone(),
            signal: signal(SignalKind::hangup()).context("cannot watch SIGHUP")?,
        };
        live.note(None).await?;
        Ok(live)
    }

    /// What the worker goes by, now and after each reload.
    pub(crate) fn clockwork(&self) -> watch::Receiver<Arc<Clockwork>> {
        self.clockwork.subscribe()
    }

    /// What the learner goes by, now and after each reload.
    pub(crate) fn learning(&self) -> watch::Receiver<Option<LearningSettings>> {
        self.learning.subscribe()
    }

    /// Reads the files again at each SIGHUP, until `stop`.
    pub(crate) async fn follow(mut self, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                received = self.signal.recv() => match received {
                    Some(()) => self.reload().await,
                    None => return,
                },
            }
        }
    }

    async fn reload(&self) {
        let refused = match self.read() {
            Ok((clocks, routing)) => {
                self.exchange(&clocks, &routing);
                info!("read office hours, targets, steps, people and routing again");
                None
            }
            Err(error) => {
                error!(%error, "the settings were not read again, those in force stay: {error}");
                Some(error.to_string())
            }
        };
        if let Err(error) = self.note(refused).await {
            error!(%error, "what was read of the settings cannot be written down");
        }
    }

    async fn note(&self, refused: Option<String>) -> Result<(), store::StoreError> {
        let read = SettingsRead {
            program: self.program,
            at: Timestamp::now(),
            refused,
        };
        let mut tx = self.store.write().await?;
        settings_reads::note(&mut tx, Uuid::now_v7(), &read).await?;
        tx.commit().await
    }

    /// All files, before anything is exchanged: a mistake in one leaves the others in force as well.
    fn read(&self) -> Result<(Clocks, Routing), ConfigError> {
        let clocks = Clocks::load(&self.files, &self.desk)?;
        let routing = Routing::load(&self.files, &self.desk)?;
        Ok((clocks, routing))
    }

    fn exchange(&self, clocks: &Clocks, routing: &Routing) {
        if let Some(pages) = &self.pages {
            pages.clocks.exchange(clocks.rules());
            pages.superiors.exchange(Some(clocks.superiors.clone()));
            pages.routing.exchange(routing.rules());
            let base = routing.matcher(&self.shipped);
            if base.threshold().to_bits() != pages.matcher.base().threshold().to_bits() {
                pages.matcher.exchange_base(Arc::new(base));
            }
        }
        self.clockwork.send_replace(Arc::new(clocks.clockwork()));
        self.learning.send_replace(routing.learning.settings());
    }
}
