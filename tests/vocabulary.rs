//! The review of the words and example requests the ranking learns from.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use std::path::Path;

use common::{refused, run, stdout};
use serde_json::{Value, json};

const VOCABULARY: &str = "version = \"1\"\nstop = [\"proszę\"]\n[[duty]]\nref = \"§14 pkt 1 lit. l\"\nterms = [\"VPN\"]\n";

/// A folder with a vocabulary and one file of examples.
fn data(vocabulary: &str, examples: &[Value]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("vocabulary.toml"), vocabulary).unwrap();
    let lines: Vec<String> = examples.iter().map(Value::to_string).collect();
    std::fs::write(dir.path().join("14.jsonl"), lines.join("\n")).unwrap();
    dir
}

fn check(dir: &Path, more: &[&str]) -> std::process::Output {
    let vocabulary = dir.join("vocabulary.toml");
    let mut arguments = vec![
        "vocabulary",
        "check",
        "--examples",
        dir.to_str().unwrap(),
        "--vocabulary",
        vocabulary.to_str().unwrap(),
    ];
    arguments.extend(more);
    run(&arguments, b"")
}

#[test]
fn the_shipped_words_and_examples_are_in_order() {
    let output = run(&["vocabulary", "check", "--json"], b"");
    let review: Value = serde_json::from_slice(&output.stdout).unwrap();
    let for_people = |finding: &&Value| finding["kind"] != "sent-elsewhere";
    let findings: Vec<&Value> = review["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(for_people)
        .collect();
    assert_eq!(findings, Vec::<&Value>::new());
    assert!(output.status.success());
    assert_eq!(review["errors"], 0);
    assert!(review["terms"].as_u64().unwrap() >= 3_000);
    assert!(review["examples"].as_u64().unwrap() >= 6_000);
}

#[test]
fn errors_are_listed_by_kind_and_end_with_2() {
    let line = json!({"duty": "§14 pkt 1 lit. l", "subject": "VPN", "body": "z domu nie łączy"});
    let other = json!({"duty": "§15 pkt 2", "subject": "vpn", "body": "Z domu nie laczy!"});
    let unknown = json!({"duty": "§14 pkt 99", "subject": "tunel", "body": ""});
    let dir = data(VOCABULARY, &[line.clone(), line, other, unknown]);
    let output = check(dir.path(), &[]);
    assert_eq!(
        refused(&output),
        "dyspozytor: vocabulary check: 3 errors must be mended\n"
    );
    let shown = stdout(&output);
    let file = dir.path().join("14.jsonl");
    for (heading, place) in [
        ("error: references the ordinance does not have (1)", 4),
        ("error: examples that repeat an earlier one (1)", 2),
        ("error: the same example under two duties (1)", 3),
    ] {
        let expected = format!("{heading}\n  {}:{place}: ", file.display());
        assert!(shown.contains(&expected), "{expected}\n{shown}");
    }
}

#[test]
fn warnings_alone_end_with_0() {
    let line = json!({"duty": "§14 pkt 1 lit. l", "subject": "VPN", "body": "z domu nie łączy"});
    let dir = data(VOCABULARY, &[line]);
    let output = check(dir.path(), &["--json"]);
    assert!(output.status.success());
    let review: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&review["errors"], &review["terms"], &review["examples"]),
        (&json!(0), &json!(1), &json!(1))
    );
    assert_eq!(review["findings"][0]["severity"], "warning");
    assert_eq!(review["findings"][0]["kind"], "few-examples");
    assert_eq!(review["findings"][0]["place"], "§7 pkt 1");
}

#[test]
fn a_file_that_is_no_data_is_refused_by_file_and_line() {
    let dir = data(
        VOCABULARY,
        &[
            json!({"duty": "§14 pkt 1 lit. l", "subject": "a", "body": "b"}),
            json!({"duty": "§14 pkt 1 lit. l", "text": "b"}),
        ],
    );
    let line = refused(&check(dir.path(), &[]));
    assert!(line.contains("14.jsonl:2: unknown field `text`"), "{line}");
    let line = refused(&check(Path::new("no/such/folder"), &[]));
    assert!(line.contains("no/such/folder"), "{line}");
}
