//! The workers: they look when something has happened or comes due, stop for hours or days, and die
//! between sending a letter and writing that down.

use std::sync::Arc;
use std::time::Duration;

use domain::JobId;
use jiff::Timestamp;
use store::{Store, jobs, steps};
use texts::Texts;
use tokio::runtime::Handle;
use tokio::sync::watch;
use worker::{Clockwork, UnderWay, Worker};

use crate::mailbox::{Dying, Mailbox};
use crate::random::Dice;
use crate::settings::{LEASE_SECONDS, Settings, worker as worker_settings};
use crate::timestamp;

/// Everybody who works off the outbox.
pub(crate) struct Crew {
    store: Store,
    mailbox: Arc<Mailbox>,
    /// Each twice: with many letters on their way at once, and with one.
    workers: Vec<[Worker; 2]>,
    /// Stretches in which none of them runs.
    down: Vec<(i64, i64)>,
    /// Stretches after which much has piled up.
    busy: Vec<(i64, i64)>,
    dice: Dice,
    /// By what workers go now, as reloading settings tells them.
    settings_now: watch::Sender<Arc<Clockwork>>,
    /// When the settings change, and to what.
    changes: Option<(i64, Arc<Clockwork>)>,
    /// How often a worker went on by other settings.
    pub(crate) settings_read: u64,
    /// How often somebody looked.
    pub(crate) looks: u64,
    /// How many workers died at it.
    pub(crate) deaths: u64,
    /// When one died with tickets in its hands whose clocks it was to look at.
    pub(crate) died_with_steps: Vec<i64>,
    /// Letters of the last look, on their way.
    under_way: Option<UnderWay>,
    /// When somebody has to look next.
    wake: Option<i64>,
}

/// Seconds between two looks: a busy worker gathers what happened.
pub(crate) const PACE: i64 = 600;
/// Letters on their way at once.
const PARALLEL: usize = 500;
/// So long after a stop no two work at once: how many letters an address gets before they become a
/// summary must depend on the seed alone, and not on which of the two is quicker.
const BUSY: i64 = 3 * 3600;
/// Looks in a thousand at which a worker dies, and at which two work at once.
const DIES: u64 = 4;
const TWO_AT_ONCE: u64 = 30;

impl Crew {
    pub(crate) fn new(
        many: usize,
        store: &Store,
        mailbox: &Arc<Mailbox>,
        [at_first, settings]: [&Settings; 2],
        changed_at: i64,
        [down, mail_down]: [&[(i64, i64)]; 2],
        dice: Dice,
    ) -> Self {
        let at_first = clockwork(at_first, "at first");
        let later = Arc::new(clockwork(settings, "later"));
        let (settings_now, clockwork) = watch::channel(Arc::new(at_first));
        let worker = |parallel| {
            Worker::new(
                store.clone(),
                mailbox.transport(),
                worker_settings(settings, parallel),
                Texts::pl(),
                settings.desk.clone(),
            )
            .with_clockwork(clockwork.clone())
        };
        Self {
            store: store.clone(),
            mailbox: mailbox.clone(),
            workers: (0..many.max(1))
                .map(|_| [worker(PARALLEL), worker(1)])
                .collect(),
            busy: down
                .iter()
                .chain(mail_down)
                .map(|(_, to)| (*to, *to + BUSY))
                .collect(),
            down: down.to_vec(),
            dice,
            settings_now,
            changes: Some((changed_at, later)),
            settings_read: 0,
            looks: 0,
            deaths: 0,
            died_with_steps: Vec::new(),
            under_way: None,
            wake: None,
        }
    }

    /// Something has happened at this second.
    pub(crate) fn called(&mut self, now: i64) {
        let next = (now.div_euclid(PACE) + 1) * PACE;
        self.wake = Some(self.wake.map_or(next, |wake| wake.min(next)));
    }

    /// When somebody looks next: not while all are down.
    pub(crate) fn next_look(&self) -> Option<i64> {
        let wake = self.wake?;
        let stop = self
            .down
            .iter()
            .find(|(from, to)| (*from..*to).contains(&wake));
        Some(stop.map_or(wake, |(_, to)| *to))
    }

