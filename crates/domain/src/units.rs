//! Which units there are and which of them are the lines of support: read from the ordinance.

use std::sync::Arc;

use ordinance::{Ordinance, Reference, UnitCode};

use crate::Refusal;

/// The desk's view of the ordinance in force: what acts need to know about units and provisions.
#[derive(Clone, Debug)]
pub struct Desk {
    ordinance: Arc<Ordinance>,
    first_line: UnitCode,
    second_line: Vec<UnitCode>,
}

/// A unit that the ordinance names as the second line of support; escalation goes nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLineUnit(UnitCode);

impl SecondLineUnit {
    /// The unit.
    pub fn code(&self) -> &UnitCode {
        &self.0
    }
}

impl Desk {
    /// The desk under this ordinance.
    pub fn new(ordinance: Arc<Ordinance>) -> Self {
        let first_line = ordinance.first_line().code.clone();
        let second_line = ordinance
            .second_line()
            .into_iter()
            .map(|unit| unit.code.clone())
            .collect();
        Self {
            ordinance,
            first_line,
            second_line,
        }
    }

    /// The ordinance in force.
    pub fn ordinance(&self) -> &Ordinance {
        &self.ordinance
    }

    /// The unit of the first line.
    pub fn first_line(&self) -> &UnitCode {
        &self.first_line
    }

    /// The units of the second line.
    pub fn second_line(&self) -> &[UnitCode] {
        &self.second_line
    }

    /// Whether `unit` belongs to the second line.
    pub fn is_second_line(&self, unit: &UnitCode) -> bool {
        self.second_line.contains(unit)
    }

    /// `unit` as a goal of escalation.
    ///
    /// # Errors
    /// [`Refusal::UnknownUnit`], or [`Refusal::NotSecondLine`] for a unit that the ordinance does not
    /// name as the second line.
    pub fn second_line_unit(&self, unit: &UnitCode) -> Result<SecondLineUnit, Refusal> {
        self.known(unit)?;
        if self.is_second_line(unit) {
            Ok(SecondLineUnit(unit.clone()))
        } else {
            Err(Refusal::NotSecondLine { unit: unit.clone() })
        }
    }

    /// # Errors
    /// [`Refusal::UnknownUnit`] when the ordinance has no such unit.
    pub fn known(&self, unit: &UnitCode) -> Result<(), Refusal> {
        if self.ordinance.unit(unit).is_some() {
            Ok(())
        } else {
            Err(Refusal::UnknownUnit { unit: unit.clone() })
        }
    }

    /// # Errors
    /// [`Refusal::UnknownDuty`] when the ordinance has no such provision, [`Refusal::ForeignDuty`]
    /// when it is another unit's.
    pub fn duty_of(&self, unit: &UnitCode, duty: Reference) -> Result<(), Refusal> {
        let provision = self
            .ordinance
            .provision(&duty)
            .ok_or(Refusal::UnknownDuty { duty })?;
        if provision.unit.as_ref() == Some(unit) {
            Ok(())
        } else {
            Err(Refusal::ForeignDuty {
                duty,
                unit: unit.clone(),
            })
        }
    }
}
