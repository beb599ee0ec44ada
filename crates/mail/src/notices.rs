//! The facts of letters about clocks, and of those that stand for several letters. What clocks say
//! comes as whole sentences, the same that the pages show.

use domain::{LetterKind, Priority, TicketNumber};
use jiff::Timestamp;

use crate::{Page, UnitName};

/// To whoever a step tells: a clock of one ticket runs down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// How it presses.
    pub priority: Priority,
    /// The unit that has to see to it.
    pub unit: UnitName,
    /// Whether the reader is asked as a superior, and not as the one who does the work.
    pub to_superior: bool,
    /// Whether the time is over.
    pub late: bool,
    /// Where the clock stands: "rozwiązanie po terminie od dzisiaj, 12:00 (…)".
    pub line: String,
    /// Why now: the promise, and what of it is used.
    pub why: Vec<String>,
    /// The stretches of time, counted or not.
    pub rows: Vec<Stretch>,
    /// The ticket's page at the desk.
    pub url: String,
}

/// A stretch of time of a reckoning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first second.
    pub from: Timestamp,
    /// The first second after it.
    pub to: Timestamp,
    /// "liczy się 2 h, czas pracy".
    pub words: String,
}

/// To anybody: what would have been several letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Why they come together.
    pub about: SummaryOf,
    /// The tickets, in the order in which there was something to tell.
    pub items: Vec<SummaryItem>,
    /// Where all of them can be seen.
    pub url: String,
}

/// What a summary stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryOf {
    /// Steps that came due together.
    Steps,
    /// Steps that came due while no worker ran.
    CatchUp,
    /// Letters of one kind to a unit, beyond the number that an address gets within a time.
    Letters(LetterKind),
    /// The same to a requester.
    OwnLetters(LetterKind),
}

/// One ticket of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryItem {
    /// The number people quote.
    pub number: TicketNumber,
    /// The subject; empty in letters to requesters, which carry no words of anybody.
    pub subject: String,
    /// Where its clocks stand, each once; empty for letters.
    pub lines: Vec<String>,
    /// Its page; empty when the reader has none without a secret link.
    pub url: String,
}

/// To the requester: closed by itself, some days after it was solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// When it was solved.
    pub resolved_at: Timestamp,
    /// Where the requester sees the ticket.
    pub page: Page,
}
