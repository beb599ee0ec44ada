//! What became of the letters about one ticket.

use domain::{JobId, LetterKind, Recipient, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::letters::{kind, recipient};
use crate::types::{Ts, named};
use crate::{Conn, Result};

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// To be sent.
    Queued,
    /// Handed over to the mail server.
    Sent,
    /// Given up; a person has to decide.
    Undelivered,
    /// Put aside for good.
    Discarded,
    /// Not sent alone, because there were too many: a summary tells of it.
    Gathered,
}

impl JobState {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "queued" => Some(Self::Queued),
            "sent" => Some(Self::Sent),
            "undelivered" => Some(Self::Undelivered),
            "discarded" => Some(Self::Discarded),
            "gathered" => Some(Self::Gathered),
            _ => None,
        }
    }
}

/// A letter that an act called for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketLetter {
    /// Its job.
    pub id: JobId,
    /// What it is.
    pub kind: LetterKind,
    /// To whom.
    pub to: Recipient,
    /// What became of it.
    pub state: JobState,
    /// When it came to that; of a queued one, when the event happened.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    to_unit: Option<String>,
    state: String,
    at: Ts,
}

/// Every letter that was called for about a ticket, in the order in which they were called for; also those that tell of several tickets.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<TicketLetter>> {
    let rows: Vec<Row> = conn
        .sql(
            "select j.id, j.kind, j.to_unit,
                    case when exists (select 1 from notices n where n.job = j.id)
                         then 'gathered' else j.state end as state,
                    coalesce(j.finished_at, j.created_at) as at
             from jobs j join events e on e.id = j.event
             where j.ticket = $1
                or j.id in (select n.letter from notices n where n.ticket = $1)
             order by j.created_at, e.sequence, j.id",
        )
        .bind(ticket.0)
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(TicketLetter {
                id: JobId(row.id),
                kind: kind(&row.kind)?,
                to: recipient(row.to_unit.as_deref())?,
                state: named("state", &row.state, JobState::from_name(&row.state))?,
                at: row.at.0,
            })
        })
        .collect()
}
