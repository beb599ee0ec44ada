//! Figures of the desk's work, for pages and API alike: who may see whose, and counting them.

use std::collections::BTreeSet;

use analyses::{Analyses, Count, Period, TicketFigures};
use domain::{Action, Actor, Object};
use jiff::Timestamp;
use jiff::civil::Date;
use ordinance::UnitCode;
use store::{Store, StoreError, figures};

use crate::clocks::ClockRules;
use crate::permit::{may, permit};
use crate::tokens::fingerprint;
use crate::{App, WebError};

/// Tickets whose figures one request works out at most; what is left waits for the next.
const MOST_AT_ONCE: u32 = 10_000;

/// Whose figures somebody may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Of the whole desk.
    Desk,
    /// Of these units; never none.
    Units(BTreeSet<UnitCode>),
}

/// What was counted.
pub(crate) struct Found {
    /// The figures.
    pub(crate) analyses: Analyses,
    /// Tickets that are not in them yet.
    pub(crate) missing: i64,
}

/// Whose figures somebody may see.
///
/// # Errors
/// [`WebError::SignInNeeded`] or [`WebError::Forbidden`] for somebody who may see none.
pub(crate) fn scope(app: &App, actor: &Actor) -> Result<Scope, WebError> {
    let Err(refused) = permit(app, actor, Action::SeeAnalyses, Object::Desk) else {
        return Ok(Scope::Desk);
    };
    let units = app.desk.ordinance().units().iter();
    let seen = units.map(|unit| unit.code.clone()).filter(|unit| {
        let object = Object::Figures {
            unit,
            superiors: &app.superiors_of(unit),
        };
        may(app, actor, Action::SeeAnalyses, object)
    });
    let units: BTreeSet<UnitCode> = seen.collect();
    if units.is_empty() {
        return Err(refused);
    }
    Ok(Scope::Units(units))
}

impl Scope {
    /// The units to choose from, in the order of the ordinance.
    pub(crate) fn units(&self, app: &App) -> Vec<UnitCode> {
        let all = app.desk.ordinance().units().iter().map(|unit| &unit.code);
        all.filter(|unit| self.has(unit)).cloned().collect()
    }

    fn has(&self, unit: &UnitCode) -> bool {
        match self {
            Self::Desk => true,
            Self::Units(units) => units.contains(unit),
        }
    }

    /// The units whose tickets count when this one is asked for, or none is; `None`: every ticket.
    ///
    /// # Errors
    /// [`WebError::Forbidden`] for a unit whose figures are not to be seen.
    pub(crate) fn narrowed(
        &self,
        unit: Option<&UnitCode>,
    ) -> Result<Option<Vec<UnitCode>>, WebError> {
        match (unit, self) {
            (Some(unit), _) if self.has(unit) => Ok(Some(vec![unit.clone()])),
            (Some(_), _) => Err(WebError::Forbidden),
            (None, Self::Desk) => Ok(None),
            (None, Self::Units(units)) => Ok(Some(units.iter().cloned().collect())),
        }
    }
}

impl App {
    /// Addresses of whoever stands above a unit today.
    pub(crate) fn superiors_of(&self, unit: &UnitCode) -> Vec<String> {
        let Some(superiors) = self.superiors.current() else {
            return Vec::new();
        };
        let chain = superiors.chain_for(unit, self.today());
        let addresses = chain.into_iter().map(|superior| &superior.person.email);
        addresses.cloned().collect()
    }

    /// The day on the office's clock.
    pub(crate) fn today(&self) -> Date {
        self.texts.local(self.now()).date()
    }
}

/// Works out figures that are not known, at most `most`; how many stay unknown.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) async fn catch_up(
    store: &Store,
    rules: &ClockRules,
    most: u32,
) -> Result<i64, StoreError> {
    let marked = fingerprint(&format!("{:?} {:?}", rules.calendar, rules.targets));
    let missing = figures::catch_up(store, &marked, most, |history| {
        TicketFigures::of(history, &rules.calendar, &rules.targets)
    });
    missing.await
}

/// Counts the tickets of a period, of some units when any are given, after working out at most `most`
/// figures that are not known; also how many tickets stay uncounted.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn count_tickets(
    store: &Store,
    rules: &ClockRules,
    (period, units): (Period, Option<&[UnitCode]>),
    most: u32,
    now: Timestamp,
) -> Result<(Analyses, i64), StoreError> {
    let missing = catch_up(store, rules, most).await?;
    let mut count = Count::new(period, now);
    let mut conn = store.read().await?;
    figures::of_period(&mut conn, &period, units, |one| count.add(one)).await?;
    Ok((count.finish(), missing))
}

/// The same for somebody who waits for a page; `units` as [`Scope::narrowed`] gave them.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) async fn count(
    app: &App,
    period: Period,
    units: Option<&[UnitCode]>,
) -> Result<Found, WebError> {
    let rules = app.clocks.current();
    let of = (period, units);
    let (analyses, missing) =
        count_tickets(&app.store, &rules, of, MOST_AT_ONCE, app.now()).await?;
    Ok(Found { analyses, missing })
}
