//! `explain-route` gives the reasons of a route; `model build` learns what it is told to.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use common::{refused, run, stdout};
use serde_json::Value;

const TICKET: &[u8] = "VPN\nZ domu nie łączy mnie FortiClient, kod z tokena przyjmuje".as_bytes();

#[test]
fn a_route_is_explained_by_law_words_and_examples() {
    let text = stdout(&run(&["explain-route"], TICKET));
    assert!(text.starts_with("proposed\nIT-04-1  "), "{text}");
    for part in [
        "§14 pkt 1 lit. l",
        "words: FortiClient +",
        "like: config/examples/14.jsonl:",
        "not IT-",
        "model ",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let without = stdout(&run(
        &["explain-route", "-"],
        "Excel się zawiesza".as_bytes(),
    ));
    assert!(
        without.contains("without \"Excel\" it would go to "),
        "{without}"
    );
    let nothing = stdout(&run(&["explain-route"], b""));
    assert!(nothing.starts_with("unsure"), "{nothing}");
}

#[test]
fn the_reasons_are_the_same_every_time_and_those_of_the_route() {
    let explain = || run(&["explain-route", "--json"], TICKET).stdout;
    let reasons: Value = serde_json::from_slice(&explain()).unwrap();
    assert_eq!(explain(), explain());
    assert_eq!(
        reasons["suggestion"]["units"][0]["unit"],
        reasons["units"][0]["unit"]
    );
    assert_eq!(reasons["units"][0]["nearest"].as_array().unwrap().len(), 3);
    assert!(refused(&run(&["explain-route", "no/such/file"], b"")).contains("no/such/file"));
}

#[test]
fn a_model_is_built_and_checked() {
    let dir = tempfile::tempdir().unwrap();
    let (examples, file) = (dir.path().join("examples"), dir.path().join("model.bin"));
    std::fs::create_dir(&examples).unwrap();
    let write = |text: &str| std::fs::write(examples.join("14.jsonl"), text).unwrap();
    write(r#"{"duty":"§14 pkt 1 lit. l","subject":"tunel","body":"nie wstaje"}"#);
    let vocabulary = dir.path().join("vocabulary.toml");
    std::fs::write(&vocabulary, "version = \"1\"").unwrap();
    let build = |more: &[&str]| {
        let mut arguments = vec!["model", "build", "--examples", examples.to_str().unwrap()];
        arguments.extend(["--out", file.to_str().unwrap()]);
        arguments.extend(["--vocabulary", vocabulary.to_str().unwrap()]);
        arguments.extend(more);
        run(&arguments, b"")
    };
    assert!(stdout(&build(&[])).contains(" of 1 examples, "));
    assert!(build(&["--check"]).status.success());
    write(r#"{"duty":"§14 pkt 1 lit. l","subject":"tunel","body":"znowu nie wstaje"}"#);
    assert!(refused(&build(&["--check"])).contains("is not what the data give"));
    write(r#"{"duty":"§99 pkt 1","subject":"tunel","body":"x"}"#);
    assert!(refused(&build(&[])).contains("§99 pkt 1"));
}
