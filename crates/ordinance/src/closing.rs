//! The signs that close the items of a list.

use crate::tree::{Paragraph, Point, Wording};
use crate::{ParseError, ParseErrorKind, Reference};

/// Takes the closing signs off list items and the words before lists, and checks that no mark
/// is without words and no colon without a list.
///
/// # Errors
/// [`ParseErrorKind::NoText`] and [`ParseErrorKind::NoList`].
pub(crate) fn finish(paragraph: &mut Paragraph) -> Result<(), ParseError> {
    let whole = paragraph.reference();
    if paragraph.subsections.is_empty() {
        return finish_passage(&mut paragraph.wording, &mut paragraph.points, whole);
    }
    for subsection in &mut paragraph.subsections {
        let reference = Reference {
            subsection: Some(subsection.number),
            ..whole
        };
        finish_passage(&mut subsection.wording, &mut subsection.points, reference)?;
    }
    Ok(())
}

fn finish_passage(
    wording: &mut Wording,
    points: &mut [Point],
    reference: Reference,
) -> Result<(), ParseError> {
    if points.is_empty() {
        check_words(wording, reference)?;
        return check_no_colon(wording, reference);
    }
    strip(wording, &[':', ';', ',', '.'], reference)?;
    for point in points {
        let reference = Reference {
            point: Some(point.number),
            ..reference
        };
        if point.letters.is_empty() {
            check_no_colon(&point.wording, reference)?;
        }
        strip(&mut point.wording, &[':', ';', ',', '.'], reference)?;
        for letter in &mut point.letters {
            let reference = Reference {
                letter: Some(letter.letter),
                ..reference
            };
            check_no_colon(&letter.wording, reference)?;
            strip(&mut letter.wording, &[';', ',', '.'], reference)?;
        }
    }
    Ok(())
}

fn strip(wording: &mut Wording, signs: &[char], reference: Reference) -> Result<(), ParseError> {
    let abbreviated = ["itd.", "itp."]
        .iter()
        .any(|end| wording.text.ends_with(end));
    if let Some(sign) = wording.text.chars().last()
        && signs.contains(&sign)
        && !abbreviated
    {
        wording.text.pop();
        wording.text.truncate(wording.text.trim_end().len());
        wording.closing = Some(sign);
    }
    check_words(wording, reference)
}

fn check_words(wording: &Wording, reference: Reference) -> Result<(), ParseError> {
    if wording.text.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    Err(ParseError::new(
        wording.line,
        ParseErrorKind::NoText(reference),
    ))
}

fn check_no_colon(wording: &Wording, reference: Reference) -> Result<(), ParseError> {
    if wording.text.ends_with(':') {
        return Err(ParseError::new(
            wording.line,
            ParseErrorKind::NoList(reference),
        ));
    }
    Ok(())
}
