//! Where a provision stands in the text: `§14 pkt 1 lit. l`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The place of a provision: paragraph, then perhaps subsection, point and letter.
///
/// Written canonically as `§14 pkt 1 lit. l` or `§1 ust. 4 pkt 2` ([`Display`](fmt::Display),
/// serde), shown to people with no-break spaces ([`Reference::shown`]). The order is that of the
/// document, a point before its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference {
    /// Number of the paragraph (§), from 1.
    pub paragraph: u16,
    /// Number of the subsection (ustęp), from 1.
    pub subsection: Option<u16>,
    /// Number of the point (punkt), from 1.
    pub point: Option<u16>,
    /// The letter (litera), `a`–`z`; never without a point.
    pub letter: Option<char>,
}

/// The text is not a reference to a provision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a reference to a provision (expected the form §14 pkt 1 lit. l)")]
pub struct ReferenceError(String);

impl Reference {
    /// The reference to a whole paragraph.
    pub const fn to_paragraph(paragraph: u16) -> Self {
        Self {
            paragraph,
            subsection: None,
            point: None,
            letter: None,
        }
    }

    /// The reference as people read it, `§ 14 pkt 1 lit. l`, with no-break spaces (U+00A0) after
    /// `§` and between an abbreviation and its number, so that no line ends in between.
    pub fn shown(&self) -> String {
        self.write_with("\u{a0}", "\u{a0}")
    }

    /// The place one step up: of a letter its point, of a point its subsection or paragraph;
    /// nothing above a paragraph.
    pub fn parent(&self) -> Option<Self> {
        if self.letter.is_some() {
            Some(Self {
                letter: None,
                ..*self
            })
        } else if self.point.is_some() {
            Some(Self {
                point: None,
                ..*self
            })
        } else if self.subsection.is_some() {
            Some(Self::to_paragraph(self.paragraph))
        } else {
            None
        }
    }

    fn write_with(self, after_sign: &str, after_word: &str) -> String {
        let mut parts = vec![format!("§{after_sign}{}", self.paragraph)];
        if let Some(subsection) = self.subsection {
            parts.push(format!("ust.{after_word}{subsection}"));
        }
        if let Some(point) = self.point {
            parts.push(format!("pkt{after_word}{point}"));
        }
        if let Some(letter) = self.letter {
            parts.push(format!("lit.{after_word}{letter}"));
        }
        parts.join(" ")
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.write_with("", " "))
    }
}

/// Reads the canonical and the shown form; spaces (also no-break ones) may be anywhere between
/// signs, words and numbers, and the full stop after `ust`, `pkt` and `lit` is optional.
impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or_else(|| ReferenceError(text.chars().take(40).collect()))
    }
}

fn read(text: &str) -> Option<Reference> {
    // Longer than any reference: not worth reading to its end.
    if text.len() > 200 {
        return None;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (paragraph, mut rest) = number(compact.strip_prefix('§')?)?;
    let mut reference = Reference::to_paragraph(paragraph);
    if let Some(after) = word(rest, "ust") {
        let (subsection, after) = number(after)?;
        reference.subsection = Some(subsection);
        rest = after;
    }
    if let Some(after) = word(rest, "pkt") {
        let (point, after) = number(after)?;
        reference.point = Some(point);
        rest = after;
        if let Some(after) = word(rest, "lit") {
            let letter = after.chars().next().filter(char::is_ascii_lowercase)?;
            reference.letter = Some(letter);
            rest = &after[1..];
        }
    }
    rest.is_empty().then_some(reference)
}

fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    Some(rest.strip_prefix('.').unwrap_or(rest))
}

/// A number from 1 without leading zeros, and what follows it.
fn number(text: &str) -> Option<(u16, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.starts_with('0') {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: Reference = Reference {
        paragraph: 14,
        subsection: None,
        point: Some(1),
        letter: Some('l'),
    };

    #[test]
    fn a_reference_is_written_canonically_and_shown_with_no_break_spaces() {
        assert_eq!(LETTER.to_string(), "§14 pkt 1 lit. l");
        assert_eq!(LETTER.shown(), "§\u{a0}14 pkt\u{a0}1 lit.\u{a0}l");
        let point: Reference = "§1 ust. 4 pkt 2".parse().unwrap();
        assert_eq!(point.to_string(), "§1 ust. 4 pkt 2");
        assert_eq!(point.shown(), "§\u{a0}1 ust.\u{a0}4 pkt\u{a0}2");
        assert_eq!(
            serde_json::to_string(&LETTER).unwrap(),
            "\"§14 pkt 1 lit. l\""
        );
        assert_eq!(
            serde_json::from_str::<Reference>("\"§ 14 pkt 1 lit. l\"").unwrap(),
            LETTER
        );
    }

    #[test]
    fn spaces_and_full_stops_may_vary() {
        for text in [
            "§14 pkt 1 lit. l",
            "§ 14 pkt 1 lit. l",
            " §\u{a0}14  pkt.\u{a0}1\tlit l ",
            "§14pkt1lit.l",
            &LETTER.shown(),
        ] {
            assert_eq!(text.parse(), Ok(LETTER), "{text}");
        }
    }

    #[test]
    fn what_is_no_reference_is_refused() {
        for text in [
            "",
            "14 pkt 1",
            "§",
            "§0",
            "§014",
            "§14 pkt",
            "§14 pkt 0",
            "§14 lit. a",
            "§14 pkt 1 lit.",
            "§14 pkt 1 lit. L",
            "§14 pkt 1 lit. ł",
            "§14 pkt 1 lit. ab",
            "§14 pkt 1 ust. 2",
            "§99999",
            "§14 pkt 1 lit. l <b>",
        ] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
        assert!("§1".repeat(1_000_000).parse::<Reference>().is_err());
    }

    #[test]
    fn a_parent_is_one_step_up() {
        let point = LETTER.parent().unwrap();
        assert_eq!(point.to_string(), "§14 pkt 1");
        assert_eq!(point.parent(), Some(Reference::to_paragraph(14)));
        assert_eq!(Reference::to_paragraph(14).parent(), None);
        let deep: Reference = "§1 ust. 4 pkt 2".parse().unwrap();
        assert_eq!(deep.parent().unwrap().to_string(), "§1 ust. 4");
        assert_eq!(
            deep.parent().unwrap().parent(),
            Some(Reference::to_paragraph(1))
        );
    }

    #[test]
    fn references_sort_as_the_document_runs() {
        let mut sorted: Vec<Reference> = ["§10", "§9 pkt 2 lit. b", "§9 pkt 10", "§9 pkt 2", "§9"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        sorted.sort();
        let written: Vec<String> = sorted.iter().map(ToString::to_string).collect();
        assert_eq!(
            written,
            ["§9", "§9 pkt 2", "§9 pkt 2 lit. b", "§9 pkt 10", "§10"]
        );
    }
}
