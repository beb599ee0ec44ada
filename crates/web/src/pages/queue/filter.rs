//! What part of the queue is asked for: read from the address, written back into it.

use domain::{OutageId, Priority, Role, Status};
use form_urlencoded::Serializer;
use ordinance::{Ordinance, UnitCode};
use store::tickets::Sort;
use texts::{Arg, Texts};

pub(crate) use crate::search_fields::StatusChoice;
use crate::search_fields::{ALL, OPEN, SearchFields};

/// Longest text that is searched for, in characters.
pub(crate) const TEXT_LIMIT: usize = 200;

/// The filters of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    /// The holding unit; `None` for all.
    pub(crate) unit: Option<UnitCode>,
    pub(crate) status: StatusChoice,
    pub(crate) priority: Option<Priority>,
    pub(crate) text: String,
    /// Only tickets that the reader works on.
    pub(crate) mine: bool,
    /// Only tickets that nobody works on.
    pub(crate) unassigned: bool,
    /// Only tickets that wait for somebody or something.
    pub(crate) waiting: bool,
    /// Whether they belong to an outage.
    pub(crate) outage: OutageChoice,
    /// In which order.
    pub(crate) sort: Sort,
}

/// Tickets by the outage to which they belong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OutageChoice {
    /// Whether they belong to one or not.
    #[default]
    All,
    /// To none.
    Without,
    /// To any.
    With,
    /// To this one.
    Of(OutageId),
}

impl OutageChoice {
    /// The value in the address.
    pub(crate) fn value(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Without => "bez".to_owned(),
            Self::With => "tylko".to_owned(),
            Self::Of(id) => id.to_string(),
        }
    }

    fn read(value: &str) -> Option<Self> {
        Some(match value {
            "" => Self::All,
            "bez" => Self::Without,
            "tylko" => Self::With,
            other => Self::Of(OutageId(other.parse().ok()?)),
        })
    }
}

/// The value of an order in the address; also the end of its keys.
pub(crate) fn sort_value(sort: Sort) -> &'static str {
    match sort {
        Sort::Pressing => "pilne",
        Sort::Due => "termin",
        Sort::Oldest => "najstarsze",
        Sort::Number => "numer",
    }
}

fn sort(value: &str) -> Option<Sort> {
    if value.is_empty() {
        return Some(Sort::Pressing);
    }
    Sort::ALL
        .into_iter()
        .find(|sort| sort_value(*sort) == value)
}

/// A filter that could not be read, by the name it has in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ignored {
    name: &'static str,
    value: String,
}

impl Filter {
    /// What somebody should look at now: the open tickets their unit holds; an administrator, all
    /// open ones.
    pub(crate) fn usual(role: &Role, first_line: &UnitCode) -> Self {
        Self {
            unit: match role {
                Role::FirstLine => Some(first_line.clone()),
                Role::Unit(unit) => Some(unit.clone()),
                Role::Requester | Role::Administrator => None,
            },
            status: StatusChoice::Open,
            priority: None,
            text: String::new(),
            mine: false,
            unassigned: false,
            waiting: false,
            outage: OutageChoice::All,
            sort: Sort::Pressing,
        }
    }

