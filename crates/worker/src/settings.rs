//! How a worker works.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::chain::Superiors;
use ordinance::UnitCode;

/// Where letters to each unit go.
pub type UnitAddresses = BTreeMap<UnitCode, String>;

/// How a worker works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people reach the pages, without a slash at the end; links in letters begin with it.
    pub public_url: String,
    /// Sender of every letter, `Name <name@host>`; its host is the right half of each Message-ID.
    pub from: String,
    /// Addresses of the units.
    pub units: UnitAddresses,
    /// Who decides between units that do not agree; `None`: letters to them are undeliverable.
    pub superiors: Option<Arc<Superiors>>,
    /// Domains to which a confirmation may go when the requester did not sign in; empty means all.
    pub requester_domains: Vec<String>,
    /// Seconds after which another worker may take over a letter. A try is broken off after three
    /// quarters of it, so that two workers never send the same letter at the same time.
    pub lease_seconds: i64,
    /// Letters on their way at the same time; at least one.
    pub parallel: usize,
    /// The longest wait between two looks at the outbox.
    pub poll: Duration,
    /// A letter is given up when the waits between its tries add up to more than this.
    pub give_up_after: Duration,
}

impl Settings {
    /// The longest that one try may take.
    pub(crate) fn longest_try(&self) -> Duration {
        let lease = Duration::from_secs(self.lease_seconds.max(0).unsigned_abs());
        lease / 4 * 3
    }
}
