//! Text that goes into markup.

use std::borrow::Cow;
use std::fmt::{Arguments, Write as _};

/// `text` as it may stand between tags and inside quoted attributes of HTML and SVG.
///
/// The five characters with a meaning are written as entities; control characters other than tab and line feed, which
/// XML forbids, become `U+FFFD`.
///
/// ```
/// assert_eq!(charts::escape("<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
/// ```
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            forbidden if is_special(forbidden) => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

fn is_special(character: char) -> bool {
    matches!(
        character,
        '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}'
    ) || (character.is_control() && !matches!(character, '\t' | '\n'))
}

/// Puts `words` at the end of `out`.
pub(crate) fn add(out: &mut String, words: Arguments<'_>) {
    // Only a value's own `Display` could refuse; those of texts and numbers never do.
    let _: std::fmt::Result = out.write_fmt(words);
}

/// At most `most` characters of `text`; what was cut is marked by an ellipsis.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_lose_their_meaning() {
        assert_eq!(escape("zażółć 1 < 2"), "zażółć 1 &lt; 2");
        assert_eq!(escape("a'b\u{0}\u{1b}c\n"), "a&#39;b\u{fffd}\u{fffd}c\n");
        assert!(matches!(escape("§ 14"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_label_is_cut_between_characters() {
        assert_eq!(shortened("zażółć gęślą", 8), "zażółć…");
        assert_eq!(shortened("zażółć", 6), "zażółć");
    }
}
