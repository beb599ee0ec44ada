//! Lines over two axes.

use crate::frame::{mark, series};
use crate::svg::{HEIGHT, Plot, Svg, short};
use crate::table::Table;
use crate::text::add;
use crate::{Axis, Frame};

/// A line with more points than this shows no marks.
const MOST_MARKS: usize = 40;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// For legend and table.
    pub name: String,
    /// Places in order; a gap where a number is none.
    pub points: Vec<(f64, f64)>,
}

/// How something moves along something else: a learning curve, tickets by day.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    /// Words around it.
    pub frame: Frame,
    /// Along.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// The lines; six are told apart, more repeat their looks.
    pub series: Vec<Series>,
}

impl LineChart {
    /// The `<figure>`; time and length grow with the number of points.
    pub fn render(&self) -> String {
        let mut svg = Svg::default();
        let plot = Plot::begin(&mut svg, &self.frame, &self.x, &self.y);
        for (number, one) in self.series.iter().enumerate() {
            let class = series(number);
            let mut path = String::new();
            let mut pen_down = false;
            for &point in &one.points {
                let Some((x, y)) = plot.place(point) else {
                    pen_down = false;
                    continue;
                };
                path.push(if pen_down { 'L' } else { 'M' });
                add(&mut path, format_args!("{} {}", short(x), short(y)));
                pen_down = true;
            }
            if !path.is_empty() {
                svg.path(&format!("chart__line {class}"), &path);
            }
            if one.points.len() <= MOST_MARKS {
                for place in one.points.iter().filter_map(|&point| plot.place(point)) {
                    svg.path(&format!("chart__mark {class}"), &mark(number, place));
                }
            }
        }
        let names: Vec<&str> = if self.series.len() > 1 {
            self.series.iter().map(|one| one.name.as_str()).collect()
        } else {
            Vec::new()
        };
        self.frame.around(&svg, HEIGHT, &names, &self.table())
    }

    /// A row for each place along that any line has, a column for each line.
    fn table(&self) -> Table {
        let mark = self.frame.decimal_mark;
        let mut along: Vec<f64> = self
            .series
            .iter()
            .flat_map(|one| one.points.iter().map(|point| point.0))
            .collect();
        along.sort_by(f64::total_cmp);
        along.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let mut columns: Vec<_> = self
            .series
            .iter()
            .map(|one| {
                let mut points = one.points.clone();
                points.sort_by(|a, b| a.0.total_cmp(&b.0));
                points.into_iter().peekable()
            })
            .collect();
        let rows = along
            .into_iter()
            .map(|x| {
                let mut row = vec![self.x.format.show(x, mark)];
                for column in &mut columns {
                    let mut cell = String::new();
                    while let Some(point) = column.next_if(|point| point.0.total_cmp(&x).is_eq()) {
                        cell = self.y.format.show(point.1, mark);
                    }
                    row.push(cell);
                }
                row
            })
            .collect();
        let mut heads = vec![self.x.label.clone()];
        heads.extend(self.series.iter().map(|one| one.name.clone()));
        Table { heads, rows }
    }
}
