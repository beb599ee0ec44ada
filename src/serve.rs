//! Wiring: web, worker and store in one process, or the worker alone.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use mail::{Folder, Smtp, SmtpSettings, Transport};
use store::Store;
use texts::Texts;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Data, Encryption, Mail, TransportKind, secret};
use crate::output::{self, Failure};
use crate::reload::Live;
use crate::{commands, learning, shutdown, telemetry};

/// `dyspozytor serve`
///
/// # Errors
/// [`Failure`] when configuration, database or address cannot be used.
pub(crate) async fn serve(path: PathBuf) -> Result<(), Failure> {
    let config = Config::load(&path)?;
    telemetry::start(&config.log)?;
    let data = Data::load(&config.data)?;
    let store = commands::open(&config).await?;
    store.migrate().await?;
    let listener = TcpListener::bind(config.server.address()?)
        .await
        .with_context(|| format!("cannot listen on {}", config.server.listen))?;
    let stop = shutdown::on_signal()?;
    let wake = Arc::new(Notify::new());
    let app = app(&config, &data, store.clone(), wake.clone(), Demo::No);
    app.matcher.follow(&store).await?;
    let live = Live::new(&config.data, &data, &store, Some(app.clone())).await?;
    let background = if config.worker.in_serve {
        Background {
            letters: Some(
                worker_of(&config, &data, &store)?
                    .with_clockwork(live.clockwork())
                    .with_addresses(live.addresses()),
            ),
            learner: Some(learning::learner(&data, &store, live.learning()).with_base(live.base())),
        }
    } else {
        Background::default()
    };
    let reloading = tokio::spawn(live.follow(stop.clone()));
    output::line(format!("listening on http://{}", listener.local_addr()?))?;
    run(
        listener,
        app,
        background,
        wake,
        stop,
        Duration::from_secs(config.server.shutdown_seconds),
    )
    .await?;
    reloading.await.context("reading settings again ended")?;
    store.close().await;
    Ok(())
}

/// `dyspozytor worker`
///
/// # Errors
/// [`Failure`] when configuration or database cannot be used.
pub(crate) async fn worker(path: PathBuf) -> Result<(), Failure> {
    let config = Config::load(&path)?;
    telemetry::start(&config.log)?;
    let data = Data::load(&config.data)?;
    let store = commands::open(&config).await?;
    store.migrate().await?;
    let stop = shutdown::on_signal()?;
    output::line("sending letters")?;
    let live = Live::new(&config.data, &data, &store, None).await?;
    let learner = learning::learner(&data, &store, live.learning()).with_base(live.base());
    let learner = tokio::spawn(learner.run(stop.clone()));
    let sending = worker_of(&config, &data, &store)?
        .with_clockwork(live.clockwork())
        .with_addresses(live.addresses());
    let reloading = tokio::spawn(live.follow(stop.clone()));
    sending.run(stop, Arc::new(Notify::new())).await;
    reloading.await.context("reading settings again ended")?;
    learner.await.context("the learner ended")?;
    store.close().await;
    Ok(())
}

/// What a serving process does besides serving.
#[derive(Default)]
pub(crate) struct Background {
    /// Sends letters.
    pub(crate) letters: Option<worker::Worker>,
    /// Learns from decisions.
    pub(crate) learner: Option<worker::Learner>,
}

/// Serves until `stop`, then lets requests and letters in flight finish.
///
/// # Errors
/// When the worker has ended before its time.
pub(crate) async fn run(
    listener: TcpListener,
    app: web::App,
    background: Background,
    wake: Arc<Notify>,
    stop: CancellationToken,
    grace: Duration,
) -> Result<(), Failure> {
    let sending = background
        .letters
        .map(|letters| tokio::spawn(letters.run(stop.clone(), wake)));
    let learning = background
        .learner
        .map(|learner| tokio::spawn(learner.run(stop.clone())));
    let following = learning::follow(app.matcher.clone(), app.store.clone(), stop.clone());
    let following = tokio::spawn(following);
    let limits = web::Limits {
        grace,
        ..web::Limits::default()
    };
    web::serve(listener, web::router(app), limits, stop.cancelled_owned()).await;
    if let Some(sending) = sending {
        sending.await.context("the worker ended")?;
    }
    if let Some(learning) = learning {
        learning.await.context("the learner ended")?;
    }
    following.await.context("the model is no longer followed")?;
    tracing::info!("stopped");
    Ok(())
}

