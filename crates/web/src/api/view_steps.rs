//! Steps of clocks as the API sends them.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::steps::StepLine;

/// Somebody was told that a clock runs down.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Step)]
pub(crate) struct StepBody {
    /// The rule of `escalation.toml`.
    #[schema(example = "po-terminie")]
    rule: String,
    /// Which time the rule fired, from 1; 0 for a rule that fires once.
    occurrence: u32,
    /// What the clock measures: `first_answer`, `solution`, `accept`, `solve`, `task`, `csirt` or
    /// `data_protection`.
    clock: &'static str,
    /// Sequence number of the event that started the clock.
    started_by: i64,
    /// 1, and one more with each reopening.
    round: u32,
    /// The unit that had to see to it.
    #[schema(example = "IT-04-1")]
    unit: String,
    /// Of the time allowed so much was used when the step was due, in percent; null when the rules of
    /// today promise nothing.
    #[schema(example = 75)]
    percent: Option<i64>,
    /// Whether the time was over.
    late: bool,
    /// Whether it was told late because the program was down; then it stands for everything missed before.
    caught_up: bool,
    /// When it was due.
    #[schema(value_type = String, format = DateTime)]
    reached_at: Timestamp,
    /// When it was taken.
    #[schema(value_type = String, format = DateTime)]
    taken_at: Timestamp,
    /// Who was told, or will be.
    told: Vec<ToldBody>,
}

/// Somebody whom a step tells.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Told)]
pub(crate) struct ToldBody {
    /// `unit`, `person` (who works on it) or `superior`.
    role: &'static str,
    /// Unit, name or name and post, in Polish.
    #[schema(example = "komórka IT-04-1")]
    who: String,
    /// The letter on the page `/listy/{id}`; null until it has gone, and for people who may not see letters.
    letter: Option<Uuid>,
}

impl From<StepLine> for StepBody {
    fn from(step: StepLine) -> Self {
        let key = &step.taken.key;
        Self {
            rule: key.rule.to_string(),
            occurrence: key.occurrence,
            clock: step.taken.clock.as_str(),
            started_by: key.clock.start,
            round: key.round,
            unit: step.taken.unit.to_string(),
            percent: step.percent,
            late: step.taken.late,
            caught_up: step.taken.caught_up,
            reached_at: step.taken.reached_at,
            taken_at: step.taken.fired_at,
            told: (step.told.into_iter())
                .map(|told| ToldBody {
                    role: told.role,
                    who: told.who,
                    letter: told.letter.map(|letter| letter.0),
                })
                .collect(),
        }
    }
}
