//! Whoever decides between two units that disagree about a ticket.

use domain::{Object, Ticket};
use ordinance::Post;

use crate::App;

/// Who decides today.
#[derive(Clone, Debug)]
pub(crate) struct Arbiter {
    /// Their post.
    pub(crate) post: Post,
    /// Their own address.
    email: String,
}

/// A ticket as the matter of whoever decides about it.
pub(crate) struct Dispute<'a> {
    ticket: &'a Ticket,
    arbiter: Option<Arbiter>,
}

impl Dispute<'_> {
    /// The matter, for `permit`.
    pub(crate) fn object(&self) -> Object<'_> {
        Object::Dispute {
            ticket: self.ticket,
            arbiter: self.arbiter.as_ref().map(|arbiter| arbiter.email.as_str()),
        }
    }
}

impl App {
    /// Whoever decides today between the two units that disagree about a ticket.
    pub(crate) fn arbiter(&self, ticket: &Ticket) -> Option<Arbiter> {
        let [one, other] = ticket.quarrel.open.as_ref()?;
        let today = self.now().in_tz("Europe/Warsaw").ok()?.date();
        let superiors = self.superiors.current()?;
        let superior = superiors.arbiter(one, other, today)?;
        Some(Arbiter {
            post: superior.post,
            email: superior.person.email.clone(),
        })
    }

    /// The ticket as the matter of whoever decides about it.
    pub(crate) fn dispute<'a>(&self, ticket: &'a Ticket) -> Dispute<'a> {
        Dispute {
            ticket,
            arbiter: self.arbiter(ticket),
        }
    }
}
