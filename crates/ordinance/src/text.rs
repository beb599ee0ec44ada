//! The ordinance as a whole.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::duties::{self, Line};
use crate::{Paragraph, ParseError, Post, Reference, UnitCode};
use crate::{outline, preamble, source, structure};

/// Zarządzenie nr 1756/2022, the text in force when this program was written.
const BUILT_IN: &str = include_str!("../../../config/ordinance/1756-2022.txt");

/// An organisational unit of the centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Its symbol, `IT-02-4`.
    pub code: UnitCode,
    /// Its name as the list of units has it, single-spaced: `Referat ds. zarządzania aplikacjami`.
    pub name: String,
    /// Whom it reports to directly.
    pub superior: Post,
}

/// One point or letter of a unit's scope, or of the duties common to all units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// Where it stands.
    #[serde(rename = "ref")]
    pub reference: Reference,
    /// Whose duty it is; `None` when it is everybody's (§ 18).
    pub unit: Option<UnitCode>,
    /// Its own words, single-spaced, without the closing `;` `,` `.` or `:`.
    pub text: String,
    /// Whether it only introduces the letters below it.
    pub introductory: bool,
}

/// The ordinance that another one repeals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repeal {
    /// Its number, `2667/2021`.
    pub number: String,
    /// The day it was signed.
    pub date: Date,
}

/// An ordinance, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordinance {
    number: String,
    date: Date,
    title: String,
    repeals: Option<Repeal>,
    in_force_from: Option<Date>,
    version: String,
    units: Vec<Unit>,
    aliases: Vec<String>,
    paragraphs: Vec<Paragraph>,
    provisions: Vec<Provision>,
    first_line: usize,
}

