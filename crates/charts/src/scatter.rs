//! Dots over two axes.

use crate::svg::{HEIGHT, Plot, Svg};
use crate::table::Table;
use crate::{Axis, Format, Frame};

/// The radius of the heaviest dot.
const LARGEST: f64 = 11.0;
/// The radius of the lightest.
const SMALLEST: f64 = 3.0;

/// One dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Along.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// How much stands behind it; its area grows with it.
    pub weight: u64,
}

/// How two measures go together: confidence against rightness (a reliability diagram), age against effort.
#[derive(Clone, Debug, PartialEq)]
pub struct ScatterChart {
    /// Words around it.
    pub frame: Frame,
    /// Along.
    pub x: Axis,
    /// Up.
    pub y: Axis,
    /// The dots.
    pub dots: Vec<Dot>,
    /// Heading of the weights in the table.
    pub weight: String,
    /// Where both measures are equal, if that is drawn: the words that say so, under the picture.
    pub diagonal: Option<String>,
}

impl ScatterChart {
    /// The `<figure>`; time and length grow with the number of dots.
    pub fn render(&self) -> String {
        let mut svg = Svg::default();
        let plot = Plot::begin(&mut svg, &self.frame, &self.x, &self.y);
        if self.diagonal.is_some() {
            plot.diagonal(&mut svg);
        }
        let heaviest = self.dots.iter().map(|dot| dot.weight).max().unwrap_or(0);
        for dot in &self.dots {
            if let Some(place) = plot.place((dot.x, dot.y)) {
                let share = dot.weight as f64 / heaviest.max(1) as f64;
                svg.circle(
                    "chart__dot",
                    place,
                    SMALLEST + (LARGEST - SMALLEST) * share.sqrt(),
                );
            }
        }
        let mark = self.frame.decimal_mark;
        let table = Table {
            heads: vec![
                self.x.label.clone(),
                self.y.label.clone(),
                self.weight.clone(),
            ],
            rows: self
                .dots
                .iter()
                .map(|dot| {
                    vec![
                        self.x.format.show(dot.x, mark),
                        self.y.format.show(dot.y, mark),
                        Format::Whole.show(dot.weight as f64, mark),
                    ]
                })
                .collect(),
        };
        let mut frame = self.frame.clone();
        if let Some(words) = &self.diagonal {
            frame.description = format!("{} {words}", frame.description);
        }
        frame.around(&svg, HEIGHT, &[], &table)
    }
}