    /// The filters in an address. What is left out stays as in `usual`; what cannot be read does
    /// too, and is named.
    pub(crate) fn read(
        pairs: &[(String, String)],
        usual: Self,
        ordinance: &Ordinance,
    ) -> (Self, Vec<Ignored>) {
        let mut filter = usual;
        let mut ignored = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            let known = match name.as_str() {
                "komorka" => filter.read_unit(value, ordinance).ok_or("komorka"),
                "stan" => filter.read_status(value).ok_or("stan"),
                "priorytet" => filter.read_priority(value).ok_or("priorytet"),
                "szukaj" => filter
                    .read_text(value, ordinance, &mut ignored)
                    .ok_or("szukaj"),
                "awaria" => OutageChoice::read(value)
                    .map(|choice| filter.outage = choice)
                    .ok_or("awaria"),
                "kolejnosc" => self::sort(value)
                    .map(|sort| filter.sort = sort)
                    .ok_or("kolejnosc"),
                "wolne" => {
                    filter.unassigned = !matches!(value, "" | "0");
                    Ok(())
                }
                "czeka" => {
                    filter.waiting = !matches!(value, "" | "0");
                    Ok(())
                }
                "moje" => {
                    filter.mine = !matches!(value, "" | "0");
                    Ok(())
                }
                _ => Ok(()),
            };
            if let Err(name) = known {
                ignored.push(Ignored::new(name, value));
            }
        }
        (filter, ignored)
    }

    fn read_unit(&mut self, value: &str, ordinance: &Ordinance) -> Option<()> {
        self.unit = if matches!(value, "" | ALL) {
            None
        } else {
            let code = value.parse().ok()?;
            Some(ordinance.unit(&code)?.code.clone())
        };
        Some(())
    }

    fn read_status(&mut self, value: &str) -> Option<()> {
        self.status = if value.is_empty() {
            StatusChoice::Open
        } else {
            StatusChoice::from_name(value)?
        };
        Some(())
    }

    fn read_priority(&mut self, value: &str) -> Option<()> {
        self.priority = if matches!(value, "" | ALL) {
            None
        } else {
            Some(Priority::try_from(value.parse::<u8>().ok()?).ok()?)
        };
        Some(())
    }

    /// Reads the search; `komórka:…` and `stan:…` in it are filters.
    fn read_text(
        &mut self,
        value: &str,
        ordinance: &Ordinance,
        ignored: &mut Vec<Ignored>,
    ) -> Option<()> {
        if value.chars().count() > TEXT_LIMIT {
            return None;
        }
        let found = SearchFields::read(value, ordinance);
        self.text = found.text;
        if let Some(unit) = found.unit {
            self.unit = unit.one();
        }
        if let Some(status) = found.status {
            self.status = status;
        }
        let unread = found.unread.iter();
        ignored.extend(unread.map(|(name, value)| Ignored::new(name, value)));
        Some(())
    }

    /// Value of the unit's field in the form.
    pub(crate) fn unit_value(&self) -> &str {
        self.unit.as_ref().map_or(ALL, UnitCode::as_str)
    }

    /// Value of the status's field in the form.
    pub(crate) fn status_value(&self) -> &'static str {
        match self.status {
            StatusChoice::Open => OPEN,
            StatusChoice::All => ALL,
            StatusChoice::One(status) => status.as_str(),
        }
    }

    /// The statuses that are shown.
    pub(crate) fn statuses(&self) -> Vec<Status> {
        self.status.statuses()
    }

    /// The same with another choice of statuses.
    pub(crate) fn with_status(&self, status: StatusChoice) -> Self {
        Self {
            status,
            ..self.clone()
        }
    }

    /// The order that can be shown: only open tickets have due times to be put in order by.
    pub(crate) fn order(&self) -> Sort {
        let open = self.statuses().iter().all(|status| status.is_open());
        if self.sort == Sort::Due && !open {
            Sort::Pressing
        } else {
            self.sort
        }
    }

    /// The address of this part of the queue, with more pairs (a cursor) at its end.
    pub(crate) fn address(&self, more: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("komorka", self.unit_value());
        query.append_pair("stan", self.status_value());
        if let Some(priority) = self.priority {
            query.append_pair("priorytet", &priority.number().to_string());
        }
        if !self.text.is_empty() {
            query.append_pair("szukaj", &self.text);
        }
        if self.mine {
            query.append_pair("moje", "1");
        }
        if self.outage != OutageChoice::All {
            query.append_pair("awaria", &self.outage.value());
        }
        if self.unassigned {
            query.append_pair("wolne", "1");
        }
        if self.waiting {
            query.append_pair("czeka", "1");
        }
        if self.sort != Sort::Pressing {
            query.append_pair("kolejnosc", sort_value(self.sort));
        }
        query.extend_pairs(more);
        format!("/kolejka?{}", query.finish())
    }
}

impl Ignored {
    fn new(name: &'static str, value: &str) -> Self {
        Self {
            name,
            value: value.chars().take(40).collect(),
        }
    }

    /// The notice about filters that were left out; `None` when all were read.
    pub(crate) fn notice(t: Texts, ignored: &[Self]) -> Option<String> {
        let names: Vec<String> = ignored.iter().map(|one| one.in_words(t)).collect();
        if names.is_empty() {
            return None;
        }
        let count = i64::try_from(names.len()).unwrap_or(i64::MAX);
        let args = [
            ("count", Arg::Number(count)),
            ("names", Arg::Text(&names.join(", "))),
        ];
        Some(t.with("queue-ignored", &args))
    }

