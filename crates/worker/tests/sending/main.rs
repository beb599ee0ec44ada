//! From the outbox to a mailbox: real databases, a real mail server.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod hostile_servers;
mod letters;
mod merging;
mod outages;
mod outbox;
mod running;
mod steps;
mod tasks;
mod tidying;
mod trouble;
mod ways_out;
