//! The words people use, per provision: `config/vocabulary/`.

mod shipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use ordinance::Reference;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Longest term, in characters; longer entries are sentences, not terms.
const LONGEST_TERM: usize = 80;

/// A checked vocabulary.
///
/// ```
/// let vocabulary = matcher::Vocabulary::parse(r#"
///     version = "1"
///     stop = ["proszę"]
///     [groups]
///     program = ["EZD", "SOZP"]
///     [[duty]]
///     ref = "§14 pkt 1 lit. l"
///     terms = ["VPN", "praca zdalna"]
///     [[duty]]
///     ref = "§9 pkt 2 lit. b"
///     terms = ["{program} nie działa"]
/// "#)?;
/// assert_eq!(vocabulary.duties()[0].terms, ["VPN", "praca zdalna"]);
/// assert!(vocabulary.version().starts_with("1@"));
/// # Ok::<(), matcher::VocabularyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Vocabulary {
    version: String,
    stop: Vec<String>,
    groups: BTreeMap<String, Vec<String>>,
    duties: Vec<DutyTerms>,
    exclusions: Vec<Exclusion>,
}

/// The terms of one provision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyTerms {
    /// The provision, `§14 pkt 1 lit. l`.
    #[serde(rename = "ref")]
    pub reference: Reference,
    /// Words and phrases as people write them; `{name}` stands for any word of that group.
    pub terms: Vec<String>,
}

/// What the ordinance takes out of one provision and gives to another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The group of words taken out.
    pub group: String,
    /// The paragraph they are taken out of, unless the text also names a word of `unless`.
    pub from: Reference,
    /// The provision that has them instead.
    pub to: Reference,
    /// The group of words that keep the text where it was.
    pub unless: String,
}

