//! How many letters an address gets before they become a summary.

use std::time::Duration;

use domain::steps::{About, Lane, Notice};
use domain::{LetterKind, Recipient};
use jiff::Timestamp;
use store::jobs::Job;
use store::steps::notices::Cap;
use store::{Store, StoreError, letters};

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

    /// Whether the address has had so many letters that this one belongs into a summary. Letters that
    /// several workers send at this very moment are not counted, so a few more may go.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn exceeded(
        self,
        store: &Store,
        job: &Job,
        address: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let is_summary = matches!(job.kind, LetterKind::Reminder | LetterKind::Summary);
        // Whoever decides between two units is asked one question per letter.
        if is_summary || job.to == Recipient::Arbiter {
            return Ok(false);
        }
        let since = now.saturating_sub(self.window).unwrap_or(Timestamp::MIN);
        let mut conn = store.read().await?;
        let (of_kind, of_ticket) =
            letters::sent_since(&mut conn, address, job.kind, job.ticket, since).await?;
        Ok(of_kind >= self.per_address.max(1).into() || of_ticket >= self.per_ticket.max(1).into())
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
