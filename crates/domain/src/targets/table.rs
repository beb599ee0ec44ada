//! Which rule applies to which case, worked out when the settings are read.

use std::fmt;

use ordinance::UnitCode;

use super::{Case, HandOver};
use crate::Priority;
use crate::clock::ClockKind;

/// The cases a rule speaks of; nothing where it speaks of all.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) clock: ClockKind,
    pub(super) by: Option<Vec<HandOver>>,
    pub(super) priority: Option<Vec<Priority>>,
    pub(super) unit: Option<Vec<UnitCode>>,
}

/// A clock with the way the unit got the work, as one number.
type Slot = usize;

const SLOTS: usize = 2 + 2 * HandOver::ALL.len();
const PRIORITIES: usize = Priority::ALL.len();

/// For each slot, priority and unit the rule; units in order, and a last row for units that the
/// ordinance no longer has.
#[derive(Clone, Debug)]
pub(super) struct Table {
    units: Vec<UnitCode>,
    rules: Vec<usize>,
}

/// A case in words, for refusals: `accept by escalation, priority 1, unit IT-04-1`.
pub(super) struct CaseName<'a>(Slot, Priority, Option<&'a UnitCode>);

/// Why there is no table.
pub(super) enum TableFault<'a> {
    /// Two rules apply and neither is narrower.
    Ambiguous(usize, usize, CaseName<'a>),
    /// No rule applies.
    Missing(CaseName<'a>),
}

impl Table {
    /// `units` must be sorted.
    pub(super) fn new<'a>(units: &'a [UnitCode], scopes: &[Scope]) -> Result<Self, TableFault<'a>> {
        let mut rules = Vec::with_capacity(SLOTS * PRIORITIES * (units.len() + 1));
        for slot in 0..SLOTS {
            for priority in Priority::ALL {
                for unit in units.iter().map(Some).chain([None]) {
                    let name = || CaseName(slot, priority, unit);
                    let mut narrowest: Option<usize> = None;
                    let applying = scopes
                        .iter()
                        .enumerate()
                        .filter(|(_, scope)| scope.covers(slot, priority, unit));
                    for (number, scope) in applying {
                        narrowest = match narrowest {
                            None => Some(number),
                            Some(other) => Some(
                                narrower(scopes, other, number, scope)
                                    .ok_or_else(|| TableFault::Ambiguous(other, number, name()))?,
                            ),
                        };
                    }
                    rules.push(narrowest.ok_or_else(|| TableFault::Missing(name()))?);
                }
            }
        }
        Ok(Self {
            units: units.to_vec(),
            rules,
        })
    }

    /// `None` for clocks that have no rules.
    pub(super) fn rule(&self, case: Case<'_>) -> Option<usize> {
        let slot = slot(case.clock, case.by)?;
        let unit = match self.units.binary_search(case.unit) {
            Ok(found) => found,
            Err(_) => self.units.len(),
        };
        let priority = usize::from(case.priority.number()) - 1;
        let row = (slot * PRIORITIES + priority) * (self.units.len() + 1);
        self.rules.get(row + unit).copied()
    }
}

/// The narrower of two rules of which one must be; a pair that applies to one common case.
fn narrower(scopes: &[Scope], one: usize, other: usize, scope: &Scope) -> Option<usize> {
    match (scope.inside(&scopes[one]), scopes[one].inside(scope)) {
        (true, false) => Some(other),
        (false, true) => Some(one),
        _ => None,
    }
}

fn slot(clock: ClockKind, by: Option<HandOver>) -> Option<Slot> {
    let by = by.and_then(|by| HandOver::ALL.iter().position(|other| *other == by));
    match clock {
        ClockKind::FirstAnswer => Some(0),
        ClockKind::Solution => Some(1),
        ClockKind::Accept => Some(2 + by?),
        ClockKind::Solve => Some(2 + HandOver::ALL.len() + by?),
        // One word for both: in the file it is `solve` by `task`.
        ClockKind::Task => slot(ClockKind::Solve, Some(HandOver::Task)),
        ClockKind::Csirt | ClockKind::DataProtection => None,
    }
}

fn of_slot(slot: Slot) -> (ClockKind, Option<HandOver>) {
    match slot {
        0 => (ClockKind::FirstAnswer, None),
        1 => (ClockKind::Solution, None),
        _ => {
            let (clock, by) = if slot < 2 + HandOver::ALL.len() {
                (ClockKind::Accept, slot - 2)
            } else {
                (ClockKind::Solve, slot - 2 - HandOver::ALL.len())
            };
            (clock, HandOver::ALL.get(by).copied())
        }
    }
}

impl Scope {
    fn covers(&self, slot: Slot, priority: Priority, unit: Option<&UnitCode>) -> bool {
        let (clock, by) = of_slot(slot);
        self.clock == clock
            && (self.by.as_ref()).is_none_or(|list| by.is_some_and(|by| list.contains(&by)))
            && (self.priority.as_ref()).is_none_or(|list| list.contains(&priority))
            && (self.unit.as_ref()).is_none_or(|list| unit.is_some_and(|unit| list.contains(unit)))
    }

    /// Whether every case of this rule is a case of the other.
    fn inside(&self, other: &Self) -> bool {
        fn within<T: PartialEq>(one: Option<&Vec<T>>, other: Option<&Vec<T>>) -> bool {
            match (one, other) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(one), Some(other)) => one.iter().all(|item| other.contains(item)),
            }
        }
        self.clock == other.clock
            && within(self.by.as_ref(), other.by.as_ref())
            && within(self.priority.as_ref(), other.priority.as_ref())
            && within(self.unit.as_ref(), other.unit.as_ref())
    }
}

impl fmt::Display for CaseName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (clock, by) = of_slot(self.0);
        f.write_str(clock.as_str())?;
        if let Some(by) = by {
            write!(f, " by {}", by.as_str())?;
        }
        write!(f, ", priority {}", self.1.number())?;
        match self.2 {
            Some(unit) => write!(f, ", unit {unit}"),
            None => f.write_str(", any other unit"),
        }
    }
}
