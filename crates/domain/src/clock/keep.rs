//! One clock through time: start, pause, resume, a new promise, the end.

use jiff::Timestamp;
use ordinance::UnitCode;

use super::{Cause, Clock, ClockKey, ClockState, Going, NEVER, Promise, Stretch};
use crate::calendar::Calendar;
use crate::targets::{HandOver, Target};
use crate::{UserId, Waiting};

/// The event that changes a clock.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) at: Timestamp,
    pub(super) sequence: i64,
}

impl Clock {
    pub(super) fn start(
        key: ClockKey,
        by: Option<HandOver>,
        (unit, assignee): (&UnitCode, Option<UserId>),
        target: Option<Target>,
        when: When,
    ) -> Self {
        let allowed = target.as_ref().map_or(NEVER, |target| target.seconds);
        let mut clock = Self {
            key,
            by,
            unit: unit.clone(),
            assignee,
            target,
            state: ClockState::Running,
            used: 0,
            due: None,
            breached_at: None,
            round: 1,
            promises: Vec::with_capacity(1),
            allowed,
            round_used: 0,
            round_breached_at: None,
            mark: when.at,
            stretches: vec![Stretch {
                from: when.at,
                what: Going::Counting,
            }],
        };
        clock.promise(Cause::Started, when);
        clock
    }

    /// Counts the time up to `at`, and notes when it was over.
    pub(super) fn advance(&mut self, calendar: &Calendar, at: Timestamp) {
        if self.state != ClockState::Running || at <= self.mark {
            return;
        }
        let gained = self.between(calendar, self.mark, at);
        if self.round_breached_at.is_none() && self.used + gained >= self.allowed {
            let due = self.after(calendar, self.mark, self.allowed - self.used);
            if at.as_second() > due.as_second() {
                self.round_breached_at = Some(due);
                self.breached_at.get_or_insert(due);
            }
        }
        self.used += gained;
        self.mark = at;
    }

    /// Stands still from `at` on; a clock that already waits now waits for something else.
    pub(super) fn pause(&mut self, calendar: &Calendar, at: Timestamp, waiting: Waiting) {
        if !self.is_live() || self.key.kind.is_wall_time() {
            return;
        }
        self.advance(calendar, at);
        self.stretch(at, Going::Waiting(waiting.on));
        self.state = ClockState::Paused {
            since: at,
            waiting: waiting.on,
            until: waiting.until,
        };
    }

    /// Runs on from `at`.
    pub(super) fn resume(&mut self, at: Timestamp) {
        if matches!(self.state, ClockState::Paused { .. }) {
            self.run(at);
        }
    }

    /// Runs again after it was met: another round, with at least `grace` seconds left.
    pub(super) fn reopen(&mut self, grace: i64, when: When) {
        if !matches!(self.state, ClockState::Met { .. }) {
            return;
        }
        self.another_round(grace, Cause::Reopened, when);
    }

    /// Runs again after it was ended by a merge: another round, with at least `grace` seconds left.
    pub(super) fn part(&mut self, grace: i64, when: When) {
        if self.is_merged() {
            self.another_round(grace, Cause::Parted, when);
        }
    }

    pub(super) fn another_round(&mut self, grace: i64, cause: Cause, when: When) {
        self.round += 1;
        self.round_used = self.used;
        self.round_breached_at = None;
        self.allowed = self.allowed.max(self.used + grace);
        self.run(when.at);
        self.promise(cause, when);
    }

    /// A new target. A longer one gives more time; a shorter one less, but at least `grace` seconds
    /// from now unless there were fewer left anyway. What is used stays used.
    pub(super) fn retarget(
        &mut self,
        calendar: &Calendar,
        target: Option<Target>,
        grace: i64,
        cause: Cause,
        when: When,
    ) {
        if self.target == target {
            return;
        }
        self.advance(calendar, when.at);
        let seconds =
            |target: &Option<Target>| target.as_ref().map_or(NEVER, |target| target.seconds);
        let (old, new) = (seconds(&self.target), seconds(&target));
        self.allowed = if new >= old {
            self.allowed.max(new)
        } else {
            self.allowed.min(self.used + grace).max(new)
        };
        self.target = target;
        self.promise(cause, when);
    }

    /// Kept.
    pub(super) fn meet(&mut self, calendar: &Calendar, at: Timestamp) {
        self.end(calendar, at, Going::Solved, ClockState::Met { at });
    }

