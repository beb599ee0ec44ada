//! Provisions: the scopes of the units, the duties common to all, and the lines of support.

use std::collections::BTreeSet;

use crate::tree::{Paragraph, Passage};
use crate::{ParseError, ParseErrorKind, Provision, Unit, UnitCode};

/// The provisions of every scope (`Do zakresu działania … (IT-02-3) należy:`) and of the common
/// duties (`Wszystkie komórki organizacyjne …`), in the order of the text.
///
/// # Errors
/// A scope without a code, of an unknown unit, or stated twice; a scope without points.
pub(crate) fn provisions(
    paragraphs: &[Paragraph],
    units: &[Unit],
) -> Result<Vec<Provision>, ParseError> {
    let mut provisions = Vec::new();
    let mut seen = BTreeSet::new();
    for passage in paragraphs.iter().flat_map(Paragraph::passages) {
        let at = |kind| ParseError::new(passage.wording.line, kind);
        let text = &passage.wording.text;
        let unit = if text.starts_with("Do zakresu działania") {
            let code = code_in_brackets(text)
                .ok_or_else(|| at(ParseErrorKind::ScopeWithoutUnit(passage.reference)))?;
            if units.iter().all(|unit| unit.code != code) {
                return Err(at(ParseErrorKind::UnknownUnit(code)));
            }
            if !seen.insert(code.clone()) {
                return Err(at(ParseErrorKind::DuplicateScope(code)));
            }
            Some(code)
        } else if text.starts_with("Wszystkie komórki organizacyjne") {
            None
        } else {
            continue;
        };
        if passage.points.is_empty() {
            return Err(at(ParseErrorKind::NoPoints(passage.reference)));
        }
        collect(&passage, unit.as_ref(), &mut provisions);
    }
    Ok(provisions)
}

fn collect(passage: &Passage<'_>, unit: Option<&UnitCode>, provisions: &mut Vec<Provision>) {
    for point in passage.points {
        provisions.push(Provision {
            reference: passage.point(point.number),
            unit: unit.cloned(),
            text: point.wording.text.clone(),
            introductory: !point.letters.is_empty(),
        });
        provisions.extend(point.letters.iter().map(|letter| Provision {
            reference: passage.letter(point.number, letter.letter),
            unit: unit.cloned(),
            text: letter.wording.text.clone(),
            introductory: false,
        }));
    }
}

fn code_in_brackets(text: &str) -> Option<UnitCode> {
    text.split('(')
        .skip(1)
        .filter_map(|after| after.split_once(')'))
        .filter_map(|(inside, _)| inside.trim().parse().ok())
        .last()
}

/// A line of support that a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    First,
    Second,
}

/// The line of support that this duty makes its unit, if any: named in brackets of its own
/// (`(II linia wsparcia)`) or as the duties taken on (`obowiązków I linii wsparcia`). A duty that
/// only speaks of the people of a line, or of passing something on to it, makes it none.
pub(crate) fn line_of_support(text: &str) -> Option<Line> {
    let is = |number: &str| {
        text.contains(&format!("({number} linia wsparcia)"))
            || text.contains(&format!("obowiązków {number} linii wsparcia"))
            || text.contains(&format!("zadań {number} linii wsparcia"))
    };
    if is("I") {
        Some(Line::First)
    } else if is("II") {
        Some(Line::Second)
    } else {
        None
    }
}

/// The one unit that is the first line, as its place in the list of units.
///
/// # Errors
/// No unit, or two.
pub(crate) fn first_line(
    provisions: &[Provision],
    units: &[Unit],
    last_line: usize,
) -> Result<usize, ParseError> {
    let codes: BTreeSet<&UnitCode> = provisions
        .iter()
        .filter(|provision| line_of_support(&provision.text) == Some(Line::First))
        .filter_map(|provision| provision.unit.as_ref())
        .collect();
    let mut found = units
        .iter()
        .enumerate()
        .filter(|(_, unit)| codes.contains(&unit.code));
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Ok(at),
        (None, _) => Err(ParseError::new(last_line, ParseErrorKind::NoFirstLine)),
        (Some((_, one)), Some((_, other))) => {
            let kind = ParseErrorKind::TwoFirstLines(one.code.clone(), other.code.clone());
            Err(ParseError::new(last_line, kind))
        }
    }
}
