//! The full comment without which nothing is escalated (§ 8 pkt 2 lit. b).

use serde::{Deserialize, Serialize};

use crate::FieldError;
use crate::text::{Faults, TEXT_LIMIT};

/// What the second line needs to start at once; no part is ever empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FullComment {
    symptoms: String,
    tried: String,
    why_not_solved: String,
    contact: String,
}

impl FullComment {
    /// Checks and cleans the four parts.
    ///
    /// # Errors
    /// One [`FieldError`] for each part that is empty or longer than [`TEXT_LIMIT`] characters;
    /// fields are named `comment.symptoms`, `comment.tried`, `comment.why_not_solved` and
    /// `comment.contact`.
    pub fn new(
        symptoms: &str,
        tried: &str,
        why_not_solved: &str,
        contact: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut faults = Faults::default();
        let comment = Self {
            symptoms: faults.required("comment.symptoms", symptoms, TEXT_LIMIT),
            tried: faults.required("comment.tried", tried, TEXT_LIMIT),
            why_not_solved: faults.required("comment.why_not_solved", why_not_solved, TEXT_LIMIT),
            contact: faults.required("comment.contact", contact, TEXT_LIMIT),
        };
        faults.finish(comment)
    }

    /// What the requester sees going wrong.
    pub fn symptoms(&self) -> &str {
        &self.symptoms
    }

    /// What the first line has tried.
    pub fn tried(&self) -> &str {
        &self.tried
    }

    /// Why the first line could not solve it.
    pub fn why_not_solved(&self) -> &str {
        &self.why_not_solved
    }

    /// How and when to reach the requester.
    pub fn contact(&self) -> &str {
        &self.contact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_empty_part_is_named_at_once() {
        let fields: Vec<_> = FullComment::new(" ", "restart", "\n", "")
            .unwrap_err()
            .into_iter()
            .map(|error| error.field)
            .collect();
        assert_eq!(
            fields,
            [
                "comment.symptoms",
                "comment.why_not_solved",
                "comment.contact"
            ]
        );
    }
}
