//! The pictures of the pages, each with its data as a table.

use analyses::{Ages, Analyses, Period, Stretch};
use charts::{Axis, Bar, BarChart, Course, CourseChart, Format, Frame};
use jiff::civil::Date;
use texts::{Arg, Texts};

/// Provisions in the picture.
const MOST_DUTIES: usize = 15;

fn frame(t: Texts, id: &str, title: String, description: String) -> Frame {
    Frame {
        id: id.to_owned(),
        title,
        description,
        data: t.get("analyses-data"),
        decimal_mark: t.decimal_mark(),
    }
}

/// `26.11`; with the year where that is not clear.
pub(super) fn day(t: Texts, day: Date) -> String {
    let month = t.get(&format!("month-short-{}", day.month()));
    let number = Arg::Number(day.day().into());
    t.with("short-date", &[("day", number), ("month", (&month).into())])
}

/// How the pieces of the period are cut.
enum Cut {
    Days,
    Weeks,
    Months,
}

impl Cut {
    fn of(period: Period) -> Self {
        let pieces = period.pieces();
        let longest = pieces
            .iter()
            .map(|days| (days.last - days.first).get_days());
        match longest.max().unwrap_or(0) {
            0 => Self::Days,
            1..=6 => Self::Weeks,
            _ => Self::Months,
        }
    }

    fn name(&self, t: Texts, piece: &Stretch) -> String {
        match self {
            Self::Days | Self::Weeks => day(t, piece.from),
            Self::Months => {
                let month = t.get(&format!("month-short-{}", piece.from.month()));
                format!("{month}.{}", piece.from.year())
            }
        }
    }

    /// Keys of how the pieces follow each other, and of what one is.
    fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::Days => ("analyses-by-day", "analyses-course-day"),
            Self::Weeks => ("analyses-by-week", "analyses-course-week"),
            Self::Months => ("analyses-by-month", "analyses-course-month"),
        }
    }
}

/// What came in, what ended and what was open.
pub(super) fn course(t: Texts, analyses: &Analyses, period: Period) -> String {
    let cut = Cut::of(period);
    let (by, of) = cut.keys();
    let by = t.get(by);
    let title = t.one("analyses-course-chart", "by", &by);
    let description = t.one("analyses-course-description", "by", &by);
    let pieces = &analyses.course;
    let line = |key: &str, value: fn(&Stretch) -> i64| Course {
        name: t.get(key),
        values: pieces.iter().map(|piece| value(piece) as f64).collect(),
    };
    let lines = vec![
        line("analyses-course-registered", |piece| piece.registered),
        line("analyses-course-ended", |piece| piece.ended),
        line("analyses-course-open", |piece| piece.open),
    ];
    let values: Vec<f64> = lines
        .iter()
        .flat_map(|line| line.values.iter().copied())
        .collect();
    let chart = CourseChart {
        frame: frame(t, "przebieg", title, description),
        of: t.get(of),
        names: pieces.iter().map(|piece| cut.name(t, piece)).collect(),
        y: whole(t.get("analyses-course-tickets"), values),
        lines,
    };
    chart.render()
}

/// An axis of counts, whose steps are whole.
fn whole(label: String, values: Vec<f64>) -> Axis {
    Axis::covering(label, Format::Whole, values.into_iter().chain([5.0]))
}

/// How long open tickets have waited; `None` when none does.
pub(super) fn ages(t: Texts, analyses: &Analyses) -> Option<String> {
    if analyses.total.open == 0 {
        return None;
    }
    let title = t.get("analyses-ages-chart");
    let counts = ages_by_name(&analyses.ages);
    let bar = |(key, count): (&str, i64)| Bar {
        label: t.get(key),
        value: count as f64,
        interval: None,
        remark: String::new(),
    };
    let bars: Vec<Bar> = counts.map(bar).into();
    let values = bars.iter().map(|bar| bar.value).collect();
    let chart = BarChart {
        frame: frame(t, "wiek", title, t.get("analyses-ages-description")),
        of: t.get("analyses-ages-of"),
        axis: whole(t.get("analyses-course-tickets"), values),
        bars,
        interval: String::new(),
        remark: String::new(),
    };
    Some(chart.render())
}

fn ages_by_name(ages: &Ages) -> [(&'static str, i64); 5] {
    [
        ("analyses-age-under_1_day", ages.under_1_day),
        ("analyses-age-under_3_days", ages.under_3_days),
        ("analyses-age-under_7_days", ages.under_7_days),
        ("analyses-age-under_30_days", ages.under_30_days),
        ("analyses-age-older", ages.older),
    ]
}

/// Solutions in time by unit; `None` when nothing was promised.
pub(super) fn units(t: Texts, analyses: &Analyses) -> Option<String> {
    let bars = analyses.units.iter().filter_map(|unit| {
        Some(Bar {
            label: unit.unit.to_string(),
            value: unit.sums.solution.share()?,
            interval: None,
            remark: unit.sums.solution.of.to_string(),
        })
    });
    let bars: Vec<Bar> = bars.collect();
    if bars.is_empty() {
        return None;
    }
    let title = t.get("analyses-units-picture");
    let description = t.get("analyses-units-description");
    let chart = BarChart {
        frame: frame(t, "terminy", title, description),
        of: t.get("analyses-column-unit"),
        axis: Axis::share(t.get("analyses-units-share")),
        bars,
        interval: String::new(),
        remark: t.get("analyses-units-count"),
    };
    Some(chart.render())
}

/// The provisions that most tickets came to; `None` when none did.
pub(super) fn duties(t: Texts, analyses: &Analyses) -> Option<String> {
    let mut duties: Vec<_> = analyses.duties.iter().collect();
    duties.sort_by_key(|(_, tickets)| std::cmp::Reverse(**tickets));
    duties.truncate(MOST_DUTIES);
    if duties.is_empty() {
        return None;
    }
    let bars = duties.into_iter().map(|(duty, tickets)| Bar {
        label: duty.shown(),
        value: *tickets as f64,
        interval: None,
        remark: String::new(),
    });
    let bars: Vec<Bar> = bars.collect();
    let values = bars.iter().map(|bar| bar.value).collect();
    let title = t.get("analyses-duties-chart");
    let description = t.get("analyses-duties-description");
    let chart = BarChart {
        frame: frame(t, "przepisy-wykres", title, description),
        of: t.get("analyses-duties-of"),
        axis: whole(t.get("analyses-course-tickets"), values),
        bars,
        interval: String::new(),
        remark: String::new(),
    };
    Some(chart.render())
}
