//! Lines over pieces of time that have names: days, weeks, months.

use crate::frame::{mark, series};
use crate::svg::{HEIGHT, Plot, Svg, short};
use crate::table::Table;
use crate::text::add;
use crate::{Axis, Frame};

/// A chart with more pieces than this shows no marks.
const MOST_MARKS: usize = 40;
/// At most so many pieces are named in the picture; the table names all.
const MOST_NAMES: usize = 8;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// For legend and table.
    pub name: String,
    /// A value for each piece; what is missing leaves a gap.
    pub values: Vec<f64>,
}

/// How something moves from piece to piece: tickets by day, by week, by month.
#[derive(Clone, Debug, PartialEq)]
pub struct CourseChart {
    /// Words around it.
    pub frame: Frame,
    /// What the pieces are.
    pub of: String,
    /// Their names, in order; short ones, for several stand beside each other.
    pub names: Vec<String>,
    /// Up.
    pub y: Axis,
    /// The lines; six are told apart, more repeat their looks.
    pub lines: Vec<Course>,
}

impl CourseChart {
    /// The `<figure>`; time and length grow with the number of values.
    pub fn render(&self) -> String {
        let mut svg = Svg::default();
        let every = self.names.len().div_ceil(MOST_NAMES).max(1);
        let named = (self.names.iter().enumerate())
            .step_by(every)
            .map(|(number, name)| (number as f64, name.as_str()));
        let last = self.names.len().saturating_sub(1).max(1) as f64;
        let plot = Plot::begin_named(&mut svg, &self.frame, &self.of, named, last, &self.y);
        for (number, line) in self.lines.iter().enumerate() {
            let class = series(number);
            let places: Vec<_> = (line.values.iter().enumerate())
                .map(|(piece, value)| plot.place((piece as f64, *value)))
                .collect();
            let mut path = String::new();
            let mut pen_down = false;
            for place in &places {
                if let Some((x, y)) = place {
                    path.push(if pen_down { 'L' } else { 'M' });
                    add(&mut path, format_args!("{} {}", short(*x), short(*y)));
                }
                pen_down = place.is_some();
            }
            if !path.is_empty() {
                svg.path(&format!("chart__line {class}"), &path);
            }
            if places.len() <= MOST_MARKS {
                for place in places.into_iter().flatten() {
                    svg.path(&format!("chart__mark {class}"), &mark(number, place));
                }
            }
        }
        let names: Vec<&str> = if self.lines.len() > 1 {
            self.lines.iter().map(|line| line.name.as_str()).collect()
        } else {
            Vec::new()
        };
        self.frame.around(&svg, HEIGHT, &names, &self.table())
    }

    fn table(&self) -> Table {
        let mark = self.frame.decimal_mark;
        let mut heads = vec![self.of.clone()];
        heads.extend(self.lines.iter().map(|line| line.name.clone()));
        let rows = self.names.iter().enumerate().map(|(piece, name)| {
            let cell = |line: &Course| {
                let value = line.values.get(piece).copied();
                self.y.format.show(value.unwrap_or(f64::NAN), mark)
            };
            let mut row = vec![name.clone()];
            row.extend(self.lines.iter().map(cell));
            row
        });
        Table {
            heads,
            rows: rows.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;

    fn chart(pieces: usize) -> CourseChart {
        CourseChart {
            frame: Frame {
                id: "przebieg".to_owned(),
                title: "Zgłoszenia".to_owned(),
                description: "Dzień po dniu.".to_owned(),
                data: "Dane".to_owned(),
                decimal_mark: ',',
            },
            of: "Dzień".to_owned(),
            names: (1..=pieces).map(|day| format!("{day}.10")).collect(),
            y: Axis::covering("Zgłoszenia", Format::Whole, [0.0, 10.0]),
            lines: vec![
                Course {
                    name: "przyjęte".to_owned(),
                    values: (0..pieces).map(|day| (day % 10) as f64).collect(),
                },
                Course {
                    name: "otwarte".to_owned(),
                    values: vec![3.0, f64::NAN, 4.0],
                },
            ],
        }
    }

    #[test]
    fn the_picture_names_some_pieces_and_the_table_all() {
        let html = chart(31).render();
        let (picture, table) = html.split_once("<table").unwrap();
        assert_eq!(picture.matches(">1.10<").count(), 1);
        assert_eq!(picture.matches(".10<").count(), 8);
        assert_eq!(table.matches(r#"<th scope="row">"#).count(), 31);
        assert!(table.contains("<th scope=\"row\">2.10</th><td>1</td><td>–</td>"));
        // A gap begins the line anew.
        assert_eq!(
            picture
                .matches("chart__line chart__series--2\" d=\"M")
                .count(),
            1
        );
        assert!(
            picture.contains("M70 "),
            "the first piece stands at the left: {picture}"
        );
    }

    #[test]
    fn one_piece_or_none_is_a_chart_too() {
        assert!(chart(1).render().contains("1.10"));
        assert!(chart(0).render().starts_with("<figure"));
    }
}
