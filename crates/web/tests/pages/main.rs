//! The pages as a browser gets them, over a database in a temporary folder.

#![expect(
    clippy::unwrap_used,
    reason = "what fails in a test's own helper fails the test"
)]

mod edge;
mod filing;
mod forms;
mod harness;
mod hostile;
mod language;
mod letters;
mod own_tickets;
mod rating;
mod sign_in;
#[path = "../support/structure.rs"]
mod structure;
mod without_a_click;
