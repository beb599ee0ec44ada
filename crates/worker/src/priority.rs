//! What another priority means for the due times of a ticket.

use deadlines::Wording;
use domain::clock::{Clock, ClockKind};
use domain::{Act, Event};
use mail::PriorityChange;

use crate::compose::Source;
use crate::undeliverable::Undeliverable;

/// For whom due times are put into words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Answer and solution.
    Requester,
    /// Everything that runs.
    Unit,
}

impl Source<'_> {
    /// The change of priority by `event`, with the due times as they were right after it.
    ///
    /// # Errors
    /// [`Undeliverable::WrongAct`] when the event is no such change.
    pub(crate) fn priority_change(
        &self,
        event: &Event,
        reader: Reader,
    ) -> Result<PriorityChange, Undeliverable> {
        let Act::PriorityChanged {
            priority, reason, ..
        } = &event.act
        else {
            return Err(Undeliverable::WrongAct);
        };
        let until = usize::try_from(event.sequence).unwrap_or(usize::MAX);
        let earlier = self.history.get(..until.saturating_sub(1));
        let before = earlier.and_then(|earlier| domain::replay(earlier).ok());
        let before = before.ok_or(Undeliverable::WrongAct)?;
        Ok(PriorityChange {
            from: before.priority,
            to: *priority,
            reason: reason.clone(),
            due: self.due_after(event, until, reader),
        })
    }

    fn due_after(&self, event: &Event, until: usize, reader: Reader) -> Vec<(String, String)> {
        let history = self.history.get(..until).unwrap_or_default();
        let Some(Ok(clocks)) = (self.clockwork).map(|work| work.clocks_at(history, event.at))
        else {
            return Vec::new();
        };
        let t = self.texts;
        let say = Wording {
            texts: t,
            now: event.at,
        };
        let label = |clock: &Clock| match reader {
            Reader::Unit => say.title(clock),
            Reader::Requester => t.get(&format!("mail-priority-due-{}", clock.key.kind.as_str())),
        };
        let told = |clock: &&Clock| {
            let own = matches!(clock.key.kind, ClockKind::FirstAnswer | ClockKind::Solution);
            clock.target.is_some() && (own || reader == Reader::Unit)
        };
        clocks
            .live()
            .filter(told)
            .map(|clock| {
                let when = match (clock.late_since(), clock.due) {
                    (Some(since), _) => t.one("mail-priority-late", "at", &t.date_time(since)),
                    (None, Some(due)) => t.date_time(due),
                    (None, None) => t.get("mail-priority-waits"),
                };
                (label(clock), when)
            })
            .collect()
    }
}
