//! Bounds that figures must keep.

use std::fmt;
use std::str::FromStr;

use super::figure::{Figure, Figures};

/// Figures of a saved evaluation that must not get worse. The decided share is none of them: on some hundred tickets
/// one mistake moves it by many points. Those of proposals are none: they are traded against each other.
const KEPT: [Figure; 6] = [
    Figure::Unit,
    Figure::UnitStrict,
    Figure::UnitAt3,
    Figure::Duty,
    Figure::Mrr,
    Figure::Ece,
];
/// Numbers that went through a file are the same up to this.
const ROUNDING: f64 = 1e-9;

/// The least a figure must be; for [`Figure::Ece`] the most. Written `unit=0.88`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Floor {
    /// Which.
    pub figure: Figure,
    /// 0–1.
    pub bound: f64,
}

/// Why a text is no [`Floor`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FloorError {
    /// No `=`, or no number after it.
    #[error("expected a figure and a number, as in `unit=0.88`")]
    Form,
    /// Unknown figure.
    #[error("no figure is called `{0}`; there are {names}", names = names())]
    Figure(String),
    /// Not between 0 and 1.
    #[error("expected a number from 0 to 1 (88 % is 0.88)")]
    Range,
}

fn names() -> String {
    Figure::ALL.map(Figure::name).join(", ")
}

impl FromStr for Floor {
    type Err = FloorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, number) = text.split_once('=').ok_or(FloorError::Form)?;
        let figure =
            Figure::named(name.trim()).ok_or_else(|| FloorError::Figure(name.to_owned()))?;
        let bound: f64 = number.trim().parse().map_err(|_| FloorError::Form)?;
        if !(0.0..=1.0).contains(&bound) {
            return Err(FloorError::Range);
        }
        Ok(Self { figure, bound })
    }
}

/// A figure that is worse than it must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fall {
    /// Worse than a fixed bound.
    Floor {
        /// What was asked.
        floor: Floor,
        /// What it is.
        now: f64,
    },
    /// Worse than it was.
    Regression {
        /// Which.
        figure: Figure,
        /// What it was.
        before: f64,
        /// What it is.
        now: f64,
    },
}

impl fmt::Display for Fall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Floor { floor, now } => {
                let least = if floor.figure == Figure::Ece {
                    "at most"
                } else {
                    "at least"
                };
                let (name, bound) = (floor.figure.name(), floor.bound);
                write!(f, "{name} is {now:.4}, asked for {least} {bound:.4}")
            }
            Self::Regression {
                figure,
                before,
                now,
            } => {
                let moved = if figure == Figure::Ece {
                    "rose"
                } else {
                    "fell"
                };
                write!(f, "{} {moved} from {before:.4} to {now:.4}", figure.name())
            }
        }
    }
}

impl Figures {
    /// The figures that do not keep their bound.
    pub fn below(&self, floors: &[Floor]) -> Vec<Fall> {
        floors
            .iter()
            .map(|&floor| (floor, self.get(floor.figure)))
            .filter(|(floor, now)| floor.figure.loss(floor.bound, *now) > ROUNDING)
            .map(|(floor, now)| Fall::Floor { floor, now })
            .collect()
    }

    /// The figures that are worse than `before` by more than `margin` (0.005 is half a point): unit, strict unit, unit
    /// among three, duty, reciprocal rank, calibration error.
    pub fn worse_than(&self, before: &Self, margin: f64) -> Vec<Fall> {
        KEPT.into_iter()
            .map(|figure| (figure, before.get(figure), self.get(figure)))
            .filter(|(figure, before, now)| figure.loss(*before, *now) > margin + ROUNDING)
            .map(|(figure, before, now)| Fall::Regression {
                figure,
                before,
                now,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_is_a_figure_and_a_share() {
        let floor: Floor = "unit=0.88".parse().unwrap();
        assert_eq!((floor.figure, floor.bound), (Figure::Unit, 0.88));
        let error = |text: &str| text.parse::<Floor>().unwrap_err().to_string();
        assert!(error("unit").contains("unit=0.88"));
        assert!(error("unti=0.5").contains("`unti`; there are unit, unit_strict"));
        assert!(error("unit=88").contains("0 to 1"));
        assert!(error("unit=NaN").contains("0 to 1"));
        assert!(error("unit=high").contains("unit=0.88"));
    }

    #[test]
    fn what_falls_is_named_with_both_values() {
        let before = Figures {
            unit: 0.908,
            ece: 0.03,
            ..Figures::default()
        };
        let now = Figures {
            unit: 0.89,
            ece: 0.034,
            decided: -1.0,
            ..before
        };
        let falls = now.worse_than(&before, 0.005);
        assert_eq!(falls.len(), 1);
        assert_eq!(falls[0].to_string(), "unit fell from 0.9080 to 0.8900");
        assert_eq!(
            now.worse_than(&before, 0.0)[1].to_string(),
            "ece rose from 0.0300 to 0.0340"
        );
        assert!(before.worse_than(&before, 0.0).is_empty());
        let floors: Vec<Floor> = ["unit=0.9", "ece=0.033", "unit=0.89"]
            .map(|text| text.parse().unwrap())
            .to_vec();
        let below: Vec<String> = now.below(&floors).iter().map(ToString::to_string).collect();
        assert_eq!(
            below,
            [
                "unit is 0.8900, asked for at least 0.9000",
                "ece is 0.0340, asked for at most 0.0330"
            ]
        );
    }
}
