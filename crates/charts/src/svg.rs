//! The drawing below a chart: lines, boxes, words, and the plot with its two axes.

use crate::text::{add, escape};
use crate::{Axis, Format, Frame};

/// Width of every drawing, in its own units; on a page it is scaled to the place there is.
pub(crate) const WIDTH: f64 = 400.0;
/// Height of a drawing with two axes.
pub(crate) const HEIGHT: f64 = 270.0;
/// The inside of a drawing with two axes.
const LEFT: f64 = 58.0;
const RIGHT: f64 = 378.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 222.0;
/// Between an axis and where its scale begins, so that the largest dot at the first value lies on no number.
const EDGE: f64 = 12.0;

/// Where words stand relative to their place.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// The inside of one `<svg>` as it grows.
#[derive(Default)]
pub(crate) struct Svg(pub(crate) String);

impl Svg {
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        add(
            &mut self.0,
            format_args!(
                r#"<line class="{class}" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
                short(from.0),
                short(from.1),
                short(to.0),
                short(to.1)
            ),
        );
    }

    pub(crate) fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64)) {
        add(
            &mut self.0,
            format_args!(
                r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}"/>"#,
                short(at.0),
                short(at.1),
                short(size.0.max(0.0)),
                short(size.1.max(0.0))
            ),
        );
    }

    pub(crate) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        add(
            &mut self.0,
            format_args!(
                r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#,
                short(at.0),
                short(at.1),
                short(radius)
            ),
        );
    }

    pub(crate) fn path(&mut self, class: &str, data: &str) {
        add(
            &mut self.0,
            format_args!(r#"<path class="{class}" d="{data}"/>"#),
        );
    }

    pub(crate) fn text(&mut self, class: &str, at: (f64, f64), anchor: Anchor, words: &str) {
        add(
            &mut self.0,
            format_args!(
                r#"<text class="{class}" x="{}" y="{}" text-anchor="{}">{}</text>"#,
                short(at.0),
                short(at.1),
                anchor.name(),
                escape(words)
            ),
        );
    }

    /// Words that run upwards from `at`.
    pub(crate) fn upright(&mut self, class: &str, at: (f64, f64), anchor: Anchor, words: &str) {
        let (x, y) = (short(at.0), short(at.1));
        add(
            &mut self.0,
            format_args!(
                r#"<text class="{class}" x="{x}" y="{y}" transform="rotate(-90 {x} {y})" text-anchor="{}">{}</text>"#,
                anchor.name(),
                escape(words)
            ),
        );
    }
}

/// A coordinate with one digit after the point, without a needless zero.
pub(crate) fn short(coordinate: f64) -> String {
    let text = format!("{coordinate:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0" } else { text }.to_owned()
}

/// The area between two axes.
pub(crate) struct Plot<'a> {
    x: Axis,
    y: &'a Axis,
}

impl<'a> Plot<'a> {
    /// Draws grid, numbers and names of the axes into `svg`.
    pub(crate) fn begin(svg: &mut Svg, frame: &Frame, x: &'a Axis, y: &'a Axis) -> Self {
        let plot = Self { x: x.clone(), y };
        plot.upwards(svg, frame);
        for tick in x.ticks() {
            let number = x.format.show(tick, frame.decimal_mark);
            plot.tick(svg, tick, &number);
        }
        plot.name(svg);
        plot
    }

    /// The same with names at places along, from 0 to `last`, instead of numbers.
    pub(crate) fn begin_named<'b>(
        svg: &mut Svg,
        frame: &Frame,
        label: &str,
        names: impl Iterator<Item = (f64, &'b str)>,
        last: f64,
        y: &'a Axis,
    ) -> Self {
        let x = Axis {
            label: label.to_owned(),
            from: 0.0,
            to: last,
            format: Format::Whole,
        };
        let plot = Self { x, y };
        plot.upwards(svg, frame);
        for (at, name) in names {
            plot.tick(svg, at, name);
        }
        plot.name(svg);
        plot
    }

    fn upwards(&self, svg: &mut Svg, frame: &Frame) {
        for tick in self.y.ticks() {
            if let Some(at) = self.y.place(tick, BOTTOM - EDGE, TOP) {
                svg.line("chart__grid", (LEFT, at), (RIGHT, at));
                let number = self.y.format.show(tick, frame.decimal_mark);
                svg.text("chart__label", (LEFT - 6.0, at + 4.0), Anchor::End, &number);
            }
        }
    }

    fn tick(&self, svg: &mut Svg, at: f64, words: &str) {
        if let Some(at) = self.x.place(at, LEFT + EDGE, RIGHT) {
            svg.line("chart__tick", (at, BOTTOM), (at, BOTTOM + 4.0));
            svg.text("chart__label", (at, BOTTOM + 18.0), Anchor::Middle, words);
        }
    }

    fn name(&self, svg: &mut Svg) {
        svg.line("chart__axis", (LEFT, BOTTOM), (RIGHT, BOTTOM));
        let middle = f64::midpoint(LEFT, RIGHT);
        svg.text(
            "chart__name",
            (middle, HEIGHT - 10.0),
            Anchor::Middle,
            &self.x.label,
        );
        let middle = f64::midpoint(TOP, BOTTOM);
        svg.upright("chart__name", (11.0, middle), Anchor::Middle, &self.y.label);
    }

    /// The place of a point; `None` when one of its numbers is none.
    pub(crate) fn place(&self, point: (f64, f64)) -> Option<(f64, f64)> {
        Some((
            self.x.place(point.0, LEFT + EDGE, RIGHT)?,
            self.y.place(point.1, BOTTOM - EDGE, TOP)?,
        ))
    }

    /// From corner to corner, where both axes show the same value.
    pub(crate) fn diagonal(&self, svg: &mut Svg) {
        let ends = (self.x.from.max(self.y.from), self.x.to.min(self.y.to));
        if let (Some(from), Some(to)) = (self.place((ends.0, ends.0)), self.place((ends.1, ends.1)))
        {
            svg.line("chart__guide", from, to);
        }
    }
}
