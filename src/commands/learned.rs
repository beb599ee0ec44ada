//! `dyspozytor model list | refit | revert | pause | resume`

use jiff::Timestamp;
use store::learning::models::{self, RoutingModel};
use store::learning::state;
use store::{Outcome, Store};
use texts::Texts;
use tokio::sync::watch;
use worker::Refit;

use crate::cli::{ConfigFile, LearnedCommand, ModelList, ModelRevert};
use crate::config::{Config, Data};
use crate::learning;
use crate::output::{self, Failure};

/// Versions that are listed and can be named.
const MOST: u32 = 200;

/// Looks at what was learned, or changes it.
///
/// # Errors
/// [`Failure`] when configuration or database cannot be used, [`Failure::Input`] when what is asked makes no sense now.
pub(super) async fn run(command: &LearnedCommand) -> Result<(), Failure> {
    match command {
        LearnedCommand::List(options) => list(options).await,
        LearnedCommand::Refit(file) => refit(file).await,
        LearnedCommand::Revert(options) => revert(options).await,
        LearnedCommand::Pause(file) => pause(file).await,
        LearnedCommand::Resume(file) => resume(file).await,
    }
}

async fn open(file: &ConfigFile) -> Result<Store, Failure> {
    super::open_current(&file.config).await
}

/// Who did it, for the page.
fn by() -> String {
    Texts::pl().get("accuracy-by-command-line")
}

async fn list(options: &ModelList) -> Result<(), Failure> {
    let store = open(&options.config).await?;
    let mut conn = store.read().await?;
    let versions = models::list(&mut conn, MOST).await?;
    let learning = state::read(&mut conn).await?;
    drop(conn);
    store.close().await;
    if options.json {
        let versions: Vec<_> = versions.iter().map(as_json).collect();
        return output::json(&versions);
    }
    for model in &versions {
        output::line(line(model))?;
    }
    if versions
        .iter()
        .all(|model| model.state != models::ModelState::Active)
    {
        output::line("the shipped model is in force")?;
    }
    match learning.paused {
        Some((who, at)) => output::line(format!("learning was paused by {who} at {at}")),
        None => Ok(()),
    }
}

fn as_json(model: &RoutingModel) -> serde_json::Value {
    serde_json::json!({
        "version": model.version,
        "base": model.base,
        "state": model.state,
        "created_at": model.created_at,
        "since": model.settled_at,
        "by": model.settled_by,
        "based_on": model.based_on,
        "left_out": model.left_out,
        "figures": model.figures,
        "can_be_returned_to": model.is_kept,
    })
}

fn line(model: &RoutingModel) -> String {
    let by = model.settled_by.as_ref().map(|who| format!(" by {who}"));
    format!(
        "{}  {:<8} since {}{}  on {}, {} past tickets, left out {}, trial {}",
        model.version,
        model.state.as_str(),
        model.settled_at.strftime("%Y-%m-%d %H:%M:%SZ"),
        by.unwrap_or_default(),
        model.base,
        model.based_on,
        model.left_out,
        model.figures
    )
}

async fn refit(file: &ConfigFile) -> Result<(), Failure> {
    let config = Config::load(&file.config)?;
    let data = Data::load(&config.data)?;
    let store = super::open(&config).await?;
    store.migrate().await?;
    let (_, settings) = watch::channel(data.routing.learning.settings());
    let learner = learning::learner(&data, &store, settings);
    let refit = learner.refit(Timestamp::now()).await;
    store.close().await;
    match refit.map_err(anyhow::Error::from)? {
        Refit::Accepted(version) => output::line(format!("version {version} is in force")),
        Refit::Same(version) => output::line(format!("version {version} is in force already")),
        Refit::Nothing => output::line("there is nothing to learn from"),
        Refit::NotDue | Refit::NotNow => Err(Failure::Input(
            "learning is paused (`model resume` turns it on), or a worker is learning right now"
                .to_owned(),
        )),
        Refit::Overtaken => Err(Failure::Input(
            "learning was paused meanwhile; nothing was kept".to_owned(),
        )),
        Refit::Refused(version) => Err(Failure::Input(format!(
            "version {version} is worse than the one in force and was refused; `model list` shows its figures"
        ))),
    }
}

async fn revert(options: &ModelRevert) -> Result<(), Failure> {
    let store = open(&options.config).await?;
    let now = Timestamp::now();
    let mut tx = store.write().await?;
    let outcome = if options.version == "base" {
        models::revert_to_base(&mut tx, &by(), now).await?
    } else {
        let versions = models::list(&mut tx, MOST).await?;
        let wanted = versions
            .iter()
            .find(|model| model.version == options.version && model.is_kept)
            .ok_or_else(|| {
                Failure::Input(format!(
                    "{}: no version of this name can be returned to; `model list` shows which can",
                    options.version
                ))
            })?;
        models::revert_to(&mut tx, wanted.id, &by(), now).await?
    };
    if outcome == Outcome::Stale {
        return Err(Failure::Input(format!(
            "{} is in force already",
            options.version
        )));
    }
    state::pause(&mut tx, &by(), now).await?;
    tx.commit().await?;
    store.close().await;
    output::line(format!(
        "{} is in force; learning waits until `model resume`",
        options.version
    ))
}

async fn pause(file: &ConfigFile) -> Result<(), Failure> {
    let store = open(file).await?;
    let mut tx = store.write().await?;
    state::pause(&mut tx, &by(), Timestamp::now()).await?;
    tx.commit().await?;
    store.close().await;
    output::line("learning is paused until `model resume`")
}

async fn resume(file: &ConfigFile) -> Result<(), Failure> {
    let store = open(file).await?;
    let mut tx = store.write().await?;
    let outcome = state::resume(&mut tx).await?;
    tx.commit().await?;
    store.close().await;
    output::line(match outcome {
        Outcome::Done => "learning goes on",
        Outcome::Stale => "learning was not paused",
    })
}
