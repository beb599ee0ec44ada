//! The report for a terminal.

use texts::Texts;

use crate::Report;

impl Report {
    /// The whole report as plain text, a line for every stretch of time; the sentences are those of
    /// the page.
    pub fn text(&self, t: Texts) -> String {
        let mut lines = vec![format!("{}, {}", self.number, t.date_time(self.now))];
        if self.clocks.is_empty() {
            lines.push(t.get("due-none"));
        }
        for clock in &self.clocks {
            lines.push(String::new());
            lines.push(if clock.left.is_empty() {
                format!("{}: {}", clock.title, clock.headline)
            } else {
                format!("{}: {}; {}", clock.title, clock.headline, clock.left)
            });
            lines.push(format!("  {}", clock.used));
            for promise in &clock.promises {
                lines.push(format!("  {}", promise.words));
                if let Some(rule) = promise.target.as_ref().and_then(|one| one.rule.as_ref()) {
                    lines.push(format!("    {rule}"));
                }
            }
            for row in &clock.rows {
                let (from, to) = (t.short_date_time(row.from), t.short_date_time(row.to));
                let ahead = if row.ahead {
                    format!(" ({})", t.get("clock-row-ahead"))
                } else {
                    String::new()
                };
                lines.push(format!(
                    "  {from:>12} – {to:>12}  {}: {}{ahead}",
                    row.counted, row.words
                ));
            }
        }
        lines.join("\n")
    }
}
