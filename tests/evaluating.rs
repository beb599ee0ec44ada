//! `dyspozytor evaluate`, as scripts and people use it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    reason = "each test file uses its part of the common helpers"
)]

mod common;

use std::path::Path;
use std::process::Output;

use common::labelled::Folder;
use common::{refused, run, stdout};

/// Holds that the program ended with 3 and one line, which is returned.
fn worse(output: &Output) -> String {
    let line = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(3), "{line}");
    assert_eq!(line.trim_end().lines().count(), 1, "one line: {line}");
    line
}

#[test]
fn several_files_are_one_evaluation() {
    let folder = Folder::new();
    let report = folder.json(&["@first.jsonl", "@second.jsonl"]);
    assert_eq!(report["tickets"], 4);
    assert_eq!(report["unit_accuracy_lenient"], 0.75);
    assert_eq!(report["mistakes"][0]["id"], "3");
    assert_eq!(report["confusion"]["IT-04-1"]["IT-04-1"], 2);
    for part in ["units", "duties", "reliability", "coverage", "slices"] {
        assert!(!report[part].as_array().unwrap().is_empty(), "{part}");
    }
    assert!(report.get("robustness").is_none(), "only when asked for");
    let robust = folder.json(&["--robust", "@first.jsonl"]);
    assert_eq!(robust["robustness"].as_array().unwrap().len(), 3);
}

#[test]
fn bad_input_is_named_by_file_and_line() {
    let folder = Folder::new();
    folder.write("bad.jsonl", "\n{\"id\":\"1\"}\n");
    let line = refused(&folder.evaluate(&["@first.jsonl", "@bad.jsonl"]));
    assert!(line.contains("bad.jsonl: line 2: missing field"), "{line}");
    folder.write("empty.jsonl", "");
    assert!(refused(&folder.evaluate(&["@empty.jsonl"])).contains("empty.jsonl"));
    assert!(refused(&folder.evaluate(&["@absent.jsonl"])).contains("absent.jsonl"));
    assert!(
        refused(&folder.evaluate(&["--answers", "@first.jsonl"]))
            .contains("first.jsonl: line 1: no saved")
    );
    assert!(
        refused(&folder.evaluate(&["--model", "@first.jsonl", "@first.jsonl"]))
            .contains("first.jsonl: model")
    );
    assert!(
        refused(&folder.evaluate(&["--html", "@no/such.html", "@first.jsonl"])).contains("--html")
    );
    assert!(
        refused(&folder.evaluate(&["--fail-under", "unti=0.5", "@first.jsonl"])).contains("`unti`")
    );
    assert!(
        refused(&folder.evaluate(&["--fail-under", "unit=88", "@first.jsonl"])).contains("0 to 1")
    );
    assert!(
        refused(&folder.evaluate(&["--margin", "1", "@first.jsonl"])).contains("--no-worse-than")
    );
}

#[test]
fn a_figure_below_its_bound_ends_with_three_and_says_so() {
    let folder = Folder::new();
    let kept = folder.evaluate(&["--fail-under", "unit=0.6", "@first.jsonl"]);
    assert!(kept.status.success());
    let failed = folder.evaluate(&[
        "--fail-under",
        "unit=0.9",
        "--fail-under",
        "duty=0.1",
        "@first.jsonl",
    ]);
    assert!(worse(&failed).contains("unit is 0.6667, asked for at least 0.9000"));
    assert!(
        stdout(&failed).contains("unit acc@1"),
        "the figures are printed all the same"
    );
}

#[test]
fn a_regression_against_saved_answers_ends_with_three_and_says_from_what_to_what() {
    let folder = Folder::new();
    assert!(
        folder
            .evaluate(&["--save", "@old.jsonl", "@first.jsonl"])
            .status
            .success()
    );
    let same = folder.evaluate(&[
        "--no-worse-than",
        "@old.jsonl",
        "--margin",
        "0",
        "@first.jsonl",
    ]);
    assert!(same.status.success());
    // The same tickets, answered better once.
    let mended = std::fs::read_to_string(folder.path("old.jsonl")).unwrap();
    let mended: Vec<String> = mended
        .lines()
        .map(|line| {
            let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
            if value["id"] == "3" {
                value["answered"] = value["unit"].clone();
                value["answered_duty"] = value["duty"].clone();
            }
            value.to_string()
        })
        .collect();
    folder.write("better.jsonl", &mended.join("\n"));
    let fell = worse(&folder.evaluate(&["--no-worse-than", "@better.jsonl", "@first.jsonl"]));
    assert!(fell.contains("unit fell from 1.0000 to 0.6667"), "{fell}");
    let other = refused(&folder.evaluate(&["--no-worse-than", "@old.jsonl", "@second.jsonl"]));
    assert!(other.contains("other tickets or labels"), "{other}");
    // Two files of answers alone.
    let report = folder.json(&["--answers", "@old.jsonl", "--compare", "@better.jsonl"]);
    assert_eq!(report["comparison"]["unit"]["only_before"], 1);
    assert_eq!(report["comparison"]["changes"][0]["id"], "3");
}

#[test]
fn two_models_are_compared_on_the_same_tickets() {
    let folder = Folder::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/model/router.bin");
    let shipped = shipped.to_str().unwrap();
    let report = folder.json(&["--model", shipped, "--compare", shipped, "@first.jsonl"]);
    assert_eq!(report["comparison"]["tickets"], 3);
    assert_eq!(report["comparison"]["unit"]["p"], 1.0);
    let text = stdout(&folder.evaluate(&["--compare", shipped, "@first.jsonl"]));
    assert!(
        text.contains("95 % interval") && text.contains("McNemar"),
        "{text}"
    );
    let twice = refused(&run(&["evaluate", "--compare", shipped], b""));
    assert!(twice.contains("standard input"), "{twice}");
}

#[test]
fn a_learning_curve_starts_without_a_past() {
    let folder = Folder::new();
    let report = folder.json(&["--curve", "--folds", "3", "@first.jsonl"]);
    let points = report["learning_curve"]["points"].as_array().unwrap();
    assert_eq!(points.len(), 2);
    assert_eq!(
        (&points[0]["past"], &points[1]["past"]),
        (&0.into(), &2.into())
    );
    assert!((points[0]["figures"]["unit"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
    assert!(refused(&run(&["evaluate", "--curve"], b"{}")).contains("--curve"));
    assert!(
        refused(&folder.evaluate(&["--folds", "1", "--curve", "@first.jsonl"])).contains("--folds")
    );
}

#[test]
fn the_page_stands_for_itself() {
    let folder = Folder::new();
    let done = folder.evaluate(&["--html", "@page.html", "@first.jsonl", "@second.jsonl"]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let page = std::fs::read_to_string(folder.path("page.html")).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("lang=\"pl\""));
    assert!(!page.contains("<script") && !page.contains('⟦'));
    assert!(
        page.contains("wykres-robustness"),
        "other writings are always on the page"
    );
}
