//! The facts of letters about another priority.

use domain::{Priority, TicketNumber};

use crate::{Case, Page, Writer};

/// To the requester: their ticket presses more or less than before.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorityLetter {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who changed it.
    pub by: Writer,
    /// From what to what.
    pub change: PriorityChange,
    /// Where the requester sees the ticket.
    pub page: Page,
}

/// To the holding unit: the same.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorityForUnit {
    /// The ticket.
    pub case: Case,
    /// Who changed it.
    pub by: Writer,
    /// From what to what.
    pub change: PriorityChange,
}

/// Another priority and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct PriorityChange {
    /// The priority before.
    pub from: Priority,
    /// The priority now.
    pub to: Priority,
    /// Why.
    pub reason: String,
    /// What is due when from now on, in words: what, when.
    pub due: Vec<(String, String)>,
}
