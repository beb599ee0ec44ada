//! The facts of letters about outages.

use domain::TicketNumber;
use jiff::Timestamp;

use crate::Page;

/// What happened to an outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutageNewsOf {
    /// It was declared: the first that the reader is told of it.
    Declared,
    /// There are news.
    Updated,
    /// It is over.
    Ended,
    /// It was not over after all.
    Reopened,
}

/// To the requester: what is known of the outage to which their tickets belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutageNews {
    /// One of their tickets.
    pub number: TicketNumber,
    /// Their tickets that belong to the outage, when there are several.
    pub tickets: Vec<TicketNumber>,
    /// What happened.
    pub of: OutageNewsOf,
    /// Title of the outage.
    pub title: String,
    /// Since when it lasts.
    pub since: Timestamp,
    /// The news.
    pub text: String,
    /// Where the requester sees the first ticket.
    pub page: Page,
}
