//! Histories that were read before. They are only ever added to, so only what came since is read again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{Event, TicketId};
use store::{Conn, Result, tickets};

/// So many histories are kept at least, and twice as many at most.
const KEPT: usize = 2_000;
/// Longer ones are read each time.
const LONGEST: usize = 500;

/// A history as it was read.
type History = Arc<Vec<Event>>;

/// What was read lately. Only histories read by a snapshot belong here: what a transaction of one's own
/// has written may be undone.
#[derive(Debug, Default)]
pub(crate) struct Histories {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Asked for since the last time that there were enough.
    young: HashMap<TicketId, History>,
    /// Asked for before that.
    old: HashMap<TicketId, History>,
}

impl Histories {
    /// Every event of these tickets; for tickets that do not exist there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn of(
        &self,
        conn: &mut Conn,
        ids: &[TicketId],
    ) -> Result<HashMap<TicketId, History>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut known = self.take(ids);
        let last = |id| known.get(id).and_then(|one: &History| one.last());
        let since = |id| last(id).map_or(0, |event| event.sequence);
        let asked: Vec<(TicketId, i64)> = ids.iter().map(|id| (*id, since(id))).collect();
        let later = tickets::histories_after(conn, &asked).await?;
        for (id, events) in later {
            let history = known.entry(id).or_default();
            Arc::make_mut(history).extend(events);
        }
        self.keep(&known);
        Ok(known)
    }

    /// What is known of these tickets. It is put back by [`Self::keep`], so that it can be added to
    /// without a copy meanwhile.
    fn take(&self, ids: &[TicketId]) -> HashMap<TicketId, History> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Kept { young, old } = &mut *kept;
        ids.iter()
            .filter_map(|id| Some((*id, young.remove(id).or_else(|| old.remove(id))?)))
            .collect()
    }

    fn keep(&self, histories: &HashMap<TicketId, History>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, history) in histories {
            if (1..=LONGEST).contains(&history.len()) {
                kept.young.insert(*id, history.clone());
            }
        }
        if kept.young.len() >= KEPT {
            kept.old = std::mem::take(&mut kept.young);
        }
    }
}
