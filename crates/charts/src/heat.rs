//! Counts of pairs as coloured cells.

use crate::svg::{Anchor, Svg, WIDTH};
use crate::table::Table;
use crate::text::shortened;
use crate::{Format, Frame};

/// The largest side of a cell.
const LARGEST: f64 = 34.0;
/// Place for the labels of the rows.
const LEFT: f64 = 76.0;
/// Place for the names and labels of the columns.
const TOP: f64 = 82.0;
/// The longest label, in letters.
const LONGEST: usize = 8;
/// Steps of colour above "none".
const STEPS: u64 = 5;

/// Which of these became which of those: a confusion matrix, hand-overs between units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatMap {
    /// Words around it.
    pub frame: Frame,
    /// What the rows are.
    pub of_rows: String,
    /// What the columns are.
    pub of_columns: String,
    /// Labels of the rows; in the picture at most eight characters of each.
    pub rows: Vec<String>,
    /// Labels of the columns.
    pub columns: Vec<String>,
    /// A list for each row with a count for each column; what is missing counts 0.
    pub counts: Vec<Vec<u64>>,
}

impl HeatMap {
    /// The `<figure>`. A cell is coloured by its share of the row; a cell whose row and column bear the same label is
    /// outlined.
    pub fn render(&self) -> String {
        let mut svg = Svg::default();
        let side = ((WIDTH - LEFT - 4.0) / self.columns.len().max(1) as f64).min(LARGEST);
        svg.text("chart__name", (LEFT, 12.0), Anchor::Start, &self.of_columns);
        svg.text(
            "chart__name",
            (4.0, TOP - 8.0),
            Anchor::Start,
            &self.of_rows,
        );
        for (column, label) in self.columns.iter().enumerate() {
            let x = LEFT + (column as f64 + 0.5) * side + 4.0;
            svg.upright(
                "chart__label",
                (x, TOP - 6.0),
                Anchor::Start,
                &shortened(label, LONGEST),
            );
        }
        for (row, label) in self.rows.iter().enumerate() {
            let y = TOP + row as f64 * side;
            let middle = y + side / 2.0 + 4.0;
            svg.text(
                "chart__label",
                (LEFT - 6.0, middle),
                Anchor::End,
                &shortened(label, LONGEST),
            );
            let total: u64 = self.counts.get(row).map_or(0, |counts| counts.iter().sum());
            for (column, head) in self.columns.iter().enumerate() {
                let count = self.count(row, column);
                let x = LEFT + column as f64 * side;
                let shade = shade(count, total);
                let right = if head == label {
                    " chart__cell--same"
                } else {
                    ""
                };
                let class = format!("chart__cell chart__cell--{shade}{right}");
                svg.rect(&class, (x + 1.0, y + 1.0), (side - 2.0, side - 2.0));
                if count > 0 {
                    let class = format!("chart__count chart__count--{shade}");
                    svg.text(
                        &class,
                        (x + side / 2.0, middle),
                        Anchor::Middle,
                        &brief(count),
                    );
                }
            }
        }
        let height = TOP + self.rows.len() as f64 * side + 4.0;
        self.frame.around(&svg, height, &[], &self.table())
    }

    fn count(&self, row: usize, column: usize) -> u64 {
        let counts = self.counts.get(row);
        counts
            .and_then(|counts| counts.get(column))
            .map_or(0, |&count| count)
    }

    fn table(&self) -> Table {
        let mut heads = vec![format!("{} / {}", self.of_rows, self.of_columns)];
        heads.extend(self.columns.iter().cloned());
        let rows = self
            .rows
            .iter()
            .enumerate()
            .map(|(row, label)| {
                let cells = (0..self.columns.len())
                    .map(|column| Format::Whole.show(self.count(row, column) as f64, ','));
                std::iter::once(label.clone()).chain(cells).collect()
            })
            .collect();
        Table { heads, rows }
    }
}

/// 0 for none, 1–5 by the share of the row.
fn shade(count: u64, total: u64) -> u64 {
    if count == 0 {
        return 0;
    }
    (u128::from(count) * u128::from(STEPS))
        .div_ceil(u128::from(total.max(1)))
        .min(u128::from(STEPS))
        .try_into()
        .unwrap_or(STEPS)
}

/// At most four characters.
fn brief(count: u64) -> String {
    match count {
        0..=999 => count.to_string(),
        1_000..=999_999 => format!("{}k", count / 1_000),
        _ => "1M+".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_follow_the_share_of_the_row() {
        assert_eq!(
            [(0, 9), (1, 100), (50, 100), (100, 100), (3, 0)].map(|(n, of)| shade(n, of)),
            [0, 1, 3, 5, 5]
        );
        assert_eq!(shade(u64::MAX, u64::MAX), 5);
        assert_eq!([999, 1_500, 2_000_000].map(brief), ["999", "1k", "1M+"]);
    }
}
