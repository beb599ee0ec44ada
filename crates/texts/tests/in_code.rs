//! Sentences are nowhere but in the locales: not in templates, not in code, not in scripts.

#![expect(
    clippy::unwrap_used,
    reason = "what fails in a test's own helper fails the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

const POLISH: &str = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ";

/// Crates whose code reads Polish (the ordinance, the words of tickets) or invents people who write
/// it; nothing of theirs is a sentence of a page or letter.
const READS_POLISH: [&str; 4] = ["matcher", "ordinance", "polish", "simulation"];

/// Polish words that other code holds, each with its reason.
const WORDS: [&str; 7] = [
    // The office, in the description of the API and as the sender of letters.
    "Centrum Obsługi Informatycznej",
    // What the search of the queue understands.
    "zgłaszający:",
    // Variables of canned answers.
    "\"zgłaszający\"",
    "\"komórka\"",
    // By what the ordinance tells duties apart.
    "zdalnych rąk",
    "obsługi informatycznej sesji",
    "dla szkoleń",
];

/// Every file below `folder` with this ending, except those of tests, benches and fuzzing.
fn files(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                if !["tests", "benches", "fuzz", "target", "locales"].contains(&name) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|end| end == ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// `text` without everything from `start` to the next `end`.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut pieces = text.split(start);
    let mut left = pieces.next().unwrap().to_owned();
    for piece in pieces {
        left.push_str(piece.split_once(end).map_or("", |(_, rest)| rest));
    }
    left
}

/// Whether there is a word in it: two letters one after another.
fn has_word(text: &str) -> bool {
    let text = without(text, "&", ";");
    let letters: Vec<bool> = text.chars().map(char::is_alphabetic).collect();
    letters.windows(2).any(|pair| pair[0] && pair[1])
}

/// The values that people read or hear of the attributes of a tag.
fn read_aloud(tag: &str) -> Vec<&str> {
    ["title", "alt", "aria-label", "placeholder", "label"]
        .into_iter()
        .filter_map(|name| {
            let start = format!(" {name}=\"");
            tag.split_once(start.as_str())
                .and_then(|(_, rest)| rest.split('"').next())
        })
        .collect()
}

#[test]
fn templates_hold_no_words() {
    let mut seen = 0;
    for (path, text) in files(&crates(), "html") {
        let text = without(&text, "{#", "#}");
        let text = without(&text, "{{", "}}");
        // What a block gives to a tag's attribute is no text: `page--wide`.
        let text = text
            .split("{% block page_class %}")
            .map(|piece| match piece.split_once("{% endblock %}") {
                Some((class, rest)) if class.starts_with("page--") => rest,
                _ => piece,
            })
            .collect::<String>();
        let text = without(&text, "{%", "%}");
        let text = without(&text, "<style>", "</style>");
        for piece in text.split('<').skip(1) {
            let (tag, words) = piece.split_once('>').unwrap();
            seen += 1;
            assert!(!has_word(words), "{words:?} in {}", path.display());
            for value in read_aloud(tag) {
                assert!(!has_word(value), "{value:?} in {}", path.display());
            }
        }
    }
    assert!(
        seen > 1000,
        "only {seen} tags; do templates live elsewhere?"
    );
}

#[test]
fn code_holds_no_polish_sentences() {
    let mut seen = 0;
    let root = crates().join("..").join("src");
    let all = files(&crates(), "rs")
        .into_iter()
        .chain(files(&root, "rs"))
        .chain(files(&crates(), "js"));
    for (path, text) in all {
        let reads_polish = |name: &&str| path.starts_with(crates().join(name));
        // The sample tickets of the demo are what people wrote.
        let is_tests = path.ends_with("tests.rs");
        if is_tests || READS_POLISH.iter().any(reads_polish) || path.starts_with(root.join("demo"))
        {
            continue;
        }
        seen += 1;
        let code = text.split("#[cfg(test)]").next().unwrap();
        for line in code.lines() {
            let line = WORDS
                .iter()
                .fold(line.to_owned(), |line, words| line.replace(words, ""));
            // Nor do examples in the description of the API count: they show what people write.
            let is_comment = ["//", "*", "/*", "#[schema(example = "]
                .iter()
                .any(|start| line.trim_start().starts_with(start));
            assert!(
                is_comment || !line.contains(|letter| POLISH.contains(letter)),
                "{line} in {}",
                path.display()
            );
        }
    }
    assert!(seen > 200, "only {seen} files; does code live elsewhere?");
}
