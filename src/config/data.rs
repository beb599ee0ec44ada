//! The data files that the configuration names: ordinance, vocabulary, priorities, unit addresses.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Desk, PriorityMatrix};
use matcher::{Matcher, Vocabulary};
use ordinance::{Ordinance, UnitCode};
use serde::Deserialize;

use super::clocks::Clocks;
use super::file::DataFiles;
use super::routing::Routing;
use super::{ConfigError, one_line};

/// What the program works with, read and checked.
pub(crate) struct Data {
    /// Units and provisions.
    pub desk: Arc<Desk>,
    /// The index.
    pub matcher: Arc<Matcher>,
    /// Impact × urgency.
    pub matrix: Arc<PriorityMatrix>,
    /// Where letters to units go.
    pub units: Units,
    /// The index before `routing` says from which confidence up it proposes.
    pub shipped: Matcher,
    /// What suggestions may do.
    pub routing: Routing,
    /// What the clocks run by.
    pub clocks: Clocks,
}

/// Addresses of the units (`config/units.toml`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {
    /// By unit.
    #[serde(rename = "units")]
    pub addresses: BTreeMap<UnitCode, String>,
}

/// At most one byte more than an ordinance may have, so that an endless file ends in a refusal.
fn read(path: &str) -> Result<Vec<u8>, ConfigError> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| {
            file.take(ordinance::MAX_BYTES as u64 + 1)
                .read_to_end(&mut bytes)
        })
        .map_err(|source| ConfigError::Read {
            path: PathBuf::from(path),
            source,
        })?;
    Ok(bytes)
}

pub(super) fn text(path: &str) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
        path: PathBuf::from(path),
        source,
    })
}

fn form(origin: &str, error: &dyn std::fmt::Display) -> ConfigError {
    ConfigError::Form {
        origin: origin.to_owned(),
        reason: one_line(&error.to_string()),
    }
}

impl Data {
    /// Reads the files; an empty path means the one built into the program.
    ///
    /// # Errors
    /// [`ConfigError`] naming the file, the place in it and the reason.
    pub(crate) fn load(files: &DataFiles) -> Result<Self, ConfigError> {
        let units = Units::parse(&text(&files.units)?, &files.units)?;
        Self::with_units(files, units)
    }

    /// Everything built in, with the example addresses: for the demo.
    ///
    /// # Errors
    /// Never in a released program; the built-in files are tested.
    pub(crate) fn built_in() -> Result<Self, ConfigError> {
        let units = Units::parse(include_str!("../../config/units.toml"), "config/units.toml")?;
        let files = DataFiles {
            people: String::new(),
            ..DataFiles::default()
        };
        Self::with_units(&files, units)
    }

    fn with_units(files: &DataFiles, units: Units) -> Result<Self, ConfigError> {
        let ordinance = ordinance(&files.ordinance)?;
        let matrix = match files.priority.as_str() {
            "" => PriorityMatrix::built_in(),
            path => PriorityMatrix::parse(&text(path)?).map_err(|error| form(path, &error))?,
        };
        let vocabulary = vocabulary(&files.vocabulary)?;
        let matcher = Matcher::with_shipped_examples(&ordinance, &vocabulary)
            .map_err(|error| form("data.vocabulary", &error))?;
        let desk = Desk::new(Arc::new(ordinance));
        units.check(&desk, &files.units)?;
        let routing = Routing::load(files, &desk)?;
        let clocks = Clocks::load(files, &desk)?;
        Ok(Self {
            desk: Arc::new(desk),
            matcher: Arc::new(routing.matcher(&matcher)),
            shipped: matcher,
            matrix: Arc::new(matrix),
            units,
            routing,
            clocks,
        })
    }
}

/// The ordinance of `path`, or the built-in one for an empty path.
///
/// # Errors
/// [`ConfigError`] with the line and the reason.
pub(crate) fn ordinance(path: &str) -> Result<Ordinance, ConfigError> {
    match path {
        "" => Ok(Ordinance::built_in().clone()),
        path => Ordinance::parse_bytes(&read(path)?).map_err(|error| form(path, &error)),
    }
}

