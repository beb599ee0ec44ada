//! `dyspozytor token …`

use jiff::{SignedDuration, Timestamp};
use store::tokens::{self, ApiToken};
use store::{Outcome, accounts};

use super::accounts::no_such;
use super::open_current;
use crate::cli::{AddToken, TokenCommand};
use crate::output::{self, Failure};

/// Adds, lists or ends API tokens.
///
/// # Errors
/// [`Failure::Input`] for an unknown login or token.
pub(super) async fn run(command: TokenCommand) -> Result<(), Failure> {
    match command {
        TokenCommand::Add(new) => add(new).await,
        TokenCommand::List(file) => {
            let store = open_current(&file.config).await?;
            let mut conn = store.read().await?;
            let listed = tokens::list(&mut conn).await?;
            let owners: Vec<_> = listed.iter().map(|token| token.user).collect();
            let names = accounts::names(&mut conn, &owners).await?;
            for token in listed {
                let ends = token
                    .expires_at
                    .map_or_else(|| "never".to_owned(), |at| at.to_string());
                let used = token
                    .last_used_at
                    .map_or_else(|| "never".to_owned(), |at| at.to_string());
                output::line(format!(
                    "{}\t{}\t{}\tends {ends}\tlast used {used}",
                    token.id,
                    names.get(&token.user).map_or("", String::as_str),
                    token.name
                ))?;
            }
            Ok(())
        }
        TokenCommand::Revoke(token) => {
            let store = open_current(&token.config.config).await?;
            let mut tx = store.write().await?;
            let outcome = tokens::revoke(&mut tx, token.id).await?;
            tx.commit().await?;
            match outcome {
                Outcome::Done => output::line("the token has ended"),
                Outcome::Stale => Err(Failure::Input(format!(
                    "there is no live token {}; `dyspozytor token list` shows them",
                    token.id
                ))),
            }
        }
    }
}

async fn add(new: AddToken) -> Result<(), Failure> {
    let store = open_current(&new.config.config).await?;
    let mut tx = store.write().await?;
    let account = accounts::by_login(&mut tx, &new.login)
        .await?
        .ok_or_else(|| no_such(&new.login))?;
    let now = Timestamp::now();
    let ends = new
        .days
        .map(|days| now + SignedDuration::from_hours(24 * i64::from(days)));
    let (secret, hash) = web::new_token().map_err(anyhow::Error::from)?;
    tokens::insert(
        &mut tx,
        &ApiToken {
            id: uuid::Uuid::now_v7(),
            name: new.name,
            user: account.id,
            token_hash: hash,
            created_at: now,
            expires_at: ends,
            last_used_at: None,
        },
    )
    .await?;
    tx.commit().await?;
    output::line(secret)
}
