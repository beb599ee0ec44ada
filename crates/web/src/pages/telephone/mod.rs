//! `/kolejka/telefon`: an operator takes a ticket down while somebody calls.
//!
//! One form for the whole call: who it is, what it is about, whose matter it is, and what becomes of it.
//! Everything works by its buttons alone; `assets/telephone.js` finds people and units while one types.

mod callers;
mod form;
mod posts;
mod suggestion;

use axum::Router;
use axum::routing::{get, post};
use domain::{Action, Object};

use crate::auth::extract::Signed;
use crate::permit::permit;
use crate::{App, WebError};

/// Where the form is and where it is sent.
pub(crate) const ADDRESS: &str = "/kolejka/telefon";

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(ADDRESS, get(form::show).post(posts::take))
        .route("/kolejka/telefon/dzwoniacy", post(callers::show))
        .route("/kolejka/telefon/podpowiedz", post(suggestion::show))
}

/// Only whoever files for others takes calls.
fn admit(app: &App, signed: &Signed) -> Result<(), WebError> {
    permit(app, &signed.actor(), Action::FileForOthers, Object::Desk)
}
