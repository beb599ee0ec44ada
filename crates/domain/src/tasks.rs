//! Child tasks: remote hands (§ 15 pkt 8) and work split to other units. They never move their ticket.

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::text::{Faults, Need, SHORT_LIMIT, TEXT_LIMIT};
use crate::{
    Act, Author, Change, Desk, Event, LetterKind, Moment, Recipient, Refusal, Ticket, UserId,
};

/// What kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Work on the spot for the second line, by the unit whose duty names the service.
    RemoteHands,
    /// A part of the work, for another unit.
    Part,
}

impl TaskKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::RemoteHands, Self::Part];

    /// The name in the database, the API and forms: `remote_hands`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RemoteHands => "remote_hands",
            Self::Part => "part",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Given, nobody has taken it yet.
    Open,
    /// Somebody of the unit works on it.
    Taken,
    /// Done.
    Done,
    /// The unit cannot do it.
    Declined,
    /// No longer needed.
    Withdrawn,
}

impl TaskState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Taken,
        Self::Done,
        Self::Declined,
        Self::Withdrawn,
    ];

    /// The name in the database, the API and forms: `declined`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Done => "done",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether nothing more happens to the task.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Open | Self::Taken)
    }
}

/// What is to be done, where, and whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// What kind; under another name in the history, where `kind` is the act's.
    #[serde(rename = "work")]
    pub kind: TaskKind,
    /// The unit that does it.
    pub to: UnitCode,
    /// Its provision.
    pub duty: Reference,
    /// Building and room.
    pub place: String,
    /// Whom to ask on the spot.
    pub contact: String,
    /// What is to be done.
    pub what: String,
}

/// A task as it stands: a fold of its ticket's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number within the ticket: the sequence of the event that gave it.
    pub number: i64,
    /// What is to be done.
    pub work: Work,
    /// Where it stands.
    pub state: TaskState,
    /// Who does it.
    pub assignee: Option<UserId>,
    /// What came of it; empty until it has ended.
    pub result: String,
    /// When it was given.
    pub opened_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl Task {
    /// The task that an event gives.
    pub fn given(event: &Event) -> Option<Self> {
        let Act::TaskGiven(work) = &event.act else {
            return None;
        };
        Some(Self {
            number: event.sequence,
            work: Work::clone(work),
            state: TaskState::Open,
            assignee: None,
            result: String::new(),
            opened_at: event.at,
            ended_at: None,
        })
    }
}

/// Every task of a ticket, from its whole history, in the order in which they were given.
pub fn tasks(history: &[Event]) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for event in history {
        tasks.extend(Task::given(event));
        match &event.act {
            Act::TaskTaken { task } => {
                if let Some(task) = tasks.iter_mut().find(|one| one.number == *task) {
                    task.state = TaskState::Taken;
                    task.assignee = event.by.user;
                }
            }
            Act::TaskEnded { task, how, result } => {
                if let Some(task) = tasks.iter_mut().find(|one| one.number == *task) {
                    task.state = *how;
                    task.result.clone_from(result);
                    task.ended_at = Some(event.at);
                }
            }
            _ => {}
        }
    }
    tasks
}

impl Desk {
    /// The unit that works on the spot for the second line, and the duty that says so; `None` when the
    /// ordinance knows no such service.
    pub fn remote_hands(&self) -> Option<(UnitCode, Reference)> {
        let names_it = |duty: &&ordinance::Provision| duty.text.contains("zdalnych rąk");
        let duty = self.ordinance().duties().find(names_it)?;
        Some((duty.unit.clone()?, duty.reference))
    }
}

impl Ticket {
    /// Gives a part of the work to another unit; the ticket stays where it is.
    ///
    /// # Errors
    /// [`Refusal::Fields`] (`place`, `contact`, `what`), [`Refusal::NoRemoteHands`] when remote hands are
    /// asked of another unit than the ordinance names or for a unit that is not of the second line,
    /// [`Refusal::AlreadyThere`], [`Refusal::UnknownUnit`], [`Refusal::UnknownDuty`],
    /// [`Refusal::ForeignDuty`], [`Refusal::Finished`], [`Refusal::WrongStatus`] when it is solved.
    pub fn give_task(
        &self,
        work: Work,
        desk: &Desk,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        if !self.status.is_open() {
            return Err(Refusal::WrongStatus {
                status: self.status,
            });
        }
        if work.kind == TaskKind::RemoteHands {
            let service = desk.remote_hands();
            let asked = Some((work.to.clone(), work.duty));
            if service != asked || !desk.is_second_line(&self.unit) {
                return Err(Refusal::NoRemoteHands);
            }
        }
        desk.known(&work.to)?;
        if work.to == self.unit {
            return Err(Refusal::AlreadyThere { unit: work.to });
        }
        desk.duty_of(&work.to, work.duty)?;
        let mut faults = Faults::default();
        let need = match work.kind {
            TaskKind::RemoteHands => Need::Required,
            TaskKind::Part => Need::Optional,
        };
        let work = Work {
            place: faults.line("place", &work.place, SHORT_LIMIT, need),
            contact: faults.line("contact", &work.contact, SHORT_LIMIT, need),
            what: faults.required("what", &work.what, TEXT_LIMIT),
            ..work
        };
        let work = faults.finish(work)?;
        let to = work.to.clone();
        let mut change = self.change(Act::TaskGiven(Box::new(work)), by, moment);
        change.write(LetterKind::Task, Recipient::Unit(to));
        Ok(change)
    }

    /// Takes a task; the author works on it from now on.
    ///
    /// # Errors
    /// [`Refusal::TaskEnded`], [`Refusal::AlreadyYours`], [`Refusal::Finished`].
    pub fn take_task(&self, task: &Task, by: Author, moment: Moment) -> Result<Change, Refusal> {
        self.unfinished()?;
        if task.state.is_final() {
            return Err(Refusal::TaskEnded);
        }
        if task.assignee.is_some() && task.assignee == by.user {
            return Err(Refusal::AlreadyYours);
        }
        let act = Act::TaskTaken { task: task.number };
        Ok(self.change(act, by, moment))
    }

    /// Ends a task with its result: done or declined by its unit, withdrawn by the unit that holds the
    /// ticket. The other side gets a letter.
    ///
    /// # Errors
    /// [`Refusal::TaskEnded`], [`Refusal::Fields`] (`result`; `how` when it is no end),
    /// [`Refusal::Finished`].
    pub fn end_task(
        &self,
        task: &Task,
        how: TaskState,
        result: &str,
        by: Author,
        moment: Moment,
    ) -> Result<Change, Refusal> {
        self.unfinished()?;
        if task.state.is_final() {
            return Err(Refusal::TaskEnded);
        }
        let mut faults = Faults::default();
        if !how.is_final() {
            faults.note("how", crate::FieldFault::UnknownValue);
        }
        let result = faults.required("result", result, TEXT_LIMIT);
        let act = Act::TaskEnded {
            task: task.number,
            how,
            result: faults.finish(result)?,
        };
        let to = match how {
            TaskState::Withdrawn => task.work.to.clone(),
            _ => self.unit.clone(),
        };
        let mut change = self.change(act, by, moment);
        change.write(LetterKind::TaskResult, Recipient::Unit(to));
        Ok(change)
    }
}
