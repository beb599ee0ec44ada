//! The commands.

mod accounts;
mod check;
mod evaluate;
mod explain;
mod explain_route;
mod history;
mod learned;
mod model;
mod ordinance;
mod report;
mod route;
mod shadow;
mod simulate;
mod tokens;
mod vocabulary;

use std::path::Path;

use store::Store;

use crate::cli::{Cli, Command, ConfigCommand};
use crate::config::{Config, secret};
use crate::output::{self, Failure};
use crate::{demo, serve};

/// Runs one command.
///
/// # Errors
/// [`Failure`], to be reported as one line and an exit code.
pub(crate) fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Demo(options) => asynchronous(demo::run(options)),
        Command::Serve(file) => asynchronous(serve::serve(file.config)),
        Command::Worker(file) => asynchronous(serve::worker(file.config)),
        Command::Migrate(file) => asynchronous(migrate(file.config)),
        Command::Config(ConfigCommand::Check(file)) => check::check(&file.config),
        Command::User(command) => asynchronous(accounts::run(command)),
        Command::Token(command) => asynchronous(tokens::run(command)),
        Command::Ordinance(command) => ordinance::run(command),
        Command::Vocabulary(command) => vocabulary::run(&command),
        Command::Route(options) => route::run(&options),
        Command::Explain(options) => asynchronous(explain::run(options)),
        Command::Report(options) => asynchronous(report::run(options)),
        Command::ExplainRoute(options) => explain_route::run(&options),
        Command::History(command) => asynchronous(history::run(command)),
        Command::Shadow(command) => asynchronous(shadow::run(command)),
        Command::Model(command) => model::run(&command),
        Command::Evaluate(options) => evaluate::run(&options),
        Command::Simulate(options) => simulate::run(options),
    }
}

fn asynchronous(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

/// Opens the database that the configuration names.
///
/// # Errors
/// [`Failure`] when the password file or the database cannot be opened.
pub(crate) async fn open(config: &Config) -> Result<Store, Failure> {
    let url = match secret("database.password_file", &config.database.password_file)? {
        None => config.database.url.clone(),
        Some(password) => with_password(&config.database.url, &password)?,
    };
    Ok(Store::open(&url).await?)
}

/// `postgres://user@host/name` with the password put in, percent-encoded.
fn with_password(url: &str, password: &str) -> Result<String, Failure> {
    let refused = || {
        Failure::Input(
            "database.password_file: the address must have the form postgres://user@host:5432/name"
                .to_owned(),
        )
    };
    let (scheme, rest) = url.split_once("://").ok_or_else(refused)?;
    let (user, host) = rest.split_once('@').ok_or_else(refused)?;
    if !scheme.starts_with("postgres") || user.is_empty() || user.contains([':', '/']) {
        return Err(refused());
    }
    let encoded: String = password
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    Ok(format!("{scheme}://{user}:{encoded}@{host}"))
}

/// Opens a database that is up to date, for commands that work on it.
async fn open_current(path: &Path) -> Result<Store, Failure> {
    let config = Config::load(path)?;
    let store = open(&config).await?;
    store.migrate().await?;
    Ok(store)
}

async fn migrate(path: std::path::PathBuf) -> Result<(), Failure> {
    let store = open_current(&path).await?;
    store.close().await;
    output::line("the database is up to date")
}

#[cfg(test)]
mod tests {
    use super::with_password;

    #[test]
    fn a_password_from_a_file_enters_the_address_encoded() {
        assert_eq!(
            with_password("postgres://coi@db:5432/d", "a:b@c/ż").unwrap(),
            "postgres://coi:a%3Ab%40c%2F%C5%BC@db:5432/d"
        );
        assert!(with_password("sqlite://x.db", "a").is_err());
        assert!(with_password("postgres://coi:old@db/d", "a").is_err());
    }
}
