//! The facts of letters about duplicates. They say nothing of whoever filed the other ticket.

use domain::TicketNumber;

use crate::{Page, Writer};

/// To the requester of a duplicate: as which ticket theirs goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who found that they are the same.
    pub by: Writer,
    /// As which it goes on.
    pub into: TicketNumber,
    /// Where the requester sees their ticket.
    pub page: Page,
}

/// To the requester of what was taken for a duplicate: it goes on by itself again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who took them apart.
    pub by: Writer,
    /// As which it went on.
    pub from: TicketNumber,
    /// Why.
    pub reason: String,
    /// Where the requester sees their ticket.
    pub page: Page,
}