/// The vocabulary of `path` (a file, or a folder of `*.toml`), or the built-in one for an empty path.
///
/// # Errors
/// [`ConfigError`] with the entry and the reason.
pub(crate) fn vocabulary(path: &str) -> Result<Vocabulary, ConfigError> {
    match path {
        "" => Ok(Vocabulary::built_in()),
        path if Path::new(path).is_dir() => vocabulary_folder(path),
        path => Vocabulary::parse(&text(path)?).map_err(|error| form(path, &error)),
    }
}

/// All `*.toml` of a folder, by name.
fn vocabulary_folder(path: &str) -> Result<Vocabulary, ConfigError> {
    let failed = |source| ConfigError::Read {
        path: PathBuf::from(path),
        source,
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            files.push((name.into_owned(), text(&file.to_string_lossy())?));
        }
    }
    files.sort();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    if files.is_empty() {
        return Err(form(path, &"the folder has no file *.toml"));
    }
    Vocabulary::parse_files(&files).map_err(|error| form(path, &error))
}

impl Units {
    fn parse(text: &str, origin: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| form(origin, &error))
    }

    /// Every unit exists, every address is one, and the lines of support have theirs.
    fn check(&self, desk: &Desk, origin: &str) -> Result<(), ConfigError> {
        for (unit, address) in &self.addresses {
            if desk.ordinance().unit(unit).is_none() {
                return Err(form(
                    origin,
                    &format!(
                        "{unit} is not a unit of ordinance {}",
                        desk.ordinance().number()
                    ),
                ));
            }
            mail::Address::parse(address)
                .map_err(|reason| form(origin, &format!("{unit} = \"{address}\": {reason}")))?;
        }
        for unit in std::iter::once(desk.first_line()).chain(desk.second_line()) {
            if !self.addresses.contains_key(unit) {
                return Err(form(
                    origin,
                    &format!("{unit} needs an address: letters to the lines of support go there"),
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        let desk = Desk::new(Arc::new(Ordinance::built_in().clone()));
        Units::parse(text, "units.toml")
            .and_then(|units| units.check(&desk, "units.toml"))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_built_in_data_is_valid() {
        assert_eq!(Data::built_in().unwrap().units.addresses.len(), 14);
    }

    #[test]
    fn a_vocabulary_may_be_a_folder() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_str().unwrap();
        let refusal = || vocabulary(path).unwrap_err().to_string();
        assert!(refusal().contains("no file *.toml"));
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
        write(
            "b.toml",
            "[[duty]]\nref = \"§14 pkt 1 lit. l\"\nterms = [\"VPN\"]",
        );
        write("a.toml", "version = \"7\"\n");
        write("notes.txt", "not read");
        let read = vocabulary(path).unwrap();
        assert!(read.version().starts_with("7@"));
        assert_eq!(read.duties()[0].terms, ["VPN"]);
        write("c.toml", "[[duty");
        assert!(refusal().contains("c.toml"));
    }

    #[test]
    fn a_copy_of_the_shipped_vocabulary_is_the_shipped_one() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/config/vocabulary");
        assert_eq!(
            vocabulary(dir).unwrap().version(),
            Vocabulary::built_in().version()
        );
    }

    #[test]
    fn mistakes_in_unit_addresses_are_named() {
        assert!(check("[units]\n\"IT-09-9\" = \"a@b.pl\"").contains("IT-09-9 is not a unit"));
        assert!(check("[units]\n\"IT-02-3\" = \"nobody\"").contains("IT-02-3 = \"nobody\""));
        assert!(check("[units]\n\"IT-02-3\" = \"a@b.pl\"").contains("IT-02-4 needs an address"));
        assert!(check("[units]\n\"x\" = \"a@b.pl\"").starts_with("units.toml: "));
    }
}
