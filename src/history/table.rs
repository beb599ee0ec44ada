//! The text of an export as rows.

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::{HistoryError, MOST_ROWS};

/// Separators that exports use, the likeliest first.
const SEPARATORS: [u8; 4] = *b";,\t|";

/// Column names and rows with the line each begins on.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) separator: char,
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<(u64, StringRecord)>,
}

/// Reads a table; the separator is the one that splits the first line into most columns.
///
/// # Errors
/// [`HistoryError::Empty`], [`HistoryError::Line`] for a row of another number of columns than the first line.
pub(super) fn table(text: &str) -> Result<Table, HistoryError> {
    // `sep=;` on a line of its own is how a spreadsheet is told the separator.
    let (told, text) = match text
        .strip_prefix("sep=")
        .and_then(|rest| rest.split_once('\n'))
    {
        Some((separator, rest)) => (separator.trim_end().bytes().next(), rest),
        None => (None, text),
    };
    let separator = told.unwrap_or_else(|| likeliest(text));
    let mut lines = Lines {
        text: text.as_bytes(),
        at: 0,
        line: 1 + u64::from(told.is_some()),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let headers: Vec<String> = reader
        .headers()
        .map_err(|error| fault(&error, &mut lines))?
        .iter()
        .map(|header| header.trim().to_owned())
        .collect();
    if headers.iter().all(String::is_empty) {
        return Err(HistoryError::Empty);
    }
    let mut rows = Vec::new();
    for record in reader.into_records() {
        let record = record.map_err(|error| fault(&error, &mut lines))?;
        let line = lines.line_of(record.position());
        if rows.len() == MOST_ROWS {
            return Err(HistoryError::Line {
                line,
                reason: format!("more than {MOST_ROWS} rows; split the file"),
            });
        }
        rows.push((line, record));
    }
    Ok(Table {
        separator: char::from(separator),
        headers,
        rows,
    })
}

fn likeliest(text: &str) -> u8 {
    let columns = |separator: &u8| {
        let mut reader = ReaderBuilder::new()
            .delimiter(*separator)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let first = reader.records().next();
        first.and_then(Result::ok).map_or(0, |record| record.len())
    };
    let mut best = SEPARATORS[0];
    for separator in SEPARATORS {
        if columns(&separator) > columns(&best) {
            best = separator;
        }
    }
    best
}

/// Counts lines; the reader's own count is one behind after `\r\n`.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line that a record begins on; positions must not go back.
    fn line_of(&mut self, position: Option<&csv::Position>) -> u64 {
        let byte = position.map_or(0, csv::Position::byte);
        let mut to = usize::try_from(byte).unwrap_or(usize::MAX);
        while self.text.get(to).is_some_and(|byte| b"\r\n".contains(byte)) {
            to += 1;
        }
        let passed = self.text.get(self.at..to).unwrap_or_default();
        self.line += passed
            .iter()
            .filter(|byte| **byte == b'\n')
            .map(|_| 1)
            .sum::<u64>();
        self.at = to.max(self.at);
        self.line
    }
}

fn fault(error: &csv::Error, lines: &mut Lines<'_>) -> HistoryError {
    let line = lines.line_of(error.position());
    let reason = match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!(
            "{len} columns where the first line has {expected_len}; is a quotation mark missing, or is the separator within a text?"
        ),
        _ => error.to_string(),
    };
    HistoryError::Line { line, reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_quotes_and_line_ends_of_every_kind() {
        for (text, separator) in [
            ("id;subject;unit\r\n1;\"a; b\r\nc\";x\r\n2;d;y\r\n", ';'),
            ("id,subject,unit\n1,\"a; b\r\nc\",x\n2,d,y\n", ','),
            ("id\tsubject\tunit\n1\t\"a; b\r\nc\"\tx\n2\td\ty\n", '\t'),
            ("sep=;\nid;subject;unit\n1;\"a; b\r\nc\";x\n2;d;y", ';'),
        ] {
            let table = table(text).unwrap();
            assert_eq!(
                (table.separator, table.headers.len(), table.rows.len()),
                (separator, 3, 2)
            );
            assert_eq!(&table.rows[0].1[1], "a; b\r\nc");
            let first = if text.starts_with("sep") { 3 } else { 2 };
            assert_eq!((table.rows[0].0, table.rows[1].0), (first, first + 2));
        }
    }

    #[test]
    fn a_broken_row_is_named_by_its_line() {
        let error = table("id;subject;unit\n1;a;x\n2;b\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("line 3: 2 columns where the first line has 3"),
            "{error}"
        );
        assert_eq!(table("").unwrap_err(), HistoryError::Empty);
        assert_eq!(table("\n\n").unwrap_err(), HistoryError::Empty);
    }
}
