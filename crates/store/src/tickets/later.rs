//! What has happened to tickets since somebody last read their histories.

use std::collections::HashMap;

use domain::{Event, TicketId};
use uuid::Uuid;

use super::row;
use crate::{Conn, Result};

/// The events of some tickets that come after a sequence, each as [`super::history`] gives them; 0 stands
/// before the first. For a ticket to which nothing has happened since there is none.
///
/// # Errors
/// When the database cannot be read.
pub async fn histories_after(
    conn: &mut Conn,
    known: &[(TicketId, i64)],
) -> Result<HashMap<TicketId, Vec<Event>>> {
    let mut later: HashMap<TicketId, Vec<Event>> = HashMap::new();
    for some in known.chunks(500) {
        // Filled up with a ticket that does not exist, so that few texts of statements have to be prepared.
        let room = some.len().next_power_of_two() - some.len();
        let nobody = std::iter::repeat_n((TicketId(Uuid::nil()), 0), room);
        let mut select = conn.select("with known (ticket, sequence) as (values ");
        let mut before = "(";
        for (ticket, sequence) in some.iter().copied().chain(nobody) {
            select = select.then_with(before, ticket.0).then_with(", ", sequence);
            before = "), (";
        }
        let rows: Vec<row::EventRow> = select
            .then(
                ")) select e.id, e.ticket, e.sequence, e.at, e.author, e.author_name, e.author_unit, e.act
                 from known join events e on e.ticket = known.ticket and e.sequence > known.sequence
                 order by e.ticket, e.sequence",
            )
            .finish()
            .all()
            .await?;
        for row in rows {
            let event = Event::try_from(row)?;
            later.entry(event.ticket).or_default().push(event);
        }
    }
    Ok(later)
}
