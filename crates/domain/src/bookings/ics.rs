//! A booking as an iCalendar file (RFC 5545), for people's own calendars.
//!
//! Written by hand: it is one event of plain fields, and the crates for it bring a second library of
//! dates and a parser.

use jiff::Timestamp;
use uuid::Uuid;

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// Whether the event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryStatus {
    /// It does.
    Confirmed,
    /// It does not.
    Cancelled,
}

/// One event of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The same for every revision of one event.
    pub uid: Uuid,
    /// Grows with each revision.
    pub sequence: i64,
    /// When this revision was made.
    pub stamp: Timestamp,
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub to: Timestamp,
    /// One line.
    pub summary: String,
    /// Where.
    pub place: String,
    /// More about it; may have several lines.
    pub description: String,
    /// Whether it takes place.
    pub status: EntryStatus,
}

impl CalendarEntry {
    /// The whole file: UTF-8, times in UTC, lines of at most 75 octets ended by CR LF, text escaped. The
    /// same entry gives the same bytes.
    pub fn file(&self) -> String {
        let (method, status) = match self.status {
            EntryStatus::Confirmed => ("PUBLISH", "CONFIRMED"),
            EntryStatus::Cancelled => ("CANCEL", "CANCELLED"),
        };
        let mut file = String::new();
        for line in [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//dyspozytor//dyspozytor//PL".to_owned(),
            "CALSCALE:GREGORIAN".to_owned(),
            format!("METHOD:{method}"),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", self.uid),
            format!("SEQUENCE:{}", self.sequence),
            format!("DTSTAMP:{}", utc(self.stamp)),
            format!("DTSTART:{}", utc(self.from)),
            format!("DTEND:{}", utc(self.to)),
            format!("SUMMARY:{}", escaped(&self.summary)),
            format!("LOCATION:{}", escaped(&self.place)),
            format!("DESCRIPTION:{}", escaped(&self.description)),
            format!("STATUS:{status}"),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ] {
            fold(&line, &mut file);
        }
        file
    }
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: backslash, semicolon, comma and line ends escaped; other control characters gone.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end, cut between characters where it is too long; what follows begins with a space.
fn fold(line: &str, file: &mut String) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(c);
        used += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str, place: &str) -> CalendarEntry {
        CalendarEntry {
            uid: Uuid::from_u128(7),
            sequence: 2,
            stamp: "2026-11-26T10:00:00Z".parse().unwrap(),
            from: "2026-12-02T08:00:00Z".parse().unwrap(),
            to: "2026-12-02T14:30:00Z".parse().unwrap(),
            summary: summary.to_owned(),
            place: place.to_owned(),
            description: "pierwsza\nEND:VEVENT\r\ntrzecia".to_owned(),
            status: EntryStatus::Cancelled,
        }
    }

    #[test]
    fn a_file_has_its_event_in_utc_and_no_text_ends_a_line() {
        let file = entry("Sesja; rzutnik, ekran", "C:\\Sala\u{7}").file();
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert_eq!(lines.last(), Some(&""));
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        for line in [
            "METHOD:CANCEL",
            "UID:00000000-0000-0000-0000-000000000007",
            "SEQUENCE:2",
            "DTSTAMP:20261126T100000Z",
            "DTSTART:20261202T080000Z",
            "DTEND:20261202T143000Z",
            "SUMMARY:Sesja\\; rzutnik\\, ekran",
            "LOCATION:C:\\\\Sala",
            "DESCRIPTION:pierwsza\\nEND:VEVENT\\ntrzecia",
            "STATUS:CANCELLED",
        ] {
            assert!(lines.contains(&line), "{line} in {file}");
        }
        assert_eq!(
            lines.iter().filter(|line| line.starts_with("END:")).count(),
            2
        );
    }

    #[test]
    fn long_lines_are_cut_between_characters_and_unfold_to_what_they_were() {
        let long = "ąęłżź ".repeat(60);
        let file = entry(&long, "").file();
        for line in file.split("\r\n") {
            assert!(line.len() <= LINE, "{} octets: {line}", line.len());
        }
        assert!(
            file.replace("\r\n ", "")
                .contains(&format!("SUMMARY:{long}\r\n"))
        );
    }
}
