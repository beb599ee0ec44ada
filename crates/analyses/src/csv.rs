//! Tables as CSV (RFC 4180) that a spreadsheet opens without running anything in it.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it; see attack 29 of
//! `docs/attacks.md`.

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// As Excel set to Polish reads it.
    #[default]
    Semicolon,
    /// As RFC 4180 has it.
    Comma,
}

impl Separator {
    fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
        }
    }
}

/// Stands at the beginning of a file, so that spreadsheets read it as UTF-8.
pub const MARK: &str = "\u{feff}";

/// Adds a row, with its end of line, to `out`.
pub fn row<S: AsRef<str>>(
    out: &mut String,
    separator: Separator,
    cells: impl IntoIterator<Item = S>,
) {
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            out.push(separator.char());
        }
        field(out, separator, cell.as_ref());
    }
    out.push_str("\r\n");
}

fn field(out: &mut String, separator: Separator, cell: &str) {
    let apostrophe = if is_formula(cell) { "'" } else { "" };
    let special =
        |c: char| matches!(c, '"' | '\r' | '\n' | ';' | ',' | '\t') || c == separator.char();
    if apostrophe.is_empty() && !cell.contains(special) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    out.push_str(apostrophe);
    for c in cell.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

/// Whether a spreadsheet may calculate it: its first sign, spaces aside, begins a formula in some of
/// them, also written in full width.
fn is_formula(cell: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(signs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(cells: &[&str]) -> String {
        let mut out = String::new();
        row(&mut out, Separator::Semicolon, cells);
        out
    }

    #[test]
    fn attack_29_nothing_that_begins_as_a_formula_stays_one() {
        for cell in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n-1",
        ] {
            assert_eq!(line(&[cell]), format!("\"'{cell}\"\r\n"));
        }
        assert_eq!(line(&["=\"a\";1"]), "\"'=\"\"a\"\";1\"\r\n");
    }

    #[test]
    fn cells_are_quoted_only_where_they_must_be() {
        assert_eq!(
            line(&[
                "ZG-2026-000001",
                "Drukarka; nie działa",
                "mówi \"nie\"",
                "dwa\nwiersze",
                ""
            ]),
            "ZG-2026-000001;\"Drukarka; nie działa\";\"mówi \"\"nie\"\"\";\"dwa\nwiersze\";\r\n"
        );
        let mut out = String::new();
        row(&mut out, Separator::Comma, ["a", "b"]);
        assert_eq!(out, "a,b\r\n");
    }

    /// The cells of one row, by the grammar of RFC 4180.
    fn read(text: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut chars = text.strip_suffix("\r\n").unwrap().chars().peekable();
        let mut quoted = false;
        while let Some(c) = chars.next() {
            let cell = cells.last_mut().unwrap();
            match c {
                '"' if !quoted && cell.is_empty() => quoted = true,
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' if quoted => quoted = false,
                ';' if !quoted => cells.push(String::new()),
                c => cell.push(c),
            }
        }
        cells
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_as_it_was_or_with_an_apostrophe(
            cells in prop::collection::vec("[-=+@;,\"'\t\r\n ąa1]{0,6}", 1..5)
        ) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let back = read(&line(&cells));
            prop_assert_eq!(back.len(), cells.len());
            for (back, cell) in back.iter().zip(cells) {
                let kept = if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
                prop_assert_eq!(back, &kept);
            }
        }
    }
}
