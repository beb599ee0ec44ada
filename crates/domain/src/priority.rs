//! Priority from impact × urgency, as ITIL has it.

use serde::{Deserialize, Serialize};

/// How many people the trouble touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Impact {
    /// One person.
    Low,
    /// Several people, a room, a team.
    Medium,
    /// A whole department, a building, the whole office, or the public.
    High,
}

/// How long the work can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// It can wait.
    Low,
    /// It makes work hard.
    Medium,
    /// Work is impossible.
    High,
}

macro_rules! names {
    ($type:ident) => {
        impl $type {
            /// All values, lowest first.
            pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

            /// The name in the database, the API and forms.
            pub fn as_str(self) -> &'static str {
                match self {
                    Self::Low => "low",
                    Self::Medium => "medium",
                    Self::High => "high",
                }
            }

            /// The value with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.as_str() == name)
            }
        }
    };
}
names!(Impact);
names!(Urgency);

/// 1 (critical) to 5 (planned).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Priority(u8);

impl Priority {
    /// All priorities, most pressing first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The number, 1–5; 1 presses most.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Priority {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::ALL
            .into_iter()
            .find(|priority| priority.0 == number)
            .ok_or_else(|| {
                format!("priority is a number from 1 (critical) to 5 (planned), not {number}")
            })
    }
}

impl From<Priority> for u8 {
    fn from(priority: Priority) -> Self {
        priority.0
    }
}

/// Impact × urgency → priority, read from `config/priority.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityMatrix {
    high: Row,
    medium: Row,
    low: Row,
}

/// Priorities of one impact by urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    high: Priority,
    medium: Priority,
    low: Priority,
}

/// A priority matrix that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PriorityMatrixError {
    /// Not the expected TOML.
    #[error("priority matrix: {0}")]
    Syntax(#[from] toml::de::Error),
    /// More impact or more urgency must never lower the priority.
    #[error("priority matrix: {0} presses less than a case with lower impact or urgency")]
    NotMonotone(&'static str),
}

impl PriorityMatrix {
    /// Reads the matrix: a table per impact (`[high]`, `[medium]`, `[low]`), a priority per urgency.
    ///
    /// # Errors
    /// [`PriorityMatrixError`] for anything missing, unknown or out of range, and for a matrix in
    /// which more impact or more urgency lowers the priority.
    pub fn parse(text: &str) -> Result<Self, PriorityMatrixError> {
        let matrix: Self = toml::from_str(text)?;
        for impact in Impact::ALL {
            for (less, more) in [
                (Urgency::Low, Urgency::Medium),
                (Urgency::Medium, Urgency::High),
            ] {
                if matrix.priority(impact, more) > matrix.priority(impact, less) {
                    return Err(PriorityMatrixError::NotMonotone(more.as_str()));
                }
            }
        }
        for urgency in Urgency::ALL {
            for (less, more) in [
                (Impact::Low, Impact::Medium),
                (Impact::Medium, Impact::High),
            ] {
                if matrix.priority(more, urgency) > matrix.priority(less, urgency) {
                    return Err(PriorityMatrixError::NotMonotone(more.as_str()));
                }
            }
        }
        Ok(matrix)
    }

    /// The matrix that ships with the program.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it.
    #[expect(clippy::expect_used, reason = "the built-in file is checked by a test")]
    pub fn built_in() -> Self {
        Self::parse(include_str!("../../../config/priority.toml"))
            .expect("the built-in priority matrix is valid")
    }

    /// The priority of a ticket.
    pub fn priority(&self, impact: Impact, urgency: Urgency) -> Priority {
        let row = match impact {
            Impact::High => self.high,
            Impact::Medium => self.medium,
            Impact::Low => self.low,
        };
        match urgency {
            Urgency::High => row.high,
            Urgency::Medium => row.medium,
            Urgency::Low => row.low,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_matrix_gives_one_to_the_worst_and_five_to_the_mildest() {
        let matrix = PriorityMatrix::built_in();
        assert_eq!(matrix.priority(Impact::High, Urgency::High).number(), 1);
        assert_eq!(matrix.priority(Impact::Medium, Urgency::Medium).number(), 3);
        assert_eq!(matrix.priority(Impact::Low, Urgency::Low).number(), 5);
    }

    #[test]
    fn a_matrix_that_punishes_urgency_is_refused() {
        let text =
            include_str!("../../../config/priority.toml").replacen("high = 1", "high = 5", 1);
        assert!(matches!(
            PriorityMatrix::parse(&text),
            Err(PriorityMatrixError::NotMonotone("high"))
        ));
    }

    #[test]
    fn a_priority_out_of_range_is_refused() {
        let text =
            include_str!("../../../config/priority.toml").replacen("high = 1", "high = 0", 1);
        let error = PriorityMatrix::parse(&text).unwrap_err().to_string();
        assert!(
            error.contains("from 1 (critical) to 5 (planned)"),
            "{error}"
        );
    }
}
