//! Units and who reports to whom, read from the lists that say so.

use std::collections::BTreeMap;

use crate::post::from_roman;
use crate::tree::{Paragraph, Passage, Point};
use crate::{ParseError, ParseErrorKind, Post, PostError, Reference, Unit, UnitCode};

/// The units in the order of the list (§ 1 ust. 3 of ordinance 1756/2022), each with its superior
/// from the lists of reports (§ 1 ust. 4–7).
///
/// # Errors
/// No list, a point without a code, a unit listed twice, reporting to nobody or to two, or
/// reporting without being listed; a deputy with units whom the Director's list does not have.
pub(crate) fn units(paragraphs: &[Paragraph]) -> Result<Vec<Unit>, ParseError> {
    let passages: Vec<Passage<'_>> = paragraphs.iter().flat_map(Paragraph::passages).collect();
    let list = passages
        .iter()
        .find(|passage| lists_units(passage))
        .ok_or(ParseError::new(1, ParseErrorKind::NoUnits))?;
    let superiors = superiors(&passages)?;
    let mut units: Vec<Unit> = Vec::new();
    for point in list.points {
        let at = |kind| ParseError::new(point.wording.line, kind);
        let (code, name) = coded(point, list.point(point.number))?;
        if name.is_empty() {
            return Err(at(ParseErrorKind::NoUnitName(code)));
        }
        if units.iter().any(|unit| unit.code == code) {
            return Err(at(ParseErrorKind::DuplicateUnit(code)));
        }
        let Some((superior, _)) = superiors.get(&code) else {
            return Err(at(ParseErrorKind::NoSuperior(code)));
        };
        units.push(Unit {
            code,
            name: name.to_owned(),
            superior: *superior,
        });
    }
    for (code, (_, line)) in superiors {
        if units.iter().all(|unit| unit.code != code) {
            return Err(ParseError::new(line, ParseErrorKind::UnknownUnit(code)));
        }
    }
    Ok(units)
}

/// Former names of the centre, so that older texts are understood: `Ilekroć … jest mowa o
/// Wydziale Informatyki Urzędu Miasta Krakowa, należy przez to rozumieć …` gives
/// `Wydział Informatyki`.
pub(crate) fn aliases(paragraphs: &[Paragraph]) -> Vec<String> {
    paragraphs
        .iter()
        .flat_map(Paragraph::passages)
        .filter_map(|passage| {
            let (_, after) = passage.wording.text.split_once("jest mowa o ")?;
            let (name, _) = after.split_once(", należy przez to rozumieć")?;
            let name = name.split(" Urzędu Miasta").next().unwrap_or(name);
            let (kind, rest) = name.split_once(' ').unwrap_or((name, ""));
            Some(format!("{} {rest}", nominative(kind)).trim_end().to_owned())
        })
        .collect()
}

/// The kinds of office units, from the case after "mowa o" to the one in a name.
fn nominative(kind: &str) -> &str {
    match kind {
        "Wydziale" => "Wydział",
        "Biurze" => "Biuro",
        "Centrum" => "Centrum",
        "Referacie" => "Referat",
        "Departamencie" => "Departament",
        "Zespole" => "Zespół",
        other => other,
    }
}

fn lists_units(passage: &Passage<'_>) -> bool {
    let text = &passage.wording.text;
    !passage.points.is_empty() && text.contains("wchodzą") && text.contains("komórki organizacyjne")
}

fn lists_reports(passage: &Passage<'_>) -> bool {
    !passage.points.is_empty()
        && ["podlega bezpośrednio", "podlegają bezpośrednio"]
            .iter()
            .any(|words| passage.wording.text.contains(words))
}

/// Each unit that some list of reports has, with its superior and the line.
fn superiors(passages: &[Passage<'_>]) -> Result<BTreeMap<UnitCode, (Post, usize)>, ParseError> {
    let mut superiors = BTreeMap::new();
    let mut deputies = Vec::new();
    let mut heads = Vec::new();
    for passage in passages.iter().filter(|passage| lists_reports(passage)) {
        let line = passage.wording.line;
        let superior = superior_named(&passage.wording.text)
            .map_err(|source| no_superior(passage.reference, line, source))?;
        heads.push((superior, line));
        for point in passage.points {
            if superior == Post::Director
                && let Ok(deputy) = point.wording.text.parse::<Post>()
            {
                deputies.push(deputy);
                continue;
            }
            let (code, _) = coded(point, passage.point(point.number))?;
            let line = point.wording.line;
            if superiors.insert(code.clone(), (superior, line)).is_some() {
                return Err(ParseError::new(line, ParseErrorKind::TwoSuperiors(code)));
            }
        }
    }
    for (head, line) in heads {
        if head != Post::Director && !deputies.contains(&head) {
            return Err(ParseError::new(line, ParseErrorKind::UnplacedDeputy(head)));
        }
    }
    Ok(superiors)
}

fn no_superior(reference: Reference, line: usize, source: PostError) -> ParseError {
    ParseError::new(line, ParseErrorKind::NoSuperiorNamed { reference, source })
}

/// `Dyrektorowi Centrum podlega …` or `II Zastępcy Dyrektora Centrum podlega …`.
fn superior_named(text: &str) -> Result<Post, PostError> {
    let words: Vec<&str> = text.split(' ').take(3).collect();
    match words[..] {
        ["Dyrektorowi", ..] => Some(Post::Director),
        [number, "Zastępcy", "Dyrektora"] => from_roman(number).map(Post::Deputy),
        _ => None,
    }
    .ok_or_else(|| PostError::new(&words.join(" ")))
}

/// The code at the end of a point of a list, and the name before it.
fn coded(point: &Point, reference: Reference) -> Result<(UnitCode, &str), ParseError> {
    let text = point.wording.text.as_str();
    let (name, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let code = last.trim_start_matches('(').trim_end_matches(')');
    let code = code.parse().map_err(|source| {
        ParseError::new(
            point.wording.line,
            ParseErrorKind::NoUnitCode { reference, source },
        )
    })?;
    Ok((code, name))
}
