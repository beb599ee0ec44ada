//! `dyspozytor simulate` on the command line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::{Command, Output};

fn simulate(options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dyspozytor"))
        .arg("simulate")
        .args(options)
        .output()
        .unwrap()
}

#[test]
fn a_few_days_are_tallied_as_json() {
    let output = simulate(&["--days", "3", "--tickets", "20", "--seed", "5", "--json"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let keys: Vec<&str> = answer
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    for key in [
        "tickets",
        "acts",
        "steps",
        "letters",
        "violations",
        "seconds",
    ] {
        assert!(keys.contains(&key), "{key} is missing in {answer}");
    }
    assert_eq!(keys.len(), 6, "{answer}");
    assert_eq!(
        (&answer["tickets"], &answer["violations"]),
        (&20.into(), &0.into())
    );
}

#[test]
fn a_plan_that_cannot_be_lived_is_refused_in_one_line() {
    for options in [["--days", "0"], ["--tickets", "many"], ["--workers", "0"]] {
        let output = simulate(&options);
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
    }
}
