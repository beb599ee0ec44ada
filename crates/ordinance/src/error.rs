//! Why a text is not accepted as an ordinance.

use std::fmt;

use crate::{Post, PostError, Reference, UnitCode, UnitCodeError};

/// The first thing that is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct ParseError {
    /// The line, counted from 1; for what concerns the whole file, the line where it shows.
    pub line: usize,
    /// What is wrong there.
    pub kind: ParseErrorKind,
}

impl ParseError {
    pub(crate) fn new(line: usize, kind: ParseErrorKind) -> Self {
        Self { line, kind }
    }
}

/// What can be wrong with a text; displays as a plain English reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseErrorKind {
    /// More bytes than an ordinance can have.
    #[error("the file is too large: an ordinance has at most {limit} bytes")]
    TooLarge {
        /// The largest accepted size; of the file itself no more has to be read than that.
        limit: usize,
    },
    /// Bytes that are no UTF-8, with the encoding they seem to be in.
    #[error("the file is not UTF-8 text; {0}")]
    NotUtf8(Encoding),
    /// The last bytes are the beginning of a character.
    #[error("the file breaks off inside a character")]
    CutCharacter,
    /// A character that has no place in a printed text.
    #[error("control or invisible character U+{:04X} in the text", u32::from(*.0))]
    ControlCharacter(char),
    /// A tag, comment or entity of HTML or XML.
    #[error("HTML or XML markup (`{0}`) in what must be plain text")]
    Markup(String),
    /// Nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// No line begins a paragraph.
    #[error("no paragraph found (a line beginning with `§ 1.`)")]
    NoParagraph,
    /// A number or letter that was there already.
    #[error("{found} appears twice or out of order (expected {expected})")]
    Duplicate {
        /// What should have come.
        expected: Reference,
        /// What came.
        found: Reference,
    },
    /// A number or letter is left out.
    #[error("numbering jumps to {found} (expected {expected})")]
    Gap {
        /// What should have come.
        expected: Reference,
        /// What came.
        found: Reference,
    },
    /// A paragraph that did not begin with `1.` goes on with a numbered subsection.
    #[error("a numbered subsection in {0}, which does not begin with subsection 1")]
    StraySubsection(Reference),
    /// A letter in a list that has no point.
    #[error("letter `{0})` outside of any point")]
    StrayLetter(char),
    /// More words in one place than any real provision has.
    #[error("more than {0} bytes of text without a new paragraph, point or letter")]
    TooLong(usize),
    /// A mark without words.
    #[error("{0} has no text")]
    NoText(Reference),
    /// Words that end in a colon with nothing after it.
    #[error("{0} announces a list (it ends in a colon), but none follows")]
    NoList(Reference),
    /// The closing paragraph is not the last one, or is not whole.
    #[error(
        "the text breaks off: the last paragraph must say `wchodzi w życie` and end in a full stop"
    )]
    Truncated,
    /// Something stands below the closing paragraph.
    #[error("text after the closing paragraph, which must be the last")]
    TextAfterEnd,
    /// No number above the first paragraph.
    #[error("no number of the ordinance (`ZARZĄDZENIE Nr 1756/2022`) before the first paragraph")]
    NoNumber,
    /// No day above the first paragraph.
    #[error("no date of the ordinance (`z dnia 23 czerwca 2022 r.`) before the first paragraph")]
    NoDate,
    /// No title above the first paragraph.
    #[error("no title of the ordinance (`w sprawie …`) before the first paragraph")]
    NoTitle,
    /// The repealing paragraph names no ordinance and day.
    #[error("{0} repeals something, but no ordinance with number and date can be read there")]
    UnclearRepeal(Reference),
    /// No paragraph lists the units.
    #[error("no list of units (`w skład … wchodzą … komórki organizacyjne`)")]
    NoUnits,
    /// A line of the list of units or reports without a proper code at its end.
    #[error("{reference} must end in a unit code: {source}")]
    NoUnitCode {
        /// The point of the list.
        reference: Reference,
        /// What is wrong with its last word.
        source: UnitCodeError,
    },
    /// A unit without a name.
    #[error("unit {0} has no name")]
    NoUnitName(UnitCode),
    /// The list of units names one twice.
    #[error("unit {0} is listed twice")]
    DuplicateUnit(UnitCode),
    /// A code that the list of units does not have.
    #[error("unit {0} is not in the list of units")]
    UnknownUnit(UnitCode),
    /// A list of reports begins with nobody known.
    #[error("{reference} lists who reports to whom, but names no known superior: {source}")]
    NoSuperiorNamed {
        /// The subsection with the list.
        reference: Reference,
        /// What was read in place of a post.
        source: PostError,
    },
    /// Nobody is said to direct the unit.
    #[error("unit {0} reports to nobody")]
    NoSuperior(UnitCode),
    /// Two posts are said to direct the unit.
    #[error("unit {0} is said to report to somebody twice")]
    TwoSuperiors(UnitCode),
    /// A deputy has units but is not listed under the Director.
    #[error("{0} has units but is not listed under the Director")]
    UnplacedDeputy(Post),
    /// A scope that does not say whose it is.
    #[error("{0} states a scope of work but has no unit code in brackets")]
    ScopeWithoutUnit(Reference),
    /// Two paragraphs state the scope of one unit.
    #[error("the scope of unit {0} is stated twice")]
    DuplicateScope(UnitCode),
    /// A scope or the common duties without a list.
    #[error("{0} should be followed by a list of points")]
    NoPoints(Reference),
    /// Nobody is the first line of support.
    #[error("no unit has the duties of the first line (`obowiązków I linii wsparcia`)")]
    NoFirstLine,
    /// Two units are the first line of support.
    #[error("both {0} and {1} have the duties of the first line")]
    TwoFirstLines(UnitCode, UnitCode),
}

/// What the bytes of a file seem to be, when they are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Windows code page 1250, usual for Polish text files.
    Cp1250,
    /// ISO 8859-2.
    Iso8859_2,
    /// UTF-16 of either byte order.
    Utf16,
    /// None of these.
    Unknown,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cp1250 => "it looks like cp1250 (Windows), save it as UTF-8",
            Self::Iso8859_2 => "it looks like ISO 8859-2, save it as UTF-8",
            Self::Utf16 => "it looks like UTF-16, save it as UTF-8",
            Self::Unknown => "its encoding is not known, it may be no text at all",
        })
    }
}
