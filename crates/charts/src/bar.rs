//! Lying bars.

use crate::svg::{Anchor, Svg, WIDTH};
use crate::table::Table;
use crate::text::shortened;
use crate::{Axis, Frame};

/// Height of one bar with the space around it.
const ROW: f64 = 24.0;
/// Height of the bar itself.
const THICK: f64 = 14.0;
/// Width of one letter of a label, about.
const LETTER: f64 = 6.9;
/// The longest label, in letters.
const LONGEST: usize = 24;
/// What is kept free at the right for the figure.
const FIGURE: f64 = 62.0;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it stands for; in the picture at most 24 characters of it.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// From where to where the true value probably lies, drawn as a thin line.
    pub interval: Option<(f64, f64)>,
    /// A remark for the table, e.g. the number of tickets; empty for none.
    pub remark: String,
}

/// Values of things side by side: recall by unit, tickets by provision.
#[derive(Clone, Debug, PartialEq)]
pub struct BarChart {
    /// Words around it.
    pub frame: Frame,
    /// Heading of what the bars stand for.
    pub of: String,
    /// The measure; bars start at its `from`.
    pub axis: Axis,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
    /// Heading of the intervals, if any bar has one.
    pub interval: String,
    /// Heading of the remarks, if any bar has one.
    pub remark: String,
}

impl BarChart {
    /// The `<figure>`; its height grows with the number of bars.
    pub fn render(&self) -> String {
        let mark = self.frame.decimal_mark;
        let longest = self
            .bars
            .iter()
            .map(|bar| bar.label.chars().count().min(LONGEST))
            .max()
            .unwrap_or(0);
        let left = longest as f64 * LETTER + 10.0;
        let right = WIDTH - FIGURE;
        let bottom = self.bars.len() as f64 * ROW + 4.0;
        let mut svg = Svg::default();
        for tick in self.axis.ticks() {
            if let Some(at) = self.axis.place(tick, left, right) {
                svg.line("chart__grid", (at, 2.0), (at, bottom));
                let number = self.axis.format.show(tick, mark);
                svg.text("chart__label", (at, bottom + 15.0), Anchor::Middle, &number);
            }
        }
        for (number, bar) in self.bars.iter().enumerate() {
            let top = number as f64 * ROW + 4.0;
            let middle = top + THICK / 2.0;
            let label = shortened(&bar.label, LONGEST);
            svg.text(
                "chart__label",
                (left - 6.0, middle + 4.0),
                Anchor::End,
                &label,
            );
            let Some(end) = self.axis.place(bar.value, left, right) else {
                continue;
            };
            svg.rect("chart__bar", (left, top), (end - left, THICK));
            if let Some((low, high)) = bar.interval
                && let Some(low) = self.axis.place(low, left, right)
                && let Some(high) = self.axis.place(high, left, right)
            {
                svg.line("chart__whisker-edge", (low, middle), (high, middle));
                svg.line("chart__whisker", (low, middle), (high, middle));
            }
            let figure = self.axis.format.show(bar.value, mark);
            svg.text(
                "chart__figure",
                (WIDTH - 2.0, middle + 4.0),
                Anchor::End,
                &figure,
            );
        }
        svg.line("chart__axis", (left, 2.0), (left, bottom));
        let name = (f64::midpoint(left, right), bottom + 33.0);
        svg.text("chart__name", name, Anchor::Middle, &self.axis.label);
        self.frame.around(&svg, bottom + 42.0, &[], &self.table())
    }

    fn table(&self) -> Table {
        let mark = self.frame.decimal_mark;
        let intervals = self.bars.iter().any(|bar| bar.interval.is_some());
        let remarks = self.bars.iter().any(|bar| !bar.remark.is_empty());
        let mut heads = vec![self.of.clone(), self.axis.label.clone()];
        if intervals {
            heads.push(self.interval.clone());
        }
        if remarks {
            heads.push(self.remark.clone());
        }
        let rows = self
            .bars
            .iter()
            .map(|bar| {
                let show = |value| self.axis.format.show(value, mark);
                let mut row = vec![bar.label.clone(), show(bar.value)];
                if intervals {
                    row.push(bar.interval.map_or_else(String::new, |(low, high)| {
                        format!("{}–{}", show(low), show(high))
                    }));
                }
                if remarks {
                    row.push(bar.remark.clone());
                }
                row
            })
            .collect();
        Table { heads, rows }
    }
}
