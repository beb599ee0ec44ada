//! The shape of the house: which crate may know which, and where SQL, letters and HTTP live.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The edges of ARCHITECTURE.md. A new one needs a page in docs/decisions/.
const EDGES: [(&str, &[&str]); 17] = [
    ("ordinance", &[]),
    ("texts", &[]),
    ("polish", &[]),
    ("charts", &[]),
    ("files", &[]),
    ("scorecard", &["charts", "matcher", "ordinance", "texts"]),
    ("domain", &["ordinance"]),
    ("analyses", &["domain", "ordinance"]),
    ("deadlines", &["domain", "texts"]),
    ("matcher", &["domain", "ordinance", "polish"]),
    ("store", &["analyses", "domain", "ordinance", "polish"]),
    ("mail", &["domain", "ordinance", "texts"]),
    (
        "web",
        &[
            "analyses",
            "charts",
            "deadlines",
            "domain",
            "files",
            "matcher",
            "ordinance",
            "polish",
            "store",
            "texts",
        ],
    ),
    (
        "worker",
        &[
            "deadlines",
            "domain",
            "files",
            "mail",
            "matcher",
            "ordinance",
            "store",
            "texts",
        ],
    ),
    (
        "simulation",
        &["domain", "mail", "ordinance", "store", "texts", "worker"],
    ),
    (
        "testkit",
        &[
            "domain",
            "mail",
            "matcher",
            "ordinance",
            "store",
            "texts",
            "web",
            "worker",
        ],
    ),
    (
        "dyspozytor",
        &[
            "analyses",
            "deadlines",
            "domain",
            "files",
            "mail",
            "matcher",
            "ordinance",
            "polish",
            "scorecard",
            "simulation",
            "store",
            "texts",
            "web",
            "worker",
        ],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Package → its ordinary (not development) dependencies.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let named = |package: &serde_json::Value| {
        let needs = package["dependencies"].as_array().unwrap().iter();
        let needs = needs
            .filter(|dependency| dependency["kind"].is_null())
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned());
        (
            package["name"].as_str().unwrap().to_owned(),
            needs.collect(),
        )
    };
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(named)
        .collect()
}

#[test]
fn the_crates_know_only_whom_they_may() {
    let dependencies = dependencies();
    let ours: BTreeSet<&str> = dependencies.keys().map(String::as_str).collect();
    let listed: BTreeSet<&str> = EDGES.iter().map(|(name, _)| *name).collect();
    assert_eq!(ours, listed, "every crate is in the list");
    for (name, allowed) in EDGES {
        for dependency in &dependencies[name] {
            assert!(
                !ours.contains(dependency.as_str()) || allowed.contains(&dependency.as_str()),
                "{name} must not depend on {dependency}"
            );
        }
    }
}

#[test]
fn the_pure_crates_bring_no_input_or_output_along() {
    let dependencies = dependencies();
    for (name, foreign) in [
        (
            "ordinance",
            &["tokio", "sqlx", "axum", "lettre", "tantivy"][..],
        ),
        (
            "domain",
            &["tokio", "sqlx", "axum", "lettre", "tantivy", "texts"],
        ),
        ("web", &["lettre", "sqlx", "mail", "worker"]),
        ("worker", &["axum", "tower-http", "sqlx", "lettre"]),
        ("mail", &["sqlx", "axum"]),
        ("matcher", &["sqlx", "axum", "tokio"]),
    ] {
        for crate_name in foreign {
            assert!(
                !dependencies[name].contains(*crate_name),
                "{name} must not use {crate_name}"
            );
        }
    }
}

