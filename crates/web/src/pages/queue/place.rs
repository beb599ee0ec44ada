//! Where a page of the queue begins, and how to the pages around it.

use store::tickets::{Cursor, Sort};

use super::filter::Filter;

/// How many pages "Nowsze" finds its way back through; from further on it leads to the start.
const TRAIL: usize = 20;

/// Which page of the list this is: where it begins, and where the pages before it began.
pub(super) struct Place {
    pub(super) after: Option<Cursor>,
    /// Beginnings of the pages before, the nearest first; the first page of all is not among them.
    trail: Vec<Cursor>,
}

impl Place {
    /// `None` when a cursor in the address is not one of this list in this order.
    pub(super) fn read(pairs: &[(String, String)], sort: Sort) -> Option<Self> {
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(field, value)| field == name && !value.is_empty())
                .map(|(_, value)| value.as_str())
        };
        let after = value("po").map(Cursor::from_token).transpose().ok()?;
        let trail: Vec<Cursor> = value("przed")
            .map(|trail| {
                trail
                    .split('.')
                    .take(TRAIL)
                    .map(Cursor::from_token)
                    .collect()
            })
            .transpose()
            .ok()?
            .unwrap_or_default();
        let ours = |cursor: &Cursor| cursor.sort() == sort;
        let fits = after.iter().all(ours) && trail.iter().all(ours);
        fits.then_some(Self { after, trail })
    }

    /// The address of this page.
    pub(super) fn here(&self, filter: &Filter) -> String {
        match &self.after {
            None => filter.address(&[]),
            Some(after) => address(filter, after, &self.trail),
        }
    }

    /// The address that tells this page of changes.
    pub(super) fn live(&self, filter: &Filter) -> String {
        let address = match &self.after {
            None => filter.address(&[]),
            Some(after) => filter.address(&[("po", &after.to_token())]),
        };
        address.replacen("/kolejka", "/kolejka/na-zywo", 1)
    }

    /// The address of the page before; `None` on the first.
    pub(super) fn newer(&self, filter: &Filter) -> Option<String> {
        self.after?;
        let Some((nearest, rest)) = self.trail.split_first() else {
            return Some(filter.address(&[]));
        };
        Some(address(filter, nearest, rest))
    }

    /// The address of the page after, which begins at `next`.
    pub(super) fn older(&self, filter: &Filter, next: &Cursor) -> String {
        let mut trail: Vec<Cursor> = self.after.into_iter().collect();
        trail.extend(self.trail.iter().take(TRAIL - 1).copied());
        address(filter, next, &trail)
    }
}

fn address(filter: &Filter, after: &Cursor, trail: &[Cursor]) -> String {
    let after = after.to_token();
    let trail: Vec<String> = trail.iter().map(Cursor::to_token).collect();
    let trail = trail.join(".");
    if trail.is_empty() {
        filter.address(&[("po", &after)])
    } else {
        filter.address(&[("po", &after), ("przed", &trail)])
    }
}
