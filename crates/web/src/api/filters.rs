//! The parameters of a list of tickets.

use domain::{Priority, Status};
use ordinance::{Ordinance, UnitCode};
use store::tickets::{Cursor, QueueFilter};
use utoipa::IntoParams;

use crate::api::names::StatusName;
use crate::api::problem::{FieldProblem, Problem};
use crate::search_fields::{SearchFields, StatusChoice, UnitChoice};

/// Tickets on a page when nothing is said.
const USUAL_LIMIT: u32 = 50;
/// Tickets on a page at most.
const LIMIT: u32 = 100;

/// The parameters of a list of tickets.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents the parameters that `Listing` reads")]
pub(crate) struct ListParameters {
    /// Held by this unit; may be repeated.
    #[param(required = false, example = json!(["IT-02-3"]))]
    unit: Vec<String>,
    /// In this status; may be repeated. Without it: in any.
    #[param(required = false, value_type = Vec<StatusName>)]
    status: Vec<String>,
    /// Of this priority, 1–5; may be repeated.
    #[param(required = false)]
    priority: Vec<u8>,
    /// Each word occurs in the number, the ticket, its notes and solutions or in what is known of the
    /// requester, in any form; case and diacritics make no difference. `"two words"` stand one after
    /// the other. `requester:nowak`, `unit:IT-04-1` and `status:closed` (also `nadawca:`, `komórka:`,
    /// `stan:`) look there only. The first 200 characters count.
    q: Option<String>,
    /// Tickets on a page, 1–100.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
}

/// Which page of which tickets is asked for.
#[derive(Debug, PartialEq)]
pub(crate) struct Listing {
    pub(crate) filter: QueueFilter,
    pub(crate) limit: u32,
    pub(crate) after: Option<Cursor>,
}

impl Listing {
    /// Reads the part of an address after the question mark; a parameter without a value counts as
    /// not given.
    ///
    /// # Errors
    /// A problem that names every unknown parameter and every bad value.
    pub(crate) fn parse(query: &str, ordinance: &Ordinance) -> Result<Self, Problem> {
        let mut listing = Self {
            filter: QueueFilter::default(),
            limit: USUAL_LIMIT,
            after: None,
        };
        let mut faults = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let once = matches!(&*name, "q" | "limit" | "cursor");
            let taken = if once && seen.contains(&name.to_string()) {
                Err(("repeated", "must be given once".to_owned()))
            } else if value.is_empty() && (once || REPEATED.contains(&&*name)) {
                Ok(())
            } else {
                listing.take(&name, &value)
            };
            if let Err((code, detail)) = taken {
                let name: String = name.chars().take(60).collect();
                faults.push(FieldProblem::new(name, code, detail));
            }
            seen.push(name.into_owned());
        }
        if let Some(search) = listing.filter.text.take() {
            listing.search(&search, ordinance, &mut faults);
        }
        if faults.is_empty() {
            if listing.filter.statuses.is_empty() {
                listing.filter.statuses = Status::ALL.to_vec();
            }
            Ok(listing)
        } else {
            faults.truncate(20);
            Err(Problem::parameters(faults))
        }
    }

    /// The words of a search, and the fields written among them.
    fn search(&mut self, search: &str, ordinance: &Ordinance, faults: &mut Vec<FieldProblem>) {
        let found = SearchFields::read(search, ordinance);
        for (name, value) in found.unread {
            let known = match name {
                "komorka" => "`unit:` wants the symbol of a unit, such as IT-04-1",
                _ => "`status:` wants a status, `open` or `all`",
            };
            let value: String = value.chars().take(40).collect();
            let detail = format!("{known}, not `{value}`");
            faults.push(FieldProblem::new("q", "unknown_value", detail));
        }
        if let Some(unit) = found.unit.and_then(UnitChoice::one) {
            add(self.filter.units.get_or_insert_default(), unit);
        }
        for status in found.status.into_iter().flat_map(StatusChoice::statuses) {
            add(&mut self.filter.statuses, status);
        }
        self.filter.text = (!found.text.is_empty()).then_some(found.text);
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), (&'static str, String)> {
        let unknown = |known: &str| ("unknown_value", format!("must be {known}"));
        match name {
            "unit" => {
                let unit: UnitCode = value
                    .parse()
                    .map_err(|_| unknown("the symbol of a unit, such as IT-04-1"))?;
                add(self.filter.units.get_or_insert_default(), unit);
            }
            "status" => {
                let names = Status::ALL.map(Status::as_str).join(", ");
                let status =
                    Status::from_name(value).ok_or_else(|| unknown(&format!("one of {names}")))?;
                add(&mut self.filter.statuses, status);
            }
            "priority" => {
                let priority = value
                    .parse::<u8>()
                    .ok()
                    .and_then(|number| Priority::try_from(number).ok())
                    .ok_or_else(|| unknown("a number from 1 to 5"))?;
                add(&mut self.filter.priorities, priority);
            }
            "q" => self.filter.text = Some(value.to_owned()),
            "limit" => {
                self.limit = value
                    .parse()
                    .ok()
                    .filter(|limit| (1..=LIMIT).contains(limit))
                    .ok_or_else(|| unknown("a number from 1 to 100"))?;
            }
            "cursor" => {
                let cursor =
                    Cursor::from_token(value).map_err(|_| unknown("`next` of the page before"))?;
                self.after = Some(cursor);
            }
            _ => {
                let known = "unit, status, priority, q, limit and cursor";
                return Err(("unknown_parameter", format!("the parameters are {known}")));
            }
        }
        Ok(())
    }
}

