//! The facts of each letter: exactly what it shows and nothing more.

use domain::{
    ActKind, CommentPart, FullComment, Impact, Priority, Requester, TaskKind, TaskState,
    TicketNumber, Urgency, WaitingFor,
};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};

use crate::merging::{Merge, Parting};
use crate::notices::{Closing, Reminder, Summary};
use crate::outages::OutageNews;
use crate::priority::{PriorityForUnit, PriorityLetter};

/// A letter's facts, by kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// To the requester: filed, under this number.
    Confirmation(Confirmation),
    /// To the second line: the full comment.
    Escalation(Box<Escalation>),
    /// To the competent unit: reason and provision.
    Transfer(Box<Transfer>),
    /// To the first line: came back, with the reason.
    Return(Box<Return>),
    /// To the requester: a public note by staff.
    Answer(Answer),
    /// To the requester: solved.
    Resolution(Resolution),
    /// To the holding unit: not solved after all.
    Reopening(Box<Reopening>),
    /// To the requester: for what their ticket waits.
    Pause(Pause),
    /// To the holding unit: the answer that was waited for.
    Reply(Box<Reply>),
    /// To the superior of two units: they do not agree whose the ticket is.
    Arbitration(Box<Arbitration>),
    /// To both units: what their superior has decided.
    Ruling(Box<Ruling>),
    /// To the unit that is to do a part of the work.
    Task(Box<TaskLetter>),
    /// To the other side: what came of it.
    TaskResult(Box<TaskResult>),
    /// To the requester: an occasion is booked, called off, or was not served.
    Booking(Box<BookingLetter>),
    /// To whoever a step tells: a clock of one ticket runs down.
    Reminder(Box<Reminder>),
    /// To anybody: what would have been several letters.
    Summary(Box<Summary>),
    /// To the requester: what is known of the outage to which their tickets belong.
    OutageNews(Box<OutageNews>),
    /// To the requester: their ticket presses more or less than before.
    Priority(PriorityLetter),
    /// To the holding unit: the same.
    PriorityForUnit(Box<PriorityForUnit>),
    /// To the requester: closed by itself, some days after it was solved.
    Closing(Closing),
    /// To the requester of a duplicate: as which ticket theirs goes on.
    Merge(Merge),
    /// To the requester of what was taken for a duplicate: it goes on by itself again.
    Parting(Parting),
}

/// A booking, for the requester.
#[derive(Clone, Debug, PartialEq)]
pub struct BookingLetter {
    /// The ticket.
    pub number: TicketNumber,
    /// Its subject.
    pub subject: String,
    /// Who booked or ended it.
    pub by: Writer,
    /// The booking and what became of it.
    pub booked: domain::Booked,
    /// The ticket's id, from which its name in calendars comes.
    pub ticket: domain::TicketId,
    /// Where the requester sees the ticket.
    pub page: Page,
}

/// A unit as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// `IT-04-1`.
    pub code: UnitCode,
    /// `Referat ds. …`.
    pub name: String,
}

/// A provision with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Where it stands.
    pub reference: Reference,
    /// Its words, those of its point before its own when it is a letter.
    pub words: String,
    /// Number of the ordinance, `1756/2022`.
    pub ordinance: String,
}

/// The page of a ticket that the reader of the letter can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The whole address.
    pub url: String,
    /// Whether the address itself opens the page, so that it must not be passed on.
    pub secret: bool,
    /// The ticket as which the reader's goes on; they do not see that one.
    pub goes_on: Option<TicketNumber>,
}

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Name.
    pub name: String,
    /// The unit they acted for; `None` for a requester.
    pub unit: Option<UnitName>,
}

/// A ticket as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The number people quote.
    pub number: TicketNumber,
    /// One line.
    pub subject: String,
    /// What happened, in the requester's words.
    pub body: String,
    /// Who needs help.
    pub requester: Requester,
    /// How many people.
    pub impact: Impact,
    /// How urgent.
    pub urgency: Urgency,
    /// From impact × urgency.
    pub priority: Priority,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// Its page at the desk.
    pub url: String,
    /// What happened to it so far, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// One line of a ticket's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub act: ActKind,
    /// Who.
    pub by: Writer,
    /// The unit it was handed to.
    pub to: Option<UnitCode>,
    /// What they wrote.
    pub words: Option<String>,
}

