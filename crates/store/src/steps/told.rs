//! Who was told by the steps of a ticket, and by which letters.

use std::collections::HashMap;

use domain::{JobId, Recipient, TicketId};
use uuid::Uuid;

use super::{Taken, of_ticket as taken};
use crate::letters::recipient;
use crate::{Conn, Result};

/// A step and everybody whom it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenStep {
    /// The step.
    pub taken: Taken,
    /// Whom, in the order in which they were noted.
    pub told: Vec<Telling>,
}

/// Somebody whom a step tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Who.
    pub to: Recipient,
    /// The letter, once it was sent; alone or together with others.
    pub letter: Option<JobId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    step: String,
    recipient: String,
    letter: Option<Uuid>,
}

/// The steps of a ticket that were told, oldest first, each with whom it tells; without those that later
/// ones stood for.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Vec<TakenStep>> {
    let steps = taken(conn, ticket).await?;
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = conn
        .sql(
            "select n.step, n.recipient, j.id as letter
             from notices n left join jobs j on j.id = n.letter and j.state = 'sent'
             where n.ticket = $1 and n.step is not null order by n.created_at, n.id",
        )
        .bind(ticket.0)
        .all()
        .await?;
    let mut told: HashMap<String, Vec<Telling>> = HashMap::new();
    for row in rows {
        let telling = Telling {
            to: recipient(Some(&row.recipient))?,
            letter: row.letter.map(JobId),
        };
        told.entry(row.step).or_default().push(telling);
    }
    Ok(steps
        .into_iter()
        .map(|taken| TakenStep {
            told: told.remove(&taken.key.to_string()).unwrap_or_default(),
            taken,
        })
        .collect())
}
