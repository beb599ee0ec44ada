//! Who asks, as arguments of handlers.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use domain::{Actor, Person, TicketNumber};

use crate::auth::session::Visit;
use crate::{App, WebError};

/// Whoever asks, signed in or not.
#[derive(Clone, Debug)]
pub(crate) struct Who(pub(crate) Actor);

impl FromRequestParts<App> for Who {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, WebError> {
        Ok(Self(
            parts
                .extensions
                .get::<Visit>()
                .map_or(Actor::Visitor, |visit| visit.actor.clone()),
        ))
    }
}

/// A signed-in person; anybody else is asked to sign in.
#[derive(Clone, Debug)]
pub(crate) struct Signed(pub(crate) Person);

impl Signed {
    /// The person as an actor.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Person(self.0.clone())
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        match Who::from_request_parts(parts, app).await?.0 {
            Actor::Person(person) => Ok(Self(person)),
            Actor::Visitor | Actor::LinkHolder(_) => Err(WebError::SignInNeeded),
        }
    }
}

/// The ticket number in the address; text that is not one is a page that does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(pub(crate) TicketNumber);

impl FromRequestParts<App> for Number {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, WebError> {
        let Path(text) = Path::<String>::from_request_parts(parts, app)
            .await
            .map_err(|_| WebError::NotFound)?;
        text.parse().map(Self).map_err(|_| WebError::NotFound)
    }
}
