//! Labelled tickets in files, and `dyspozytor evaluate` over them.

use std::path::PathBuf;
use std::process::Output;

use super::run;

/// A folder with two files of labelled tickets, one of whose labels no router could guess.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let ticket = |id: &str, subject: &str, unit: &str, duty: &str| {
            serde_json::json!({"id": id, "subject": subject, "body": "", "unit": unit, "duty": duty, "kind": "incident", "style": "short"}).to_string()
        };
        let first = [
            ticket(
                "1",
                "FortiClient nie łączy z VPN",
                "IT-04-1",
                "§14 pkt 1 lit. l",
            ),
            ticket(
                "2",
                "Excel nie otwiera pliku",
                "IT-04-2",
                "§15 pkt 1 lit. b",
            ),
            ticket(
                "3",
                "Brak tonera w drukarce na korytarzu",
                "IT-03-4",
                "§13 pkt 1",
            ),
        ];
        folder.write("first.jsonl", &first.join("\n"));
        let second = ticket(
            "4",
            "Zablokowane konto w domenie Windows",
            "IT-04-1",
            "§14 pkt 2 lit. e",
        );
        folder.write("second.jsonl", &second);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// `evaluate` with these arguments; those that begin with `@` are files of the folder.
    pub(crate) fn evaluate(&self, arguments: &[&str]) -> Output {
        let all: Vec<String> = std::iter::once("evaluate".to_owned())
            .chain(
                arguments
                    .iter()
                    .map(|argument| match argument.strip_prefix('@') {
                        Some(name) => self.path(name).display().to_string(),
                        None => (*argument).to_owned(),
                    }),
            )
            .collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        run(&all, b"")
    }

    /// The report in JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self.evaluate(&[&["--json"], arguments].concat());
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}
