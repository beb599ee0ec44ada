//! The JSON API as its clients meet it: the whole router over a database of its own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod acts;
mod articles;
mod attachments;
mod attacks;
mod clocks;
mod document;
mod filing;
mod harness;
mod listing;
mod merging;
mod outages;
mod ratings;
mod reading;
mod suggestions;