    /// Looks, does what is due, and lets letters go; [`Self::letters_are_through`] waits for them.
    pub(crate) async fn look(&mut self, now: i64) -> store::Result<()> {
        let moment = timestamp(now);
        self.mailbox.set_now(now);
        self.wake = None;
        if let Some((_, later)) = self.changes.take_if(|(at, _)| *at <= now) {
            self.settings_now.send_replace(later);
            for [worker, one_by_one] in &self.workers {
                worker.use_settings().await?;
                one_by_one.use_settings().await?;
                self.settings_read += 1;
            }
        }
        let first = usize::try_from(self.dice.below(self.workers.len() as u64)).unwrap_or(0);
        let second = (first + 1) % self.workers.len();
        if self.dice.chance(DIES) {
            self.die_with_steps(now).await?;
        }
        let [worker, one_by_one] = &self.workers[first];
        worker.run_steps(moment).await?;
        if self.dice.chance(DIES) {
            let (doomed, dying) = if self.dice.chance(500) {
                (one_by_one, Dying::Alone)
            } else {
                (worker, Dying::Together)
            };
            let alive = Handle::current().metrics().num_alive_tasks();
            self.mailbox.let_die(1 + self.dice.below(5), dying);
            tokio::select! {
                done = doomed.run_until_idle(moment) => { done?; }
                () = self.mailbox.death() => {
                    self.deaths += 1;
                    all_ended(alive).await;
                    self.mailbox.bury();
                }
            }
            self.mailbox.let_live();
        }
        if self
            .busy
            .iter()
            .any(|(from, to)| (*from..*to).contains(&now))
        {
            self.under_way = Some(worker.start_letters(moment).await?);
        } else if first != second && self.dice.chance(TWO_AT_ONCE) {
            let [other, _] = &self.workers[second];
            other.run_steps(moment).await?;
            let (one, other) =
                tokio::join!(worker.run_until_idle(moment), other.run_until_idle(moment));
            one?;
            other?;
        } else {
            self.under_way = Some(worker.start_letters(moment).await?);
        }
        self.looks += 1;
        Ok(())
    }

    /// Waits for the letters of the look at `now`, and works out when somebody looks next.
    pub(crate) async fn letters_are_through(&mut self, now: i64) -> store::Result<()> {
        if let Some(letters) = self.under_way.take() {
            letters.finish().await?;
        }
        let due = self.next_due(now).await?;
        self.wake = self.wake.into_iter().chain(due).min();
        Ok(())
    }

    async fn next_due(&self, now: i64) -> store::Result<Option<i64>> {
        let Some([worker, _]) = self.workers.first() else {
            return Ok(None);
        };
        let due = worker.next_due(timestamp(now)).await?;
        let at_a_look = |due: Timestamp| (due.as_second() + PACE - 1).div_euclid(PACE) * PACE;
        Ok(due.map(|due| at_a_look(due).max(now + PACE)))
    }

    /// A worker claims tickets to look at, and dies.
    async fn die_with_steps(&mut self, now: i64) -> store::Result<()> {
        let mut tx = self.store.write().await?;
        let many = u32::try_from(1 + self.dice.below(40)).unwrap_or(1);
        let claimed = steps::claim(&mut tx, timestamp(now), LEASE_SECONDS, many).await?;
        tx.commit().await?;
        if !claimed.is_empty() {
            self.deaths += 1;
            self.died_with_steps.push(now);
        }
        Ok(())
    }

    /// What a person does about the letters that were given up: queue again, or put aside.
    pub(crate) async fn see_to_undelivered(&mut self, now: i64) -> store::Result<Vec<JobId>> {
        let mut aside = Vec::new();
        let mut tx = self.store.write().await?;
        let letters = jobs::undelivered(&mut tx, 200).await?;
        let many = letters.len();
        for letter in letters {
            if self.dice.chance(700) {
                jobs::requeue(&mut tx, letter.id, timestamp(now)).await?;
            } else {
                jobs::discard(&mut tx, letter.id, timestamp(now)).await?;
                aside.push(letter.id);
            }
        }
        tx.commit().await?;
        if many > 0 {
            self.called(now);
        }
        Ok(aside)
    }
}

fn clockwork(settings: &Settings, fingerprint: &str) -> Clockwork {
    Clockwork {
        calendar: Arc::new(settings.calendar.clone()),
        targets: Arc::new(settings.targets.clone()),
        steps: Arc::new(settings.rules.clone()),
        superiors: Arc::new(settings.superiors.clone()),
        fingerprint: fingerprint.to_owned(),
    }
}

/// So long after a worker died what it had claimed is free again.
pub(crate) const BLIND: i64 = LEASE_SECONDS + PACE;

/// Waits until no more than `alive` tasks live, so that a dead worker's letters no longer arrive: one that is
/// being handed over while its task is ended arrives nevertheless. Gives up after a second.
async fn all_ended(alive: usize) {
    let metrics = Handle::current().metrics();
    for _ in 0..1_000 {
        if metrics.num_alive_tasks() <= alive {
            return;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
