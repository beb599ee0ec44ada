//! Whatever is done to a text, it is accepted or refused with a line that exists; never a panic.

use ordinance::{Ordinance, Reference, UnitCode};
use proptest::prelude::*;

const SOURCE: &str = include_str!("../../../config/ordinance/1756-2022.txt");

/// One thing a person, a converter or an attacker may do to the lines of a text.
#[derive(Debug, Clone)]
enum Edit {
    Remove(usize),
    Repeat(usize),
    Swap(usize, usize),
    Join(usize),
    Cut(usize, usize),
    Insert(usize, String),
    Blank(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let line = 0..600_usize;
    let words = prop_oneof![
        "(§ ?[0-9]{1,5}\\. ?)?([0-9]{1,5}[.)] ?)?([a-z]\\) ?)?\\PC{0,40}",
        "\\PC{0,40}",
        ".{0,40}",
        Just("Do zakresu działania (IT-02-3) należy:".to_owned()),
        Just("Traci moc zarządzenie nr 1/2000 z dnia 30 lutego 2000".to_owned()),
        Just("IX Zastępcy Dyrektora Centrum podlega bezpośrednio:".to_owned()),
    ];
    prop_oneof![
        line.clone().prop_map(Edit::Remove),
        line.clone().prop_map(Edit::Repeat),
        (line.clone(), line.clone()).prop_map(|(one, other)| Edit::Swap(one, other)),
        line.clone().prop_map(Edit::Join),
        (line.clone(), 0..90_usize).prop_map(|(line, at)| Edit::Cut(line, at)),
        (line.clone(), words).prop_map(|(line, words)| Edit::Insert(line, words)),
        line.prop_map(Edit::Blank),
    ]
}

fn apply(lines: &mut Vec<String>, edit: &Edit) {
    let last = lines.len().saturating_sub(1);
    match edit {
        _ if lines.is_empty() => {}
        Edit::Remove(at) => {
            lines.remove(*at.min(&last));
        }
        Edit::Repeat(at) => lines.insert(*at.min(&last), lines[*at.min(&last)].clone()),
        Edit::Swap(one, other) => lines.swap(*one.min(&last), *other.min(&last)),
        Edit::Join(at) => {
            let line = lines.remove(*at.min(&last));
            if let Some(before) = lines.get_mut(at.saturating_sub(1)) {
                before.push_str(&line);
            }
        }
        Edit::Cut(line, at) => {
            let line = &mut lines[*line.min(&last)];
            *line = line.chars().take(*at).collect();
        }
        Edit::Insert(at, words) => lines.insert(*at.min(&last), words.clone()),
        Edit::Blank(at) => lines.insert(*at.min(&last), String::new()),
    }
}

/// Holds for every text: an error has a line of the text and a reason; an accepted text keeps its
/// promises.
fn judged(bytes: &[u8]) -> Result<(), TestCaseError> {
    let lines = bytes.split(|byte| *byte == b'\n').count();
    let ordinance = match Ordinance::parse_bytes(bytes) {
        Err(error) => {
            prop_assert!((1..=lines).contains(&error.line), "{error}");
            prop_assert!(error.kind.to_string().len() > 10, "{error}");
            return Ok(());
        }
        Ok(ordinance) => ordinance,
    };
    prop_assert!(ordinance.units().contains(ordinance.first_line()));
    prop_assert!(
        ordinance
            .provisions()
            .is_sorted_by(|one, next| one.reference < next.reference)
    );
    for provision in ordinance.provisions() {
        let written = provision.reference.to_string();
        prop_assert_eq!(written.parse::<Reference>(), Ok(provision.reference));
        prop_assert_eq!(ordinance.provision(&provision.reference), Some(provision));
        prop_assert!(ordinance.full_text(&provision.reference).is_some());
    }
    for unit in ordinance.units() {
        prop_assert!(
            ordinance
                .lowest_common_superior(&unit.code, &unit.code)
                .is_some()
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_text_is_judged(edits in prop::collection::vec(edit(), 1..8)) {
        let mut lines: Vec<String> = SOURCE.lines().map(str::to_owned).collect();
        for edit in &edits {
            apply(&mut lines, edit);
        }
        judged(lines.join("\n").as_bytes())?;
    }

    #[test]
    fn a_text_with_other_bytes_in_it_is_judged(
        changes in prop::collection::vec((0..SOURCE.len(), any::<u8>()), 1..6),
        from in 0..400_usize,
        length in 0..SOURCE.len(),
    ) {
        let mut bytes = SOURCE.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        judged(&bytes)?;
        let end = (from + length).min(bytes.len());
        judged(&bytes[from..end])?;
    }

    #[test]
    fn blank_lines_and_longer_spaces_change_nothing(places in prop::collection::vec(14..SOURCE.lines().count() - 5, 1..20)) {
        let mut lines: Vec<String> = SOURCE.lines().map(str::to_owned).collect();
        for place in places {
            lines[place] = lines[place].replace(' ', " \u{a0} ");
            lines.insert(place, "\u{c} «  ".to_owned());
        }
        let ordinance = Ordinance::parse(&lines.join("\r\n")).unwrap();
        prop_assert_eq!(ordinance.provisions(), Ordinance::built_in().provisions());
        prop_assert_eq!(ordinance.units(), Ordinance::built_in().units());
    }

    #[test]
    fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        judged(&bytes)?;
    }

    #[test]
    fn any_text_is_judged_and_is_a_reference_or_code_only_if_it_writes_back(text in "\\PC{0,60}|§ ?[0-9]{1,3}( ust\\. [0-9]{1,2})?( pkt [0-9]{1,2}( lit\\. [a-z])?)?|[A-Z]{2}-[0-9]{2}-[0-9]{1,3}") {
        judged(text.as_bytes())?;
        if let Ok(reference) = text.parse::<Reference>() {
            prop_assert_eq!(reference.to_string().parse(), Ok(reference));
            prop_assert_eq!(reference.shown().parse(), Ok(reference));
        }
        if let Ok(code) = text.parse::<UnitCode>() {
            prop_assert_eq!(code.to_string(), text);
        }
    }
}
