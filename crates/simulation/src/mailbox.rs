//! The mail server of the simulated office: counts, is down at times, refuses some addresses for good.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::JobId;
use mail::{Message, Probe, ProbeAnswer, Transport};
use tokio::sync::Notify;

use crate::Fault;
use crate::random::of_id;

/// What has arrived.
pub(crate) struct Mailbox {
    /// The second that it is.
    now: AtomicI64,
    down: Vec<(i64, i64)>,
    fault: Fault,
    arrived: Mutex<HashMap<JobId, Vec<i64>>>,
    tries: Mutex<HashMap<JobId, u64>>,
    refused: Mutex<HashMap<JobId, u64>>,
    taken: AtomicU64,
    /// The worker that sends this letter, counted from now, dies before it can write that down; 0: none.
    dies_at: AtomicU64,
    died: Notify,
    /// Letters that arrived from the worker that is to die, and how many of them it has not written down.
    sent: Mutex<Vec<JobId>>,
    dying: Mutex<Option<Dying>>,
    orphans: Mutex<HashSet<JobId>>,
}

/// What a worker that dies has not written down of what it sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dying {
    /// The last letter: it sends one after the other.
    Alone,
    /// Any of them: it sends many at once.
    Together,
}

/// One letter in so many is refused for good.
const REFUSED: u64 = 1500;
/// One try in so many fails for the moment.
const HICCUP: u64 = 250;

impl Mailbox {
    pub(crate) fn new(down: Vec<(i64, i64)>, fault: Fault) -> Arc<Self> {
        Arc::new(Self {
            now: AtomicI64::new(0),
            down,
            fault,
            arrived: Mutex::default(),
            tries: Mutex::default(),
            refused: Mutex::default(),
            taken: AtomicU64::new(0),
            dies_at: AtomicU64::new(0),
            died: Notify::new(),
            sent: Mutex::default(),
            dying: Mutex::default(),
            orphans: Mutex::default(),
        })
    }

    /// The way to it.
    pub(crate) fn transport(self: &Arc<Self>) -> Transport {
        let mailbox = self.clone();
        Transport::Probe(Probe::new(move |message| mailbox.takes(message)))
    }

    pub(crate) fn set_now(&self, now: i64) {
        self.now.store(now, Ordering::SeqCst);
    }

    /// Lets the worker die that sends the `nth` letter from now on.
    pub(crate) fn let_die(&self, nth: u64, dying: Dying) {
        self.dies_at.store(nth, Ordering::SeqCst);
        *locked(&self.dying) = Some(dying);
        locked(&self.sent).clear();
    }

    /// Waits for that.
    pub(crate) async fn death(&self) {
        self.died.notified().await;
    }

    /// Takes the death back, if it has not happened.
    pub(crate) fn let_live(&self) {
        self.dies_at.store(0, Ordering::SeqCst);
        *locked(&self.dying) = None;
    }

    /// The worker is dead: what it sent and did not write down may come again.
    pub(crate) fn bury(&self) {
        let sent = std::mem::take(&mut *locked(&self.sent));
        if *locked(&self.dying) == Some(Dying::Together) {
            locked(&self.orphans).extend(sent);
        }
    }

    fn takes(&self, message: &Message) -> ProbeAnswer {
        let id = message.id();
        let now = self.now.load(Ordering::SeqCst);
        let attempt = {
            let mut tries = locked(&self.tries);
            let attempt = tries.entry(id).or_default();
            *attempt += 1;
            *attempt
        };
        if self
            .down
            .iter()
            .any(|(from, to)| (*from..*to).contains(&now))
        {
            return ProbeAnswer::NotNow;
        }
        // Refused when first tried; whoever tries again has mended the address.
        if of_id(id.0, 1).is_multiple_of(REFUSED) && attempt == 1 {
            let mut refused = locked(&self.refused);
            *refused.entry(id).or_default() += 1;
            return ProbeAnswer::Refused;
        }
        if of_id(id.0, 100 + attempt).is_multiple_of(HICCUP) {
            return ProbeAnswer::NotNow;
        }
        self.take(id, now);
        if locked(&self.dying).is_some() {
            locked(&self.sent).push(id);
        }
        if self.dies_at.load(Ordering::SeqCst) > 0
            && self.dies_at.fetch_sub(1, Ordering::SeqCst) == 1
        {
            let mut orphans = locked(&self.orphans);
            orphans.insert(id);
            self.died.notify_one();
            return ProbeAnswer::Never;
        }
        ProbeAnswer::Taken
    }

    fn take(&self, id: JobId, now: i64) {
        let nth = self.taken.fetch_add(1, Ordering::SeqCst);
        let times = match (self.fault, nth) {
            (Fault::LosesLetter, 20) => 0,
            (Fault::SendsTwice, 20) => 2,
            _ => 1,
        };
        let mut arrived = locked(&self.arrived);
        for _ in 0..times {
            arrived.entry(id).or_default().push(now);
        }
    }

    /// Everything that has arrived: each letter with the seconds at which it did.
    pub(crate) fn open(&self) -> HashMap<JobId, Vec<i64>> {
        let mut arrived = locked(&self.arrived);
        std::mem::take(&mut *arrived)
    }

    /// The letters that were sent by a worker that then died.
    pub(crate) fn orphans(&self) -> HashSet<JobId> {
        let mut orphans = locked(&self.orphans);
        std::mem::take(&mut *orphans)
    }

    /// How many letters were refused for good.
    pub(crate) fn refusals(&self) -> u64 {
        let refused = locked(&self.refused);
        refused.values().sum()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
