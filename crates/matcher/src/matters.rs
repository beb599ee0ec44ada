//! Where a text turns from one matter to another.

use std::ops::Range;

use crate::lexicon::Token;

/// Words that announce another matter wherever they stand.
const TURNS: [&[&str]; 22] = [
    &["druga", "sprawa"],
    &["drugi", "problem"],
    &["drugi", "temat"],
    &["druga", "rzecz"],
    &["druga", "kwestia"],
    &["inna", "sprawa"],
    &["inny", "temat"],
    &["kolejna", "sprawa"],
    &["nastepna", "sprawa"],
    &["osobna", "sprawa"],
    &["przy", "okazji"],
    &["po", "drugie"],
    &["poza", "tym"],
    &["oprocz", "tego"],
    &["niezaleznie", "od", "tego"],
    &["jeszcze", "jedno"],
    &["i", "jeszcze"],
    &["a", "jeszcze"],
    &["jeszcze", "jedna", "sprawa"],
    &["jeszcze", "jedna", "rzecz"],
    &["z", "innej", "beczki"],
    &["by", "the", "way"],
];
/// Words that do so where a sentence or clause begins.
const OPENINGS: [&[&str]; 9] = [
    &["do", "tego", "jeszcze"],
    &["a", "do", "tego"],
    &["dodatkowo"],
    &["ponadto"],
    &["rownoczesnie"],
    &["jednoczesnie"],
    &["ps"],
    &["p", "s"],
    &["also"],
];

/// Words after which the matter goes on all the same: `poza tym że`, `i jeszcze nie`.
const GO_ON: [&str; 2] = ["ze", "nie"];

/// Numbers of the tokens that begin another matter, if the text says so itself.
pub(crate) fn turns(text: &str, tokens: &[Token]) -> Vec<usize> {
    (1..tokens.len())
        .filter(|&at| {
            let gap = text.get(tokens[at - 1].range.end..tokens[at].range.start);
            let rest = &tokens[at..];
            begins(rest, &TURNS) || (gap.is_some_and(ends_clause) && begins(rest, &OPENINGS))
        })
        .take(MOST)
        .collect()
}

/// Turns looked at; each costs two readings of the text.
const MOST: usize = 4;

/// What the tokens from a turn on stand in, without what stands before.
pub(crate) fn range(tokens: &[Token]) -> Option<Range<usize>> {
    Some(tokens.first()?.range.start..tokens.last()?.range.end)
}

fn begins(tokens: &[Token], ways: &[&[&str]]) -> bool {
    ways.iter().any(|way| {
        let goes_on = tokens
            .get(way.len())
            .is_some_and(|next| !GO_ON.contains(&next.folded.as_str()));
        let mut both = way.iter().zip(tokens);
        goes_on && both.all(|(word, token)| token.folded == *word)
    })
}

/// Whether what stands between two words ends a sentence or clause: a line, or a sign before a space.
fn ends_clause(gap: &str) -> bool {
    gap.contains(['\n', '\r', '!', '?', ';', ',', '–', '—', '('])
        || gap.contains(" - ")
        || gap
            .split_once('.')
            .is_some_and(|(_, rest)| rest.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Vocabulary;
    use crate::lexicon::Lexicon;

    /// The words from each turn on.
    fn after(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::parse("version = \"1\"").unwrap();
        let tokens = Lexicon::new(&vocabulary).tokens(polish::words(text));
        turns(text, &tokens)
            .into_iter()
            .map(|at| text[range(&tokens[at..]).unwrap()].to_owned())
            .collect()
    }

    #[test]
    fn another_matter_is_announced() {
        assert_eq!(
            after("Nie drukuje. Druga sprawa: brak sieci."),
            ["Druga sprawa: brak sieci"]
        );
        assert_eq!(
            after("Nie drukuje, a przy okazji potrzebuję myszki"),
            ["przy okazji potrzebuję myszki"]
        );
        assert_eq!(after("Nie drukuje\nPS. brak sieci"), ["PS. brak sieci"]);
    }

    #[test]
    fn the_same_words_within_a_clause_may_go_on_with_the_matter() {
        for text in [
            "Jestem nowa i jeszcze nie wiem, kto co robi",
            "Nic nie zmieniałam, poza tym że zmieniłam pokój",
            "Potrzebuję dodatkowo myszki",
            "Druga sprawa",
        ] {
            assert!(after(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_text_full_of_turns_costs_no_more_than_four() {
        assert_eq!(after(&"Dodatkowo brak sieci. ".repeat(50)).len(), MOST);
    }
}
