//! A server process of ours: started in a process group of its own, ended with all its children, by number.

use super::must;
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a server may take to end by itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running child process and everything it starts.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    pid: Pid,
    pid_file: PathBuf,
    gone: bool,
}

impl Process {
    /// Starts `command`; `folder` receives `process.pid` for as long as it runs.
    pub(super) fn start(mut command: Command, folder: &Path) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = must(
            command.process_group(0).spawn(),
            &format!("cannot start {name}"),
        );
        let pid_file = folder.join("process.pid");
        must(
            std::fs::write(&pid_file, child.id().to_string()),
            "cannot write process.pid",
        );
        Self {
            pid: Pid::from_child(&child),
            child,
            pid_file,
            gone: false,
        }
    }

    /// The child itself, to read what it writes.
    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Whether the process has ended by itself.
    pub(super) fn has_ended(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(Some(_)))
    }

    /// Asks the process, not its children, to end, and waits until it has.
    pub(super) fn end(&mut self) {
        if !self.has_ended() {
            let _ = kill_process(self.pid, Signal::TERM);
            let deadline = Instant::now() + PATIENCE;
            while !self.has_ended() && Instant::now() < deadline {
                sleep(Duration::from_millis(5));
            }
        }
        if !self.has_ended() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }

    /// Kills whatever is left of the process and its children, and waits until nothing of it runs.
    pub(super) fn kill_group(&mut self) {
        if self.gone {
            return; // the number may be another group's by now
        }
        let _ = kill_process_group(self.pid, Signal::KILL);
        let _ = self.child.wait();
        let deadline = Instant::now() + PATIENCE;
        while group_runs(self.pid) && Instant::now() < deadline {
            sleep(Duration::from_millis(5));
        }
        let _ = std::fs::remove_file(&self.pid_file);
        self.gone = true;
    }
}

/// Whether a process of the group runs. One that has ended and waits for its parent to notice (state `Z`) does not:
/// orphans wait for the first process of the system, which may take seconds over it.
fn group_runs(group: Pid) -> bool {
    let group = group.as_raw_nonzero().to_string();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok())
        .any(|stat| {
            // `pid (name) state ppid pgrp …`, proc(5)
            let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
            fields.next() != Some("Z") && fields.nth(1) == Some(group.as_str())
        })
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill_group();
    }
}
