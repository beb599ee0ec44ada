//! Slips undone: every one a finger makes, and none a text does not have.

use polish::{PolishSpelling, PolishStemmer, PolishTokenizer, Spelling};
use proptest::prelude::*;
use tantivy::tokenizer::{TextAnalyzer, Token};

fn office() -> Spelling {
    Spelling::new([
        ("drukarka", 40),
        ("dziala", 90),
        ("haslo", 60),
        ("skrzynka", 30),
        ("serwer", 20),
        ("wideo", 5),
        ("konferencja", 10),
    ])
}

fn tokens(text: &str) -> Vec<Token> {
    let mut analyzer = TextAnalyzer::builder(PolishTokenizer::default())
        .filter(PolishSpelling::new(office()))
        .build();
    let mut tokens = Vec::new();
    analyzer
        .token_stream(text)
        .process(&mut |token| tokens.push(token.clone()));
    tokens
}

#[test]
fn a_query_is_corrected_and_points_at_what_was_typed() {
    let text = "Durkarka niedziała, skr zynka też";
    let seen: Vec<(String, &str, usize)> = tokens(text)
        .into_iter()
        .map(|token| {
            let typed = &text[token.offset_from..token.offset_to];
            (token.text, typed, token.position)
        })
        .collect();
    let expected = [
        ("drukarka", "Durkarka", 0),
        ("nie", "niedziała", 1),
        ("dziala", "niedziała", 2),
        ("skrzynka", "skr zynka", 3),
        ("tez", "też", 4),
    ];
    assert_eq!(
        seen,
        expected.map(|(word, typed, at)| (word.to_owned(), typed, at))
    );
}

#[test]
fn stems_of_corrected_words_are_those_of_the_index() {
    let mut analyzer = TextAnalyzer::builder(PolishTokenizer::default())
        .filter(PolishSpelling::new(office()))
        .filter(PolishStemmer)
        .build();
    let mut stems = Vec::new();
    analyzer
        .token_stream("hasko serwre wideokonferencja")
        .process(&mut |token| stems.push(token.text.clone()));
    let expected = ["hasło", "serwer", "wideo", "konferencja"].map(polish::stem);
    assert_eq!(stems, expected);
}

#[test]
fn texts_made_to_exhaust_it_are_answered() {
    let long = "niedzialadrukarka".repeat(300_000);
    for text in [
        long.as_str(),
        &"d ".repeat(200_000),
        &"o\u{301}".repeat(100_000),
    ] {
        assert!(tokens(text).len() <= 200_000);
    }
    assert_eq!(office().meant(&long), None);
    assert_eq!(office().apart(&long), None);
}

/// The word after one slip.
fn slipped(word: &str, kind: u8, at: usize, letter: u8) -> String {
    let mut letters = word.as_bytes().to_vec();
    let at = at % letters.len();
    let letter = b'a' + letter % 26;
    match kind % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => letters.swap(at, (at + 1) % word.len()),
    }
    letters.into_iter().map(char::from).collect()
}

proptest! {
    #[test]
    fn every_slip_of_the_only_known_word_is_undone(
        word in "[a-z]{5,20}", kind in 0_u8..3, at in any::<usize>(), letter in any::<u8>(),
    ) {
        let spelling = Spelling::new([(word.as_str(), 100)]);
        let typed = slipped(&word, kind, at, letter);
        let meant = spelling.meant(&typed);
        prop_assert!(spelling.knows_form(&typed) || meant.is_some(), "{typed}");
        if let Some(meant) = meant {
            prop_assert!(meant == word || meant == polish::stem(&word), "{typed} → {meant}");
        }
    }

    #[test]
    fn a_known_word_is_never_changed(word in "[a-z]{1,30}", other in "[a-z]{1,30}") {
        let spelling = Spelling::new([(word.as_str(), 1), (other.as_str(), 1_000_000)]);
        if spelling.knows(&word) {
            prop_assert_eq!(spelling.meant(&word), None);
            prop_assert_eq!(spelling.apart(&word), None);
        }
    }

    #[test]
    fn any_word_is_read_once(word in any::<String>(), kind in any::<u8>(), at in any::<usize>()) {
        let spelling = office();
        for typed in [word, slipped("konferencja", kind, at, kind)] {
            let (meant, apart) = (spelling.meant(&typed), spelling.apart(&typed));
            prop_assert!(meant.is_none() || apart.is_none());
            if let Some((one, other)) = apart {
                prop_assert_eq!([one, other].concat(), typed);
            }
        }
    }

    #[test]
    fn any_text_keeps_its_order_and_boundaries(
        text in "(nie|dziala|druk|arka|d |skrzynka|durkarka|niedziala|[a-ząćęłńóśźż]{1,9}|[.,! \u{301}]|🖨){0,30}",
    ) {
        let mut last: Option<Token> = None;
        for token in tokens(&text) {
            prop_assert!(text.get(token.offset_from..token.offset_to).is_some());
            if let Some(last) = last {
                prop_assert!(token.offset_from >= last.offset_from);
                prop_assert_eq!(token.position, last.position.wrapping_add(1));
            }
            last = Some(token);
        }
    }
}
