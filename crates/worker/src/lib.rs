//! Claims jobs and does the slow or outside things: today, letters. Serves no HTTP.
//!
//! A [`Worker`] takes letters from the outbox by lease, writes each from fresh data, hands it over
//! and reports what became of it. Nothing of the database is held while a letter is on its way, so a
//! slow mail server slows nobody down, and any number of workers may run on one database.
//!
//! What is promised: a letter is handed over at least once, and whoever gets it twice gets the same
//! Message-ID twice. One letter that cannot be delivered stops no other. A letter that is given up is
//! listed as undelivered with the reason.

mod addresses;
mod caps;
mod clockwork;
mod compose;
mod deliver;
mod drafts;
mod histories;
mod link;
mod outages;
mod priority;
mod refit;
mod run;
mod running;
mod schedule;
mod settings;
mod steps;
mod telling;
mod tidy;
mod undeliverable;
mod underway;

pub use caps::Caps;
pub use clockwork::Clockwork;
pub use outages::OutagesDone;
pub use refit::{Learner, LearningSettings, Refit, RefitError};
pub use run::Worker;
pub use settings::{Settings, UnitAddresses};
pub use steps::StepsDone;
pub use underway::UnderWay;
