//! The data of a chart as a table.

use crate::text::{add, escape};

/// Rows of a table; the first cell of each heads it.
pub(crate) struct Table {
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// `<table>` with a caption; headings say what they head.
    pub(crate) fn render(&self, caption: &str) -> String {
        let mut out = format!(
            r#"<table class="chart__table"><caption>{}</caption><thead><tr>"#,
            escape(caption)
        );
        for head in &self.heads {
            add(
                &mut out,
                format_args!(r#"<th scope="col">{}</th>"#, escape(head)),
            );
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let cell = escape(cell);
                let (open, close) = if column == 0 {
                    (r#"<th scope="row">"#, "</th>")
                } else {
                    ("<td>", "</td>")
                };
                add(&mut out, format_args!("{open}{cell}{close}"));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        out
    }
}