/// What the pages need.
pub(crate) fn app(
    config: &Config,
    data: &Data,
    store: Store,
    wake: Arc<Notify>,
    demo: Demo,
) -> web::App {
    let settings = web::Settings {
        public_url: config.server.public_url.trim_end_matches('/').to_owned(),
        demo: demo == Demo::Yes,
        secure_cookies: config.server.public_url.starts_with("https://"),
        open_intake: config.server.open_intake,
        session_idle_minutes: config.server.session_idle_minutes,
        session_absolute_hours: config.server.session_absolute_hours,
        trusted_proxies: config.server.trusted_proxies.clone(),
        attachments: web::AttachmentLimits::of_megabytes(
            config.attachments.file_megabytes,
            config.attachments.ticket_megabytes,
            config.attachments.person_megabytes,
            config.attachments.visitor_megabytes,
        ),
        article_check_days: config.knowledge.check_after_days,
        statement: config.accessibility.statement(),
        ..web::Settings::default()
    };
    let app = web::App::new(
        store,
        data.matcher.clone(),
        data.desk.clone(),
        data.matrix.clone(),
        settings,
        web::Clock::Real,
        wake,
    )
    .with_superiors(data.clocks.superiors.clone())
    .with_clocks(web::InForce::new(data.clocks.rules()))
    .with_routing(web::InForce::new(data.routing.rules()));
    match config.attachments.files() {
        Some(files) => app.with_files(files),
        None => app,
    }
}

/// Whether sample people sign in with one click.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demo {
    /// In the demo.
    Yes,
    /// Everywhere else.
    No,
}

/// The worker that the configuration describes.
///
/// # Errors
/// As [`transport`].
pub(crate) fn worker_of(
    config: &Config,
    data: &Data,
    store: &Store,
) -> Result<worker::Worker, Failure> {
    let settings = worker::Settings {
        public_url: config.server.public_url.trim_end_matches('/').to_owned(),
        from: config.mail.from.clone(),
        units: (*data.units.addresses).clone(),
        superiors: Some(data.clocks.superiors.clone()),
        requester_domains: config.mail.requester_domains.clone(),
        lease_seconds: config.worker.lease_seconds.into(),
        parallel: config.worker.parallel,
        poll: Duration::from_secs(config.worker.poll_seconds),
        give_up_after: Duration::from_secs(u64::from(config.worker.give_up_after_hours) * 3600),
    };
    let worker = worker::Worker::new(
        store.clone(),
        transport(&config.mail, config.worker.parallel)?,
        settings,
        Texts::pl(),
        data.desk.clone(),
    )
    .with_caps(worker::Caps {
        per_address: config.mail.caps.per_address,
        per_ticket: config.mail.caps.per_ticket,
        window: Duration::from_mins(config.mail.caps.window_minutes.into()),
    });
    Ok(match config.attachments.files() {
        Some(files) => worker.with_files(files),
        None => worker,
    })
}

/// How letters leave.
///
/// # Errors
/// [`Failure::Input`] when a secret or certificate file cannot be read.
pub(crate) fn transport(mail: &Mail, kept_connections: usize) -> Result<Transport, Failure> {
    match mail.transport {
        TransportKind::Folder => Ok(Transport::Folder(Folder::new(&mail.folder.dir))),
        TransportKind::Smtp => {
            let smtp = &mail.smtp;
            let password = secret("mail.smtp.password_file", &smtp.password_file)?;
            let settings = SmtpSettings {
                host: smtp.host.clone(),
                port: smtp.port,
                encryption: match smtp.encryption {
                    Encryption::None => mail::Encryption::None,
                    Encryption::Starttls => mail::Encryption::Starttls,
                    Encryption::Tls => mail::Encryption::Tls,
                },
                credentials: password.map(|password| (smtp.username.clone(), password)),
                ca_file: (!smtp.ca_file.is_empty()).then(|| smtp.ca_file.clone().into()),
                timeout: Duration::from_secs(smtp.timeout_seconds),
                kept_connections,
            };
            let smtp = Smtp::new(settings).map_err(|error| Failure::chain("mail.smtp", error))?;
            Ok(Transport::Smtp(smtp))
        }
    }
}
