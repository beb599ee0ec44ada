//! Plots drawn on the server: accessible SVG with a table of the data beside it.
//!
//! Every chart renders to one `<figure>`: a caption, an `<svg role="img">` with `<title>` and `<desc>`, a legend where
//! there is more than one series, and the data as a table that opens without a script. Nothing is set by `style`
//! attributes or scripts; colours come from [`STYLE`], which follows the page's light or dark scheme, so that a page
//! with a strict Content-Security-Policy can serve it as a file. Series differ by mark and dash as well as by colour.
//!
//! All words come from the caller, in the caller's language, and are escaped. The same data always give the same bytes.
//! A value that is no finite number is left out of the picture and shown as `–` in the table.
//!
//! ```
//! use charts::{Axis, Format, Frame, LineChart, Series};
//!
//! let chart = LineChart {
//!     frame: Frame {
//!         id: "load".to_owned(),
//!         title: "Zgłoszenia na dzień".to_owned(),
//!         description: "Liczba zgłoszeń w kolejnych dniach miesiąca.".to_owned(),
//!         data: "Dane wykresu".to_owned(),
//!         decimal_mark: ',',
//!     },
//!     x: Axis::covering("Dzień", Format::Whole, [1.0, 30.0]),
//!     y: Axis::covering("Zgłoszenia", Format::Whole, [0.0, 42.0]),
//!     series: vec![Series { name: "2026".to_owned(), points: vec![(1.0, 17.0), (2.0, 42.0)] }],
//! };
//! assert!(chart.render().starts_with(r#"<figure class="chart" id="load">"#));
//! ```

mod axis;
mod bar;
mod course;
mod frame;
mod heat;
mod line;
mod number;
mod scatter;
mod svg;
mod table;
mod text;

pub use axis::Axis;
pub use bar::{Bar, BarChart};
pub use course::{Course, CourseChart};
pub use frame::Frame;
pub use heat::HeatMap;
pub use line::{LineChart, Series};
pub use number::Format;
pub use scatter::{Dot, ScatterChart};
pub use text::escape;

/// The style sheet of all charts. It takes the page's colours where the page names them (`--ink`, `--ink-soft`, `--line`,
/// `--surface`, `--accent`) and brings its own for light and dark otherwise.
pub const STYLE: &str = include_str!("../assets/charts.css");
