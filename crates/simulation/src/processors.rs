//! Which processor a simulation runs on.

use std::io;

use tokio::runtime::Builder;

/// Runs a simulation to its end. Its thread and the database's take turns, one waiting while the other
/// works, so both run on the processor on which it began: to wake a thread on another takes longer than
/// most statements do.
///
/// # Errors
/// When the system has nothing left to run it with.
pub fn on_one_processor<F: Future>(simulation: F) -> io::Result<F::Output> {
    let before = affinity::stay_here();
    // No network, so no driver for it.
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let output = runtime.block_on(simulation);
    affinity::go(before);
    Ok(output)
}

#[cfg(target_os = "linux")]
mod affinity {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};

    /// Where this thread, and those that it starts from now on, may run otherwise; `None` when the system
    /// does not say or does not let it stay. That changes how long it takes and nothing else.
    pub(super) fn stay_here() -> Option<CpuSet> {
        let all = sched_getaffinity(None).ok()?;
        let mut here = CpuSet::new();
        here.set(sched_getcpu());
        sched_setaffinity(None, &here).ok()?;
        Some(all)
    }

    pub(super) fn go(before: Option<CpuSet>) {
        let _ = before.map(|all| sched_setaffinity(None, &all));
    }
}

#[cfg(not(target_os = "linux"))]
mod affinity {
    pub(super) fn stay_here() {}

    pub(super) fn go((): ()) {}
}
