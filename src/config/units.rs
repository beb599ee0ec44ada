//! Where letters to the units go (`config/units.toml`).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use domain::Desk;
use ordinance::UnitCode;
use serde::Deserialize;
use toml::Spanned;

use super::data::text;
use super::file::DataFiles;
use super::{ConfigError, one_line};

/// Addresses of the units, each of which exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Units {
    /// By unit.
    pub(crate) addresses: Arc<BTreeMap<UnitCode, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    units: BTreeMap<Spanned<UnitCode>, Spanned<String>>,
}

impl Units {
    /// Reads the file that the configuration names.
    ///
    /// # Errors
    /// As [`Units::parse`], and when the file cannot be read.
    pub(crate) fn load(files: &DataFiles, desk: &Desk) -> Result<Self, ConfigError> {
        Self::parse(&text(&files.units)?, &files.units, desk)
    }

    /// Reads `content`; `origin` is how errors call it. Every unit exists, every address is one, and the
    /// lines of support have theirs.
    ///
    /// # Errors
    /// [`ConfigError::Form`] with the file, the line where there is one, and the reason.
    pub(crate) fn parse(content: &str, origin: &str, desk: &Desk) -> Result<Self, ConfigError> {
        let form = |reason: String| ConfigError::Form {
            origin: origin.to_owned(),
            reason,
        };
        let file: File =
            toml::from_str(content).map_err(|error| form(one_line(&error.to_string())))?;
        let wrong = |at: Range<usize>, reason: String| {
            let before = content.get(..at.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            form(format!("line {line}: {reason}"))
        };
        let mut addresses = BTreeMap::new();
        for (unit, address) in file.units {
            let (at, of_address) = (unit.span(), address.span());
            let (unit, address) = (unit.into_inner(), address.into_inner());
            if desk.ordinance().unit(&unit).is_none() {
                let number = desk.ordinance().number();
                let reason = format!("{unit} is not a unit of ordinance {number}");
                return Err(wrong(at, reason));
            }
            mail::Address::parse(&address)
                .map_err(|reason| wrong(of_address, format!("{unit} = \"{address}\": {reason}")))?;
            addresses.insert(unit, address);
        }
        let mut lines = std::iter::once(desk.first_line()).chain(desk.second_line());
        if let Some(unit) = lines.find(|unit| !addresses.contains_key(*unit)) {
            return Err(form(format!(
                "{unit} needs an address: letters to the lines of support go there"
            )));
        }
        Ok(Self {
            addresses: Arc::new(addresses),
        })
    }
}

#[cfg(test)]
mod tests {
    use ordinance::Ordinance;

    use super::*;

    fn refusal(content: &str) -> String {
        let desk = Desk::new(Arc::new(Ordinance::built_in().clone()));
        let refused = Units::parse(content, "units.toml", &desk);
        refused.unwrap_err().to_string()
    }

    #[test]
    fn mistakes_in_unit_addresses_are_named_with_their_line() {
        let unknown = refusal("[units]\n\"IT-09-9\" = \"a@b.pl\"");
        assert!(unknown.starts_with("units.toml: line 2: IT-09-9 is not a unit"));
        let nobody = refusal("[units]\n\n\"IT-02-3\" = \"nobody\"");
        assert!(nobody.contains("line 3: IT-02-3 = \"nobody\""), "{nobody}");
        assert!(refusal("[units]\n\"IT-02-3\" = \"a@b.pl\"").contains("IT-02-4 needs an address"));
        assert!(refusal("[units]\n\"x\" = \"a@b.pl\"").starts_with("units.toml: "));
        assert!(refusal("[unit]\n").contains("unknown field `unit`"));
    }
}
