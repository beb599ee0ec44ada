//! What became of the letters about one ticket.

use std::collections::{BTreeMap, HashMap};

use domain::{JobId, LetterKind, Recipient, TicketId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::letters::{kind, recipient};
use crate::types::{Ts, named};
use crate::{Conn, Result, StoreError};

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
    rows.into_iter().map(TicketLetter::try_from).collect()
}

impl TryFrom<Row> for TicketLetter {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: JobId(row.id),
            kind: kind(&row.kind)?,
            to: recipient(row.to_unit.as_deref())?,
            state: named("state", &row.state, JobState::from_name(&row.state))?,
            at: row.at.0,
        })
    }
}

#[derive(sqlx::FromRow)]
struct RowOf {
    ticket: Uuid,
    created_at: Ts,
    sequence: i64,
    #[sqlx(flatten)]
    letter: Row,
}

/// The columns of [`RowOf`], of jobs `j` called for by events `e`, and where they come from.
macro_rules! select_of {
    ($ticket:literal, $from:literal) => {
        concat!(
            "select ",
            $ticket,
            " as ticket, j.created_at, e.sequence, j.id, j.kind, j.to_unit,
                    case when exists (select 1 from notices n where n.job = j.id)
                         then 'gathered' else j.state end as state,
                    coalesce(j.finished_at, j.created_at) as at
             from ",
            $from,
            " join events e on e.id = j.event"
        )
    };
}

/// The same for some tickets (at most 1,000), in one reading; none for tickets without letters.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_tickets(
    conn: &mut Conn,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<TicketLetter>>> {
    let ids = tickets.iter().map(|ticket| ticket.0);
    let own: Vec<RowOf> = conn
        .select(select_of!("j.ticket", "jobs j"))
        .and_any("j.ticket", ids.clone())
        .finish()
        .all()
        .await?;
    let told: Vec<RowOf> = conn
        .select(select_of!(
            "t.ticket",
            "notices t join jobs j on j.id = t.letter"
        ))
        .and_any("t.ticket", ids)
        .finish()
        .all()
        .await?;
    // In order, and each once.
    let mut all: BTreeMap<_, TicketLetter> = BTreeMap::new();
    for row in own.into_iter().chain(told) {
        let place = (row.ticket, row.created_at.0, row.sequence, row.letter.id);
        all.insert(place, row.letter.try_into()?);
    }
    let mut of_tickets: HashMap<TicketId, Vec<TicketLetter>> = HashMap::new();
    for ((ticket, ..), letter) in all {
        of_tickets.entry(TicketId(ticket)).or_default().push(letter);
    }
    Ok(of_tickets)
}
