//! Figures of the desk's work (§ 8 pkt 4, § 18 pkt 18): what each counts, and of which tickets.
//!
//! [`TicketFigures`] is what one ticket brings to the figures, as a pure fold over its history.
//! [`Count`] adds tickets up over a [`Period`] and gives [`Analyses`]. What each figure means stands
//! in `docs/analyses.md`. No database, no clock, no words: the same tickets always give the same figures.

mod count;
pub mod csv;
mod period;
mod sums;
mod ticket;

pub use count::{Analyses, Count, Misrouted, Stretch, UnitSums};
pub use period::{Days, Period, PeriodError};
pub use sums::{Ages, Kept, Sums, Times};
pub use ticket::{Deadline, End, Ended, TicketFigures};
