//! The markup of charts: golden, escaped, without style and script, whatever the numbers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use charts::{Axis, Bar, BarChart, Dot, Format, Frame, HeatMap, LineChart, ScatterChart, Series};
use proptest::prelude::*;

const HOSTILE: &str = "<script>alert('x')</script>\"&\u{0}]]>";

fn frame(words: &str) -> Frame {
    Frame {
        id: format!("chart \"{words}"),
        title: words.to_owned(),
        description: words.to_owned(),
        data: words.to_owned(),
        decimal_mark: ',',
    }
}

fn line(words: &str, points: &[(f64, f64)]) -> String {
    LineChart {
        frame: frame(words),
        x: Axis::covering(words, Format::Whole, points.iter().map(|point| point.0)),
        y: Axis::share(words),
        series: [words, "b"]
            .map(|name| Series {
                name: name.to_owned(),
                points: points.to_vec(),
            })
            .to_vec(),
    }
    .render()
}

fn scatter(words: &str, points: &[(f64, f64)]) -> String {
    ScatterChart {
        frame: frame(words),
        x: Axis::share(words),
        y: Axis::share(words),
        dots: points
            .iter()
            .map(|&(x, y)| Dot { x, y, weight: 3 })
            .collect(),
        weight: words.to_owned(),
        diagonal: Some(words.to_owned()),
    }
    .render()
}

fn bars(words: &str, points: &[(f64, f64)]) -> String {
    BarChart {
        frame: frame(words),
        of: words.to_owned(),
        axis: Axis::covering(
            words,
            Format::Decimal(1),
            points.iter().map(|point| point.0),
        ),
        bars: points
            .iter()
            .map(|&(value, other)| Bar {
                label: words.to_owned(),
                value,
                interval: Some((other, value)),
                remark: words.to_owned(),
            })
            .collect(),
        interval: words.to_owned(),
        remark: words.to_owned(),
    }
    .render()
}

fn heat(words: &str, counts: &[Vec<u64>]) -> String {
    HeatMap {
        frame: frame(words),
        of_rows: words.to_owned(),
        of_columns: words.to_owned(),
        rows: vec![words.to_owned(), "IT-02-4".to_owned()],
        columns: vec!["IT-02-4".to_owned(), words.to_owned(), "–".to_owned()],
        counts: counts.to_vec(),
    }
    .render()
}

fn all(words: &str, points: &[(f64, f64)], counts: &[Vec<u64>]) -> [String; 4] {
    [
        line(words, points),
        scatter(words, points),
        bars(words, points),
        heat(words, counts),
    ]
}

/// Elements by name, in order; panics on markup that is not well-formed.
fn elements(markup: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut rest = markup;
    while let Some((words, after)) = rest.split_once('<') {
        assert!(!words.contains('>'), "a stray > in {words}");
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closes what is open");
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap();
        assert_eq!(
            tag.matches('"').count() % 2,
            0,
            "quotes are closed in {tag}"
        );
        found.push(name.to_owned());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    found
}

#[test]
fn a_reliability_diagram_as_it_is_written() {
    let chart = ScatterChart {
        frame: Frame {
            id: "reliability".to_owned(),
            title: "Pewność a trafność".to_owned(),
            description: "Kropka na przekątnej: pewność zgadza się z trafnością.".to_owned(),
            data: "Dane wykresu".to_owned(),
            decimal_mark: ',',
        },
        x: Axis::share("Pewność"),
        y: Axis::share("Trafność"),
        dots: vec![
            Dot {
                x: 0.25,
                y: 0.5,
                weight: 4,
            },
            Dot {
                x: 0.95,
                y: 0.9,
                weight: 16,
            },
        ],
        weight: "Zgłoszenia".to_owned(),
        diagonal: Some("Przerywana linia: równowaga.".to_owned()),
    };
    insta::assert_snapshot!(chart.render().replace("><", ">\n<"));
}

#[test]
fn hostile_words_stay_words_in_every_chart() {
    for chart in all(HOSTILE, &[(0.5, 0.5)], &[vec![1, 2], vec![3]]) {
        assert!(
            !chart.contains("<script") && !chart.contains('\u{0}'),
            "{chart}"
        );
        assert!(chart.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
        assert!(!elements(&chart).iter().any(|name| name == "script"));
        assert!(chart.contains(r#"id="chart--"#), "the id is made harmless");
    }
    insta::assert_snapshot!(heat(HOSTILE, &[vec![1]]).replace("><", ">\n<"));
}

#[test]
fn every_chart_has_name_description_and_table() {
    for chart in all(
        "słowa",
        &[(0.2, 0.4), (0.6, 0.8)],
        &[vec![1, 2, 3], vec![0, 0, 9]],
    ) {
        let names = elements(&chart);
        for name in ["figcaption", "title", "desc", "table", "caption", "details"] {
            assert!(names.iter().any(|found| found == name), "{name} in {chart}");
        }
        assert!(chart.contains(r#"role="img" aria-labelledby="#));
        for forbidden in ["style=", "onload", "href", "javascript:", "NaN", "inf"] {
            assert!(!chart.contains(forbidden), "{forbidden} in {chart}");
        }
    }
}

#[test]
fn the_table_of_lines_has_a_row_for_each_place() {
    let chart = LineChart {
        frame: frame("t"),
        x: Axis::covering("x", Format::Whole, [0.0, 200.0]),
        y: Axis::share("y"),
        series: vec![
            Series {
                name: "a".to_owned(),
                points: vec![(200.0, 0.75), (0.0, 0.5)],
            },
            Series {
                name: "b".to_owned(),
                points: vec![(100.0, f64::NAN)],
            },
        ],
    }
    .render();
    assert!(
        chart.contains(
            "<th scope=\"row\">0</th><td>50\u{a0}%</td><td></td></tr><tr><th scope=\"row\">100</th><td></td><td>–</td></tr><tr><th scope=\"row\">200</th><td>75\u{a0}%</td>"
        ),
        "{chart}"
    );
}

#[test]
fn charts_of_nothing_are_charts() {
    for chart in all("", &[], &[]) {
        elements(&chart);
    }
}

#[test]
fn the_style_sheet_covers_every_class() {
    let charts = all("a", &[(0.5, 0.5)], &[vec![1, 20], vec![3]]).concat();
    let classes: std::collections::BTreeSet<&str> = charts
        .split("class=\"")
        .skip(1)
        .flat_map(|rest| rest.split('"').next().unwrap().split(' '))
        .collect();
    for class in classes {
        let plain = ["chart__count--1", "chart__count--2", "chart__count--3"].contains(&class);
        assert!(
            plain || charts::STYLE.contains(&format!(".{class}")),
            "{class}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_and_numbers_give_well_formed_markup(
        words in ".{0,40}",
        points in proptest::collection::vec((any::<f64>(), any::<f64>()), 0..8),
        counts in proptest::collection::vec(proptest::collection::vec(0..u64::MAX / 8, 0..4), 0..3),
    ) {
        for chart in all(&words, &points, &counts) {
            elements(&chart);
            let svg = chart.split("</desc>").nth(1).unwrap().split("</svg>").next().unwrap();
            for attribute in svg.split("=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                prop_assert!(!attribute.contains("NaN") && !attribute.contains("inf"), "{attribute}");
            }
        }
    }
}
