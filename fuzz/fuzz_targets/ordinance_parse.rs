//! Any bytes are an ordinance or a clear error. What is accepted keeps its promises: references
//! write back, provisions are found again, and the tree written out reads as the same tree.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ordinance::{Ordinance, Reference, report};

fuzz_target!(|bytes: &[u8]| {
    let ordinance = match Ordinance::parse_bytes(bytes) {
        Ok(ordinance) => ordinance,
        Err(error) => {
            let lines = bytes.split(|byte| *byte == b'\n').count();
            assert!((1..=lines).contains(&error.line), "{error}");
            assert!(!error.kind.to_string().is_empty());
            return;
        }
    };
    assert!(ordinance.units().contains(ordinance.first_line()));
    for provision in ordinance.provisions() {
        let written = provision.reference.to_string();
        assert_eq!(written.parse::<Reference>().ok(), Some(provision.reference));
        assert_eq!(ordinance.provision(&provision.reference), Some(provision));
        assert!(ordinance.full_text(&provision.reference).is_some());
    }
    report::show_text(&ordinance);
    report::show_json(&ordinance);

    let body: String = ordinance
        .paragraphs()
        .iter()
        .map(ToString::to_string)
        .collect();
    let (number, title) = (ordinance.number(), ordinance.title());
    let head = format!("ZARZĄDZENIE Nr {number}\nz dnia 1 maja 2000 r.\n{title}\nNa podstawie\n");
    let again =
        Ordinance::parse(&format!("{head}{body}")).expect("what was written out reads back");
    assert_eq!(again.provisions(), ordinance.provisions());
    assert_eq!(again.units(), ordinance.units());
});
