//! What surrounds every chart.

use crate::svg::{Svg, WIDTH, short};
use crate::table::Table;
use crate::text::{add, escape};

/// Name, words and way of writing numbers of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Unique on the page; letters of ASCII, digits and hyphens, others become hyphens.
    pub id: String,
    /// The caption, also the name of the picture. Unique on the page.
    pub title: String,
    /// What the picture shows, in a sentence or two, for those who do not see it.
    pub description: String,
    /// What opens the table, e.g. "Dane wykresu".
    pub data: String,
    /// Between whole and fraction.
    pub decimal_mark: char,
}

impl Frame {
    /// The whole `<figure>`. `names` are the series for the legend, none for a chart of one.
    pub(crate) fn around(&self, svg: &Svg, height: f64, names: &[&str], table: &Table) -> String {
        let id: String = self
            .id
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let title = escape(&self.title);
        let mut legend = String::new();
        if !names.is_empty() {
            legend.push_str(r#"<ul class="chart__legend">"#);
            for (number, name) in names.iter().enumerate() {
                let mut swatch = Svg::default();
                let class = series(number);
                swatch.line(&format!("chart__line {class}"), (1.0, 7.0), (27.0, 7.0));
                swatch.path(&format!("chart__mark {class}"), &mark(number, (14.0, 7.0)));
                add(
                    &mut legend,
                    format_args!(
                        r#"<li><svg class="chart__swatch" viewBox="0 0 28 14" aria-hidden="true">{}</svg> {}</li>"#,
                        swatch.0,
                        escape(name)
                    ),
                );
            }
            legend.push_str("</ul>");
        }
        format!(
            concat!(
                r#"<figure class="chart" id="{id}"><figcaption class="chart__title">{title}</figcaption>"#,
                r#"<svg class="chart__picture" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc">"#,
                r#"<title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>{drawing}</svg>{legend}"#,
                r#"<details class="chart__data"><summary>{data}</summary>"#,
                r#"<div class="chart__scroll" role="group" aria-label="{title}" tabindex="0">{table}</div></details></figure>"#
            ),
            id = id,
            title = title,
            width = short(WIDTH),
            height = short(height),
            description = escape(&self.description),
            drawing = svg.0,
            legend = legend,
            data = escape(&self.data),
            table = table.render(&self.title),
        )
    }
}

/// Series have six looks, which repeat.
const LOOKS: usize = 6;

/// The class of a series, counted from 0.
pub(crate) fn series(number: usize) -> String {
    format!("chart__series--{}", number % LOOKS + 1)
}

/// The outline of the mark of a series around a point: circle, square, triangle, rhomb, the triangle turned, cross.
pub(crate) fn mark(number: usize, (x, y): (f64, f64)) -> String {
    let at = |dx: f64, dy: f64| format!("{} {}", short(x + dx), short(y + dy));
    let closed = |points: &[(f64, f64)]| {
        let places: Vec<String> = points.iter().map(|&(dx, dy)| at(dx, dy)).collect();
        format!("M{}Z", places.join("L"))
    };
    match number % LOOKS {
        0 => format!("M{}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z", at(-3.5, 0.0)),
        1 => closed(&[(-3.0, -3.0), (3.0, -3.0), (3.0, 3.0), (-3.0, 3.0)]),
        2 => closed(&[(0.0, -4.0), (4.0, 3.0), (-4.0, 3.0)]),
        3 => closed(&[(0.0, -4.5), (4.5, 0.0), (0.0, 4.5), (-4.5, 0.0)]),
        4 => closed(&[(0.0, 4.0), (4.0, -3.0), (-4.0, -3.0)]),
        _ => format!(
            "M{}L{}M{}L{}",
            at(-3.5, -3.5),
            at(3.5, 3.5),
            at(-3.5, 3.5),
            at(3.5, -3.5)
        ),
    }
}
