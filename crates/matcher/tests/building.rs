//! A matcher from other data: what does not fit is refused by name.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use matcher::{Matcher, Vocabulary, evaluate};
use ordinance::Ordinance;

fn refusal(toml: &str) -> String {
    Matcher::new(Ordinance::built_in(), &Vocabulary::parse(toml).unwrap())
        .unwrap_err()
        .to_string()
}

#[test]
fn terms_of_an_unknown_provision_are_refused() {
    let toml = "version = \"1\"\n[[duty]]\nref = \"§99 pkt 1\"\nterms = [\"VPN\"]";
    assert_eq!(
        refusal(toml),
        "vocabulary: §99 pkt 1: the ordinance has no duty §99 pkt 1"
    );
}

#[test]
fn common_duties_take_no_terms() {
    let toml = "version = \"1\"\n[[duty]]\nref = \"§18 pkt 1\"\nterms = [\"VPN\"]";
    assert!(refusal(toml).ends_with("the ordinance has no duty §18 pkt 1"));
}

#[test]
fn an_exclusion_of_an_unknown_provision_is_refused() {
    let toml = "version = \"1\"\n[groups]\na = [\"x1\"]\nb = [\"y1\"]\n[[exclusion]]\ngroup = \"a\"\nunless = \"b\"\nfrom = \"§99\"\nto = \"§9 pkt 3\"";
    assert_eq!(
        refusal(toml),
        "vocabulary: exclusion 1: the ordinance has no duty §99"
    );
}

#[test]
fn the_ordinance_alone_still_ranks() {
    let matcher = Matcher::new(
        Ordinance::built_in(),
        &Vocabulary::parse("version = \"0\"").unwrap(),
    )
    .unwrap();
    let suggestion = matcher.suggest("", "potrzebna baza danych i kopie zapasowe");
    assert_eq!(suggestion.units[0].unit.as_str(), "IT-04-1");
    assert!(suggestion.vocabulary.starts_with("0@"));
}

#[test]
fn every_duty_that_stands_by_itself_has_terms() {
    let vocabulary = Vocabulary::built_in();
    let bare: Vec<String> = Ordinance::built_in()
        .duties()
        .filter(|duty| !duty.introductory)
        .filter(|duty| {
            vocabulary
                .duties()
                .iter()
                .all(|entry| entry.reference != duty.reference || entry.terms.len() < 6)
        })
        .map(|duty| duty.reference.to_string())
        .collect();
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn an_evaluation_counts_right_and_wrong() {
    let lines = concat!(
        r#"{"id":1,"subject":"VPN nie łączy z domu","body":"FortiClient stoi","unit":"IT-04-1","duty":"§14 pkt 1 lit. l","style":"plain+short","kind":"incident"}"#,
        "\n",
        r#"{"id":2,"subject":"Excel się zawiesza","body":"","unit":"IT-02-4","duty":"§9 pkt 2 lit. b","also":["IT-04-2"],"style":"plain"}"#,
        "\n",
    );
    let report = evaluate(&Matcher::built_in(), lines.as_bytes()).unwrap();
    assert_eq!(report.tickets, 2);
    assert!(
        (report.unit_accuracy - 0.5).abs() < 1e-9
            && (report.unit_accuracy_lenient - 1.0).abs() < 1e-9
    );
    assert!((report.duty_accuracy - 0.5).abs() < 1e-9 && report.duty_mrr >= 0.5);
    assert!((report.macro_recall - 0.5).abs() < 1e-9);
    assert!(report.latency.p50_ms > 0.0 && report.latency.p99_ms >= report.latency.p50_ms);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["confusion"]["IT-02-4"]["IT-04-2"], 1);
    assert!(
        report
            .to_string()
            .lines()
            .any(|line| line.starts_with("unit acc@1, lenient") && line.ends_with("100.0 %")),
        "{report}"
    );
}

#[test]
fn a_file_without_labelled_tickets_is_refused() {
    let error = evaluate(&Matcher::built_in(), &b"\n"[..])
        .unwrap_err()
        .to_string();
    assert_eq!(error, "line 1: no labelled ticket in the file");
    let error = evaluate(
        &Matcher::built_in(),
        &br#"{"id":1,"unit":"IT-4","duty":"x"}"#[..],
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.starts_with("line 1: `IT-4` is not a unit code"),
        "{error}"
    );
}
