//! From lines to the tree: which line begins what, and the numbering.
//!
//! A mark counts only at the beginning of a line: `§ 3.`, `3.` (subsection), `3)` (point), `c)`
//! (letter); several may follow one another (`§ 1. 1.`). Every other line goes on with the
//! words before it, over blank lines and page breaks too. Guillemets standing alone are left
//! over from the page frame and dropped.

use std::cmp::Ordering;

use crate::closing;
use crate::tree::{Letter, Paragraph, Point, Subsection, Wording};
use crate::{ParseError, ParseErrorKind, Reference};

/// The longest text of one paragraph, subsection, point or letter, in bytes; far above any real
/// one. Keeps the work linear in the length of the file, whatever is in it.
const MAX_WORDING: usize = 10_000;

/// The lines above `§ 1.` as words, and the paragraphs.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    pub(crate) preamble: Vec<&'a str>,
    pub(crate) paragraphs: Vec<Paragraph>,
    /// The last line that has words, counted from 1.
    pub(crate) last_line: usize,
}

/// # Errors
/// Wrong numbering, a mark where none can be, a mark without words, a truncated text.
pub(crate) fn read(text: &str) -> Result<Outline<'_>, ParseError> {
    let mut outline = Outline {
        preamble: Vec::new(),
        paragraphs: Vec::new(),
        last_line: 1,
    };
    for (line, number) in text.lines().zip(1..) {
        let at = |kind| ParseError::new(number, kind);
        let line = without_page_mark(line);
        if words(line).next().is_none() {
            continue;
        }
        let after_blank = number > outline.last_line + 1;
        outline.last_line = number;
        outline.take(line, number, after_blank).map_err(at)?;
    }
    let last_line = outline.last_line;
    let Some(last) = outline.paragraphs.last() else {
        return Err(ParseError::new(last_line, ParseErrorKind::NoParagraph));
    };
    if !is_finished(last) {
        return Err(ParseError::new(last_line, ParseErrorKind::Truncated));
    }
    for paragraph in &mut outline.paragraphs {
        closing::finish(paragraph)?;
    }
    Ok(outline)
}

