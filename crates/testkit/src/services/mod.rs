//! Real servers for tests: PostgreSQL, an SMTP server, a browser. Nothing here is a mock, and nothing is skipped:
//! a test that needs a server which is not there fails and says how to get it.
//!
//! All listen on the loopback only. Each test owns its SMTP server and its browser; the PostgreSQL server is one for
//! the whole run (`bash tests/run` starts it) and each test has its own database in it.
//!
//! The servers' folders lie under `TMPDIR`; each holds a `process.pid`, so that the script which set `TMPDIR` can end
//! what a killed test left behind.

pub mod chromium;
pub mod postgres;
mod process;
pub mod smtp;

use std::fmt::Display;
use std::net::{Ipv4Addr, TcpListener};

/// `N` different loopback ports on which nothing listens now.
///
/// They lie below the range from which the system hands out ports by itself (32768 and up on Linux), so that a server
/// can be stopped and started again on its port without an outgoing connection having taken it meanwhile.
///
/// # Panics
/// When no free port is found in a thousand attempts for each.
pub fn free_ports<const N: usize>() -> [u16; N] {
    let mut held: Vec<TcpListener> = Vec::new();
    std::array::from_fn(|_| {
        let (port, listener) = (0..1000)
            .find_map(|_| {
                let port = random_port();
                Some(port).zip(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
            })
            .unwrap_or_else(|| panic!("no free port on the loopback between 20000 and 31999"));
        held.push(listener);
        port
    })
}

/// A number from 20000 to 31999.
fn random_port() -> u16 {
    let spread = uuid::Uuid::new_v4().as_u128() % 12_000;
    must(u16::try_from(20_000 + spread), "a port")
}

/// The value, or a panic that says what could not be done and why.
#[track_caller]
fn must<T, E: Display>(result: Result<T, E>, what: &str) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}