/// To the requester: filed, under this number. Carries none of the requester's own words, so that
/// the form cannot be used to send text to strangers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The number people quote.
    pub number: TicketNumber,
    /// The first line, which reads every ticket.
    pub first_line: UnitName,
    /// The unit that seems competent and the provision that says so; `None` when the words of the
    /// ticket do not decide.
    pub proposed: Option<(UnitName, Basis)>,
    /// Where the requester sees the ticket.
    pub page: Page,
}

/// To the second line: the full comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// The ticket.
    pub case: Case,
    /// Who escalates.
    pub by: Writer,
    /// Under which provision of the second line.
    pub basis: Basis,
    /// What the second line needs to start at once.
    pub comment: FullComment,
}

/// To the competent unit: reason and provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The ticket.
    pub case: Case,
    /// Who hands it over.
    pub by: Writer,
    /// Under which provision of the receiving unit.
    pub basis: Basis,
    /// Why.
    pub reason: String,
}

/// To the first line: came back, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// The ticket.
    pub case: Case,
    /// Who sends it back.
    pub by: Writer,
    /// Why.
    pub reason: String,
    /// Parts of the full comment that say too little.
    pub incomplete: Vec<CommentPart>,
    /// The unit that is competent, and its provision that says so.
    pub points_to: Option<(UnitName, Basis)>,
}

/// To the requester: a public note by staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who writes.
    pub by: Writer,
    /// What they write.
    pub note: String,
    /// Where the requester sees the ticket and can answer.
    pub page: Page,
}

/// To the requester: solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who solved it.
    pub by: Writer,
    /// How, in words for the requester.
    pub solution: String,
    /// The last day on which it can be reopened, when it closes by itself.
    pub reopen_until: Option<Timestamp>,
    /// Where the requester sees the ticket and can reopen it.
    pub page: Page,
}

/// To the holding unit: not solved after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// The ticket.
    pub case: Case,
    /// Who opened it again.
    pub by: Writer,
    /// What still is wrong.
    pub reason: String,
}

/// To the requester: for what their ticket waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The number people quote.
    pub number: TicketNumber,
    /// The ticket's subject.
    pub subject: String,
    /// Who lets it wait.
    pub by: Writer,
    /// For what.
    pub why: WaitingFor,
    /// When the waiting is over by itself.
    pub until: Option<Timestamp>,
    /// In words for the requester.
    pub reason: String,
    /// Where the requester sees the ticket and can answer.
    pub page: Page,
}

/// To the holding unit: the answer that was waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The ticket.
    pub case: Case,
    /// Who answers.
    pub by: Writer,
    /// What they write.
    pub text: String,
}

/// To the superior of two units: they do not agree whose the ticket is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arbitration {
    /// The ticket; its address is that of the form.
    pub case: Case,
    /// Who handed it over last.
    pub by: Writer,
    /// The units.
    pub between: [UnitName; 2],
}

/// To both units: what their superior has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The ticket.
    pub case: Case,
    /// Who has decided.
    pub by: Writer,
    /// Whose it is.
    pub to: UnitName,
    /// By which of its duties.
    pub basis: Basis,
    /// Why.
    pub reason: String,
}

/// To the unit that is to do a part of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskLetter {
    /// The ticket; its address is that of the task.
    pub case: Case,
    /// Who asks.
    pub by: Writer,
    /// What kind of work.
    pub kind: TaskKind,
    /// Under which provision of the unit.
    pub basis: Basis,
    /// Building and room; may be empty.
    pub place: String,
    /// Whom to ask on the spot; may be empty.
    pub contact: String,
    /// What is to be done.
    pub what: String,
}

/// To the other side: what came of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskResult {
    /// The ticket; its address is that of the task.
    pub case: Case,
    /// Who ended it.
    pub by: Writer,
    /// Done, declined or withdrawn.
    pub how: TaskState,
    /// What came of it.
    pub result: String,
}
