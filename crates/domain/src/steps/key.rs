//! What makes a step unique.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::TicketId;
use crate::clock::{ClockKey, ClockKind};

/// The key of a step: ticket, clock (kind and the event that started it), round of the clock, rule,
/// and which time the rule fires. Written `ticket/solution/1/1/due/0`, for a unique column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepKey {
    /// The ticket.
    pub ticket: TicketId,
    /// The clock.
    pub clock: ClockKey,
    /// 1, and one more with each reopening.
    pub round: u32,
    /// The rule's name.
    pub rule: Arc<str>,
    /// 0 for a rule that fires once; which repetition, from 1, for one that repeats.
    pub occurrence: u32,
}

/// Text that is not the key of a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the key of a step")]
pub struct StepKeyError(String);

impl fmt::Display for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{}/{}/{}/{}/{}",
            self.ticket,
            self.clock.kind.as_str(),
            self.clock.start,
            self.round,
            self.rule,
            self.occurrence
        )
    }
}

impl FromStr for StepKey {
    type Err = StepKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let parts: Vec<&str> = text.split('/').collect();
            let [ticket, kind, start, round, rule, occurrence] = parts[..] else {
                return None;
            };
            Some(Self {
                ticket: TicketId(ticket.parse().ok()?),
                clock: ClockKey {
                    kind: ClockKind::ALL
                        .into_iter()
                        .find(|known| known.as_str() == kind)?,
                    start: start.parse().ok()?,
                },
                round: round.parse().ok()?,
                rule: rule.into(),
                occurrence: occurrence.parse().ok()?,
            })
        };
        read().ok_or_else(|| StepKeyError(text.chars().take(80).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back() {
        let text = "00000000-0000-0000-0000-000000000007/solution/1/2/po-terminie/3";
        let key: StepKey = text.parse().unwrap();
        assert_eq!(
            (key.round, key.occurrence, &*key.rule),
            (2, 3, "po-terminie")
        );
        assert_eq!(key.to_string(), text);
        for wrong in [
            "",
            "7/solution/1/2/x/3",
            &text.replace("solution", "soon"),
            &text[..40],
        ] {
            assert!(wrong.parse::<StepKey>().is_err(), "{wrong}");
        }
    }
}
