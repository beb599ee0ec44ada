//! What would be brought in, and what would not and why.

use std::collections::{BTreeMap, HashSet};

use csv::StringRecord;
use domain::Desk;
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use sha2::{Digest, Sha256};
use store::learning::Imported;

use super::columns::Columns;
use super::{Field, Format, HistoryError, Mapping, UnitNames, dates, decode, table};

/// The most characters of a text that are kept: no more is learned from.
const LONGEST_TEXT: usize = 8_000;
/// The most characters of any other value.
const LONGEST_VALUE: usize = 500;
/// States in which a request has been solved, folded: those of the three systems, English and Polish.
const SOLVED: [&str; 12] = [
    "resolved",
    "solved",
    "closed",
    "done",
    "closed successful",
    "rozwiazane",
    "rozwiazany",
    "rozwiazana",
    "zamkniete",
    "zamkniety",
    "zamknieta",
    "zakonczone",
];

/// What Request Tracker and Zammad write for a request without an owner.
const NOBODY: [&str; 4] = ["nobody", "nobody in particular", "-", "nikt"];

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// No text.
    Empty,
    /// No unit, or a name that means none.
    UnknownUnit,
    /// A provision that is none, or of another unit.
    WrongDuty,
    /// A date that cannot be read.
    BadDate,
    /// Still open, or closed without a solution.
    NotSolved,
    /// The same as an earlier row.
    Duplicate,
}

impl Reason {
    /// In words.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "no text",
            Self::UnknownUnit => "unknown unit",
            Self::WrongDuty => "provision unknown or of another unit",
            Self::BadDate => "date that cannot be read",
            Self::NotSolved => "not solved",
            Self::Duplicate => "the same as an earlier row",
        }
    }
}

/// Rows left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// How many.
    pub(crate) count: usize,
    /// The first of them: line, column name, value.
    pub(crate) first: Option<(u64, String, String)>,
    /// How often each value occurred, for unknown units.
    pub(crate) values: BTreeMap<String, usize>,
}

/// A file as it was understood.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Name of its encoding.
    pub(crate) encoding: &'static str,
    /// What separates columns.
    pub(crate) separator: char,
    /// Which system it comes from.
    pub(crate) format: Format,
    /// Which column holds what.
    pub(crate) columns: Vec<(Field, String)>,
    /// Rows in the file.
    pub(crate) rows: usize,
    /// What would be brought in, with the line of each.
    pub(crate) requests: Vec<(u64, Imported)>,
    /// What would not, by reason.
    pub(crate) left_out: BTreeMap<Reason, LeftOut>,
}

/// How many requests a unit has.
pub(crate) type Counted = BTreeMap<UnitCode, usize>;

impl Plan {
    /// Requests by unit.
    pub(crate) fn by_unit(&self) -> Counted {
        let mut counts = Counted::new();
        for (_, request) in &self.requests {
            *counts.entry(request.unit.clone()).or_default() += 1;
        }
        counts
    }

    fn leave_out(&mut self, reason: Reason, line: u64, column: &str, value: &str) {
        let value = cut(value, 60);
        let left = self.left_out.entry(reason).or_default();
        left.count += 1;
        if reason == Reason::UnknownUnit
            && (left.values.len() < 1_000 || left.values.contains_key(&value))
        {
            *left.values.entry(value.clone()).or_default() += 1;
        }
        left.first
            .get_or_insert_with(|| (line, column.to_owned(), value));
    }
}

/// Understands an export. `now` stands for the moment of rows of a file that tells none.
///
/// # Errors
/// [`HistoryError`] when the file as a whole cannot be understood; single rows are left out instead.
pub(crate) fn read(
    bytes: &[u8],
    wanted: Option<Format>,
    mapped: &[Mapping],
    names: &UnitNames,
    desk: &Desk,
    now: Timestamp,
) -> Result<Plan, HistoryError> {
    let (text, encoding) = decode::decode(bytes);
    let table = table::table(&text)?;
    let columns = Columns::of(&table.headers, wanted, mapped)?;
    let mut plan = Plan {
        encoding,
        separator: table.separator,
        format: columns.format,
        columns: columns.described(),
        rows: table.rows.len(),
        requests: Vec::new(),
        left_out: BTreeMap::new(),
    };
    let mut known = HashSet::new();
    for (line, record) in &table.rows {
        let row = Row {
            record,
            columns: &columns,
        };
        match row.request(names, desk, now) {
            Err((reason, column, value)) => plan.leave_out(reason, *line, &column, &value),
            Ok(request) if known.insert(request.key) => plan.requests.push((*line, request)),
            Ok(request) => plan.leave_out(Reason::Duplicate, *line, "", &request.number),
        }
    }
    Ok(plan)
}

