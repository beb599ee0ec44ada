//! Times some work and the bare work inside it in turns, in one run: a busy machine slows both alike, so their ratio
//! holds where the times do not. Shared by the benchmarks of several crates.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Whether to measure: under `cargo bench`, and not when a benchmark is run or listed as a test.
pub(crate) fn wanted() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// What a benchmark prints at its end, as Markdown.
pub(crate) struct Ratios {
    rows: Vec<[String; 5]>,
    notes: Vec<String>,
}

impl Ratios {
    pub(crate) fn new() -> Self {
        let head = ["what", "median", "p95", "bare work, median", "ratio"];
        Self {
            rows: vec![head.map(str::to_owned)],
            notes: Vec::new(),
        }
    }

    /// Runs both sides once untimed, then `rounds` times in turns, either side first every other time.
    /// What they return is dropped after the time is taken. The ratio is median ÷ median.
    pub(crate) fn compare<A, B>(
        &mut self,
        what: &str,
        rounds: usize,
        mut ours: impl FnMut() -> A,
        mut bare: impl FnMut() -> B,
    ) {
        drop((black_box(ours()), black_box(bare())));
        let (mut our_times, mut bare_times) = (Vec::new(), Vec::new());
        for round in 0..rounds {
            if round % 2 == 0 {
                our_times.push(timed(&mut ours));
                bare_times.push(timed(&mut bare));
            } else {
                bare_times.push(timed(&mut bare));
                our_times.push(timed(&mut ours));
            }
        }
        let median = quantile(&mut our_times, 50);
        let bare_median = quantile(&mut bare_times, 50);
        self.rows.push([
            what.to_owned(),
            format!("{median:.2?}"),
            format!("{:.2?}", quantile(&mut our_times, 95)),
            format!("{bare_median:.2?}"),
            format!("{:.2}", median.as_secs_f64() / bare_median.as_secs_f64()),
        ]);
    }

    /// Adds a line below the table.
    pub(crate) fn note(&mut self, line: impl Into<String>) {
        self.notes.push(line.into());
    }

    /// Prints the table and the lines below it.
    #[expect(clippy::print_stdout, reason = "a benchmark shows its result")]
    pub(crate) fn print(&self) {
        let width = |column: usize| {
            let cells = self.rows.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or(0)
        };
        println!();
        for (number, row) in self.rows.iter().enumerate() {
            let cells: Vec<String> = row
                .iter()
                .enumerate()
                .map(|(column, cell)| format!("{cell:<0$}", width(column)))
                .collect();
            println!("| {} |", cells.join(" | "));
            if number == 0 {
                let lines: Vec<String> = (0..row.len()).map(|at| "-".repeat(width(at))).collect();
                println!("| {} |", lines.join(" | "));
            }
        }
        println!();
        for note in &self.notes {
            println!("- {note}");
        }
    }
}

fn timed<T>(work: &mut impl FnMut() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

/// The smallest time that at least `percent` of all do not exceed.
fn quantile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    let place = (times.len() * percent).div_ceil(100).max(1);
    times.get(place - 1).copied().unwrap_or_default()
}
