//! Which column of an export means what.

use polish::fold;

use super::HistoryError;
use super::formats::Format;

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The number in the other system.
    Number,
    /// One line.
    Subject,
    /// What happened.
    Body,
    /// Who solved it: queue, group, category.
    Unit,
    /// The provision.
    Duty,
    /// Who decided.
    DecidedBy,
    /// Who asked.
    Requester,
    /// When it was solved or filed.
    At,
    /// Whether it was solved.
    Status,
}

impl Field {
    const ALL: [Self; 9] = [
        Self::Number,
        Self::Subject,
        Self::Body,
        Self::Unit,
        Self::Duty,
        Self::DecidedBy,
        Self::Requester,
        Self::At,
        Self::Status,
    ];

    /// The name, as `--map` takes it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Number => "id",
            Self::Subject => "subject",
            Self::Body => "body",
            Self::Unit => "unit",
            Self::Duty => "duty",
            Self::DecidedBy => "decided_by",
            Self::Requester => "requester",
            Self::At => "at",
            Self::Status => "status",
        }
    }
}

/// One `--map column=field`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mapping {
    column: String,
    field: Field,
}

impl std::str::FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (column, name) = text
            .rsplit_once('=')
            .ok_or("expected column=field, such as Kolejka=unit")?;
        let field = Field::ALL.into_iter().find(|field| field.as_str() == name);
        let field = field.ok_or_else(|| {
            let names: Vec<_> = Field::ALL.iter().map(|field| field.as_str()).collect();
            format!("`{name}` is no field; the fields are {}", names.join(", "))
        })?;
        Ok(Self {
            column: column.to_owned(),
            field,
        })
    }
}

/// Where each field stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) format: Format,
    /// Field and columns that hold it, the best first.
    places: Vec<(Field, Vec<usize>)>,
    pub(super) headers: Vec<String>,
}

/// A column name as names are compared: folded, without quotes and blanks at its ends.
fn plain(name: &str) -> String {
    fold(name.trim().trim_matches('"')).trim().to_lowercase()
}

impl Columns {
    /// Understands a line of column names.
    ///
    /// # Errors
    /// [`HistoryError::Columns`] when a mapped column is not there, or no column tells the text or the unit.
    pub(super) fn of(
        headers: &[String],
        wanted: Option<Format>,
        mapped: &[Mapping],
    ) -> Result<Self, HistoryError> {
        let names: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let format = wanted.unwrap_or_else(|| recognise(&names));
        let mut columns = Self {
            format,
            places: Vec::new(),
            headers: headers.to_vec(),
        };
        for field in Field::ALL {
            let own = mapped.iter().filter(|mapping| mapping.field == field);
            let mut found = Vec::new();
            for mapping in own {
                let at = names
                    .iter()
                    .position(|name| *name == plain(&mapping.column));
                found.push(at.ok_or_else(|| {
                    HistoryError::Columns(format!(
                        "--map: there is no column \"{}\"; the columns are {}",
                        mapping.column,
                        listed(headers)
                    ))
                })?);
            }
            if found.is_empty() {
                let known = format.names(field).iter();
                found = known
                    .filter_map(|known| names.iter().position(|name| name == known))
                    .collect();
            }
            if !found.is_empty() {
                columns.places.push((field, found));
            }
        }
        for (fields, what) in [
            (&[Field::Subject, Field::Body][..], "subject"),
            (&[Field::Unit][..], "unit"),
        ] {
            if !fields.iter().any(|field| columns.has(*field)) {
                return Err(HistoryError::Columns(format!(
                    "line 1: no column is known to hold the {what} ({} columns); name it with --map \"COLUMN={what}\"; the columns are {}",
                    format.as_str(),
                    listed(headers)
                )));
            }
        }
        Ok(columns)
    }

    /// Whether some column holds this.
    pub(super) fn has(&self, field: Field) -> bool {
        !self.of_field(field).is_empty()
    }

    /// The columns that hold this, the best first.
    pub(super) fn of_field(&self, field: Field) -> &[usize] {
        self.places
            .iter()
            .find(|(known, _)| *known == field)
            .map_or(&[], |(_, places)| places)
    }

    /// Field and column names, for the preview.
    pub(super) fn described(&self) -> Vec<(Field, String)> {
        let names = |places: &[usize]| {
            let names: Vec<String> = places
                .iter()
                .filter_map(|place| self.headers.get(*place))
                .map(|name| format!("\"{name}\""))
                .collect();
            names.join(", then ")
        };
        self.places
            .iter()
            .map(|(field, places)| (*field, names(places)))
            .collect()
    }
}

fn recognise(names: &[String]) -> Format {
    let known = |format: &Format| {
        let is_marked = format
            .marks()
            .iter()
            .any(|mark| names.iter().any(|name| name == mark));
        let has = |field| {
            format
                .names(field)
                .iter()
                .any(|known| names.iter().any(|name| name == known))
        };
        is_marked && has(Field::Unit) && has(Field::Subject)
    };
    Format::ALL.into_iter().find(known).unwrap_or(Format::Plain)
}

fn listed(headers: &[String]) -> String {
    let shown: Vec<String> = headers
        .iter()
        .take(30)
        .map(|header| format!("\"{header}\""))
        .collect();
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(headers: &str) -> Format {
        let headers: Vec<String> = headers.split(';').map(str::to_owned).collect();
        Columns::of(&headers, None, &[]).unwrap().format
    }

    #[test]
    fn each_system_is_known_by_its_columns() {
        assert_eq!(
            format("id;Subject;Status;QueueName;OwnerName;Requestors;Created"),
            Format::Rt
        );
        assert_eq!(format("#;Subject;Status;Queue;Owner;Priority"), Format::Rt);
        assert_eq!(
            format("#;Title;State;Priority;Group;Owner;Customer;Create Channel;Created At"),
            Format::Zammad
        );
        assert_eq!(
            format(
                "ID;Title;Entity;Status;Opening date;Requester - Requester;Assigned to - Technician group;Category"
            ),
            Format::Glpi
        );
        assert_eq!(
            format("ID;Tytuł;Status;Data otwarcia;Zgłaszający;Kategoria;Opis"),
            Format::Glpi
        );
        assert_eq!(format("id;subject;body;unit;duty"), Format::Plain);
        assert_eq!(format("temat;treść;komórka"), Format::Plain);
    }

    #[test]
    fn a_mapping_wins_and_what_is_missing_is_named() {
        let headers: Vec<String> = ["Sprawa", "Dokąd"].map(str::to_owned).to_vec();
        let map = |text: &str| text.parse::<Mapping>().unwrap();
        let columns =
            Columns::of(&headers, None, &[map("sprawa=subject"), map("dokad=unit")]).unwrap();
        assert_eq!(columns.of_field(Field::Unit), [1]);
        let error = Columns::of(&headers, None, &[map("Sprawa=subject")])
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("line 1:") && error.contains("\"Dokąd\""),
            "{error}"
        );
        let error = Columns::of(&headers, None, &[map("Nic=unit")])
            .unwrap_err()
            .to_string();
        assert!(error.contains("no column \"Nic\""), "{error}");
        assert!("a".parse::<Mapping>().is_err());
        assert!("a=b".parse::<Mapping>().unwrap_err().contains("decided_by"));
    }
}
