//! What the requester of a duplicate sees of the ticket as which theirs goes on: where it stands, what
//! the staff said since, and nothing that its own requester wrote.

use domain::{ActKind, Event, Status, Ticket};
use store::attachments::{self, Attachment};
use store::{Conn, tickets};
use uuid::Uuid;

use crate::WebError;

/// The ticket as which another one goes on, as far as the other's requester may see it.
pub(crate) struct Together {
    pub(crate) main: Ticket,
    pub(crate) history: Vec<Event>,
    /// What came with it.
    pub(crate) files: Vec<Attachment>,
    /// Sequence of the event by which the duplicate came.
    since: i64,
}

impl Together {
    /// `None` for a ticket that goes on by itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(conn: &mut Conn, ticket: &Ticket) -> Result<Option<Self>, WebError> {
        let Some(main) = main_of(conn, ticket).await? else {
            return Ok(None);
        };
        let absorbed = main.merging.absorbed.iter();
        let since = absorbed
            .filter(|one| one.ticket == ticket.id)
            .map(|one| one.since)
            .next_back();
        let history = tickets::history(conn, main.id).await?;
        let files = attachments::of_ticket(conn, main.id).await?;
        Ok(Some(Self {
            since: since.unwrap_or(i64::MAX),
            history,
            files,
            main,
        }))
    }

    /// What the staff did and said since then that requesters may read.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Event> {
        self.history.iter().filter(|event| {
            event.sequence > self.since && event.by.unit.is_some() && !event.is_internal()
        })
    }

    /// The files that came with one of these.
    pub(crate) fn files_of(&self, event: &Event) -> impl Iterator<Item = &Attachment> {
        let id = event.id;
        let own = move |file: &&Attachment| file.event == Some(id) && !file.is_internal;
        self.files.iter().filter(own)
    }

    /// One of the files that came with what is shown; `None` for any other.
    pub(crate) fn file(&self, id: Uuid) -> Option<&Attachment> {
        self.shown()
            .flat_map(|event| self.files_of(event))
            .find(|file| file.id == id)
    }

    /// What the requester of the duplicate can do: write, and open their own ticket again when the
    /// solution did not help them.
    pub(crate) fn possible(&self) -> Vec<ActKind> {
        match self.main.status {
            Status::Resolved => vec![ActKind::Reopened, ActKind::Noted],
            status if status.is_final() => Vec::new(),
            _ => vec![ActKind::Noted],
        }
    }
}

/// The ticket as which this one goes on; `None` when it goes on by itself.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn main_of(conn: &mut Conn, ticket: &Ticket) -> Result<Option<Ticket>, WebError> {
    match ticket.merging.into {
        Some(into) => Ok(tickets::by_id(conn, into.ticket).await?),
        None => Ok(None),
    }
}
