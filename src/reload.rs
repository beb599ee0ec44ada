//! SIGHUP: office hours, targets, steps and people are read again while the program runs.
//!
//! Files with a mistake change nothing: what was in force stays in force, and the log says which
//! file, which line and why.

use std::sync::Arc;

use anyhow::Context;
use domain::Desk;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{error, info};
use worker::Clockwork;

use crate::config::{Clocks, Data, DataFiles};

/// What is in force, and who is told when it changes.
pub(crate) struct Live {
    files: DataFiles,
    desk: Arc<Desk>,
    clockwork: watch::Sender<Arc<Clockwork>>,
    pages: Option<web::LiveClocks>,
    signal: Signal,
}

impl Live {
    /// Begins with what `data` has read from `files`.
    ///
    /// # Errors
    /// When the signal cannot be watched.
    pub(crate) fn new(
        files: &DataFiles,
        data: &Data,
        pages: Option<web::LiveClocks>,
    ) -> anyhow::Result<Self> {
        let (clockwork, _) = watch::channel(Arc::new(data.clocks.clockwork()));
        Ok(Self {
            files: files.clone(),
            desk: data.desk.clone(),
            clockwork,
            pages,
            signal: signal(SignalKind::hangup()).context("cannot watch SIGHUP")?,
        })
    }

    /// What the worker goes by, now and after each reload.
    pub(crate) fn clockwork(&self) -> watch::Receiver<Arc<Clockwork>> {
        self.clockwork.subscribe()
    }

    /// Reads the files again at each SIGHUP, until `stop`.
    pub(crate) async fn follow(mut self, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                received = self.signal.recv() => match received {
                    Some(()) => self.reload(),
                    None => return,
                },
            }
        }
    }

    fn reload(&self) {
        match Clocks::load(&self.files, &self.desk) {
            Ok(clocks) => {
                if let Some(pages) = &self.pages {
                    pages.exchange(clocks.rules());
                }
                self.clockwork.send_replace(Arc::new(clocks.clockwork()));
                info!("read office hours, targets, steps and people again");
            }
            Err(error) => {
                error!(%error, "the settings were not read again, those in force stay: {error}");
            }
        }
    }
}
