//! A unit and its provision, chosen as one from a list.

use domain::Desk;
use ordinance::{Reference, UnitCode};

use super::ticket::suggestion::unit_name;

/// A unit with its duties, for a list.
pub(crate) struct UnitDuties {
    /// Symbol and name.
    pub(crate) name: String,
    /// Each as it is sent and as it is read.
    pub(crate) duties: Vec<(String, String)>,
}

impl UnitDuties {
    /// The unit's duties in the order of the ordinance, each with at most so many characters of its text.
    pub(crate) fn of(desk: &Desk, unit: &UnitCode, longest: Option<usize>) -> Self {
        let ordinance = desk.ordinance();
        let own = ordinance
            .duties()
            .filter(|duty| duty.unit.as_ref() == Some(unit) && !duty.introductory);
        let duties = own.map(|duty| {
            let words = ordinance.full_text(&duty.reference).unwrap_or_default();
            let words: String = words.chars().take(longest.unwrap_or(usize::MAX)).collect();
            let shown = format!("{}: {words}", duty.reference.shown());
            (duty.reference.to_string(), shown)
        });
        Self {
            name: format!("{unit} {}", unit_name(desk, unit)),
            duties: duties.collect(),
        }
    }
}

/// The provision that was chosen, and its unit; `None` for text that is no provision of a unit.
pub(crate) fn chosen(desk: &Desk, text: &str) -> Option<(UnitCode, Reference)> {
    let duty: Reference = text.parse().ok()?;
    let unit = desk.ordinance().provision(&duty)?.unit.clone()?;
    Some((unit, duty))
}
