//! `cargo bench -p dyspozytor`: from the start of the demo to its first page, against the start of a process.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

#[path = "support/ratios.rs"]
mod ratios;

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use tempfile::TempDir;

use crate::ratios::Ratios;

fn main() {
    divan::main();
    if ratios::wanted() {
        let mut ratios = Ratios::new();
        ratios.compare(
            "demo: fresh folder to first page",
            20,
            first_page,
            bare_process,
        );
        let demo = first_page();
        if let Some(memory) = memory(demo.child.id()) {
            ratios.note(format!(
                "the demo holds {memory} of memory after its first page"
            ));
        }
        ratios.print();
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn demo_first_page() -> Demo {
    first_page()
}

/// A running demo; ended when dropped.
struct Demo {
    child: Child,
    /// Kept open: the demo writes more lines than the one that is read.
    _stdout: BufReader<ChildStdout>,
    _folder: TempDir,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a demo in a fresh folder and reads its first page.
fn first_page() -> Demo {
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_dyspozytor"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let demo = Demo {
        child,
        _stdout: stdout,
        _folder: folder,
    };
    let address = line.trim_end().strip_prefix("listening on ").unwrap();
    let mut page = ureq::get(address).call().unwrap();
    assert!(page.body_mut().read_to_string().unwrap().contains("<h1"));
    demo
}

/// The same program when it only says its version.
fn bare_process() -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_dyspozytor"))
        .arg("--version")
        .output()
        .unwrap();
    assert!(output.status.success());
    output
}

/// Resident memory of a process, where the system tells it (Linux).
fn memory(process: u32) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().to_owned())
}
