//! Learning from past tickets: on top of the shipped model, in seconds, and to be taken back at any time.
//!
//! [`History::select`] chooses what may be learned from, [`adapt`] learns, [`Matcher::adapted`] ranks by it, and
//! [`trial`] says whether that is no worse than before. The shipped model is never changed.

mod adaptation;
mod bytes;
mod extra;
mod learning;
mod nearest;
mod planes;
mod select;
mod trial;
mod trust;

pub use self::adaptation::{Adaptation, AdaptationError};
pub use self::learning::adapt;
pub use self::nearest::NearPast;
pub use self::select::{Caps, History, LeftOut, Reason, Selected};
pub use self::trial::{Half, Labelled, Standing, Trial, Tried, Verdict, trial};

use ordinance::{Reference, UnitCode};

#[cfg(doc)]
use crate::Matcher;

/// A solved ticket: what was asked, and which unit solved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastTicket {
    /// Its number; shown as a near past ticket, and what puts it among those learned from or those tried on.
    pub id: String,
    /// First line of the request.
    pub subject: String,
    /// The rest of it.
    pub body: String,
    /// The unit that solved it.
    pub unit: UnitCode,
    /// The provision it was solved under, if known. One of another unit is taken as not known.
    pub duty: Option<Reference>,
    /// Who decided that it was this unit's; all tickets without a name are taken as decided by one person.
    pub decided_by: String,
    /// Who asked; all tickets without a name are taken as one person's.
    pub requester: String,
    /// When it was decided, in seconds since 1970.
    pub at: i64,
}

impl PastTicket {
    /// As the text of a ticket is read: subject, line feed, body.
    pub(crate) fn text(&self) -> String {
        format!("{}\n{}", self.subject, self.body)
    }
}
