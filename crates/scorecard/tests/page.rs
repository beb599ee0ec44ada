//! The page as markup: whole, harmless, in Polish, the same every time.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use matcher::{Comparison, Evaluation, LabelledTickets, Matcher, Report, Vocabulary};
use ordinance::Ordinance;
use texts::Texts;

static SHIPPED: LazyLock<Matcher> = LazyLock::new(Matcher::built_in);

const HOSTILE: &str = "</style><script>alert(1)</script>";

fn tickets() -> String {
    [
        (HOSTILE, "Toner <img src=x> w drukarce \"na\" korytarzu", "IT-03-4", "§13 pkt 1"),
        ("2", "FortiClient nie łączy z VPN", "IT-04-1", "§14 pkt 1 lit. l"),
        ("3", "Excel nie otwiera pliku", "IT-04-2", "§15 pkt 1 lit. b"),
        ("4", "", "IT-04-3", "§16 pkt 3"),
    ]
    .map(|(id, subject, unit, duty)| {
        serde_json::json!({"id": id, "subject": subject, "unit": unit, "duty": duty, "kind": "incident", "style": "short+<b>"}).to_string()
    })
    .join("\n")
}

fn report() -> Report {
    let measure = |matcher: &Matcher| {
        let mut evaluation = Evaluation::new().with_other_writings(1);
        evaluation.add(matcher, tickets().as_bytes()).unwrap();
        evaluation
    };
    let other = Matcher::new(Ordinance::built_in(), &Vocabulary::built_in()).unwrap();
    let evaluation = measure(&SHIPPED);
    let mut report = evaluation.report();
    let mut labelled = LabelledTickets::new();
    labelled.add(tickets().as_bytes()).unwrap();
    report.learning_curve = Some(labelled.learning_curve(&SHIPPED, 2, 1));
    report.comparison = Some(Comparison::of(&measure(&other), &evaluation, 1).unwrap());
    report
}

fn page(report: &Report) -> String {
    scorecard::page(report, Ordinance::built_in(), Texts::pl()).unwrap()
}

#[test]
fn what_tickets_say_stays_text() {
    let page = page(&report());
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(page.contains("&lt;b&gt;") || page.contains("&#60;b&#62;"));
    for forbidden in [
        " style=",
        "javascript:",
        "http://",
        "https://",
        " on",
        "NaN",
        "⟦",
    ] {
        let body = page.split_once("</style>").unwrap().1;
        let attribute = forbidden == " on";
        assert!(attribute || !body.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_part_is_there_and_every_chart_has_its_table() {
    let report = report();
    let page = page(&report);
    for part in [
        "wynik",
        "porownanie",
        "komorki",
        "pewnosc",
        "rodzaje",
        "nauka",
        "przepisy",
        "pomylki",
        "metoda",
    ] {
        assert!(page.contains(&format!("id=\"{part}\"")), "{part}");
        assert!(page.contains(&format!("href=\"#{part}\"")), "{part}");
    }
    let charts = page.matches("<figure class=\"chart\"").count();
    // No provision has three tickets here, so that the chart of the weakest is left out.
    assert_eq!(charts, 9);
    assert_eq!(page.matches("class=\"chart__table\"").count(), charts);
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let different: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len(), "every id is there once");
    let vpn: ordinance::Reference = "§14 pkt 1 lit. l".parse().unwrap();
    assert!(page.contains(&vpn.shown()));
}

#[test]
fn the_style_sheet_is_allowed_by_its_hash() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let page = page(&report());
    let style = page
        .split_once("<style>")
        .unwrap()
        .1
        .split_once("</style>")
        .unwrap()
        .0;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style));
    let policy = page
        .split_once("Security-Policy\" content=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0;
    let policy = policy
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&#43;", "+");
    assert_eq!(
        policy,
        format!("default-src 'none'; style-src 'sha256-{hash}'")
    );
}

#[test]
fn parts_that_were_not_asked_for_are_left_out() {
    let mut report = report();
    report.comparison = None;
    report.learning_curve = None;
    report.robustness = Vec::new();
    report.slices = Vec::new();
    let page = page(&report);
    assert!(
        !page.contains("porownanie")
            && !page.contains("wykres-robustness")
            && !page.contains("nauka")
    );
    assert!(page.contains("nie mają opisanego rodzaju"));
}

#[test]
fn the_same_report_gives_the_same_page() {
    let report = report();
    assert_eq!(page(&report), page(&report));
}
