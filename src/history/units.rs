//! Queues, groups and categories of another system as units of the ordinance.

use std::collections::BTreeMap;

use domain::Desk;
use ordinance::UnitCode;
use polish::fold;

/// Which unit a name means.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitNames {
    names: BTreeMap<String, UnitCode>,
}

/// A name as names are compared: folded, small letters, one blank between words.
fn plain(name: &str) -> String {
    let folded = fold(name).to_lowercase();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl UnitNames {
    /// Symbols and names of the ordinance's units.
    pub(crate) fn of(desk: &Desk) -> Self {
        let mut names = BTreeMap::new();
        for unit in desk.ordinance().units() {
            names.insert(plain(unit.code.as_str()), unit.code.clone());
            names.insert(plain(&unit.name), unit.code.clone());
        }
        Self { names }
    }

    /// Adds names from a TOML table `"name" = "IT-04-1"`, at the top or under `[units]`.
    ///
    /// # Errors
    /// What to mend: not TOML, or a value that is no unit of the ordinance.
    pub(crate) fn with_file(mut self, text: &str, desk: &Desk) -> Result<Self, String> {
        let table: toml::Table =
            toml::from_str(text).map_err(|error| error.to_string().replace('\n', " · "))?;
        let entries = match table.get("units") {
            Some(toml::Value::Table(inner)) => inner.clone(),
            _ => table,
        };
        for (name, value) in entries {
            let unit = value
                .as_str()
                .and_then(|code| code.parse::<UnitCode>().ok());
            let unit = unit.filter(|unit| desk.ordinance().unit(unit).is_some());
            let unit = unit.ok_or_else(|| {
                format!(
                    "\"{name}\": not the symbol of a unit of ordinance {}",
                    desk.ordinance().number()
                )
            })?;
            self.names.insert(plain(&name), unit);
        }
        Ok(self)
    }

    /// The unit that `name` means: as a whole; as the end of a path `A > B`; or by the one symbol that it begins or
    /// ends with. `None` when it means none.
    pub(super) fn unit(&self, name: &str) -> Option<&UnitCode> {
        let whole = plain(name);
        if let Some(unit) = self.names.get(&whole) {
            return Some(unit);
        }
        let last = whole.rsplit(['>', ':']).next();
        if let Some(unit) = last.and_then(|last| self.names.get(last.trim())) {
            return Some(unit);
        }
        let ends = [
            whole.split([' ', '(', ')', ',', ':']).next(),
            whole
                .rsplit([' ', '(', ')', ',', ':'])
                .find(|part| !part.is_empty()),
        ];
        ends.into_iter()
            .flatten()
            .find_map(|part| self.names.get(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn symbols_names_paths_and_own_names_are_understood() {
        let desk = Desk::new(Arc::new(ordinance::Ordinance::built_in().clone()));
        let name = desk.ordinance().units()[0].name.clone();
        let code = desk.ordinance().units()[0].code.clone();
        let names = UnitNames::of(&desk)
            .with_file("[units]\n\"Sieć i serwery\" = \"IT-04-1\"\n", &desk)
            .unwrap();
        assert_eq!(names.unit(&name), Some(&code));
        assert_eq!(names.unit(&fold(&name).to_uppercase()), Some(&code));
        for text in [
            "IT-04-1",
            "it-04-1",
            "IT-04-1 Infrastruktura",
            "Infrastruktura (IT-04-1)",
            "COI > IT-04-1",
            "siec  i SERWERY",
            "Urząd > COI > Sieć i serwery",
        ] {
            assert_eq!(
                names.unit(text).map(UnitCode::as_str),
                Some("IT-04-1"),
                "{text}"
            );
        }
        for text in ["", "Kadry", "IT-99-1"] {
            assert_eq!(names.unit(text), None, "{text}");
        }
        let wrong = UnitNames::of(&desk)
            .with_file("\"Kadry\" = \"IT-99-1\"", &desk)
            .unwrap_err();
        assert!(wrong.contains("\"Kadry\""), "{wrong}");
    }
}
