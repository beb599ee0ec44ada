//! The store, every function on both databases.
//!
//! `SQLite` needs nothing; `PostgreSQL` needs `DYSPOZYTOR_TEST_POSTGRES` (see `support`).

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

mod access;
mod accounts;
mod applying;
mod articles;
mod attachments;
mod bookings;
mod callers;
mod choices;
mod drafts;
mod figures;
mod jobs;
mod learning;
mod letters;
mod live;
mod merging;
mod numbers;
mod opening;
mod outages;
mod quality;
mod queue;
mod queue_size;
mod random_acts;
mod ratings;
mod replies;
mod schema;
mod searching;
mod settings_reads;