/// One row of a table.
struct Row<'a> {
    record: &'a StringRecord,
    columns: &'a Columns,
}

/// Why a row is left out, with the name of the column and its value.
type Refused = (Reason, String, String);

impl Row<'_> {
    /// The first value that is there, of the columns that hold this, with the name of its column.
    fn cell(&self, field: Field) -> (&str, &str) {
        let places = self.columns.of_field(field);
        let cells = places.iter().map(|place| {
            let name = self.columns.headers.get(*place).map_or("", String::as_str);
            (self.record.get(*place).unwrap_or_default().trim(), name)
        });
        let mut last = ("", "");
        for cell in cells {
            if !cell.0.is_empty() {
                return cell;
            }
            last = cell;
        }
        last
    }

    fn value(&self, field: Field) -> String {
        cut(self.cell(field).0, LONGEST_VALUE)
    }

    fn request(&self, names: &UnitNames, desk: &Desk, now: Timestamp) -> Result<Imported, Refused> {
        let refused = |reason, field| {
            let (value, column) = self.cell(field);
            (reason, column.to_owned(), value.to_owned())
        };
        if self.columns.has(Field::Status) {
            let status = polish::fold(self.cell(Field::Status).0).to_lowercase();
            if !SOLVED.contains(&status.as_str()) {
                return Err(refused(Reason::NotSolved, Field::Status));
            }
        }
        let subject = self.value(Field::Subject).replace(['\r', '\n'], " ");
        let body = cut(self.cell(Field::Body).0, LONGEST_TEXT);
        if subject.is_empty() && body.is_empty() {
            return Err(refused(Reason::Empty, Field::Subject));
        }
        let unit = self
            .unit(names)
            .ok_or_else(|| refused(Reason::UnknownUnit, Field::Unit))?;
        let duty = self
            .duty(&unit, desk)
            .map_err(|()| refused(Reason::WrongDuty, Field::Duty))?;
        let at = match self.cell(Field::At).0 {
            "" => now,
            text => dates::moment(text).ok_or_else(|| refused(Reason::BadDate, Field::At))?,
        };
        let source = self.columns.format.as_str();
        let mut number = self.value(Field::Number);
        let key = key(&[
            source,
            &number,
            &subject,
            &body,
            unit.as_str(),
            &self.value(Field::Duty),
        ]);
        if number.is_empty() {
            number = short(&key);
        }
        Ok(Imported {
            key,
            source: source.to_owned(),
            number,
            subject,
            body,
            unit,
            duty,
            decided_by: self.decider(),
            requester: self.value(Field::Requester).to_lowercase(),
            at,
        })
    }

    /// Who decided; empty when the other system says nobody.
    fn decider(&self) -> String {
        let name = self.value(Field::DecidedBy).to_lowercase();
        if NOBODY.contains(&name.as_str()) {
            String::new()
        } else {
            name
        }
    }

    /// The unit of the first of its columns that names one.
    fn unit(&self, names: &UnitNames) -> Option<UnitCode> {
        let places = self.columns.of_field(Field::Unit).iter();
        let mut values = places.filter_map(|place| self.record.get(*place));
        values.find_map(|value| names.unit(value)).cloned()
    }

    fn duty(&self, unit: &UnitCode, desk: &Desk) -> Result<Option<Reference>, ()> {
        let text = self.cell(Field::Duty).0;
        if text.is_empty() {
            return Ok(None);
        }
        let duty: Reference = text.parse().map_err(|_| ())?;
        desk.duty_of(unit, duty).map_err(|_| ())?;
        Ok(Some(duty))
    }
}

/// At most `longest` characters.
fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}