impl Ordinance {
    /// Reads the plain text of an ordinance: paragraphs with `§ 1.` at the beginning of a line,
    /// subsections `1.`, points `1)`, letters `a)`; blank lines and page breaks anywhere.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line: see [`ParseErrorKind`](crate::ParseErrorKind).
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let text = source::clean(text)?;
        let outline = outline::read(&text)?;
        let paragraphs = outline.paragraphs;
        let first_line_of_text = paragraphs.first().map_or(1, |first| first.wording.line);
        let preamble = preamble::read(&outline.preamble)
            .map_err(|kind| ParseError::new(first_line_of_text, kind))?;
        let repeals =
            preamble::repeal(&paragraphs).map_err(|(line, kind)| ParseError::new(line, kind))?;
        let units = structure::units(&paragraphs)?;
        let provisions = duties::provisions(&paragraphs, &units)?;
        let first_line = duties::first_line(&provisions, &units, outline.last_line)?;
        Ok(Self {
            version: format!("{}@{}", preamble.number, fingerprint(&text)),
            in_force_from: preamble::in_force_from(&paragraphs, preamble.date),
            aliases: structure::aliases(&paragraphs),
            number: preamble.number,
            date: preamble.date,
            title: preamble.title,
            repeals,
            units,
            paragraphs,
            provisions,
            first_line,
        })
    }

    /// Reads the bytes of a file as [`Ordinance::parse`] does.
    ///
    /// # Errors
    /// As there; also when the file is larger than [`MAX_BYTES`](crate::MAX_BYTES), which is
    /// refused without looking inside, or is not UTF-8.
    pub fn parse_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        Self::parse(source::decode(bytes)?)
    }

    /// Zarządzenie nr 1756/2022, read once.
    pub fn built_in() -> &'static Self {
        static ORDINANCE: LazyLock<Ordinance> = LazyLock::new(|| {
            #[expect(
                clippy::expect_used,
                reason = "the text is compiled in and a test proves that it parses"
            )]
            Ordinance::parse(BUILT_IN).expect("the built-in ordinance parses")
        });
        &ORDINANCE
    }

    /// Its number with the year, `1756/2022`.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The day it was signed.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Its title, beginning with `w sprawie`.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The ordinance it replaces, if it says so.
    pub fn repeals(&self) -> Option<&Repeal> {
        self.repeals.as_ref()
    }

    /// The day from which it binds; `None` when the closing paragraph counts it in another way
    /// than by a day or by the signing.
    pub fn in_force_from(&self) -> Option<Date> {
        self.in_force_from
    }

    /// Which text this is, to keep with a decision made under it: the number and the first
    /// 12 hexadecimal digits of the SHA-256 of the words, `1756/2022@0123456789ab`. White space
    /// and line ends do not count.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The units in the order of the list.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The unit with this code.
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code)
    }

    /// Former names of the centre that older texts may use, `Wydział Informatyki`.
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    /// The whole text as a tree, in order and without gaps.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The provisions of all scopes and of the common duties (§ 3–§ 16 and § 18 of ordinance
    /// 1756/2022), in order, introductory points included.
    pub fn provisions(&self) -> &[Provision] {
        &self.provisions
    }

    /// The provision at this place. Nothing for a place outside the scopes and common duties,
    /// and for whole paragraphs.
    pub fn provision(&self, reference: &Reference) -> Option<&Provision> {
        self.provisions
            .binary_search_by_key(reference, |provision| provision.reference)
            .ok()
            .and_then(|at| self.provisions.get(at))
    }

    /// The duties by which tickets are routed: the provisions of units that report to a deputy
    /// (134 in § 7–§ 16 of ordinance 1756/2022). The units directly under the Director plan and
    /// design and serve no users; common duties bind every unit and so tell none apart. In a text
    /// without deputies, the duties of all units.
    pub fn duties(&self) -> impl Iterator<Item = &Provision> {
        let under_deputy = |unit: &Unit| matches!(unit.superior, Post::Deputy(_));
        let no_deputies = !self.units.iter().any(under_deputy);
        self.provisions.iter().filter(move |provision| {
            provision
                .unit
                .as_ref()
                .and_then(|code| self.unit(code))
                .is_some_and(|unit| no_deputies || under_deputy(unit))
        })
    }

    /// The words of a provision as they read on their own: of a letter, those of its point before
    /// its own (`realizacja usług IT świadczonych przez Centrum w zakresie: baz danych`).
    pub fn full_text(&self, reference: &Reference) -> Option<String> {
        let provision = self.provision(reference)?;
        if reference.letter.is_none() {
            return Some(provision.text.clone());
        }
        let point = self.provision(&reference.parent()?)?;
        Some(format!("{}: {}", point.text, provision.text))
    }

    /// The unit that is the first line of support, because its duty says so (§ 8 pkt 2).
    pub fn first_line(&self) -> &Unit {
        &self.units[self.first_line]
    }

    /// The units that are the second line, because a duty of theirs names it in brackets
    /// (§ 9 pkt 2 lit. i, § 14 pkt 3); in the order of the list of units, perhaps none.
    pub fn second_line(&self) -> Vec<&Unit> {
        let is_second = |unit: &&Unit| {
            self.provisions.iter().any(|provision| {
                provision.unit.as_ref() == Some(&unit.code)
                    && duties::line_of_support(&provision.text) == Some(Line::Second)
            })
        };
        self.units.iter().filter(is_second).collect()
    }

    /// The superiors of a unit from the nearest up: a deputy and the Director, or the Director
    /// alone; none for a unit that is not in the text.
    pub fn chain(&self, code: &UnitCode) -> Vec<Post> {
        match self.unit(code).map(|unit| unit.superior) {
            None => Vec::new(),
            Some(Post::Director) => vec![Post::Director],
            Some(deputy) => vec![deputy, Post::Director],
        }
    }

    /// The post that decides when two units disagree: the lowest that both report to. `None` when
    /// either is not in the text.
    pub fn lowest_common_superior(&self, one: &UnitCode, other: &UnitCode) -> Option<Post> {
        let others = self.chain(other);
        self.chain(one)
            .into_iter()
            .find(|post| others.contains(post))
    }
}

/// The first 12 hexadecimal digits of the SHA-256 of the words, a space between each two.
fn fingerprint(text: &str) -> String {
    let mut hash = Sha256::new();
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            hash.update(" ");
        }
        hash.update(word);
    }
    let first_bytes = hash
        .finalize()
        .iter()
        .take(6)
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{first_bytes:012x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_text_parses() {
        assert_eq!(Ordinance::parse(BUILT_IN).unwrap(), *Ordinance::built_in());
    }
}
