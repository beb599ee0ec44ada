//! What the first line made of proposals.

use domain::{ChoiceReason, Event, EventId, SuggestionChoice, TicketId, UserId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::types::{Ts, parsed};
use crate::{Conn, Result, StoreError};

/// A choice as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The hand-over it was made with.
    pub event: EventId,
    /// What was proposed and what was chosen.
    pub choice: SuggestionChoice,
    /// Who chose; `None` for the program itself.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

pub(super) async fn insert(
    conn: &mut Conn,
    choice: &SuggestionChoice,
    event: &Event,
) -> Result<()> {
    let reason = choice.reason.as_ref();
    conn.later(
        "insert into suggestion_choices (event, ticket, proposed_unit, proposed_duty, chosen_unit,
             chosen_duty, reason, words, author, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(event.id.0)
    .bind(event.ticket.0)
    .text(choice.proposed_unit.as_str())
    .text(&choice.proposed_duty.to_string())
    .text(choice.chosen_unit.as_str())
    .text(&choice.chosen_duty.to_string())
    .text_or_null(reason.map(ChoiceReason::as_str))
    .text(reason.map_or("", ChoiceReason::words))
    .bind(event.by.user.map(|user| user.0))
    .bind(Ts(event.at))
    .run()
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    event: Uuid,
    proposed_unit: String,
    proposed_duty: String,
    chosen_unit: String,
    chosen_duty: String,
    reason: Option<String>,
    words: String,
    author: Option<Uuid>,
    at: Ts,
}

/// The choices made about a ticket, oldest first; empty when nothing was proposed or nobody has handed it over.
///
/// # Errors
/// When the database cannot be read.
pub async fn choices(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Choice>> {
    conn.sql(
        "select event, proposed_unit, proposed_duty, chosen_unit, chosen_duty, reason, words, author, at
         from suggestion_choices where ticket = $1 order by at, event",
    )
    .bind(ticket.0)
    .all::<Row>()
    .await?
    .into_iter()
    .map(Choice::try_from)
    .collect()
}

impl TryFrom<Row> for Choice {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let reason = row
            .reason
            .map(|name| {
                ChoiceReason::new(&name, &row.words)
                    .map_err(|_| StoreError::corrupt("reason of a choice", name))
            })
            .transpose()?;
        Ok(Self {
            event: EventId(row.event),
            choice: SuggestionChoice {
                proposed_unit: parsed("unit", &row.proposed_unit)?,
                proposed_duty: parsed("provision", &row.proposed_duty)?,
                chosen_unit: parsed("unit", &row.chosen_unit)?,
                chosen_duty: parsed("provision", &row.chosen_duty)?,
                reason,
            },
            by: row.author.map(UserId),
            at: row.at.0,
        })
    }
}
