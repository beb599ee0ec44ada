//! How many letters an address gets before they become a summary.

use std::collections::HashMap;
use std::time::Duration;

use domain::steps::{About, Lane, Notice};
use domain::{LetterKind, Recipient, TicketId};
use jiff::Timestamp;
use store::jobs::Job;
use store::letters::SentTo;
use store::steps::notices::Cap;

use crate::drafts::is_of_notices;

/// How many letters an address gets within a time before the next ones become one summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// Letters of one kind to one address; at least one.
    pub per_address: u32,
    /// Letters about one ticket to one address, of whatever kind; at least one.
    pub per_ticket: u32,
    /// The time in which they are counted, and after which the summary comes.
    pub window: Duration,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            per_address: 20,
            per_ticket: 10,
            window: Duration::from_mins(10),
        }
    }
}

impl Caps {
    /// The same for letters about clocks.
    pub(crate) fn of_steps(self) -> Cap {
        Cap {
            letters: self.per_address.into(),
            window: self.window_seconds(),
        }
    }

    fn window_seconds(self) -> i64 {
        i64::try_from(self.window.as_secs()).unwrap_or(i64::MAX)
    }

    /// From when on letters are counted at `now`.
    pub(crate) fn since(self, now: Timestamp) -> Timestamp {
        now.saturating_sub(self.window).unwrap_or(Timestamp::MIN)
    }

    /// Counts letters; starts with those that were sent since [`Caps::since`].
    pub(crate) fn count(self, sent: Vec<SentTo>) -> Counts {
        let mut counts = Counts {
            caps: self,
            of_kind: HashMap::new(),
            of_ticket: HashMap::new(),
        };
        for one in sent {
            counts.count(one.address, one.kind, one.ticket, one.letters);
        }
        counts
    }

    /// The letter as a part of the summary that comes when the time is over.
    pub(crate) fn set_aside(self, job: &Job, now: Timestamp) -> Notice {
        // Whoever filed a duplicate is told of their own ticket, together with others of theirs.
        let (ticket, to) = match job.to {
            Recipient::RequesterOf(duplicate) => (duplicate, Recipient::Requester),
            _ => (job.ticket, job.to.clone()),
        };
        Notice {
            ticket,
            to,
            lane: Lane::Capped(job.kind),
            about: About::Letter(job.id),
            created_at: now,
            release_at: now.saturating_add(self.window).unwrap_or(now),
        }
    }
}

/// How many letters each address has had. Letters that other workers send at this very moment are not
/// counted, so a few more may go.
pub(crate) struct Counts {
    caps: Caps,
    of_kind: HashMap<(String, LetterKind), i64>,
    of_ticket: HashMap<(String, TicketId), i64>,
}

impl Counts {
    /// Whether the address has had so many letters that this one belongs into a summary.
    pub(crate) fn is_full(&self, job: &Job, address: &str) -> bool {
        // Whoever decides between two units is asked one question per letter.
        if is_of_notices(job.kind) || job.to == Recipient::Arbiter {
            return false;
        }
        let of_kind = self.of_kind.get(&(address.to_owned(), job.kind));
        let of_ticket = self.of_ticket.get(&(address.to_owned(), job.ticket));
        let reached = |count: Option<&i64>, cap: u32| *count.unwrap_or(&0) >= cap.max(1).into();
        reached(of_kind, self.caps.per_address) || reached(of_ticket, self.caps.per_ticket)
    }

    /// The letter goes.
    pub(crate) fn add(&mut self, job: &Job, address: &str) {
        self.count(address.to_owned(), job.kind, job.ticket, 1);
    }

    fn count(&mut self, address: String, kind: LetterKind, ticket: TicketId, letters: i64) {
        *self.of_kind.entry((address.clone(), kind)).or_default() += letters;
        *self.of_ticket.entry((address, ticket)).or_default() += letters;
    }
}
