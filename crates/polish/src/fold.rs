//! Letters to their plain form.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lowers `text` and drops diacritics and invisible characters.
///
/// `Zażółć gęślą jaźń` becomes `zazolc gesla jazn`, composed (NFC) or decomposed (NFD) alike;
/// ligatures and full-width letters become plain ones. Other scripts keep their letters; a word that
/// mixes Latin with look-alike Cyrillic letters becomes Latin. Spaces and punctuation stay.
///
/// ```
/// assert_eq!(polish::fold("Łódź"), "lodz");
/// assert_eq!(polish::fold("za\u{ad}mówienie"), "zamowienie");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut folded);
    }
    if folded.is_ascii() {
        folded
    } else {
        unmask(&folded)
    }
}

/// Appends the folded form of one character to `out`: nothing for marks and invisible characters.
pub(crate) fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if is_invisible(c) {
        return;
    }
    decompose_compatible(c, |part| {
        if is_combining_mark(part) {
            return;
        }
        match part {
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ø' | 'Ø' => out.push('o'),
            'ß' => out.push_str("ss"),
            _ => out.extend(part.to_lowercase().filter(|&low| !is_combining_mark(low))),
        }
    });
}

/// Soft hyphen, zero-width characters, joiners, direction marks, variation selectors, byte-order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

/// Turns Cyrillic look-alikes into Latin letters in words that also hold Latin ones.
fn unmask(folded: &str) -> String {
    folded
        .split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|word| {
            if word.chars().any(|c| c.is_ascii_lowercase()) {
                word.chars().map(look_alike).collect()
            } else {
                word.to_owned()
            }
        })
        .collect()
}

fn look_alike(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' => 'e',
        'і' => 'i',
        'ј' => 'j',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        'ѕ' => 's',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_polish_letter_becomes_plain() {
        assert_eq!(fold("ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż"), "acelnoszz acelnoszz");
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        assert_eq!(fold("zamo\u{301}wienie\u{328}"), fold("zamówienię"));
        assert_eq!(fold("zamo\u{301}wienie"), "zamowienie");
    }

    #[test]
    fn invisible_characters_and_direction_marks_vanish() {
        assert_eq!(fold("dru\u{200b}kar\u{202e}ka\u{feff}\u{ad}"), "drukarka");
    }

    #[test]
    fn ligatures_and_full_width_letters_are_plain() {
        assert_eq!(fold("ofﬁce ＶＰＮ"), "office vpn");
    }

    #[test]
    fn look_alikes_are_unmasked_only_next_to_latin_letters() {
        assert_eq!(fold("Prеzydеnt"), "prezydent");
        assert_eq!(fold("компютер"), "компютер");
    }

    #[test]
    fn a_hundred_thousand_marks_are_dropped() {
        let text = format!("o{}", "\u{301}".repeat(100_000));
        assert_eq!(fold(&text), "o");
    }
}
