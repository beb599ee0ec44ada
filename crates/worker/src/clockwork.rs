//! By what clocks run and steps are taken, and what they say of one ticket. Pure.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::calendar::Calendar;
use domain::chain::Superiors;
use domain::clock::{Clocks, clocks};
use domain::steps::{Step, StepKey, StepRules, due_steps, next_wakeup};
use domain::targets::Targets;
use domain::{Event, ReplayError, Status, Ticket};
use jiff::{SignedDuration, Timestamp};

/// By what clocks run and steps are taken.
#[derive(Clone, Debug)]
pub struct Clockwork {
    /// When the office works.
    pub calendar: Arc<Calendar>,
    /// How much time each clock has.
    pub targets: Arc<Targets>,
    /// Who is told when it runs down, and when solved tickets close.
    pub steps: Arc<StepRules>,
    /// Who stands above the units.
    pub superiors: Arc<Superiors>,
    /// Differs when any of them does: then every open ticket is looked at anew.
    pub fingerprint: String,
}

/// What has to be done about a ticket now, and when to look again.
pub(crate) struct Look {
    pub(crate) ticket: Ticket,
    pub(crate) steps: Vec<Step>,
    pub(crate) next: Option<Timestamp>,
    /// Whether it closes by itself now.
    pub(crate) closes: bool,
}

impl Clockwork {
    /// What ships with the program.
    pub fn built_in() -> Self {
        Self {
            calendar: Arc::new(Calendar::built_in()),
            targets: Arc::new(Targets::built_in()),
            steps: Arc::new(StepRules::built_in()),
            superiors: Arc::new(Superiors::built_in()),
            fingerprint: "built in".to_owned(),
        }
    }

    /// The clocks of a ticket at `now`, by the part of its history that had happened by then.
    ///
    /// # Errors
    /// [`ReplayError`] when nothing had.
    pub(crate) fn clocks_at(
        &self,
        history: &[Event],
        now: Timestamp,
    ) -> Result<Clocks, ReplayError> {
        let happened = history.iter().take_while(|event| event.at <= now).count();
        clocks(&history[..happened], &self.calendar, &self.targets, now)
    }

    /// When a solved ticket closes by itself: in office hours, so that the letter comes by day.
    pub(crate) fn closes_at(&self, ticket: &Ticket) -> Option<Timestamp> {
        let solved = ticket
            .resolved_at
            .filter(|_| ticket.status == Status::Resolved)?;
        let end = self.steps.closes_at(&self.calendar, solved)?;
        self.calendar.next_opening(end)
    }

    /// The last day on which a ticket solved at this moment can be reopened.
    pub(crate) fn reopen_until(&self, solved: Timestamp) -> Option<Timestamp> {
        let end = self.steps.closes_at(&self.calendar, solved)?;
        end.checked_sub(SignedDuration::from_secs(1)).ok()
    }

    /// What has to be done about a ticket at `now`; `fired` are the steps taken before.
    ///
    /// # Errors
    /// [`ReplayError`] when the history is none.
    pub(crate) fn look(
        &self,
        history: &[Event],
        mut fired: BTreeSet<StepKey>,
        now: Timestamp,
    ) -> Result<Look, ReplayError> {
        let ticket = domain::replay(history)?;
        let closing = self.closes_at(&ticket);
        let clocks = clocks(history, &self.calendar, &self.targets, now)?;
        let steps = due_steps(&clocks, &self.steps, &self.calendar, &fired);
        for step in &steps {
            fired.insert(step.key.clone());
            fired.extend(step.stands_for.iter().cloned());
        }
        let wake = next_wakeup(&clocks, &self.steps, &self.calendar, &fired);
        let soon = now
            .saturating_add(SignedDuration::from_secs(1))
            .unwrap_or(now);
        Ok(Look {
            ticket,
            steps,
            next: wake.into_iter().chain(closing).min().map(|at| at.max(soon)),
            closes: closing.is_some_and(|at| at <= now),
        })
    }
}
