//! The data files that the configuration names: ordinance, vocabulary, priorities and the others together.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Desk, PriorityMatrix};
use matcher::{Matcher, Vocabulary};
use ordinance::Ordinance;

use super::clocks::Clocks;
use super::file::DataFiles;
use super::routing::Routing;
use super::units::Units;
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
        Self::with_units(files, |desk| Units::load(files, desk))
    }

    /// Everything built in, with the example addresses: for the demo.
    ///
    /// # Errors
    /// Never in a released program; the built-in files are tested.
    pub(crate) fn built_in() -> Result<Self, ConfigError> {
        let files = DataFiles::built_in();
        let units = include_str!("../../config/units.toml");
        Self::with_units(&files, |desk| {
            Units::parse(units, "config/units.toml", desk)
        })
    }

    fn with_units(
        files: &DataFiles,
        units: impl FnOnce(&Desk) -> Result<Units, ConfigError>,
    ) -> Result<Self, ConfigError> {
        let ordinance = ordinance(&files.ordinance)?;
        let matrix = matrix(&files.priority)?;
        let vocabulary = vocabulary(&files.vocabulary)?;
        let matcher = Matcher::with_shipped_examples(&ordinance, &vocabulary)
            .map_err(|error| form("data.vocabulary", &error))?;
        let desk = Desk::new(Arc::new(ordinance));
        let units = units(&desk)?;
        let routing = Routing::load(files, &desk)?;
        let clocks = Clocks::load(files, &desk)?;
        Ok(Self {
            desk: Arc::new(desk),
            matcher: Arc::new(routing.matcher(&matcher)),
            shipped: matcher,
            matrix,
            units,
            routing,
            clocks,
        })
    }
}

/// The priority matrix of `path`, or the built-in one for an empty path.
///
/// # Errors
/// [`ConfigError`] with the file, the place in it and the reason.
pub(crate) fn matrix(path: &str) -> Result<Arc<PriorityMatrix>, ConfigError> {
    let matrix = match path {
        "" => PriorityMatrix::built_in(),
        path => PriorityMatrix::parse(&text(path)?).map_err(|error| form(path, &error))?,
    };
    Ok(Arc::new(matrix))
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
