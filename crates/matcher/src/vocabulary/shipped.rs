//! The vocabulary that is part of the program: `config/vocabulary/`.

use super::Vocabulary;

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        [$((
            $name,
            include_str!(concat!("../../../../config/vocabulary/", $name)),
        )),+]
    };
}

/// Name and text of the shipped files, by name; a test holds them to the folder.
const SHIPPED: &[(&str, &str)] = &shipped![
    "common.toml",
    "par07.toml",
    "par08.toml",
    "par09.toml",
    "par10.toml",
    "par11.toml",
    "par12.toml",
    "par13.toml",
    "par14.toml",
    "par15.toml",
    "par16.toml",
];

impl Vocabulary {
    /// The vocabulary shipped with the program, `config/vocabulary/`.
    ///
    /// # Panics
    /// Never as shipped; a test parses the files.
    #[expect(
        clippy::expect_used,
        reason = "the files are part of the program and a test parses them"
    )]
    pub fn built_in() -> Self {
        Self::parse_files(SHIPPED).expect("the shipped vocabulary is sound")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_shipped_vocabulary_is_sound_and_is_the_folder() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/vocabulary");
        let mut found: Vec<String> = std::fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let shipped: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        assert_eq!(shipped, found);
        let version = Vocabulary::built_in().version().to_owned();
        assert!(version.starts_with("2@"), "{version}");
    }

    #[test]
    fn a_file_holds_the_duties_of_the_paragraph_it_is_named_after() {
        for (name, text) in &SHIPPED[1..] {
            let number = name[3..5].trim_start_matches('0');
            let common = "version = \"1\"\n[groups]\nprogram = [\"EZD\"]\npakiet = [\"Word\"]\nsprzet = [\"laptop\"]\n";
            let vocabulary =
                Vocabulary::parse_files(&[("common", common), (*name, *text)]).unwrap();
            for duty in vocabulary.duties() {
                let place = duty.reference.to_string();
                assert!(
                    place.starts_with(&format!("§{number} ")),
                    "{place} in {name}"
                );
            }
        }
    }
}
