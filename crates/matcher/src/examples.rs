//! Whole requests as people write them, per provision: `config/examples/*.jsonl`.

mod read;

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use ordinance::{Ordinance, Reference, UnitCode};
use sha2::{Digest, Sha256};

use self::read::{Request, example, failed, names, read};
use crate::vocabulary::hex;

pub use self::read::ExamplesError;

/// Example requests, in the order of their files.
///
/// A file has one JSON object a line: `duty` (the provision that covers the request), `subject`, `body`
/// and, where another unit would be right too, `also`. A line without `duty` is a request that no provision covers.
///
/// ```
/// let examples = matcher::Examples::parse(
///     "14.jsonl",
///     r#"{"duty": "§14 pkt 1 lit. l", "subject": "VPN", "body": "z domu nie łączy", "also": ["IT-04-2"]}"#,
/// )?;
/// assert_eq!(examples.all()[0].duty.to_string(), "§14 pkt 1 lit. l");
/// assert_eq!(examples.all()[0].place(), "14.jsonl:1");
/// # Ok::<(), matcher::ExamplesError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Examples {
    version: String,
    all: Vec<Example>,
    uncovered: Vec<String>,
}

/// One request and the provision that covers it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The provision.
    pub duty: Reference,
    /// First line of the request.
    pub subject: String,
    /// The rest of it.
    pub body: String,
    /// Other units that could take it.
    pub also: Vec<UnitCode>,
    /// The file it stands in, as given.
    pub file: Arc<str>,
    /// Its line there, from 1.
    pub line: usize,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        [$((
            concat!("config/examples/", $name),
            include_str!(concat!("../../../config/examples/", $name)),
        )),+]
    };
}

/// The shipped files, one per paragraph; a test holds them to the folder.
const SHIPPED: &[(&str, &str)] = &shipped![
    "7.jsonl",
    "8.jsonl",
    "9.jsonl",
    "10.jsonl",
    "11.jsonl",
    "12.jsonl",
    "13.jsonl",
    "14.jsonl",
    "15.jsonl",
    "16.jsonl",
    "none.jsonl",
];

impl Examples {
    /// Reads the text of one file; `name` is how errors and findings call it.
    ///
    /// # Errors
    /// [`ExamplesError::Line`] for the first line that is not an object of the expected fields or whose
    /// `duty` has the wrong form. That the provisions exist and no text repeats is for [`Self::check`].
    pub fn parse(name: &str, text: &str) -> Result<Self, ExamplesError> {
        Self::of([(name, text)].into_iter())
    }

    /// The examples shipped with the program.
    ///
    /// # Panics
    /// Never as shipped; a test parses them.
    #[expect(
        clippy::expect_used,
        reason = "the files are part of the program and a test parses them"
    )]
    pub fn built_in() -> Self {
        Self::of(SHIPPED.iter().copied()).expect("the shipped examples are sound")
    }

    /// Reads all `*.jsonl` of a folder, shorter names first, then by alphabet (`9.jsonl` before `10.jsonl`).
    ///
    /// # Errors
    /// [`ExamplesError`] for a folder or file that cannot be read, is not UTF-8, or is larger than 32 MiB;
    /// a folder without such files; and as [`Self::parse`].
    pub fn from_dir(path: &Path) -> Result<Self, ExamplesError> {
        let mut files = Vec::new();
        for file in names(path).map_err(|source| failed(path, source))? {
            let text = read(&file)?;
            files.push((file.display().to_string(), text));
        }
        if files.is_empty() {
            return Err(ExamplesError::File {
                path: path.to_owned(),
                reason: "has no file *.jsonl".to_owned(),
            });
        }
        Self::of(
            files
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        )
    }

    fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Self, ExamplesError> {
        let mut all = Vec::new();
        let mut uncovered = Vec::new();
        let mut content = Sha256::new();
        for (name, text) in files {
            content.update((text.len() as u64).to_le_bytes());
            content.update(text);
            let file: Arc<str> = name.into();
            for (at, line) in text.lines().enumerate() {
                if line.trim().is_empty() {
                    continue;
                }
                match example(&file, at + 1, line)? {
                    Request::Covered(example) => all.push(example),
                    Request::Uncovered(text) => uncovered.push(text),
                }
            }
        }
        Ok(Self {
            version: hex(&content.finalize())[..12].to_owned(),
            all,
            uncovered,
        })
    }

    /// Holds the examples to an ordinance and to each other.
    ///
    /// # Errors
    /// [`ExamplesError::Line`] for the first example of a provision that is no duty of the ordinance, with
    /// an unknown unit in `also`, without a word, or with the words of an earlier one.
    pub fn check(&self, ordinance: &Ordinance) -> Result<(), ExamplesError> {
        let mut seen: HashMap<String, &Example> = HashMap::new();
        for example in &self.all {
            let words = example.words();
            if !ordinance
                .duties()
                .any(|duty| duty.reference == example.duty)
            {
                return Err(example.refused(format!("the ordinance has no duty {}", example.duty)));
            }
            if let Some(unit) = example
                .also
                .iter()
                .find(|unit| ordinance.unit(unit).is_none())
            {
                return Err(example.refused(format!("the ordinance has no unit {unit}")));
            }
            if words.is_empty() {
                return Err(example.refused("has no word".to_owned()));
            }
            if let Some(first) = seen.insert(words, example) {
                return Err(example.refused(format!("repeats {}", first.place())));
            }
        }
        Ok(())
    }

    /// The examples, by file and line.
    pub fn all(&self) -> &[Example] {
        &self.all
    }

    /// Requests that no provision covers, subject and body.
    pub fn uncovered(&self) -> &[String] {
        &self.uncovered
    }

    /// The start of the SHA-256 of the content, `3f5a0c…` (12 digits); names of files do not count.
    pub fn version(&self) -> &str {
        &self.version
    }
}