    fn in_words(&self, t: Texts) -> String {
        let limit = i64::try_from(TEXT_LIMIT).unwrap_or(i64::MAX);
        t.with(
            &format!("queue-ignored-{}", self.name),
            &[
                ("value", Arg::Text(&self.value)),
                ("limit", Arg::Number(limit)),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(role: &Role) -> Filter {
        Filter::usual(role, &Ordinance::built_in().first_line().code)
    }

    fn read(query: &str) -> (Filter, Vec<Ignored>) {
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        Filter::read(&pairs, usual(&Role::FirstLine), Ordinance::built_in())
    }

    #[test]
    fn without_filters_each_role_sees_what_waits_for_it() {
        assert_eq!(usual(&Role::FirstLine).unit_value(), "IT-02-3");
        let unit = Role::Unit("IT-04-1".parse().unwrap());
        assert_eq!(usual(&unit).unit_value(), "IT-04-1");
        assert_eq!(usual(&Role::Administrator).unit, None);
        assert_eq!(read("").0, usual(&Role::FirstLine));
    }

    #[test]
    fn an_address_reads_back() {
        let (filter, ignored) = read(
            "komorka=IT-04-1&stan=handed_over&priorytet=2&szukaj=%C5%BC%C3%B3%C5%82%26&moje=1&wolne=1&czeka=1&kolejnosc=termin",
        );
        assert_eq!(ignored, []);
        assert_eq!(filter.text, "żół&");
        let address = filter.address(&[]);
        assert_eq!(read(address.split_once('?').unwrap().1).0, filter);
        let (all, _) = read("komorka=wszystkie&stan=wszystkie");
        assert_eq!((all.unit.clone(), all.status), (None, StatusChoice::All));
        assert_eq!(read(all.address(&[]).split_once('?').unwrap().1).0, all);
    }

    #[test]
    fn only_open_tickets_are_put_in_the_order_of_their_due_times() {
        assert_eq!(read("kolejnosc=termin").0.order(), Sort::Due);
        assert_eq!(read("kolejnosc=termin&stan=new").0.order(), Sort::Due);
        let all = read("kolejnosc=termin&stan=wszystkie").0;
        assert_eq!((all.sort, all.order()), (Sort::Due, Sort::Pressing));
        assert_eq!(read("kolejnosc=numer&stan=closed").0.order(), Sort::Number);
        assert_eq!(read("kolejnosc=losowo").1.len(), 1);
    }

    #[test]
    fn filters_may_be_written_into_the_search() {
        let (filter, ignored) =
            read("szukaj=toner+kom%C3%B3rka%3Ait-04-1+stan%3Azamkni%C4%99te+nadawca%3Anowak");
        assert_eq!(ignored, []);
        assert_eq!(filter.text, "toner nadawca:nowak");
        assert_eq!(
            (filter.unit_value(), filter.status_value()),
            ("IT-04-1", "closed")
        );
        let (filter, ignored) = read("szukaj=komorka%3AIT-99-9+stan%3A+8%3A15");
        assert_eq!(
            (filter.unit_value(), filter.text.as_str()),
            ("IT-02-3", "8:15")
        );
        assert_eq!(ignored.len(), 2);
    }

    #[test]
    fn attack_19_what_cannot_be_read_is_left_out_and_named() {
        let (filter, ignored) =
            read("komorka=IT-99-9&stan=%27%3B--&priorytet=99999999999999999999&szukaj=ok&stan=new");
        assert_eq!(filter.unit_value(), "IT-02-3");
        assert_eq!(filter.status_value(), "new");
        assert_eq!((filter.priority, filter.text.as_str()), (None, "ok"));
        let notice = Ignored::notice(Texts::pl(), &ignored).unwrap();
        assert_eq!(
            notice,
            "Pominięto filtry, których nie udało się odczytać: komórka „IT-99-9”, stan „';--”, \
             priorytet „99999999999999999999”."
        );
        let long = format!("szukaj={}", "a".repeat(201));
        let (filter, ignored) = read(&long);
        assert_eq!(filter.text, "");
        assert_eq!(
            Ignored::notice(Texts::pl(), &ignored).unwrap(),
            "Pominięto filtr, którego nie udało się odczytać: zbyt długi szukany tekst \
             (najwyżej 200 znaków)."
        );
    }
}
