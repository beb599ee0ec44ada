//! `dyspozytor demo`: everything in one folder, nothing else to install.

mod articles;
mod outages;
mod sample;

use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};

use crate::cli::Demo;
use crate::config::{Config, Data};
use crate::output::{self, Failure};
use crate::{commands, serve, shutdown, telemetry};

/// Runs the demo until a signal.
///
/// # Errors
/// [`Failure`] when the folder or the address cannot be used.
pub(crate) async fn run(options: Demo) -> Result<(), Failure> {
    if !options.listen.ip().is_loopback() {
        return Err(Failure::Input("--listen: the demo has sign-in without a password, so it listens on a loopback address only, such as 127.0.0.1:8080".to_owned()));
    }
    let dir = folder(options.data)?;
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen on {}", options.listen))?;
    let address = listener.local_addr()?;
    let mut config = Config::default();
    config.server.public_url = format!("http://{address}");
    config.database.url = options
        .database
        .unwrap_or_else(|| format!("sqlite://{}", dir.join("dyspozytor.db").display()));
    config.attachments.folder = dir.join("attachments").display().to_string();
    config.attachments.reserve_megabytes = 50;
    config.mail.folder.dir = dir.join("letters").display().to_string();
    config.worker.poll_seconds = 1;
    // A folder takes a letter at once, so one that was being written when the demo was killed need not wait for long.
    config.worker.lease_seconds = 10;
    "warn".clone_into(&mut config.log.filter);
    telemetry::start(&config.log)?;

    let data = Data::built_in()?;
    let store = commands::open(&config).await?;
    store.migrate().await?;
    let token = sample::prepare(&store, &data, Timestamp::now()).await?;

    let stop = shutdown::on_signal()?;
    let wake = Arc::new(Notify::new());
    let app = serve::app(
        &config,
        &data,
        store.clone(),
        wake.clone(),
        serve::Demo::Yes,
    );
    let (_, clockwork) = watch::channel(Arc::new(data.clocks.clockwork()));
    let (_, learning) = watch::channel(data.routing.learning.settings());
    let letters = serve::worker_of(&config, &data, &store)?.with_clockwork(clockwork);
    output::line(format!("listening on http://{address}"))?;
    output::line(format!("token: {token}"))?;
    output::remark(format!("data and letters: {}", dir.display()));
    serve::run(
        listener,
        app,
        serve::Background {
            letters: Some(letters),
            learner: Some(crate::learning::learner(&data, &store, learning)),
        },
        wake,
        stop,
        Duration::from_secs(5),
    )
    .await?;
    store.close().await;
    Ok(())
}

/// The folder asked for, or a fresh temporary one that stays, so that its letters can be read.
fn folder(wanted: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let dir = wanted.unwrap_or_else(|| {
        std::env::temp_dir().join(format!("dyspozytor-demo-{}", uuid::Uuid::now_v7()))
    });
    // For nobody else on this machine: letters hold links that open tickets.
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&dir)
        .map_err(|error| Failure::Input(format!("--data {}: {error}", dir.display())))?;
    std::fs::canonicalize(&dir)
        .map_err(|error| Failure::Input(format!("--data {}: {error}", dir.display())))
}
