//! A form that came too late: what happened to the ticket since it was shown, and by whom; what was typed
//! stays in the form, or can be copied where there is no form any more.

use domain::Event;
use texts::Texts;

use super::ticket::history::{Entry, Part, entry};

/// What the page that comes back says; templates take it as `late`.
pub(crate) struct Late {
    /// What happened since, oldest first; empty when the form does not say which version it showed.
    pub(crate) entries: Vec<Entry>,
    /// Words whose form is no longer there.
    pub(crate) words: Vec<Part>,
}

impl Late {
    /// Of a form that showed version `seen` of the ticket with this history.
    pub(crate) fn since(t: Texts, history: &[Event], seen: i64) -> Self {
        let last = history.last().map_or(0, |last| last.sequence);
        let known = (1..last).contains(&seen);
        Self {
            entries: history
                .iter()
                .filter(|event| known && event.sequence > seen)
                .map(|event| entry(t, event))
                .collect(),
            words: Vec::new(),
        }
    }

    /// With words that can be copied.
    pub(crate) fn keeping(mut self, label: String, text: &str) -> Self {
        if !text.trim().is_empty() {
            self.words.push(Part {
                label,
                text: text.to_owned(),
            });
        }
        self
    }
}
