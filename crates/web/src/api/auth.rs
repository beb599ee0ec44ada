//! Who asks the API: the owner of a bearer token.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use domain::{Actor, Person};
use jiff::Timestamp;
use store::StoreError;
use store::tokens::{self, ApiToken};
use tracing::debug;
use uuid::Uuid;

use crate::api::problem::Problem;
use crate::tokens::{Token, sha256};
use crate::{App, WebError};

/// Every token begins with this, so that one that strayed into a file is recognised.
const PREFIX: &str = "dys_";
/// Seconds between two notes that a token is in use.
const TOUCH_SECONDS: i64 = 60;

/// A new API token, to be shown to its owner once, and its SHA-256, which is what is stored.
/// `dys_` and 43 characters of base64url: 256 random bits.
///
/// # Errors
/// [`WebError::Internal`] when the system has no random bytes to give.
pub fn new_token() -> Result<(String, Vec<u8>), WebError> {
    let token = format!("{PREFIX}{}", Token::fresh()?.secret());
    let hash = sha256(token.as_bytes()).to_vec();
    Ok((token, hash))
}

/// The owner of the token in the header `Authorization: Bearer dys_…`.
#[derive(Clone, Debug)]
pub(crate) struct Bearer {
    /// Row of the token.
    pub(crate) token: Uuid,
    /// Whose it is.
    pub(crate) person: Person,
}

impl Bearer {
    /// The owner as an actor.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Person(self.person.clone())
    }
}

impl FromRequestParts<App> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(text) = shown(parts) else {
            return Err(Problem::from(&WebError::SignInNeeded));
        };
        let hash = hash_of(text).ok_or_else(unknown)?;
        let now = app.now();
        let mut conn = app.store.read().await?;
        let found = tokens::by_token_hash(&mut conn, &hash, now).await?;
        drop(conn);
        let (token, account) = found.ok_or_else(unknown)?;
        // Worth no failure: tickets can be read while nothing can be written.
        if let Err(error) = note_use(app, &token, now).await {
            debug!("a token's use is not noted: {error}");
        }
        Ok(Self {
            token: token.id,
            person: account.person(),
        })
    }
}

/// The text after `Bearer` in the one header `Authorization`.
fn shown(parts: &Parts) -> Option<&str> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let header = headers.next().filter(|_| headers.next().is_none())?;
    let (scheme, token) = header.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim_start_matches(' '))
}

fn hash_of(text: &str) -> Option<[u8; 32]> {
    Token::parse(text.strip_prefix(PREFIX)?).map(|_| sha256(text.as_bytes()))
}

/// The same answer for a token that never was, has expired or was revoked, and for a disabled owner.
fn unknown() -> Problem {
    Problem::unauthorized(
        "Bearer realm=\"dyspozytor\", error=\"invalid_token\"",
        "the token is unknown, expired or revoked",
    )
}

async fn note_use(app: &App, token: &ApiToken, now: Timestamp) -> Result<(), StoreError> {
    let is_recent = token
        .last_used_at
        .is_some_and(|last| now.as_second() - last.as_second() < TOUCH_SECONDS);
    if !is_recent {
        let mut tx = app.store.write().await?;
        tokens::touch(&mut tx, token.id, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_is_long_random_and_hashed_whole() {
        let (token, hash) = new_token().unwrap();
        assert_eq!(token.len(), 47);
        assert_eq!(hash, sha256(token.as_bytes()));
        assert_eq!(hash_of(&token).unwrap().to_vec(), hash);
        assert_ne!(new_token().unwrap().0, token);
    }

    #[test]
    fn text_that_cannot_be_a_token_is_not_looked_up() {
        let (token, _) = new_token().unwrap();
        for text in [
            "",
            "dys_",
            "dys_' or 1=1",
            &token[4..],
            &format!("{token}A"),
        ] {
            assert_eq!(hash_of(text), None, "{text}");
        }
    }
}