/// Why a vocabulary is refused; the message names the entry and the reason.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum VocabularyError {
    /// Not TOML, or not of the expected shape.
    #[error("vocabulary: {0}")]
    Toml(String),
    /// One entry is wrong.
    #[error("vocabulary: {entry}: {reason}")]
    Entry {
        /// Which entry, `§14 pkt 1 lit. l, term 3`.
        entry: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl VocabularyError {
    pub(crate) fn entry(entry: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Entry {
            entry: entry.into(),
            reason: reason.into(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Option<String>,
    #[serde(default)]
    stop: Vec<String>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    duty: Vec<DutyTerms>,
    #[serde(default)]
    exclusion: Vec<Exclusion>,
}

impl File {
    fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim().to_owned())
    }

    /// Takes in another file; what may stand once only is refused here, the rest is for the whole.
    fn add(&mut self, other: Self) -> Result<(), VocabularyError> {
        if let Some(version) = other.version
            && self.version.replace(version).is_some()
        {
            return Err(VocabularyError::entry("version", "is declared twice"));
        }
        for (name, words) in other.groups {
            if self.groups.contains_key(&name) {
                return Err(VocabularyError::entry(
                    format!("group {name}"),
                    "is listed twice",
                ));
            }
            self.groups.insert(name, words);
        }
        self.stop.extend(other.stop);
        self.duty.extend(other.duty);
        self.exclusion.extend(other.exclusion);
        Ok(())
    }
}

impl Vocabulary {
    /// Reads a vocabulary and checks everything that needs no ordinance.
    ///
    /// # Errors
    /// [`VocabularyError`] names the entry: text that is no TOML, a missing version, a reference of the
    /// wrong form, a provision listed twice, an empty, overlong or repeated term, a group that does not
    /// exist. That the provisions exist is checked by [`crate::Matcher::new`].
    pub fn parse(toml: &str) -> Result<Self, VocabularyError> {
        let file = File::parse(toml).map_err(VocabularyError::Toml)?;
        Self::of(file, &Sha256::digest(toml))
    }

    /// Reads a vocabulary in several files, name and text of each, as if they were one: one of them
    /// declares the version, and provisions and groups stand in one file each. The version covers the
    /// texts one after another and not the names, so the order matters: sort by name.
    ///
    /// # Errors
    /// As [`Self::parse`], and for a second version; a file that is no TOML is named.
    pub fn parse_files(files: &[(&str, &str)]) -> Result<Self, VocabularyError> {
        let mut whole = File::default();
        let mut content = Sha256::new();
        for (name, text) in files {
            let file = File::parse(text)
                .map_err(|reason| VocabularyError::Toml(format!("{name}: {reason}")))?;
            whole.add(file)?;
            content.update(text);
        }
        Self::of(whole, &content.finalize())
    }

    fn of(file: File, digest: &[u8]) -> Result<Self, VocabularyError> {
        let version = file.version.unwrap_or_default();
        if version.trim().is_empty() {
            return Err(VocabularyError::entry("version", "is missing or empty"));
        }
        check_words("stop", &file.stop)?;
        for (name, words) in &file.groups {
            check_words(&format!("group {name}"), words)?;
            if words.is_empty() {
                return Err(VocabularyError::entry(
                    format!("group {name}"),
                    "has no words",
                ));
            }
        }
        check_duties(&file.duty, &file.groups)?;
        for (at, exclusion) in file.exclusion.iter().enumerate() {
            for name in [&exclusion.group, &exclusion.unless] {
                if !file.groups.contains_key(name) {
                    return Err(VocabularyError::entry(
                        format!("exclusion {}", at + 1),
                        format!("there is no group `{name}`"),
                    ));
                }
            }
        }
        Ok(Self {
            version: format!("{}@{}", version.trim(), &hex(digest)[..12]),
            stop: file.stop,
            groups: file.groups,
            duties: file.duty,
            exclusions: file.exclusion,
        })
    }

    /// The declared version and the start of the SHA-256 of the content, `1@3f5a0c…`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Words that decide nothing.
    pub fn stop(&self) -> &[String] {
        &self.stop
    }

    /// Named groups of words that stand for each other in terms.
    pub fn groups(&self) -> &BTreeMap<String, Vec<String>> {
        &self.groups
    }

    /// The terms, in the order of the file.
    pub fn duties(&self) -> &[DutyTerms] {
        &self.duties
    }

    /// What provisions exclude.
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.exclusions
    }
}

/// Lower-case hex of some bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn check_duties(
    duties: &[DutyTerms],
    groups: &BTreeMap<String, Vec<String>>,
) -> Result<(), VocabularyError> {
    let mut places = BTreeSet::new();
    let mut owners: BTreeMap<String, Reference> = BTreeMap::new();
    for duty in duties {
        if !places.insert(duty.reference) {
            return Err(VocabularyError::entry(
                duty.reference.to_string(),
                "is listed twice",
            ));
        }
        for (at, term) in duty.terms.iter().enumerate() {
            let entry = || format!("{}, term {} `{term}`", duty.reference, at + 1);
            check_term(term).map_err(|reason| VocabularyError::entry(entry(), reason))?;
            for name in group_names(term) {
                if !groups.contains_key(name) {
                    return Err(VocabularyError::entry(
                        entry(),
                        format!("there is no group `{name}`"),
                    ));
                }
            }
            if let Some(owner) = owners.insert(key(term), duty.reference) {
                return Err(VocabularyError::entry(
                    entry(),
                    format!("repeats a term of {owner}"),
                ));
            }
        }
    }
    Ok(())
}

fn check_words(list: &str, words: &[String]) -> Result<(), VocabularyError> {
    let mut seen = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let entry = || format!("{list}, word {} `{word}`", at + 1);
        check_term(word).map_err(|reason| VocabularyError::entry(entry(), reason))?;
        if !seen.insert(key(word)) {
            return Err(VocabularyError::entry(entry(), "is listed twice"));
        }
    }
    Ok(())
}

fn check_term(term: &str) -> Result<(), &'static str> {
    if polish::words(term).next().is_none() {
        return Err("is empty");
    }
    if term.chars().count() > LONGEST_TERM {
        return Err("is longer than 80 characters");
    }
    Ok(())
}

