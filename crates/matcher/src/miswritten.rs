//! Mistyped copies of example requests, to learn from: they teach what is left of a word when fingers slip.

use polish::Word;

use crate::model::draw;

/// Of a thousand letters, so many are mistyped.
const RATE: u64 = 100;

/// The words with slips that follow from `seed`: a letter left out, struck twice or with a neighbour, changed
/// for a neighbour or any other, or swapped with the one before. Words with digits are left; the ranges too.
pub(crate) fn miswritten(words: &[Word], seed: u64) -> Vec<Word> {
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    words
        .iter()
        .map(|word| Word {
            range: word.range.clone(),
            folded: slipped(&word.folded, &mut random),
        })
        .filter(|word| !word.folded.is_empty())
        .collect()
}

fn slipped(word: &str, random: &mut u64) -> String {
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len() + 2);
    for letter in word.chars() {
        if draw(random, 1000) >= RATE {
            out.push(letter);
            continue;
        }
        match draw(random, 6) {
            0 => {}
            1 => out.extend([letter, letter]),
            2 => out.extend([letter, neighbour(letter, random)]),
            3 => out.push(neighbour(letter, random)),
            4 => out.push(any(random)),
            _ => {
                let before = out.pop();
                out.push(letter);
                out.extend(before);
            }
        }
    }
    out
}

fn any(random: &mut u64) -> char {
    (b'a'..=b'z')
        .nth(usize::try_from(draw(random, 26)).unwrap_or_default())
        .map_or('e', char::from)
}

/// The key to the left or right.
fn neighbour(letter: char, random: &mut u64) -> char {
    let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let Some((row, at)) = rows.iter().find_map(|row| Some((row, row.find(letter)?))) else {
        return letter;
    };
    let last = row.len() - 1;
    let beside = if (draw(random, 2) == 0 && at > 0) || at == last {
        at - 1
    } else {
        at + 1
    };
    row[beside..].chars().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        polish::words(text).collect()
    }

    #[test]
    fn slips_follow_from_the_seed() {
        let words = words("nie drukuje drukarka na drugim piętrze");
        assert_eq!(miswritten(&words, 7), miswritten(&words, 7));
        assert_ne!(miswritten(&words, 7), miswritten(&words, 8));
    }

    #[test]
    fn about_one_letter_in_ten_is_mistyped() {
        let words = words(&"abcdef ".repeat(5_000));
        let other = miswritten(&words, 1)
            .iter()
            .filter(|word| word.folded != "abcdef")
            .count();
        // 1 - 0.9⁶ = 47 %, less the letters changed for themselves.
        assert!((2_100..2_500).contains(&other), "{other}");
    }

    #[test]
    fn codes_are_left_and_letters_stay_letters() {
        let words = words(&"RB28S 0x80070005 żółć ".repeat(300));
        for word in miswritten(&words, 3) {
            assert!(!word.folded.is_empty());
            let code = word.folded.contains(|c: char| c.is_ascii_digit());
            assert!(!code || ["rb28s", "0x80070005"].contains(&word.folded.as_str()));
        }
    }

    #[test]
    fn a_neighbour_is_left_or_right() {
        let mut random = 1;
        for _ in 0..50 {
            assert_eq!(neighbour('q', &mut random), 'w');
            assert_eq!(neighbour('p', &mut random), 'o');
            assert!("ad".contains(neighbour('s', &mut random)));
        }
    }
}
