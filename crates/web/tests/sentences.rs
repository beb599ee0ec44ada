//! Every sentence that templates and code name exists. That sentences are nowhere else, a test of
//! `texts` holds.

#![expect(
    clippy::unwrap_used,
    reason = "what fails in a test's own helper fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use texts::Texts;

fn files(folder: &str, suffix: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == suffix) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

/// The literal keys after `start`.
fn keys<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_key_named_has_a_sentence() {
    let t = Texts::pl();
    let mut named = 0;
    let mut missing = Vec::new();
    let all = files("templates", "html")
        .into_iter()
        .chain(files("src", "rs"));
    for (path, text) in all {
        // In code, calls may be broken over lines.
        let text = text
            .replace("(\n", "(")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let text = text.replace("( \"", "(\"");
        for start in [
            "t.get(\"",
            "texts.get(\"",
            "t.count(\"",
            "t.one(\"",
            "t.with(\"",
            "texts.one(\"",
            "texts.count(\"",
            "texts.with(\"",
        ] {
            for key in keys(&text, start) {
                named += 1;
                if !t.has(key) {
                    missing.push(format!("{key} in {}", path.display()));
                }
            }
        }
    }
    assert!(
        named > 150,
        "only {named} keys found; has the way to name them changed?"
    );
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_family_of_keys_is_whole() {
    let t = Texts::pl();
    let mut keys: Vec<String> = Vec::new();
    for status in domain::Status::ALL {
        keys.push(format!("status-{}", status.as_str()));
    }
    for kind in domain::LetterKind::ALL {
        keys.push(format!("letter-{}", kind.as_str()));
    }
    for value in domain::Impact::ALL {
        keys.push(format!("impact-{}", value.as_str()));
        keys.push(format!("file-impact-{}", value.as_str()));
    }
    for value in domain::Urgency::ALL {
        keys.push(format!("urgency-{}", value.as_str()));
        keys.push(format!("file-urgency-{}", value.as_str()));
    }
    for error in [
        "csrf",
        "stale",
        "forbidden",
        "not-found",
        "too-large",
        "too-many",
        "busy",
        "internal",
        "bad-request",
    ] {
        keys.push(format!("error-{error}-title"));
        keys.push(format!("error-{error}-text"));
    }
    for act in ["closed", "reopened", "noted", "cancelled"] {
        for part in ["title", "hint", "button"] {
            keys.push(format!("my-act-{act}-{part}"));
        }
        keys.push(format!("done-my-{act}"));
    }
    for act in ["reopened", "noted", "cancelled"] {
        keys.push(format!("my-act-{act}-label"));
    }
    for done in [
        "signed-out",
        "filed-for-other",
        "letter-requeued",
        "letter-discarded",
        "letter-settled-already",
        "account-disabled",
        "account-enabled",
    ] {
        keys.push(format!("done-{done}"));
    }
    for field in [
        "name",
        "email",
        "department",
        "room",
        "phone",
        "subject",
        "body",
        "impact",
        "urgency",
        "login",
        "password",
    ] {
        keys.push(format!("field-{field}"));
    }
    for link in [
        "queue",
        "file",
        "mine",
        "letters",
        "undelivered",
        "accounts",
    ] {
        keys.push(format!("nav-{link}"));
    }
    for reason in domain::ChoiceReason::NAMES {
        keys.push(format!("choice-{reason}"));
    }
    for role in ["requester", "first_line", "unit", "administrator"] {
        keys.push(format!("role-{role}"));
    }
    let missing: Vec<_> = keys.iter().filter(|key| !t.has(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
