//! Inflection cut off a word.

use frostem::{Algorithm, Stemmer};

use crate::fold::fold;

/// No stem has fewer letters than this, unless the word itself has.
///
/// The Snowball stemmer would cut `działa` to `dz` and `sieci` to `si`, which every second word starts
/// with.
pub const SHORTEST_STEM: usize = 3;

/// At most this many endings come off one word (`serwerowymi` → `serwerow` → `serwer`).
const ROUNDS: usize = 3;

/// The stem of one word, folded.
///
/// The word is [folded](crate::fold()) first, so `drukarką` and `drukarka` have one stem, and so have
/// `hasłem` and `haslem`. Endings are taken off by the Polish stemmer of the Snowball family until
/// nothing changes, because it takes `system` for an instrumental (`syst`) but `systemu` only to
/// `system`; the changes of consonants the stemmer leaves alone are undone for the commonest nouns (`drukarce`,
/// `drukarek` → `drukark`; `serwerze` → `serwer`). A word with a digit or a colon is returned folded.
///
/// ```
/// assert_eq!(polish::stem("Drukarkami"), "drukark");
/// assert_eq!(polish::stem("systemu"), polish::stem("system"));
/// assert_eq!(polish::stem("działa"), "dzial");
/// ```
pub fn stem(word: &str) -> String {
    stem_folded(fold(word))
}

/// As [`stem`], for a word already folded.
pub(crate) fn stem_folded(mut word: String) -> String {
    if !word.bytes().all(|b| b.is_ascii_lowercase()) || word.len() <= SHORTEST_STEM {
        return word;
    }
    harden(&mut word);
    for _ in 0..ROUNDS {
        let shorter = cut_ending(&word);
        if shorter.len() >= word.len() || shorter.len() < SHORTEST_STEM {
            break;
        }
        word = shorter;
    }
    let bare = word.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']).len();
    if bare >= SHORTEST_STEM {
        word.truncate(bare);
    }
    drop_mobile_e(&mut word);
    word
}

/// One pass of the Snowball stemmer over a folded word, with the endings it knows only with diacritics.
fn cut_ending(word: &str) -> String {
    const UNFOLDED: [(&str, &str); 9] = [
        ("lismy", "liśmy"),
        ("lysmy", "łyśmy"),
        ("liscie", "liście"),
        ("lyscie", "łyście"),
        ("nac", "nąć"),
        ("ac", "ać"),
        ("ic", "ić"),
        ("ec", "eć"),
        ("ow", "ów"),
    ];
    let stemmer = Stemmer::new(Algorithm::Polish);
    for (plain, polish) in UNFOLDED {
        // Short words end so by themselves: "noc", "plac", "biec", "krow".
        if let Some(head) = word
            .strip_suffix(plain)
            .filter(|head| head.len() > SHORTEST_STEM)
        {
            return fold(&stemmer.stem(&format!("{head}{polish}")));
        }
    }
    fold(&stemmer.stem(word))
}

/// Undoes the softened consonant of the locative: `drukarce` → `drukarke`, `serwerze` → `serwere`.
fn harden(word: &mut String) {
    let n = word.len();
    if word.ends_with("ce") && n > 4 && is_hard(word.as_bytes()[n - 3]) {
        word.replace_range(n - 2.., "ke");
    } else if (word.ends_with("erze") || word.ends_with("orze")) && n > 5 {
        word.replace_range(n - 2.., "e");
    }
}

/// Consonants that stand before `-ka`, `-ek` and `-ce` of one noun; `s` is left out for `miejsce`.
fn is_hard(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !b"aeiouyscz".contains(&letter) || letter == b'z'
}

/// Drops the `e` that stands only in some forms: `drukarek` → `drukark`, `wniosek` → `wniosk`.
fn drop_mobile_e(word: &mut String) {
    let n = word.len();
    if n > 4 && word.ends_with("ek") && !b"aeiouy".contains(&word.as_bytes()[n - 3]) {
        word.remove(n - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_stem(forms: &str) {
        let stems: Vec<String> = forms.split(' ').map(stem).collect();
        assert!(stems.iter().all(|s| *s == stems[0]), "{forms}: {stems:?}");
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        one_stem("drukarka drukarki drukarkę drukarką drukarkami drukarek drukarce drukarke");
        one_stem("system systemu systemy systemów systemem systemami");
        one_stem("program programu programy programów programem");
        one_stem("serwer serwera serwery serwerów serwerze serwerem");
        one_stem("aplikacja aplikacji aplikację aplikacją aplikacjami");
        one_stem("hasło hasła hasłem hasłami haśle");
        one_stem("zapomniałem zapomniałam zapomniał zapomniała");
        one_stem("monitor monitory monitora monitorze monitorów");
        one_stem("skrzynka skrzynki skrzynkę skrzynce skrzynek");
        one_stem("wniosek wniosku wnioski wniosków");
    }

    #[test]
    fn diacritics_never_change_the_stem() {
        for word in [
            "łączność",
            "gałęźią",
            "serwerów",
            "zainstalować",
            "zgłosiliśmy",
            "kopię",
            "żądań",
        ] {
            assert_eq!(stem(word), stem(&fold(word)), "{word}");
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [
            ("miejsce", "miejski"),
            ("sieć", "siedziba"),
            ("port", "portal"),
            ("mail", "maj"),
            ("dział", "dzień"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }

    #[test]
    fn short_words_and_codes_are_left_alone() {
        for word in ["dom", "ad", "vpn", "h:", "rb28s", "0x80070005"] {
            assert_eq!(stem(word), word);
        }
        assert!(stem("działa").len() >= SHORTEST_STEM);
        assert!(stem("sieci").len() >= SHORTEST_STEM);
    }

    #[test]
    fn other_scripts_pass_through() {
        assert_eq!(stem("Принтер"), "принтер");
    }
}
