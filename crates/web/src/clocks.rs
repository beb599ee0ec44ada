//! By what the clocks run, and what they say about a ticket.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use deadlines::{Report, Wording, report};
use domain::calendar::Calendar;
use domain::clock::{Clocks, clocks};
use domain::targets::Targets;
use domain::{Event, Ticket};

use crate::{App, WebError};

/// Calendar and targets in force.
#[derive(Clone, Debug)]
pub struct ClockRules {
    /// When the office works.
    pub calendar: Arc<Calendar>,
    /// How much time each clock has.
    pub targets: Arc<Targets>,
}

/// Holds the rules that are in force now and lets them be exchanged without a pause. Cheap to clone;
/// all clones hold the same.
#[derive(Clone, Debug)]
pub struct LiveClocks(Arc<RwLock<ClockRules>>);

static BUILT_IN: LazyLock<ClockRules> = LazyLock::new(|| ClockRules {
    calendar: Arc::new(Calendar::built_in()),
    targets: Arc::new(Targets::built_in()),
});

impl LiveClocks {
    /// Begins with these rules.
    pub fn new(rules: ClockRules) -> Self {
        Self(Arc::new(RwLock::new(rules)))
    }

    /// Begins with the rules that ship with the program.
    pub fn built_in() -> Self {
        Self::new(BUILT_IN.clone())
    }

    /// The rules in force. Take them once per request, so that everything shown together agrees.
    pub fn current(&self) -> ClockRules {
        let rules = self.0.read().unwrap_or_else(PoisonError::into_inner);
        rules.clone()
    }

    /// Other rules from now on.
    pub fn exchange(&self, rules: ClockRules) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = rules;
    }
}

/// The clocks of a ticket now, from its whole history.
///
/// # Errors
/// [`WebError::Internal`] for a history that does not begin with a registration.
pub(crate) fn of(app: &App, rules: &ClockRules, history: &[Event]) -> Result<Clocks, WebError> {
    clocks(history, &rules.calendar, &rules.targets, app.now()).map_err(WebError::internal)
}

/// The sentences for clocks worked out now.
pub(crate) fn wording(app: &App, clocks: &Clocks) -> Wording {
    Wording {
        texts: app.texts,
        now: clocks.now,
    }
}

/// Everything about a ticket's clocks: when each is due and why.
///
/// # Errors
/// As [`of`].
pub(crate) fn of_ticket(app: &App, ticket: &Ticket, history: &[Event]) -> Result<Report, WebError> {
    let rules = app.clocks.current();
    let clocks = of(app, &rules, history)?;
    Ok(report(
        ticket.number,
        &clocks,
        &rules.calendar,
        &rules.targets,
        app.texts,
    ))
}
