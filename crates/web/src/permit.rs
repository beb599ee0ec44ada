//! The one gate of the pages and the API.

use domain::{Action, Actor, Object, authorize};

use crate::{App, WebError};

/// Whether `actor` may do `action` to `object`; asks [`domain::authorize`] and nothing else.
///
/// # Errors
/// - [`WebError::SignInNeeded`] for somebody who is not signed in and asks for the desk;
/// - [`WebError::NotFound`] for a ticket that the actor may not even see, so that a forbidden ticket
///   looks like one that does not exist;
/// - [`WebError::Forbidden`] otherwise.
pub(crate) fn permit(
    app: &App,
    actor: &Actor,
    action: Action,
    object: Object<'_>,
) -> Result<(), WebError> {
    let first_line = app.desk.first_line();
    if authorize(actor, action, object, first_line).is_ok() {
        return Ok(());
    }
    Err(match object {
        Object::Desk | Object::Figures { .. } | Object::Article(None) => match actor {
            Actor::Person(_) => WebError::Forbidden,
            Actor::Visitor | Actor::LinkHolder(_) => WebError::SignInNeeded,
        },
        Object::Ticket(_) if authorize(actor, Action::SeeTicket, object, first_line).is_ok() => {
            WebError::Forbidden
        }
        Object::Task { ticket, .. }
            if authorize(actor, Action::SeeTicket, Object::Ticket(ticket), first_line).is_ok() =>
        {
            WebError::Forbidden
        }
        Object::Outage { .. }
            if authorize(actor, Action::SeeOutage, object, first_line).is_ok() =>
        {
            WebError::Forbidden
        }
        Object::Article(Some(_))
            if authorize(actor, Action::SeeArticle, object, first_line).is_ok() =>
        {
            WebError::Forbidden
        }
        Object::Article(Some(_))
        | Object::Reply(_)
        | Object::Outage { .. }
        | Object::Ticket(_)
        | Object::Dispute { .. }
        | Object::Task { .. } => WebError::NotFound,
    })
}

/// Whether a page should offer something; the same answer as [`permit`].
pub(crate) fn may(app: &App, actor: &Actor, action: Action, object: Object<'_>) -> bool {
    authorize(actor, action, object, app.desk.first_line()).is_ok()
}