fn rust_files(below: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// The sources of the program, without tests and benches.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    rust_files(&root().join("src"), &mut files);
    for name in std::fs::read_dir(root().join("crates")).unwrap() {
        rust_files(&name.unwrap().path().join("src"), &mut files);
    }
    assert!(files.len() > 50, "the sources were found");
    files
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(root()).unwrap().display().to_string(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn sql_stands_only_in_store() {
    for (name, text) in sources() {
        let test_help = name.starts_with("crates/testkit/");
        assert!(
            name.starts_with("crates/store/") || test_help || !text.contains("sqlx::"),
            "{name} holds SQL"
        );
    }
}

#[test]
fn pure_code_reads_no_clock() {
    for (name, text) in sources() {
        let pure = [
            "crates/domain/",
            "crates/ordinance/",
            "crates/matcher/",
            "crates/polish/",
            "crates/texts/",
            "crates/charts/",
            "crates/mail/",
            "crates/store/",
        ]
        .iter()
        .any(|part| name.starts_with(part));
        for clock in [
            "Timestamp::now()",
            "Zoned::now()",
            "SystemTime::now()",
            "Uuid::now_v7()",
            "Uuid::new_v4()",
        ] {
            let timed = name == "crates/matcher/src/evaluate/mod.rs";
            assert!(
                !pure || timed || !text.split("#[cfg(test)]").next().unwrap().contains(clock),
                "{name} reads {clock}"
            );
        }
    }
}

#[test]
fn no_file_has_outgrown_one_idea() {
    for (name, text) in sources() {
        assert!(
            text.lines().count() <= 500,
            "{name} has {} lines; split it",
            text.lines().count()
        );
    }
}

#[test]
fn every_crate_stands_in_the_code_map() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (name, _) in EDGES {
        assert!(
            map.contains(&format!("`{name}`")) || map.contains(&format!("`crates/{name}`")),
            "ARCHITECTURE.md says nothing of {name}"
        );
    }
}

#[test]
fn the_list_of_attacks_is_whole_and_names_tests_that_exist() {
    let list = std::fs::read_to_string(root().join("docs/attacks.md")).unwrap();
    let rows: Vec<(usize, &str)> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .filter_map(|(number, rest)| Some((number.parse().ok()?, rest)))
        .collect();
    let numbers: Vec<usize> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=48).collect::<Vec<_>>());
    for (number, row) in rows {
        let (_, tests) = row.split_once(" | ").unwrap();
        if tests.starts_with("not applicable yet: ") {
            continue;
        }
        for file in tests.trim_end_matches(" |").split("<br>") {
            let (name, tests) = file.split_once(": ").unwrap();
            let text = std::fs::read_to_string(root().join(name)).unwrap();
            for test in tests.split(", ").map(|test| test.trim_matches('`')) {
                assert!(test.starts_with(&format!("attack_{number:02}_")), "{test}");
                assert!(text.contains(&format!("fn {test}")), "{name}: {test}");
            }
        }
    }
}

/// What follows `mark` at each of its places in a text.
fn after<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(mark)
        .map(move |(at, _)| &text[at + mark.len()..])
}

#[test]
fn every_sentence_is_said_somewhere() {
    let mut code: Vec<String> = sources().into_iter().map(|(_, code)| code).collect();
    for folder in ["crates/web/templates", "crates/scorecard/templates"] {
        for template in std::fs::read_dir(root().join(folder)).unwrap() {
            code.push(std::fs::read_to_string(template.unwrap().path()).unwrap());
        }
    }
    // Keys that are put together: `format!("status-{}", …)`.
    let beginnings: BTreeSet<&str> = code
        .iter()
        .flat_map(|code| after(code, "format!(\""))
        .filter_map(|rest| rest.split_once('{'))
        .map(|(beginning, _)| beginning)
        .filter(|beginning| beginning.ends_with('-') && !beginning.contains('"'))
        .collect();
    let mut unsaid = Vec::new();
    for file in std::fs::read_dir(root().join("crates/texts/locales/pl")).unwrap() {
        let sentences = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in sentences.lines() {
            let Some((key, _)) = line.split_once(" =") else {
                continue;
            };
            let named = format!("\"{key}\"");
            if key.starts_with(|first: char| first.is_ascii_lowercase())
                && !beginnings
                    .iter()
                    .any(|beginning| key.starts_with(beginning))
                && !code.iter().any(|code| code.contains(&named))
            {
                unsaid.push(key.to_owned());
            }
        }
    }
    assert!(unsaid.is_empty(), "no page or letter says {unsaid:?}");
}
