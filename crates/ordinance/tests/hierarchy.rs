//! Units, superiors and lines of support of ordinance 1756/2022, and what it says of itself.

#![expect(clippy::unwrap_used, reason = "a failed helper fails its test")]

use jiff::civil::date;
use ordinance::{Ordinance, Post, UnitCode};

fn code(text: &str) -> UnitCode {
    text.parse().unwrap()
}

#[test]
fn fourteen_units_have_names_and_superiors() {
    let units: Vec<(String, &str, String)> = Ordinance::built_in()
        .units()
        .iter()
        .map(|unit| {
            (
                unit.code.to_string(),
                unit.name.as_str(),
                unit.superior.to_string(),
            )
        })
        .collect();
    let wanted = [
        (
            "IT-01-1",
            "Referat ds. zarządzania projektami IT",
            "Dyrektor",
        ),
        ("IT-01-2", "Referat Architekta Systemu", "Dyrektor"),
        ("IT-01-4", "Stanowiska ds. projektów Smart City", "Dyrektor"),
        ("IT-01-5", "Referat ds. rozwiązań własnych", "Dyrektor"),
        (
            "IT-02-2",
            "Referat ds. cyberbezpieczeństwa Systemu Informatycznego UMK",
            "I Zastępca Dyrektora",
        ),
        (
            "IT-02-3",
            "Referat ds. zarządzania awarią i zgłoszeniami",
            "I Zastępca Dyrektora",
        ),
        (
            "IT-02-4",
            "Referat ds. zarządzania aplikacjami",
            "I Zastępca Dyrektora",
        ),
        (
            "IT-02-5",
            "Referat ds. standardów i zarządzania wiedzą IT",
            "I Zastępca Dyrektora",
        ),
        (
            "IT-03-1",
            "Referat ds. finansów i kontrolingu",
            "II Zastępca Dyrektora",
        ),
        (
            "IT-03-2",
            "Referat ds. umów i zamówień publicznych",
            "II Zastępca Dyrektora",
        ),
        (
            "IT-03-4",
            "Referat ds. organizacyjno - prawnych",
            "II Zastępca Dyrektora",
        ),
        (
            "IT-04-1",
            "Referat ds. zarządzania infrastrukturą teleinformatyczną",
            "III Zastępca Dyrektora",
        ),
        (
            "IT-04-2",
            "Referat ds. wsparcia użytkowników",
            "III Zastępca Dyrektora",
        ),
        (
            "IT-04-3",
            "Referat ds. analiz i utrzymania zasobów stanowiskowych",
            "III Zastępca Dyrektora",
        ),
    ]
    .map(|(code, name, superior)| (code.to_owned(), name, superior.to_owned()));
    assert_eq!(units, wanted);
}

#[test]
fn the_lines_of_support_are_those_whose_duty_says_so() {
    let ordinance = Ordinance::built_in();
    assert_eq!(ordinance.first_line().code, code("IT-02-3"));
    // Not IT-02-3, which passes tickets on to the second line (§ 8 pkt 2 lit. b), and not
    // IT-04-2, which lends its people a hand (§ 15 pkt 8).
    let second: Vec<&str> = ordinance
        .second_line()
        .iter()
        .map(|unit| unit.code.as_str())
        .collect();
    assert_eq!(second, ["IT-02-4", "IT-04-1"]);
}

#[test]
fn the_chain_runs_from_the_deputy_to_the_director() {
    let ordinance = Ordinance::built_in();
    assert_eq!(
        ordinance.chain(&code("IT-04-1")),
        [Post::Deputy(3), Post::Director]
    );
    assert_eq!(
        ordinance.chain(&code("IT-02-3")),
        [Post::Deputy(1), Post::Director]
    );
    assert_eq!(ordinance.chain(&code("IT-01-5")), [Post::Director]);
    assert_eq!(ordinance.chain(&code("IT-02-1")), []);
}

#[test]
fn two_units_are_judged_by_their_lowest_common_superior() {
    let ordinance = Ordinance::built_in();
    let common = |one, other| ordinance.lowest_common_superior(&code(one), &code(other));
    assert_eq!(common("IT-02-3", "IT-02-4"), Some(Post::Deputy(1)));
    assert_eq!(common("IT-02-3", "IT-04-1"), Some(Post::Director));
    assert_eq!(common("IT-04-1", "IT-02-3"), Some(Post::Director));
    assert_eq!(common("IT-03-1", "IT-03-4"), Some(Post::Deputy(2)));
    assert_eq!(common("IT-01-1", "IT-01-2"), Some(Post::Director));
    assert_eq!(common("IT-01-1", "IT-04-2"), Some(Post::Director));
    assert_eq!(common("IT-02-3", "IT-02-3"), Some(Post::Deputy(1)));
    assert_eq!(common("IT-02-3", "IT-02-1"), None);
}

#[test]
fn symbols_may_have_gaps() {
    let ordinance = Ordinance::built_in();
    for absent in ["IT-01-3", "IT-02-1", "IT-03-3"] {
        assert_eq!(ordinance.unit(&code(absent)), None, "{absent}");
    }
    assert_eq!(
        ordinance.unit(&code("IT-02-4")).unwrap().name,
        "Referat ds. zarządzania aplikacjami"
    );
}

#[test]
fn the_ordinance_says_what_it_is_and_what_it_replaces() {
    let ordinance = Ordinance::built_in();
    assert_eq!(ordinance.number(), "1756/2022");
    assert_eq!(ordinance.date(), date(2022, 6, 23));
    assert_eq!(
        ordinance.title(),
        "w sprawie podziału na wewnętrzne komórki organizacyjne oraz zakresu działania Centrum \
         Obsługi Informatycznej"
    );
    let repeal = ordinance.repeals().unwrap();
    assert_eq!(
        (repeal.number.as_str(), repeal.date),
        ("2667/2021", date(2021, 9, 23))
    );
    assert_eq!(ordinance.in_force_from(), Some(date(2022, 6, 23)));
    assert_eq!(ordinance.aliases(), ["Wydział Informatyki"]);
}

#[test]
fn the_version_follows_the_words_and_not_the_line_ends() {
    let source = include_str!("../../../config/ordinance/1756-2022.txt");
    let version = Ordinance::built_in().version();
    assert_eq!(version, "1756/2022@f206dc54793e");
    let windows = Ordinance::parse(&source.replace('\n', "\r\n")).unwrap();
    assert_eq!(windows.version(), version);
    assert_eq!(windows.provisions(), Ordinance::built_in().provisions());
    let edited = Ordinance::parse(&source.replace("w tym VPN", "w tym WLAN")).unwrap();
    assert_ne!(edited.version(), version);
}
