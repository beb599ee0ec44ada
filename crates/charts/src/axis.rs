//! The scales of a chart.

use crate::Format;

/// About this many steps on an axis.
const STEPS: f64 = 5.0;

/// One scale: what it measures, from where to where, and how its numbers are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is measured, with its unit.
    pub label: String,
    /// The value at the start.
    pub from: f64,
    /// The value at the end; above `from`.
    pub to: f64,
    /// How its numbers are written.
    pub format: Format,
}

impl Axis {
    /// From 0 (or below, when a value is) to the next round number above all values.
    pub fn covering(
        label: impl Into<String>,
        format: Format,
        values: impl IntoIterator<Item = f64>,
    ) -> Self {
        let (mut from, mut to) = (0.0_f64, 0.0_f64);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            from = from.min(value);
            to = to.max(value);
        }
        if to <= from {
            to = from + 1.0;
        }
        let step = step(from, to);
        Self {
            label: label.into(),
            from: (from / step).floor() * step,
            to: (to / step).ceil() * step,
            format,
        }
    }

    /// Shares from 0 to 100 %.
    pub fn share(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            from: 0.0,
            to: 1.0,
            format: Format::Percent(0),
        }
    }

    /// The ends; 0 and 1 for ends that make no scale.
    fn ends(&self) -> (f64, f64) {
        if self.from < self.to && (self.to - self.from).is_finite() {
            (self.from, self.to)
        } else {
            (0.0, 1.0)
        }
    }

    /// Round values from start to end, at most about ten.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let (from, to) = self.ends();
        let step = step(from, to);
        let first = (from / step).ceil();
        (0..=20)
            .map(|number| (first + f64::from(number)) * step)
            .take_while(|tick| *tick <= to + step * 1e-9)
            .collect()
    }

    /// The place of a value between `start` and `end`, never outside of them; `None` for no number.
    pub(crate) fn place(&self, value: f64, start: f64, end: f64) -> Option<f64> {
        let (from, to) = self.ends();
        let share = ((value - from) / (to - from)).clamp(0.0, 1.0);
        value.is_finite().then_some(start + share * (end - start))
    }
}

/// 1, 2 or 5 times a power of ten, so that about five steps lead from `from` to `to`.
fn step(from: f64, to: f64) -> f64 {
    let rough = (to - from) / STEPS;
    let power = 10_f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * power >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0);
    factor * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number_and_counts_in_round_steps() {
        let axis = Axis::covering("n", Format::Whole, [3.0, 417.0, f64::NAN]);
        assert_eq!((axis.from, axis.to), (0.0, 500.0));
        assert_eq!(axis.ticks(), [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]);
        let shares = Axis::share("p").ticks();
        assert_eq!(shares.len(), 6);
        assert!((shares[3] - 0.6).abs() < 1e-12);
        assert_eq!(Axis::covering("n", Format::Whole, []).ticks().len(), 6);
    }

    #[test]
    fn values_outside_stay_at_the_edge() {
        let axis = Axis::share("p");
        assert_eq!(axis.place(2.0, 10.0, 20.0), Some(20.0));
        assert_eq!(axis.place(0.5, 20.0, 10.0), Some(15.0));
        assert_eq!(axis.place(f64::INFINITY, 0.0, 1.0), None);
    }
}
