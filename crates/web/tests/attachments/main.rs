//! Files and drafts of forms, as a browser gets them, over a database in a temporary folder.

#![expect(
    clippy::unwrap_used,
    reason = "what fails in a test's own helper fails the test"
)]

mod drafts;
mod files;
#[path = "../pages/harness.rs"]
mod harness;
mod multipart;
mod readers;
#[path = "../support/structure.rs"]
mod structure;
