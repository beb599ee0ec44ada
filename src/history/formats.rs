//! How other systems call the columns of their exports.

use super::columns::Field;

/// The system an export comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Request Tracker: search results as a spreadsheet.
    Rt,
    /// GLPI: list of tickets as CSV.
    Glpi,
    /// Zammad: download of the reporting section.
    Zammad,
    /// Columns named by hand: id, subject, body, unit, duty, …
    Plain,
}

impl Format {
    /// Recognised in this order; plain columns are the last resort.
    pub(super) const ALL: [Self; 4] = [Self::Rt, Self::Zammad, Self::Glpi, Self::Plain];

    /// The name in the database.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Rt => "rt",
            Self::Glpi => "glpi",
            Self::Zammad => "zammad",
            Self::Plain => "plain",
        }
    }

    /// Names of columns, folded, the best first: what each field is called in the system's own exports, English and
    /// Polish.
    pub(super) fn names(self, field: Field) -> &'static [&'static str] {
        match (self, field) {
            (Self::Rt, Field::Number) => &["id", "#", "ticket id"],
            (Self::Rt, Field::Subject) => &["subject", "temat"],
            (Self::Rt, Field::Body) => &["content", "description", "tresc"],
            (Self::Rt, Field::Unit) => &["queuename", "queue", "kolejka"],
            (Self::Rt, Field::DecidedBy) => &["ownername", "owner", "wlasciciel"],
            (Self::Rt, Field::Requester) => &[
                "requestors",
                "requestor",
                "requestors emailaddress",
                "zglaszajacy",
            ],
            (Self::Rt, Field::At) => &[
                "resolved",
                "resolvedrelative",
                "created",
                "lastupdated",
                "last updated",
                "rozwiazane",
                "utworzone",
            ],
            (Self::Rt | Self::Glpi, Field::Status) => &["status", "stan"],
            (Self::Glpi, Field::Number) => &["id"],
            (Self::Glpi, Field::Subject) => &["title", "tytul", "name", "nazwa"],
            (Self::Glpi, Field::Body) => &["description", "opis", "content"],
            (Self::Glpi, Field::Unit) => &[
                "assigned to - technician group",
                "assigned to - group",
                "technician group",
                "group in charge of the ticket",
                "przypisane do - grupa techniczna",
                "przypisany do - grupa",
                "grupa techniczna",
                "grupa technikow",
                "category",
                "kategoria",
            ],
            (Self::Glpi, Field::DecidedBy) => &[
                "assigned to - technician",
                "technician",
                "przypisane do - technik",
                "przypisany do - technik",
                "technik",
            ],
            (Self::Glpi, Field::Requester) => &[
                "requester - requester",
                "requester",
                "zglaszajacy - zglaszajacy",
                "zglaszajacy",
            ],
            (Self::Glpi, Field::At) => &[
                "resolution date",
                "solve date",
                "closing date",
                "opening date",
                "data rozwiazania",
                "data zamkniecia",
                "data otwarcia",
            ],
            (Self::Zammad, Field::Number) => &["#", "number", "numer"],
            (Self::Zammad, Field::Subject) => &["title", "tytul"],
            (Self::Zammad, Field::Body) => &["body", "article", "first article", "tresc"],
            (Self::Zammad, Field::Unit) => &["group", "grupa"],
            (Self::Zammad, Field::DecidedBy) => &["owner", "wlasciciel"],
            (Self::Zammad, Field::Requester) => &["customer", "klient"],
            (Self::Zammad, Field::At) => &[
                "closed at",
                "close at",
                "created at",
                "zamkniety",
                "zamknieto",
                "utworzony",
                "utworzono",
            ],
            (Self::Zammad, Field::Status) => &["state", "stan"],
            (Self::Plain, Field::Number) => &["id", "number", "numer", "nr"],
            (Self::Plain, Field::Subject) => &["subject", "temat", "tytul", "title"],
            (Self::Plain, Field::Body) => &["body", "tresc", "opis", "description", "text"],
            (Self::Plain, Field::Unit) => &[
                "unit",
                "komorka",
                "jednostka",
                "group",
                "queue",
                "grupa",
                "kolejka",
            ],
            (Self::Plain, Field::DecidedBy) => &["decided_by", "owner", "operator", "kto"],
            (Self::Plain, Field::Requester) => &["requester", "zglaszajacy"],
            (Self::Plain, Field::At) => &["at", "resolved_at", "created_at", "date", "data"],
            (Self::Plain, Field::Status) => &["status", "state", "stan"],
            (_, Field::Duty) => &["duty", "obowiazek", "przepis"],
        }
    }

    /// Columns that only this system's exports have, one of them at least.
    pub(super) fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Rt => &["queuename", "requestors", "requestor", "queue"],
            Self::Zammad => &["create channel", "customer", "time units total"],
            Self::Glpi => &[
                "entity",
                "opening date",
                "technician",
                "assigned to - technician",
                "technician group",
                "assigned to - technician group",
                "podmiot",
                "jednostka",
                "data otwarcia",
                "kategoria",
                "category",
            ],
            Self::Plain => &[],
        }
    }
}
