//! From bytes to clean text: size, encoding, and characters that have no place in an ordinance.

use unicode_normalization::UnicodeNormalization;

use crate::{Encoding, ParseError, ParseErrorKind};

/// The largest accepted file, in bytes: about ninety times the length of ordinance 1756/2022.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The bytes as text.
///
/// # Errors
/// When there are more than [`MAX_BYTES`] (decided before looking at any of them), or they are
/// not UTF-8; then with the encoding they seem to be in.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, ParseError> {
    check_size(bytes.len())?;
    std::str::from_utf8(bytes).map_err(|error| {
        let good = &bytes[..error.valid_up_to()];
        let line = good.split(|byte| *byte == b'\n').count();
        let kind = if error.error_len().is_none() && !good.is_empty() {
            ParseErrorKind::CutCharacter
        } else {
            ParseErrorKind::NotUtf8(guess_encoding(bytes))
        };
        ParseError::new(line, kind)
    })
}

/// The text in composed form (NFC), without a byte order mark.
///
/// # Errors
/// Too large, blank, or with control characters, invisible characters or markup in it.
pub(crate) fn clean(text: &str) -> Result<String, ParseError> {
    check_size(text.len())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, number) in text.split('\n').zip(1..) {
        if let Some(kind) = forbidden_character(line).or_else(|| markup(line)) {
            return Err(ParseError::new(number, kind));
        }
    }
    if text.trim().is_empty() {
        return Err(ParseError::new(1, ParseErrorKind::Empty));
    }
    Ok(text.nfc().collect())
}

fn check_size(bytes: usize) -> Result<(), ParseError> {
    if bytes <= MAX_BYTES {
        return Ok(());
    }
    let limit = MAX_BYTES;
    Err(ParseError::new(1, ParseErrorKind::TooLarge { limit }))
}

fn forbidden_character(line: &str) -> Option<ParseErrorKind> {
    line.chars()
        .find(|character| match character {
            // Tab, form feed (a page break) and carriage return are white space.
            '\t' | '\u{c}' | '\r' => false,
            // Soft hyphen, zero-width and direction marks, replacement and private characters:
            // a reader would not see what a search or an index does.
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{ffff}'
            | '\u{e0000}'..='\u{10ffff}' => true,
            other => other.is_control(),
        })
        .map(ParseErrorKind::ControlCharacter)
}

/// A tag, comment or entity: `<` before a letter, `/`, `!` or `?`, and `&` before a name or
/// number that ends in a semicolon.
fn markup(line: &str) -> Option<ParseErrorKind> {
    line.match_indices(['<', '&'])
        .find(|(at, sign)| {
            let rest = &line[at + 1..];
            if *sign == "<" {
                return rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
            }
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
                .unwrap_or(rest.len());
            end > 1 && rest[end..].starts_with(';')
        })
        .map(|(at, _)| ParseErrorKind::Markup(line[at..].chars().take(12).collect()))
}

/// Counts the bytes that are Polish letters in one encoding only.
fn guess_encoding(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Encoding::Utf16;
    }
    let count = |signs: &[u8]| bytes.iter().filter(|byte| signs.contains(byte)).count();
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    // ć ę ł ń ó ż Ć Ę Ł Ń Ó Ż, § and the no-break space stand at the same place in both.
    let common = count(b"\xe6\xea\xb3\xf1\xf3\xbf\xc6\xca\xa3\xd1\xd3\xaf\xa7\xa0");
    // ą ś ź Ą Ś Ź; cp1250 also has quotation marks and dashes.
    let windows = count(b"\xb9\x9c\x9f\xa5\x8c\x8f\x84\x93\x94\x96\x97\xab\xbb");
    let iso = count(b"\xb1\xb6\xbc\xa1\xa6\xac");
    if (common + windows.max(iso)) * 10 < high * 9 || common + windows + iso < 3 {
        Encoding::Unknown
    } else if iso > windows {
        Encoding::Iso8859_2
    } else {
        Encoding::Cp1250
    }
}
