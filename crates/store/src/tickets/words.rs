//! Words of tickets as the search sees them: stems, written down in the transaction of the act.

use domain::{Act, Event, IncidentStep, Ticket, TicketId, Visibility};
use uuid::Uuid;

use crate::{Conn, Result, Store};

/// Words of one text that are kept: what follows in a longer one is not found.
const MOST_WORDS: usize = 20_000;
/// Tickets whose words are made again in one transaction.
const BATCH: i64 = 200;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Number, subject and body.
    Filed,
    /// The requester's name, e-mail, department, room and telephone.
    Requester,
    /// What the requester may read: answers, solutions.
    Public,
    /// What only staff may read.
    Internal,
}

impl Field {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Requester => "requester",
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }
}

/// So many stems make a ticket's number, with which its words begin.
pub(super) const OF_A_NUMBER: usize = 3;

/// The words of a ticket as it was filed, as they are kept.
pub(super) fn filed(ticket: &Ticket) -> String {
    stems(&format!(
        "{}\n{}\n{}",
        ticket.number, ticket.subject, ticket.body
    ))
}

/// Makes the words of what `event` says findable.
pub(super) async fn keep(conn: &mut Conn, event: &Event) -> Result<()> {
    for (field, text) in texts(&event.act) {
        insert(conn, event, field, &stems(&text)).await?;
    }
    match &event.act {
        Act::Absorbed { ticket, .. } => keep_of_duplicate(conn, event, *ticket).await,
        Act::Released { ticket, .. } => forget_duplicate(conn, event, *ticket).await,
        _ => Ok(()),
    }
}

/// Makes a ticket findable by what was said in its duplicate, for the staff: its requester must not find it
/// by the words of somebody else.
async fn keep_of_duplicate(conn: &mut Conn, event: &Event, duplicate: TicketId) -> Result<()> {
    let (mut said, mut who) = (Vec::new(), Vec::new());
    for event in super::history(conn, duplicate).await? {
        for (field, text) in texts(&event.act) {
            let part = if field == Field::Requester {
                &mut who
            } else {
                &mut said
            };
            part.push(text);
        }
    }
    for (field, texts) in [(Field::Internal, said), (Field::Requester, who)] {
        insert(conn, event, field, &stems(&texts.join("\n"))).await?;
    }
    Ok(())
}

async fn forget_duplicate(conn: &mut Conn, event: &Event, duplicate: TicketId) -> Result<()> {
    for earlier in super::history(conn, event.ticket).await? {
        if earlier.sequence < event.sequence
            && matches!(earlier.act, Act::Absorbed { ticket, .. } if ticket == duplicate)
        {
            conn.later("delete from ticket_words where ticket = $1 and place = $2")
                .bind(event.ticket.0)
                .bind(earlier.sequence)
                .run()
                .await?;
        }
    }
    Ok(())
}

async fn insert(conn: &mut Conn, event: &Event, field: Field, words: &str) -> Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    conn.later(
        "insert into ticket_words (ticket, place, field, words) values ($1, $2, $3, $4)
         on conflict (ticket, place, field) do nothing",
    )
    .bind(event.ticket.0)
    .bind(event.sequence)
    .text(field.as_str())
    .text(words)
    .run()
    .await?;
    Ok(())
}

/// The stems of a text, with a space between them.
pub(crate) fn stems(text: &str) -> String {
    let stems: Vec<String> = polish::words(text)
        .take(MOST_WORDS)
        .map(|word| stem(&word))
        .collect();
    stems.join(" ")
}

/// What a word is found by: its stem, short forms written out (`kompa` as `komputer`).
pub(super) fn stem(word: &polish::Word) -> String {
    polish::stem(polish::written_out(&word.folded).unwrap_or(&word.folded))
}

/// What an act says, each field at most once.
fn texts(act: &Act) -> Vec<(Field, String)> {
    match act {
        Act::Registered(filed) => {
            let who = &filed.requester;
            vec![
                (
                    Field::Filed,
                    format!("{}\n{}\n{}", filed.number, filed.subject, filed.body),
                ),
                (
                    Field::Requester,
                    [
                        &who.name,
                        &who.email,
                        &who.department,
                        &who.room,
                        &who.phone,
                    ]
                    .map(String::as_str)
                    .join("\n"),
                ),
            ]
        }
        Act::Noted { visibility, text } => vec![(
            match visibility {
                Visibility::Public => Field::Public,
                Visibility::Internal => Field::Internal,
            },
            text.clone(),
        )],
        Act::Escalated { comment, .. } => {
            let parts = [
                comment.symptoms(),
                comment.tried(),
                comment.why_not_solved(),
                comment.contact(),
            ];
            vec![(Field::Internal, parts.join("\n"))]
        }
        Act::Transferred { reason, .. }
        | Act::Returned { reason, .. }
        | Act::PriorityChanged { reason, .. }
        | Act::Decided { reason, .. } => {
            vec![(Field::Internal, reason.clone())]
        }
        Act::Resolved { solution: text }
        | Act::Paused { reason: text, .. }
        | Act::Reopened { reason: text }
        | Act::Cancelled { reason: text } => vec![(Field::Public, text.clone())],
        Act::TaskGiven(work) => vec![(Field::Internal, work.what.clone())],
        Act::Booked(booking) => {
            let named = [&booking.crew[..], &booking.equipment[..]].concat();
            vec![(
                Field::Public,
                format!("{}\n{}", booking.place, named.join("\n")),
            )]
        }
        Act::BookingEnded { note, .. } => vec![(Field::Public, note.clone())],
        Act::Incident {
            step:
                IncidentStep::Reported {
                    reference: words, ..
                }
                | IncidentStep::NotNeeded { reason: words, .. },
        } => vec![(Field::Internal, words.clone())],
        Act::OutageJoined { title, .. } | Act::OutageLeft { title, .. } => {
            vec![(Field::Public, title.clone())]
        }
        Act::TaskEnded { result, .. } => vec![(Field::Internal, result.clone())],
        Act::Merged { reason, .. } => vec![(Field::Internal, reason.clone())],
        Act::Parted { reason, .. } => vec![(Field::Public, reason.clone())],
        Act::Heard { text, .. } => vec![(Field::Internal, text.clone())],
        Act::Incident {
            step: IncidentStep::DataLeak { .. },
        }
        | Act::Absorbed { .. }
        | Act::Released { .. }
        | Act::Claimed
        | Act::PutDown
        | Act::Accepted
        | Act::Resumed
        | Act::TaskTaken { .. }
        | Act::Closed => Vec::new(),
    }
}

impl Store {
    /// Makes the words of tickets that have none yet: those filed before there was a search, or whose words
    /// were deleted. Does nothing when all have them.
    pub(crate) async fn make_missing_words(&self) -> Result<()> {
        let mut done = Uuid::nil();
        loop {
            let mut tx = self.write().await?;
            let tickets: Vec<Uuid> = tx
                .sql(
                    "select id from tickets t where id > $1
                         and not exists (select 1 from ticket_words w where w.ticket = t.id)
                     order by id limit $2",
                )
                .bind(done)
                .bind(BATCH)
                .values()
                .await?;
            for &ticket in &tickets {
                for event in super::history(&mut tx, TicketId(ticket)).await? {
                    keep(&mut tx, &event).await?;
                }
            }
            tx.commit().await?;
            let Some(&last) = tickets.last() else {
                return Ok(());
            };
            done = last;
        }
    }
}
