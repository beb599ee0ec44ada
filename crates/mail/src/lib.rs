//! Letters to MIME to SMTP or a folder. Decides nothing.
//!
//! Three steps, each usable alone: [`render`] turns the facts of a letter ([`Content`]) into subject,
//! plain text and HTML; [`Envelope::seal`] puts them into a MIME message; [`Transport::send`] hands
//! the message over. Which letter goes to whom, and when to try again, is decided elsewhere. No clock
//! is read here but for timeouts: every date in a letter is given from outside.

mod address;
mod content;
mod document;
mod letters;
mod merging;
mod message;
mod notices;
mod outages;
mod plain;
mod priority;
mod render;
mod transport;

pub use address::{Address, AddressError};
pub use content::{
    Answer, Arbitration, Basis, BookingLetter, Case, Confirmation, Content, Escalation,
    HistoryEntry, Page, Pause, Reopening, Reply, Resolution, Return, Ruling, TaskLetter,
    TaskResult, Transfer, UnitName, Writer,
};
pub use merging::{Merge, Parting};
pub use message::{Envelope, Message, MessageError};
pub use notices::{Closing, Reminder, Stretch, Summary, SummaryItem, SummaryOf};
pub use outages::{OutageNews, OutageNewsOf};
pub use priority::{PriorityChange, PriorityForUnit, PriorityLetter};
pub use render::{RenderError, Rendered, render, render_with_files};
pub use transport::folder::Folder;
pub use transport::probe::{Probe, ProbeAnswer};
pub use transport::smtp::{Encryption, Smtp, SmtpSettings, SmtpSettingsError};
pub use transport::{SendError, Transport};
