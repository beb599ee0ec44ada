//! Duties, units and exclusions by number, as the matcher counts them.

use ordinance::{Ordinance, Reference, UnitCode};

use crate::lexicon::Lexicon;
use crate::{Vocabulary, VocabularyError};

/// A duty and the number of its unit.
#[derive(Debug)]
pub(crate) struct Duty {
    pub(crate) reference: Reference,
    pub(crate) unit: usize,
}

/// An exclusion of the ordinance, by numbers.
#[derive(Debug)]
pub(crate) struct Excluded {
    pub(crate) group: u16,
    pub(crate) unless: u16,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The duties of an ordinance in order, and its units in order of their first duty.
pub(crate) fn duties(ordinance: &Ordinance) -> (Vec<Duty>, Vec<UnitCode>) {
    let mut codes: Vec<UnitCode> = Vec::new();
    let mut duties = Vec::new();
    for (provision, code) in ordinance
        .duties()
        .filter_map(|duty| Some((duty, duty.unit.as_ref()?)))
    {
        let unit = codes
            .iter()
            .position(|known| known == code)
            .unwrap_or_else(|| {
                codes.push(code.clone());
                codes.len() - 1
            });
        duties.push(Duty {
            reference: provision.reference,
            unit,
        });
    }
    (duties, codes)
}

/// The exclusions of a vocabulary; the group `group` is taken out of the unit `from` for the duty `to`.
///
/// # Errors
/// An exclusion of a provision that is no duty.
pub(crate) fn exclusions(
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    duties: &[Duty],
) -> Result<Vec<Excluded>, VocabularyError> {
    let mut excluded = Vec::new();
    for (at, exclusion) in vocabulary.exclusions().iter().enumerate() {
        let entry = format!("exclusion {}", at + 1);
        let from = duties
            .iter()
            .find(|duty| Reference::to_paragraph(duty.reference.paragraph) == exclusion.from)
            .ok_or_else(|| unknown(&entry, exclusion.from))?;
        let to = duties
            .iter()
            .position(|duty| duty.reference == exclusion.to)
            .ok_or_else(|| unknown(&entry, exclusion.to))?;
        if let (Some(group), Some(unless)) = (
            lexicon.group(&exclusion.group),
            lexicon.group(&exclusion.unless),
        ) {
            excluded.push(Excluded {
                group,
                unless,
                from: from.unit,
                to,
            });
        }
    }
    Ok(excluded)
}

/// The refusal of a provision that is no duty.
pub(crate) fn unknown(entry: &str, reference: Reference) -> VocabularyError {
    VocabularyError::entry(entry, format!("the ordinance has no duty {reference}"))
}
