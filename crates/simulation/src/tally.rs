//! What happened.

use serde::Serialize;

/// Counts of what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Tickets filed.
    pub tickets: u64,
    /// Acts written, filings and closings by themselves included.
    pub acts: u64,
    /// Of these, tickets that closed by themselves.
    pub closings: u64,
    /// Steps told, those told together with a later one included.
    pub steps: u64,
    /// Of these, steps told together with a later one.
    pub together: u64,
    /// Steps told late, because no worker ran.
    pub caught_up: u64,
    /// Letters that arrived, each counted once.
    pub letters: u64,
    /// Letters that were told of in a summary, because one address got too many.
    pub gathered: u64,
    /// Letters that arrived again, with the same Message-ID, because a worker died before it could
    /// write down that they were sent.
    pub repeated: u64,
    /// Letters refused by the mail server for good.
    pub refusals: u64,
    /// Letters that a person put aside after that.
    pub put_aside: u64,
    /// Letters in which what came up in a day was told at the hour that somebody had chosen.
    pub digests: u64,
    /// How often workers went on by settings that were changed.
    pub settings_read: u64,
    /// Bookings made, changes of them included.
    pub bookings: u64,
    /// Acts refused by the rules of the desk.
    pub refused: u64,
    /// Acts that came too late, and were not written.
    pub stale: u64,
    /// Workers that died at work.
    pub deaths: u64,
    /// Looks of the workers.
    pub looks: u64,
    /// Tickets still open at the end, each with a reason.
    pub open: u64,
}
