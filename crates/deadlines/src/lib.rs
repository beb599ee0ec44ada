//! What the clocks of a ticket say, in words: when it is due, how much time is left, and why.
//!
//! [`report`] puts [`domain::clock::Clocks`] into sentences once; page, API and command line show the
//! same [`Report`]. [`Wording`] has the single sentences, for badges and for the requester. Pure: no
//! clock, no database; the moment is the one for which the clocks were worked out.

mod report;
mod text;
mod wording;

pub use report::{ClockReport, PromiseReport, Report, RowReport, TargetReport, report};
pub use wording::{Tone, Wording, nearest, nearest_on_the_other_side};
