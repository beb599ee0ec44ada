//! By what the clocks run, and what they say about a ticket.

use std::sync::{Arc, LazyLock};

use deadlines::{Report, Wording, report};
use domain::calendar::Calendar;
use domain::clock::{Clocks, clocks};
use domain::targets::Targets;
use domain::{Event, Ticket};

use crate::in_force::InForce;
use crate::{App, WebError};

/// Calendar and targets in force.
#[derive(Clone, Debug)]
pub struct ClockRules {
    /// When the office works.
    pub calendar: Arc<Calendar>,
    /// How much time each clock has.
    pub targets: Arc<Targets>,
}

/// The rules in force.
pub type LiveClocks = InForce<ClockRules>;

static BUILT_IN: LazyLock<ClockRules> = LazyLock::new(|| ClockRules {
    calendar: Arc::new(Calendar::built_in()),
    targets: Arc::new(Targets::built_in()),
});

impl ClockRules {
    /// The rules that ship with the program.
    pub fn built_in() -> Self {
        BUILT_IN.clone()
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
