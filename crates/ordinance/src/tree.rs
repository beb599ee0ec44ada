//! The ordinance as it is printed: paragraf > ustęp > punkt > litera.

use std::fmt;

use crate::Reference;

/// The words of one place in the text, single-spaced, without its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The words. List items and the words before a list are without the sign that closes them
    /// (`;` `,` `.` `:`); running text keeps its full stop, and so does a final `itd.` or `itp.`
    pub text: String,
    /// The sign taken off the end.
    pub closing: Option<char>,
    /// The line of the source where it begins, counted from 1.
    pub line: usize,
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        self.closing.map_or(Ok(()), |sign| write!(f, "{sign}"))
    }
}

/// A paragraph (§). Has either its own words, perhaps with points, or subsections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// From 1, without gaps.
    pub number: u16,
    /// Empty when there are subsections.
    pub wording: Wording,
    /// The numbered subsections (ustępy), often none.
    pub subsections: Vec<Subsection>,
    /// The points, when the paragraph has no subsections.
    pub points: Vec<Point>,
}

/// A numbered subsection (ustęp) of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subsection {
    /// From 1, without gaps.
    pub number: u16,
    /// Its words, those before the list if it has one.
    pub wording: Wording,
    /// Its points, often none.
    pub points: Vec<Point>,
}

/// A point (punkt) of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// From 1, without gaps.
    pub number: u16,
    /// Its words, those before the letters if it has any.
    pub wording: Wording,
    /// Its letters, often none.
    pub letters: Vec<Letter>,
}

/// A letter (litera) of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// `a`–`z`, without gaps.
    pub letter: char,
    /// Its words.
    pub wording: Wording,
}

/// A paragraph or subsection: words and the list that may follow them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage<'a> {
    pub(crate) reference: Reference,
    pub(crate) wording: &'a Wording,
    pub(crate) points: &'a [Point],
}

impl Paragraph {
    /// The reference to the whole paragraph.
    pub fn reference(&self) -> Reference {
        Reference::to_paragraph(self.number)
    }

    /// Its subsections, or itself when it has none.
    pub(crate) fn passages(&self) -> Vec<Passage<'_>> {
        if self.subsections.is_empty() {
            return vec![Passage {
                reference: self.reference(),
                wording: &self.wording,
                points: &self.points,
            }];
        }
        self.subsections
            .iter()
            .map(|subsection| Passage {
                reference: Reference {
                    subsection: Some(subsection.number),
                    ..self.reference()
                },
                wording: &subsection.wording,
                points: &subsection.points,
            })
            .collect()
    }
}

impl Passage<'_> {
    pub(crate) fn point(&self, number: u16) -> Reference {
        Reference {
            point: Some(number),
            ..self.reference
        }
    }

    pub(crate) fn letter(&self, number: u16, letter: char) -> Reference {
        Reference {
            letter: Some(letter),
            ..self.point(number)
        }
    }
}

/// Writes the paragraph as the source does, each subsection, point and letter on a line of its
/// own; parsing that again gives the same tree, but for line numbers.
impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "§ {}.", self.number)?;
        if self.subsections.is_empty() {
            writeln!(f, " {}", self.wording)?;
            return write_points(f, &self.points);
        }
        for subsection in &self.subsections {
            let space = if subsection.number == 1 { " " } else { "" };
            writeln!(f, "{space}{}. {}", subsection.number, subsection.wording)?;
            write_points(f, &subsection.points)?;
        }
        Ok(())
    }
}

fn write_points(f: &mut fmt::Formatter<'_>, points: &[Point]) -> fmt::Result {
    for point in points {
        writeln!(f, "{}) {}", point.number, point.wording)?;
        for letter in &point.letters {
            writeln!(f, "{}) {}", letter.letter, letter.wording)?;
        }
    }
    Ok(())
}
