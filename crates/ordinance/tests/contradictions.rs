//! Texts that read well line by line but do not hold together: who reports to whom, whose scope
//! is whose, what the ordinance is.

#![expect(clippy::unwrap_used, reason = "a failed helper fails its test")]

use ordinance::Ordinance;

const SOURCE: &str = include_str!("../../../config/ordinance/1756-2022.txt");

/// Changes the source in each place once and says how it is refused.
fn refusal(edits: &[(&str, &str)]) -> String {
    let mut text = SOURCE.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "no `{from}` in the source");
        text = text.replacen(from, to, 1);
    }
    Ordinance::parse(&text).unwrap_err().to_string()
}

#[test]
fn a_unit_must_report_to_somebody() {
    assert_eq!(
        refusal(&[("7) Referat  ds. rozwiązań własnych     IT-01-5. ", "")]),
        "line 27: unit IT-01-5 reports to nobody"
    );
    assert_eq!(
        refusal(&[(
            "7. III Zastępcy Dyrektora Centrum podlega bezpośrednio:",
            "7. III Zastępca Dyrektora Centrum ma pod sobą:"
        )]),
        "line 35: unit IT-04-1 reports to nobody"
    );
}

#[test]
fn a_unit_reports_to_one_post_and_must_be_in_the_list_of_units() {
    assert_eq!(
        refusal(&[(
            "3) Referat ds. organizacyjno - prawnych                    IT-03-4. ",
            "3) Referat ds. wsparcia IT-04-2."
        )]),
        "line 63: unit IT-04-2 is said to report to somebody twice"
    );
    assert_eq!(
        refusal(&[(
            "14) Referat ds. analiz i utrzymania zasobów stanowiskowych    IT-04-3.",
            ""
        ),]),
        "line 64: unit IT-04-3 is not in the list of units"
    );
    assert_eq!(
        refusal(&[("IT-01-2; \n3) Stan", "IT-01-1; \n3) Stan")]),
        "line 25: unit IT-01-1 is listed twice"
    );
}

#[test]
fn every_point_of_the_lists_ends_in_a_code() {
    assert_eq!(
        refusal(&[("    IT-01-4; \n4)", ";\n4)")]),
        "line 26: §1 ust. 3 pkt 3 must end in a unit code: `City` is not a unit code (expected the form IT-04-1)"
    );
    assert_eq!(
        refusal(&[("Referat Architekta Systemu     IT-01-2", "IT-01-2")]),
        "line 25: unit IT-01-2 has no name"
    );
}

#[test]
fn superiors_must_be_posts_that_lead_to_the_director() {
    assert_eq!(
        refusal(&[("6. II Zastępcy Dyrektora", "6. Kierownikowi Działu")]),
        "line 54: §1 ust. 6 lists who reports to whom, but names no known superior: \
         `Kierownikowi Działu Centrum` is not a post (expected `Dyrektor` or `I Zastępca Dyrektora`)"
    );
    assert_eq!(
        refusal(&[("6. II Zastępcy", "6. IV Zastępcy")]),
        "line 54: IV Zastępca Dyrektora has units but is not listed under the Director"
    );
}

#[test]
fn scopes_belong_to_listed_units_one_each() {
    assert_eq!(
        refusal(&[(
            "aplikacjami (IT-02-4) należy",
            "aplikacjami (IT-02-9) należy"
        )]),
        "line 172: unit IT-02-9 is not in the list of units"
    );
    assert_eq!(
        refusal(&[(
            "aplikacjami (IT-02-4) należy",
            "aplikacjami (IT-02-3) należy"
        )]),
        "line 172: the scope of unit IT-02-3 is stated twice"
    );
    assert_eq!(
        refusal(&[("aplikacjami (IT-02-4) należy", "aplikacjami należy")]),
        "line 172: §9 states a scope of work but has no unit code in brackets"
    );
}

#[test]
fn there_is_exactly_one_first_line() {
    assert!(
        refusal(&[("obowiązków I linii", "obowiązków linii")])
            .ends_with("no unit has the duties of the first line (`obowiązków I linii wsparcia`)")
    );
    assert!(
        refusal(&[("UMK (II linia", "UMK (I linia")])
            .ends_with("both IT-02-3 and IT-02-4 have the duties of the first line")
    );
}

#[test]
fn the_preamble_gives_number_day_and_title() {
    assert_eq!(
        refusal(&[("Nr 1756/2022", "Nr 1756")]),
        "line 15: no number of the ordinance (`ZARZĄDZENIE Nr 1756/2022`) before the first paragraph"
    );
    // The day of the act it is based on, or a day that does not exist, is no date.
    for wrong in ["", "z dnia 31 czerwca 2022 r.", "z dnia 23.06.2022 r."] {
        assert_eq!(
            refusal(&[("z dnia 23 czerwca 2022 r.", wrong)]),
            "line 15: no date of the ordinance (`z dnia 23 czerwca 2022 r.`) before the first paragraph"
        );
    }
    assert_eq!(
        refusal(&[("w sprawie podziału", "o podziale")]),
        "line 15: no title of the ordinance (`w sprawie …`) before the first paragraph"
    );
}

#[test]
fn a_repeal_names_the_ordinance_and_its_day() {
    assert_eq!(
        refusal(&[("nr 2667/2021 Prezydenta", "Prezydenta")]),
        "line 542: §20 repeals something, but no ordinance with number and date can be read there"
    );
    let text = SOURCE.replace("§ 20. Traci moc", "§ 20. Pozostaje w mocy");
    assert_eq!(Ordinance::parse(&text).unwrap().repeals(), None);
}

#[test]
fn there_must_be_a_list_of_units() {
    assert_eq!(
        refusal(&[("wchodzą następujące", "nie należą")]),
        "line 1: no list of units (`w skład … wchodzą … komórki organizacyjne`)"
    );
}
