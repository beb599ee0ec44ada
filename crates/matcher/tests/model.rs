//! The shipped model: read back as written, current, refused when damaged.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use matcher::{Examples, Matcher, Model, ModelError, Vocabulary, learn};
use ordinance::Ordinance;

const SHIPPED: &[u8] = include_bytes!("../../../config/model/router.bin");

fn small() -> (Vocabulary, Examples) {
    let vocabulary = Vocabulary::parse(
        "version = \"1\"\n[[duty]]\nref = \"§14 pkt 1 lit. l\"\nterms = [\"FortiClient nie łączy\"]",
    );
    let lines: Vec<String> = ["§14 pkt 1 lit. l|tunel", "§15 pkt 2|ekran"]
        .iter()
        .cycle()
        .take(40)
        .enumerate()
        .map(|(at, line)| {
            let (duty, word) = line.split_once('|').unwrap();
            format!(r#"{{"duty":"{duty}","subject":"{word} {at}","body":"nie wstaje {word}"}}"#)
        })
        .collect();
    (
        vocabulary.unwrap(),
        Examples::parse("x.jsonl", &lines.join("\n")).unwrap(),
    )
}

#[test]
fn the_shipped_model_is_of_the_shipped_data() {
    let model = Model::built_in();
    let hint = "learn it anew: `dyspozytor model build`";
    assert_eq!(
        model.sources().ordinance,
        Ordinance::built_in().version(),
        "{hint}"
    );
    assert_eq!(
        model.sources().vocabulary,
        Vocabulary::built_in().version(),
        "{hint}"
    );
    assert_eq!(
        model.sources().examples,
        Examples::built_in().version(),
        "{hint}"
    );
    assert_eq!(model.to_bytes(), SHIPPED);
}

#[test]
fn learning_anew_gives_the_shipped_model_bit_for_bit() {
    let model = learn(
        Ordinance::built_in(),
        &Vocabulary::built_in(),
        &Examples::built_in(),
    )
    .unwrap();
    assert_eq!(model.version(), Model::built_in().version());
}

#[test]
fn the_same_data_give_the_same_bytes_and_bytes_give_the_same_model() {
    let (vocabulary, examples) = small();
    let ordinance = Ordinance::built_in();
    let one = learn(ordinance, &vocabulary, &examples).unwrap();
    let other = learn(ordinance, &vocabulary, &examples).unwrap();
    let bytes = one.to_bytes();
    assert_eq!(bytes, other.to_bytes());
    let read = Model::from_bytes(&bytes).unwrap();
    assert_eq!(read.version(), one.version());
    assert_eq!(read.sources().examples, examples.version());
    let text = "tunel nie wstaje od rana";
    let answer = |model| {
        Matcher::with_model(ordinance, &vocabulary, model)
            .unwrap()
            .suggest("", text)
    };
    let (before, after) = (answer(one), answer(read));
    assert_eq!(before, after);
    assert_eq!(before.units[0].duty.to_string(), "§14 pkt 1 lit. l");
}

#[test]
fn damaged_and_foreign_bytes_are_refused() {
    assert_eq!(Model::from_bytes(b"").unwrap_err(), ModelError::Magic);
    assert_eq!(
        Model::from_bytes(b"PK\x03\x04").unwrap_err(),
        ModelError::Magic
    );
    for end in [20, 1000, SHIPPED.len() - 1] {
        assert_eq!(
            Model::from_bytes(&SHIPPED[..end]).unwrap_err(),
            ModelError::Damaged
        );
    }
    let mut changed = SHIPPED.to_vec();
    changed[5000] ^= 1;
    assert_eq!(
        Model::from_bytes(&changed).unwrap_err(),
        ModelError::Damaged
    );
}
