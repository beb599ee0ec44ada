//! The desk's pages as people use them: queue, ticket, acts.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::panic, reason = "a test fails by panicking")]

mod accuracy;
mod acts;
mod analyses;
mod articles;
mod bookings;
mod browser;
mod bulk;
mod clockwork;
mod dispute;
mod due;
mod explanation;
mod hand_over;
mod harness;
mod late;
mod live;
mod main_job;
mod merging;
mod outages;
mod permissions;
mod queue;
mod replies;
mod routes;
mod second_line;
mod stale;
#[path = "../support/structure.rs"]
mod structure;
mod tasks;
mod telephone;
mod texts_of_people;
mod ticket_page;
mod waiting;