    /// Over without being kept.
    pub(super) fn stop(&mut self, calendar: &Calendar, at: Timestamp) {
        self.end(calendar, at, Going::Over, ClockState::Stopped { at });
    }

    /// Over while the ticket is solved, although what it measures was not done.
    pub(super) fn rest(&mut self, calendar: &Calendar, at: Timestamp) {
        self.end(calendar, at, Going::Solved, ClockState::Stopped { at });
    }

    /// Over, because the ticket goes on as another one.
    pub(super) fn merge(&mut self, calendar: &Calendar, at: Timestamp) {
        self.end(calendar, at, Going::Merged, ClockState::Stopped { at });
    }

    fn end(&mut self, calendar: &Calendar, at: Timestamp, what: Going, state: ClockState) {
        if self.is_live() {
            self.advance(calendar, at);
            self.due = self.due_from(calendar, Some(at));
            self.stretch(at, what);
            self.state = state;
        }
    }

    /// The state at `now`, with the due time worked out.
    pub(super) fn settle(&mut self, calendar: &Calendar, now: Timestamp) {
        if self.is_live() {
            self.advance(calendar, now);
            self.due = self.due_from(calendar, self.counts_from());
        }
    }

    /// When it is over, counted from this moment on.
    fn due_from(&self, calendar: &Calendar, from: Option<Timestamp>) -> Option<Timestamp> {
        self.target.as_ref()?;
        match self.round_breached_at {
            Some(since) => Some(since),
            None => Some(self.after(calendar, from?, self.allowed - self.used)),
        }
    }

    fn run(&mut self, at: Timestamp) {
        self.state = ClockState::Running;
        self.mark = at;
        self.stretch(at, Going::Counting);
    }

    fn stretch(&mut self, from: Timestamp, what: Going) {
        self.stretches.push(Stretch { from, what });
    }

    fn promise(&mut self, cause: Cause, when: When) {
        self.promises.push(Promise {
            at: when.at,
            sequence: when.sequence,
            cause,
            target: self.target.clone(),
            allowed: self.allowed(),
        });
    }

    /// This clock's own seconds between two moments.
    pub(crate) fn between(&self, calendar: &Calendar, from: Timestamp, to: Timestamp) -> i64 {
        if self.key.kind.is_wall_time() {
            (to.as_second() - from.as_second()).max(0)
        } else {
            calendar.working_seconds(from, to)
        }
    }

    /// The moment by which this many of its own seconds have gone since `from`.
    pub(crate) fn after(&self, calendar: &Calendar, from: Timestamp, seconds: i64) -> Timestamp {
        if self.key.kind.is_wall_time() {
            from.saturating_add(jiff::SignedDuration::from_secs(seconds.max(0)))
                .unwrap_or(Timestamp::MAX)
        } else {
            calendar.add_working(from, seconds)
        }
    }

    /// From when it counts, when it counts: now, or from the date it waits for; `None` while it
    /// waits for something without a date, and once it has ended.
    pub(crate) fn counts_from(&self) -> Option<Timestamp> {
        match self.state {
            ClockState::Running => Some(self.mark),
            ClockState::Paused { until, .. } => until,
            ClockState::Met { .. } | ClockState::Stopped { .. } => None,
        }
    }

    /// When `used` reached this many seconds; `None` when it has not.
    pub(crate) fn reached(&self, calendar: &Calendar, seconds: i64) -> Option<Timestamp> {
        if self.used < seconds {
            return None;
        }
        let mut used = 0;
        for (from, to, what) in self.lived(self.mark) {
            if what != Going::Counting {
                continue;
            }
            let gained = self.between(calendar, from, to);
            if used + gained >= seconds {
                return Some(self.after(calendar, from, seconds - used));
            }
            used += gained;
        }
        None
    }

    /// The stretches with their ends; the last of a live clock goes on until `now`.
    pub(super) fn lived(
        &self,
        now: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, Timestamp, Going)> {
        let ends = self.stretches.iter().skip(1).map(|next| next.from);
        let last = match self.state {
            ClockState::Running | ClockState::Paused { .. } => now,
            ClockState::Met { at } | ClockState::Stopped { at } => at,
        };
        self.stretches
            .iter()
            .zip(ends.chain([last]))
            .map(|(stretch, to)| (stretch.from, to, stretch.what))
    }
}
