//! The same ticket written otherwise.

use sha2::{Digest, Sha256};

use super::random::Random;

/// Rows of the keyboard, one below the other.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Chances are drawn from this many.
const CHANCES: usize = 1_000;

/// How a ticket is written otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// Polish letters without their marks.
    Diacritics,
    /// Of a thousand letters, so many are mistyped.
    Slips(usize),
}

impl Writing {
    pub(super) const ALL: [Self; 3] = [Self::Diacritics, Self::Slips(50), Self::Slips(100)];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Diacritics => "no_diacritics",
            Self::Slips(50) => "mistyped_5",
            Self::Slips(_) => "mistyped_10",
        }
    }
}

/// Subject and body written otherwise; the slips follow from the text and `seed`, not from the order of tickets.
pub(super) fn written(subject: &str, body: &str, writing: Writing, seed: u64) -> (String, String) {
    match writing {
        Writing::Diacritics => (bare(subject), bare(body)),
        Writing::Slips(chance) => {
            let hash = Sha256::digest(format!("{subject}\n{body}"));
            let start = hash.iter().take(8).fold(seed, |number, &byte| {
                number.rotate_left(8) ^ u64::from(byte)
            });
            let mut random = Random::new(start);
            (
                mistyped(subject, chance, &mut random),
                mistyped(body, chance, &mut random),
            )
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().map(bare_letter).collect()
}

fn bare_letter(letter: char) -> char {
    match letter {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        'Ą' => 'A',
        'Ć' => 'C',
        'Ę' => 'E',
        'Ł' => 'L',
        'Ń' => 'N',
        'Ó' => 'O',
        'Ś' => 'S',
        'Ź' | 'Ż' => 'Z',
        other => other,
    }
}

/// Each letter is, with the chance given, left out, swapped with the letter after it, struck beside its key, or
/// struck together with a key beside it; each of the four is as likely.
fn mistyped(text: &str, chance: usize, random: &mut Random) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += 1;
        if !letter.is_alphabetic() || random.below(CHANCES) >= chance {
            out.push(letter);
            continue;
        }
        match random.below(4) {
            0 => {}
            1 => match letters.get(at) {
                Some(&next) if next.is_alphabetic() => {
                    out.extend([next, letter]);
                    at += 1;
                }
                _ => out.push(beside(letter, random)),
            },
            2 => out.push(beside(letter, random)),
            _ => out.extend([letter, beside(letter, random)]),
        }
    }
    out
}

/// A key beside that of `letter`; for a letter without a key, `e`.
fn beside(letter: char, random: &mut Random) -> char {
    let key = bare_letter(letter).to_ascii_lowercase();
    let found = KEYS
        .iter()
        .enumerate()
        .find_map(|(row, keys)| Some((row, keys.find(key)?)));
    let Some((row, column)) = found else {
        return 'e';
    };
    let near: Vec<char> = [
        (Some(row), column.checked_sub(1)),
        (Some(row), column.checked_add(1)),
        (row.checked_sub(1), Some(column)),
        (row.checked_add(1), Some(column)),
    ]
    .into_iter()
    .filter_map(|(row, column)| KEYS.get(row?)?.chars().nth(column?))
    .collect();
    near.get(random.below(near.len().max(1)))
        .copied()
        .unwrap_or('e')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "Nie działa drukarka na piętrze, Żółta lampka świeci się od rana i nikt nie może drukować.";

    #[test]
    fn marks_are_taken_off_and_nothing_else() {
        let (subject, body) = written("ŻÓŁĆ, 12 zł", TEXT, Writing::Diacritics, 1);
        assert_eq!(subject, "ZOLC, 12 zl");
        assert_eq!(body.chars().count(), TEXT.chars().count());
        assert!(body.is_ascii());
    }

    #[test]
    fn slips_follow_from_seed_and_text() {
        let slips = |seed| written("", TEXT, Writing::Slips(100), seed).1;
        assert_eq!(slips(1), slips(1));
        assert_ne!(slips(1), slips(2));
        assert_eq!(
            written("a", TEXT, Writing::Slips(0), 1),
            ("a".to_owned(), TEXT.to_owned())
        );
    }

    #[test]
    fn about_as_many_letters_are_mistyped_as_asked() {
        // Letters that are struck beside or doubled change one place each; counted over a long text of one letter.
        let long = "ab".repeat(20_000);
        let mistyped = written("", &long, Writing::Slips(100), 3).1;
        let foreign = mistyped.chars().filter(|c| !matches!(c, 'a' | 'b')).count();
        // Half of the tenth is struck beside or together with another key, none of which is `a` or `b`.
        assert!((1_800..2_200).contains(&foreign), "{foreign}");
    }

    #[test]
    fn a_slip_lands_on_a_key_beside() {
        let mut random = Random::new(5);
        for _ in 0..100 {
            assert!("adwx".contains(beside('S', &mut random)));
            assert!("qsz".contains(beside('ą', &mut random)));
            assert_eq!(beside('ж', &mut random), 'e');
        }
    }
}
