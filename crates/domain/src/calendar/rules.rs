//! What a day is: from versions of office hours, days off and single days that differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::table;
use super::{DayOff, OfficeTime, YEARS, days_off};

/// Office hours from one time of day to another, in seconds of the wall clock since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeRange {
    /// Opening.
    pub from: i64,
    /// Closing; 86,400 is midnight at the day's end.
    pub to: i64,
}

/// The hours of each weekday, from a date on.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) name: Arc<str>,
    pub(super) from: Date,
    /// Monday first.
    pub(super) week: [Vec<TimeRange>; 7],
}

/// A single day that differs.
#[derive(Clone, Debug)]
pub(super) enum Special {
    Closed(Arc<str>),
    Working(Vec<TimeRange>, Arc<str>),
    Short(Vec<TimeRange>, Arc<str>),
}

/// Everything the file says.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// In order of their dates; the first also holds for all days before it.
    pub(super) versions: Vec<Version>,
    pub(super) special: BTreeMap<Date, Special>,
    /// Those of the years of the table, in order.
    pub(super) days_off: Vec<(Date, DayOff)>,
}

/// The plan of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan<'a> {
    /// When the office works; empty on a day it does not.
    pub hours: &'a [TimeRange],
    /// What kind of day it is.
    pub kind: DayKind<'a>,
    /// The version of the office hours in force.
    pub version: &'a Arc<str>,
}

/// What kind of day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// The weekday's usual hours.
    Usual,
    /// A weekday without hours.
    NoHours,
    /// A statutory day off.
    Off(DayOff),
    /// An extra closed day and why.
    Closed(&'a Arc<str>),
    /// An extra working day and why.
    Working(&'a Arc<str>),
    /// A working day shorter than usual and why.
    Short(&'a Arc<str>),
}

impl Rules {
    pub(super) fn plan(&self, date: Date) -> DayPlan<'_> {
        let after = self
            .versions
            .partition_point(|version| version.from <= date);
        let version = &self.versions[after.saturating_sub(1)];
        let plan = |hours, kind| DayPlan {
            hours,
            kind,
            version: &version.name,
        };
        match self.special.get(&date) {
            Some(Special::Closed(why)) => return plan(&[], DayKind::Closed(why)),
            Some(Special::Working(hours, why)) => return plan(hours, DayKind::Working(why)),
            Some(Special::Short(hours, why)) => return plan(hours, DayKind::Short(why)),
            None => {}
        }
        if let Some(off) = self.day_off(date) {
            return plan(&[], DayKind::Off(off));
        }
        let hours = version.hours(date);
        let kind = if hours.is_empty() {
            DayKind::NoHours
        } else {
            DayKind::Usual
        };
        plan(hours, kind)
    }

    fn day_off(&self, date: Date) -> Option<DayOff> {
        let find = |days: &[(Date, DayOff)]| {
            let found = days.binary_search_by_key(&date, |(day, _)| *day).ok()?;
            days.get(found).map(|(_, off)| *off)
        };
        if YEARS.contains(&date.year()) {
            find(&self.days_off)
        } else {
            find(&days_off(date.year()))
        }
    }

    /// The whole day cut into office time and the rest, in order.
    pub(super) fn pieces(&self, date: Date) -> Vec<(Timestamp, Timestamp, OfficeTime)> {
        let plan = self.plan(date);
        let (start, end) = table::bounds(date);
        let closed = match plan.kind {
            DayKind::NoHours => OfficeTime::NoHours,
            DayKind::Off(off) => OfficeTime::DayOff(off),
            DayKind::Closed(why) => OfficeTime::Closed(why.clone()),
            DayKind::Usual | DayKind::Working(_) | DayKind::Short(_) => OfficeTime::OutsideHours,
        };
        let at = super::moment;
        let mut pieces = Vec::new();
        let mut reached = start;
        for (open, close) in table::openings(date, (start, end), plan.hours) {
            if reached < open {
                pieces.push((at(reached), at(open), closed.clone()));
            }
            pieces.push((at(open), at(close), OfficeTime::Open(plan.version.clone())));
            reached = close;
        }
        if reached < end {
            pieces.push((at(reached), at(end), closed));
        }
        pieces
    }
}

impl Version {
    pub(super) fn hours(&self, date: Date) -> &[TimeRange] {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        &self.week[weekday]
    }
}