impl Example {
    /// File and line, `14.jsonl:12`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// The folded words of subject and body, one space between: what makes two examples the same text.
    pub(crate) fn words(&self) -> String {
        let mut words = String::with_capacity(self.subject.len() + self.body.len() + 1);
        for word in polish::words(&self.subject).chain(polish::words(&self.body)) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&word.folded);
        }
        words
    }

    fn refused(&self, reason: String) -> ExamplesError {
        ExamplesError::Line {
            file: self.file.to_string(),
            line: self.line,
            reason,
        }
    }
}

/// As the text of a ticket is read: subject, line feed, body.
impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.subject, self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VPN: &str = r#"{"duty":"§14 pkt 1 lit. l","subject":"VPN","body":"z domu nie łączy"}"#;

    fn refusal(text: &str) -> String {
        Examples::parse("x.jsonl", text).unwrap_err().to_string()
    }

    fn check(text: &str) -> Result<(), String> {
        Examples::parse("x.jsonl", text)
            .unwrap()
            .check(Ordinance::built_in())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_shipped_examples_are_the_files_of_the_folder() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/examples");
        let found: Vec<String> = names(&dir)
            .unwrap()
            .iter()
            .map(|file| {
                format!(
                    "config/examples/{}",
                    file.file_name().unwrap().to_str().unwrap()
                )
            })
            .collect();
        let shipped: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        assert_eq!(shipped, found);
        assert_eq!(
            Examples::from_dir(&dir).unwrap().version(),
            Examples::built_in().version()
        );
    }

    #[test]
    fn the_shipped_examples_are_sound() {
        let examples = Examples::built_in();
        examples.check(Ordinance::built_in()).unwrap();
        assert!(examples.all().len() >= 4_000, "{}", examples.all().len());
    }

    #[test]
    fn file_line_and_reason_are_named() {
        assert_eq!(
            refusal(&format!("{VPN}\n\n{{\"duty\":")),
            "examples: x.jsonl:3: EOF while parsing a value, at column 8"
        );
        assert!(refusal(&VPN.replace("body", "text")).contains("unknown field `text`"));
        assert!(refusal(r#"{"duty":"§7 pkt 1","subject":""}"#).contains("missing field `body`"));
        assert!(refusal(&VPN.replace("§14 ", "")).contains("is not a reference"));
    }

    #[test]
    fn what_the_ordinance_does_not_know_is_refused() {
        assert_eq!(check(VPN), Ok(()));
        assert_eq!(
            check(&VPN.replace("14", "99")).unwrap_err(),
            "examples: x.jsonl:1: the ordinance has no duty §99 pkt 1 lit. l"
        );
        assert!(check(&VPN.replace("§14 pkt 1 lit. l", "§18 pkt 1")).is_err());
        let also = VPN.replace("łączy\"", "łączy\",\"also\":[\"IT-09-9\"]");
        assert!(check(&also).unwrap_err().ends_with("no unit IT-09-9"));
    }

    #[test]
    fn a_text_without_words_or_of_an_earlier_one_is_refused() {
        let bare = r#"{"duty":"§7 pkt 1","subject":"?","body":" "}"#;
        assert!(check(bare).unwrap_err().ends_with(":1: has no word"));
        let again = VPN.replace("z domu nie łączy", "Z DOMU\\nnie  laczy!");
        assert_eq!(
            check(&format!("{VPN}\n{again}")).unwrap_err(),
            "examples: x.jsonl:2: repeats x.jsonl:1"
        );
    }

    #[test]
    fn a_folder_is_read_in_order_and_must_hold_examples() {
        let missing = Examples::from_dir(Path::new("no/such/folder")).unwrap_err();
        assert!(missing.to_string().contains("no/such/folder"));
        let empty = Examples::from_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        assert!(
            empty
                .unwrap_err()
                .to_string()
                .ends_with("has no file *.jsonl")
        );
    }

    #[test]
    fn the_version_is_that_of_the_content() {
        let version = |name, text| Examples::parse(name, text).unwrap().version().to_owned();
        assert_eq!(version("a", VPN), version("b", VPN));
        assert_ne!(version("a", VPN), version("a", &VPN.replace("VPN", "vpn")));
    }
}