/// The first twelve hexadecimal digits.
fn short(key: &[u8; 32]) -> String {
    use std::fmt::Write as _;
    key[..6].iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// SHA-256 of the values, each after its length.
fn key(values: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for value in values {
        hash.update(value.len().to_le_bytes());
        hash.update(value);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn plan(text: &[u8]) -> Plan {
        let desk = Desk::new(Arc::new(ordinance::Ordinance::built_in().clone()));
        let names = UnitNames::of(&desk)
            .with_file("Sieci = \"IT-04-1\"\nStanowiska = \"IT-04-2\"", &desk)
            .unwrap();
        read(text, None, &[], &names, &desk, Timestamp::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn an_export_of_request_tracker() {
        let plan = plan(
            "id\tSubject\tStatus\tQueueName\tOwnerName\tRequestors\tCreated\tResolved\n\
            17\tNie działa VPN\tresolved\tSieci\tjan\tAnna@UM.example\tTue May 14 08:53:44 2024\t\n\
            18\tBrak tonera\topen\tStanowiska\tjan\tanna@um.example\tTue May 14 08:53:44 2024\t\n\
            19\tUmowa\tresolved\tKadry\tjan\tanna@um.example\tTue May 14 08:53:44 2024\t\n"
                .as_bytes(),
        );
        assert_eq!(
            (plan.format, plan.separator, plan.rows),
            (Format::Rt, '\t', 3)
        );
        let (line, request) = &plan.requests[0];
        assert_eq!(
            (*line, request.number.as_str(), request.unit.as_str()),
            (2, "17", "IT-04-1")
        );
        assert_eq!(
            (request.decided_by.as_str(), request.requester.as_str()),
            ("jan", "anna@um.example")
        );
        assert_eq!(request.at.to_string(), "2024-05-14T06:53:44Z");
        assert_eq!(
            plan.left_out[&Reason::NotSolved].first,
            Some((3, "Status".to_owned(), "open".to_owned()))
        );
        assert_eq!(plan.left_out[&Reason::UnknownUnit].values["Kadry"], 1);
        assert_eq!(
            plan.left_out[&Reason::UnknownUnit].first,
            Some((4, "QueueName".to_owned(), "Kadry".to_owned()))
        );
    }

    #[test]
    fn an_export_of_glpi_in_windows_1250_with_texts_of_several_lines() {
        let text = "\"ID\";\"Tytuł\";\"Status\";\"Data otwarcia\";\"Zgłaszający\";\"Grupa techniczna\";\"Kategoria\";\"Opis\"\r\n\
            \"1 204\";\"Drukarka\";\"Zamknięte\";\"14-05-2024 08:53\";\"Nowak Anna\";\"\";\"COI > Stanowiska\";\"Nie drukuje;\r\nświeci się \"\"błąd\"\"\"\r\n\
            \"1 205\";\"\";\"Zamknięte\";\"14-05-2024 08:53\";\"Nowak Anna\";\"Sieci\";\"\";\"\"\r\n\
            \"1 206\";\"VPN\";\"Rozwiązane\";\"wczoraj\";\"Nowak Anna\";\"Sieci\";\"\";\"x\"\r\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(text);
        let plan = plan(&bytes);
        assert_eq!((plan.format, plan.encoding), (Format::Glpi, "windows-1250"));
        let (_, request) = &plan.requests[0];
        assert_eq!(request.body, "Nie drukuje;\r\nświeci się \"błąd\"");
        assert_eq!(request.unit.as_str(), "IT-04-2");
        assert_eq!(plan.left_out[&Reason::Empty].first.as_ref().unwrap().0, 4);
        assert_eq!(
            plan.left_out[&Reason::BadDate].first,
            Some((5, "Data otwarcia".to_owned(), "wczoraj".to_owned()))
        );
    }

    #[test]
    fn an_export_of_zammad_and_plain_columns() {
        let zammad = plan("#,Title,State,Priority,Group,Owner,Customer,Create Channel,Created At,Closed At\n\
            22001,VPN,closed,2 normal,Sieci,Jan K,Anna N,web,2024-05-14 08:53:44,2024-05-15 09:00:00\n".as_bytes());
        assert_eq!(zammad.format, Format::Zammad);
        assert_eq!(zammad.requests[0].1.at.to_string(), "2024-05-15T07:00:00Z");
        let plain = plan("subject;body;unit;duty\nVPN;nie działa;IT-04-1;§14 pkt 1 lit. l\nVPN;nie działa;IT-04-1;§14 pkt 1 lit. l\n\
            VPN;nie działa;IT-04-1;§15 pkt 2\nVPN;nie;IT-04-1;byle co\n".as_bytes());
        assert_eq!(plain.format, Format::Plain);
        assert_eq!(plain.requests.len(), 1);
        assert_eq!(
            plain.requests[0].1.duty.unwrap().to_string(),
            "§14 pkt 1 lit. l"
        );
        assert_eq!(plain.requests[0].1.number.len(), 12);
        assert_eq!(plain.left_out[&Reason::WrongDuty].count, 2);
        assert_eq!(plain.left_out[&Reason::Duplicate].count, 1);
        assert_eq!(plain.by_unit().values().sum::<usize>(), 1);
    }
}
