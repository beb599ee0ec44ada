//! The fields somebody may write into a search: `komórka:IT-04-1`, `stan:zamknięte`, `unit:IT-04-1`, `status:closed`.
//!
//! The requester's field, `nadawca:`, is a matter of the words themselves: `store::tickets::QueueFilter`.

use domain::Status;
use ordinance::{Ordinance, UnitCode};
use texts::{Language, Texts};

/// "All" where leaving a field out means the usual view.
pub(crate) const ALL: &str = "wszystkie";
/// Tickets that somebody still has to work on.
pub(crate) const OPEN: &str = "otwarte";

/// Which statuses are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusChoice {
    Open,
    All,
    One(Status),
}

impl StatusChoice {
    /// By its name in an address.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            OPEN => Self::Open,
            ALL => Self::All,
            name => Self::One(Status::from_name(name)?),
        })
    }

    /// As [`Self::from_name`], also in the words of the pages in either language, whole or begun: `zamk`, `w_toku`, `closed`.
    fn from_words(value: &str) -> Option<Self> {
        let bare = |text: &str| -> String {
            let folded = polish::fold(text);
            folded.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        let wanted = bare(value);
        if wanted.is_empty() {
            return None;
        }
        let in_words = Status::ALL.into_iter().find(|status| {
            let key = format!("status-{}", status.as_str());
            Language::ALL
                .map(|language| bare(&Texts::new(language).get(&key)))
                .iter()
                .any(|words| words.starts_with(&wanted))
        });
        in_words.map(Self::One).or_else(|| {
            Self::from_name(value).or_else(|| match wanted.as_str() {
                "all" => Some(Self::All),
                "open" => Some(Self::Open),
                lower => Self::from_name(lower),
            })
        })
    }

    /// The statuses that are shown.
    pub(crate) fn statuses(self) -> Vec<Status> {
        match self {
            Self::Open => Status::ALL.into_iter().filter(|s| s.is_open()).collect(),
            Self::All => Status::ALL.to_vec(),
            Self::One(status) => vec![status],
        }
    }
}

/// Tickets of which unit are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UnitChoice {
    All,
    One(UnitCode),
}

impl UnitChoice {
    /// By the symbol of a unit of the ordinance, in letters of either case.
    fn from_words(value: &str, ordinance: &Ordinance) -> Option<Self> {
        if matches!(polish::fold(value).as_str(), ALL | "all") {
            return Some(Self::All);
        }
        let code = value.to_uppercase().parse().ok()?;
        Some(Self::One(ordinance.unit(&code)?.code.clone()))
    }

    /// The unit; none for all of them.
    pub(crate) fn one(self) -> Option<UnitCode> {
        match self {
            Self::All => None,
            Self::One(unit) => Some(unit),
        }
    }
}

/// A search, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct SearchFields {
    /// What is left: words, phrases, the requester.
    pub(crate) text: String,
    /// The unit asked for.
    pub(crate) unit: Option<UnitChoice>,
    /// The statuses asked for.
    pub(crate) status: Option<StatusChoice>,
    /// What could not be read: the name the field has in an address (`komorka`, `stan`) and the value.
    pub(crate) unread: Vec<(&'static str, String)>,
}

impl SearchFields {
    /// Takes a search apart. The last of several fields of one name counts.
    pub(crate) fn read(search: &str, ordinance: &Ordinance) -> Self {
        let mut found = Self::default();
        let mut rest = Vec::new();
        for part in search.split(' ') {
            let (name, value) = part.split_once(':').unwrap_or(("", part));
            match polish::fold(name).as_str() {
                "komorka" | "unit" => match UnitChoice::from_words(value, ordinance) {
                    Some(unit) => found.unit = Some(unit),
                    None => found.unread.push(("komorka", value.to_owned())),
                },
                "stan" | "status" => match StatusChoice::from_words(value) {
                    Some(status) => found.status = Some(status),
                    None => found.unread.push(("stan", value.to_owned())),
                },
                _ => rest.push(part),
            }
        }
        rest.join(" ").trim().clone_into(&mut found.text);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(search: &str) -> SearchFields {
        SearchFields::read(search, Ordinance::built_in())
    }

    #[test]
    fn fields_are_taken_out_of_the_words() {
        let found = read("toner komórka:it-04-1 stan:zamknięte nadawca:nowak");
        assert_eq!(found.text, "toner nadawca:nowak");
        assert_eq!(
            found.unit,
            Some(UnitChoice::One("IT-04-1".parse().unwrap()))
        );
        assert_eq!(found.status, Some(StatusChoice::One(Status::Closed)));
        assert_eq!(found.unread, []);
        assert_eq!(read("unit:IT-04-1 STATUS:closed toner").unit, found.unit);
        assert_eq!(read("status:closed").status, found.status);
    }

    #[test]
    fn statuses_have_names_and_words() {
        for (words, expected) in [
            ("stan:w_toku", StatusChoice::One(Status::InProgress)),
            ("stan:in_progress", StatusChoice::One(Status::InProgress)),
            ("STAN:wszystkie", StatusChoice::All),
            ("stan:Otwarte", StatusChoice::Open),
            ("status:all", StatusChoice::All),
            ("status:Open", StatusChoice::Open),
        ] {
            assert_eq!(read(words).status, Some(expected), "{words}");
        }
        assert_eq!(read("komórka:wszystkie").unit, Some(UnitChoice::All));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let found = read("komorka:IT-99-9 stan: status:xyz 8:15");
        assert_eq!(found.text, "8:15");
        assert_eq!((found.unit, found.status), (None, None));
        assert_eq!(
            found.unread,
            [
                ("komorka", "IT-99-9".to_owned()),
                ("stan", String::new()),
                ("stan", "xyz".to_owned())
            ]
        );
    }
}
