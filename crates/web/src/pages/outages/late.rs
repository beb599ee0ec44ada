//! A form of an outage that came too late: what happened to the outage since it was shown, and by whom.

use domain::{Outage, OutageEvent};
use texts::Texts;

use super::one::{Entry, entry};
use crate::pages::ticket::history::Part;

/// What the page that comes back says; `outage_late.html` takes it as `late`.
pub(super) struct Late {
    /// What happened since, oldest first; empty when the form does not say which version it showed.
    pub(super) entries: Vec<Entry>,
    /// Words whose form is no longer there.
    pub(super) words: Vec<Part>,
}

impl Late {
    /// Of a form for staff that showed version `seen` of the outage with this history.
    pub(super) fn since(t: Texts, outage: &Outage, history: &[OutageEvent], seen: i64) -> Self {
        let known = (1..outage.version).contains(&seen);
        Self {
            entries: history
                .iter()
                .filter(|event| known && event.sequence > seen)
                .map(|event| entry(t, event, &[], true))
                .collect(),
            words: Vec::new(),
        }
    }

    /// With words that can be copied.
    pub(super) fn keeping(mut self, label: String, text: &str) -> Self {
        if !text.trim().is_empty() {
            self.words.push(Part {
                label,
                text: text.to_owned(),
            });
        }
        self
    }
}
