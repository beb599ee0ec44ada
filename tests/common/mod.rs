//! Starts the real program for a test and stops it again.

pub(crate) mod desktop;
pub(crate) mod labelled;

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use testkit::services::postgres::Database;

/// The program under test.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dyspozytor"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Runs the program with `input` on standard input.
pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may end before it has read everything; that is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Standard output as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Holds that the program ended with 2 and one clear line, which is returned.
pub(crate) fn refused(output: &Output) -> String {
    let line = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{line}");
    assert_eq!(line.trim_end().lines().count(), 1, "one line: {line}");
    line
}

/// A running program; killed when dropped.
pub(crate) struct Running {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// What follows `prefix` on the next line of its standard output.
    pub(crate) fn says(&mut self, prefix: &str) -> String {
        let line = self.lines.next().unwrap().unwrap();
        let rest = line.strip_prefix(prefix);
        rest.unwrap_or_else(|| panic!("`{prefix}` in `{line}`"))
            .to_owned()
    }

    /// Asks it to stop, as a service manager does, and waits for it.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(asked.success());
        self.child.wait().unwrap()
    }

    /// Sends it SIGHUP.
    pub(crate) fn hang_up(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-HUP", &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Ends it without any warning.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}

/// A running demo; killed when dropped.
pub(crate) struct Demo {
    running: Running,
    /// `http://127.0.0.1:…`
    pub(crate) address: String,
    /// The operator's API token.
    pub(crate) token: String,
    /// `sqlite://…` or `postgres://…`
    pub(crate) database: String,
    /// Letters, attachments, and the database when it is a file.
    pub(crate) dir: tempfile::TempDir,
}

impl Demo {
    /// Starts a demo in a fresh folder on a free port.
    pub(crate) fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap())
    }

    /// Starts a demo over an empty PostgreSQL database.
    pub(crate) fn start_over(database: &Database) -> Self {
        Self::launch(tempfile::tempdir().unwrap(), Some(database.url()))
    }

    /// Starts a demo over what is in `dir`.
    pub(crate) fn start_in(dir: tempfile::TempDir) -> Self {
        Self::launch(dir, None)
    }

    fn launch(dir: tempfile::TempDir, database: Option<&str>) -> Self {
        let mut demo = program();
        demo.args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(dir.path());
        if let Some(url) = database {
            demo.args(["--database", url]);
        }
        let mut running = Running::start(&mut demo);
        let file = || format!("sqlite://{}", dir.path().join("dyspozytor.db").display());
        Self {
            database: database.map_or_else(file, str::to_owned),
            address: running.says("listening on "),
            token: running.says("token: "),
            running,
            dir,
        }
    }

    /// The folder of the letters.
    pub(crate) fn letters_dir(&self) -> PathBuf {
        self.dir.path().join("letters")
    }

    /// Waits until some letter satisfies `wanted` and returns its bytes.
    pub(crate) fn letter(&self, wanted: impl Fn(&mail_parser::Message<'_>) -> bool) -> Vec<u8> {
        wait_for("the letter", || {
            letters(&self.letters_dir()).into_iter().find(|raw| {
                mail_parser::MessageParser::default()
                    .parse(raw)
                    .is_some_and(|letter| wanted(&letter))
            })
        })
    }

    /// As [`Running::stop`]; what the demo leaves behind comes back.
    pub(crate) fn stop(self) -> (ExitStatus, tempfile::TempDir) {
        (self.running.stop(), self.dir)
    }

    /// As [`Running::kill`]; what the demo leaves behind comes back.
    pub(crate) fn kill(self) -> tempfile::TempDir {
        self.running.kill();
        self.dir
    }
}

/// Every letter in the folder.
pub(crate) fn letters(dir: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// Asks again and again, for at most a minute.
pub(crate) fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_mins(1);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "{what} did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}