/// Parameters that may be repeated.
const REPEATED: [&str; 3] = ["unit", "status", "priority"];

/// Adds what is not there yet, so that a thousand repetitions weigh as much as one.
fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(query: &str) -> Vec<(String, &'static str)> {
        Listing::parse(query, Ordinance::built_in())
            .unwrap_err()
            .errors()
            .iter()
            .map(|error| (error.field.to_string(), error.code))
            .collect()
    }

    #[test]
    fn nothing_said_lists_everything() {
        for query in ["", "unit=&status=&priority=&q=&limit=&cursor="] {
            let listing = Listing::parse(query, Ordinance::built_in()).unwrap();
            assert_eq!(listing.limit, 50);
            assert_eq!(listing.filter.statuses, Status::ALL);
            assert_eq!(listing.filter.units, None);
        }
    }

    #[test]
    fn filters_repeat() {
        let query =
            "unit=IT-02-3&unit=IT-04-1&unit=IT-02-3&status=new&priority=1&priority=2&q=za%C5%BC";
        let filter = Listing::parse(query, Ordinance::built_in()).unwrap().filter;
        assert_eq!(filter.units.unwrap().len(), 2);
        assert_eq!(filter.statuses, [Status::New]);
        assert_eq!(filter.priorities.len(), 2);
        assert_eq!(filter.text.as_deref(), Some("zaż"));
    }

    #[test]
    fn fields_in_a_search_are_filters() {
        let query = "q=vpn+unit:IT-04-1+stan:zamk&status=new";
        let filter = Listing::parse(query, Ordinance::built_in()).unwrap().filter;
        assert_eq!(filter.text.as_deref(), Some("vpn"));
        assert_eq!(filter.units, Some(vec!["IT-04-1".parse().unwrap()]));
        assert_eq!(filter.statuses, [Status::New, Status::Closed]);
        let bad = ("q".to_owned(), "unknown_value");
        assert_eq!(faults("q=unit:IT-99-9+status:xyz"), [bad.clone(), bad]);
    }

    #[test]
    fn every_bad_parameter_is_named() {
        let query = "unit=x&status=open&priority=6&limit=0&cursor=abc&sort=age&q=a&q=b";
        let bad = "unknown_value";
        assert_eq!(
            faults(query),
            [
                ("unit".to_owned(), bad),
                ("status".to_owned(), bad),
                ("priority".to_owned(), bad),
                ("limit".to_owned(), bad),
                ("cursor".to_owned(), bad),
                ("sort".to_owned(), "unknown_parameter"),
                ("q".to_owned(), "repeated"),
            ]
        );
    }

    #[test]
    fn numbers_beyond_their_range_are_bad_values() {
        for query in [
            "limit=101",
            "limit=-1",
            "limit=99999999999999999999",
            "priority=9223372036854775808",
            "priority=+",
            "limit=1.5",
        ] {
            assert_eq!(faults(query).len(), 1, "{query}");
        }
    }
}
