//! Due times for putting the queue in order: worked out from histories, kept until something happens.

use domain::TicketId;
use store::tickets;
use store::tickets::dues::{self, Due};

use crate::tokens::fingerprint;
use crate::{App, WebError, clocks};

/// Tickets whose due times are worked out in one transaction.
const BATCH: u32 = 500;

/// The most that one request works out; what is left waits for the next.
const MOST_BATCHES: usize = 40;

/// Works out every due time of an open ticket that is not known: because something has happened to it,
/// or because calendar or targets are others than when it was worked out.
///
/// # Errors
/// When the database cannot be read or written.
pub(super) async fn freshen(app: &App) -> Result<(), WebError> {
    let rules = app.clocks.current();
    let marked = fingerprint(&format!("{:?} {:?}", rules.calendar, rules.targets));
    let mut conn = app.store.read().await?;
    let known = dues::rules(&mut conn).await?;
    drop(conn);
    if known.as_ref() != Some(&marked) {
        let mut tx = app.store.write().await?;
        dues::use_rules(&mut tx, &marked).await?;
        tx.commit().await?;
    }
    for _ in 0..MOST_BATCHES {
        let mut conn = app.store.read().await?;
        let unknown: Vec<TicketId> = dues::unknown(&mut conn, BATCH).await?;
        if unknown.is_empty() {
            return Ok(());
        }
        let histories = tickets::histories(&mut conn, &unknown).await?;
        drop(conn);
        let mut found = Vec::with_capacity(histories.len());
        for (ticket, history) in histories {
            let clocks = clocks::of(app, &rules, &history)?;
            found.push(Due {
                ticket,
                version: history.last().map_or(0, |event| event.sequence),
                at: clocks.next_due().and_then(|clock| clock.due),
            });
        }
        let mut tx = app.store.write().await?;
        dues::keep(&mut tx, &found).await?;
        tx.commit().await?;
    }
    Ok(())
}
