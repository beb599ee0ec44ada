//! SIGHUP: office hours, targets, steps, people, addresses of units, priorities and what suggestions may
//! do are read again while the program runs.
//!
//! Files with a mistake change nothing: what was in force stays in force, all of it, and the log says
//! which file, which line and why; so does the administrator's page of settings.

use std::sync::Arc;

use anyhow::Context;
use domain::{Desk, PriorityMatrix};
use jiff::Timestamp;
use matcher::Matcher;
use store::Store;
use store::settings_reads::{self, Program, SettingsRead};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{error, info};
use uuid::Uuid;
use worker::{Clockwork, LearningSettings, UnitAddresses};

use crate::config::{self, Clocks, ConfigError, Data, DataFiles, Routing, Units};

/// What a reload reads.
struct Read {
    clocks: Clocks,
    routing: Routing,
    units: Units,
    matrix: Arc<PriorityMatrix>,
}

/// What is in force, and who is told when it changes.
pub(crate) struct Live {
    files: DataFiles,
    desk: Arc<Desk>,
    shipped: Matcher,
    base: watch::Sender<Arc<Matcher>>,
    addresses: watch::Sender<Arc<UnitAddresses>>,
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
        let (base, _) = watch::channel(data.matcher.clone());
        let (addresses, _) = watch::channel(data.units.addresses.clone());
        let live = Self {
            files: files.clone(),
            desk: data.desk.clone(),
            shipped: data.shipped.clone(),
            base,
            addresses,
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

    /// What the learner builds on, now and after each reload.
    pub(crate) fn base(&self) -> watch::Receiver<Arc<Matcher>> {
        self.base.subscribe()
    }

    /// Where letters to units go, now and after each reload.
    pub(crate) fn addresses(&self) -> watch::Receiver<Arc<UnitAddresses>> {
        self.addresses.subscribe()
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
            Ok(read) => {
                self.exchange(read);
                info!(
                    "read office hours, targets, steps, people, units, priorities and routing again"
                );
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
    fn read(&self) -> Result<Read, ConfigError> {
        Ok(Read {
            clocks: Clocks::load(&self.files, &self.desk)?,
            routing: Routing::load(&self.files, &self.desk)?,
            units: Units::load(&self.files, &self.desk)?,
            matrix: config::matrix(&self.files.priority)?,
        })
    }

    fn exchange(&self, read: Read) {
        let Read {
            clocks,
            routing,
            units,
            matrix,
        } = read;
        let base = routing.matcher(&self.shipped);
        let is_same = base.threshold().to_bits() == self.base.borrow().threshold().to_bits();
        if !is_same {
            let base = Arc::new(base);
            self.base.send_replace(base.clone());
            if let Some(pages) = &self.pages {
                pages.matcher.exchange_base(base);
            }
        }
        if let Some(pages) = &self.pages {
            pages.clocks.exchange(clocks.rules());
            pages.superiors.exchange(Some(clocks.superiors.clone()));
            pages.routing.exchange(routing.rules());
            pages.matrix.exchange(matrix);
        }
        self.addresses.send_replace(units.addresses);
        self.clockwork.send_replace(Arc::new(clocks.clockwork()));
        self.learning.send_replace(routing.learning.settings());
    }
}
