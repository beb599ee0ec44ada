//! Under which name an act enters a ticket's history.

use domain::{Actor, Author, Ticket};

/// The requester, signed in or with the ticket's secret link. A colleague of the desk who acts on
/// their own ticket from the requester's page acts for themselves, not for their unit.
pub(crate) fn requester(actor: &Actor, ticket: &Ticket) -> Author {
    match actor {
        Actor::Person(person) => Author {
            user: Some(person.id),
            name: person.name.clone(),
            unit: None,
        },
        Actor::Visitor | Actor::LinkHolder(_) => Author {
            user: None,
            name: ticket.requester.name.clone(),
            unit: None,
        },
    }
}
