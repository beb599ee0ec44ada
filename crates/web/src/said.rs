//! Sentences that quote the ordinance or a ticket, which are Polish in any language of the pages.

use texts::{Arg, Texts};

/// A sentence of a page, cut around the words that it quotes; `said.html` marks them as Polish.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// What stands before the quotation, or everything where there is none.
    pub(crate) before: String,
    /// The words of the ordinance or of a ticket.
    pub(crate) quoted: String,
    /// What stands after them.
    pub(crate) after: String,
}

impl From<String> for Said {
    fn from(before: String) -> Self {
        Self {
            before,
            ..Self::default()
        }
    }
}

impl Said {
    /// The sentence `key` whose value `words` is quoted.
    pub(crate) fn quoting(t: Texts, key: &str, quoted: String, args: &[(&str, Arg<'_>)]) -> Self {
        let (before, after) = t.around(key, "words", args);
        Self {
            before,
            quoted,
            after,
        }
    }
}