impl<'a> Outline<'a> {
    fn take(
        &mut self,
        line: &'a str,
        number: usize,
        after_blank: bool,
    ) -> Result<(), ParseErrorKind> {
        let mut rest = line;
        if let Some((found, after)) = paragraph_mark(rest) {
            self.open_paragraph(found, number)?;
            rest = after;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else {
            self.preamble.extend(words(rest));
            return Ok(());
        };
        if after_blank && rest == line && is_finished(paragraph) {
            return Err(ParseErrorKind::TextAfterEnd);
        }
        if let Some((found, after)) = subsection_mark(rest)
            && open_subsection(paragraph, found, after, number)?
        {
            rest = after;
        }
        if let Some((found, after)) = point_mark(rest)
            && open_point(paragraph, found, number)?
        {
            rest = after;
        }
        if let Some((found, after)) = letter_mark(rest)
            && open_letter(paragraph, found, number)?
        {
            rest = after;
        }
        let wording = open_wording(paragraph);
        append(wording, rest);
        if wording.text.len() > MAX_WORDING {
            return Err(ParseErrorKind::TooLong(MAX_WORDING));
        }
        Ok(())
    }

    fn open_paragraph(&mut self, found: u16, line: usize) -> Result<(), ParseErrorKind> {
        let expected = self.paragraphs.last().map_or(1, |last| last.number + 1);
        let to = Reference::to_paragraph;
        in_order(to(expected), to(found))?;
        self.paragraphs.push(Paragraph {
            number: found,
            wording: empty(line),
            subsections: Vec::new(),
            points: Vec::new(),
        });
        Ok(())
    }
}

/// Opens the subsection; `false` when the mark is only words: out of turn and inside an open
/// bracket, or followed by what begins no sentence.
fn open_subsection(
    paragraph: &mut Paragraph,
    found: u16,
    after: &str,
    line: usize,
) -> Result<bool, ParseErrorKind> {
    let can_begin = paragraph.wording.text.is_empty() && paragraph.points.is_empty();
    let expected = paragraph
        .subsections
        .last()
        .map_or(1, |last| last.number + 1);
    let in_turn = can_begin && found == expected;
    let is_sentence = after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !in_turn && (!is_sentence || in_bracket(open_wording(paragraph))) {
        return Ok(false);
    }
    if !can_begin {
        return Err(ParseErrorKind::StraySubsection(paragraph.reference()));
    }
    let to = |number| Reference {
        subsection: Some(number),
        ..paragraph.reference()
    };
    in_order(to(expected), to(found))?;
    paragraph.subsections.push(Subsection {
        number: found,
        wording: empty(line),
        points: Vec::new(),
    });
    Ok(true)
}

/// Opens the point; `false` when the mark is only words inside an open bracket.
fn open_point(paragraph: &mut Paragraph, found: u16, line: usize) -> Result<bool, ParseErrorKind> {
    let expected = points(paragraph).last().map_or(1, |last| last.number + 1);
    if found != expected && in_bracket(open_wording(paragraph)) {
        return Ok(false);
    }
    let to = |number| Reference {
        subsection: paragraph.subsections.last().map(|last| last.number),
        point: Some(number),
        ..paragraph.reference()
    };
    in_order(to(expected), to(found))?;
    points(paragraph).push(Point {
        number: found,
        wording: empty(line),
        letters: Vec::new(),
    });
    Ok(true)
}

/// Opens the letter; `false` when the mark is only words inside an open bracket.
fn open_letter(
    paragraph: &mut Paragraph,
    found: char,
    line: usize,
) -> Result<bool, ParseErrorKind> {
    let bracket = in_bracket(open_wording(paragraph));
    let subsection = paragraph.subsections.last().map(|last| last.number);
    let whole = paragraph.reference();
    let Some(point) = points(paragraph).last_mut() else {
        return if bracket {
            Ok(false)
        } else {
            Err(ParseErrorKind::StrayLetter(found))
        };
    };
    let expected = point.letters.last().map_or('a', |last| {
        char::from_u32(u32::from(last.letter) + 1).unwrap_or('z')
    });
    if found != expected && bracket {
        return Ok(false);
    }
    let to = |letter| Reference {
        subsection,
        point: Some(point.number),
        letter: Some(letter),
        ..whole
    };
    in_order(to(expected), to(found))?;
    point.letters.push(Letter {
        letter: found,
        wording: empty(line),
    });
    Ok(true)
}

fn in_order(expected: Reference, found: Reference) -> Result<(), ParseErrorKind> {
    match found.cmp(&expected) {
        Ordering::Equal => Ok(()),
        Ordering::Less => Err(ParseErrorKind::Duplicate { expected, found }),
        Ordering::Greater => Err(ParseErrorKind::Gap { expected, found }),
    }
}

/// The list now being filled.
fn points(paragraph: &mut Paragraph) -> &mut Vec<Point> {
    match paragraph.subsections.last_mut() {
        Some(subsection) => &mut subsection.points,
        None => &mut paragraph.points,
    }
}

/// The words now being filled.
fn open_wording(paragraph: &mut Paragraph) -> &mut Wording {
    let (wording, points) = match paragraph.subsections.last_mut() {
        Some(subsection) => (&mut subsection.wording, &mut subsection.points),
        None => (&mut paragraph.wording, &mut paragraph.points),
    };
    match points.last_mut() {
        None => wording,
        Some(point) => match point.letters.last_mut() {
            Some(letter) => &mut letter.wording,
            None => &mut point.wording,
        },
    }
}

fn empty(line: usize) -> Wording {
    Wording {
        text: String::new(),
        closing: None,
        line,
    }
}

fn append(wording: &mut Wording, line: &str) {
    for word in words(line) {
        if !wording.text.is_empty() {
            wording.text.push(' ');
        }
        wording.text.push_str(word);
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
        .filter(|word| !matches!(*word, "«" | "»"))
}

/// The line without white space around it and guillemets standing alone before it.
fn without_page_mark(line: &str) -> &str {
    let mut line = line.trim();
    while let Some(rest) = line.strip_prefix(['«', '»'])
        && rest.starts_with(char::is_whitespace)
    {
        line = rest.trim_start();
    }
    line
}

fn in_bracket(wording: &Wording) -> bool {
    let count = |sign| wording.text.matches(sign).count();
    count('(') > count(')')
}

/// Whether this is the closing paragraph, whole.
fn is_finished(paragraph: &Paragraph) -> bool {
    let (wording, points) = match paragraph.subsections.last() {
        Some(subsection) => (&subsection.wording, &subsection.points),
        None => (&paragraph.wording, &paragraph.points),
    };
    points.is_empty() && wording.text.ends_with('.') && wording.text.contains("wchodzi w życie")
}

/// `§ 14. …` → 14 and the rest. A `§` with a number but no full stop is a citation.
fn paragraph_mark(line: &str) -> Option<(u16, &str)> {
    let (number, rest) = number(line.strip_prefix('§')?.trim_start())?;
    Some((number, rest.trim_start().strip_prefix('.')?.trim_start()))
}

/// `2. Ilekroć` → 2 and the rest; without a space it is a decimal fraction.
fn subsection_mark(line: &str) -> Option<(u16, &str)> {
    let (number, rest) = number(line)?;
    let rest = rest.strip_prefix('.')?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace))
        .then_some((number, rest.trim_start()))
}

fn point_mark(line: &str) -> Option<(u16, &str)> {
    let (number, rest) = number(line)?;
    Some((number, rest.strip_prefix(')')?.trim_start()))
}

fn letter_mark(line: &str) -> Option<(char, &str)> {
    let letter = line.chars().next().filter(char::is_ascii_lowercase)?;
    Some((letter, line[1..].strip_prefix(')')?.trim_start()))
}

/// A number of one to three digits (more is a year) and what follows it.
fn number(text: &str) -> Option<(u16, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.len() > 3 {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}