/// Terms are the same when their folded words are.
fn key(term: &str) -> String {
    let words: Vec<String> = polish::words(term).map(|word| word.folded).collect();
    format!(
        "{}{}",
        if term.contains('{') { "{" } else { "" },
        words.join(" ")
    )
}

/// The names in braces.
fn group_names(term: &str) -> impl Iterator<Item = &str> {
    term.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(toml: &str) -> String {
        Vocabulary::parse(toml).unwrap_err().to_string()
    }

    fn with_terms(terms: &str) -> String {
        format!("version = \"1\"\n[[duty]]\nref = \"§7 pkt 1\"\nterms = [{terms}]")
    }

    #[test]
    fn an_empty_term_is_refused_by_place() {
        assert_eq!(
            refusal(&with_terms("\"VPN\", \" – \"")),
            "vocabulary: §7 pkt 1, term 2 ` – `: is empty"
        );
    }

    #[test]
    fn a_repeated_term_is_refused_with_its_owner() {
        let toml = with_terms("\"Hasło\"") + "\n[[duty]]\nref = \"§7 pkt 2\"\nterms = [\"hasło \"]";
        assert_eq!(
            refusal(&toml),
            "vocabulary: §7 pkt 2, term 1 `hasło `: repeats a term of §7 pkt 1"
        );
    }

    #[test]
    fn a_provision_listed_twice_is_refused() {
        let toml =
            with_terms("\"VPN\"") + "\n[[duty]]\nref = \"§ 7 pkt 1\"\nterms = [\"FortiClient\"]";
        assert_eq!(refusal(&toml), "vocabulary: §7 pkt 1: is listed twice");
    }

    #[test]
    fn an_unknown_group_is_refused() {
        assert!(
            refusal(&with_terms("\"{program} nie działa\""))
                .ends_with("there is no group `program`")
        );
    }

    #[test]
    fn a_reference_of_the_wrong_form_and_an_unknown_field_are_refused() {
        assert!(
            refusal("version = \"1\"\n[[duty]]\nref = \"pkt 1\"\nterms = []").contains("pkt 1")
        );
        assert!(refusal("version = \"1\"\nwords = []").contains("words"));
        assert!(refusal("version = \" \"").contains("version: is missing or empty"));
        assert!(refusal("stop = []").contains("version: is missing or empty"));
    }

    #[test]
    fn several_files_are_read_as_one() {
        let common = "version = \"1\"\n[groups]\nprogram = [\"EZD\"]\n";
        let duties = "[[duty]]\nref = \"§9 pkt 2 lit. b\"\nterms = [\"{program} nie działa\"]\n";
        let two = Vocabulary::parse_files(&[("a.toml", common), ("b.toml", duties)]).unwrap();
        let one = Vocabulary::parse(&format!("{common}{duties}")).unwrap();
        assert_eq!(two.version(), one.version());
        assert_eq!(two.duties()[0].terms, one.duties()[0].terms);
        assert_eq!(two.groups(), one.groups());
    }

    #[test]
    fn what_stands_in_two_files_is_refused_and_broken_files_are_named() {
        let refusal = |other: &str| {
            let first = format!("{}\n[groups]\nprogram = [\"EZD\"]", with_terms("\"VPN\""));
            Vocabulary::parse_files(&[("a.toml", &first), ("b.toml", other)])
                .unwrap_err()
                .to_string()
        };
        assert!(refusal("version = \"1\"").ends_with("version: is declared twice"));
        assert!(
            refusal("[groups]\nprogram = [\"SOZP\"]").contains("group program: is listed twice")
        );
        assert!(
            refusal("[[duty]]\nref = \"§7 pkt 1\"\nterms = []")
                .ends_with("§7 pkt 1: is listed twice")
        );
        assert!(refusal("[[duty").starts_with("vocabulary: b.toml: "));
    }

    #[test]
    fn the_version_changes_with_the_content() {
        let one = Vocabulary::parse(&with_terms("\"VPN\"")).unwrap();
        let other = Vocabulary::parse(&with_terms("\"VPN2\"")).unwrap();
        assert_ne!(one.version(), other.version());
    }
}
