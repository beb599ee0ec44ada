//! A configuration for a test, and the program with it.

use std::path::PathBuf;
use std::process::Output;

use super::{Running, program, run};

/// A configuration in a folder of its own.
pub(crate) struct Desktop {
    dir: tempfile::TempDir,
    url: String,
}

impl Desktop {
    /// Over an `SQLite` file in its folder, with this `routing.toml`.
    pub(crate) fn new(routing: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", dir.path().join("desk.db").display());
        Self::write(dir, url, routing)
    }

    /// Over this database, with this `routing.toml`.
    pub(crate) fn over(url: &str, routing: &str) -> Self {
        Self::write(tempfile::tempdir().unwrap(), url.to_owned(), routing)
    }

    fn write(dir: tempfile::TempDir, url: String, routing: &str) -> Self {
        let file = dir.path().join("routing.toml");
        std::fs::write(&file, routing).unwrap();
        let text = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n[worker]\nin_serve = false\n\
             [database]\nurl = \"{url}\"\n[data]\nrouting = \"{}\"\n\
             [mail.folder]\ndir = \"{}\"\n",
            file.display(),
            dir.path().join("letters").display()
        );
        let desktop = Self { dir, url };
        std::fs::write(desktop.config(), text).unwrap();
        desktop
    }

    /// Address of the database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn config(&self) -> PathBuf {
        self.dir.path().join("dyspozytor.toml")
    }

    /// Runs a command that takes a configuration.
    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Output {
        let config = self.config();
        let config = ["--config", config.to_str().unwrap()];
        run(&[arguments, &config].concat(), input.as_bytes())
    }

    /// Starts pages and API, without a worker; the address comes along.
    pub(crate) fn serve(&self) -> (Running, String) {
        let mut serving = self.start("serve");
        let address = serving.says("listening on ");
        (serving, address)
    }

    /// Starts a worker without pages.
    pub(crate) fn work(&self) -> Running {
        let mut working = self.start("worker");
        working.says("sending letters");
        working
    }

    fn start(&self, command: &str) -> Running {
        Running::start(program().args([command, "--config"]).arg(self.config()))
    }

    /// `explain-route --ticket`
    pub(crate) fn explain(&self, ticket: &str, more: &[&str]) -> Output {
        self.run(&[&["explain-route", "--ticket", ticket], more].concat(), "")
    }
}
